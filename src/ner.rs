//! Names: spans and OntoNotes types, by a trained network over features of words, word lists and rules.
//!
//! Two readers, one after the other, each linear in the text. The rules ([`by_rules`]) propose names: [`spans`] reads runs of capitalised
//! words with the particles that join them (`of`, `al-`, `van`, `&`), [`evidence`] scores every type for a candidate from its
//! own words and those around it, [`agreement`] adds up the evidence of all mentions in the document and decides. What they say
//! of a token is one feature among others ([`crate::features`]) of the network ([`crate::model::network`]), which scores a label for
//! every token: it knows words and contexts that no rule states, and when to overrule the rules. [`pooling`] draws the mentions of
//! a word together, a Viterbi search ([`decoder`]) finds the best sequence of labels, [`extent`] trims what belongs to no name, [`surnames`]
//! finds those of full names again.
//!
//! The rules follow the systems of MUC-7 (Mikheev et al. 1998), the network spaCy's `tok2vec` and Strubell et al. (2017), trained on gold
//! and on a larger model's labels: see `models/MODEL_CARD.md`.
//!
//! Weak at organisations without a telling word, at titles of works, and where every word has a capital.

mod agreement;
mod evidence;
mod extent;
mod headings;
mod pooling;
mod spans;
mod surnames;

#[cfg(test)]
mod tests;

use crate::classes::Classes;
use crate::document::{Lexical, Name, Tag};
use crate::features::words::{self, Casing, Words};
use crate::features::{self, Features, Proposal};
use crate::labels::{BlockKind, EntityType, Xpos};
use crate::lexicon::Lexicon;
use crate::model::{Model, decoder};
use crate::span::TokenRange;
use crate::tag_dictionary::TagDictionary;
use evidence::Scores;

/// The names of all blocks, in order, not overlapping.
#[must_use]
pub fn recognize(model: &Model, lex: Lexical<'_>, tags: &[Tag]) -> Vec<Name> {
    let Reading { features, casings, rules } = read(&model.lexicon, &model.tag_dictionary, lex, tags);
    let mut scores = Vec::with_capacity(lex.tokens.len());
    for sentence in lex.sentences {
        scores.extend(model.names.scores(sentence.tokens.range().map(|token| features.of(token))));
    }
    pooling::pool(lex, &mut scores);
    let mut names = Vec::new();
    let proposed: Vec<Name> = rules.iter().map(|p| p.name).collect();
    let mut rules = rules.into_iter().peekable();
    for (sentence, &casing) in lex.sentences.iter().zip(&casings) {
        let mut proposals = Vec::new();
        while let Some(proposal) = rules.next_if(|p| p.name.tokens.start < sentence.tokens.end) {
            proposals.push(proposal);
        }
        // The network has read sentences; in these lines the place of a word tells what it is.
        if matches!(lex.blocks[sentence.block.index()].kind, BlockKind::Byline | BlockKind::Dateline) {
            names.extend(proposals.iter().map(|p| p.name));
            continue;
        }
        let path = decoder::best_path(&scores[sentence.tokens.range()], &model.names.transitions);
        let mut found = names_of(&path, sentence.tokens.start as usize);
        if casing != Casing::Normal {
            // Where all words have capitals a word needs another reason to be a name, and the rules look for one.
            found.retain(|name| proposals.iter().any(|p| p.name.tokens.overlaps(name.tokens)));
        }
        settle(lex, &model.tag_dictionary, &found, &proposals, &mut names);
    }
    pooling::agree(lex, &proposed, &mut names);
    let is_listed = |tokens: TokenRange| {
        let end = tokens.end as usize;
        model.lexicon.longest(lex.tokens, tokens.start as usize, end, NAMES).is_some_and(|(found, _)| found == end)
    };
    headings::mend(lex, &model.tag_dictionary, &casings, is_listed, &mut names);
    surnames::mend(lex, tags, &mut names);
    names.iter_mut().filter(|name| is_town_in_region(lex, **name)).for_each(|name| name.entity_type = EntityType::Gpe);
    // The clitic of `McDonald's` is a part of the name where a list says so.
    for name in names.iter_mut().filter(|name| name.entity_type == EntityType::Org) {
        let wider = TokenRange { start: name.tokens.start, end: name.tokens.end + 1 };
        if matches!(lex.norm(name.tokens.end as usize), "'s" | "’s") && is_listed(wider) {
            name.tokens = wider;
        }
    }
    names
}

/// Whether a lone name is a town though people of the text are called so: `Washington, D.C.`, `Burns, Ore.`
fn is_town_in_region(lex: Lexical<'_>, name: Name) -> bool {
    let region = name.tokens.end as usize + 1;
    name.tokens.len() == 1
        && name.entity_type == EntityType::Person
        && lex.norm(region - 1) == ","
        && region < lex.tokens.len()
        && (lex.classes(name.tokens.start as usize).any(Classes::CITIES) || lex.word(region).ends_with('.'))
        && lex.classes(region).any(Classes::REGIONS)
        && lex.tokens.items[region].shape.is_capitalised()
}

