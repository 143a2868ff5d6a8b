//! The extent of a name, put right where a sequence of labels may err: what belongs to no name is cut off its ends, and what
//! no name contains parts it in two.

use crate::classes::Classes;
use crate::document::{Lexical, Name, Shape};
use crate::labels::EntityType;
use crate::span::TokenRange;

use super::PERSONAL;

/// What may follow a comma inside a name.
const AFTER_COMMA: [&str; 11] = ["jr.", "jr", "sr.", "sr", "ii", "iii", "inc.", "inc", "ltd.", "ltd", "llc"];
/// Length of the small words that may open a place's name: `al`, `los`, `ras`.
const LONGEST_PARTICLE: usize = 3;
/// Letters of parties before a hyphen and the state that a member sits for: `D-Ohio`.
const PARTIES: [&str; 3] = ["d", "r", "i"];

/// Letters after a person's name that tell an honour, a degree or a seat: `Ada Lund, QC,`.
const AFTER_PERSON: [&str; 22] = [
    "qc", "kc", "sc", "mp", "mep", "msp", "mla", "td", "obe", "mbe", "cbe", "kbe", "dbe", "frs", "phd", "ph.d.", "md", "m.d.",
    "jd", "dds", "rn", "esq",
];

/// Last words of newspapers that bear a town's name: `the Marlow Enquirer`.
const PAPERS: [&str; 13] = [
    "chronicle",
    "courier",
    "dispatch",
    "enquirer",
    "examiner",
    "gazette",
    "herald",
    "inquirer",
    "journal",
    "observer",
    "sentinel",
    "times",
    "tribune",
];

/// Last words of names that are no place's, though they begin with one: `Marlow School`.
const BODIES: [&str; 8] = ["school", "college", "university", "academy", "institute", "council", "committee", "ministry"];

/// Last words of companies' names that tell their trade and are on no list.
pub(super) const TRADES: [&str; 8] = ["credit", "energy", "foods", "industries", "insurance", "logistics", "petroleum", "pharma"];

/// Last words of a body's name.
pub(super) const FIRMS: Classes = Classes::ORGANISATION_HEADS.or(Classes::LEGAL_FORMS);

/// Appends the name with its right extent, in several parts or not at all.
pub(super) fn append(lex: Lexical<'_>, name: Name, names: &mut Vec<Name>) {
    let end = name.tokens.end as usize;
    let floor = names.last().map_or(0, |before| before.tokens.end as usize);
    let (mut start, mut entity_type) = widened(lex, &name, floor);
    if let Some(campus) = names.last_mut().filter(|before| entity_type == EntityType::Gpe && is_seat(lex, before.tokens, start)) {
        campus.tokens.end = end as u32;
        return;
    }
    if let Some(of) = abbreviated_alone(lex, start, end) {
        append_trimmed(lex, start, of, entity_type, names);
        start = of + 1;
    }
    let is_person = entity_type == EntityType::Person;
    let tokens = start..end;
    for token in tokens {
        let parts = match lex.tokens.items[token].shape {
            Shape::Quote => is_odd_mark(lex, start, end),
            Shape::Punct => match lex.word(token) {
                "," => token + 1 < end && !AFTER_COMMA.contains(&lex.norm(token + 1)),
                mark => matches!(mark, "(" | ")" | "[" | "]" | ";"),
            },
            // "Marlow, Ore. - Ada Lund": a dash joins no two names to one.
            Shape::Hyphen | Shape::Dash => is_person && lex.space_before(token) && lex.space_before(token + 1),
            _ => false,
        };
        if parts {
            let is_place = is_person && (start..token).all(|part| lex.classes(part).any(Classes::REGIONS));
            append_trimmed(lex, start, token, if is_place { EntityType::Gpe } else { entity_type }, names);
            start = token + 1;
            // Behind a person's name stands the party and the place, `(D-Ohio)`.
            if lex.word(token) == "(" && entity_type == EntityType::Person {
                entity_type = EntityType::Gpe;
            }
        }
    }
    append_trimmed(lex, start, end, entity_type, names);
}

/// Words that open the name of a storm.
pub(super) const STORMS: [&str; 4] = ["storm", "hurricane", "typhoon", "cyclone"];
/// Words that open a surname: `Ter Horst`.
const PARTICLES: [&str; 14] = ["van", "von", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "ter", "der", "den"];
/// Words before a month: `in May`.
const BEFORE_MONTHS: [&str; 12] = ["in", "of", "since", "until", "by", "last", "next", "this", "from", "to", "through", "and"];

