//! The reading of the article from left to right: noun phrases and pronouns find whom they mean.
//!
//! A pronoun's candidates are the last people spoken of ([`WINDOW`]); gender must not contradict, and the weights of
//! [`score`] choose. A pronoun that no candidate fits stays open.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::article::{Article, Place, Position};
use super::clusters::{ClusterId, Clusters, told_gender};
use super::focus::Focus;
use super::roles::{self, Roles};
use crate::classes::Classes;
use crate::document::{Mention, Referent};
use crate::labels::{BlockKind, EntityType, MentionKind, QuoteKind};
use crate::span::MentionId;

/// How many mentions of people before a pronoun are candidates.
const WINDOW: usize = 50;

/// How many sentences back a pronoun reaches.
const REACH: u32 = 5;

/// From how many mentions on an entity is no more central as a candidate.
const MOST: usize = 20;

/// How many sentences back `the official` reaches.
const NOMINAL_REACH: u32 = 20;

/// Ties noun phrases and pronouns to the groups of names, or to one another.
pub fn resolve(article: &Article<'_>, clusters: &mut Clusters) {
    let roles = Roles::new(article, clusters);
    let mut memory = Memory { ahead: first_names(article, clusters), ..Memory::default() };
    let mut speaks = vec![false; article.mentions.len()];
    for speaker in article.quotes.iter().filter_map(|quote| quote.speaker) {
        speaks[speaker.index()] = true;
    }
    for (id, mention, place) in article.in_article() {
        let found = match mention.kind {
            MentionKind::Name => None,
            MentionKind::Nominal => nominal(article, clusters, &roles, &memory, mention, place),
            MentionKind::Pronoun if told_gender(mention.agreement) != 0 => pronoun(article, clusters, &memory, mention, place),
            MentionKind::Pronoun if speaks[id.index()] => {
                memory.focus.source(article, mention, place).map(|id| entity_of(clusters, id))
            }
            MentionKind::Pronoun => None,
        };
        if let Some(antecedent) = found {
            let cluster = match antecedent {
                Antecedent::Cluster(cluster) => cluster,
                Antecedent::Mention(other) => clusters.of_or_open(other, told_gender(article.mentions[other].agreement)),
            };
            clusters.add(cluster, id, told_gender(mention.agreement));
        }
        memory.keep(article, clusters, id, place);
    }
    first_person(article, clusters);
}

/// What a phrase is tied to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Antecedent {
    Cluster(ClusterId),
    /// A mention that has no group yet.
    Mention(MentionId),
}

/// What has been read so far.
#[derive(Debug, Default)]
struct Memory<'d> {
    focus: Focus,
    people: VecDeque<MentionId>,
    latest: FxHashMap<ClusterId, MentionId>,
    by_head: FxHashMap<&'d str, MentionId>,
    /// The last name that holds a common noun: `court` for `Supreme Court`.
    by_name_word: FxHashMap<&'d str, ClusterId>,
    /// The same, the first of the article.
    ahead: FxHashMap<&'d str, ClusterId>,
    /// The last names of bodies and of places.
    bodies: Recent,
    places: Recent,
}

/// The last two names of one kind.
#[derive(Debug, Default)]
struct Recent {
    last: Option<(ClusterId, u32)>,
    /// The last one of another entity.
    other: Option<u32>,
}

impl Recent {
    fn keep(&mut self, cluster: ClusterId, sentence: u32) {
        if let Some((known, at)) = self.last
            && known != cluster
        {
            self.other = Some(at);
        }
        self.last = Some((cluster, sentence));
    }

    /// The only one of its kind named in this sentence and the one before.
    fn only(&self, sentence: u32) -> Option<ClusterId> {
        let (cluster, at) = self.last?;
        let rival = self.other.is_some_and(|other| other + 1 >= sentence);
        (at + 1 >= sentence && !rival).then_some(cluster)
    }
}

