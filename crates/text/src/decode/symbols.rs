//! What a character is to the letter-pair test, and what it costs where it stands.
//!
//! Costs are natural logarithms of rough shares, set by hand from how these marks are used in print:
//! they need only be right to the order of magnitude, as a wrong code page puts marks inside words.

/// What a character is to the letter-pair test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Symbol {
    /// A letter, in lower case, and whether it is a capital.
    Letter(char, Case),
    /// ASCII that ends a word: spaces, digits, marks.
    Gap(Gap),
    /// A mark outside ASCII.
    Mark(char),
}

/// The case of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    Lower,
    Upper,
    /// Of a script without capitals.
    None,
}

/// What ends a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    Space,
    Digit,
    /// `(`, `[` and the like, after which a word begins.
    Opening,
    Other,
}

impl Symbol {
    /// What a character is.
    pub(crate) fn of(it: char) -> Self {
        if it.is_ascii() {
            return match it {
                'a'..='z' => Symbol::Letter(it, Case::Lower),
                'A'..='Z' => Symbol::Letter(it.to_ascii_lowercase(), Case::Upper),
                '0'..='9' => Symbol::Gap(Gap::Digit),
                '(' | '[' | '"' | '\'' | '-' | '/' => Symbol::Gap(Gap::Opening),
                _ if it.is_ascii_graphic() => Symbol::Gap(Gap::Other),
                _ => Symbol::Gap(Gap::Space),
            };
        }
        if !is_letter(it) {
            return Symbol::Mark(it);
        }
        let mut lower = it.to_lowercase();
        // Two characters in lower case: the Turkish İ, which stays apart from i.
        let folded = lower.next().filter(|_| lower.next().is_none()).unwrap_or(it);
        let case = match (it.is_uppercase(), it.is_lowercase()) {
            (true, _) => Case::Upper,
            (_, true) => Case::Lower,
            _ => Case::None,
        };
        Symbol::Letter(folded, case)
    }
}

/// Letters, and what stands inside words: accents of Vietnamese, vowels of Thai, points of Arabic
/// and Hebrew, the non-joiner of Persian.
fn is_letter(it: char) -> bool {
    match it {
        // Inside words of English, French, Italian, Ukrainian; the table says after which letters.
        '’' => true,
        '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5C7}' | '\u{64B}'..='\u{652}' | '\u{200C}' => true,
        '\u{E31}' | '\u{E34}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}' => true,
        // Signs that Unicode counts among the letters.
        'ª' | 'º' | 'ˆ' | 'ˇ' | 'ƒ' | 'µ' | 'ⁿ' => false,
        _ => it.is_alphabetic(),
    }
}

/// What stands before a mark, or after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Letter,
    Digit,
    Space,
    Mark,
}

impl Side {
    fn of(it: Symbol) -> Self {
        match it {
            Symbol::Letter(..) => Side::Letter,
            Symbol::Gap(Gap::Digit) => Side::Digit,
            Symbol::Gap(Gap::Space) => Side::Space,
            Symbol::Gap(Gap::Opening | Gap::Other) | Symbol::Mark(_) => Side::Mark,
        }
    }
}

/// The cost of a mark after what stands before it.
pub(crate) fn mark_after(mark: char, before: Symbol) -> f32 {
    use Side::{Digit, Letter, Mark, Space};
    let side = Side::of(before);
    let good = |cost: f32, is_good: bool, otherwise: f32| if is_good { cost } else { otherwise };
    match mark {
        '”' | '»' | '›' => good(-5.0, side != Space, -6.5),
        // It closes in German.
        '“' => good(-5.0, side != Letter, -7.0),
        '„' | '«' | '‘' | '‚' | '‹' => match side {
            Space => -5.0,
            Mark => {
                if matches!(before, Symbol::Mark(_)) {
                    -8.0
                } else {
                    -5.0
                }
            }
            Letter | Digit => -11.0,
        },
        '–' | '—' | '―' => good(-5.0, matches!(side, Space | Digit), -8.0),
        '…' => good(-6.0, side == Letter || side == Mark, -7.0),
        '\u{A0}' => good(-6.0, side != Space, -7.0),
        '\u{AD}' => good(-7.5, side == Letter, -10.0),
        '€' | '£' => good(-7.0, matches!(side, Space | Digit | Mark), -12.0),
        '°' | '²' | '³' | '½' | '¼' => good(-7.5, matches!(side, Digit | Space), -9.5),
        'º' | 'ª' => good(-7.0, matches!(side, Digit | Mark), -9.5),
        '·' => -8.0,
        '•' | '№' | '§' => good(-7.5, matches!(side, Space | Mark), -12.0),
        '¿' | '¡' => good(-7.0, matches!(side, Space | Mark), -10.0),
        '©' | '®' | '™' => -8.5,
        '،' | '؟' | '؛' => good(-4.5, side == Letter, -7.0),
        '׳' | '״' | '־' => good(-6.5, side == Letter, -9.0),
        '٠'..='٩' | '۰'..='۹' | '๐'..='๙' => -7.0,
        '\u{FFFD}' | '\u{80}'..='\u{9F}' => -15.0,
        '\u{2500}'..='\u{25FF}' | '\u{2200}'..='\u{23FF}' | '\u{E000}'..='\u{F8FF}' => -12.5,
        _ => good(-10.5, side != Letter, -12.5),
    }
}

/// The cost of what follows a mark, beside its own.
pub(crate) fn after_mark(mark: char, next: Symbol) -> f32 {
    let side = Side::of(next);
    match mark {
        '„' | '‚' if side == Side::Space => -4.0,
        '„' | '«' | '‘' | '‚' | '‹' | '“' | '”' | '\u{A0}' | '\u{AD}' | '־' | '״' | '׳' => 0.0,
        '–' | '—' | '―' if matches!(side, Side::Space | Side::Digit) => 0.0,
        '€' | '£' if matches!(side, Side::Space | Side::Digit | Side::Mark) => 0.0,
        '•' | '§' | '№' | '…' => -0.5,
        '¿' | '¡' if side == Side::Letter => 0.0,
        '–' | '—' | '»' if side == Side::Letter => -1.5,
        '»' => 0.0,
        _ if side == Side::Letter => -3.0,
        _ => 0.0,
    }
}

/// The cost of a letter's case after what stands before it.
pub(crate) fn case_after(case: Case, before: Symbol) -> f32 {
    match (before, case) {
        (_, Case::None) | (Symbol::Letter(_, Case::None), _) => 0.0,
        (Symbol::Letter(_, Case::Lower), Case::Lower) => 0.0,
        (Symbol::Letter(_, Case::Lower), Case::Upper) => -6.0,
        (Symbol::Letter(_, Case::Upper), Case::Lower) => -0.4,
        (Symbol::Letter(_, Case::Upper), Case::Upper) => -1.2,
        (_, Case::Lower) => -0.2,
        (_, Case::Upper) => -1.7,
    }
}
