//! From groups to entities: name, type, aliases, title, salience.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::article::{Article, Place, Position};
use super::clusters::{Cluster, ClusterId, Clusters};
use super::keys;
use super::short_forms;
use crate::document::{Coreference, Entity, Mention, Referent};
use crate::labels::{BlockKind, EntityType, MentionKind};
use crate::span::{EntityId, MentionId};

/// The entities, most salient first, ties by first mention; a noun phrase alone that nobody quotes is none.
pub fn assemble(article: &Article<'_>, clusters: Clusters) -> Coreference {
    let (items, of) = clusters.into_parts();
    let mut speaks = vec![false; items.len()];
    let speakers = article.quotes.iter().filter_map(|quote| quote.speaker);
    for cluster in speakers.filter_map(|speaker| of.get(speaker.index()).copied().flatten()) {
        speaks[cluster.0 as usize] = true;
    }
    let mut entities: Vec<(ClusterId, Entity)> = Vec::new();
    for (index, mut cluster) in items.into_iter().enumerate() {
        let mut pronouns = cluster.mentions.iter().filter(|&&id| article.mentions[id].kind == MentionKind::Pronoun);
        if !(cluster.named || speaks[index] || pronouns.next().is_some()) || cluster.mentions.is_empty() {
            continue;
        }
        cluster.mentions.sort_unstable();
        entities.push((ClusterId(index as u32), entity(article, cluster)));
    }
    entities.sort_by(|(_, a), (_, b)| b.salience.total_cmp(&a.salience).then(a.mentions[0].cmp(&b.mentions[0])));

    let mut index_of = vec![None; speaks.len()];
    for (index, (cluster, _)) in entities.iter().enumerate() {
        index_of[cluster.0 as usize] = Some(EntityId::new(index));
    }
    let entity_of = of.iter().map(|cluster| cluster.and_then(|c| index_of[c.0 as usize])).collect();
    Coreference { entities: entities.into_iter().map(|(_, entity)| entity).collect(), entity_of }
}

fn entity(article: &Article<'_>, cluster: Cluster) -> Entity {
    let mentions = || cluster.mentions.iter().map(|&id| (id, &article.mentions[id]));
    let names = || mentions().filter(|(_, mention)| mention.kind == MentionKind::Name);
    let learns = |(_, mention): (MentionId, &Mention)| {
        let last = article.lex.norm(mention.head as usize);
        mention.entity_type == Some(EntityType::Org) && mention.tokens.len() > 1 && short_forms::is_learning(last)
    };
    let entity_type = if cluster.named && names().any(learns) {
        Some(EntityType::Org)
    } else if cluster.named {
        majority_type(names())
    } else {
        mentions().find_map(|(_, m)| m.entity_type)
    };
    let telling = if cluster.named { fullest_name(article, names()) } else { fullest_phrase(article, mentions()) };
    let name = article.phrase(telling);
    let mut aliases: Vec<String> = Vec::new();
    if cluster.named {
        for (id, _) in names() {
            push_alias(&mut aliases, &name, article.phrase(id));
        }
    }
    let referent = match entity_type {
        _ if !cluster.named => article.mentions[telling].referent,
        Some(entity_type) => Referent::of_type(entity_type),
        None => Referent::Other,
    };
    Entity {
        entity_type,
        named: cluster.named,
        referent,
        aliases,
        title: mentions().find_map(|(_, m)| m.title).map(|title| article.tidy(title)),
        salience: salience(article, &cluster),
        name,
        mentions: cluster.mentions,
    }
}

/// Adds a name that is new; the window keeps an entity with very many names cheap.
fn push_alias(aliases: &mut Vec<String>, name: &str, alias: String) {
    /// More names of one entity than any article gives.
    const MOST: usize = 64;
    if alias != name && aliases.len() < MOST && !aliases.contains(&alias) {
        aliases.push(alias);
    }
}

