//! The judge: adds up the candidates of one outlet and chooses.

use super::credit::Credit;
use super::{Basis, Candidate};

/// Where nothing but the credit names an outlet.
const CREDIT: f64 = 0.6;

/// The outlet, if any candidate is sure enough; the agency at the dateline where there is no other.
pub(crate) fn choose(candidates: &[Candidate], credits: &[Credit], least: f64) -> Option<Candidate> {
    // What the record says of itself, then how the newsroom has filed it: neither is a guess.
    let told = |basis| candidates.iter().find(|it| it.basis == basis);
    if let Some(it) = told(Basis::Metadata).or_else(|| told(Basis::Path)) {
        return Some(it.clone());
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
