//! The progress of a run: a bar on a terminal, a line now and then elsewhere.

use std::io::IsTerminal as _;
use std::sync::atomic::{AtomicU64, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use newsmill_pipeline::Progress;

use crate::say::note;
use crate::words::{count, number};

/// Off a terminal, a line is written each time so many more documents have passed.
const DOCUMENTS_A_LINE: u64 = 10_000;

/// Shows how far a run is, on stderr.
pub(crate) struct Bar {
    bar: ProgressBar,
    passed: AtomicU64,
    lines: bool,
}

impl Bar {
    /// A bar on a terminal, lines elsewhere, nothing at all if it shall be quiet.
    pub(crate) fn new(quiet: bool) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let shown = if quiet || !terminal { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(Some(0), shown);
        let style = ProgressStyle::with_template("{msg:32} {wide_bar} {bytes}/{total_bytes} {eta}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { bar, passed: AtomicU64::new(0), lines: !quiet && !terminal }
    }

    /// Clears the bar away.
    pub(crate) fn done(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Bar {
    fn found(&self, files: usize, new: usize, bytes: u64) {
        self.bar.set_length(bytes);
        let old = files - new;
        let text = format!("{} to read, {} known", count(new, "file"), number(old));
        self.bar.println(&text);
        if self.lines {
            note!("{text}");
        }
    }

    fn passed(&self, documents: usize, bytes: u64) {
        self.bar.inc(bytes);
        let before = self.passed.fetch_add(documents as u64, Ordering::Relaxed);
        let now = before + documents as u64;
        self.bar.set_message(format!("{} documents", number(usize::try_from(now).unwrap_or(usize::MAX))));
        if self.lines && before / DOCUMENTS_A_LINE != now / DOCUMENTS_A_LINE {
            note!("{} documents", number(usize::try_from(now).unwrap_or(usize::MAX)));
        }
    }

    fn begins(&self, what: &str) {
        self.bar.set_message(what.to_owned());
    }
}
