//! What is known of an article as a whole before its anaphors are resolved: whom it speaks of most, who wrote it, and whether it is
//! told in the first person.

use rustc_hash::FxHashMap;

use super::article::{Article, Place};
use super::clusters::{ClusterId, Clusters};
use super::memory::Antecedent;
use crate::document::{Block, Mention, Quote};
use crate::labels::{BlockKind, EntityType, MentionKind, QuoteKind, Xpos};
use crate::span::MentionId;

/// How many entities of a type are ranked.
const RANKED: usize = 3;

/// From how many questions on a text can be an interview.
const QUESTIONS: usize = 3;

/// From how many questions on somebody who is said to be interviewed answers them.
const FEWEST_QUESTIONS: usize = 2;

/// The average length of an answer in bytes: where people only talk, turns are shorter.
const ANSWER: usize = 160;

/// The article as a whole.
#[derive(Debug, Default)]
pub struct Profile {
    types: Vec<Option<EntityType>>,
    /// The most named entities of each type, with their rank.
    tops: FxHashMap<ClusterId, u32>,
    /// The most named people, the most named first.
    pub people: Vec<ClusterId>,
    author: Option<ClusterId>,
    /// How often `I` stands outside of quotation marks, in steps.
    pub first_persons: u32,
    /// Whether paragraphs that are questions alternate with answers, in which somebody says `I`.
    pub is_interview: bool,
    /// Who answers the article's questions: one, or a few.
    interviewees: Vec<ClusterId>,
    /// The people whom each block names, and the one who says `I am Anna Berg` in it.
    named_in: FxHashMap<u32, Vec<ClusterId>>,
    introduced: FxHashMap<u32, ClusterId>,
    /// For every block whether it ends in a question mark.
    asks: Vec<bool>,
    /// For every mention whether somebody quotes it.
    speaks: Vec<bool>,
    /// For every mention with which reported speech begins, its speaker: `Berg said he`, `Berg said that he`.
    reported_by: FxHashMap<MentionId, MentionId>,
    /// The ends of the quotes, in order, with their speakers.
    spoken: Vec<(u32, MentionId)>,
    /// For every speaker where his quotes with quotation marks begin, and who is named in them.
    said: FxHashMap<MentionId, Said>,
}

/// What somebody says in quotation marks.
#[derive(Debug)]
struct Said {
    start: u32,
    names: Vec<ClusterId>,
}

impl Profile {
    /// Reads the groups of names.
    pub fn new(article: &Article<'_>, clusters: &Clusters) -> Self {
        let asks = article.lex.blocks.iter().map(|block| asks(article, block)).collect();
        let mut speaks = vec![false; article.mentions.len()];
        for speaker in article.quotes.iter().filter_map(|quote| quote.speaker) {
            speaks[speaker.index()] = true;
        }
        // Who is quoted beside, in a relative clause, is not who goes on speaking.
        let beside = |quote: &Quote| quote.source.is_some_and(|source| source.of(article.lex.text) == "who");
        let mut spoken: Vec<(u32, MentionId)> = article
            .quotes
            .iter()
            .filter(|quote| !beside(quote))
            .filter_map(|quote| Some((quote.content.last()?.end, quote.speaker?)))
            .collect();
        spoken.sort_unstable();
        let (reported_by, said) = (reported_by(article), said(article, clusters));
        let mut profile = Self { author: author(article, clusters), asks, speaks, reported_by, spoken, said, ..Self::default() };
        let mut counts: Vec<FxHashMap<EntityType, u32>> = Vec::new();
        let mut first_persons = 0;
        for (id, mention, place) in article.in_article() {
            let first =
                mention.kind == MentionKind::Pronoun && matches!(article.lex.norm(mention.head as usize), "i" | "me" | "my");
            first_persons += u32::from(first && place.quote.is_none());
            let (Some(cluster), Some(entity_type)) = (clusters.of(id), mention.entity_type) else { continue };
            let index = cluster.0 as usize;
            counts.resize_with(counts.len().max(index + 1), FxHashMap::default);
            *counts[index].entry(entity_type).or_default() += mention.tokens.len().min(2) as u32;
        }
        let questions = profile.asks.iter().filter(|&&asks| asks).count();
        let answers =
            || article.lex.blocks.iter().zip(&profile.asks).filter(|(block, asks)| block.kind == BlockKind::Body && !*asks);
        let letters: usize = answers().map(|(block, _)| block.span.len() as usize).sum();
        profile.is_interview =
            questions >= QUESTIONS && first_persons as usize >= questions && letters >= ANSWER * answers().count().max(questions);
        if questions >= FEWEST_QUESTIONS && first_persons > 0 {
            profile.interviewees = interviewees(article, clusters);
            profile.read_answers(article, clusters);
        }
        profile.first_persons = match first_persons {
            0 => 0,
            1..=2 => 1,
            3..=9 => 2,
            _ => 3,
        };
        let majority = |counts: &FxHashMap<EntityType, u32>| counts.iter().max_by_key(|(t, n)| (**n, **t as u32)).map(|(t, _)| *t);
        profile.types = counts.iter().map(majority).collect();
        let mut by_type: FxHashMap<EntityType, Vec<ClusterId>> = FxHashMap::default();
        for (index, entity_type) in profile.types.iter().enumerate() {
            if let Some(entity_type) = entity_type {
                by_type.entry(*entity_type).or_default().push(ClusterId(index as u32));
            }
        }
        for (entity_type, mut entities) in by_type {
            entities.sort_by_key(|&id| (std::cmp::Reverse(clusters.get(id).mentions.len()), id));
            entities.truncate(RANKED);
            profile.tops.extend(entities.iter().enumerate().map(|(rank, &id)| (id, rank as u32 + 1)));
            if entity_type == EntityType::Person {
                profile.people = entities;
            }
        }
        profile
    }

