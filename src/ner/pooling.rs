//! Evidence of the whole document: a word seen clearly once helps its unclear mentions.
//!
//! Before labels are chosen, the scores of all mentions of a capitalised word are averaged by type, and each mention is drawn
//! towards the average (after the majority features of Krishnan and Manning 2006, on scores in place of a second model).
//! Afterwards names of the same words vote on one type.

use rustc_hash::{FxHashMap, FxHashSet};

use super::extent;
use crate::classes::Classes;
use crate::document::{Lexical, Name, Shape};
use crate::labels::EntityType;
use crate::model::decoder::{N_LABELS, OUTSIDE, Scores, label_of};
use crate::span::TokenRange;

/// Outside, and every type.
const N_KINDS: usize = 1 + EntityType::ALL.len();
/// How far a mention is drawn to the average, in sixteenths.
const PULL: i32 = 8;
/// Points below the best label that count in the average at most.
const DEPTH: i32 = 10 << 16;

/// Scores of one word's mentions.
#[derive(Clone, Default)]
struct Pool {
    sums: [i64; N_KINDS],
    mentions: i64,
}

/// Draws the scores of each capitalised word's mentions together; `scores` has one row a token.
pub(super) fn pool(lex: Lexical<'_>, scores: &mut [Scores]) {
    let mut pools: FxHashMap<&str, Pool> = FxHashMap::default();
    let is_pooled = |token: usize| lex.tokens.items[token].shape.is_capitalised();
    for (token, row) in scores.iter().enumerate().filter(|(token, _)| is_pooled(*token)) {
        let pool = pools.entry(lex.norm(token)).or_default();
        pool.mentions += 1;
        for (sum, kind) in pool.sums.iter_mut().zip(by_kind(row)) {
            *sum += i64::from(kind);
        }
    }
    for (token, row) in scores.iter_mut().enumerate().filter(|(token, _)| is_pooled(*token)) {
        let Some(pool) = pools.get(lex.norm(token)).filter(|pool| pool.mentions > 1) else { continue };
        let own = by_kind(row);
        let mut shifts = [0; N_KINDS];
        for ((shift, sum), own) in shifts.iter_mut().zip(pool.sums).zip(own) {
            *shift = ((sum / pool.mentions) as i32 - own) / 16 * PULL;
        }
        row[OUTSIDE] = row[OUTSIDE].saturating_add(shifts[0]);
        for (&entity_type, shift) in EntityType::ALL.iter().zip(&shifts[1..]) {
            for label in [label_of(entity_type, false), label_of(entity_type, true)] {
                row[label] = row[label].saturating_add(*shift);
            }
        }
    }
}

/// The better score of each kind's labels, counted from the best of all.
fn by_kind(row: &Scores) -> [i32; N_KINDS] {
    let top = (0..N_LABELS).map(|label| row[label]).max().unwrap_or(0);
    let mut kinds = [0; N_KINDS];
    kinds[0] = row[OUTSIDE];
    for (kind, &entity_type) in kinds[1..].iter_mut().zip(EntityType::ALL) {
        *kind = row[label_of(entity_type, false)].max(row[label_of(entity_type, true)]);
    }
    kinds.map(|kind| (kind.saturating_sub(top)).max(-DEPTH))
}

/// Votes of a mention that the network found, and of one that the rules propose.
const FOUND: u32 = 2;
const PROPOSED: u32 = 1;

/// One name, one type: the same words get the type that most of their mentions have, the rules' proposals counting half.
pub(super) fn agree(lex: Lexical<'_>, proposed: &[Name], names: &mut Vec<Name>) {
    spread(lex, names);
    restore(lex, names);
    join_partners(lex, names);
    let mut votes: FxHashMap<&str, [u32; EntityType::ALL.len()]> = FxHashMap::default();
    for (list, vote) in [(names.as_slice(), FOUND), (proposed, PROPOSED)] {
        for name in list {
            votes.entry(lex.phrase(name.tokens)).or_default()[name.entity_type as usize] += vote;
        }
    }
    // `Kellner Holdings Ltd.`, then `Kellner Holdings`.
    for name in names.iter().filter(|name| name.entity_type == EntityType::Org && name.tokens.len() > 2) {
        let TokenRange { start, end } = name.tokens;
        if lex.classes(end as usize - 1).any(Classes::LEGAL_FORMS) {
            let short = lex.phrase(TokenRange { start, end: end - 1 });
            votes.entry(short).or_default()[EntityType::Org as usize] += 2 * FOUND;
        }
    }
    // `Storm Ada`, then `Ada`.
    let mut storms: FxHashMap<&str, ()> = FxHashMap::default();
    for name in names.iter().filter(|name| name.entity_type == EntityType::Event && name.tokens.len() == 2) {
        let start = name.tokens.start;
        if extent::STORMS.contains(&lex.norm(start as usize)) {
            storms.insert(lex.word(start as usize + 1), ());
        }
    }
    for name in names.iter_mut() {
        if storms.contains_key(lex.word(name.tokens.end as usize - 1)) {
            name.entity_type = EntityType::Event;
            continue;
        }
        let Some(votes) = votes.get(lex.phrase(name.tokens)) else { continue };
        for &entity_type in EntityType::ALL {
            if votes[entity_type as usize] > votes[name.entity_type as usize] {
                name.entity_type = entity_type;
            }
        }
    }
    call_people(lex, names);
    call_firms(lex, names);
}

