//! fragments, files and atomic publishing