    /// The type that most names of the entity have.
    pub fn entity_type(&self, id: ClusterId) -> Option<EntityType> {
        self.types.get(id.0 as usize).copied().flatten()
    }

    /// The place of the entity among the most named of its type, from 1; 0 for the others.
    pub fn top_rank(&self, entity: Antecedent) -> u32 {
        match entity {
            Antecedent::Cluster(id) => self.tops.get(&id).copied().unwrap_or(0),
            Antecedent::Mention(_) => 0,
        }
    }

    /// Whether the byline names the entity.
    pub fn is_author(&self, entity: Antecedent) -> bool {
        self.author.is_some_and(|author| entity == Antecedent::Cluster(author))
    }

    /// The one whom the byline names.
    pub const fn author(&self) -> Option<ClusterId> {
        self.author
    }

    /// Whether the mention is the source of a quote.
    pub fn speaks(&self, id: MentionId) -> bool {
        self.speaks.get(id.index()).copied().unwrap_or(false)
    }

    /// Whose words in no quotation marks begin with the mention.
    pub fn reported_by(&self, id: MentionId) -> Option<MentionId> {
        self.reported_by.get(&id).copied()
    }

    /// Who was quoted last before a mention that begins at an offset, other than by that mention, and where the quote ends.
    pub fn spoke_before(&self, id: MentionId, offset: u32) -> Option<(u32, MentionId)> {
        let after = self.spoken.partition_point(|&(end, _)| end <= offset);
        self.spoken[..after].iter().rev().find(|&&(_, speaker)| speaker != id).copied()
    }

    /// Where the words in quotation marks begin of which the mention is the source.
    pub fn speaks_from(&self, id: MentionId) -> Option<u32> {
        self.said.get(&id).map(|said| said.start)
    }

    /// Whether somebody is named in the quotation of which the mention is the source.
    pub fn speaks_of(&self, id: MentionId, cluster: ClusterId) -> bool {
        self.said.get(&id).is_some_and(|said| said.names.contains(&cluster))
    }

    /// Notes who is named in each block by others, and who by himself.
    fn read_answers(&mut self, article: &Article<'_>, clusters: &Clusters) {
        if self.interviewees.is_empty() {
            return;
        }
        for (id, mention, place) in article.in_article().filter(|(_, m, _)| m.kind == MentionKind::Name) {
            let Some(cluster) = clusters.of(id).filter(|cluster| self.interviewees.contains(cluster)) else { continue };
            if introduces_himself(article, mention) {
                self.introduced.insert(place.block, cluster);
            } else {
                self.named_in.entry(place.block).or_default().push(cluster);
            }
        }
    }

    /// Who says `I` in an answer outside of quotation marks: who is said to be interviewed, of several the one who tells his name there or whom the answer
    /// does not speak of.
    pub fn answers(&self, block: u32) -> Option<ClusterId> {
        if self.asks(block) {
            return None;
        }
        if let [one] = self.interviewees.as_slice() {
            return Some(*one);
        }
        let named = self.named_in.get(&block).map(Vec::as_slice).unwrap_or_default();
        let mut silent = self.interviewees.iter().filter(|one| !named.contains(one));
        let only = silent.next().copied().filter(|_| silent.next().is_none());
        self.introduced.get(&block).copied().or(only)
    }

    /// Whom a question outside of quotation marks calls `you`: the one who is interviewed.
    pub fn asked(&self, place: Place) -> Option<ClusterId> {
        match self.interviewees.as_slice() {
            [one] if place.quote.is_none() && self.asks(place.block) => Some(*one),
            _ => None,
        }
    }

    /// Whether the block is a question.
    pub fn asks(&self, block: u32) -> bool {
        self.asks.get(block as usize).copied().unwrap_or(false)
    }
}

