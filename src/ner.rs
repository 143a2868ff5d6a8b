//! Names: spans and OntoNotes types, from capitals, word lists, head words and context.
//!
//! Three steps, each linear in the text. [`spans`] reads runs of capitalised words with the particles that join them
//! (`of`, `al-`, `van`, `&`), cuts titles off and parts neighbours of different kind (`French` | `President` | `Jeanne X`).
//! In bylines and datelines the place in the block tells that a name must stand there, and of which type.
//! [`evidence`] scores every type for a candidate from its own words (lists, head words such as `Ministry` or `River`, the shape
//! of acronyms) and from the words around it (`in X`, `X said`, `coach X`, `X-based`). [`agreement`] adds up the evidence of all
//! mentions of a name in the document, ties last names to full names, short forms and acronyms to what they stand for, and
//! decides; an ordinary noun is a name where the document always writes it with a capital (`the House`).
//! This is the multi-source evidence scheme of the rule systems of MUC-7 (Mikheev et al. 1998: sure-fire rules first, then
//! partial matches over the document), with additive scores in place of ordered passes.
//!
//! Weak at names that no list knows and no context gives away, at titles of works, and where every word has a capital.

mod agreement;
mod evidence;
mod spans;
mod words;

#[cfg(test)]
mod tests;

use crate::classes::Classes;
use crate::document::{Lexical, Name, Tag};
use crate::labels::{EntityType, Xpos};
use crate::lexicon::Lexicon;
use crate::span::TokenRange;
use crate::tag_dictionary::TagDictionary;
use evidence::Scores;
use words::{Casing, Words};

/// The names of all blocks, in order, not overlapping.
#[must_use]
pub fn recognize(lexicon: &Lexicon, dictionary: &TagDictionary, lex: Lexical<'_>, tags: &[Tag]) -> Vec<Name> {
    let casings: Vec<Casing> = lex.sentences.iter().map(|s| words::casing(lex, tags, s)).collect();
    let words = Words::count(lex, &casings);
    let reader = Reader { lexicon, dictionary, lex, tags, words };
    let mut candidates = Vec::new();
    for (sentence, &casing) in lex.sentences.iter().zip(&casings) {
        spans::find(&reader, sentence, casing, &mut candidates);
    }
    for candidate in &mut candidates {
        evidence::weigh(&reader, candidate);
    }
    agreement::decide(&reader, &candidates)
}

/// What all steps read.
struct Reader<'d> {
    lexicon: &'d Lexicon,
    dictionary: &'d TagDictionary,
    lex: Lexical<'d>,
    tags: &'d [Tag],
    words: Words<'d>,
}

impl Reader<'_> {
    /// Whether the word is known as something other than a proper noun.
    fn is_common(&self, token: usize) -> bool {
        let reading = self.dictionary.get(self.lex.norm(token));
        reading.is_some_and(|r| !matches!(r.first, Xpos::Nnp | Xpos::Nnps | Xpos::Fw))
    }

    /// The classes of the whole phrase, when it is an entry of one of the wanted lists.
    fn phrase(&self, start: usize, end: usize, wanted: Classes) -> Classes {
        if end == start + 1 {
            let classes = self.lex.classes(start);
            return if classes.any(wanted) { classes } else { Classes::NONE };
        }
        match self.lexicon.longest(self.lex.tokens, start, end, wanted) {
            Some((found, classes)) if found == end => classes,
            _ => Classes::NONE,
        }
    }
}

/// A span that may be a name, with what is known of it.
#[derive(Clone, Debug)]
struct Candidate {
    /// Its tokens.
    tokens: TokenRange,
    /// The type that the place where it stands asks for: a person after a title or in a byline, a place first in a dateline.
    expected: Option<EntityType>,
    /// Whether its capital says nothing: first in a sentence, or in a headline.
    weak: bool,
    /// Whether it is an ordinary word with a capital, a name only where it is part of one elsewhere: `Jobs` after `Steve Jobs`.
    plain: bool,
    /// What its own words say.
    own: Scores,
    /// What the words around it say.
    context: Scores,
}

/// Lists of names whose whole entry is a name.
const NAMES: Classes = PLACES.or(BODIES).or(Classes::DEMONYMS).or(THINGS).or(Classes::FACILITIES).or(Classes::LANGUAGES);
/// Lists of places.
const PLACES: Classes = Classes::COUNTRIES.or(Classes::CITIES).or(Classes::REGIONS).or(Classes::LOCATIONS);
/// Lists of organisations.
const BODIES: Classes = Classes::ORGANISATIONS.or(Classes::MEDIA).or(Classes::PARTIES).or(Classes::ARMED_GROUPS);
/// Lists of events, laws, products and works.
const THINGS: Classes = Classes::EVENTS.or(Classes::LAWS).or(Classes::PRODUCTS).or(Classes::WORKS);
/// Lists of parts of personal names.
const PERSONAL: Classes = Classes::GIVEN_NAMES.or(Classes::SURNAMES);
/// Lists of words that end a name of something other than a person.
const HEADS: Classes = Classes::ORGANISATION_HEADS
    .or(Classes::FACILITY_HEADS)
    .or(Classes::LOCATION_HEADS)
    .or(Classes::EVENT_HEADS)
    .or(Classes::LAW_HEADS)
    .or(Classes::LEGAL_FORMS);
/// Words of the calendar, which are no names.
const CALENDAR: Classes = Classes::WEEKDAYS.or(Classes::MONTHS);
/// Words before the given name of an event: `Hurricane Odalys`, `Operation Lantern`.
const CALLED_EVENTS: &[&str] = &["hurricane", "typhoon", "cyclone", "operation"];
