//! What speaks for each type: the candidate's own words, and the words around it.

use crate::classes::Classes;
use crate::document::Shape;
use crate::labels::{EntityType, Upos, Xpos};

use super::{BODIES, CALLED_EVENTS, Candidate, HEADS, NAMES, PERSONAL, PLACES, Reader};

/// Points for every type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Scores([i16; EntityType::ALL.len()]);

impl Scores {
    /// Adds points.
    pub(super) fn add(&mut self, entity_type: EntityType, points: i16) {
        let slot = &mut self.0[entity_type as usize];
        *slot = slot.saturating_add(points);
    }

    /// Points of a type.
    pub(super) fn of(&self, entity_type: EntityType) -> i16 {
        self.0[entity_type as usize]
    }

    /// Adds the points of others, each held within the limit.
    pub(super) fn add_all(&mut self, others: &Self, limit: i16) {
        for (slot, &points) in self.0.iter_mut().zip(&others.0) {
            *slot = slot.saturating_add(points.clamp(-limit, limit));
        }
    }

    /// Adds the points of others for the types that have points already, each held within the limit.
    pub(super) fn add_to_own(&mut self, own: &Self, others: &Self, limit: i16) {
        for ((slot, &points), &had) in self.0.iter_mut().zip(&others.0).zip(&own.0) {
            if had > 0 {
                *slot = slot.saturating_add(points.clamp(-limit, limit));
            }
        }
    }

    /// The points of the type with most points but one.
    pub(super) fn second(&self) -> i16 {
        let (best, _) = self.best();
        EntityType::ALL.iter().filter(|t| **t != best).map(|t| self.of(*t)).max().unwrap_or(0)
    }

    /// The type with most points, the earlier of equals, and its points.
    pub(super) fn best(&self) -> (EntityType, i16) {
        let mut best = (EntityType::Person, i16::MIN);
        for &entity_type in EntityType::ALL {
            if self.of(entity_type) > best.1 {
                best = (entity_type, self.of(entity_type));
            }
        }
        best
    }
}

/// Verbs and nouns after a name that only people have: kin, body, life.
const OF_PEOPLE: &[&str] = &[
    "wife",
    "husband",
    "son",
    "daughter",
    "mother",
    "father",
    "parents",
    "brother",
    "sister",
    "family",
    "widow",
    "lawyer",
    "lawyers",
    "attorney",
    "death",
    "girlfriend",
    "boyfriend",
    "career",
    "remarks",
    "comments",
    "supporters",
    "childhood",
];
/// Nouns after a name of a state.
const OF_STATES: &[&str] = &[
    "government",
    "border",
    "coast",
    "capital",
    "economy",
    "troops",
    "forces",
    "army",
    "parliament",
    "airspace",
    "embassy",
    "authorities",
    "war",
    "crisis",
    "conflict",
    "peace",
    "independence",
    "election",
    "elections",
    "regime",
    "citizens",
    "people",
    "council",
    "residents",
    "police",
];
/// Kinds of places, after or before a name: `X province`, `the village of X`.
const KINDS_OF_PLACE: &[&str] = &[
    "city",
    "town",
    "village",
    "province",
    "region",
    "district",
    "state",
    "county",
    "suburb",
    "island",
    "prefecture",
    "governorate",
    "municipality",
    "parish",
    "neighborhood",
    "neighbourhood",
    "area",
    "peninsula",
    "coast",
    "commune",
    "township",
    "oblast",
    "constituency",
    "capital",
];
/// Those who hold or live in a place, before `of`.
const OF_TOWNS: &[&str] = &["mayor", "governor", "bishop", "archbishop", "residents", "inhabitants", "outskirts"];
/// Participles after a place and a hyphen.
const OF_SEATS: &[&str] = &["based", "born", "controlled", "held", "occupied", "administered", "bound", "headquartered"];

/// Fills the candidate's scores.
pub(super) fn weigh(reader: &Reader<'_>, candidate: &mut Candidate) {
    candidate.own = own(reader, candidate);
    candidate.context = context(reader, candidate);
}

