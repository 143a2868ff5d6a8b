//! Names that took ordinary words with a capital in: in headlines, in the label that opens a sentence, `Small Relief for Ports:
//! The …`, and by an epithet.
//!
//! There a capital says nothing, so a run of ordinary words is no name, and of ordinary words beside a name only the name stands that
//! the rest of the text has: `Marlow Power Plant Rules` under an article about Marlow.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::{Lexical, Name, Sentence, Shape};
use crate::features::words::Casing;
use crate::labels::{BlockKind, EntityType};
use crate::span::TokenRange;
use crate::tag_dictionary::TagDictionary;

use super::{PERSONAL, is_common};

/// Fewest and most tokens of a label.
const LABEL: std::ops::RangeInclusive<usize> = 3..=12;
/// Longest small word in a label: `of`, `with`.
const SMALL_WORD: u32 = 4;

/// Longest name of a heading that is looked through, in tokens.
const LONGEST_NAME: usize = 24;

/// What the text outside of headings calls its people, places and bodies: whole names, and people's last names.
#[derive(Default)]
struct Known<'d> {
    names: FxHashMap<&'d str, EntityType>,
    last_names: FxHashSet<&'d str>,
    /// All words of names.
    words: FxHashSet<&'d str>,
}

/// Puts the names of headings and labels right by those of the text; `casings` has one slot a sentence, `is_listed` tells
/// whether a phrase stands in the lists of names.
pub(super) fn mend(
    lex: Lexical<'_>,
    dictionary: &TagDictionary,
    casings: &[Casing],
    is_listed: impl Fn(TokenRange) -> bool,
    names: &mut Vec<Name>,
) {
    let mut in_heading = Vec::with_capacity(names.len());
    let mut known = Known::default();
    let mut rest = names.iter().peekable();
    for (sentence, &casing) in lex.sentences.iter().zip(casings) {
        let heading = heading(lex, sentence, casing);
        while let Some(name) = rest.next_if(|name| name.tokens.start < sentence.tokens.end) {
            let is_in = (name.tokens.end as usize) <= heading;
            if !is_in {
                known.add(lex, name);
            }
            in_heading.push(is_in);
        }
    }
    let mut mended = Vec::with_capacity(names.len());
    for (&name, is_in) in names.iter().zip(in_heading) {
        match is_in {
            true => known.mend(lex, dictionary, is_listed(name.tokens), name, &mut mended),
            false => mended.push(known.without_epithet(lex, dictionary, name)),
        }
    }
    *names = mended;
}

/// The end of the part of a sentence that has capitals everywhere; its start where there is none.
fn heading(lex: Lexical<'_>, sentence: &Sentence, casing: Casing) -> usize {
    let TokenRange { start, end } = sentence.tokens;
    // There only names can stand.
    if matches!(lex.blocks[sentence.block.index()].kind, BlockKind::Byline | BlockKind::Dateline) {
        return start as usize;
    }
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

/// Whether the word has an ending of verbs and nouns and is nobody's name: `Splits`.
fn is_inflected(lex: Lexical<'_>, token: usize) -> bool {
    let norm = lex.norm(token);
    ["s", "ed", "ing"].iter().any(|ending| norm.ends_with(ending)) && !lex.classes(token).any(PERSONAL)
}

impl<'d> Known<'d> {
    fn add(&mut self, lex: Lexical<'d>, name: &Name) {
        self.names.entry(lex.phrase(name.tokens)).or_insert(name.entity_type);
        self.words.extend(name.tokens.range().map(|token| lex.word(token)));
        if name.entity_type == EntityType::Person {
            let last = TokenRange { start: name.tokens.end - 1, end: name.tokens.end };
            self.last_names.insert(lex.phrase(last));
        }
    }

    /// Appends a name of a heading, or the parts of it that the text knows where all else are ordinary words; ordinary words
    /// alone only where the lists have them.
    fn mend(&self, lex: Lexical<'_>, dictionary: &TagDictionary, is_listed: bool, name: Name, mended: &mut Vec<Name>) {
        if name.tokens.len() == 1 || name.tokens.len() > LONGEST_NAME || self.names.contains_key(lex.phrase(name.tokens)) {
            mended.push(name);
            return;
        }
        let is_plain = |token: usize| is_common(dictionary, lex, token) || lex.tokens.items[token].shape.is_mark();
        let first = mended.len();
        let (mut token, end) = (name.tokens.start as usize, name.tokens.end as usize);
        let (mut all_plain, mut all_foreign) = (true, true);
        while token < end {
            if let Some(part) = self.longest(lex, token, end) {
                mended.push(part);
                token = part.tokens.end as usize;
            } else {
                all_plain &= is_plain(token) || is_inflected(lex, token);
                all_foreign &= is_plain(token) || self.is_foreign(lex, token);
                token += 1;
            }
        }
        let has_parts = mended.len() > first;
        if !(has_parts && all_foreign || !has_parts && all_plain && !is_listed) {
            mended.truncate(first);
            mended.push(name);
        }
    }

    /// A person's name without the ordinary word before it, where the text has the name without it too: `Honest Ada Marlow`.
    fn without_epithet(&self, lex: Lexical<'_>, dictionary: &TagDictionary, name: Name) -> Name {
        let TokenRange { start, end } = name.tokens;
        let first = start as usize;
        let rest = TokenRange { start: start + 1, end };
        let is_epithet = name.entity_type == EntityType::Person
            && !rest.is_empty()
            && is_common(dictionary, lex, first)
            && !lex.classes(first).any(PERSONAL)
            && lex.tokens.items[first + 1].shape.is_capitalised()
            && self.names.get(lex.phrase(rest)) == Some(&EntityType::Person);
        if is_epithet { Name { tokens: rest, ..name } } else { name }
    }

    /// Whether the word stands in no name of the text and is nobody's name: `Denounces Marlow`.
    fn is_foreign(&self, lex: Lexical<'_>, token: usize) -> bool {
        !self.words.contains(lex.word(token)) && !lex.classes(token).any(PERSONAL)
    }

    /// The longest name of the text that begins at the token; a body's only with several words, since its short form may stand
    /// in another's name.
    fn longest(&self, lex: Lexical<'_>, token: usize, end: usize) -> Option<Name> {
        (token + 1..=end).rev().map(|stop| TokenRange::at(token, stop)).find_map(|tokens| {
            let phrase = lex.phrase(tokens);
            let last = self.last_names.get(phrase).map(|_| EntityType::Person);
            let entity_type = self.names.get(phrase).copied().or(last)?;
            let stands = tokens.len() > 1 || matches!(entity_type, EntityType::Person | EntityType::Gpe);
            stands.then_some(Name { tokens, entity_type })
        })
    }
}
