//! Names where every word has a capital: in headlines, and in the label that opens a sentence, `Small Relief for Ports: The …`.
//!
//! There a capital says nothing, so a run of ordinary words is no name, and of ordinary words beside a name only the name stands that
//! the rest of the text has: `Marlow Power Plant Rules` under an article about Marlow.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::{Lexical, Name, Sentence, Shape};
use crate::features::words::Casing;
use crate::labels::EntityType;
use crate::span::TokenRange;
use crate::tag_dictionary::TagDictionary;

use super::is_common;

/// Fewest and most tokens of a label.
const LABEL: std::ops::RangeInclusive<usize> = 3..=12;
/// Longest small word in a label: `of`, `with`.
const SMALL_WORD: u32 = 4;

/// What the text outside of headings calls its people, places and bodies.
#[derive(Default)]
struct Known<'d> {
    /// Names of one word and last names.
    words: FxHashMap<&'d str, EntityType>,
    phrases: FxHashSet<&'d str>,
}

/// Puts the names of headings and labels right by those of the text; `casings` has one slot a sentence.
pub(super) fn mend(lex: Lexical<'_>, dictionary: &TagDictionary, casings: &[Casing], names: &mut Vec<Name>) {
    let mut in_heading = Vec::with_capacity(names.len());
    let mut known = Known::default();
    let mut at = 0;
    for (sentence, &casing) in lex.sentences.iter().zip(casings) {
        let heading = heading(lex, sentence, casing);
        while let Some(name) = names.get(at).filter(|name| name.tokens.start < sentence.tokens.end) {
            let is_in = (name.tokens.end as usize) <= heading;
            if !is_in {
                known.add(lex, name);
            }
            in_heading.push(is_in.then_some(casing));
            at += 1;
        }
    }
    let mut at = 0;
    names.retain_mut(|name| {
        let place = in_heading.get(at).copied().flatten();
        at += 1;
        place.is_none_or(|casing| known.mend(lex, dictionary, casing, name))
    });
}

/// The end of the part of a sentence that has capitals everywhere; its start where there is none.
fn heading(lex: Lexical<'_>, sentence: &Sentence, casing: Casing) -> usize {
    let TokenRange { start, end } = sentence.tokens;
    if casing != Casing::Normal {
        return end as usize;
    }
    let (start, end) = (start as usize, end as usize);
    let is_title = |token: usize| {
        let item = lex.tokens.items[token];
        item.shape.is_capitalised() || item.shape.is_mark() || item.shape == Shape::Number || item.span.len() <= SMALL_WORD
    };
    let stop = (start..end.min(start + LABEL.end() + 1)).find(|&token| lex.word(token) == ":" || !is_title(token));
    let is_label = |&stop: &usize| {
        let capitals = (start..stop).filter(|&token| lex.tokens.items[token].shape.is_capitalised()).count();
        lex.word(stop) == ":" && LABEL.contains(&(stop - start)) && 2 * capitals > stop - start
    };
    stop.filter(is_label).unwrap_or(start)
}

impl<'d> Known<'d> {
    fn add(&mut self, lex: Lexical<'d>, name: &Name) {
        let last = TokenRange { start: name.tokens.end - 1, end: name.tokens.end };
        if name.tokens.len() == 1 || name.entity_type == EntityType::Person {
            self.words.entry(lex.phrase(last)).or_insert(name.entity_type);
        }
        self.phrases.insert(lex.phrase(name.tokens));
    }

    /// Cuts a name of a heading to the part that the text knows; false where it is none.
    fn mend(&self, lex: Lexical<'_>, dictionary: &TagDictionary, casing: Casing, name: &mut Name) -> bool {
        if self.phrases.contains(lex.phrase(name.tokens)) {
            return true;
        }
        let is_plain = |token: &usize| is_common(dictionary, lex, *token) || lex.tokens.items[*token].shape.is_mark();
        let mut others = name.tokens.range().filter(|token| !is_plain(token));
        match (others.next(), others.next()) {
            // A label of ordinary words.
            (None, _) => casing != Casing::Normal || name.tokens.len() == 1,
            (Some(token), None) if name.tokens.len() > 1 => {
                if let Some(&entity_type) = self.words.get(lex.word(token)) {
                    *name = Name { tokens: TokenRange::at(token, token + 1), entity_type };
                }
                true
            }
            _ => true,
        }
    }
}
