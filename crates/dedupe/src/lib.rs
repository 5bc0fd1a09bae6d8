//! Copies and stories.
//!
//! The stage `dedupe` leaves a clue about each article on the first floor: a hash of all its words,
//! and a sample of its runs of three words (`sketch`). On the second floor it decides twice.
//! *Copies*: an article that one outlet delivers twice is a duplicate; articles that tell a story
//! in the same words are a cluster (`copies`). *Roles*, when the days are known: which of a
//! cluster is the original, and the table `clusters` (`roles`).
//!
//! What it promises: results depend on the articles, not on their order; every link is verified;
//! no phrase, however frequent, makes all pairs of its articles (`candidates`).
//!
//! What it does not do: it does not tell a story from its follow-up in other words, nor one
//! language's version from another's.

mod candidates;
mod clue;
mod copies;
mod roles;
mod sketch;

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use newsmill_stage::tables::Cluster;
use newsmill_stage::{Article, ArticleId, Corpus, CorpusStage, Phase, Ratio, Rulings, Setup, Stage, columns};

pub use clue::Clue;
use roles::Member;

newsmill_stage::settings! {
    /// The settings of `dedupe`.
    pub struct Settings {
        /// How much of the shorter of two articles must stand in the longer one, in runs of three
        /// words, for them to be copies of one story: from 0 to 1.
        pub threshold: Ratio = Ratio::clamped(0.6),
    }
}

/// Finds deliveries and copies of the same article, and who had it first.
#[derive(Clone, Debug)]
pub struct Dedupe {
    threshold: f64,
}

impl Stage for Dedupe {
    const NAME: &'static str = "dedupe";
    const ABOUT: &'static str = "finds copies of a story, and its original";
    const VERSION: u32 = 1;
    type Settings = Settings;

    fn new(settings: Settings, setup: &mut Setup) -> Result<Self> {
        setup.rules::<Cluster>()?;
        Ok(Self { threshold: settings.threshold.get() })
    }
}

impl CorpusStage for Dedupe {
    type Clue = Clue;
    const PHASES: &'static [Phase] = &[Phase::Copies, Phase::Roles];

    fn observe(&self, article: &Article) -> Result<Clue> {
        Ok(Clue::of(article))
    }

    fn decide(&self, phase: Phase, corpus: &Corpus<'_, Clue>) -> Result<Rulings> {
        match phase {
            Phase::Copies => self.copies(corpus),
            Phase::Roles => assign_roles(corpus),
            Phase::Lines | Phase::Days => Ok(Rulings::default()),
        }
    }
}

impl Dedupe {
    fn copies(&self, corpus: &Corpus<'_, Clue>) -> Result<Rulings> {
        let ids = corpus.articles();
        let outlets = corpus.column(columns::OUTLET_ID)?;
        let mut rulings = Rulings::default();
        let mut delivered: BTreeMap<(Vec<u64>, Option<&str>), ArticleId> = BTreeMap::new();
        let mut kept: Vec<(ArticleId, Clue)> = Vec::new();
        for row in corpus.clues()? {
            let (at, clue) = row?;
            let (id, outlet) = (ids[at], outlets[at].as_deref());
            if clue.units > 0 {
                match delivered.get(&(clue.exact.clone(), outlet)) {
                    Some(earlier) => {
                        rulings.duplicate(id, *earlier);
                        continue;
                    }
                    None => _ = delivered.insert((clue.exact.clone(), outlet), id),
                }
            }
            kept.push((id, clue));
        }
        kept.sort_by_key(|(id, _)| *id);
        self.cluster(&kept, &mut rulings);
        Ok(rulings)
    }

    /// Rules on the clusters of these articles, sorted by id; roles are told later.
    fn cluster(&self, articles: &[(ArticleId, Clue)], rulings: &mut Rulings) {
        let clues: Vec<&Clue> = articles.iter().map(|(_, clue)| clue).collect();
        let first = copies::clusters(&clues, self.threshold);
        let mut sizes = vec![0_usize; articles.len()];
        first.iter().for_each(|it| sizes[*it] += 1);
        for (at, (id, clue)) in articles.iter().enumerate() {
            let (first_id, first_clue) = &articles[first[at]];
            if sizes[first[at]] == 1 {
                rulings.set(*id, columns::CLUSTER_ROLE, "single".to_owned());
                continue;
            }
            rulings.set(*id, columns::CLUSTER_ID, first_id.to_string());
            if at != first[at] {
                rulings.set(*id, columns::DUPLICATE_OF, first_id.to_string());
                rulings.set(*id, columns::SIMILARITY, copies::similarity(clue, first_clue));
            }
        }
        rulings.rows.tally("copies", (0..articles.len()).filter(|it| first[*it] != *it).count());
    }
}

