//! Quotes: who is quoted or reported, and what is said.

use crate::document::{Lexical, Mention, Quote, Tag};
use crate::lexicon::Lexicon;

/// Quotes of the article's blocks with cue, source and speaker, ordered by the start of their content.
#[must_use]
pub fn extract(_lexicon: &Lexicon, _lex: Lexical<'_>, _tags: &[Tag], _mentions: &[Mention]) -> Vec<Quote> {
    Vec::new()
}

/// Words in quotation marks, with no speaker, for a text whose language is not known here.
#[must_use]
pub fn marked(_lex: Lexical<'_>) -> Vec<Quote> {
    Vec::new()
}
