//! the published tables, each a query
