//! The corpus as stages see it: stored rows, with the rulings so far applied.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use anyhow::{Context as _, Result};
use newsmill_stage::{
    ArticleId, Cell, CorpusView, FragmentStore, Kind, Rejection, RowStream, Uncounted, Value as _, columns,
};

use super::merge::merge;
use super::{Asked, Delivery, Left, Rejected, Settled, moves};
use crate::fragments::Fragment;
use crate::overrides::{self, Correction, Override};
use crate::rows::{DELIVERY, Tables};

/// An article, and where its rows are.
#[derive(Clone, Debug)]
pub(super) struct Doc {
    /// Where it came from.
    pub(super) place: Delivery,
    /// The position of its fragment.
    pub(super) fragment: usize,
}

/// The corpus as stages see it.
pub(super) struct View<'a> {
    store: &'a dyn FragmentStore,
    fragments: &'a [Fragment],
    tables: &'a Tables,
    docs: Vec<Doc>,
    ids: Vec<ArticleId>,
    by_delivery: HashMap<i64, usize>,
    values: BTreeMap<&'static str, HashMap<ArticleId, Cell>>,
    pinned: BTreeMap<&'static str, HashMap<ArticleId, Cell>>,
    /// The stories that people moved articles to, each with the place of the correction.
    moved: BTreeMap<ArticleId, (String, String)>,
    /// The articles that somebody asks about.
    asked: BTreeSet<ArticleId>,
    pub(super) uncounted: Vec<Uncounted>,
    pub(super) duplicates: Vec<(ArticleId, ArticleId)>,
}

impl<'a> View<'a> {
    pub(super) fn new(
        store: &'a dyn FragmentStore,
        fragments: &'a [Fragment],
        tables: &'a Tables,
        docs: Vec<Doc>,
    ) -> Self {
        let mut view = Self {
            store,
            fragments,
            tables,
            docs,
            ids: Vec::new(),
            by_delivery: HashMap::new(),
            values: BTreeMap::new(),
            pinned: BTreeMap::new(),
            moved: BTreeMap::new(),
            asked: BTreeSet::new(),
            uncounted: Vec::new(),
            duplicates: Vec::new(),
        };
        view.number();
        view
    }

    fn number(&mut self) {
        self.ids = self.docs.iter().map(|it| it.place.article_id).collect();
        self.by_delivery = self.docs.iter().enumerate().map(|(at, it)| (it.place.delivery, at)).collect();
    }

    /// Notes that somebody asks about these articles, and says which they are. One whose address is
    /// spelled as it is asked for is meant before all others.
    pub(super) fn ask(&mut self, asked: Asked<'_>) -> Result<Vec<Delivery>> {
        let places: Vec<&Delivery> = match asked {
            Asked::Id(beginning) => {
                let begins = |it: &&Delivery| it.article_id.to_string().starts_with(beginning);
                self.docs.iter().map(|it| &it.place).filter(begins).collect()
            }
            Asked::Address(address) => {
                let urls = self.column(columns::URL.name)?.into_iter().map(String::from_cell);
                let at = self.docs.iter().map(|it| &it.place).zip(urls);
                let at = at.filter_map(|(place, url)| Some((place, url?)));
                let at = at.filter(|(_, url)| overrides::is_same_address(address, url)).collect::<Vec<_>>();
                let to_the_letter = at.iter().any(|(_, url)| url == address);
                at.into_iter().filter(|(_, url)| !to_the_letter || url == address).map(|it| it.0).collect()
            }
        };
        let places: Vec<Delivery> = places.into_iter().cloned().collect();
        self.asked = places.iter().map(|it| it.article_id).collect();
        Ok(places)
    }

