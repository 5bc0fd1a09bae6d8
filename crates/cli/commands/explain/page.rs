//! The explanation as it is read: what was chosen first, then why, and the line that corrects it.

use std::collections::{BTreeSet, HashMap};

use anyhow::Result;
use newsmill_pipeline::article::Stopped;
use newsmill_pipeline::overrides::Form;
use newsmill_pipeline::{Delivery, Settled};
use newsmill_stage::{Article, ArticleId, Cell, Column, Value, columns};

use crate::mill::Mill;
use crate::words::{aligned, count};

/// So many other articles of a story are named.
const MEMBERS: usize = 8;

/// An article that has been through the stages, and the last run.
pub(super) struct Page<'a> {
    pub(super) mill: &'a Mill,
    pub(super) settled: &'a Settled,
    pub(super) article: &'a Article,
}

impl Page<'_> {
    /// All lines.
    pub(super) fn lines(&self, stopped: Option<Stopped>) -> Result<Vec<String>> {
        let place = &self.article.place;
        let mut lines = vec![format!("{}  {}, record {}", self.article.id, place.path, place.record)];
        lines.extend(self.article.title().map(str::to_owned));
        if let Some((stage, rejection)) = stopped {
            lines.push(format!("\nrejected by {stage}: {} {}", rejection.reason, rejection.detail));
            section(&mut lines, "what each stage says", self.stage_notes());
            return Ok(lines);
        }
        section(&mut lines, "what came of it", self.choices());
        section(&mut lines, "the story that it tells", self.story());
        section(&mut lines, "what other articles have taught", self.lessons());
        section(&mut lines, "what people have corrected", self.corrections());
        section(&mut lines, "what each stage says", self.stage_notes());
        section(&mut lines, "the row in articles", self.columns());
        lines.push(String::new());
        lines.extend(self.correction()?);
        Ok(lines)
    }

    /// The outlet, the day and the story, each with what told it.
    fn choices(&self) -> Vec<String> {
        let mut rows = Vec::new();
        let id = self.value(columns::OUTLET_ID);
        let outlet = match (&id, self.value(columns::OUTLET_NAME)) {
            (Some(id), Some(name)) if name != *id => Some(format!("{id} “{name}”")),
            _ => id.clone(),
        };
        let own = self.article.get(columns::OUTLET_ID);
        rows.push(self.choice("outlet", outlet, columns::OUTLET_BASIS, columns::OUTLET_CONFIDENCE, own != id, own));
        let day = self.value(columns::DATE_PUBLISHED).map(|it| it.to_string());
        let own = self.article.get(columns::DATE_PUBLISHED).map(|it| it.to_string());
        rows.push(self.choice("day", day.clone(), columns::DATE_BASIS, columns::DATE_CONFIDENCE, own != day, own));
        let plain = [
            ("credit", self.value(columns::CREDIT_SOURCE)),
            ("dateline", self.value(columns::DATELINE_PLACE)),
            ("saved", self.value(columns::DATE_CRAWLED).map(|it| it.to_string())),
            ("language", self.value(columns::LANGUAGE)),
        ];
        rows.extend(plain.into_iter().filter_map(|(name, value)| Some(format!("{name}\t{}", value?))));
        rows.extend(self.standing());
        aligned(&rows)
    }

    /// `day  2025-10-14  neighbours  0.90  (alone: unknown)`
    fn choice(
        &self,
        name: &str,
        value: Option<String>,
        basis: Column<String>,
        confidence: Column<f64>,
        is_ruled: bool,
        own: Option<String>,
    ) -> String {
        let Some(value) = value else { return format!("{name}\tunknown") };
        let basis = self.value(basis).unwrap_or_default();
        let confidence = self.value(confidence).map(|it| format!("{it:.2}")).unwrap_or_default();
        let own = own.unwrap_or_else(|| "unknown".to_owned());
        let alone = if is_ruled { format!("(alone: {own})") } else { String::new() };
        format!("{name}\t{value}\t{basis}\t{confidence}\t{alone}")
    }

    /// The other articles of its story: where they are, and how much of this one stands there.
    fn story(&self) -> Vec<String> {
        let Some(story) = self.value(columns::CLUSTER_ID) else { return Vec::new() };
        let role = self.value(columns::CLUSTER_ROLE).unwrap_or_default();
        let ruled = self.settled.values.get(columns::CLUSTER_ID.name).map_or(&[][..], |it| it.as_slice());
        let story = Cell::Text(story);
        let others = ruled.iter().filter(|(at, cell)| self.at() != Some(*at) && *cell == story);
        let others: Vec<&Delivery> = others.filter_map(|(at, _)| self.settled.live.get(*at)).collect();
        let mut rows = vec![format!("{}; this is {role} of {}", shown(&story), count(others.len() + 1, "article"))];
        let of = self.value(columns::DUPLICATE_OF);
        for it in others.iter().take(MEMBERS) {
            let id = it.article_id.to_string();
            let similarity = self.value(columns::SIMILARITY).filter(|_| of.as_ref() == Some(&id));
            let copied = similarity.map(|it| format!("\t{it:.2} of this stands there")).unwrap_or_default();
            rows.push(format!("{id}\t{}{copied}", it.source_path));
        }
        if others.len() > MEMBERS {
            rows.push(format!("and {} more", others.len() - MEMBERS));
        }
        aligned(&rows)
    }

    /// Where it stands in the last run, if that is anything but an article of its own.
    fn standing(&self) -> Option<String> {
        let place = &self.article.place;
        let is_here = |path: &str, record: i64| path == place.path && record.unsigned_abs() == place.record;
        let of = self.settled.duplicates.iter().find(|(_, it)| is_here(&it.source_path, it.source_record));
        if let Some((first, _)) = of {
            let live = self.settled.live.iter().find(|it| it.article_id == *first);
            let first = live.map_or(first.to_string(), |it| it.source_path.clone());
            return Some(format!("it is a later delivery of {first}, and no article of its own"));
        }
        let rejected = self.settled.rejected.iter().find(|it| is_here(&it.source_path, it.source_record));
        match rejected {
            Some(it) => Some(format!("rejected by {}: {} {}", it.stage, it.reason, it.detail)),
            None if self.at().is_some() => None,
            None => Some("it is in no run yet: `newsmill run` finds out what other articles teach".to_owned()),
        }
    }

    /// Why the table floor has ruled what it has.
    fn lessons(&self) -> Vec<String> {
        let notes = self.settled.notes.iter().filter(|it| it.0 == self.article.id);
        by_stage(notes.map(|(_, stage, note)| (*stage, note.as_str())))
    }

    fn stage_notes(&self) -> Vec<String> {
        by_stage(self.article.notes().iter().map(|(stage, note)| (*stage, note.as_str())))
    }

    /// The rows of overrides.csv that are about it, or about another of its deliveries.
    fn corrections(&self) -> Vec<String> {
        let id = self.article.id;
        let url = self.article.metadata.url.as_deref().unwrap_or_default();
        let settled = self.settled.live.iter().chain(self.settled.duplicates.iter().map(|it| &it.1));
        let places = settled.filter(|it| it.article_id == id).map(|it| it.source_path.as_str());
        let places: BTreeSet<&str> = places.chain([self.article.place.path.as_str()]).collect();
        let about = self.mill.overrides.iter().filter(|it| places.iter().any(|place| it.is_about(id, url, place)));
        about.map(|it| format!("{}:{}  {}", it.file, it.line, it.why)).collect()
    }

    /// Every column that has a value, and what the article alone would have had.
    fn columns(&self) -> Vec<String> {
        let mut rows = Vec::new();
        for field in columns::ALL.iter().chain(&self.mill.loaded.pipeline.schema.columns) {
            let own = self.article.cell(field.name).cloned().unwrap_or_default();
            match self.ruled(field.name) {
                Some(cell) if *cell != own => {
                    rows.push(format!("{}\t{}\t(alone: {})", field.name, shown(cell), shown(&own)));
                }
                _ if own != Cell::Empty => rows.push(format!("{}\t{}", field.name, shown(&own))),
                _ => {}
            }
        }
        aligned(&rows)
    }

    /// The line that pins what is known of it: to be changed, and put into overrides.csv, whose headings
    /// it fits.
    fn correction(&self) -> Result<Vec<String>> {
        let path = self.mill.overrides_path.display();
        let there = Form::of(&self.mill.overrides_path)?;
        let form = there.clone().unwrap_or_default();
        let has = |column: &str| form.headings.iter().any(|it| it == column);
        let text = |column| self.value(column).unwrap_or_default();
        // The surest name of the article for which there is a column.
        let (id, place) = (self.article.id.to_string(), self.article.place.path.clone());
        let url = self.article.metadata.url.clone().unwrap_or_default();
        let named = [("article", id), ("url", url), ("path", place)];
        let named = named.into_iter().find(|(column, it)| has(column) && !it.is_empty());
        let known = [
            ("outlet", text(columns::OUTLET_ID)),
            ("date", self.value(columns::DATE_PUBLISHED).map(|it| it.to_string()).unwrap_or_default()),
            ("credit", text(columns::CREDIT_SOURCE)),
            ("who", "your name".to_owned()),
            ("why", "how you know".to_owned()),
        ];
        let mut lacking: Vec<&str> = known.iter().map(|it| it.0).filter(|it| !has(it)).collect();
        if named.is_none() {
            lacking.insert(0, "article");
        }
        let mut lines = Vec::new();
        if !lacking.is_empty() {
            let columns = lacking.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ");
            lines
                .push(format!("{path} has no column {columns}: add it to the heading and to each row to say that too"));
        }
        lines.push(
            "if you know better, change this line, empty the cells that you do not vouch for, and add it".to_owned(),
        );
        lines.push(format!("to {path}; `unknown` says that nobody knows:"));
        if there.is_none() {
            lines.push(form.line(form.headings.iter().map(String::as_str))?);
        }
        let line: HashMap<&str, String> = known.into_iter().chain(named).collect();
        lines.push(form.line(form.headings.iter().map(|it| line.get(it.as_str()).map_or("", String::as_str)))?);
        Ok(lines)
    }

    /// A column as it is published: as people or the corpus have ruled, else as the stages left it.
    fn value<T: Value>(&self, column: Column<T>) -> Option<T> {
        match self.ruled(column.name) {
            Some(cell) => T::from_cell(cell.clone()),
            None => self.article.get(column),
        }
    }

    fn ruled(&self, column: &str) -> Option<&Cell> {
        let at = self.at()?;
        self.settled.values.get(column)?.iter().find(|(row, _)| *row == at).map(|(_, cell)| cell)
    }

    /// Where it stands among the articles of the last run.
    fn at(&self) -> Option<usize> {
        let is_it = |id: ArticleId| id == self.article.id;
        self.settled.live.iter().position(|it| is_it(it.article_id))
    }
}

