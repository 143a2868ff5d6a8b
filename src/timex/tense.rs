//! The tense of the clause that holds an expression, by the nearest finite verb.

use super::reader::Reader;
use super::resolve::Tense;
use crate::document::Shape;
use crate::labels::Xpos;
use crate::span::TokenRange;

/// How far a verb may stand from its expression, in tokens.
const WINDOW: usize = 24;

/// Past, unless something says otherwise: a preposition of deadlines, then the nearest finite verb before the expression,
/// then the nearest after it. A quotation mark or semicolon ends the clause.
pub(super) fn of_clause(r: &Reader<'_>, range: TokenRange) -> Tense {
    let (start, end) = (range.start as usize, range.end as usize);
    if is_deadline(r, start) || r.is(end, "'s") && is_awaited(r, start) {
        return Tense::Future;
    }
    let first = (r.sentence.start as usize).max(start.saturating_sub(WINDOW));
    let last = (r.sentence.end as usize).min(end.saturating_add(WINDOW));
    let mut before = (first..start).rev().take_while(|&i| !ends_clause(r, i));
    let mut after = (end..last).take_while(|&i| !ends_clause(r, i));
    // `Wednesday's ruling` was on that day whatever the clause before it says, unless the ruling itself is to come.
    let leading = if r.is(end, "'s") { None } else { before.find_map(|i| announced(r, i).or_else(|| finite(r, i))) };
    // Only before its date does `planned` put it in the future: `On Friday the council planned` is past.
    leading.or_else(|| after.find_map(|i| finite(r, i))).unwrap_or_default()
}

fn ends_clause(r: &Reader<'_>, i: usize) -> bool {
    r.shape(i) == Some(Shape::Quote) || r.is(i, ";")
}

/// `as early as Tuesday`, `until Friday`, `effective June 1`.
fn is_deadline(r: &Reader<'_>, start: usize) -> bool {
    match r.before(start) {
        "until" | "till" | "effective" => true,
        "as" => start >= 3 && r.is_any(start - 2, &["early", "soon", "late"]),
        _ => false,
    }
}

/// `ahead of Monday's debate`, `heading into Monday's vote`, `expected to win Monday's game`.
fn is_awaited(r: &Reader<'_>, start: usize) -> bool {
    let before = |back: usize, words: &[&str]| start >= back && r.is_any(start - back, words);
    before(1, &["of"]) && before(2, &["ahead", "advance"])
        || before(1, &["into"]) && before(2, &["going", "heading", "head", "heads"])
        || before(1, &["for"]) && before(2, &["prepare", "prepares", "preparing", "prepared", "ready"])
        || before(1, &["win", "attend", "watch", "skip"]) && before(2, &["to", "will"])
}

/// Words that put the date after them in the future, whatever their own tense.
fn announced(r: &Reader<'_>, i: usize) -> Option<Tense> {
    let announces = match r.norm(i) {
        "scheduled" | "due" | "expected" | "expects" | "slated" | "planned" | "planning" | "plans" | "upcoming" => true,
        // `is to resume on Tuesday`.
        "to" => i > 0 && r.is_any(i - 1, &["is", "are", "set", "likely", "wants", "want", "hopes", "intends", "agreed"]),
        _ => false,
    };
    announces.then_some(Tense::Future)
}

/// The tense of a finite verb.
fn finite(r: &Reader<'_>, i: usize) -> Option<Tense> {
    match r.norm(i) {
        "will" | "'ll" | "shall" | "wo" | "would" => return Some(Tense::Future),
        "ended" | "was" | "were" | "had" | "did" => return Some(Tense::Past),
        _ => (),
    }
    match r.xpos(i)? {
        Xpos::Vbd => Some(Tense::Past),
        Xpos::Vbz | Xpos::Vbp => Some(Tense::Present),
        _ => None,
    }
}
