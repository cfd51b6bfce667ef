//! The search engine of a news archive.
pub mod article;
pub mod text;
pub mod corpus;
pub mod query;
pub mod extract;
pub mod backend;
pub mod index;