/// The name's start and type, with what stands before it and belongs to it: the particles of a surname, a given name that is a
/// month too (`May Lund`), the word for a storm. Not before the token `floor`, nor in another sentence.
fn widened(lex: Lexical<'_>, name: &Name, floor: usize) -> (usize, EntityType) {
    let mut start = name.tokens.start as usize;
    let sentence = lex.sentence_of(start).and_then(|id| lex.sentences.get(id.index()));
    let floor = floor.max(sentence.map_or(start, |sentence| sentence.tokens.start as usize));
    let capital = |token: usize| lex.tokens.items[token].shape.is_capitalised();
    if start > floor && capital(start - 1) && STORMS.contains(&lex.norm(start - 1)) && name.tokens.len() == 1 {
        return (start - 1, EntityType::Event);
    }
    if name.entity_type != EntityType::Person {
        return (start, name.entity_type);
    }
    let particles = (floor..start).rev().take_while(|&token| PARTICLES.contains(&lex.norm(token))).last();
    if let Some(first) = particles.filter(|&first| capital(first)) {
        start = first;
    }
    let is_month = |token: usize| lex.classes(token).any(Classes::MONTHS) && (lex.classes(token).any(PERSONAL) && capital(token));
    let dated = |token: usize| {
        token > floor && (BEFORE_MONTHS.contains(&lex.norm(token - 1)) || lex.tokens.items[token - 1].shape == Shape::Number)
    };
    if start > floor && name.tokens.len() == 1 && is_month(start - 1) && !dated(start - 1) {
        start -= 1;
    }
    (start, name.entity_type)
}

/// Whether the place at the token is a part of the university's name before it: `University of Marlow at Port Brill`.
fn is_seat(lex: Lexical<'_>, before: TokenRange, place: usize) -> bool {
    let opening = before.start as usize;
    before.end as usize + 1 == place
        && lex.norm(place - 1) == "at"
        && lex.norm(opening) == "university"
        && lex.norm(opening + 1) == "of"
}

/// The `of` after which a body stands whose capitals follow the whole name in parentheses: `Marlow Hawks of Major League Softball
/// (MLS)`; none where they are the initials of the whole, or of two words, as VA is the Department of Veterans Affairs.
fn abbreviated_alone(lex: Lexical<'_>, start: usize, end: usize) -> Option<usize> {
    /// Shorter ones say too little.
    const LEAST: usize = 3;
    let parenthesised = lex.norm(end) == "(" && lex.norm(end + 2) == ")" && lex.tokens.items[end + 1].shape == Shape::Upper;
    if !parenthesised || lex.word(end + 1).len() < LEAST {
        return None;
    }
    let of = (start + 1..end).find(|&token| lex.norm(token) == "of")?;
    let capitals = |range: std::ops::Range<usize>| -> String {
        range
            .filter(|&token| lex.tokens.items[token].shape.is_capitalised())
            .filter_map(|token| lex.word(token).chars().next())
            .collect()
    };
    let abbreviates = |range| capitals(range) == lex.word(end + 1);
    (abbreviates(of + 1..end) && !abbreviates(start..end)).then_some(of)
}

/// Whether the tokens hold a quotation mark without its fellow.
fn is_odd_mark(lex: Lexical<'_>, start: usize, end: usize) -> bool {
    lex.tokens.items[start..end].iter().filter(|t| t.shape == Shape::Quote).count() % 2 == 1
}

