//! The judge: adds up the candidates of one outlet and chooses.

use super::credit::Credit;
use super::{Basis, Candidate};
use crate::address::outlet_id;

/// Where nothing but the credit names an outlet.
const CREDIT: f64 = 0.6;

/// The outlet, if any candidate is sure enough; the agency at the dateline where there is no other.
pub(crate) fn choose(candidates: &[Candidate], credits: &[Credit], least: f64) -> Option<Candidate> {
    // What the record says of itself, then how the newsroom has filed it: neither is a guess.
    let told = |basis| candidates.iter().find(|it| it.basis == basis);
    if let Some(it) = told(Basis::Metadata).or_else(|| told(Basis::Path)).filter(|it| it.confidence >= least) {
        // A folder or a field has a name for machines; the page may print it as people do.
        let printed = |other: &&Candidate| other.name != it.name && outlet_id(&other.name) == it.id;
        let name = candidates.iter().find(printed).filter(|_| !it.known && it.name == it.id);
        return Some(Candidate { name: name.map_or_else(|| it.name.clone(), |it| it.name.clone()), ..it.clone() });
    }
    strongest(candidates).filter(|it| it.confidence >= least).or_else(|| {
        let credit = credits.iter().find(|it| it.at_dateline && it.agency.known)?;
        let confidence = CREDIT * credit.confidence / 0.95;
        let doubt = strongest(candidates).map_or(0.0, |it| it.confidence);
        let confidence = round(confidence * (1.0 - 0.3 * doubt));
        let (id, name, written) = (credit.agency.id.clone(), credit.agency.name.clone(), credit.written.clone());
        (confidence >= least).then_some(Candidate { id, name, basis: Basis::Credit, confidence, written, known: true })
    })
}

/// Puts the chosen candidate first, then the surest, of equals the one that was gathered first.
pub(crate) fn order(candidates: &mut [Candidate], chosen: Option<&Candidate>) {
    let is_chosen = |it: &Candidate| chosen.is_some_and(|chosen| (&it.id, it.basis) == (&chosen.id, chosen.basis));
    candidates.sort_by(|a, b| is_chosen(b).cmp(&is_chosen(a)).then(b.confidence.total_cmp(&a.confidence)));
}

/// The strongest outlet, raised by other evidence for the same.
fn strongest(candidates: &[Candidate]) -> Option<Candidate> {
    let mut totals: Vec<Candidate> = Vec::new();
    for it in candidates {
        match totals.iter_mut().find(|other| other.id == it.id) {
            Some(total) if total.basis == it.basis => total.confidence = total.confidence.max(it.confidence),
            Some(total) => {
                if it.confidence > total.confidence {
                    (total.basis, total.written) = (it.basis, it.written.clone());
                }
                total.confidence += (1.0 - total.confidence) * it.confidence * 0.5;
            }
            None => totals.push(it.clone()),
        }
    }
    // Of equals, the kind that was gathered first wins.
    let mut best: Option<Candidate> = None;
    for it in totals {
        if best.as_ref().is_none_or(|best| it.confidence > best.confidence) {
            best = Some(it);
        }
    }
    let mut best = best?;
    best.confidence = round(best.confidence.min(0.99));
    Some(best)
}

fn round(it: f64) -> f64 {
    (it * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Candidates from lines of `name basis confidence`.
    fn candidates(lines: &str) -> Vec<Candidate> {
        let candidate = |it: &str| {
            let parts: Vec<&str> = it.split_whitespace().collect();
            let bases =
                [Basis::Metadata, Basis::Path, Basis::Canonical, Basis::SiteName, Basis::Masthead, Basis::Chrome];
            let basis = bases.into_iter().find(|it| it.code() == parts[1]).unwrap();
            Candidate::unknown(parts[0], basis, parts[2].parse().unwrap()).unwrap()
        };
        lines.lines().map(candidate).collect()
    }

    #[track_caller]
    fn check(lines: &str, least: f64, expected: &str) {
        let chosen = choose(&candidates(lines), &[], least);
        let got = chosen.map(|it| format!("{} {} {}", it.id, it.basis.code(), it.confidence)).unwrap_or_default();
        assert_eq!(got, expected, "{lines}");
    }

    #[test]
    fn what_the_input_and_the_folder_say_come_first_if_they_are_sure_enough() {
        check("echo metadata 0.98\npost path 0.97\nledger canonical 0.99", 0.5, "echo metadata 0.98");
        check("post path 0.9\nledger canonical 0.97", 0.5, "post path 0.9");
        check("post path 0.9\nledger canonical 0.97", 0.95, "ledger canonical 0.97");
        check("post path 0.9", 0.95, "");
    }

    #[test]
    fn several_signs_of_one_outlet_add_up() {
        check("echo masthead 0.6\npost chrome 0.7\necho site_name 0.6", 0.5, "echo masthead 0.72");
        check("echo masthead 0.6\npost chrome 0.6", 0.5, "echo masthead 0.6");
    }

    #[test]
    fn the_chosen_is_shown_first_and_then_the_surest() {
        let mut all = candidates("post chrome 0.3\necho masthead 0.6\npost site_name 0.7\necho site_name 0.6");
        let chosen = choose(&all, &[], 0.5);
        order(&mut all, chosen.as_ref());
        let shown: Vec<String> = all.iter().map(|it| format!("{} {}", it.id, it.basis.code())).collect();
        assert_eq!(shown, ["echo masthead", "post site_name", "echo site_name", "post chrome"]);
    }
}
