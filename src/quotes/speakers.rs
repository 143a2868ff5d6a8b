//! From the words of a source to a mention, the outlet that was told, and the reason for anonymity.

use super::attribution::is_relative;
use super::frame::Frame;
use super::phrases::{is_amount, noun_phrase_before};
use super::scene::Scene;
use crate::document::{Mention, Referent, Shape};
use crate::labels::{EntityType, MentionKind, Xpos};
use crate::span::{MentionId, TokenRange};

/// Longest reason for anonymity, in tokens.
const MAX_REASON: usize = 40;

/// How many mentions before a source are looked at for the one that holds its head.
const LOOK_BACK: usize = 3;

/// Longest noun phrase before a relative pronoun, in tokens.
const MAX_ANTECEDENT: usize = 20;
/// Most noun phrases with commas between them, the last of which stands before a relative pronoun.
const MAX_APPOSITIONS: usize = 3;

/// The mention that a source's words name: that of its antecedent where the source is a relative pronoun, the name in
/// apposition to a noun, else the mention whose head is the source's.
pub(super) fn speaker(scene: &Scene<'_>, mentions: &[Mention], source: TokenRange) -> Option<MentionId> {
    if is_relative(scene, source) {
        return antecedent(scene, mentions, source);
    }
    let found = headed(scene, mentions, source)?;
    Some(name_beside(scene, mentions, source, found).unwrap_or(found))
}

/// The antecedent of a relative pronoun: of the mentions in the noun phrase right before it, `who` takes the phrase's head if
/// that is a person, `which` the body or place nearest to it. Where neither fits, the phrase stands in apposition to one
/// before it: `Ines Dahl, Labour of Skarn, who`.
fn antecedent(scene: &Scene<'_>, mentions: &[Mention], pronoun: TokenRange) -> Option<MentionId> {
    let pronoun = pronoun.start as usize;
    let floor = pronoun.saturating_sub(MAX_ANTECEDENT);
    let is_person = |m: &Mention| matches!(m.referent, Referent::Person | Referent::People);
    let asks_person = scene.norm(pronoun) == "who";
    let fits = |id: &MentionId| scene.norm(pronoun) == "that" || is_person(&mentions[id.index()]) == asks_person;
    let mut end = pronoun;
    for _ in 0..MAX_APPOSITIONS {
        let comma = usize::from(end > floor && scene.is_comma(end - 1));
        let phrase = noun_phrase_before(scene, end - comma, floor)?;
        // `the Harbour Authority (HA), which`: what stands in brackets belongs to the name before it.
        let bracket = phrase.range().rev().find(|&t| scene.norm(t) == "(").filter(|_| scene.norm(phrase.end as usize - 1) == ")");
        let phrase = TokenRange::at(phrase.start as usize, bracket.unwrap_or(phrase.end as usize));
        let closing = within(mentions, phrase).filter(|(_, m)| m.tokens.end == phrase.end);
        let nearest = closing.map(|(index, _)| MentionId::new(index)).filter(fits).last();
        // `Lund, Berg and Dahl, who`: of several people the last.
        let is_last = |id: &MentionId| {
            let start = mentions[id.index()].tokens.start as usize;
            mentions[id.index()].kind == MentionKind::Name && start > floor && scene.xpos(start - 1) == Xpos::Cc
        };
        let last = nearest.filter(is_last);
        let found = last.or_else(|| headed(scene, mentions, phrase).filter(|id| asks_person && fits(id))).or(nearest);
        if found.is_some() {
            return found;
        }
        end = phrase.start as usize;
        if end <= floor || !scene.is_comma(end - 1) {
            return None;
        }
    }
    None
}

/// The mentions that begin inside the range, with their indices.
fn within(mentions: &[Mention], range: TokenRange) -> impl Iterator<Item = (usize, &Mention)> {
    let from = mentions.partition_point(|m| m.tokens.start < range.start);
    mentions.iter().enumerate().skip(from).take_while(move |(_, m)| m.tokens.start < range.end)
}

/// The name in apposition to a noun: `the ferry company, Nordvest Line`, `his daughter, party leader Aoife Hall`.
fn name_beside(scene: &Scene<'_>, mentions: &[Mention], source: TokenRange, noun: MentionId) -> Option<MentionId> {
    let noun = &mentions[noun.index()];
    let comma = noun.tokens.end as usize;
    if noun.kind != MentionKind::Nominal || !scene.is_comma(comma) || comma >= source.end as usize {
        return None;
    }
    let end = (comma + 1..source.end as usize).find(|&t| scene.is_break(t)).unwrap_or(source.end as usize);
    let names = within(mentions, TokenRange::at(comma + 1, end)).filter(|(_, m)| m.kind == MentionKind::Name);
    let closing = names.filter(|(_, m)| m.tokens.end as usize == end);
    // `one of his lawyers, Jo Poe`
    let is_person = noun.referent == Referent::Person || scene.norm(source.start as usize) == "one";
    let fits = |m: &Mention| (m.referent == Referent::Person) == is_person;
    let is_head = |m: &Mention| {
        (comma + 1..m.tokens.start as usize).all(|t| !matches!(scene.xpos(t), Xpos::In | Xpos::To | Xpos::Cc) && !scene.is_verb(t))
    };
    closing.filter(|(_, m)| fits(m) && is_head(m)).last().map(|(index, _)| MentionId::new(index))
}

