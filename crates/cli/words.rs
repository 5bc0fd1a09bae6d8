//! Numbers as people read them.

/// A number with its thousands apart: 1,204.
pub(crate) fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number of things: `1 file`, `3 files`.
pub(crate) fn count(n: usize, thing: &str) -> String {
    format!("{} {thing}{}", number(n), if n == 1 { "" } else { "s" })
}

/// Lines whose cells stand below each other, two spaces apart; a tab is between the cells of a
/// line. One without a tab has none, and no part in the others' widths.
pub(crate) fn aligned(lines: &[String]) -> Vec<String> {
    let rows: Vec<Vec<&str>> = lines.iter().map(|it| it.split('\t').collect()).collect();
    let mut widths: Vec<usize> = Vec::new();
    for cells in rows.iter().filter(|it| it.len() > 1) {
        widths.resize(widths.len().max(cells.len()), 0);
        widths.iter_mut().zip(cells).for_each(|(width, it)| *width = (*width).max(it.chars().count()));
    }
    let line = |cells: Vec<&str>| {
        let mut line = String::new();
        for (at, cell) in cells.iter().enumerate() {
            line += cell;
            if at + 1 < cells.len() {
                line += &" ".repeat(widths[at].saturating_sub(cell.chars().count()) + 2);
            }
        }
        line
    };
    rows.into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn cells_stand_below_each_other() {
        let lines = ["a line of its own", "day\t2025-10-14\tpath", "outlet\tКиїв\turl"].map(str::to_owned);
        let expected = ["a line of its own", "day     2025-10-14  path", "outlet  Київ        url"];
        assert_eq!(super::aligned(&lines), expected);
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!([0, 999, 1_204, 1_000_000].map(super::number), ["0", "999", "1,204", "1,000,000"]);
        assert_eq!([super::count(1, "file"), super::count(2, "file")], ["1 file", "2 files"]);
    }
}