fn section(lines: &mut Vec<String>, heading: &str, content: Vec<String>) {
    if !content.is_empty() {
        lines.extend([String::new(), heading.to_owned()]);
        lines.extend(content.into_iter().map(|it| format!("  {}", it.replace('\n', "\n  "))));
    }
}

/// Notes under the names of the stages that wrote them.
fn by_stage<'n>(notes: impl Iterator<Item = (&'n str, &'n str)>) -> Vec<String> {
    let mut stages: Vec<(&str, Vec<String>)> = Vec::new();
    for (stage, note) in notes {
        let note = note.replace('\n', "\n  ");
        match stages.last_mut() {
            Some((name, notes)) if *name == stage => notes.push(note),
            _ => stages.push((stage, vec![note])),
        }
    }
    let lines = stages.into_iter().flat_map(|(stage, notes)| {
        std::iter::once(stage.to_owned()).chain(aligned(&notes).into_iter().map(|it| format!("  {it}")))
    });
    lines.collect()
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Empty => "unknown".to_owned(),
        Cell::Flag(it) => it.to_string(),
        Cell::Integer(it) => it.to_string(),
        Cell::Real(it) => format!("{it:.3}"),
        Cell::Text(it) => it.clone(),
        Cell::Date(it) => it.to_string(),
        Cell::Texts(it) => it.join(" | "),
        Cell::Bytes(_) | Cell::Numbers(_) => "…".to_owned(),
    }
}