/// What the name's own words say.
fn own(reader: &Reader<'_>, candidate: &Candidate) -> Scores {
    use EntityType::*;
    let lex = reader.lex;
    let (start, end) = (candidate.tokens.start as usize, candidate.tokens.end as usize);
    let mut scores = Scores::default();
    let whole = reader.phrase(start, end, NAMES.or(PERSONAL));
    listed(whole, &mut scores);
    if let Some(expected) = candidate.expected
        && (!whole.any(NAMES) || expected == Person && whole.any(PERSONAL))
    {
        scores.add(expected, 8);
    }
    let (first, last) = (lex.classes(start), lex.classes(end - 1));
    if end == start + 1 {
        one_word(reader, start, &mut scores);
        return scores;
    }
    if whole.any(NAMES) {
        return scores;
    }

    let joint = (start + 1..end - 1).find(|&t| matches!(lex.norm(t), "of" | "for" | "on" | "and" | "&" | "against" | "to"));
    let head = match joint {
        Some(at) if lex.norm(at) != "and" && lex.norm(at) != "&" => at - 1,
        _ => end - 1,
    };
    if whole.any(PERSONAL) {
        scores.add(Person, 8);
    }
    let headed = headed(reader, start, head, &mut scores);
    if let Some(at) = joint {
        // `X & Y` is a firm, whatever its last word.
        scores.add(Org, if lex.norm(at) == "&" { 9 } else { 3 });
        scores.add(Person, -4);
    }
    if matches!(lex.norm(start), "radio" | "tv") {
        scores.add(Org, 8);
        scores.add(Person, -4);
    }
    if matches!(lex.norm(start), "lake" | "mount" | "mt." | "mt" | "cape" | "river") {
        scores.add(Loc, 7);
    }
    if matches!(lex.norm(start), "port" | "fort" | "camp") {
        scores.add(Gpe, 2);
        scores.add(Fac, 3);
    }
    if CALLED_EVENTS.contains(&lex.norm(start)) {
        scores.add(Event, 7);
    }
    personal(reader, start, end, headed, &mut scores);
    if !headed && first.any(PLACES.or(Classes::DEMONYMS)) && !first.any(PERSONAL) && !last.any(PERSONAL) {
        scores.add(Org, 2);
        scores.add(Person, -2);
    }
    if first.any(BODIES) && !first.any(PERSONAL) {
        scores.add(Org, 2);
    }
    scores
}

/// Points for the lists that hold the whole name.
fn listed(classes: Classes, scores: &mut Scores) {
    use EntityType::*;
    let lists = [
        (Classes::COUNTRIES, Gpe, 11),
        (Classes::CITIES, Gpe, 6),
        (Classes::REGIONS, Gpe, 6),
        (Classes::LOCATIONS, Loc, 8),
        (Classes::DEMONYMS, Norp, 16),
        (Classes::ORGANISATIONS, Org, 8),
        (Classes::MEDIA, Org, 8),
        (Classes::PARTIES, Org, 8),
        (Classes::ARMED_GROUPS, Org, 8),
        (Classes::EVENTS, Event, 9),
        (Classes::LAWS, Law, 9),
        (Classes::PRODUCTS, Product, 8),
        (Classes::STOCK_INDICES, Product, 8),
        (Classes::WORKS, WorkOfArt, 7),
        (Classes::FACILITIES, Fac, 9),
        (Classes::LANGUAGES, Language, 5),
    ];
    for (list, entity_type, points) in lists {
        if classes.any(list) {
            scores.add(entity_type, points);
        }
    }
}