/// The mention whose head is the head of the source, a name before a nominal.
fn headed(scene: &Scene<'_>, mentions: &[Mention], source: TokenRange) -> Option<MentionId> {
    let head = head_of(scene, source);
    // A noun phrase that reaches back over a comma may begin before the source.
    let from = mentions.partition_point(|m| m.tokens.start < source.start);
    let before = (from.saturating_sub(LOOK_BACK)..from).map(|index| (index, &mentions[index])).filter(|(_, m)| m.head == head);
    // "A Jordanian expat": the people is not who speaks, but the person before may be, `Ana Lima, a Jordanian expat`.
    let speaks = |m: &Mention| m.entity_type != Some(EntityType::Norp) || m.tokens.contains_token(head as usize);
    let best = before.chain(within(mentions, source)).filter(|(_, m)| speaks(m)).min_by_key(|(_, m)| {
        let distance = m.head.abs_diff(head);
        (!m.tokens.contains_token(head as usize), distance, m.kind != MentionKind::Name, std::cmp::Reverse(m.tokens.end))
    });
    let comma = (source.start as usize).checked_sub(1).filter(|&at| scene.is_comma(at));
    let named_before = || {
        let (index, name) = mentions.iter().enumerate().take(from).next_back()?;
        let is_person = name.kind == MentionKind::Name && name.referent == Referent::Person;
        let describes = matches!(scene.norm(source.start as usize), "a" | "an" | "the");
        (is_person && describes && Some(name.tokens.end as usize) == comma).then_some(index)
    };
    best.map(|(index, _)| index).or_else(named_before).map(MentionId::new)
}

/// The last word of a noun phrase before what follows its head: a preposition, comma, relative clause or bracket. An amount is
/// no head: `many of his supporters`.
fn head_of(scene: &Scene<'_>, source: TokenRange) -> u32 {
    let counts = |t: usize| scene.norm(t) == "of" && (is_amount(scene, t - 1) || scene.xpos(t - 1) == Xpos::Cd);
    let stops = |t: usize| {
        !counts(t) && matches!(scene.xpos(t), Xpos::In | Xpos::To | Xpos::Comma | Xpos::Wp | Xpos::Wdt | Xpos::Lrb | Xpos::Cc)
            || scene.is_break(t)
            || scene.norm(t) == "("
    };
    let end = source.range().skip(1).find(|&t| stops(t)).unwrap_or(source.end as usize);
    end as u32 - 1
}

/// Keeps as outlet only what can be one: `told AFP`, `told the Morning Courier`, not `told her`.
pub(super) fn outlet(scene: &Scene<'_>, mentions: &[Mention], told: TokenRange) -> Option<TokenRange> {
    let from = mentions.partition_point(|m| m.tokens.start < told.start);
    let mut inside = mentions.iter().skip(from).take_while(|m| m.tokens.end <= told.end);
    // `the` before a capital rules out a person, whatever the name looks like.
    let is_titled = scene.norm(told.start as usize) == "the" && scene.shape(told.start as usize + 1).is_capitalised();
    let is_press = matches!(scene.norm(told.end as usize - 1), "reporters" | "journalists" | "newspaper" | "agency" | "magazine");
    let is_acronym = told.range().any(|t| scene.shape(t) == Shape::Upper);
    let is_organisation = inside.clone().any(|m| m.entity_type == Some(EntityType::Org));
    let is_person = inside.any(|m| m.entity_type == Some(EntityType::Person) || m.kind == MentionKind::Pronoun);
    (is_titled || is_press || (is_acronym || is_organisation) && !is_person).then_some(told)
}

/// Gives the reason for anonymity that stands in a unit to the frame before it, else to the one after it.
pub(super) fn attach_reason(reason: TokenRange, frames: &mut [Frame]) {
    let before = frames.iter().rposition(|frame| frame.source.is_some_and(|source| source.start < reason.start));
    if let Some(frame) = before.or(if frames.is_empty() { None } else { Some(0) }).map(|index| &mut frames[index]) {
        frame.reason = Some(reason);
    }
}

/// `speaking on condition of anonymity because …`, `who asked not to be named as …`
pub(super) fn find_reason(scene: &Scene<'_>, unit: TokenRange) -> Option<TokenRange> {
    let (start, end) = (unit.start as usize, unit.end as usize);
    let key = (start..end).find(|&t| {
        let norm = scene.norm(t);
        norm == "anonymity"
            || matches!(norm, "named" | "identified" | "name")
                && (start.max(t.saturating_sub(4))..t).any(|b| matches!(scene.norm(b), "not" | "declined" | "refused"))
    })?;
    if scene.run_index(key).is_some() {
        return None;
    }
    let begins = |t: &usize| {
        matches!(
            scene.norm(*t),
            "speaking"
                | "spoke"
                | "speaks"
                | "talking"
                | "requested"
                | "requesting"
                | "asked"
                | "asking"
                | "on"
                | "declined"
                | "refused"
                | "granted"
        )
    };
    let floor = start.max(key.saturating_sub(8));
    let first = (floor..key).find(begins)?;
    let gives_reason = matches!(scene.norm(key + 1), "because" | "as" | "since" | "citing" | "to" | "due" | "for" | "in");
    let limit = end.min(key + MAX_REASON);
    let last = match gives_reason {
        true => (key + 1..limit).find(|&t| scene.run_index(t).is_some() || scene.is_break(t) || scene.is_final(t)).unwrap_or(limit),
        false => key + 1,
    };
    Some(TokenRange::at(first, last))
}
