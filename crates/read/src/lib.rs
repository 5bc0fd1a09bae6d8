//! any input → articles
