//! From the words of a source to a mention, the outlet that was told, and the reason for anonymity.

use super::frame::Frame;
use super::scene::Scene;
use crate::document::{Mention, Shape};
use crate::labels::{EntityType, MentionKind, Xpos};
use crate::span::{MentionId, TokenRange};

/// Longest reason for anonymity, in tokens.
const MAX_REASON: usize = 40;

/// The mention that a source's words name: the one whose head is the head of the source, a name before a nominal.
pub(super) fn speaker(scene: &Scene<'_>, mentions: &[Mention], source: TokenRange) -> Option<MentionId> {
    let head = head_of(scene, source);
    let from = mentions.partition_point(|m| m.tokens.start < source.start);
    let inside = mentions.iter().enumerate().skip(from).take_while(|(_, m)| m.tokens.start < source.end);
    let best = inside.min_by_key(|(_, m)| {
        let distance = m.head.abs_diff(head);
        (!m.tokens.contains_token(head as usize), distance, m.kind != MentionKind::Name, std::cmp::Reverse(m.tokens.end))
    });
    best.map(|(index, _)| MentionId::new(index))
}

/// The last word of a noun phrase before what follows its head: a preposition, comma, relative clause or bracket.
fn head_of(scene: &Scene<'_>, source: TokenRange) -> u32 {
    let stops = |t: usize| {
        matches!(scene.xpos(t), Xpos::In | Xpos::To | Xpos::Comma | Xpos::Wp | Xpos::Wdt | Xpos::Lrb | Xpos::Cc)
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
pub(super) fn attach_reason(scene: &Scene<'_>, unit: TokenRange, frames: &mut [Frame]) {
    let Some(reason) = find_reason(scene, unit) else { return };
    let before = frames.iter().rposition(|frame| frame.source.is_some_and(|source| source.start < reason.start));
    if let Some(frame) = before.or(if frames.is_empty() { None } else { Some(0) }).map(|index| &mut frames[index]) {
        frame.reason = Some(reason);
    }
}

/// `speaking on condition of anonymity because …`, `who asked not to be named as …`
fn find_reason(scene: &Scene<'_>, unit: TokenRange) -> Option<TokenRange> {
    let (start, end) = (unit.start as usize, unit.end as usize);
    let key = (start..end).find(|&t| {
        let norm = scene.norm(t);
        norm == "anonymity"
            || matches!(norm, "named" | "identified" | "name")
                && (start.max(t.saturating_sub(4))..t).any(|b| scene.norm(b) == "not")
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