/// Whether a word begins with small letters and has one capital with a small letter after it: `tripNow`; not `iPhone`, as many
/// common words begin with one letter in that way, nor `dePalma`.
fn is_camel(word: &str) -> bool {
    let Some(at) = word.find(|c: char| c.is_ascii_uppercase()) else { return false };
    let (before, after) = word.split_at(at);
    before.len() > 1
        && before.bytes().all(|b| b.is_ascii_lowercase())
        && after.len() > 2
        && after.bytes().skip(1).all(|b| b.is_ascii_lowercase())
        && !matches!(
            before,
            "de" | "di" | "da" | "du" | "la" | "le" | "van" | "von" | "mac" | "mc" | "non" | "pre" | "pro" | "anti" | "ex"
        )
}

fn one_word(reader: &Reader<'_>, token: usize, scores: &mut Scores) {
    use EntityType::*;
    let lex = reader.lex;
    let classes = lex.classes(token);
    if classes.any(Classes::GIVEN_NAMES) {
        scores.add(Person, 4);
    }
    if classes.any(Classes::SURNAMES) {
        scores.add(Person, 5);
    }
    match lex.tokens.items[token].shape {
        _ if classes.any(NAMES.or(PERSONAL)) => {}
        Shape::Upper => {
            scores.add(Org, 4);
            scores.add(Person, -3);
        }
        // `tripNow` is written so by those who are called so.
        Shape::Mixed if is_camel(lex.word(token)) => scores.add(Org, 12),
        Shape::Mixed => scores.add(Org, 2),
        // More than the article before it can say for an organisation.
        _ if classes.any(Classes::LAW_HEADS) => scores.add(Law, 12),
        _ if classes.any(Classes::ORGANISATION_HEADS) => scores.add(Org, 3),
        _ => {}
    }
}

/// Points for the head word, and whether there is one.
fn headed(reader: &Reader<'_>, start: usize, head: usize, scores: &mut Scores) -> bool {
    use EntityType::*;
    let lex = reader.lex;
    let classes = lex.classes(head);
    let common = head > start;
    if classes.any(Classes::LEGAL_FORMS) {
        scores.add(Org, 8);
        scores.add(Person, -6);
    }
    if classes.any(Classes::ORGANISATION_HEADS) {
        scores.add(Org, 7);
        scores.add(Person, -3);
    }
    if classes.any(Classes::FACILITY_HEADS) {
        scores.add(Fac, 6);
        scores.add(Person, -2);
    }
    if classes.any(Classes::LOCATION_HEADS) {
        let governed = matches!(
            lex.norm(head),
            "state"
                | "province"
                | "county"
                | "district"
                | "city"
                | "town"
                | "village"
                | "republic"
                | "region"
                | "prefecture"
                | "governorate"
                | "township"
                | "municipality"
                | "territory"
                | "kingdom"
                | "emirate"
                | "oblast"
        );
        scores.add(if governed { Gpe } else { Loc }, 6);
        scores.add(Person, -2);
    }
    if classes.any(Classes::EVENT_HEADS) && common {
        scores.add(Event, 6);
        scores.add(Person, -2);
    }
    if classes.any(Classes::LAW_HEADS) && !common && lex.norm(head + 1) == "of" {
        scores.add(Law, 10);
    } else if classes.any(Classes::LAW_HEADS) && common {
        scores.add(Law, 6);
        scores.add(Person, -3);
    }
    classes.any(HEADS)
}