/// The first word of a firm's name is the firm, where nobody of the text is called so: `Orvane` after `Orvane Credit`.
fn call_firms(lex: Lexical<'_>, names: &mut [Name]) {
    let mut firms: FxHashSet<&str> = FxHashSet::default();
    for name in names.iter().filter(|name| name.entity_type == EntityType::Org && name.tokens.len() == 2) {
        let last = name.tokens.end as usize - 1;
        if lex.classes(last).any(extent::FIRMS) || extent::TRADES.contains(&lex.norm(last)) {
            firms.insert(lex.word(last - 1));
        }
    }
    for name in names.iter().filter(|name| name.entity_type == EntityType::Person && name.tokens.len() > 1) {
        for token in name.tokens.range() {
            firms.remove(lex.word(token));
        }
    }
    let alone = |name: &Name| name.entity_type == EntityType::Person && name.tokens.len() == 1;
    let titled = |at: usize| at > 0 && lex.classes(at - 1).any(Classes::TITLES.or(Classes::PERSON_NOUNS));
    for name in names.iter().filter(|name| alone(name) && titled(name.tokens.start as usize)) {
        firms.remove(lex.word(name.tokens.start as usize));
    }
    for name in names.iter_mut().filter(|name| alone(name)) {
        if firms.contains(lex.word(name.tokens.start as usize))
            && !lex.classes(name.tokens.start as usize).any(Classes::GIVEN_NAMES)
        {
            name.entity_type = EntityType::Org;
        }
    }
}

/// Two words joined by `&` are a firm, `Lund & Marlow`; two given names are two people.
fn join_partners(lex: Lexical<'_>, names: &mut Vec<Name>) {
    let may_join = |name: &Name| {
        let is_given = lex.classes(name.tokens.start as usize).any(Classes::GIVEN_NAMES);
        name.tokens.len() == 1 && !is_given && matches!(name.entity_type, EntityType::Person | EntityType::Org)
    };
    let mut joined: Vec<Name> = Vec::with_capacity(names.len());
    for &name in names.iter() {
        match joined.last_mut() {
            Some(before)
                if may_join(before)
                    && may_join(&name)
                    && before.tokens.end + 1 == name.tokens.start
                    && lex.word(before.tokens.end as usize) == "&" =>
            {
                *before =
                    Name { tokens: TokenRange { start: before.tokens.start, end: name.tokens.end }, entity_type: EntityType::Org };
            }
            _ => joined.push(name),
        }
    }
    *names = joined;
}

/// A part of a person's full name that is a place's name as well is the person, where nothing in the text stands in, at or near it:
/// `Jordan` after `Ida Jordan`.
fn call_people(lex: Lexical<'_>, names: &mut [Name]) {
    let mut parts: FxHashMap<&str, bool> = FxHashMap::default();
    for name in names.iter().filter(|name| name.entity_type == EntityType::Person && name.tokens.len() > 1) {
        parts.insert(lex.word(name.tokens.start as usize), true);
        parts.insert(lex.word(name.tokens.end as usize - 1), true);
    }
    let is_place = |name: &Name| name.tokens.len() == 1 && matches!(name.entity_type, EntityType::Gpe | EntityType::Loc);
    for name in names.iter().filter(|name| is_place(name)) {
        let at = name.tokens.start as usize;
        let region_follows = lex.norm(at + 1) == "," && lex.tokens.items.get(at + 2).is_some_and(|t| t.shape.is_capitalised());
        let located = at.checked_sub(1).is_some_and(|before| {
            matches!(
                lex.norm(before),
                "in" | "at"
                    | "from"
                    | "to"
                    | "near"
                    | "into"
                    | "across"
                    | "outside"
                    | "around"
                    | "toward"
                    | "towards"
                    | "of"
                    | "via"
            )
        });
        if let Some(part) = parts.get_mut(lex.word(at)) {
            *part &= !(located || region_follows);
        }
    }
    for name in names.iter_mut().filter(|name| is_place(name)) {
        if parts.get(lex.word(name.tokens.start as usize)) == Some(&true) {
            name.entity_type = EntityType::Person;
        }
    }
}

