//! Claims on dates in sentences.