fn append_trimmed(lex: Lexical<'_>, mut start: usize, mut end: usize, mut entity_type: EntityType, names: &mut Vec<Name>) {
    let shape = |token: usize| lex.tokens.items[token].shape;
    // A particle is tied to its name by a hyphen: `An-Nasr`.
    let is_tied = |token: usize| shape(token) == Shape::Hyphen;
    let opens_no_name = |token: usize| matches!(lex.norm(token), "the" | "a" | "an" | "'s");
    while start < end && (shape(start).is_mark() || start + 1 < end && opens_no_name(start) && !is_tied(start + 1)) {
        start += 1;
    }
    // `Ohioan Ada Lund`.
    while entity_type == EntityType::Person
        && start + 2 < end
        && lex.classes(start).any(Classes::DEMONYMS)
        && !lex.classes(start).any(PERSONAL)
        && lex.classes(start + 1).any(Classes::GIVEN_NAMES)
    {
        start += 1;
    }
    if entity_type == EntityType::Person && start + 1 < end && opens_by_verb(lex, start, end) {
        start += 1;
    }
    if PARTIES.contains(&lex.norm(start)) && start + 2 < end && shape(start + 1) == Shape::Hyphen {
        start += 2;
        entity_type = EntityType::Gpe;
    }
    while entity_type == EntityType::Person
        && start + 1 < end
        && lex.classes(start).any(Classes::TITLES)
        && !lex.classes(start).any(PERSONAL)
        && shape(start + 1).is_capitalised()
    {
        start += 1;
    }
    // `2nd Earl of Marlow`, `9th Earl Brill`: a rank, and the place or the family it is of.
    let is_ordinal = |token: usize| {
        let word = lex.norm(token);
        word.starts_with(|c: char| c.is_ascii_digit()) && ["st", "nd", "rd", "th"].iter().any(|ending| word.ends_with(ending))
    };
    if start + 2 < end && is_ordinal(start) && lex.classes(start + 1).any(Classes::TITLES) {
        let of = lex.norm(start + 2) == "of" && start + 3 < end;
        (start, entity_type) = if of { (start + 3, EntityType::Gpe) } else { (start + 2, EntityType::Person) };
    }
    // `The mayor of Marlow`.
    if let Some(of) = (start..end).find(|&token| lex.norm(token) == "of")
        && of > start
        && shape(of - 1) == Shape::Lower
        && lex.classes(of - 1).any(Classes::PERSON_NOUNS)
        && of + 1 < end
    {
        start = of + 1;
        let is_place = lex.classes(start).any(Classes::CITIES.or(Classes::COUNTRIES).or(Classes::REGIONS)) || end == start + 1;
        entity_type = if is_place { EntityType::Gpe } else { EntityType::Org };
    }
    // `southern Iowa`, `downtown Lagos`: a small word describes the place.
    while matches!(entity_type, EntityType::Gpe | EntityType::Loc)
        && start + 1 < end
        && shape(start) == Shape::Lower
        && lex.norm(start).len() > LONGEST_PARTICLE
        && shape(start + 1).is_capitalised()
    {
        start += 1;
    }
    while start < end && (shape(end - 1).is_mark() || lex.norm(end - 1) == "'s") {
        end -= 1;
    }
    if matches!(entity_type, EntityType::Gpe | EntityType::Loc) && end > start + 1 && PAPERS.contains(&lex.norm(end - 1)) {
        entity_type = EntityType::Org;
    }
    if matches!(entity_type, EntityType::Gpe | EntityType::Loc) && end > start + 1 && BODIES.contains(&lex.norm(end - 1)) {
        entity_type = EntityType::Org;
    }
    // `Marlow Coal`, which the network took for a man.
    let last = lex.classes(end.saturating_sub(1));
    let trade =
        last.any(FIRMS) || end > start && TRADES.contains(&lex.norm(end - 1)) && !lex.classes(start).any(Classes::GIVEN_NAMES);
    if entity_type == EntityType::Person && end > start + 1 && trade && !last.any(PERSONAL) {
        entity_type = EntityType::Org;
    }
    // `@MarlowTimes`
    let is_handle = start.checked_sub(1).is_some_and(|before| matches!(lex.word(before), "@" | "#"));
    if is_handle && !lex.space_before(start) {
        return;
    }
    if end == start + 1 && entity_type != EntityType::Gpe && AFTER_PERSON.contains(&lex.norm(start)) {
        let before = start.checked_sub(1).filter(|&comma| lex.word(comma) == ",");
        let follows = |name: &Name| name.entity_type == EntityType::Person && Some(name.tokens.end as usize) == before;
        if names.last().is_some_and(follows) {
            return;
        }
    }
    let is_name = (start..end).any(|token| shape(token).is_word() && lex.word(token).chars().nth(1).is_some())
        || entity_type != EntityType::Gpe && (start..end).any(|token| shape(token).is_word() || shape(token) == Shape::Number);
    let is_word = entity_type == EntityType::Person && end == start + 1 && (is_plain_word(lex, start) || is_kind(lex, start));
    let is_day = entity_type != EntityType::Person && (start..end).all(|token| lex.classes(token).any(Classes::WEEKDAYS));
    if is_name && !is_day && !is_word {
        names.push(Name { tokens: TokenRange::at(start, end), entity_type });
    }
}

