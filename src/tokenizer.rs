//! Tokens: words, clitics, hyphenated parts, numbers and marks, after the conventions of UD English (GUM, EWT).

use crate::document::{Block, Shape, Token, Tokens};
use crate::lexicon::Lexicon;
use crate::span::Span;

/// Splits every block into tokens; linear in the text's length.
#[must_use]
pub fn tokenize(lexicon: &Lexicon, text: &str, blocks: &[Block]) -> Tokens {
    let mut tokens = Tokens::default();
    for block in blocks {
        let slice = block.span.of(text);
        let base = block.span.start as usize;
        let mut chars = slice.char_indices().peekable();
        while let Some((start, c)) = chars.next() {
            if c.is_whitespace() {
                continue;
            }
            let mut end = start + c.len_utf8();
            if c.is_alphanumeric() {
                while let Some(&(at, next)) = chars.peek() {
                    if !next.is_alphanumeric() {
                        break;
                    }
                    end = at + next.len_utf8();
                    chars.next();
                }
            }
            let word = &slice[start..end];
            let norm = word.to_lowercase();
            let shape = match c {
                '"' | '“' | '”' => Shape::Quote,
                '-' => Shape::Hyphen,
                _ if c.is_numeric() => Shape::Number,
                _ if c.is_uppercase() => Shape::Title,
                _ if c.is_alphabetic() => Shape::Lower,
                _ => Shape::Punct,
            };
            let classes = lexicon.classes(&norm);
            tokens.push(Token { span: Span::at(base + start, base + end), shape, classes }, &norm);
        }
    }
    tokens
}
