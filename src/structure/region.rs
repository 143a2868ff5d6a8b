//! Where the article stands on a page that was copied whole: the run of lines with the greatest sum of weights, prose
//! for it and furniture against it (the maximal subarray of Bentley's *Programming Pearls*, in one pass).

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::cue::{self, Cue};
use super::line::Line;

/// A text with fewer bare lines is an article with some clutter, not a page copied whole.
const PAGE_LINES: usize = 25;
/// How often a bare line stands on a page at least for it to be the page's own: an outlet's name below every teaser.
const REPETITIONS: u32 = 3;
/// A box set into an article has at most so many lines,
const BOX_LINES: usize = 8;
/// and weighs at most so much against the article's going on.
const BOX_COST: i64 = 40;
/// A section's only paragraph has at least so many words; the teaser of another story has mostly fewer.
const SECTION_WORDS: usize = 12;
/// How far into the region the byline or time stamp that ends the story's head is looked for, in lines.
const HEAD_LINES: usize = 12;

/// Whether the text is a whole page rather than an article alone: many bare lines, some of them furniture for
/// certain, and some prose to be found among them.
pub(super) fn is_page(lines: &[Line<'_>]) -> bool {
    let bare = lines.iter().filter(|l| l.is_bare()).count();
    let prose = lines.iter().filter(|l| l.is_prose()).count();
    let furniture = lines.iter().filter(|l| l.cue.is_some_and(Cue::is_furniture)).count();
    prose > 0 && bare >= PAGE_LINES && (furniture >= 5 && bare > prose || furniture >= 3 && bare > 3 * prose)
}

/// How often each line stands on the page.
pub(super) fn repetitions<'t>(lines: &[Line<'t>]) -> FxHashMap<&'t str, u32> {
    let mut counts = FxHashMap::default();
    for line in lines.iter().filter(|l| l.is_bare()) {
        *counts.entry(line.text).or_default() += 1;
    }
    counts
}

