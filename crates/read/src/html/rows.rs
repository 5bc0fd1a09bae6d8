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
    let mut line = cells.into_iter().next()?;
    line.replace(text);
    line.links = links;
    Some(line)
}
