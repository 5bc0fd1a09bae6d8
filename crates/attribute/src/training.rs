//! What the program that trains the judge of days needs: the days of a page with their signs.

use newsmill_stage::{Article, Date};

use crate::Attribute;
pub use crate::day::Sign;
pub use crate::day::judge::chances;

/// A day that the judge may choose.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The day.
    pub day: Date,
    /// Its signs, each once.
    pub signs: Vec<Sign>,
    /// The logarithm of the likelihood that it is read rightly; it is added to the weights.
    pub doubt: f64,
}

/// The days that the judge would choose from.
pub fn choices(stage: &Attribute, article: &Article) -> Vec<Choice> {
    let found = stage.find(article);
    let choice = |it: &crate::day::judge::Choice| Choice { day: it.day, signs: it.signs.clone(), doubt: it.doubt };
    let mut choices: Vec<Choice> = found.choices.iter().map(choice).collect();
    choices.sort_by_key(|it| it.day);
    choices
}
