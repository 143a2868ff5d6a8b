//! Structure: the text's blocks and what each is.

use crate::document::Block;
use crate::labels::BlockKind;
use crate::lexicon::Lexicon;
use crate::span::Span;

/// Splits the text into blocks and says what each is. Blocks are in order, do not overlap, and hold every character that
/// is not white space.
#[must_use]
pub fn segment(_lexicon: &Lexicon, text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let lead = line.len() - line.trim_start().len();
            let kind = if blocks.is_empty() { BlockKind::Headline } else { BlockKind::Body };
            blocks.push(Block { span: Span::at(start + lead, start + lead + trimmed.len()), kind });
        }
        start += line.len();
    }
    blocks
}
