//! Names: finding them in a text, telling who is meant, and comparing two of them.

pub mod variants;