/// Whether a verb that is a given name too opens the sentence before the speaker's name: `Said Marlow: “…”`.
fn opens_by_verb(lex: Lexical<'_>, start: usize, end: usize) -> bool {
    let is_first =
        lex.sentence_of(start).and_then(|id| lex.sentences.get(id.index())).is_some_and(|s| s.tokens.start as usize == start);
    is_first && lex.classes(start).any(Classes::SPEECH_VERBS) && lex.word(end) == ":"
}

/// Whether the word tells what somebody is, and nobody is called so: `Lawmaker urges restraint`.
fn is_kind(lex: Lexical<'_>, token: usize) -> bool {
    let classes = lex.classes(token);
    classes.any(Classes::PERSON_NOUNS) && !classes.any(PERSONAL)
}

/// Whether a word in lower case is no name though names are spelt so, `the states trump the cities`: it stands in a sentence
/// that begins with a capital and has a full stop, and is no given name, which people leave in lower case when in haste.
fn is_plain_word(lex: Lexical<'_>, token: usize) -> bool {
    let Some(sentence) = lex.sentence_of(token).and_then(|id| lex.sentences.get(id.index())) else { return false };
    let TokenRange { start, end } = sentence.tokens;
    lex.tokens.items[token].shape == Shape::Lower
        && !lex.classes(token).any(Classes::GIVEN_NAMES)
        && lex.tokens.items[start as usize].shape.is_capitalised()
        && lex.word(end as usize - 1) == "."
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;
    use crate::labels::BlockKind;
    use crate::model::Model;
    use crate::span::Span;
    use crate::{sentencizer, tokenizer};

    /// The names that become of the one in brackets, as `expected`, with `|` between them.
    #[track_caller]
    fn check(entity_type: EntityType, marked: &str, expected: &str) {
        let (before, rest) = marked.split_once('[').expect("an opening bracket");
        let (inside, after) = rest.split_once(']').expect("a closing bracket");
        let text = [before, inside, after].concat();
        let lexicon = Model::embedded_lists().0;
        let blocks = [Block { span: Span::at(0, text.len()), kind: BlockKind::Body }];
        let tokens = tokenizer::tokenize(&lexicon, &text, &blocks);
        let sentences = sentencizer::split(&text, &blocks, &tokens);
        let lex = Lexical { text: &text, blocks: &blocks, tokens: &tokens, sentences: &sentences };
        let tokens = lex.tokens_in(Span::at(before.len(), before.len() + inside.len()));
        let mut names = Vec::new();
        append(lex, Name { tokens, entity_type }, &mut names);
        let found: Vec<&str> = names.iter().map(|name| lex.phrase(name.tokens)).collect();
        assert_eq!(found.join("|"), expected);
    }

    #[test]
    fn commas_part_places() {
        check(EntityType::Gpe, "He lives in [Port Marlow, Ohio] now", "Port Marlow|Ohio");
        check(EntityType::Org, "He runs [Garner Mills, Inc.] now", "Garner Mills, Inc.");
        check(EntityType::Person, "So [Ada Lund (D-Ohio]) spoke", "Ada Lund|Ohio");
        check(EntityType::Person, "So [Ada Lund (D]) spoke", "Ada Lund");
    }

    #[test]
    fn what_is_no_name_is_cut_off() {
        check(EntityType::Person, "So [President Ada Brill's] said", "Ada Brill");
        check(EntityType::Gpe, "Rep. Lund ([D-Ohio]) spoke", "Ohio");
        check(EntityType::Org, "He read [the Courier] daily", "Courier");
        check(EntityType::Person, "the late Ada [\u{201d} Brill] said", "Brill");
        check(EntityType::Person, "so [, \u{201d}] she said", "");
        check(EntityType::Event, "on [Monday], he said", "");
        check(EntityType::Loc, "in [southern Iowa] on", "Iowa");
        check(EntityType::WorkOfArt, "Ada Brill, [2nd Earl of Marlow], left", "Marlow");
        check(EntityType::WorkOfArt, "Ada Brill, [9th Earl Brill], left", "Brill");
    }

    #[test]
    fn words_for_people_and_verbs_are_no_names() {
        check(EntityType::Person, "[Lawmaker] urges restraint", "");
        check(EntityType::Person, "So [Ohioan Ada Lund] left", "Ada Lund");
        check(EntityType::Person, "So [Porter] urges restraint", "Porter");
        check(EntityType::Person, "[Said Brill]: \u{201c}No.\u{201d}", "Brill");
        check(EntityType::Person, "[Said Brill] left.", "Said Brill");
    }

    #[test]
    fn letters_after_a_person_are_no_name() {
        let text = "So Ada Lund, QC, and Lund, QC said";
        let lexicon = Model::embedded_lists().0;
        let blocks = [Block { span: Span::at(0, text.len()), kind: BlockKind::Body }];
        let tokens = tokenizer::tokenize(&lexicon, text, &blocks);
        let sentences = sentencizer::split(text, &blocks, &tokens);
        let lex = Lexical { text, blocks: &blocks, tokens: &tokens, sentences: &sentences };
        let name = |start: usize, end: usize, entity_type| Name { tokens: lex.tokens_in(Span::at(start, end)), entity_type };
        let mut names = Vec::new();
        append(lex, name(3, 11, EntityType::Person), &mut names);
        append(lex, name(13, 15, EntityType::Org), &mut names);
        assert_eq!(names.len(), 1);
        append(lex, name(21, 25, EntityType::Org), &mut names);
        append(lex, name(27, 29, EntityType::Org), &mut names);
        assert_eq!(names.len(), 3, "a firm may be called so");
    }

    #[test]
    fn campus_belongs_to_its_university() {
        let text = "the University of Marlow at Brill and the mayor at Brill";
        let lexicon = Model::embedded_lists().0;
        let blocks = [Block { span: Span::at(0, text.len()), kind: BlockKind::Body }];
        let tokens = tokenizer::tokenize(&lexicon, text, &blocks);
        let sentences = sentencizer::split(text, &blocks, &tokens);
        let lex = Lexical { text, blocks: &blocks, tokens: &tokens, sentences: &sentences };
        let mut names = Vec::new();
        for (start, end, entity_type) in [(4, 24, EntityType::Org), (28, 33, EntityType::Gpe), (51, 56, EntityType::Gpe)] {
            append(lex, Name { tokens: lex.tokens_in(Span::at(start, end)), entity_type }, &mut names);
        }
        let found: Vec<&str> = names.iter().map(|name| lex.phrase(name.tokens)).collect();
        assert_eq!(found, ["University of Marlow at Brill", "Brill"]);
    }

    #[test]
    fn body_abbreviated_alone_is_a_name_of_its_own() {
        check(EntityType::Org, "the [Brill Hawks of Major League Softball] (MLS) won", "Brill Hawks|Major League Softball");
        check(EntityType::Org, "the [Office of Marlow Harbour Lights] (OMHL) won", "Office of Marlow Harbour Lights");
        check(EntityType::Org, "the [Department of Harbour Lights] (HL) won", "Department of Harbour Lights");
    }

    #[test]
    fn words_in_lower_case_are_no_persons() {
        check(EntityType::Person, "The towns saw [marlow] rise.", "");
        check(EntityType::Person, "the towns saw [brill] today", "brill");
        check(EntityType::Person, "The towns saw [anna] today.", "anna");
    }

    #[test]
    fn what_belongs_to_a_name_is_taken_in() {
        check(EntityType::Person, "So Ter [Marlow] left", "Ter Marlow");
        check(EntityType::Person, "He saw de la [Brill] go", "Brill");
        check(EntityType::Person, "So June [Marlow] left", "June Marlow");
        check(EntityType::Person, "It was in June [Marlow] left", "Marlow");
        check(EntityType::Person, "So Storm [Ada] passed", "Storm Ada");
        check(EntityType::Org, "So [the mayor of Port Brill] spoke", "Port Brill");
    }

    #[test]
    fn whole_names_stay() {
        check(EntityType::WorkOfArt, "He read [\u{201c}The Long Tide\u{201d}] aloud", "Long Tide");
        check(EntityType::Person, "[Dean Marlow] left", "Dean Marlow");
        check(EntityType::Gpe, "He left [An-Nour] early", "An-Nour");
    }
}
