//! The input far away, against servers that the tests start themselves.

#[path = "bucket.rs"]
mod bucket;
#[path = "server.rs"]
mod server;
#[path = "web.rs"]
mod web;
