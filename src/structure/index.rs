//! Pages without an article: an index of many stories, each told by its title, a sentence or two, and its author or picture.
//!
//! The run of lines densest in prose is then only where two teasers happen to stand close. What tells an index is the template:
//! a paragraph without company under a title, beside a byline, date or picture of its own, again and again, and next to no
//! paragraphs that go on. Titles, authors and pictures keep their roles; the teasers are dropped as on any other page, since
//! the sentences of many stories, read as one text, would be summed up and their pronouns resolved across stories.
//!
//! Weak where stories carry neither author nor date nor picture, and where titles are questions, which look like paragraphs.

use crate::labels::BlockKind;

use super::cue::Cue;
use super::line::Line;
use super::region;

/// An index has at least so many stories,
const STORIES: usize = 6;
/// and at least so many times more of them than paragraphs that go on.
const STORIES_A_PARAGRAPH: usize = 3;
/// The most words of a story's title.
const TITLE_WORDS: usize = 25;

/// Whether the page is an index of stories.
pub(super) fn is_index(lines: &[Line<'_>]) -> bool {
    let stories = (0..lines.len()).filter(|&index| is_teaser(lines, index) && is_signed(lines, index)).count();
    let paragraphs = (0..lines.len()).filter(|&index| region::is_paragraph(lines, index)).count();
    stories >= STORIES && stories >= STORIES_A_PARAGRAPH * paragraphs
}

/// The roles of an index: what says itself what it is, and the titles.
pub(super) fn assign(lines: &[Line<'_>]) -> Vec<BlockKind> {
    let kind = |index: usize| match lines[index].cue {
        Some(Cue::Byline) => BlockKind::Byline,
        Some(Cue::Caption) => BlockKind::Caption,
        Some(Cue::Timestamp) => BlockKind::Timestamp,
        None if is_teaser(lines, index + 1) => BlockKind::Headline,
        _ => BlockKind::Boilerplate,
    };
    (0..lines.len()).map(kind).collect()
}

/// A paragraph without company under a title.
fn is_teaser(lines: &[Line<'_>], index: usize) -> bool {
    let under_title = index.checked_sub(1).is_some_and(|above| is_title(&lines[above]));
    under_title && lines.get(index).is_some_and(region::is_text) && !region::is_paragraph(lines, index)
}

fn is_title(line: &Line<'_>) -> bool {
    line.cue.is_none() && !line.period && !line.open && (2..=TITLE_WORDS).contains(&line.words)
}

/// Whether a byline or date stands below the teaser, or a date or picture above its title.
fn is_signed(lines: &[Line<'_>], teaser: usize) -> bool {
    let cue = |index: Option<usize>| index.and_then(|i| lines.get(i)).and_then(|l| l.cue);
    matches!(cue(Some(teaser + 1)), Some(Cue::Byline | Cue::Timestamp))
        || matches!(cue(teaser.checked_sub(2)), Some(Cue::Caption | Cue::Timestamp))
}
