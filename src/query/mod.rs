//! The query: as typed, as understood, and where in one article it matches. Free of any engine.

pub mod algebra;
mod ast;
mod lex;
mod node;
mod parse;
mod pattern;
pub mod spans;

pub use ast::{Atom, Clause, MetaField, Nearness, Parts, Query, Reach, Spans, Test};
pub use parse::{Options, QueryError, parse};
pub use pattern::{Comparer, Pattern};