/// Tells the original of each cluster, by the days and credits that are known now.
fn assign_roles(corpus: &Corpus<'_, Clue>) -> Result<Rulings> {
    let mut rulings = Rulings::default();
    let clusters = members_by_cluster(corpus)?;
    let clues = clues_of(corpus, clusters.values().flatten().map(|(at, _)| *at))?;
    let mut rows = Vec::new();
    for (name, members) in clusters {
        let (places, members): (Vec<usize>, Vec<Member>) = members.into_iter().unzip();
        let clue = |it: usize| clues[places[it]].as_ref().context("an article has no clue");
        let (original, row) = (roles::original(&members), roles::cluster(&members));
        let Some(mut row) = row.filter(|_| members.len() > 1) else {
            leave_alone(&mut rulings, members.iter().map(|it| it.id));
            continue;
        };
        // A name that is no article's is one that people gave the story in overrides.csv.
        if name.parse::<ArticleId>().is_err() {
            row.cluster_id = name;
        }
        for (at, member) in members.iter().enumerate() {
            let is_copy = at != original;
            let similarity = if is_copy { Some(copies::similarity(clue(at)?, clue(original)?)) } else { None };
            rulings.set(member.id, columns::CLUSTER_ID, row.cluster_id.clone());
            rulings.set(member.id, columns::CLUSTER_ROLE, if is_copy { "copy" } else { "original" }.to_owned());
            rulings.set(member.id, columns::DUPLICATE_OF, is_copy.then(|| members[original].id.to_string()));
            rulings.set(member.id, columns::SIMILARITY, similarity);
        }
        rows.push(row);
    }
    rows.sort_by(|one, other| one.cluster_id.cmp(&other.cluster_id));
    rulings.rows.tally("clusters", rows.len());
    rows.into_iter().for_each(|it| rulings.rows.push(it));
    Ok(rulings)
}

/// The clues of these articles, by their places; none of the others.
fn clues_of(corpus: &Corpus<'_, Clue>, places: impl Iterator<Item = usize>) -> Result<Vec<Option<Clue>>> {
    let mut is_wanted = vec![false; corpus.articles().len()];
    places.for_each(|it| is_wanted[it] = true);
    let mut clues = vec![None; is_wanted.len()];
    for row in corpus.clues()? {
        let (at, clue) = row?;
        clues[at] = Some(clue).filter(|_| is_wanted[at]);
    }
    Ok(clues)
}

/// What was a cluster until its other articles left the run.
fn leave_alone(rulings: &mut Rulings, members: impl Iterator<Item = ArticleId>) {
    for id in members {
        rulings.set(id, columns::CLUSTER_ID, None);
        rulings.set(id, columns::CLUSTER_ROLE, "single".to_owned());
        rulings.set(id, columns::DUPLICATE_OF, None);
        rulings.set(id, columns::SIMILARITY, None);
    }
}

/// The clusters, each with its members and their places in the corpus, sorted by id.
fn members_by_cluster(corpus: &Corpus<'_, Clue>) -> Result<BTreeMap<String, Vec<(usize, Member)>>> {
    let mut outlets = corpus.column(columns::OUTLET_ID)?;
    let mut credits = corpus.column(columns::CREDIT_SOURCE)?;
    let mut languages = corpus.column(columns::LANGUAGE)?;
    let mut titles = corpus.column(columns::TITLE)?;
    let dates = corpus.column(columns::DATE_PUBLISHED)?;
    let confidences = corpus.column(columns::DATE_CONFIDENCE)?;
    let mut clusters: BTreeMap<String, Vec<(usize, Member)>> = BTreeMap::new();
    for (at, cluster) in corpus.column(columns::CLUSTER_ID)?.into_iter().enumerate() {
        let Some(cluster) = cluster else { continue };
        let member = Member {
            id: corpus.articles()[at],
            outlet: outlets[at].take(),
            credit: credits[at].take(),
            date: dates[at],
            date_confidence: confidences[at],
            language: languages[at].take(),
            title: titles[at].take(),
        };
        clusters.entry(cluster).or_default().push((at, member));
    }
    clusters.values_mut().for_each(|it| it.sort_by_key(|(_, member)| member.id));
    Ok(clusters)
}

#[cfg(test)]
mod tests;
