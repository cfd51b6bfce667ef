//! Why a query cannot be honoured.

/// Why a query cannot be honoured. Every kind says where (column, from 1) and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct QueryError {
    /// What is wrong.
    pub what: String,
    /// The column it is at, in characters from 1.
    pub at: usize,
    /// What would work.
    pub hint: String,
}

/// Refuses a query.
pub fn refuse<T>(at: usize, what: impl Into<String>, hint: impl Into<String>) -> Result<T, QueryError> {
    Err(QueryError { what: what.into(), at, hint: hint.into() })
}
