//! Pull quotes: short lines that repeat words of a longer paragraph.
//!
//! Every line is cut into pieces at stops and quotation marks; a piece is known by a hash of its letters and digits. A line
//! all of whose long pieces stand in one or more longer paragraphs, and which is not that paragraph, is a pull quote. One
//! pass to fill the table, one to look up.

use rustc_hash::FxHashMap;

use crate::labels::BlockKind;

use super::line::Line;

/// Pieces of fewer letters are too common to tell anything: "he said".
const LEAST_LETTERS: usize = 20;
/// A pull quote is no longer than this, in bytes.
const LONGEST: u32 = 400;

/// Marks the body lines that repeat others.
pub(super) fn mark(lines: &[Line<'_>], kinds: &mut [BlockKind]) {
    let mut longest_host: FxHashMap<u64, u32> = FxHashMap::default();
    for (line, kind) in lines.iter().zip(kinds.iter()) {
        if *kind == BlockKind::Body && line.is_prose() {
            for (hash, _) in pieces(line.text) {
                let host = longest_host.entry(hash).or_default();
                *host = (*host).max(line.span.len());
            }
        }
    }
    for (line, kind) in lines.iter().zip(kinds.iter_mut()) {
        let heading = *kind == BlockKind::Subhead && line.words < 5;
        let candidate = matches!(kind, BlockKind::Body | BlockKind::Subhead) && !heading && line.span.len() <= LONGEST;
        if candidate && repeats(line, &longest_host) {
            *kind = BlockKind::PullQuote;
        }
    }
}

/// Whether every long piece of the line stands in a longer one, and these make up most of the line.
fn repeats(line: &Line<'_>, longest_host: &FxHashMap<u64, u32>) -> bool {
    let (mut repeated, mut letters) = (0, 0);
    for (hash, length) in pieces(line.text) {
        if longest_host.get(&hash).is_none_or(|&host| host <= line.span.len() + 8) {
            return false;
        }
        repeated += length;
    }
    letters += line.text.chars().filter(|c| c.is_alphanumeric()).count();
    repeated > 0 && repeated * 100 >= letters * 85
}

/// Hash and number of letters of each long piece.
fn pieces(text: &str) -> impl Iterator<Item = (u64, usize)> + use<'_> {
    text.split(['.', '?', '!', '"', '“', '”', '—', '…']).filter_map(|piece| {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let mut letters = 0;
        for c in piece.chars().filter(|c| c.is_alphanumeric()) {
            hash = (hash ^ u64::from(u32::from(c.to_ascii_lowercase()))).wrapping_mul(0x0100_0000_01b3);
            letters += 1;
        }
        (letters >= LEAST_LETTERS).then_some((hash, letters))
    })
}
