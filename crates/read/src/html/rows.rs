//! The rows of tables: what stands in short cells side by side is one line, as a reader reads it.

use newsmill_stage::Line;

/// The longest cell of a row that is one line, in bytes. Longer ones are paragraphs that a table
/// only puts in their place, as on old pages.
const CELL: usize = 60;

/// Joins the lines of each row, if all of them are short. `rows` has the number of the row that each
/// line is a cell of, 0 for none.
pub(super) fn join(lines: Vec<Line>, rows: &[u32]) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    let mut lines = lines.into_iter();
    for row in rows.chunk_by(|one, other| one == other) {
        let cells: Vec<Line> = lines.by_ref().take(row.len()).collect();
        if row[0] == 0 || cells.len() < 2 || cells.iter().any(|it| it.text().len() > CELL) {
            joined.extend(cells);
        } else {
            joined.extend(one(cells));
        }
    }
    joined
}

/// One line of these cells.
fn one(cells: Vec<Line>) -> Option<Line> {
    let text: Vec<&str> = cells.iter().map(Line::text).collect();
    let text = text.join(" ");
    let linked: usize = cells.iter().map(|it| it.text().len() * usize::from(it.links)).sum();
    let links = (linked / text.len().max(1)).min(100) as u8;
    let dated = cells.iter().find_map(|it| it.dated.clone());
    let mut line = cells.into_iter().next()?;
    line.dated = dated;
    line.replace(text);
    line.links = links;
    Some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines as `row text`; what comes out has the percent of links after it.
    #[track_caller]
    fn check(lines: &[(u32, &str, u8)], expected: &[&str]) {
        let rows: Vec<u32> = lines.iter().map(|it| it.0).collect();
        let lines = lines.iter().zip(1..).map(|((_, text, links), number)| {
            let mut line = Line::new(number, *text);
            line.links = *links;
            line
        });
        let shown = |it: &Line| format!("{} {} {}", it.number, it.text(), it.links);
        assert_eq!(join(lines.collect(), &rows).iter().map(shown).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn short_cells_of_a_row_are_one_line() {
        check(&[(1, "Kyiv", 0), (1, "7°", 0), (2, "Lviv", 0), (2, "5°", 0)], &["1 Kyiv 7° 0", "3 Lviv 5° 0"]);
        check(&[(0, "a", 0), (0, "b", 0), (1, "c", 0)], &["1 a 0", "2 b 0", "3 c 0"]);
        check(&[], &[]);
    }

    #[test]
    fn a_row_with_a_paragraph_stays_apart() {
        let long = "x".repeat(CELL + 1);
        check(&[(1, "a", 0), (1, &long, 0)], &["1 a 0", &format!("2 {long} 0")]);
    }

    #[test]
    fn links_count_by_their_length() {
        check(&[(1, "abcdefghi", 100), (1, "123456789", 0), (1, "", 100)], &["1 abcdefghi 123456789  45"]);
    }
}