/// Points for the shape of a personal name.
fn personal(reader: &Reader<'_>, start: usize, end: usize, headed: bool, scores: &mut Scores) {
    use EntityType::*;
    let lex = reader.lex;
    let (first, last) = (lex.classes(start), lex.classes(end - 1));
    let words = (start..end).filter(|&t| lex.tokens.items[t].shape.is_capitalised()).count();
    if words > 5 {
        scores.add(Org, 2);
        return;
    }
    let common = (start..end).filter(|&t| lex.tokens.items[t].shape.is_capitalised() && reader.is_common(t)).count();
    if headed {
        scores.add(Person, -1);
    } else if common == words && !first.any(Classes::GIVEN_NAMES) {
        scores.add(Org, 4);
        scores.add(Person, -3);
    } else if common > 0 && !first.any(Classes::GIVEN_NAMES) && !last.any(Classes::SURNAMES) {
        scores.add(Org, 2);
    }
    if first.any(Classes::GIVEN_NAMES) {
        let other = headed && !last.any(PERSONAL);
        scores.add(Person, if other { 2 } else { 5 });
    }
    if last.any(Classes::SURNAMES) && !first.any(Classes::DEMONYMS) {
        scores.add(Person, 4);
    } else if last.any(Classes::GIVEN_NAMES) {
        scores.add(Person, 2);
    }
    let initial = (start..end).any(|t| {
        let word = lex.word(t);
        word.len() == 2 && word.ends_with('.')
    });
    let regnal = first.any(PERSONAL) && matches!(lex.norm(end - 1), "i" | "ii" | "iii" | "iv" | "v" | "vi" | "vii" | "viii");
    if initial || regnal {
        scores.add(Person, 4);
    }
    if words <= 3
        && (start..end).all(|t| !matches!(lex.tokens.items[t].shape, Shape::Upper | Shape::Number) || lex.word(t).ends_with('.'))
    {
        scores.add(Person, 2);
    }
    if words == 2 || words == 3 {
        scores.add(Org, 1);
    } else {
        scores.add(Org, 2);
    }
}

/// What the words around the name say.
fn context(reader: &Reader<'_>, candidate: &Candidate) -> Scores {
    let mut scores = Scores::default();
    before(reader, candidate, &mut scores);
    after(reader, candidate, &mut scores);
    scores
}

fn before(reader: &Reader<'_>, candidate: &Candidate, scores: &mut Scores) {
    use EntityType::*;
    let lex = reader.lex;
    let start = candidate.tokens.start as usize;
    let sentence = lex.sentence_of(start).map_or(start, |s| lex.sentences[s.index()].tokens.start as usize);
    if start == sentence {
        return;
    }
    let at = start - 1;
    let classes = lex.classes(at);
    let lower = lex.tokens.items[at].shape == Shape::Lower;
    match lex.norm(at) {
        "in" => {
            scores.add(Gpe, 4);
            scores.add(Loc, 1);
            scores.add(Person, -2);
        }
        "at" if is_unknown_word(reader, candidate) => {
            scores.add(Gpe, 3);
            scores.add(Person, -2);
        }
        "at" => {
            scores.add(Fac, 2);
            scores.add(Org, 1);
            scores.add(Person, -1);
        }
        "on" if is_unknown_word(reader, candidate) && !modifies_noun(reader, candidate.tokens.end as usize) => {
            scores.add(Loc, 2);
            scores.add(Gpe, 1);
        }
        "near" | "across" | "outside" | "throughout" | "toward" | "towards" | "northern" | "southern" | "eastern" | "western"
        | "central" | "northeastern" | "northwestern" | "southeastern" | "southwestern" | "downtown" => {
            scores.add(Gpe, 4);
            scores.add(Loc, 1);
            scores.add(Person, -3);
        }
        "from" | "into" => scores.add(Gpe, 2),
        "the" if !modifies_noun(reader, candidate.tokens.end as usize) => {
            scores.add(Person, -4);
            scores.add(Gpe, -2);
            scores.add(Org, 1);
        }
        "the" => {}
        "of" if at > sentence => {
            let kind = lex.norm(at - 1);
            if KINDS_OF_PLACE.contains(&kind) {
                scores.add(Gpe, 7);
            } else if OF_TOWNS.contains(&kind) {
                scores.add(Gpe, 5);
            } else if lex.classes(at - 1).any(Classes::PERSON_NOUNS) {
                scores.add(Org, 2);
                scores.add(Gpe, 1);
            }
        }
        _ if !lower => {}
        norm if KINDS_OF_PLACE.contains(&norm) => scores.add(Gpe, 4),
        _ if classes.any(Classes::PERSON_NOUNS.or(Classes::TITLES)) => {
            scores.add(Person, 6);
            scores.add(Gpe, -2);
        }
        _ if classes.any(Classes::ORGANISATION_NOUNS) => {
            scores.add(Org, 5);
            scores.add(Person, -2);
        }
        _ => {}
    }
}