    /// Sets what people corrected; no stage can change it afterwards.
    pub(super) fn pin(&mut self, overrides: &[Override], settled: &mut Settled) -> Result<()> {
        if overrides.is_empty() {
            return Ok(());
        }
        let urls = self.column(columns::URL.name)?;
        let urls: HashMap<ArticleId, String> =
            self.ids.iter().copied().zip(urls).filter_map(|(id, it)| Some((id, String::from_cell(it)?))).collect();
        // A correction may name any delivery of an article: it is about the article.
        let first = self.docs.iter().map(|it| &it.place);
        let later = settled.duplicates.iter().map(|(_, it)| it);
        let mut rows: BTreeMap<ArticleId, BTreeSet<usize>> = BTreeMap::new();
        let mut fits = vec![false; overrides.len()];
        for place in first.chain(later) {
            let id = place.article_id;
            let url = urls.get(&id).map_or("", String::as_str);
            for (row, _) in overrides.iter().enumerate().filter(|(_, it)| it.is_about(id, url, &place.source_path)) {
                fits[row] = true;
                rows.entry(id).or_default().insert(row);
            }
        }
        let mut dropped = Vec::new();
        for (id, rows) in rows {
            let correction = Correction::of(rows.into_iter().map(|it| &overrides[it]));
            for (column, cell) in correction.pins() {
                self.pinned.entry(column).or_default().insert(id, cell);
            }
            if let Some(name) = correction.outlet_name() {
                self.values.entry(columns::OUTLET_NAME.name).or_default().insert(id, name);
            }
            self.moved.extend(correction.story().map(|it| (id, it)));
            let why = correction.why_dropped().map(|it| Rejection::new(Rejection::BY_CHOICE, it.to_owned()));
            dropped.extend(why.map(|it| (id, overrides::NAME, it)));
        }
        let idle = overrides.iter().zip(fits).filter(|(_, fits)| !fits);
        settled.warnings.extend(idle.map(|(it, _)| format!("{}:{}: it fits no article", it.file, it.line)));
        let idle = overrides.iter().filter(|it| it.is_empty());
        let remedy = "it corrects nothing; fill `outlet`, `date`, `credit`, `cluster` or `drop`";
        settled.warnings.extend(idle.map(|it| format!("{}:{}: {remedy}", it.file, it.line)));
        self.leave(dropped, settled);
        Ok(())
    }

    /// Moves articles to the stories that people have named, once the copies are known; from then on
    /// they are members like others, so that days and roles follow.
    pub(super) fn move_to_stories(&mut self, settled: &mut Settled) -> Result<()> {
        if self.moved.is_empty() {
            return Ok(());
        }
        let stories = self.column(columns::CLUSTER_ID.name)?;
        let stories = self.ids.iter().copied().zip(stories).collect();
        for (id, cell) in moves::made(std::mem::take(&mut self.moved), stories, &mut settled.warnings) {
            self.set(id, columns::CLUSTER_ID.name, cell)?;
        }
        Ok(())
    }

    /// Sets a ruled value, unless people have set it.
    pub(super) fn set(&mut self, article: ArticleId, column: &'static str, cell: Cell) -> Result<()> {
        let known = self.tables.articles.fields.iter().any(|it| it.name == column);
        anyhow::ensure!(known, "it ruled on the column `{column}`, which it did not add");
        self.values.entry(column).or_default().insert(article, cell);
        Ok(())
    }

    /// Lets duplicates and rejected articles leave the corpus.
    pub(super) fn leave(&mut self, rejected: Vec<Left>, settled: &mut Settled) {
        let of: HashMap<ArticleId, ArticleId> = std::mem::take(&mut self.duplicates).into_iter().collect();
        let rejected: HashMap<ArticleId, (&str, Rejection)> =
            rejected.into_iter().map(|(id, stage, it)| (id, (stage, it))).collect();
        if of.is_empty() && rejected.is_empty() {
            return;
        }
        self.docs.retain(|doc| {
            let id = doc.place.article_id;
            if let Some((stage, it)) = rejected.get(&id) {
                settled.rejected.push(left(&doc.place, stage, it));
                return false;
            }
            let Some(first) = first_delivery(id, &of) else { return true };
            settled.duplicates.push((first, doc.place.clone()));
            false
        });
        // Later deliveries go where their article goes.
        for (article, place) in std::mem::take(&mut settled.duplicates) {
            match rejected.get(&article) {
                Some((stage, it)) => settled.rejected.push(left(&place, stage, it)),
                None => settled.duplicates.push((first_delivery(article, &of).unwrap_or(article), place)),
            }
        }
        self.number();
    }

    /// Hands over all that was decided.
    pub(super) fn settle(self, settled: &mut Settled) {
        let at: HashMap<ArticleId, usize> = self.ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let names = self.tables.articles.fields.iter().map(|it| it.name);
        for name in names {
            let mut cells: BTreeMap<usize, Cell> = BTreeMap::new();
            for layer in [self.values.get(name), self.pinned.get(name)].into_iter().flatten() {
                let known = self.ids.iter().filter_map(|id| Some((at[id], layer.get(id)?.clone())));
                cells.extend(known);
            }
            if !cells.is_empty() {
                settled.values.insert(name, cells.into_iter().collect());
            }
        }
        let spans = self.uncounted.into_iter();
        settled.uncounted = spans.filter_map(|it| Some((*at.get(&it.article)?, it.chars, it.reason))).collect();
        settled.uncounted.sort_by_key(|it| (it.0, it.1.start, it.1.end));
        settled.live = self.docs.into_iter().map(|it| it.place).collect();
    }
}