impl<'d> Memory<'d> {
    fn keep(&mut self, article: &Article<'d>, clusters: &Clusters, id: MentionId, place: Place) {
        let mention = &article.mentions[id];
        if let Some(cluster) = clusters.of(id) {
            self.latest.insert(cluster, id);
            if mention.kind == MentionKind::Name && mention.referent != Referent::Person {
                self.keep_thing(article, cluster, mention, place);
            }
        }
        self.focus.keep(id, place);
        if mention.kind == MentionKind::Nominal {
            self.by_head.insert(article.lex.norm(mention.head as usize), id);
        }
        // Who wrote the article is not whom it speaks of.
        let writes = article.lex.blocks[place.block as usize].kind == BlockKind::Byline;
        if !writes && article.is_person(id) && (mention.kind != MentionKind::Pronoun || clusters.of(id).is_some()) {
            self.people.push_back(id);
            if self.people.len() > WINDOW {
                self.people.pop_front();
            }
        }
    }
}

impl<'d> Memory<'d> {
    fn keep_thing(&mut self, article: &Article<'d>, cluster: ClusterId, mention: &Mention, place: Place) {
        if let Some(head) = common_head(article, mention) {
            self.by_name_word.insert(head, cluster);
        }
        match mention.entity_type {
            Some(EntityType::Org) => self.bodies.keep(cluster, place.sentence),
            Some(EntityType::Gpe) => self.places.keep(cluster, place.sentence),
            _ => (),
        }
    }

    /// What a definite phrase for a body or place means: `the court` the Supreme Court, `the company` the one just named.
    fn thing(&self, article: &Article<'_>, mention: &Mention, place: Place) -> Option<ClusterId> {
        let head = article.lex.norm(mention.head as usize);
        // A capital means the one body of that name, though its full name may come later: "the House", "our Constitution".
        let capital = article.lex.tokens.items[mention.head as usize].shape.is_capitalised();
        let first = article.lex.norm(mention.tokens.start as usize);
        let determined = first == "the" || capital && matches!(first, "this" | "our");
        let plain = determined && mention.head == mention.tokens.start + 1 && mention.tokens.end == mention.head + 1;
        if mention.agreement.plural || !plain {
            return None;
        }
        let named = self.by_name_word.get(head).or_else(|| self.ahead.get(head).filter(|_| capital));
        if let Some(&cluster) = named {
            return Some(cluster);
        }
        match head {
            "company" | "firm" | "group" | "organisation" | "organization" | "agency" | "party" | "newspaper" | "bank" | "team"
            | "club" | "university" | "network" | "movement" | "militia" | "airline" | "retailer" | "carmaker" => {
                self.bodies.only(place.sentence)
            }
            "country" | "nation" | "city" | "town" | "state" | "village" | "kingdom" | "republic" => {
                self.places.only(place.sentence)
            }
            _ => None,
        }
    }
}

/// The first name of the article for every common noun that heads one.
fn first_names<'d>(article: &Article<'d>, clusters: &Clusters) -> FxHashMap<&'d str, ClusterId> {
    let mut first = FxHashMap::default();
    for (id, mention, _) in article.in_article().filter(|(_, m, _)| m.kind == MentionKind::Name && m.referent != Referent::Person) {
        if let (Some(head), Some(cluster)) = (common_head(article, mention), clusters.of(id)) {
            first.entry(head).or_insert(cluster);
        }
    }
    first
}

/// The common noun that heads a name of several words: it stands last or before a complement (`Supreme Court`, `Court of
/// Appeal`).
fn common_head<'d>(article: &Article<'d>, name: &Mention) -> Option<&'d str> {
    let common = Classes::ORGANISATION_NOUNS.or(Classes::PLACE_NOUNS).or(Classes::DOCUMENT_NOUNS);
    let complemented = |&token: &usize| matches!(article.lex.norm(token + 1), "of" | "for" | "in" | "on" | "to" | "against");
    let head = name.tokens.range().find(complemented).unwrap_or(name.head as usize);
    (article.lex.classes(head).any(common) && name.tokens.len() > 1).then(|| article.lex.norm(head))
}

/// What a noun phrase means: the name that it stands beside, the bearer of its role, or an earlier phrase with its head.
fn nominal(
    article: &Article<'_>,
    clusters: &Clusters,
    roles: &Roles<'_>,
    memory: &Memory<'_>,
    mention: &Mention,
    place: Place,
) -> Option<Antecedent> {
    if let Some(name) = mention.same_as {
        return clusters.of(name).map(Antecedent::Cluster);
    }
    if matches!(mention.referent, Referent::Organisation | Referent::Place | Referent::Document)
        && let Some(cluster) = memory.thing(article, mention, place)
    {
        return Some(Antecedent::Cluster(cluster));
    }
    if !roles::can_bear(mention) || !roles::is_definite(article, mention, place.headline) {
        return None;
    }
    if let Some(cluster) = roles.find(article, mention, |cluster| memory.latest.get(&cluster).copied()) {
        return Some(Antecedent::Cluster(cluster));
    }
    earlier(article, clusters, memory, mention, place).or_else(|| {
        let described = memory.focus.described(article, clusters, mention, place, |cluster| roles.has(cluster));
        described.map(Antecedent::Cluster)
    })
}

