//! The query: as typed, as understood, and where in one article it matches. Free of any engine.

mod ast;
mod lex;
mod parse;
pub mod spans;

pub use ast::{Clause, Leaf, MetaField, Parts, Pattern, Query, Test};
pub use parse::{Options, QueryError, parse};
