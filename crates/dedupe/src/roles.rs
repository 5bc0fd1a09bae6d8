//! Who wrote a story first.

use std::collections::BTreeSet;

use newsmill_stage::tables::Cluster;
use newsmill_stage::{ArticleId, Date};

/// A day below this confidence does not make an article the original.
const CONFIDENT: f64 = 0.5;

/// An article of a cluster.
#[derive(Clone, Debug, Default)]
pub(crate) struct Member {
    /// Its id.
    pub(crate) id: ArticleId,
    /// Its outlet.
    pub(crate) outlet: Option<String>,
    /// The agency whose copy it is.
    pub(crate) credit: Option<String>,
    /// Its day.
    pub(crate) date: Option<Date>,
    /// How sure the day is.
    pub(crate) date_confidence: Option<f64>,
    /// Its language.
    pub(crate) language: Option<String>,
    /// Its headline.
    pub(crate) title: Option<String>,
}

impl Member {
    /// By day, then id; articles without a day come last.
    fn order(&self) -> (bool, Option<Date>, ArticleId) {
        (self.date.is_none(), self.date, self.id)
    }

    fn is_confident(&self) -> bool {
        self.date.is_some() && self.date_confidence.is_none_or(|it| it >= CONFIDENT)
    }
}

/// The original of a cluster, as an index: the agency's own article if all credit lines name one
/// agency; else the earliest by a confident day, else the earliest.
pub(crate) fn original(members: &[Member]) -> usize {
    let credit = credit(members);
    let is_agency = |it: &Member| credit.is_some() && it.outlet.as_deref() == credit;
    first(members, is_agency)
        .or_else(|| first(members, Member::is_confident))
        .or_else(|| first(members, |_| true))
        .unwrap_or(0)
}

/// The row of a cluster.
pub(crate) fn cluster(members: &[Member]) -> Option<Cluster> {
    let earliest = &members[first(members, |_| true)?];
    let credit = credit(members);
    let original = &members[original(members)];
    let all_credit = credit.is_some() && members.iter().all(|it| it.credit.as_deref() == credit);
    let originator = if all_credit { credit.map(str::to_owned) } else { original.outlet.clone() };
    let outlets: BTreeSet<&str> = members.iter().filter_map(|it| it.outlet.as_deref()).collect();
    let languages: BTreeSet<&String> = members.iter().filter_map(|it| it.language.as_ref()).collect();
    Some(Cluster {
        cluster_id: earliest.id.to_string(),
        first_date: earliest.date,
        originator_outlet: originator,
        credit_source: credit.map(str::to_owned),
        articles: i64::try_from(members.len()).unwrap_or(i64::MAX),
        outlets: i64::try_from(outlets.len()).unwrap_or(i64::MAX),
        languages: languages.into_iter().cloned().collect(),
        title: earliest.title.clone(),
    })
}

/// The agency that the credit lines name, if they name but one.
fn credit(members: &[Member]) -> Option<&str> {
    let named: BTreeSet<&str> = members.iter().filter_map(|it| it.credit.as_deref()).collect();
    if named.len() == 1 { named.first().copied() } else { None }
}

/// The first of the members of which something holds.
fn first(members: &[Member], holds: impl Fn(&Member) -> bool) -> Option<usize> {
    (0..members.len()).filter(|it| holds(&members[*it])).min_by_key(|it| members[*it].order())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Members as `outlet credit day confidence`, with `-` for what is not known; ids in their order.
    #[track_caller]
    fn check(members: &[&str], original_at: usize, originator: Option<&str>, first_at: u128) {
        let known = |it: &str| Some(it.to_owned()).filter(|it| it != "-");
        let member = |(id, it): (u128, &&str)| {
            let cells: Vec<&str> = it.split(' ').collect();
            Member {
                id: ArticleId(id),
                outlet: known(cells[0]),
                credit: known(cells[1]),
                date: known(cells[2]).map(|it| format!("2024-05-{it}").parse().unwrap()),
                date_confidence: known(cells[3]).map(|it| it.parse().unwrap()),
                ..Member::default()
            }
        };
        let members: Vec<Member> = (0..).zip(members).map(member).collect();
        let row = cluster(&members).unwrap();
        assert_eq!(original(&members), original_at);
        assert_eq!((row.originator_outlet.as_deref(), row.cluster_id), (originator, ArticleId(first_at).to_string()));
    }

    #[test]
    fn the_agency_that_is_credited_is_the_original() {
        check(&["paper wire 01 0.9", "wire - 02 0.9"], 1, Some("wire"), 0);
    }

    #[test]
    fn an_agency_outside_the_corpus_is_the_originator_all_the_same() {
        check(&["one wire 02 0.9", "two wire 01 0.9"], 1, Some("wire"), 1);
        check(&["one wire 02 0.9", "two - 01 0.9"], 1, Some("two"), 1);
    }

    #[test]
    fn else_the_earliest_confident_day_tells() {
        check(&["one - 01 0.2", "two - 03 0.9", "three - 02 0.9"], 2, Some("three"), 0);
        check(&["one - - -", "two - - -"], 0, Some("one"), 0);
    }
}