/// A delivery that left the corpus, as it is listed.
fn left(place: &Delivery, stage: &str, why: &Rejection) -> Rejected {
    Rejected {
        source_path: place.source_path.clone(),
        source_record: place.source_record,
        byte_offset: place.byte_offset,
        stage: stage.to_owned(),
        reason: why.reason.to_owned(),
        detail: why.detail.clone(),
    }
}

/// The article that a duplicate is, through any number of duplicates of duplicates.
fn first_delivery(id: ArticleId, of: &HashMap<ArticleId, ArticleId>) -> Option<ArticleId> {
    let mut first = *of.get(&id)?;
    for _ in 0..of.len() {
        match of.get(&first) {
            Some(next) if *next != first => first = *next,
            _ => break,
        }
    }
    (first != id).then_some(first)
}

impl CorpusView for View<'_> {
    fn articles(&self) -> &[ArticleId] {
        &self.ids
    }

    fn is_asked(&self, article: ArticleId) -> bool {
        self.asked.contains(&article)
    }

    fn column(&self, name: &str) -> Result<Vec<Cell>> {
        let place = |it: &Doc| match name {
            "source_path" => Some(Cell::Text(it.place.source_path.clone())),
            "source_record" => Some(Cell::Integer(it.place.source_record)),
            _ => None,
        };
        if let Some(cells) = self.docs.iter().map(place).collect() {
            return Ok(cells);
        }
        let field = self.tables.articles.fields.iter().find(|it| it.name == name);
        let field = *field.with_context(|| format!("there is no column `{name}`"))?;
        let mut cells = vec![Cell::Empty; self.docs.len()];
        for fragment in self.fragments {
            for row in self.store.rows(&fragment.key, "articles", &[DELIVERY, field])? {
                if let [Cell::Integer(delivery), cell] = &mut row?[..]
                    && let Some(at) = self.by_delivery.get(delivery)
                {
                    cells[*at] = std::mem::take(cell);
                }
            }
        }
        for layer in [self.values.get(name), self.pinned.get(name)].into_iter().flatten() {
            for (id, cell) in self.ids.iter().zip(&mut cells) {
                if let Some(ruled) = layer.get(id) {
                    *cell = ruled.clone();
                }
            }
        }
        Ok(cells)
    }

    fn rows(&self, table: &str) -> Result<RowStream<'_>> {
        let schema = self.tables.get(table).with_context(|| format!("there is no table `{table}`"))?;
        let keyed = schema.fields.first().is_some_and(|it| it.name == DELIVERY.name && it.kind == Kind::Integer);
        anyhow::ensure!(keyed, "the table `{table}` is not about articles");
        let own = schema.fields.get(2..).unwrap_or_default();
        let fields: Vec<_> = std::iter::once(DELIVERY).chain(own.iter().copied()).collect();
        let mut first = vec![None; self.fragments.len()];
        for (at, doc) in self.docs.iter().enumerate() {
            first[doc.fragment].get_or_insert(at);
        }
        let mut waiting: Vec<_> = first.into_iter().zip(self.fragments).collect();
        waiting.retain(|(first, _)| first.is_some());
        waiting.sort_by_key(|(first, fragment)| (*first, &fragment.key));
        let open = move |fragment: &Fragment| {
            let rows = self.store.rows(&fragment.key, &schema.name, &fields)?;
            Ok(rows.filter_map(|row| row.map(|cells| self.placed(cells)).transpose()))
        };
        let waiting = waiting.into_iter().filter_map(|(first, fragment)| Some((first?, fragment)));
        Ok(Box::new(merge(waiting.collect(), open)))
    }
}

impl View<'_> {
    /// A stored row with its article's position; none if the article is not part of the run.
    fn placed(&self, mut cells: Vec<Cell>) -> Option<(usize, Vec<Cell>)> {
        let Cell::Integer(delivery) = *cells.first()? else { return None };
        let at = *self.by_delivery.get(&delivery)?;
        cells.remove(0);
        Some((at, cells))
    }
}
