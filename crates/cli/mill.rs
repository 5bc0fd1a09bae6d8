//! A pipeline with its reader and its output folder: what every command starts from.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use newsmill_parquet::{Limits, Parquet};
use newsmill_pipeline::overrides::{self, Override};
use newsmill_pipeline::{Loaded, Run, set};
use newsmill_read::{Input, InputSettings};
use newsmill_stage::{DataFile, InputFile, Intake as _, Registry, Setup};
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::args;
use crate::failure::{Empty, Usage};

/// The threads of the article floor; a panic in one of them, or over a Parquet file, costs one
/// document and is told in `rejected`, not on the terminal.
const THREADS: &str = "article floor";
/// A parser may recurse as deep as the limits on documents allow.
const STACK_BYTES: usize = 16 << 20;

/// A pipeline, ready to run.
pub(crate) struct Mill {
    /// What `pipeline.toml` says.
    pub(crate) loaded: Loaded<InputSettings>,
    /// The reader.
    pub(crate) intake: Input,
    /// Where it reads.
    pub(crate) input: PathBuf,
    /// Where it writes.
    pub(crate) out: PathBuf,
    /// What people corrected.
    pub(crate) overrides: Vec<Override>,
    /// Where they are written, whether there are any or not.
    pub(crate) overrides_path: PathBuf,
    /// The file that says so, if there is one.
    pub(crate) overrides_file: Option<DataFile>,
    threads: usize,
}

impl Mill {
    /// Understands the settings; errors are a user's to mend.
    pub(crate) fn new(args: &args::Settings, stages: &Registry) -> Result<Self> {
        let path = args.config.display().to_string();
        let hint = "write one by `newsmill init`, or name it by --config";
        let mut text =
            fs::read_to_string(&args.config).map_err(|error| Usage(format!("cannot read {path}: {error}; {hint}")))?;
        for wish in &args.set {
            text = set(&text, wish).map_err(|error| Usage(format!("{error:#}")))?;
        }
        let root = args.config.parent().unwrap_or(Path::new("")).to_owned();
        let loaded = Loaded::<InputSettings>::from_toml(&text, &root, stages)
            .map_err(|problem| Usage(problem.show(&path, &text)))?;
        let (input, intake) = match args.input.as_ref().unwrap_or(&loaded.input.path) {
            address if is_far(address) => far(&address.to_string_lossy(), &loaded.input)?,
            // What the command line names is relative to where it is typed.
            path => {
                let path = if args.input.is_some() { path.clone() } else { root.join(path) };
                (path.clone(), Input::new(path, loaded.input.clone()))
            }
        };
        let out = args.out.clone().unwrap_or_else(|| root.join(&loaded.output.path));
        let (overrides, overrides_file) = corrections(&root, &loaded.run)?;
        let threads = args.threads.unwrap_or(loaded.run.threads);
        let newsmill_read::Limits { record, ratio, file, .. } = loaded.input.limits;
        let intake = intake.with_columnar(Arc::new(Parquet::with_limits(Limits { record, ratio, file })));
        let overrides_path = root.join(&loaded.run.overrides);
        Ok(Self { loaded, intake, input, out, overrides, overrides_path, overrides_file, threads })
    }

    /// The files of the input; none is an error.
    pub(crate) fn files(&self) -> Result<Vec<InputFile>> {
        let files = self.intake.files()?;
        if files.is_empty() {
            return Err(Empty(self.input.display().to_string()).into());
        }
        Ok(files)
    }

    /// The threads of the article floor.
    pub(crate) fn pool(&self) -> Result<ThreadPool> {
        let tell = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if std::thread::current().name() != Some(THREADS) && !newsmill_parquet::is_reading() {
                tell(panic);
            }
        }));
        let pool = ThreadPoolBuilder::new().num_threads(self.threads).stack_size(STACK_BYTES);
        Ok(pool.thread_name(|_| THREADS.to_owned()).build()?)
    }
}

/// Whether a path is an address: a word, then `://`. A folder of this machine whose name ends in a
/// colon is named by `./`.
fn is_far(path: &Path) -> bool {
    let text = path.to_string_lossy();
    text.split_once("://").is_some_and(|(scheme, _)| {
        scheme.starts_with(|it: char| it.is_ascii_alphabetic()) && scheme.chars().all(|it| it.is_ascii_alphanumeric())
    })
}

/// What lies at an address, and the address as it may be shown.
#[cfg(feature = "remote")]
fn far(address: &str, settings: &InputSettings) -> Result<(PathBuf, Input)> {
    let far = newsmill_remote::Far::new(address).map_err(|it| Usage(format!("{it:#}")))?;
    Ok((far.address().into(), Input::on(std::sync::Arc::new(far), settings.clone())))
}

#[cfg(not(feature = "remote"))]
fn far(_: &str, _: &InputSettings) -> Result<(PathBuf, Input)> {
    let how = "this newsmill was built without remote input; build it with `--features remote`";
    Err(Usage(how.to_owned()).into())
}

/// What people corrected. Only a file that nobody named may be missing.
fn corrections(root: &Path, run: &Run) -> Result<(Vec<Override>, Option<DataFile>)> {
    if run.overrides == Run::default().overrides && !root.join(&run.overrides).exists() {
        return Ok((Vec::new(), None));
    }
    let mut setup = Setup::new(root);
    setup.read(&run.overrides).map_err(|it| Usage(format!("{it:#}")))?;
    let overrides = overrides::read(&root.join(&run.overrides)).map_err(|it| Usage(format!("{it:#}")))?;
    Ok((overrides, setup.data_files.pop()))
}
