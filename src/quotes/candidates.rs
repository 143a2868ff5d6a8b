//! Heads: the words of a unit that may be the head of a cue, and what the rules know of each.
//!
//! A word is a candidate when the rules take it for a cue, when a frame of theirs has it, or when it often was one in training.

use super::clauses::{After, Scope, content_end, look_after};
use super::cues::{Cue, CueClass, Form, cue_at};
use super::evidence::cue_feature;
use super::frame::Frame;
use super::phrases::{noun_phrase_before, source_after, subject_before, subject_of_clause};
use super::scene::Scene;
use crate::document::Mention;
use crate::labels::MentionKind;
use crate::model::frames::{CONTENT, CUE, SOURCE};
use crate::model::table::{Table, word_hash};
use crate::span::TokenRange;

/// Tokens of a quotation that are read at each of its ends.
const RUN_ENDS: usize = 4;
/// Candidates among the tokens before one beyond which it is none: no sentence has so many, a word repeated without end has.
const MAX_CROWD: usize = 12;
/// The tokens that are counted for it.
const CROWD: usize = 40;

/// What the features are read from, for a whole article.
pub(super) struct Article<'s, 'd> {
    pub(super) scene: &'s Scene<'d>,
    /// Each token's normalised word.
    words: Vec<u32>,
    /// What each token is to a mention: 0 nothing, else kind and place.
    mentions: Vec<u8>,
}

impl<'s, 'd> Article<'s, 'd> {
    pub(super) fn new(scene: &'s Scene<'d>, mentions: &[Mention]) -> Self {
        let n = scene.lex.tokens.len();
        let words = (0..n).map(|token| word_hash(scene.norm(token))).collect();
        Self { scene, words, mentions: mention_marks(n, mentions) }
    }

    /// The token's normalised word as a number.
    pub(super) fn word(&self, token: usize) -> u32 {
        self.words.get(token).copied().unwrap_or(0)
    }

    /// What the token is to a mention.
    pub(super) fn mention(&self, token: usize) -> u32 {
        self.mentions.get(token).map_or(0, |&mark| u32::from(mark))
    }

    /// The number under which a token stands in the table of cues.
    pub(super) fn cue_feature(&self, token: usize) -> u32 {
        cue_feature(self.scene.xpos(token), self.word(token))
    }
}

/// Of mentions that hold a token names count before others, and inner ones before outer ones.
fn mention_marks(n_tokens: usize, mentions: &[Mention]) -> Vec<u8> {
    let mut marks = vec![0u8; n_tokens];
    for mention in mentions {
        let kind = match mention.kind {
            MentionKind::Name => mention.entity_type.map_or(1, |entity_type| 10 + entity_type as u8),
            MentionKind::Nominal => 4 + u8::from(mention.agreement.plural),
            MentionKind::Pronoun => 2,
        };
        // A nominal may be long and hold others: only its head is marked, so that the marks cost no more than the mentions.
        let tokens = match mention.kind {
            MentionKind::Name => mention.tokens,
            _ => TokenRange { start: mention.head, end: mention.head + 1 },
        };
        for token in tokens.range() {
            let place = u8::from(token == mention.tokens.start as usize) + 2 * u8::from(token == mention.head as usize);
            if let Some(mark) = marks.get_mut(token).filter(|mark| **mark == 0 || mention.kind == MentionKind::Name) {
                *mark = kind * 4 + place;
            }
        }
    }
    marks
}

/// The role of a token in the rules' frames.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RuleRole {
    pub(super) role: u8,
    /// The frame's number among the unit's, counted from 1.
    frame: u32,
}

