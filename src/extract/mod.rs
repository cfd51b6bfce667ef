//! Names, figures and quotations: what stands in a text beside its words. Knows articles and texts; no file, no index, no query.

pub mod figures;
pub mod names;
pub mod quotes;
