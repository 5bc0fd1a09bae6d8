//! The command line: what can be asked for.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Scraped news in, tables of mentions by outlet and date out.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run the pipeline: read what is new, publish all tables
    #[command(after_help = EXIT_CODES)]
    Run(Run),
    /// Say what is wrong in pipeline.toml, and what the input holds, without running anything
    Check(Settings),
    /// Write a pipeline.toml and the data files to start from into a folder
    Init(Init),
    /// Show how one article became what it is: every stage's reasons, and the row that came of it
    Explain(Explain),
    /// List the stages, or the settings of one
    Stages(Stages),
}

const EXIT_CODES: &str = "Exit codes: 0 done · 1 failed, earlier tables intact · 2 usage or settings · \
3 published, but more rejects than [run] allow-rejected · 4 no input · 75 another run holds the output";

/// Which pipeline, with which changes.
#[derive(Debug, clap::Args)]
pub(crate) struct Settings {
    /// The settings to use; paths in them are relative to their folder
    #[arg(long, short, value_name = "FILE", default_value = "pipeline.toml")]
    pub(crate) config: PathBuf,
    /// Read this file or folder instead of [input] path
    #[arg(long, short, value_name = "PATH")]
    pub(crate) input: Option<PathBuf>,
    /// Write to this folder instead of [output] path
    #[arg(long, short, value_name = "FOLDER")]
    pub(crate) out: Option<PathBuf>,
    /// Work on so many threads; 0 for one a core
    #[arg(long, short, value_name = "N")]
    pub(crate) threads: Option<usize>,
    /// Change a setting for this run: input.keep=present, stage.dedupe.threshold=0.9
    #[arg(long, value_name = "KEY=VALUE")]
    pub(crate) set: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Run {
    #[command(flatten)]
    pub(crate) settings: Settings,
    /// Read every file again, even if its size and time are as they were
    #[arg(long)]
    pub(crate) rehash: bool,
    /// Say what would be read again and why, and stop
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Print nothing but errors
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Init {
    /// The folder to write to
    #[arg(default_value = ".")]
    pub(crate) folder: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Explain {
    /// An article's id (its first letters will do), its address, or its file with :RECORD
    pub(crate) article: String,
    #[command(flatten)]
    pub(crate) settings: Settings,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Stages {
    /// The stage whose settings to list
    pub(crate) name: Option<String>,
}