/// Marks the bare lines that stand on the page again and again as its furniture, and names of sections that stand there twice.
pub(super) fn mark_repeated(lines: &mut [Line<'_>], counts: &FxHashMap<&str, u32>) {
    for line in lines.iter_mut().filter(|l| matches!(l.cue, None | Some(Cue::Section))) {
        let least = if line.cue.is_none() { REPETITIONS } else { 2 };
        if counts.get(line.text).is_some_and(|&n| n >= least) && line.words <= 6 {
            line.cue = Some(Cue::MenuWord);
        }
    }
}

/// The run of lines with the greatest weight, from its first paragraph on.
pub(super) fn densest(lines: &[Line<'_>]) -> Range<usize> {
    let (mut best, mut best_sum) = (0..0, 0);
    let (mut start, mut sum) = (0, 0);
    for (index, weight) in weights(lines).into_iter().enumerate() {
        if sum <= 0 {
            (start, sum) = (index, 0);
        }
        sum += weight;
        if sum > best_sum {
            (best, best_sum) = (start..index + 1, sum);
        }
    }
    let first = after_head(lines, &best);
    first..with_last_sections(lines, best.end)
}

/// The weight of every line. A box of a few lines between two paragraphs that have company is set into one article more often
/// than it stands between two, so that all of it costs no more than [`BOX_COST`].
fn weights(lines: &[Line<'_>]) -> Vec<i64> {
    let mut weights: Vec<i64> = (0..lines.len()).map(|index| weight(lines, index)).collect();
    let mut last_paragraph = None;
    for index in (0..lines.len()).filter(|&index| is_paragraph(lines, index)) {
        if let Some(last) = last_paragraph
            && (last + 2..=last + 1 + BOX_LINES).contains(&index)
        {
            let gap = last + 1..index;
            let comments = lines[gap.clone()].iter().any(|l| l.cue == Some(Cue::Comments));
            let cost: i64 = weights[gap.clone()].iter().sum();
            if cost < -BOX_COST && !comments {
                weights[gap.clone()].fill(0);
                weights[gap.start] = -BOX_COST;
            }
        }
        last_paragraph = Some(index);
    }
    weights
}

/// Where the article ends when the sections below its last paragraph are counted in, each one paragraph under its heading.
fn with_last_sections(lines: &[Line<'_>], mut end: usize) -> usize {
    while let [heading, paragraph, ..] = &lines[end..]
        && is_heading(heading)
        && is_text(paragraph)
        && paragraph.stop
        && paragraph.words >= SECTION_WORDS
    {
        end += 2;
    }
    end
}

/// A few words without a stop, or the year of a chronicle.
fn is_heading(line: &Line<'_>) -> bool {
    let year = line.cue == Some(Cue::Section) && !line.has_letter;
    year || line.cue.is_none() && line.is_bare() && line.words <= 10
}

/// A paragraph of a text that goes on beside it.
pub(super) fn is_paragraph(lines: &[Line<'_>], index: usize) -> bool {
    is_text(&lines[index]) && has_company(lines, index)
}

/// A paragraph by its looks, and no caption or furniture by its wording.
pub(super) fn is_text(line: &Line<'_>) -> bool {
    line.is_prose() && line.cue.is_none()
}

/// The first paragraph of the run: after a byline or time stamp near its top, where only a standfirst or a caption stands
/// before that.
fn after_head(lines: &[Line<'_>], run: &Range<usize>) -> usize {
    let (mut first, mut prose) = (run.start, 0);
    for (index, line) in lines.iter().enumerate().take(run.end).skip(run.start).take(HEAD_LINES) {
        prose += usize::from(line.is_prose() && line.cue != Some(Cue::Caption));
        if prose > 2 {
            break;
        }
        let of_teaser = prose > 0 && is_dated_title(lines, index - 1);
        if matches!(line.cue, Some(Cue::Byline | Cue::Timestamp)) && index + 1 < run.end && !of_teaser {
            first = index + 1;
        }
    }
    let paragraph = |i: &usize| lines[*i].is_prose() && lines[*i].stop;
    (first..run.end).find(paragraph).unwrap_or(first)
}

/// Whether a paragraph stands beside another; an interruption, a caption or a short sentence may stand between them, or one
/// heading where the other has company of its own. Teasers of other stories, each under its heading, have none.
fn has_company(lines: &[Line<'_>], index: usize) -> bool {
    let (before, after) = (&lines[..index], &lines[index + 1..]);
    has_company_among(before.iter().rev()) || has_company_among(after.iter())
}

fn has_company_among<'l, 't: 'l>(mut neighbours: impl Iterator<Item = &'l Line<'t>>) -> bool {
    let is_text = |line: Option<&Line<'_>>| line.is_some_and(is_text);
    let Some(near) = neighbours.next() else { return false };
    if is_text(Some(near)) {
        return true;
    }
    match near.cue {
        Some(Cue::Interruption | Cue::Caption) => is_text(neighbours.next()),
        None if !near.is_bare() || near.words == 0 => is_text(neighbours.next()),
        None => is_text(neighbours.next()) && is_text(neighbours.next()),
        Some(_) => false,
    }
}

/// The title of another story, known by the date below it.
pub(super) fn is_dated_title(lines: &[Line<'_>], index: usize) -> bool {
    let line = &lines[index];
    line.cue.is_none()
        && !line.period
        && line.words <= 16
        && line.is_title_case()
        && lines.get(index + 1).is_some_and(|next| next.cue == Some(Cue::Timestamp))
}

/// Whether the line is an item of a numbered or dotted list.
pub(super) fn is_list_item(line: &Line<'_>) -> bool {
    let rest = line.text.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = rest.len() < line.text.len() && rest.starts_with(['.', ')']);
    numbered || line.text.starts_with(['•', '·', '*', '-', '–', '▪', '●'])
}

/// What a line says for (above zero) or against the article's going on here. A paragraph between two bare lines may be
/// the teaser of another story and says less.
fn weight(lines: &[Line<'_>], index: usize) -> i64 {
    let line = &lines[index];
    match line.cue {
        Some(Cue::Comments) => -150,
        Some(Cue::StoryList) => -60,
        // An address to write to stands below the author's text as often as in the page's foot.
        Some(Cue::Furniture) if cue::gives_mail_address(line) => -10,
        Some(Cue::Furniture) => -30,
        Some(Cue::MenuWord | Cue::Section) => -15,
        Some(Cue::Timestamp) => -10,
        Some(Cue::Byline | Cue::Interruption) => -5,
        Some(Cue::Caption) => 0,
        None if line.is_prose() => {
            let length = i64::from(line.span.len().min(400) / 5);
            if has_company(lines, index) { 20 + length } else { 5 + length / 4 }
        }
        None if line.stop || line.open => 5,
        None if line.words == 0 => 0,
        None if is_list_item(line) => -2,
        None => -10,
    }
}
