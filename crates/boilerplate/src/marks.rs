//! What the judge sees of a line: marks, each a small number with a name.
//!
//! A mark is 0 where there is no line (above the first, below the last) and 1 to 63 where there is
//! one, so that nothing but small integers is ever compared: the same on every machine. The list
//! of marks is what a trained model and this code must agree on; [`Sheet::form`] is its hash.

use newsmill_text::hash64;

/// How far above and below a line the judge may look.
pub const REACH: usize = 5;

/// The lines of a column are judged so many at a time.
pub(crate) const BLOCK: usize = 32;

/// The largest value of a mark.
pub(crate) const MOST: u8 = 63;

macro_rules! marks {
    ($($(#[doc = $about:literal])+ $name:ident $reach:literal,)*) => {
        /// What the judge sees of a line.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Mark {
            $($(#[doc = $about])+ $name,)*
        }

        impl Mark {
            /// All of them, in the order of a model's numbers.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// How many lines above and below are looked at for it.
            pub const fn reach(self) -> usize {
                match self {
                    $(Self::$name => $reach,)*
                }
            }

            /// The names and reaches, whose hash tells whether a model fits.
            const LIST: &'static str = concat!($(stringify!($name), $reach, ' '),*);
        }
    };
}

marks! {
    /// Characters.
    Chars 4,
    /// Words as a reader counts them.
    Words 4,
    /// Letters in a word, on average.
    WordLength 1,
    /// The share of words that begin small.
    Small 4,
    /// The share of words of three letters or less.
    Short 2,
    /// The share of letters that are capitals.
    Capitals 1,
    /// The share of characters that are digits.
    Digits 2,
    /// How it ends: openly, in a mark, a colon, dots, `!`, `?`, a full stop.
    Ending 4,
    /// How it begins: in a small letter, a capital, a digit, a quotation mark, anything else.
    Beginning 1,
    /// Commas.
    Commas 1,
    /// Stops that are not the last character.
    Stops 2,
    /// Quotation marks.
    Quotes 1,
    /// Brackets.
    Brackets 0,
    /// Signs that part the items of menus: `|`, `>`, `/`, `·`.
    Partings 1,
    /// Signs of addresses, rights, code and money: `@`, `©`, `®`, `#`, `=`, `{`, `}`, `_`, `%`, `$`, `€`.
    Signs 0,
    /// Hours and years.
    Clock 1,
    /// Whether the script has no capitals.
    Uncased 0,
    /// A bullet before it.
    Bulleted 3,
    /// One line of a paragraph broken into lines.
    Wrapped 1,
    /// A word or two, a label, an open line, a remark, running text with an open end, a sentence, a paragraph.
    Kind 5,
    /// The element of HTML it stood in, from chrome to paragraph; 1 where there is none.
    Element 4,
    /// Whether the extractor took it for body: 1 where nobody said.
    InBody 5,
    /// A word of the consent list.
    Consent 0,
    /// An invitation by the rule.
    Invitation 0,
    /// A claim of rights by the rule.
    Rights 0,
    /// A comment box by the rule.
    Comments 0,
    /// A heading of other stories by the rule.
    Related 1,
    /// A label by the rule.
    Label 1,
    /// A link to another story by the rule.
    SeeAlso 1,
    /// A share bar by the rule.
    Share 1,
    /// A stamp by the rule.
    Stamp 2,
    /// A sign-off by the rule.
    SignOff 1,
    /// A caption by the rule.
    Caption 1,
    /// A byline by the rule.
    Byline 2,
    /// A breadcrumb by the rule.
    Breadcrumb 1,
    /// Whether any rule heard chrome in its words.
    Heard 4,
    /// Whether the rules together would cut it.
    Ruled 3,
    /// How often the page says it.
    Said 1,
    /// Which time of these it is.
    SaidBefore 0,
    /// The share of its words that the page's running text uses often.
    Common 2,
    /// The share of its longer words that other running text of the page uses.
    Spoken 2,
    /// The share of its words that the headline has.
    OfTitle 1,
    /// The share of the headline's words that it has.
    TellsTitle 0,
    /// Where in the page it stands.
    Place 0,
    /// Where in the page's running text it stands.
    PlaceInProse 0,
    /// How far from the headline, and on which side.
    FromTitle 0,
    /// How far below the last byline or stamp.
    FromByline 0,
    /// How far below the last heading of other stories or comments.
    FromRelated 0,
    /// Whether it lies in the stretch with the most running text.
    InStretch 0,
    /// How far from where that begins, and on which side.
    FromStart 0,
    /// How far from where it ends, and on which side.
    FromEnd 0,
    /// Lines of running text without a break up to here.
    RunAbove 1,
    /// Lines of running text without a break from here.
    RunBelow 1,
    /// How far above the nearest paragraph stands.
    ParagraphAbove 0,
    /// How far below the nearest paragraph stands.
    ParagraphBelow 0,
    /// Words of running text in the three lines above.
    Above3 0,
    /// In the three below.
    Below3 0,
    /// In the six above.
    Above6 0,
    /// In the six below.
    Below6 0,
    /// In the twelve above.
    Above12 0,
    /// In the twelve below.
    Below12 0,
    /// In the thirty above.
    Above30 0,
    /// In the thirty below.
    Below30 0,
    /// Lines without running text among the six above.
    ChromeAbove6 0,
    /// Among the six below.
    ChromeBelow6 0,
    /// Its words, measured by the page's median paragraph.
    ByMedian 1,
    /// The share of its longer words that the main stretch of running text uses.
    SpokenThere 2,
    /// Lines in which a rule heard chrome among the six above.
    HeardAbove6 0,
    /// Among the six below.
    HeardBelow6 0,
    /// How far above the nearest line stands in which a rule heard chrome.
    HeardAbove 0,
    /// How far below.
    HeardBelow 0,
    /// The words of the longest paragraph in the five lines above.
    LongestAbove 0,
    /// In the five below.
    LongestBelow 0,
    /// Lines of its kind in a row up to here.
    KindAbove 0,
    /// Lines of its kind in a row from here.
    KindBelow 0,
    /// Lines that the page says more than once among the ten above.
    SaidAgainAbove 0,
    /// Among the ten below.
    SaidAgainBelow 0,
    /// How much of it is links.
    Links 4,
    /// How near the element is that is called a body: 1 for none, more for nearer.
    CalledBody 1,
    /// Comments.
    CalledComments 1,
    /// Other stories.
    CalledRelated 1,
    /// A caption.
    CalledCaption 2,
    /// A byline.
    CalledByline 1,
    /// A share bar.
    CalledShare 1,
    /// A part of the page's frame.
    CalledFrame 1,
    /// An offer.
    CalledOffer 1,
    /// Tags.
    CalledTags 1,
    /// A lead.
    CalledLead 1,
    /// How near an article or main element is.
    InArticle 0,
    /// A figure.
    InFigure 1,
    /// A list.
    InList 1,
    /// A table.
    InTable 1,
    /// A quotation.
    InQuote 0,
    /// Hidden.
    CalledHidden 0,
    /// The share of the page's running text that stands in elements of the same names.
    ProseHere 3,
    /// How many elements out of the one that holds most running text.
    OutsideMain 2,
    /// How many elements further in.
    WithinMain 2,
    /// Lines of the extractor's body among the six above.
    BodyAbove6 0,
    /// Among the six below.
    BodyBelow6 0,
    /// Among the twenty above.
    BodyAbove20 0,
    /// Among the twenty below.
    BodyBelow20 0,
    /// How far from the first of them, and on which side.
    FromFirstBody 0,
    /// How far from the last, and on which side.
    FromLastBody 0,
    /// How many of them have been read.
    PlaceInBody 0,
}

/// The marks of a page's lines, a column for each mark.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The columns, one after the other.
    marks: Vec<u8>,
    /// How long a column is.
    length: usize,
    rows: usize,
}

impl Sheet {
    /// The hash of the list of marks.
    pub fn form() -> u64 {
        hash64(Mark::LIST.as_bytes())
    }

    /// A sheet for so many lines, without marks.
    pub(crate) fn new(rows: usize) -> Self {
        let length = rows.div_ceil(BLOCK) * BLOCK + 2 * REACH;
        Self { marks: vec![0; length * Mark::ALL.len()], length, rows }
    }

    /// How many lines it has.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// A column with [`REACH`] empty places before its first line.
    pub fn column(&self, mark: Mark) -> &[u8] {
        &self.marks[mark as usize * self.length..][..self.length]
    }

    /// The mark of a line.
    pub(crate) fn get(&self, mark: Mark, row: usize) -> u8 {
        self.marks[mark as usize * self.length + REACH + row]
    }

    /// Marks a line.
    pub(crate) fn set(&mut self, mark: Mark, row: usize, value: u8) {
        self.marks[mark as usize * self.length + REACH + row] = value.min(MOST - 1) + 1;
    }
}

/// Grows with the number, four steps for every doubling: 0, 1, 2, 3, 4, 5, …
pub(crate) fn steps(number: usize) -> u8 {
    if number < 4 {
        return number as u8;
    }
    let doublings = number.ilog2();
    let quarter = (number >> (doublings - 2)) & 3;
    (4 * (doublings as usize - 1) + quarter).min(62) as u8
}

/// A share in 32 parts.
pub(crate) fn share(part: usize, whole: usize) -> u8 {
    if whole == 0 { 0 } else { (part.min(whole) * 32).div_ceil(whole) as u8 }
}

/// How far one place is below another (more than 31) or above it (less).
pub(crate) fn distance(at: usize, from: usize) -> u8 {
    if at >= from { 31 + steps(at - from).min(31) } else { 31 - steps(from - at).min(31) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_rise() {
        let got: Vec<u8> = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 16, 32, 1000, usize::MAX].map(steps).to_vec();
        assert_eq!(got, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 16, 35, 62]);
    }

    #[test]
    fn shares_and_distances() {
        assert_eq!([share(0, 3), share(1, 3), share(3, 3), share(1, 0)], [0, 11, 32, 0]);
        assert_eq!([distance(3, 3), distance(5, 3), distance(3, 5)], [31, 33, 29]);
    }

    #[test]
    fn a_line_that_is_not_there_has_no_marks() {
        let mut sheet = Sheet::new(1);
        sheet.set(Mark::Words, 0, 0);
        assert_eq!(sheet.column(Mark::Words)[REACH - 1..=REACH + 1], [0, 1, 0]);
    }
}
