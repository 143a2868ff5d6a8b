//! Surnames that the text has told in a full name, put right where they stand alone: with the particles that belong to them
//! (`van der Marlow` after `Joost van der Marlow`), and where a common word that opens a sentence is one (`Brands, a lawyer, said` after
//! `Wopke Brands`).

use rustc_hash::FxHashMap;

use crate::classes::Classes;
use crate::document::{Lexical, Name, Shape, Tag};
use crate::labels::{EntityType, Xpos};
use crate::span::TokenRange;

/// Most particles before a surname.
const MOST_PARTICLES: usize = 3;

/// Most lists of particles before one surname.
const MOST_LISTS: usize = 8;

/// What full names tell of a surname.
#[derive(Default)]
struct Told {
    /// The particles before it, each list once.
    particles: Vec<Vec<String>>,
    /// Whether the text has the word in lower case too.
    is_word: bool,
}

/// Mends the names, which are in order.
pub(super) fn mend(lex: Lexical<'_>, tags: &[Tag], names: &mut Vec<Name>) {
    let mut surnames: FxHashMap<&str, Told> = FxHashMap::default();
    for name in names.iter().filter(|name| name.entity_type == EntityType::Person && name.tokens.len() > 1) {
        let last = name.tokens.end as usize - 1;
        if lex.tokens.items[last].shape == Shape::Title && lex.tokens.items[name.tokens.start as usize].shape.is_capitalised() {
            let told = surnames.entry(lex.word(last)).or_default();
            let particles = particles_before(lex, last, name.tokens.start as usize + 1);
            if !particles.is_empty() && told.particles.len() < MOST_LISTS && !told.particles.contains(&particles) {
                told.particles.push(particles);
            }
        }
    }
    if surnames.is_empty() {
        return;
    }
    let lower: rustc_hash::FxHashSet<&str> =
        (0..lex.tokens.len()).filter(|&t| lex.tokens.items[t].shape == Shape::Lower).map(|t| lex.norm(t)).collect();
    surnames.iter_mut().for_each(|(word, told)| told.is_word = lower.contains(word.to_lowercase().as_str()));
    widen(lex, &surnames, names);
    add(lex, tags, &surnames, names);
}

/// The words in lower case right before a surname, not before the token `floor`.
fn particles_before(lex: Lexical<'_>, surname: usize, floor: usize) -> Vec<String> {
    let from = surname.saturating_sub(MOST_PARTICLES).max(floor);
    let before = (from..surname).rev().take_while(|&token| lex.tokens.items[token].shape == Shape::Lower);
    let mut particles: Vec<String> = before.map(|token| lex.norm(token).to_owned()).collect();
    particles.reverse();
    particles
}

/// Takes in the particles that a full name has before the same surname.
fn widen(lex: Lexical<'_>, surnames: &FxHashMap<&str, Told>, names: &mut [Name]) {
    let mut floor = 0;
    for name in names.iter_mut() {
        let start = name.tokens.start as usize;
        if name.tokens.len() == 1
            && name.entity_type == EntityType::Person
            && let Some(told) = surnames.get(lex.word(start))
        {
            let stand = |particles: &&Vec<String>| {
                start >= floor + particles.len()
                    && particles.iter().rev().enumerate().all(|(back, word)| lex.norm(start - 1 - back) == word)
            };
            if let Some(particles) = told.particles.iter().filter(stand).max_by_key(|particles| particles.len()) {
                name.tokens.start -= particles.len() as u32;
            }
        }
        floor = name.tokens.end as usize;
    }
}

/// Adds the surnames that open a sentence and do what people do there.
fn add(lex: Lexical<'_>, tags: &[Tag], surnames: &FxHashMap<&str, Told>, names: &mut Vec<Name>) {
    let mut more = Vec::new();
    let mut at = 0;
    for sentence in lex.sentences {
        let start = sentence.tokens.start as usize;
        let quoted = matches!(lex.tokens.items[start].shape, Shape::Quote);
        let first = start + usize::from(quoted);
        if first + 2 >= sentence.tokens.end as usize {
            continue;
        }
        while names.get(at).is_some_and(|name| name.tokens.end as usize <= first) {
            at += 1;
        }
        let is_free = names.get(at).is_none_or(|name| name.tokens.start as usize > first + 1);
        let told = surnames.get(lex.word(first)).filter(|_| is_free);
        if told.is_some_and(|told| !told.is_word) && acts(lex, tags, first + 1) {
            more.push(Name { tokens: TokenRange::at(first, first + 1), entity_type: EntityType::Person });
        }
    }
    if !more.is_empty() {
        names.extend(more);
        names.sort_by_key(|name| name.tokens.start);
    }
}

/// Whether what stands after a word tells that it is somebody: a verb of saying, an apposition, a relative clause, a possessive.
fn acts(lex: Lexical<'_>, tags: &[Tag], after: usize) -> bool {
    let described = lex.norm(after) == "," && matches!(lex.norm(after + 1), "a" | "an" | "the" | "who" | "whose");
    let says = lex.classes(after).any(Classes::SPEECH_VERBS) && matches!(tags[after].xpos, Xpos::Vbd | Xpos::Vbz);
    described || says || tags[after].xpos == Xpos::Pos
}