/// A unit whose candidates are judged.
pub(super) struct Unit<'u, 's, 'd> {
    pub(super) article: &'u Article<'s, 'd>,
    pub(super) scene: &'s Scene<'d>,
    pub(super) tokens: TokenRange,
    /// The frames that the rules found in it.
    pub(super) frames: &'u [Frame],
    /// The tokens that are read: the middle of a quotation is left out.
    pub(super) items: Vec<u32>,
    /// For each item how often of sixteen times its word is a cue.
    pub(super) rates: Vec<u8>,
    /// For each token of the unit its role in the rules' frames.
    roles: Vec<RuleRole>,
    /// The candidates, as places among the items, in order.
    pub(super) heads: Vec<usize>,
}

impl<'u, 's, 'd> Unit<'u, 's, 'd> {
    pub(super) fn new(article: &'u Article<'s, 'd>, cues: &Table<1>, tokens: TokenRange, frames: &'u [Frame]) -> Self {
        let scene = article.scene;
        let items: Vec<u32> = tokens.range().filter(|&token| is_read(scene, token)).map(|token| token as u32).collect();
        let rate = |token: usize| cues.get(article.cue_feature(token)).map_or(0, |rate| rate[0] as u8);
        let rates =
            items.iter().map(|&item| if scene.run_index(item as usize).is_some() { 0 } else { rate(item as usize) }).collect();
        let roles = rule_roles(tokens, frames);
        let mut unit = Self { article, scene, tokens, frames, items, rates, roles, heads: Vec::new() };
        unit.heads = unit.find_heads();
        unit
    }

    fn find_heads(&self) -> Vec<usize> {
        let mut heads: Vec<usize> = Vec::new();
        let mut has_head = vec![false; self.frames.len()];
        for (at, &item) in self.items.iter().enumerate() {
            let token = item as usize;
            let is_quoted = self.scene.run_index(token).is_some();
            let known = self.rates[at] > 0 || !is_quoted && cue_at(self.scene, token, self.tokens.start as usize).is_some();
            let is_crowded = heads.len() >= MAX_CROWD && heads[heads.len() - MAX_CROWD] + CROWD > at;
            if known && !is_crowded {
                heads.push(at);
                if let Some(frame) = self.cue_frame(token) {
                    has_head[frame] = true;
                }
            }
        }
        for frame in self.frames.iter().zip(has_head).filter(|(_, has)| !has).map(|(frame, _)| frame) {
            let Some(cue) = frame.cue else { continue };
            let head = cue.range().find(|&token| self.scene.is_verb(token)).unwrap_or(cue.start as usize);
            if let Ok(at) = self.items.binary_search(&(head as u32)) {
                heads.push(at);
            }
        }
        heads.sort_unstable();
        heads.dedup();
        heads
    }

    /// The token's role in the rules' frames.
    pub(super) fn rule_role(&self, token: usize) -> RuleRole {
        token.checked_sub(self.tokens.start as usize).and_then(|at| self.roles.get(at)).copied().unwrap_or_default()
    }

    /// The rules' frame that the token has a role in.
    pub(super) fn rule_frame(&self, role: RuleRole) -> Option<&'u Frame> {
        role.frame.checked_sub(1).and_then(|frame| self.frames.get(frame as usize))
    }

    /// The number of the rules' frame whose cue the token belongs to.
    fn cue_frame(&self, token: usize) -> Option<usize> {
        let RuleRole { role, frame } = self.rule_role(token);
        let is_cue = usize::from(role) == CUE || usize::from(role) == CUE + 1;
        frame.checked_sub(1).filter(|_| is_cue).map(|frame| frame as usize)
    }

    /// What the rules know of a candidate.
    pub(super) fn clue(&self, at: usize) -> Clue<'u> {
        let scene = self.scene;
        let head = self.items[at] as usize;
        let (floor, end) = (self.tokens.start as usize, self.tokens.end as usize);
        let known = cue_at(scene, head, floor);
        let group = TokenRange::at(head, head + 1);
        let cue = known.unwrap_or(Cue { group, head, class: CueClass::Noun, form: Form::Finite, addresses: false });
        let frame = self.cue_frame(head).map(|frame| &self.frames[frame]);
        let subject = subject_before(scene, cue.group.start as usize, floor);
        let after = look_after(scene, &cue, end);
        let proposed = match (frame, known) {
            (Some(frame), _) => frame.source,
            (None, Some(cue)) if cue.form == Form::Finite && cue.class != CueClass::Noun => {
                subject.or_else(|| subject_of_clause(scene, cue.group.start as usize, floor))
            }
            _ => None,
        };
        Clue {
            at,
            head,
            is_known: known.is_some(),
            frame,
            subject,
            inverted: source_after(scene, cue.group.end as usize, end),
            possessor: noun_phrase_before(scene, head + 1, floor),
            content_end: after.map_or(usize::MAX, |after| content_end(scene, after.start, end, Scope::Main)),
            closes: (cue.group.end as usize..end).all(|token| scene.is_final(token)),
            cue,
            after,
            proposed,
        }
    }
}