/// Most names that begin with one word and are looked for.
const MOST_ALIKE: usize = 8;

/// A name of several words that the document has somewhere is the same name wherever its words stand, though the network read but
/// a part of them: `the RT Norland host` after `RT Norland`.
fn restore(lex: Lexical<'_>, names: &mut Vec<Name>) {
    let mut known: FxHashMap<&str, Vec<Name>> = FxHashMap::default();
    for name in names.iter().filter(|name| name.tokens.len() > 1) {
        let alike = known.entry(lex.word(name.tokens.start as usize)).or_default();
        if alike.len() < MOST_ALIKE && !alike.iter().any(|other| lex.phrase(other.tokens) == lex.phrase(name.tokens)) {
            alike.push(*name);
        }
    }
    if known.is_empty() {
        return;
    }
    let mut whole = Vec::with_capacity(names.len());
    let mut at = 0;
    for token in 0..lex.tokens.len() {
        while names.get(at).is_some_and(|name| name.tokens.end as usize <= token) {
            whole.push(names[at]);
            at += 1;
        }
        let is_inside = |name: &Name| (name.tokens.start as usize) < token;
        if names.get(at).is_some_and(is_inside) || whole.last().is_some_and(|name: &Name| name.tokens.end as usize > token) {
            continue;
        }
        let Some(alike) = known.get(lex.word(token)) else { continue };
        let here = |name: &&Name| {
            let tokens = TokenRange::at(token, (token + name.tokens.len()).min(lex.tokens.len()));
            lex.phrase(tokens) == lex.phrase(name.tokens)
        };
        let Some(name) = alike.iter().filter(here).max_by_key(|name| name.tokens.len()) else { continue };
        let tokens = TokenRange::at(token, token + name.tokens.len());
        let parts = names[at..].iter().take_while(|part| part.tokens.start < tokens.end).count();
        if names[at..at + parts].iter().all(|part| tokens.contains(part.tokens) && part.tokens.len() < tokens.len()) {
            whole.push(Name { tokens, ..*name });
            at += parts;
        }
    }
    whole.extend(&names[at..]);
    *names = whole;
}

/// Fewest letters of an acronym that is a name wherever it stands.
const MIN_ACRONYM: u32 = 3;

/// An acronym that is a name once is one everywhere, save beside other words in capitals. Those of the lists are left to the
/// network, which has seen them mean nothing: `the CEO`.
fn spread(lex: Lexical<'_>, names: &mut Vec<Name>) {
    let found = names.iter().filter(|name| name.tokens.len() == 1 && is_acronym(lex, name.tokens.start as usize));
    let known: FxHashMap<&str, EntityType> = found.map(|name| (lex.phrase(name.tokens), name.entity_type)).collect();
    if known.is_empty() {
        return;
    }
    let mut more = Vec::new();
    let mut at = 0;
    for token in (0..lex.tokens.len()).filter(|&token| is_acronym(lex, token)) {
        while names.get(at).is_some_and(|name| name.tokens.end as usize <= token) {
            at += 1;
        }
        let is_free = names.get(at).is_none_or(|name| name.tokens.start as usize > token);
        if let Some(&entity_type) = known.get(lex.word(token)).filter(|_| is_free) {
            more.push(Name { tokens: TokenRange::at(token, token + 1), entity_type });
        }
    }
    names.extend(more);
    names.sort_by_key(|name| name.tokens.start);
}

/// Whether the token is a word of capitals that no list holds, and no part of a longer name or code.
fn is_acronym(lex: Lexical<'_>, token: usize) -> bool {
    let stands_alone = |neighbour: usize| {
        lex.tokens.items.get(neighbour).is_none_or(|item| {
            !item.shape.is_capitalised()
                && !matches!(item.shape, Shape::Hyphen | Shape::Number)
                && !matches!(item.span.of(lex.text), "/" | "&")
        })
    };
    let item = lex.tokens.items[token];
    item.shape == Shape::Upper
        && item.span.len() >= MIN_ACRONYM
        && lex.classes(token) == Classes::NONE
        && stands_alone(token + 1)
        && token.checked_sub(1).is_none_or(stands_alone)
}
