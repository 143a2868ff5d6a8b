//! Summary: the article's clean sentences, best first.

use crate::document::{Coreference, Lexical, Mention, Quote, Tag};
use crate::labels::BlockKind;
use crate::span::SentenceId;

/// All clean sentences of the body, best first.
#[must_use]
pub fn rank(
    lex: Lexical<'_>,
    _tags: &[Tag],
    _mentions: &[Mention],
    _coreference: &Coreference,
    _quotes: &[Quote],
) -> Vec<SentenceId> {
    let body = lex.sentences.iter().enumerate().filter(|(_, s)| lex.blocks[s.block].kind == BlockKind::Body);
    body.map(|(index, _)| SentenceId::new(index)).collect()
}
