//! What takes a page's body out of it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use trafilatura::{HtmlDateMode, Options};

/// Takes the body of an article out of a page.
pub(super) trait Extractor {
    /// The body's text; `None` if there is none, or if the extractor failed.
    fn body(&self, page: &str) -> Option<String>;
}

/// The crate `trafilatura`, a port of Barbaresi's extractor. On the development pages (191 articles,
/// 2026-11-22) its 4-gram F1 is .930 alone; with its fallbacks and for precision .949, in more than
/// twice the time, which the judge of `boilerplate` makes better use of.
pub(super) struct Trafilatura;

impl Extractor for Trafilatura {
    fn body(&self, page: &str) -> Option<String> {
        // Readers' comments are no body, and what the page says of itself is read elsewhere.
        let options = Options::default().with_html_date_mode(HtmlDateMode::Disabled).with_exclude_comments(true);
        let extracted = catch_unwind(AssertUnwindSafe(|| trafilatura::extract(page, &options)));
        Some(extracted.ok()?.ok()?.content_text)
    }
}
