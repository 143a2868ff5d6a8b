//! The document's own date, from its timestamp, byline or dateline.

use time::Date;

use super::calendar::Period;
use super::grammar::Point;
use super::points;
use super::reader::Reader;
use super::words;
use crate::document::Lexical;
use crate::labels::BlockKind;

/// The kinds of blocks that hold the date, best first.
const DATED: [BlockKind; 3] = [BlockKind::Timestamp, BlockKind::Byline, BlockKind::Dateline];

/// How many sentences at the head of the text may hold the date where no block is of those kinds.
const HEAD: usize = 6;

/// How many tokens a line may have that counts as one of its date.
const LINE: usize = 16;

/// How many tokens after a label such as `Published` the date may stand.
const LABELLED: usize = 8;

/// The date that a timestamp, byline or dateline of the article gives; the year must be said. The date of publication wins
/// over that of an update.
///
/// Where there is no such block, a short line near the text's head counts that opens with the date or with `Published`,
/// `Updated` and the like.
#[must_use]
pub fn document_date(lex: Lexical<'_>) -> Option<Date> {
    let words = words::classify(lex);
    let reader = |n: usize| Reader { lex, words: &words, tags: &[], sentence: lex.sentences[n].tokens };
    let in_blocks = |wanted: BlockKind, read: fn(&Reader<'_>) -> Option<Date>| {
        let sentences = (0..lex.sentences.len()).filter(|&n| lex.blocks[lex.sentences[n].block].kind == wanted);
        sentences.map(reader).find_map(|r| read(&r))
    };
    in_blocks(BlockKind::Timestamp, published)
        .or_else(|| DATED.into_iter().find_map(|kind| in_blocks(kind, anywhere)))
        .or_else(|| (0..lex.sentences.len().min(HEAD)).map(reader).find_map(|r| date_line(&r)))
}

/// The first day with its year between the two tokens.
fn first_date(r: &Reader<'_>, start: usize, end: usize) -> Option<Date> {
    (start..end).find_map(|i| match points::day(r, i)? {
        (Point::Fixed(Period::Day(date)), _) => Some(date),
        _ => None,
    })
}

fn anywhere(r: &Reader<'_>) -> Option<Date> {
    first_date(r, r.sentence.start as usize, r.sentence.end as usize)
}

/// The date after `Published` or `Posted`.
fn published(r: &Reader<'_>) -> Option<Date> {
    let label = r.sentence.range().find(|&i| r.is_any(i, &["published", "posted"]))?;
    first_date(r, label, label + LABELLED)
}

/// The date of a line that holds little else.
fn date_line(r: &Reader<'_>) -> Option<Date> {
    let start = r.sentence.start as usize;
    let block = r.lex.block_at(r.lex.tokens.items.get(start)?.span.start)?;
    let line = r.lex.tokens_in(r.lex.blocks[block].span);
    // A date that heads a section is an entry of a chronicle.
    let heads_section = r.lex.blocks[block].kind == BlockKind::Subhead;
    if heads_section || line.start as usize != start || line.len() > LINE {
        return None;
    }
    let labelled = r.is_any(start, &["published", "updated", "posted", "date", "dated", "issued", "last", "first"]);
    first_date(r, start, if labelled { start + LABELLED } else { start + 1 })
}
