//! Articles that people moved to other stories.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use newsmill_stage::{ArticleId, Cell};

/// Where articles are moved to: the id of an article or the name of a story, and where that is written.
pub(super) type Moves = BTreeMap<ArticleId, (String, String)>;

/// The stories of the moved articles, and of those that they found one with. An article that joins one
/// which is moved itself goes where that one goes; those that would join each other are together in
/// the story of the least id. `stories` are those of all articles before.
pub(super) fn made(
    mut moves: Moves,
    mut stories: HashMap<ArticleId, Cell>,
    warnings: &mut Vec<String>,
) -> Vec<(ArticleId, Cell)> {
    moves.retain(|id, _| stories.contains_key(id));
    let mut moved = Vec::new();
    let mut done = BTreeSet::new();
    for id in moves.keys().copied().collect::<Vec<_>>() {
        // Those who decide first.
        for id in way(id, &mut moves, &done).into_iter().rev() {
            if !done.insert(id) {
                continue;
            }
            let Some((story, place)) = moves.get(&id) else { continue };
            let cell = match story.parse::<ArticleId>() {
                // A story of one is none.
                Ok(it) if it == id => Cell::Text(format!("{id} alone")),
                Ok(it) => match stories.get(&it).cloned() {
                    Some(Cell::Empty) => {
                        let founded = Cell::Text(it.to_string());
                        stories.insert(it, founded.clone());
                        moved.push((it, founded.clone()));
                        founded
                    }
                    Some(cell) => cell,
                    None => {
                        warnings.push(format!("{place}: there is no article {it} whose story to join"));
                        continue;
                    }
                },
                Err(_) => Cell::Text(story.clone()),
            };
            stories.insert(id, cell.clone());
            moved.push((id, cell));
        }
    }
    moved
}

/// The articles from one to the last that decides where it goes, as far as they are not done. The least of
/// a circle is taken out of the moves, so that the others join it.
fn way(id: ArticleId, moves: &mut Moves, done: &BTreeSet<ArticleId>) -> Vec<ArticleId> {
    let (mut way, mut places) = (vec![id], HashMap::from([(id, 0)]));
    let mut at = id;
    while let Some(next) = moves.get(&at).and_then(|it| it.0.parse().ok()) {
        if next == at || done.contains(&next) {
            break;
        }
        if let Some(first) = places.insert(next, way.len()) {
            let Some(least) = way[first..].iter().copied().min() else { break };
            moves.remove(&least);
            // From there on they come after it.
            return self::way(id, moves, done);
        }
        way.push(next);
        at = next;
    }
    way
}

#[cfg(test)]
mod tests {
    use super::*;

    const X: ArticleId = ArticleId(1);
    const Y: ArticleId = ArticleId(2);
    const Z: ArticleId = ArticleId(3);

    /// The stories of x, y and z, of which each is in one that is called as it is, after moves that
    /// are written `x>y`; whichever of them has which id.
    #[track_caller]
    fn check(written: &str, expected: &str) {
        for [x, y, z] in [[X, Y, Z], [Z, Y, X], [Y, X, Z], [Y, Z, X]] {
            let ids = [("x", x), ("y", y), ("z", z)];
            let id = |name: &str| ids.iter().find(|it| it.0 == name).map(|it| it.1);
            let mut stories: HashMap<ArticleId, Cell> =
                ids.iter().map(|it| (it.1, Cell::Text(it.0.to_uppercase()))).collect();
            let pairs = written.split(' ').filter_map(|it| it.split_once('>'));
            let moves = pairs.map(|(from, to)| {
                let to = if to == "gone" { Some(ArticleId(9)) } else { id(to) };
                (id(from).unwrap(), (to.map_or("weather".to_owned(), |it| it.to_string()), "o.csv:2".to_owned()))
            });
            let mut warnings = Vec::new();
            stories.extend(made(moves.collect(), stories.clone(), &mut warnings));
            let name = |it: ArticleId| match &stories[&it] {
                Cell::Text(name) if name.ends_with(" alone") => "alone".to_owned(),
                Cell::Text(name) => name.clone(),
                other => format!("{other:?}"),
            };
            let got = [x, y, z].map(name).into_iter().chain(warnings.iter().map(|_| "warned".to_owned()));
            assert_eq!(got.collect::<Vec<_>>().join(" "), expected, "{written} {ids:?}");
        }
    }

    #[test]
    fn who_joins_one_that_is_moved_goes_where_it_goes() {
        check("x>y", "Y Y Z");
        check("x>y y>z", "Z Z Z");
        check("x>y y>weather", "weather weather Z");
        check("x>y y>y", "alone alone Z");
        check("x>y y>gone", "Y Y Z warned");
        check("x>z y>z", "Z Z Z");
    }

    #[test]
    fn articles_that_join_each_other_are_together() {
        for moves in ["x>y y>x", "x>y y>z z>x", "x>y y>z z>y"] {
            let [x, y, z] = [X, Y, Z];
            let id = |name: &str| [("x", x), ("y", y), ("z", z)].iter().find(|it| it.0 == name).unwrap().1;
            let pairs = moves.split(' ').map(|it| it.split_once('>').unwrap());
            let pairs: Moves = pairs.map(|(from, to)| (id(from), (id(to).to_string(), String::new()))).collect();
            let mut stories = HashMap::from([x, y, z].map(|it| (it, Cell::Empty)));
            let moved = pairs.keys().copied().collect::<Vec<_>>();
            stories.extend(made(pairs, stories.clone(), &mut Vec::new()));
            assert!(moved.iter().all(|it| stories[it] == stories[&moved[0]]), "{moves}: {stories:?}");
            assert_ne!(stories[&moved[0]], Cell::Empty, "{moves}");
        }
    }

    #[test]
    fn a_long_chain_is_gone_through_once() {
        let n = 20_000;
        let id = |it: u128| ArticleId(it * 7919 % 20_011 + 1);
        let moves = (0..n).map(|it| (id(it), (id(it + 1).to_string(), String::new()))).collect();
        let stories = (0..=n).map(|it| (id(it), Cell::Empty)).collect();
        let moved = made(moves, stories, &mut Vec::new());
        assert!(moved.iter().all(|(_, cell)| *cell == Cell::Text(id(n).to_string())));
    }
}
