//! The document's own date, from its timestamp, byline or dateline.

use time::Date;

use super::calendar::Period;
use super::grammar::Point;
use super::points;
use super::reader::Reader;
use super::words;
use crate::document::Lexical;
use crate::labels::BlockKind;

/// How many sentences at the head of the text may hold the date where no block is a timestamp.
const HEAD: usize = 6;

/// How many tokens a line may have that counts as one of its date.
const LINE: usize = 16;

/// The date that a timestamp, byline or dateline of the article gives; the year must be said.
///
/// Where there is no such block, a short line near the text's head counts that opens with the date or with `Published`,
/// `Updated` and the like.
#[must_use]
pub fn document_date(lex: Lexical<'_>) -> Option<Date> {
    let words = words::classify(lex);
    let kind = |n: usize| lex.blocks[lex.sentences[n].block].kind;
    let in_blocks = |wanted: BlockKind| {
        (0..lex.sentences.len()).filter(|&n| kind(n) == wanted).find_map(|n| {
            let r = Reader { lex, words: &words, sentence: lex.sentences[n].tokens };
            first_date(&r, r.sentence.start as usize, r.sentence.end as usize)
        })
    };
    in_blocks(BlockKind::Timestamp).or_else(|| in_blocks(BlockKind::Byline)).or_else(|| in_blocks(BlockKind::Dateline)).or_else(
        || {
            (0..lex.sentences.len().min(HEAD))
                .find_map(|n| date_line(&Reader { lex, words: &words, sentence: lex.sentences[n].tokens }))
        },
    )
}

/// The first day with its year between the two tokens.
fn first_date(r: &Reader<'_>, start: usize, end: usize) -> Option<Date> {
    (start..end).find_map(|i| match points::day(r, i)? {
        (Point::Fixed(Period::Day(date)), _) => Some(date),
        _ => None,
    })
}

/// The date of a line that holds little else.
fn date_line(r: &Reader<'_>) -> Option<Date> {
    let (start, end) = (r.sentence.start as usize, r.sentence.end as usize);
    let labelled = r.is_any(start, &["published", "updated", "posted", "date", "dated", "issued", "last", "first"]);
    let reach = if labelled { end.min(start + 8) } else { end.min(start + 1) };
    let block = r.lex.block_at(r.lex.tokens.items.get(start)?.span.start)?;
    let line = r.lex.tokens_in(r.lex.blocks[block].span);
    let alone = line.start as usize == start && line.len() <= LINE;
    if alone { first_date(r, start, reach) } else { None }
}
