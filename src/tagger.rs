//! Tags: a part of speech for every token.

use crate::document::{Lexical, Shape, Tag};
use crate::labels::{Upos, Xpos};
use crate::lexicon::Lexicon;

/// One tag a token.
#[must_use]
pub fn tag(_lexicon: &Lexicon, lex: Lexical<'_>) -> Vec<Tag> {
    let tags = lex.tokens.items.iter().map(|token| match token.shape {
        Shape::Number => Tag { upos: Upos::Num, xpos: Xpos::Cd },
        shape if shape.is_mark() => Tag { upos: Upos::Punct, xpos: Xpos::Period },
        shape if shape.is_capitalised() => Tag { upos: Upos::Propn, xpos: Xpos::Nnp },
        _ => Tag { upos: Upos::Noun, xpos: Xpos::Nn },
    });
    tags.collect()
}