/// The phrase with the same head that a short one repeats: `the official` after `a senior official who …`.
fn earlier(article: &Article<'_>, clusters: &Clusters, memory: &Memory<'_>, mention: &Mention, place: Place) -> Option<Antecedent> {
    let &earlier = memory.by_head.get(article.lex.norm(mention.head as usize))?;
    let near = article.place_of(earlier).is_some_and(|p| p.sentence + NOMINAL_REACH >= place.sentence);
    let other = &article.mentions[earlier];
    let same = other.referent == mention.referent && !other.agreement.plural && !other.tokens.overlaps(mention.tokens);
    let plain = mention.head == mention.tokens.start + 1;
    (near && same && plain).then(|| clusters.of(earlier).map_or(Antecedent::Mention(earlier), Antecedent::Cluster))
}

/// The person that a gendered pronoun means.
fn pronoun(article: &Article<'_>, clusters: &Clusters, memory: &Memory<'_>, mention: &Mention, place: Place) -> Option<Antecedent> {
    let gender = told_gender(mention.agreement);
    // Inside his own words a speaker is `I`; a reported clause is not his own words.
    let own_words = place.quote.map(|quote| &article.quotes[quote as usize]).filter(|quote| quote.kind == QuoteKind::Direct);
    let speaker = own_words.and_then(|quote| quote.speaker).map(|id| entity_of(clusters, id));
    let mut ranked: Vec<(Antecedent, i32)> = Vec::new();
    for &candidate in memory.people.iter().rev() {
        let Some(there) = article.place_of(candidate) else { continue };
        if there.sentence + REACH < place.sentence {
            break;
        }
        let other = &article.mentions[candidate];
        let entity = entity_of(clusters, candidate);
        let known = match entity {
            Antecedent::Cluster(cluster) => clusters.get(cluster).gender,
            Antecedent::Mention(_) => told_gender(other.agreement),
        };
        let excluded = gender * known < 0
            || other.tokens.overlaps(mention.tokens)
            || speaker == Some(entity)
            || is_clause_mate(article, other, there, mention, place);
        if excluded {
            continue;
        }
        let weight = match entity {
            Antecedent::Cluster(cluster) => clusters.get(cluster).mentions.len().min(MOST) as i32,
            Antecedent::Mention(_) => 0,
        };
        let mut score = score(other, there, place) + weight + if gender * known > 0 { 8 } else { 0 };
        if there.sentence == place.sentence && is_described(article, other, mention) {
            score += 12;
        }
        match ranked.iter_mut().find(|(known, _)| *known == entity) {
            // Every further mention of a candidate speaks for it a little.
            Some((_, best)) => *best = score.max(*best) + 1,
            None => ranked.push((entity, score)),
        }
    }
    ranked.sort_by_key(|(_, score)| -score);
    ranked.first().map(|&(entity, _)| entity)
}

fn entity_of(clusters: &Clusters, id: MentionId) -> Antecedent {
    clusters.of(id).map_or(Antecedent::Mention(id), Antecedent::Cluster)
}

/// How well a mention serves as antecedent: near, subject, named, in the same paragraph and on the same side of the quotation marks.
fn score(candidate: &Mention, there: Place, here: Place) -> i32 {
    let mut score = -12 * (here.sentence - there.sentence) as i32;
    score += match there.position {
        Position::Subject => 10,
        Position::Possessor => 2,
        Position::Object | Position::Other => 0,
        Position::Oblique => -2,
    };
    score += match candidate.kind {
        MentionKind::Name => 4,
        MentionKind::Pronoun => 3,
        MentionKind::Nominal => -4,
    };
    if there.block == here.block {
        score += 3;
    }
    match (there.quote, here.quote) {
        (Some(one), Some(other)) if one == other => score += 5,
        (Some(_), _) => score -= 15,
        _ => (),
    }
    if there.position == here.position {
        score += 3;
    }
    score
}

