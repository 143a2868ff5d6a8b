//! What the grammars read: the tokens of one sentence with their meanings.

use super::words::Word;
use crate::document::{Lexical, Shape, Tag};
use crate::labels::{BlockKind, Xpos};
use crate::span::TokenRange;

/// The word after `mid-`, or the word itself.
pub(super) fn without_mid(norm: &str) -> &str {
    norm.strip_prefix("mid-").unwrap_or(norm)
}

/// The tokens of a sentence; past its ends there are only empty words.
#[derive(Clone, Copy)]
pub(super) struct Reader<'d> {
    pub lex: Lexical<'d>,
    pub words: &'d [Word],
    /// Empty where the text has no tags: no grammar then asks for them.
    pub tags: &'d [Tag],
    pub sentence: TokenRange,
}

impl<'d> Reader<'d> {
    pub(super) fn word(&self, i: usize) -> Word {
        if self.sentence.contains_token(i) { self.words.get(i).copied().unwrap_or(Word::Other) } else { Word::Other }
    }

    /// The normalised form, `mid-` left out: `mid-2010s` is one token to the tokenizer and a decade to the grammar.
    pub(super) fn norm(&self, i: usize) -> &'d str {
        if self.sentence.contains_token(i) { without_mid(self.lex.norm(i)) } else { "" }
    }

    /// Whether the token begins with `mid-`.
    pub(super) fn is_mid(&self, i: usize) -> bool {
        self.sentence.contains_token(i) && self.lex.norm(i).starts_with("mid-")
    }

    pub(super) fn xpos(&self, i: usize) -> Option<Xpos> {
        self.sentence.contains_token(i).then(|| self.tags.get(i).map(|tag| tag.xpos)).flatten()
    }

    pub(super) fn is(&self, i: usize, norm: &str) -> bool {
        self.norm(i) == norm
    }

    pub(super) fn is_any(&self, i: usize, norms: &[&str]) -> bool {
        norms.contains(&self.norm(i))
    }

    pub(super) fn shape(&self, i: usize) -> Option<Shape> {
        self.sentence.contains_token(i).then(|| self.lex.tokens.items.get(i).map(|t| t.shape)).flatten()
    }

    pub(super) fn is_capitalised(&self, i: usize) -> bool {
        self.shape(i).is_some_and(Shape::is_capitalised)
    }

    /// Whether the word continues capitalised words: `Today` in `USA Today`.
    pub(super) fn in_name(&self, i: usize) -> bool {
        self.is_capitalised(i) && i > self.sentence.start as usize && self.is_capitalised(i - 1)
    }

    /// Whether the token stands in a headline or subhead, where capitals tell no name.
    pub(super) fn in_heading(&self, i: usize) -> bool {
        let block = self.lex.tokens.items.get(i).and_then(|token| self.lex.block_at(token.span.start));
        block.is_some_and(|block| matches!(self.lex.blocks[block].kind, BlockKind::Headline | BlockKind::Subhead))
    }

    /// The normalised form of the token before `i`; empty at the sentence's start.
    pub(super) fn before(&self, i: usize) -> &'d str {
        i.checked_sub(1).map_or("", |before| self.norm(before))
    }

    /// Whether the token stands directly at the one before it.
    pub(super) fn joined(&self, i: usize) -> bool {
        self.sentence.contains_token(i) && !self.lex.space_before(i)
    }

    /// The token after an optional hyphen at `i`.
    pub(super) fn skip_hyphen(&self, i: usize) -> usize {
        if matches!(self.shape(i), Some(Shape::Hyphen)) || self.is(i, "-") { i + 1 } else { i }
    }

    /// The token after an optional word at `i`.
    pub(super) fn skip(&self, i: usize, norm: &str) -> usize {
        if self.is(i, norm) { i + 1 } else { i }
    }
}
