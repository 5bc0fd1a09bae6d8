//! What tells one version of a file from another.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use object_store::ObjectMeta;
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

/// A version of a file, as its keeper tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) size: u64,
    /// Seconds since 1970: lists are finer than headers, so the fraction tells nothing.
    seconds: Option<u64>,
    tag: Option<String>,
}

impl Stamp {
    pub(crate) fn of(meta: &ObjectMeta) -> Self {
        // object_store puts 1970 where a server says no time.
        let seconds = u64::try_from(meta.last_modified.timestamp()).ok().filter(|it| *it > 0);
        Self { size: meta.size, seconds, tag: meta.e_tag.clone() }
    }

    /// The ETag, if it vouches for every byte. A weak one means only that the versions serve alike.
    pub(crate) fn strong_tag(&self) -> Option<&str> {
        self.tag.as_deref().filter(|it| !it.starts_with("W/"))
    }

    /// What tells this version from every other, if its keeper says enough for that.
    pub(crate) fn version(&self) -> Option<String> {
        let said = match (self.strong_tag(), self.seconds) {
            (Some(tag), _) => format!("{}\0{}", bare(tag), self.size),
            (None, Some(seconds)) => format!("{}\0{seconds}\0{}", self.tag.as_deref().unwrap_or_default(), self.size),
            (None, None) => return None,
        };
        Some(format!("{:032x}", xxh3_128(said.as_bytes())))
    }

    /// When it was changed, to the second. The fraction is a digest of the ETag, so that versions of
    /// one size and second are not equal: times are only ever compared.
    pub(crate) fn modified(&self) -> Option<SystemTime> {
        UNIX_EPOCH.checked_add(Duration::new(self.seconds?, self.digest()))
    }

    /// Whether a file that was listed like this is the one that has the stamp. ETags of a list and
    /// of an answer are surely the same only `by_tag`: in S3.
    pub(crate) fn is(&self, size: u64, modified: Option<SystemTime>, by_tag: bool) -> bool {
        let listed = modified.and_then(|it| it.duration_since(UNIX_EPOCH).ok()).map(|it| it.subsec_nanos());
        self.size == size && (!by_tag || listed.is_none_or(|it| it == self.digest()))
    }

    /// In steps of 100 ns, the finest that every system's clock tells.
    fn digest(&self) -> u32 {
        let hash = self.tag.as_deref().map_or(0, |it| xxh3_64(bare(it).as_bytes()));
        (hash % 10_000_000) as u32 * 100
    }
}

fn bare(tag: &str) -> &str {
    tag.trim_matches('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(tag: Option<&str>, seconds: Option<u64>, size: u64) -> Stamp {
        Stamp { size, seconds, tag: tag.map(str::to_owned) }
    }

    #[track_caller]
    fn check(one: Stamp, other: Stamp, same: bool) {
        assert_eq!(one.version() == other.version(), same);
    }

    #[test]
    fn a_strong_tag_and_the_size_are_a_version() {
        check(stamp(Some("\"a\""), Some(1), 5), stamp(Some("a"), Some(2), 5), true);
        check(stamp(Some("\"a\""), Some(1), 5), stamp(Some("\"b\""), Some(1), 5), false);
        check(stamp(Some("\"a\""), Some(1), 5), stamp(Some("\"a\""), Some(1), 6), false);
    }

    #[test]
    fn without_one_the_time_counts() {
        check(stamp(Some("W/\"a\""), Some(1), 5), stamp(Some("W/\"a\""), Some(2), 5), false);
        check(stamp(None, Some(1), 5), stamp(None, Some(1), 5), true);
        assert_eq!(stamp(None, None, 5).version(), None);
        assert_eq!(stamp(Some("W/\"a\""), Some(1), 5).strong_tag(), None);
    }

    #[test]
    fn versions_of_one_second_have_different_times() {
        let (a, b) = (stamp(Some("\"a\""), Some(9), 5), stamp(Some("\"b\""), Some(9), 5));
        assert_ne!(a.modified(), b.modified());
        assert!(a.is(5, a.modified(), true) && !b.is(5, a.modified(), true) && b.is(5, a.modified(), false));
        assert!(!a.is(6, a.modified(), false));
    }
}
