//! copies and stories
