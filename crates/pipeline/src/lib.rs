//! Reads `pipeline.toml` and runs both floors.
//!
//! The **article floor** ([`floor`]) turns documents into rows, on all cores, a batch at a time,
//! and stores them as fragments. The **table floor** ([`corpus`]) reads the rows of all live
//! fragments and lets the stages rule on what needs more than one article.
//!
//! **Invariants.** Every document that comes in is accounted for once: kept, duplicate or
//! rejected. No more than a few batches of documents are in memory. Nothing that is stored or
//! returned depends on threads, on the order of the folder or on a clock. This room knows neither
//! file formats (it asks an [`Intake`](newsmill_stage::Intake)) nor Parquet (it asks a
//! [`FragmentStore`](newsmill_stage::FragmentStore)).

mod load;

pub mod article;
pub mod corpus;
pub mod floor;
pub mod fragments;
pub mod overrides;
pub mod rows;

pub use corpus::{Asked, Delivery, Rejected, Settled};
pub use load::{Dialect, Format, Loaded, Output, Pipeline, Run, set};

/// What a run tells while it works.
pub trait Progress: Sync {
    /// So many files are there, so many of them are new or changed, with so many bytes.
    fn found(&self, files: usize, new: usize, bytes: u64);
    /// So many more documents have passed the article floor.
    fn passed(&self, documents: usize, bytes: u64);
    /// A piece of work on the table floor begins.
    fn begins(&self, what: &str);
}

/// Tells nothing.
pub struct Quiet;

impl Progress for Quiet {
    fn found(&self, _: usize, _: usize, _: u64) {}
    fn passed(&self, _: usize, _: u64) {}
    fn begins(&self, _: &str) {}
}
