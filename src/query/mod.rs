//! The query: as typed, as understood, and where in one article it matches. Free of any engine.

pub mod algebra;
mod ast;
mod capitals;
mod error;
pub mod figures;
mod lex;
mod node;
mod parse;
mod pattern;
pub mod phrases;
mod resolve;
pub mod spans;
mod typed;
pub mod written;

pub use ast::{Atom, Bearer, Clause, MetaField, Nearness, Parts, Query, Reach, Spans, Test, What};
pub use error::QueryError;
pub use parse::{Options, parse};
pub use pattern::{Comparer, Pattern};
pub use resolve::resolve;
pub use typed::{LONGEST_FUZZY, period};
