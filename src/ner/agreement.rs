//! Agreement over the document: one name, one type.
//!
//! The evidence of all mentions of a name is added up; a last name follows the full name, an acronym in parentheses the
//! name before it. A name whose only mentions carry no weight is dropped.

use rustc_hash::FxHashMap;

use crate::document::{Name, Shape};
use crate::features::Proposal;
use crate::labels::{EntityType, Xpos};

use super::evidence::Scores;
use super::{BODIES, CALLED_EVENTS, Candidate, Classes, NAMES, PERSONAL, Reader};

/// How far the evidence of one mention's context counts, in points.
const CONTEXT_LIMIT: i16 = 8;
/// How far the contexts of all mentions count.
const DOCUMENT_LIMIT: i16 = 10;
/// How far they count against the word lists.
const LISTED_LIMIT: i16 = 4;
/// Points below which a lone word whose capital says nothing is no name.
const FLOOR: i16 = 2;
/// Points of a full name's own words that make its last name a person although it is a listed place.
const SURE_PERSON: i16 = 6;

/// Lead of a type that no evidence outweighs.
const CERTAIN: i16 = 16;

/// A name's evidence over the document.
#[derive(Default)]
struct Dossier {
    own: Scores,
    context: Scores,
    listed: bool,
}

/// Names with their types, in order.
pub(super) fn decide(reader: &Reader<'_>, candidates: &[Candidate]) -> Vec<Proposal> {
    let mut ids: FxHashMap<String, usize> = FxHashMap::default();
    let mut dossiers: Vec<Dossier> = Vec::new();
    let mut of = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let id = *ids.entry(key(reader, candidate)).or_insert_with(|| {
            dossiers.push(Dossier { own: candidate.own, context: Scores::default(), listed: is_listed(reader, candidate) });
            dossiers.len() - 1
        });
        let dossier = &mut dossiers[id];
        if candidate.own.of(EntityType::Person) > dossier.own.of(EntityType::Person) {
            dossier.own = candidate.own;
        }
        dossier.context.add_all(&candidate.context, CONTEXT_LIMIT);
        of.push(id);
    }
    let mut totals: Vec<Scores> = dossiers
        .iter()
        .map(|d| {
            let mut total = d.own;
            if d.listed {
                total.add_to_own(&d.own, &d.context, LISTED_LIMIT);
            } else {
                total.add_all(&d.context, DOCUMENT_LIMIT);
            }
            total
        })
        .collect();
    let tied = tie_last_names(reader, candidates, &of, &ids, &mut totals);
    tie_short_forms(reader, candidates, &of, &ids, &mut totals);
    tie_acronyms(reader, candidates, &of, &mut totals);

    let mut names = Vec::with_capacity(candidates.len());
    for (candidate, &id) in candidates.iter().zip(&of) {
        let mut scores = totals[id];
        if dossiers[id].listed {
            scores.add_to_own(&totals[id], &candidate.context, LISTED_LIMIT);
        } else {
            scores.add_all(&candidate.context, CONTEXT_LIMIT);
        }
        let (entity_type, points) = scores.best();
        if candidate.weak && points < FLOOR || candidate.plain && !tied[id] && !is_singled_out(reader, candidate) {
            continue;
        }
        if is_named_with_article(reader, candidate) {
            names.push(Proposal { name: Name { tokens: candidate.tokens, entity_type: EntityType::Org }, lead: CERTAIN });
            continue;
        }
        let lead = points.saturating_sub(scores.second());
        names.push(Proposal { name: Name { tokens: candidate.tokens, entity_type }, lead });
    }
    names
}

/// Whether an article with a capital makes the words a listed body's name: `in The New Yorker`, where a New Yorker is a person.
fn is_named_with_article(reader: &Reader<'_>, candidate: &Candidate) -> bool {
    let (start, end) = (candidate.tokens.start as usize, candidate.tokens.end as usize);
    let Some(article) = start.checked_sub(1) else { return false };
    let lex = reader.lex;
    let inside =
        lex.sentence_of(article).and_then(|id| lex.sentences.get(id.index())).is_some_and(|s| s.tokens.start < article as u32);
    inside && lex.word(article) == "The" && !reader.phrase(article, end, BODIES).is_empty()
}

/// Whether the text makes a name of an ordinary noun by writing it with a capital wherever it stands: `the House`, `the Constitution`.
/// Words for a kind of body or person say nothing by their capital (`the Company`, `the Minister`), nor do members of an enumeration.
fn is_singled_out(reader: &Reader<'_>, candidate: &Candidate) -> bool {
    let kinds = Classes::ORGANISATION_HEADS
        .or(Classes::ORGANISATION_NOUNS)
        .or(Classes::PEOPLE_NOUNS)
        .or(Classes::PERSON_NOUNS)
        .or(Classes::TITLES)
        .or(Classes::SECTION_NAMES);
    let lex = reader.lex;
    let (token, next) = (candidate.tokens.start as usize, candidate.tokens.end as usize);
    let noun = reader.dictionary.get(lex.norm(token)).is_some_and(|r| r.first == Xpos::Nn);
    let capitalised = |at: usize| lex.tokens.items.get(at).is_some_and(|t| t.shape.is_capitalised());
    let listed =
        lex.norm(next) == "and" && capitalised(next + 1) || token > 1 && lex.norm(token - 1) == "and" && capitalised(token - 2);
    noun && !listed && !lex.classes(token).any(kinds) && reader.words.is_always_capitalised(lex.norm(token))
}

/// Whether the whole name stands in a list of names.
fn is_listed(reader: &Reader<'_>, candidate: &Candidate) -> bool {
    is_listed_part(reader, candidate.tokens.start as usize, candidate.tokens.end as usize)
}

