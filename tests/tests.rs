//! Behavior, end to end: the real binary on small folders of articles, text out.
//!
//! tests/README.md says what is where.

#![expect(clippy::unwrap_used, reason = "a test that cannot run fails")]

mod support;

mod arrows;
mod cases;
mod checked;
mod clean_text;
mod corrections;
mod exits;
mod explained;
mod filed;
mod floors;
mod inputs;
mod outside;
mod rejected;
mod same_bytes;
mod sample;
mod seeds;