/// Appends a sentence's names: those of the network; in their place, and where it has none, what the rules are sure of; and the
/// things that only the rules know (events, works, laws), of which the network has seen few.
fn settle(lex: Lexical<'_>, dictionary: &TagDictionary, found: &[Name], proposals: &[Proposal], names: &mut Vec<Name>) {
    let first = names.len();
    let mut wider = proposals.iter().peekable();
    let mut end = 0;
    for &(mut name) in found {
        // An article is no part of a name, but the network may take one in.
        if name.tokens.len() > 1 && lex.norm(name.tokens.start as usize) == "the" {
            name.tokens.start += 1;
        }
        while wider.next_if(|p| p.name.tokens.end <= name.tokens.start).is_some() {}
        // A person's name is seldom shorter than the rules have it, unless they took a common word in.
        let is_person = |p: &Proposal| {
            let both = p.name.entity_type == EntityType::Person && name.entity_type == EntityType::Person;
            both && p.name.tokens.range().all(|t| name.tokens.contains_token(t) || !is_common(dictionary, lex, t))
        };
        let stands = |p: &Proposal| p.name.tokens.contains(name.tokens) && (p.is_sure() || is_person(p));
        let chosen = wider.peek().filter(|p| stands(p)).map_or(name, |p| p.name);
        // A sure name stands once for all names of the network in it.
        if chosen.tokens.start >= end {
            extent::append(lex, chosen, names);
            end = chosen.tokens.end;
        }
    }
    let settled = names.len();
    for proposal in proposals.iter().filter(|p| p.is_sure() || is_thing(p.name.entity_type)).map(|p| p.name) {
        let at = first + names[first..settled].partition_point(|n| n.tokens.end <= proposal.tokens.start);
        if names[..settled].get(at).is_none_or(|n| n.tokens.start >= proposal.tokens.end) {
            names.push(proposal);
        }
    }
    names[first..].sort_by_key(|name| name.tokens.start);
}

/// Whether the word is known as something other than a proper noun.
fn is_common(dictionary: &TagDictionary, lex: Lexical<'_>, token: usize) -> bool {
    dictionary.get(lex.norm(token)).is_some_and(|r| !matches!(r.first, Xpos::Nnp | Xpos::Nnps | Xpos::Fw))
}

/// Whether a name of that type is no person, body, place or people.
const fn is_thing(entity_type: EntityType) -> bool {
    use EntityType::{Event, Language, Law, Product, WorkOfArt};
    matches!(entity_type, Event | Language | Law | Product | WorkOfArt)
}

/// The names that a sequence of labels tells.
fn names_of(path: &[u8], start: usize) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (token, &label) in (start..).zip(path) {
        match (decoder::meaning(label as usize), names.last_mut()) {
            (Some((_, true)), Some(name)) => name.tokens.end = token as u32 + 1,
            (Some((entity_type, _)), _) => names.push(Name { tokens: TokenRange::at(token, token + 1), entity_type }),
            (None, _) => {}
        }
    }
    names
}

/// What the network reads: the features of every token, the names of the rules among them.
#[must_use]
pub fn features(lexicon: &Lexicon, dictionary: &TagDictionary, lex: Lexical<'_>, tags: &[Tag]) -> Features {
    read(lexicon, dictionary, lex, tags).features
}

/// What the rules and the lists make of a text.
struct Reading {
    features: Features,
    /// One a sentence.
    casings: Vec<Casing>,
    /// The names of the rules, in order.
    rules: Vec<Proposal>,
}

fn read(lexicon: &Lexicon, dictionary: &TagDictionary, lex: Lexical<'_>, tags: &[Tag]) -> Reading {
    let casings: Vec<Casing> = lex.sentences.iter().map(|s| words::casing(lex, tags, s)).collect();
    let words = Words::count(lex, &casings);
    let reader = Reader { lexicon, dictionary, lex, tags, words };
    let rules = by_rules(&reader, &casings);
    let features = features::extract(lexicon, lex, tags, &casings, &reader.words, &rules);
    Reading { features, casings, rules }
}

/// The names that the rules find.
fn by_rules(reader: &Reader<'_>, casings: &[Casing]) -> Vec<Proposal> {
    let mut candidates = Vec::new();
    for (sentence, &casing) in reader.lex.sentences.iter().zip(casings) {
        spans::find(reader, sentence, casing, &mut candidates);
    }
    for candidate in &mut candidates {
        evidence::weigh(reader, candidate);
    }
    agreement::decide(reader, &candidates)
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
        is_common(self.dictionary, self.lex, token)
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
const THINGS: Classes = Classes::EVENTS.or(Classes::LAWS).or(Classes::PRODUCTS).or(Classes::STOCK_INDICES).or(Classes::WORKS);
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
