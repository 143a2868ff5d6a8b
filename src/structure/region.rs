//! Where the article stands on a page that was copied whole: the run of lines with the greatest sum of weights, prose
//! for it and furniture against it (the maximal subarray of Bentley's *Programming Pearls*, in one pass).

use std::ops::Range;

use super::cue::Cue;
use super::line::Line;

/// Whether the text is a whole page rather than an article alone: many bare lines, some of them furniture for certain.
pub(super) fn is_page(lines: &[Line<'_>]) -> bool {
    let bare = lines.iter().filter(|l| l.is_bare()).count();
    let prose = lines.iter().filter(|l| l.is_prose()).count();
    let furniture = lines.iter().filter(|l| l.cue.is_some_and(is_furniture)).count();
    bare >= 10 && (furniture >= 3 && bare > prose || furniture >= 2 && bare > 3 * prose)
}

/// Whether a line of this cue belongs to no article.
pub(super) const fn is_furniture(cue: Cue) -> bool {
    matches!(cue, Cue::Furniture | Cue::MenuWord | Cue::Interruption | Cue::StoryList | Cue::Comments)
}

/// The run of lines with the greatest weight; empty where no line is prose.
pub(super) fn densest(lines: &[Line<'_>]) -> Range<usize> {
    let (mut best, mut best_sum) = (0..0, 0);
    let (mut start, mut sum) = (0, 0);
    for (index, line) in lines.iter().enumerate() {
        if sum <= 0 {
            (start, sum) = (index, 0);
        }
        sum += weight(line);
        if sum > best_sum {
            (best, best_sum) = (start..index + 1, sum);
        }
    }
    best
}

/// What a line says for (above zero) or against the article's going on here.
fn weight(line: &Line<'_>) -> i64 {
    match line.cue {
        Some(Cue::Comments) => -150,
        Some(Cue::StoryList) => -60,
        Some(Cue::Furniture) => -30,
        Some(Cue::MenuWord) => -15,
        Some(Cue::Interruption | Cue::Timestamp) => -10,
        Some(Cue::Byline) => -5,
        Some(Cue::Caption) => 0,
        None if line.is_prose() => 20 + i64::from(line.span.len().min(400) / 5),
        None if line.stop || line.colon => 5,
        None => -10,
    }
}
