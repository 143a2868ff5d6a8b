//! Structure: from pasted plain text to blocks, each with its role.
//!
//! A block is a paragraph: a line of the text, or several lines that a mail program wrapped. Its role (headline, byline,
//! caption, body, furniture of the page …) is found by rules over features of the lines ([`mod@line`]) and word lists of the web's
//! furniture ([`cue`]). On a page copied whole the article is first located as the run of lines that is densest in prose
//! ([`region`]; the idea is that of boilerplate removal by text density, Kohlschütter et al. 2010, on lines), unless the page is
//! an index of stories ([`index`]); in an article alone only lines that say what they are get dropped. When in doubt a line is kept. Models of lines trained on the twenty
//! development pages, with these rules' decisions among their features, were not better on pages left out
//! (`trainer/structure/leave_one_out.py`), so that none is shipped.
//!
//! Weak where an article is cut into lists of short lines without stops,
//! where teasers of other stories stand in full sentences close to the article, and for pages in other languages than English,
//! whose furniture the lists do not know.

mod byline;
mod caption;
mod cue;
mod dateline;
mod index;
mod line;
mod pullquote;
mod region;
mod roles;
mod split;

use crate::document::Block;
use crate::labels::BlockKind;
use crate::lexicon::Lexicon;
use crate::span::Span;

use line::Line;

/// Splits the text into blocks and says what each is. Blocks are in order, do not overlap, and hold every character that
/// is not white space.
#[must_use]
pub fn segment(lexicon: &Lexicon, text: &str) -> Vec<Block> {
    let mut lines: Vec<Line<'_>> = split::lines(text).into_iter().map(|raw| Line::read(lexicon, text, raw.span)).collect();
    caption::mark_labelled(&mut lines);
    let mut kinds = roles::assign(&mut lines);
    pullquote::mark(&lines, &mut kinds);
    let mut blocks = Vec::with_capacity(lines.len() + 1);
    let mut dateline_possible = true;
    for (line, kind) in lines.iter().zip(kinds) {
        let span = line.span;
        if kind == BlockKind::Body && dateline_possible {
            dateline_possible = false;
            if let Some(length) = dateline::length(lexicon, line.text) {
                let cut = span.start as usize + length;
                let lead = text[cut..].len() - text[cut..].trim_start().len();
                blocks.push(Block { span: Span::at(span.start as usize, cut), kind: BlockKind::Dateline });
                blocks.push(Block { span: Span::at(cut + lead, span.end as usize), kind });
                continue;
            }
        }
        blocks.push(Block { span, kind });
    }
    blocks
}

#[cfg(test)]
mod tests;