fn is_read(scene: &Scene<'_>, token: usize) -> bool {
    let near_end = |start: u32, end: u32| token < start as usize + RUN_ENDS || token + RUN_ENDS >= end as usize;
    scene.run(token).is_none_or(|run| near_end(run.outer.start, run.outer.end))
}

/// Content counts before cue and cue before source where frames share tokens.
fn rule_roles(unit: TokenRange, frames: &[Frame]) -> Vec<RuleRole> {
    let mut roles = vec![RuleRole::default(); unit.len()];
    for (index, frame) in frames.iter().enumerate() {
        let sources = frame.source.iter().map(|&range| (SOURCE, range));
        let cues = frame.cue.iter().map(|&range| (CUE, range));
        let contents = frame.content.iter().map(|&range| (CONTENT, range));
        for (role, range) in sources.chain(cues).chain(contents) {
            for token in range.range() {
                let place = token.checked_sub(unit.start as usize).and_then(|at| roles.get_mut(at));
                let role = (role + usize::from(token > range.start as usize)) as u8;
                if let Some(place) = place.filter(|place| place.role <= role) {
                    *place = RuleRole { role, frame: index as u32 + 1 };
                }
            }
        }
    }
    roles
}

/// What the rules know of a candidate, whether or not they made a frame of it.
#[derive(Clone, Debug)]
pub(super) struct Clue<'u> {
    /// Its place among the unit's items.
    pub(super) at: usize,
    pub(super) head: usize,
    /// Whether the rules take it for a cue.
    pub(super) is_known: bool,
    /// The cue that it is to the rules, else the bare word.
    pub(super) cue: Cue,
    /// The rules' frame with this cue.
    pub(super) frame: Option<&'u Frame>,
    /// The subject, were it a verb.
    pub(super) subject: Option<TokenRange>,
    /// The source, were it a verb before its subject.
    pub(super) inverted: Option<TokenRange>,
    /// The noun phrase, were it a noun.
    pub(super) possessor: Option<TokenRange>,
    pub(super) after: Option<After>,
    /// Where a content after it would end.
    pub(super) content_end: usize,
    /// Whether it closes its unit.
    pub(super) closes: bool,
    /// The source to take where the model finds none.
    pub(super) proposed: Option<TokenRange>,
}

impl Clue<'_> {
    /// Class and form of the cue in one number, 0 for a word that the rules do not know.
    pub(super) fn class(&self) -> u32 {
        if self.is_known { 4 * (1 + self.cue.class as u32) + self.cue.form as u32 } else { 0 }
    }

    /// The pattern of the rules' frame, 0 without one.
    pub(super) fn pattern(&self) -> u32 {
        self.frame.map_or(0, |frame| 1 + frame.pattern as u32)
    }

    /// Whether a mark begins what stands after it; 2 where nothing does.
    pub(super) fn marked(&self) -> u32 {
        self.after.map_or(2, |after| u32::from(after.marked))
    }
}