/// The name's words in lower case, one space between them.
fn key(reader: &Reader<'_>, candidate: &Candidate) -> String {
    let mut key = String::new();
    for token in candidate.tokens.range() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(reader.lex.norm(token));
    }
    key
}

/// Last names (and first names) of the document's people are people; says which names were tied to one.
fn tie_last_names(
    reader: &Reader<'_>,
    candidates: &[Candidate],
    of: &[usize],
    ids: &FxHashMap<String, usize>,
    totals: &mut [Scores],
) -> Vec<bool> {
    let mut tied = vec![false; totals.len()];
    let mut seen = vec![false; totals.len()];
    for (candidate, &id) in candidates.iter().zip(of) {
        if candidate.tokens.len() < 2 || seen[id] {
            continue;
        }
        seen[id] = true;
        let (entity_type, points) = totals[id].best();
        let (start, end) = (candidate.tokens.start as usize, candidate.tokens.end as usize);
        if entity_type == EntityType::Person && points >= 4 {
            let mut particle = end - 1;
            while particle > start + 1 && !reader.lex.tokens.items[particle - 1].shape.is_capitalised() {
                particle -= 1;
            }
            let parts =
                [(end - 1, end, 8), (particle, end, 8), (particle.saturating_sub(1).max(start), end, 8), (start, start + 1, 3)];
            let mut done = Vec::with_capacity(parts.len());
            for (from, to, points) in parts {
                let part = phrase(reader, from, to);
                if let Some(&other) = ids.get(&part)
                    && other != id
                    && !done.contains(&other)
                    && (!is_listed_part(reader, from, to) || candidate.own.of(EntityType::Person) >= SURE_PERSON)
                {
                    let sure = candidate.own.of(EntityType::Person) >= SURE_PERSON && from > start;
                    tied[other] = true;
                    totals[other].add(EntityType::Person, if sure { 2 * points } else { points });
                    done.push(other);
                }
            }
            // `the Garvins`: the family, although an article before a name speaks against a person.
            if let Some(&family) = ids.get(&format!("{}s", reader.lex.norm(end - 1))) {
                totals[family].add(EntityType::Person, 12);
            }
        } else if entity_type == EntityType::Event && CALLED_EVENTS.contains(&reader.lex.norm(start)) {
            // `Cyclone Odalys`, then `Odalys`.
            if let Some(&other) = ids.get(&phrase(reader, start + 1, end)) {
                totals[other].add(EntityType::Event, 12);
            }
        } else if entity_type == EntityType::Org
            && let Some(&other) = ids.get(reader.lex.norm(start))
            && !reader.lex.classes(start).any(PERSONAL.or(Classes::CITIES).or(Classes::COUNTRIES).or(Classes::DEMONYMS))
        {
            // A firm is called by its first word; the first word of a ministry or a newspaper may be a place.
            let headed = reader.lex.classes(end - 1).any(Classes::ORGANISATION_HEADS);
            totals[other].add(EntityType::Org, if headed { 2 } else { 3 });
        }
    }
    tied
}

/// `Kellner Holdings Ltd.` and `Kellner Holdings`: an organisation's name without its legal form or head word is the organisation's.
fn tie_short_forms(
    reader: &Reader<'_>,
    candidates: &[Candidate],
    of: &[usize],
    ids: &FxHashMap<String, usize>,
    totals: &mut [Scores],
) {
    for (candidate, &id) in candidates.iter().zip(of) {
        let (start, mut end) = (candidate.tokens.start as usize, candidate.tokens.end as usize - 1);
        let head = reader.lex.classes(end);
        // `Andy Meyer Foundation` leaves `Andy Meyer` a person.
        let person = reader.lex.classes(start).any(Classes::GIVEN_NAMES) && !head.any(Classes::LEGAL_FORMS);
        if end < start + 2 || person || !head.any(Classes::LEGAL_FORMS.or(Classes::ORGANISATION_HEADS)) {
            continue;
        }
        if reader.lex.word(end - 1) == "," {
            end -= 1;
        }
        if totals[id].best().0 == EntityType::Org
            && let Some(&other) = ids.get(&phrase(reader, start, end))
            && other != id
            && !is_listed_part(reader, start, end)
        {
            totals[other].add(EntityType::Org, 8);
        }
    }
}

fn is_listed_part(reader: &Reader<'_>, from: usize, to: usize) -> bool {
    !reader.phrase(from, to, NAMES).is_empty()
}

fn phrase(reader: &Reader<'_>, from: usize, to: usize) -> String {
    let words: Vec<&str> = (from..to).map(|t| reader.lex.norm(t)).collect();
    words.join(" ")
}

/// `Harakat Nur al-Bahr (HNB)`: an acronym in parentheses and the name before it are one thing, and no person.
fn tie_acronyms(reader: &Reader<'_>, candidates: &[Candidate], of: &[usize], totals: &mut [Scores]) {
    let lex = reader.lex;
    for pair in candidates.windows(2).zip(of.windows(2)) {
        let ([full, short], [full_id, short_id]) = pair else { continue };
        let at = short.tokens.start as usize;
        let acronym = short.tokens.len() == 1
            && lex.tokens.items[at].shape != Shape::Title
            && full.tokens.end + 1 == short.tokens.start
            && lex.word(at - 1) == "("
            && lex.norm(at + 1) == ")";
        if !acronym || full.tokens.len() < 2 || is_listed(reader, short) {
            continue;
        }
        let (entity_type, _) = totals[*full_id].best();
        let entity_type = match entity_type {
            EntityType::Person | EntityType::Gpe | EntityType::Loc | EntityType::Norp => EntityType::Org,
            other => other,
        };
        totals[*full_id].add(entity_type, 10);
        totals[*short_id].add(entity_type, 10);
    }
}