/// Whether the pronoun stands in a relative clause about the candidate: `Adler, who has lived abroad since his fall`.
fn is_described(article: &Article<'_>, candidate: &Mention, mention: &Mention) -> bool {
    /// The longest such clause looked at, in tokens.
    const REACH: usize = 20;
    let lex = article.lex;
    let mut at = candidate.tokens.end as usize;
    at += usize::from(lex.norm(at) == ",");
    let end = mention.tokens.start as usize;
    matches!(lex.norm(at), "who" | "whose" | "whom") && end < at + REACH && !(at..end).any(|token| lex.norm(token) == ",")
}

/// Whether the candidate is the subject of the clause whose object the pronoun is: `Berg met him` is not about one person.
fn is_clause_mate(article: &Article<'_>, candidate: &Mention, there: Place, mention: &Mention, here: Place) -> bool {
    if here.position != Position::Object || there.position != Position::Subject || there.sentence != here.sentence {
        return false;
    }
    let between = candidate.tokens.end as usize..mention.tokens.start as usize;
    let breaks = |token: usize| {
        let item = &article.lex.tokens.items[token];
        item.shape.is_mark()
            || matches!(article.lex.norm(token), "that" | "who" | "which" | "and" | "but" | "as" | "when" | "while" | "to")
    };
    article.lex.norm(mention.tokens.start as usize) != "himself" && between.len() < 8 && !between.into_iter().any(breaks)
}

/// `I` and `my` inside quotation marks are the speaker.
fn first_person(article: &Article<'_>, clusters: &mut Clusters) {
    for (id, mention, place) in article.in_article() {
        if clusters.of(id).is_some() || !is_first_person(article, mention) {
            continue;
        }
        let speaker = place.quote.and_then(|quote| article.quotes[quote as usize].speaker);
        if let Some(cluster) = speaker.and_then(|speaker| clusters.of(speaker)) {
            clusters.add(cluster, id, 0);
        }
    }
}

fn is_first_person(article: &Article<'_>, mention: &Mention) -> bool {
    mention.kind == MentionKind::Pronoun && matches!(article.lex.norm(mention.head as usize), "i" | "me" | "my" | "mine" | "myself")
}

/// The one person whom the byline names, who says `I` where nobody is quoted.
fn author(article: &Article<'_>, clusters: &Clusters) -> Option<ClusterId> {
    let writes = |place: Place| article.lex.blocks[place.block as usize].kind == BlockKind::Byline;
    let people =
        article.in_article().filter(|&(id, m, place)| m.kind == MentionKind::Name && writes(place) && article.is_person(id));
    let mut authors = people.filter_map(|(id, ..)| clusters.of(id));
    let first = authors.next()?;
    authors.all(|other| other == first).then_some(first)
}

/// Opens a group for every speaker that has none; `I` outside of quotations is the author, the same collective named again in the same words is one, and so is the
/// same label of a transcript's turns (`HOST:`).
pub fn give_speakers(article: &Article<'_>, clusters: &mut Clusters) {
    let mut by_phrase: FxHashMap<String, ClusterId> = FxHashMap::default();
    let author = author(article, clusters);
    for speaker in article.quotes.iter().filter_map(|quote| quote.speaker) {
        if clusters.of(speaker).is_some() || article.place_of(speaker).is_none() {
            continue;
        }
        let mention = &article.mentions[speaker];
        let gender = told_gender(mention.agreement);
        let label = article.lex.norm(mention.tokens.end as usize) == ":";
        if is_first_person(article, mention) {
            let cluster = author.unwrap_or_else(|| *by_phrase.entry("i".to_owned()).or_insert_with(|| clusters.open()));
            clusters.add(cluster, speaker, 0);
            continue;
        }
        let repeatable = mention.kind == MentionKind::Nominal && (label || mention.referent != Referent::Person);
        if !repeatable {
            let cluster = clusters.of_or_open(speaker, gender);
            clusters.get_mut(cluster).named = mention.kind == MentionKind::Name;
            continue;
        }
        let phrase = article.phrase(speaker).to_lowercase();
        let phrase = phrase.strip_prefix("the ").unwrap_or(&phrase).to_owned();
        let cluster = *by_phrase.entry(phrase).or_insert_with(|| clusters.open());
        clusters.add(cluster, speaker, gender);
    }
    first_person(article, clusters);
}