/// The type that most names have; a name of several words counts twice, ties go to the first.
fn majority_type<'m>(names: impl Iterator<Item = (MentionId, &'m Mention)>) -> Option<EntityType> {
    let mut votes: Vec<(EntityType, usize)> = Vec::new();
    for (_, mention) in names {
        let Some(entity_type) = mention.entity_type else { continue };
        let weight = mention.tokens.len().min(2);
        match votes.iter_mut().find(|(known, _)| *known == entity_type) {
            Some((_, votes)) => *votes += weight,
            None => votes.push((entity_type, weight)),
        }
    }
    votes.into_iter().rev().max_by_key(|&(_, votes)| votes).map(|(entity_type, _)| entity_type)
}

/// The name that tells most. One whose words another holds too is a short form of it (`Berg` of `Anna Berg`); of the others
/// the one used most, of equals the one with most words, not in capitals, the longest, the first. A word alone is told again in
/// full where it can be.
fn fullest_name<'m>(article: &Article<'_>, names: impl Iterator<Item = (MentionId, &'m Mention)>) -> MentionId {
    /// More names of one entity than any article gives.
    const MOST: usize = 64;
    let mut forms: Vec<Form> = Vec::new();
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    for (id, mention) in names {
        let text = article.lex.phrase(mention.tokens);
        match known.get(text) {
            Some(&at) => forms[at].times += 1,
            None if forms.len() < MOST => {
                known.insert(text, forms.len());
                forms.push(Form { id, times: 1, words: keys::words(article.lex, mention.tokens) });
            }
            None => (),
        }
    }
    let best = forms.iter().max_by_key(|form| {
        let tokens = article.mentions[form.id].tokens;
        let is_short = forms.iter().any(|other| other.holds(form));
        // A full stop that ended a sentence makes no name fuller.
        let text = article.lex.phrase(tokens).trim_end_matches('.');
        let capitals = text.len() > 5 && !text.chars().any(char::is_lowercase);
        let is_stopped = tokens.len() == 1 && article.lex.phrase(tokens).ends_with('.');
        let alone = form.words.len() < 2;
        (!is_short, !alone, form.times, tokens.len(), !capitals, text.len(), !is_stopped, Reverse(form.id))
    });
    best.map(|form| form.id).expect("a named cluster holds a name")
}

/// One way in which an entity is named.
struct Form {
    /// The first mention.
    id: MentionId,
    times: usize,
    words: Vec<String>,
}

impl Form {
    /// Whether it has all words of a shorter form.
    fn holds(&self, short: &Self) -> bool {
        self.words.len() > short.words.len() && short.words.iter().all(|word| self.words.contains(word))
    }
}

/// The longest noun phrase that is not too long to be shown; the first mention where there is none.
fn fullest_phrase<'m>(article: &Article<'_>, mentions: impl Iterator<Item = (MentionId, &'m Mention)>) -> MentionId {
    let best = mentions.max_by_key(|(id, mention)| {
        let nominal = mention.kind == MentionKind::Nominal;
        (nominal, article.lex.span(mention.tokens).len().min(60), Reverse(*id))
    });
    best.map(|(id, _)| id).expect("a cluster holds a mention")
}

/// How central: how often, how early, how often as subject; names more than pronouns. Rises from 0 towards 1.
fn salience(article: &Article<'_>, cluster: &Cluster) -> f32 {
    /// The weight at which salience is one half.
    const HALF: f32 = 6.0;
    let weight = |mention: &Mention, place: Place| {
        let kind = match mention.kind {
            MentionKind::Name => 1.0,
            MentionKind::Nominal => 0.7,
            MentionKind::Pronoun => 0.5,
        };
        let subject = if place.position == Position::Subject { 1.4 } else { 1.0 };
        let early = match article.lex.blocks[place.block as usize].kind {
            BlockKind::Headline => 3.0,
            // Who wrote the article, and for whom, is not what it is about.
            BlockKind::Byline | BlockKind::Dateline => 0.1,
            _ if place.block < 4 => 1.5,
            _ => 1.0,
        };
        kind * subject * early
    };
    let placed = cluster.mentions.iter().filter_map(|&id| Some((&article.mentions[id], article.place_of(id)?)));
    let sum: f32 = placed.map(|(mention, place)| weight(mention, place)).sum();
    sum / (sum + HALF)
}
