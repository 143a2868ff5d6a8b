//! Sentences: where each ends, inside its block.

use crate::document::{Block, Sentence, Tokens};
use crate::span::{BlockId, Span, TokenRange};

/// Splits every block into sentences; each token lies in exactly one.
#[must_use]
pub fn split(text: &str, blocks: &[Block], tokens: &Tokens) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (index, block) in blocks.iter().enumerate() {
        let block_start = start;
        let block_end = start + tokens.items[start..].partition_point(|t| t.span.end <= block.span.end);
        for token in block_start..block_end {
            let ends = matches!(tokens.items[token].span.of(text), "." | "?" | "!") || token + 1 == block_end;
            if ends {
                sentences.push(Sentence {
                    span: Span::new(tokens.items[start].span.start, tokens.items[token].span.end),
                    tokens: TokenRange::at(start, token + 1),
                    block: BlockId::new(index),
                });
                start = token + 1;
            }
        }
    }
    sentences
}