/// Whether the candidate is one word in ordinary spelling that no list holds, and no possessor.
fn is_unknown_word(reader: &Reader<'_>, candidate: &Candidate) -> bool {
    let token = candidate.tokens.start as usize;
    candidate.tokens.len() == 1
        && !candidate.plain
        && !matches!(reader.lex.norm(token + 1), "'s" | "'")
        && reader.lex.tokens.items[token].shape == Shape::Title
        && !reader.lex.classes(token).any(NAMES.or(PERSONAL).or(HEADS))
}

/// Whether a common noun follows, so that the article before the name is the noun's.
fn modifies_noun(reader: &Reader<'_>, next: usize) -> bool {
    reader.lex.tokens.items.get(next).is_some_and(|t| t.shape == Shape::Lower)
        && reader.tags.get(next).is_some_and(|t| t.upos == Upos::Noun)
}

fn after(reader: &Reader<'_>, candidate: &Candidate, scores: &mut Scores) {
    use EntityType::*;
    let lex = reader.lex;
    let next = candidate.tokens.end as usize;
    let Some(token) = lex.tokens.items.get(next) else { return };
    let same_block = lex.block_at(token.span.start) == lex.block_at(lex.tokens.items[next - 1].span.start);
    if !same_block {
        return;
    }
    let norm = lex.norm(next);
    match norm {
        "'s" | "'" => {
            let noun = lex.norm(next + 1);
            if OF_PEOPLE.contains(&noun) {
                scores.add(Person, 4);
            } else if OF_STATES.contains(&noun) {
                scores.add(Gpe, 2);
            } else {
                scores.add(Person, 1);
            }
        }
        "-" if OF_SEATS.contains(&lex.norm(next + 1)) => scores.add(Gpe, 5),
        "," => {
            let after = lex.tokens.items.get(next + 1);
            if after.is_some_and(|t| t.shape == Shape::Number && t.span.len() == 2) && lex.norm(next + 2) == "," {
                scores.add(Person, 7);
            } else if matches!(lex.norm(next + 1), "who" | "whose") {
                scores.add(Person, 4);
            } else if after.is_some_and(|t| t.shape.is_capitalised() && t.classes.any(Classes::COUNTRIES.or(Classes::REGIONS))) {
                scores.add(Gpe, 4);
            } else if matches!(lex.norm(next + 1), "a" | "an" | "the") {
                let noun = lex.classes(next + 2).or(lex.classes(next + 3));
                if noun.any(Classes::PERSON_NOUNS) {
                    scores.add(Person, 2);
                }
            }
        }
        "who" => scores.add(Person, 4),
        _ if token.shape != Shape::Lower => {}
        _ if KINDS_OF_PLACE.contains(&norm) => {
            scores.add(Gpe, 5);
            scores.add(Person, -2);
        }
        _ if OF_STATES.contains(&norm) => {
            scores.add(Gpe, 3);
            scores.add(Person, -1);
        }
        _ if token.classes.any(Classes::LOCATION_HEADS) => {
            scores.add(Loc, 4);
            scores.add(Person, -2);
        }
        _ if token.classes.any(Classes::SPEECH_VERBS) => {
            scores.add(Person, 3);
            scores.add(Org, 1);
        }
        _ if reader.tags.get(next).is_some_and(|t| matches!(t.xpos, Xpos::Vbd | Xpos::Vbz)) => {
            scores.add(Person, 1);
        }
        _ if token.classes.any(Classes::PERSON_NOUNS.or(Classes::PEOPLE_NOUNS)) => {
            scores.add(Person, -3);
            scores.add(Org, 2);
            scores.add(Gpe, 1);
        }
        _ if token.classes.any(Classes::ORGANISATION_NOUNS) => {
            scores.add(Org, 2);
            scores.add(Person, -1);
        }
        _ => {}
    }
}