fn said(article: &Article<'_>, clusters: &Clusters) -> FxHashMap<MentionId, Said> {
    let mut all: FxHashMap<MentionId, Said> = FxHashMap::default();
    let direct = |quote: &Quote| quote.kind == QuoteKind::Direct;
    for quote in article.quotes.iter().filter(|quote| direct(quote)) {
        if let (Some(speaker), Some(first)) = (quote.speaker, quote.content.first()) {
            let said = all.entry(speaker).or_insert(Said { start: first.start, names: Vec::new() });
            said.start = said.start.min(first.start);
        }
    }
    for (id, mention, place) in article.in_article().filter(|(_, mention, _)| mention.kind == MentionKind::Name) {
        let quote = place.quote.map(|quote| &article.quotes[quote as usize]).filter(|quote| direct(quote));
        let said = quote.and_then(|quote| quote.speaker).and_then(|speaker| all.get_mut(&speaker));
        // "This is the Berg plan" speaks of a plan.
        let alone = article.tags.get(mention.tokens.end as usize).is_none_or(|tag| !matches!(tag.xpos, Xpos::Nn | Xpos::Nns));
        if let (Some(said), Some(cluster), true) = (said, clusters.of(id), alone) {
            said.names.push(cluster);
        }
    }
    all
}

fn reported_by(article: &Article<'_>) -> FxHashMap<MentionId, MentionId> {
    let reported = article.quotes.iter().filter(|quote| quote.kind == QuoteKind::Indirect);
    let starts: FxHashMap<u32, MentionId> =
        reported.filter_map(|quote| Some((quote.content.first()?.start, quote.speaker?))).collect();
    let begun = article.in_article().filter_map(|(id, mention, _)| {
        let first = mention.tokens.start as usize;
        let start = |token: usize| article.lex.tokens.items.get(token).map(|token| token.span.start);
        let that = first.checked_sub(1).filter(|&before| article.lex.norm(before) == "that");
        let by = |offset: Option<u32>| offset.and_then(|offset| starts.get(&offset).copied());
        let speaker = by(start(first)).or_else(|| by(that.and_then(start)))?;
        (speaker != id).then_some((id, speaker))
    });
    begun.collect()
}

/// The people of whom the text says that it interviews them: `An interview with Anna Berg`, or, before the first question, `Berg spoke
/// to the Courier`. Nobody where it says so of many.
fn interviewees(article: &Article<'_>, clusters: &Clusters) -> Vec<ClusterId> {
    /// More people are no interview.
    const MOST: usize = 3;
    let body = |block: &Block| matches!(block.kind, BlockKind::Body | BlockKind::Subhead);
    let question = article.lex.blocks.iter().position(|block| body(block) && asks(article, block));
    let mut told: Vec<ClusterId> = Vec::new();
    for (id, mention, place) in article.in_article() {
        let early = question.is_none_or(|question| (place.block as usize) < question);
        let person = mention.kind == MentionKind::Name && mention.entity_type == Some(EntityType::Person);
        let Some(cluster) = clusters.of(id).filter(|_| person && place.quote.is_none()) else { continue };
        let byline = article.lex.blocks[place.block as usize].kind == BlockKind::Byline;
        if !byline && !told.contains(&cluster) && interviews(article, place, early) {
            told.push(cluster);
        }
    }
    if told.len() > MOST { Vec::new() } else { told }
}

/// Whether somebody tells his name: `I'm Anna Berg`, `my name is Berg`.
fn introduces_himself(article: &Article<'_>, name: &Mention) -> bool {
    let start = name.tokens.start as usize;
    let word = |back: usize| start.checked_sub(back).map_or("", |at| article.lex.norm(at));
    matches!((word(2), word(1)), ("i", "am" | "'m" | "’m")) || (word(3), word(2), word(1)) == ("my", "name", "is")
}

/// Whether the sentence tells of an interview; where it may `talk` alone tells so.
fn interviews(article: &Article<'_>, place: Place, talk: bool) -> bool {
    /// How far behind the verb the one stands to whom somebody talks: `tells the Evening Courier about`.
    const REACH: usize = 4;
    let Some(sentence) = article.lex.sentences.get(place.sentence as usize) else { return false };
    let talks = |token: usize| {
        let told = matches!(
            article.lex.norm(token),
            "spoke" | "speaks" | "talked" | "talks" | "sat" | "chatted" | "chats" | "discusses" | "discussed" | "tells"
        );
        let after = token + 1..(token + 1 + REACH).min(sentence.tokens.end as usize);
        told && after.into_iter().any(|token| matches!(article.lex.norm(token), "with" | "to" | "down" | "about"))
    };
    sentence.tokens.range().any(|token| {
        let says = matches!(
            article.lex.norm(token),
            "interview" | "interviews" | "interviewed" | "interviewing" | "interviewee" | "interviewees" | "q&a"
        );
        says || talk && talks(token)
    })
}

fn asks(article: &Article<'_>, block: &Block) -> bool {
    block.span.of(article.lex.text).trim_end().ends_with('?')
}

/// The one person whom the byline names, who says `I` where nobody is quoted.
pub fn author(article: &Article<'_>, clusters: &Clusters) -> Option<ClusterId> {
    let writes = |place: Place| article.lex.blocks[place.block as usize].kind == BlockKind::Byline;
    let people =
        article.in_article().filter(|&(id, m, place)| m.kind == MentionKind::Name && writes(place) && article.is_person(id));
    let mut authors = people.filter_map(|(id, ..)| clusters.of(id));
    let first = authors.next()?;
    authors.all(|other| other == first).then_some(first)
}
