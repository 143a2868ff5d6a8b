//! What the document's own spelling says of a word: seen with a capital inside a sentence, or seen in lower case.

use rustc_hash::FxHashMap;

use crate::document::{Lexical, Sentence, Shape, Tag};
use crate::labels::Upos;

/// How a sentence uses capitals, and so what a capital in it is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Casing {
    /// Capitals mark names and the first word.
    Normal,
    /// Most words have a capital, as in headlines.
    Title,
    /// All words are in capitals.
    Upper,
}

/// How a sentence uses capitals; words that headlines leave in lower case (`of`, `and`)
/// say nothing, a verb in lower case says that this is no headline.
pub(crate) fn casing(lex: Lexical<'_>, tags: &[Tag], sentence: &Sentence) -> Casing {
    let (mut lower, mut title, mut upper, mut verbs) = (0, 0, 0, 0);
    for token in sentence.tokens.range() {
        let item = lex.tokens.items[token];
        let letters = item.span.len();
        let verb = tags.get(token).is_some_and(|t| matches!(t.upos, Upos::Verb | Upos::Aux));
        match item.shape {
            Shape::Lower if verb => verbs += 1,
            Shape::Lower if letters > 3 => lower += 1,
            Shape::Title | Shape::Mixed if letters > 1 => title += 1,
            Shape::Upper if letters > 1 => upper += 1,
            _ => {}
        }
    }
    let last = (sentence.tokens.end as usize).saturating_sub(1);
    let allowed = if lex.word(last) == "." { 0 } else { (title + upper) / 5 };
    if upper >= 2 && upper > 3 * (lower + verbs + title) {
        Casing::Upper
    } else if title >= 3 && verbs == 0 && lower <= allowed {
        Casing::Title
    } else {
        Casing::Normal
    }
}

/// How often an ordinary word must have its capital to be a name in this text.
const CONSISTENT: u32 = 2;

/// Counts of one word's spellings.
#[derive(Clone, Copy, Debug, Default)]
struct Spellings {
    inside: u32,
    lower: u32,
}

/// The spellings of every word that begins with a capital somewhere.
#[derive(Debug)]
pub(crate) struct Words<'d> {
    spellings: FxHashMap<&'d str, Spellings>,
}

impl<'d> Words<'d> {
    /// Counts the spellings; `casings` has one slot a sentence.
    pub(crate) fn count(lex: Lexical<'d>, casings: &[Casing]) -> Self {
        let mut spellings: FxHashMap<&'d str, Spellings> = FxHashMap::default();
        for (sentence, casing) in lex.sentences.iter().zip(casings) {
            let mut first = true;
            for token in sentence.tokens.range() {
                let shape = lex.tokens.items[token].shape;
                if shape.is_capitalised() {
                    let seen = spellings.entry(lex.norm(token)).or_default();
                    if *casing == Casing::Normal && !first {
                        seen.inside += 1;
                    }
                }
                first = opens_sentence(lex, token, first);
            }
        }
        for token in 0..lex.tokens.len() {
            if lex.tokens.items[token].shape == Shape::Lower
                && let Some(seen) = spellings.get_mut(lex.norm(token))
            {
                seen.lower += 1;
            }
        }
        Self { spellings }
    }

    /// Whether the word has a capital inside some sentence, and no less often than it is in lower case.
    pub(crate) fn is_capitalised(&self, norm: &str) -> bool {
        self.spellings.get(norm).is_some_and(|s| s.inside > 0 && s.inside >= s.lower)
    }

    /// Whether the word stands several times inside sentences, each time with a capital.
    pub(crate) fn is_always_capitalised(&self, norm: &str) -> bool {
        self.spellings.get(norm).is_some_and(|s| s.inside >= CONSISTENT && s.lower == 0)
    }

    /// Whether the word also stands in lower case.
    pub(crate) fn is_lower(&self, norm: &str) -> bool {
        self.spellings.get(norm).is_some_and(|s| s.lower > 0)
    }
}

/// Whether a word after this token would be written with a capital whatever it is.
pub(crate) fn opens_sentence(lex: Lexical<'_>, token: usize, was_open: bool) -> bool {
    match lex.tokens.items[token].shape {
        Shape::Quote => true,
        Shape::Punct => was_open || matches!(lex.word(token), ":" | "•" | "…" | "..." | "*"),
        Shape::Dash | Shape::Symbol => was_open,
        _ => false,
    }
}
