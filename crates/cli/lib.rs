//! newsmill as a library, for those who add stages of their own.
//!
//! A stage crate depends on [`newsmill_stage`] alone. A product with that stage in it is a binary
//! of five lines that depends on this facade and on the stage:
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     let mut stages = newsmill::stages();
//!     // acme_tone::register(&mut stages);
//!     newsmill::main(&stages)
//! }
//! ```
//!
//! This room joins the others: it gives the pipeline its reader and its store, and turns what the
//! floors decided into tables. It decides nothing about articles.

mod args;
mod bar;
mod commands;
mod failure;
mod filing;
mod mill;
mod publish;
mod say;
mod summary;
mod words;

use std::process::ExitCode;

use clap::Parser as _;
pub use newsmill_stage as stage;
use newsmill_stage::Registry;

/// The stages that come with newsmill, in the order of a usual run.
pub fn stages() -> Registry {
    let mut stages = Registry::default();
    stages.article_stage::<newsmill_repair::Repair>();
    stages.article_stage::<newsmill_language::Language>();
    stages.stage_of_both_floors::<newsmill_attribute::Attribute>();
    stages.stage_of_both_floors::<newsmill_boilerplate::Boilerplate>();
    stages.article_stage::<newsmill_entities::Entities>();
    stages.corpus_stage::<newsmill_dedupe::Dedupe>();
    stages
}

/// The command line, with these stages.
pub fn main(stages: &Registry) -> ExitCode {
    let args = args::Args::parse();
    let done = match &args.command {
        args::Command::Run(it) => commands::run(it, stages),
        args::Command::Check(it) => commands::check(it, stages),
        args::Command::Init(it) => commands::init(it),
        args::Command::Explain(it) => commands::explain(it, stages),
        args::Command::Stages(it) => commands::list_stages(it, stages),
    };
    done.unwrap_or_else(|error| failure::tell(&error))
}
