//! The signs by which the judge knows a day: what each is, and where or how; in words, for they are
//! shown to people.

/// A sign: what it is, and where or how. `("says published", "beside the headline")`
pub type Sign = (&'static str, &'static str);

/// How far a line stands from headline and body, in words.
pub(super) fn place(zone: crate::page::Zone) -> &'static str {
    use crate::page::Zone;
    match zone {
        Zone::Above(0..=2) => "just above the headline",
        Zone::Above(3..=9) => "above the headline",
        Zone::Above(_) => "far above the headline",
        Zone::Head => "beside the headline",
        Zone::Body => "in the body",
        Zone::After(0..=2) => "just after the body",
        Zone::After(3..=12) => "after the body",
        Zone::After(_) => "far after the body",
    }
}
