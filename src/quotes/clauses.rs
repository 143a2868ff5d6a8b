//! Contents beside a cue: where the reported clause begins and ends.
//!
//! A clause runs to the end of its unit, less the closing full stop, unless a coordinated cue of the same speaker or
//! another attribution takes over. Weak: adverbial clauses at the end (`as the crowd cheered`) are not told from content.

use super::cues::{Cue, CueClass, Form, cue_at};
use super::marks::Run;
use super::phrases::{noun_phrase_after, skip_time};
use super::scene::{Scene, WINDOW};
use crate::classes::Classes;
use crate::labels::Xpos;
use crate::span::TokenRange;

/// Verbs that can have a that-clause or a quotation of their own.
const REPORTS: Classes = Classes::SPEECH_VERBS.or(Classes::WEAK_SPEECH_VERBS).or(Classes::ATTITUDE_VERBS);

/// How far after a verb its `that` or its quotation may stand, in tokens.
const MAX_ADJUNCT: usize = 20;

/// What stands after a cue.
#[derive(Clone, Copy, Debug)]
pub(super) struct After {
    /// Where the content begins.
    pub(super) start: usize,
    /// Where the cue ends when the phrase of manner, medium or place before the content is taken in.
    pub(super) cue_end: usize,
    /// The person or outlet addressed.
    pub(super) recipient: Option<TokenRange>,
    /// Whether `that`, a colon or a quotation begins the content.
    pub(super) marked: bool,
}

/// What stands between a verb and its content.
pub(super) fn look_after(scene: &Scene<'_>, cue: &Cue, end: usize) -> Option<After> {
    let first = cue.group.end as usize;
    // `warned the work would destroy the beds`: what a verb follows is not addressed.
    let addressed = cue.addresses.then(|| noun_phrase_after(scene, first, end)).flatten();
    let recipient = addressed.filter(|phrase| !begins_verb(scene, phrase.end as usize, end));
    let start = recipient.map_or(first, |phrase| phrase.end as usize);
    if let Some((start, cue_end)) = find_marker(scene, start, end) {
        let cue_end = if recipient.is_some() { first } else { cue_end.max(first) };
        return Some(After { start, cue_end, recipient, marked: true });
    }
    let start = skip_time(scene, start, end);
    let ended = start >= end || scene.is_break(start) || scene.is_final(start) || scene.norm(start) == ")";
    (!ended).then_some(After { start, cue_end: first, recipient, marked: false })
}

/// The first `that`, colon or quotation after a verb with nothing but adverbs and prepositional phrases before it: where
/// the content begins and where the cue ends.
fn find_marker(scene: &Scene<'_>, start: usize, end: usize) -> Option<(usize, usize)> {
    for token in start..end.min(start + MAX_ADJUNCT) {
        // `criticised the plan, calling it “…”`: what follows is the participle's.
        if token > start && scene.is_comma(token - 1) && reports_as_participle(scene, token) {
            return None;
        }
        if let Some(run) = scene.run_from(token) {
            let is_set_off = token == start || scene.is_comma(token - 1) || stands_alone(scene, run, token);
            return is_set_off.then_some((token, trim_comma(scene, token)));
        }
        if scene.is_colon(token) {
            return Some((token + 1, token + 1));
        }
        if scene.is_complementizer(token) && (token == start || follows_adjunct(scene, start, token)) {
            return Some((token, trim_comma(scene, token)));
        }
        // `a poll released in May found that …`
        let reports_too = || matches!(scene.xpos(token), Xpos::Vbn) && scene.lex.classes(token).any(REPORTS);
        if token > start && (scene.is_finite(token) || reports_too()) || scene.is_final(token) {
            return None;
        }
    }
    None
}

fn reports_as_participle(scene: &Scene<'_>, token: usize) -> bool {
    scene.xpos(token) == Xpos::Vbg && scene.lex.classes(token).any(Classes::SPEECH_VERBS.or(Classes::WEAK_SPEECH_VERBS))
}

/// A quotation that no comma sets off: a sentence of its own, not words inside a noun phrase.
fn stands_alone(scene: &Scene<'_>, run: &Run, start: usize) -> bool {
    let inside_phrase = matches!(scene.xpos(start - 1), Xpos::Dt | Xpos::PrpPoss | Xpos::Jj | Xpos::In | Xpos::Pos | Xpos::Cc);
    let begins_sentence = scene.shape(run.tokens.start as usize).is_capitalised();
    scene.run_is_complete(run) && begins_sentence && scene.words(run.tokens) > 3 && !inside_phrase
}

fn trim_comma(scene: &Scene<'_>, token: usize) -> usize {
    if token > 0 && scene.is_comma(token - 1) { token - 1 } else { token }
}

/// Whether the tokens between a verb and `that` say when, where or how, so that `that` is the verb's and not a noun's.
fn follows_adjunct(scene: &Scene<'_>, start: usize, that: usize) -> bool {
    if scene.norm(that) != "that" || scene.xpos(that) == Xpos::Wdt {
        return false;
    }
    let first = (start..that).find(|&t| !scene.is_adverb(t)).unwrap_or(that);
    // `added so many rules that …`, `vowed not to let that …`: the adverb belongs to what is reported.
    let in_content = first > start && (matches!(scene.norm(start), "so" | "not" | "never") || scene.norm(first) == "to");
    !in_content
        && (scene.is_comma(first)
            || first == that
            || scene.is_adverb(start)
            || matches!(scene.xpos(first), Xpos::In | Xpos::To)
            || skip_time(scene, start, that) == that)
}

/// Whether the content is a thing and not a clause: `called for a ban`, `praised the crews`.
pub(super) fn is_noun_phrase(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    noun_phrase_after(scene, start, end).is_some_and(|phrase| !begins_verb(scene, phrase.end as usize, end))
}

fn is_subordinator(scene: &Scene<'_>, token: usize) -> bool {
    matches!(scene.norm(token), "as" | "while")
}

/// What kind of clause a cue's content stands in, and so what may end it before its unit does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// The main clause: only another attribution ends it.
    Main,
    /// A clause before the main one, `While he said that …, the council voted`: the main clause ends it.
    Subordinate,
    /// An inserted relative clause, `the mayor, who said …, voted`: the verb that it interrupts ends it.
    Relative,
}

/// Where a content that begins at `start` ends; the closing full stop is left out.
pub(super) fn content_end(scene: &Scene<'_>, start: usize, end: usize, scope: Scope) -> usize {
    if let Some(run) = scene.run_from(start).filter(|run| scene.run_is_complete(run)) {
        return run.outer.end as usize;
    }
    let limit = end.min(start + 2 * WINDOW);
    let is_phrase = is_noun_phrase(scene, start, end);
    // Whether the content may still be a thing or an infinitive, without a clause of its own.
    let mut is_open = !scene.is_complementizer(start);
    let mut token = start;
    while token < limit {
        if let Some(run) = scene.run_from(token) {
            token = run.outer.end as usize;
            is_open &= !run.tokens.range().any(|t| scene.is_finite(t));
            let comma = scene.is_comma(run.tokens.end as usize - 1);
            let closes =
                scene.run_is_complete(run) && !comma || comma && matches!(scene.norm(token), "but" | "and" | "while" | "though");
            if closes || takes_over(scene, token, end) || comma && leaves(scene, token, end, scope) {
                return token;
            }
            continue;
        }
        if scene.is_break(token) && (takes_over(scene, token + 1, end) || leaves(scene, token + 1, end, scope)) {
            return token;
        }
        if is_phrase && is_subordinator(scene, token) && begins_clause(scene, token + 1, end) {
            return token;
        }
        let joins = token > start && matches!(scene.norm(token), "and" | "but");
        if joins && (takes_over(scene, token, end) || is_open && goes_on_elsewhere(scene, token, end)) {
            return token;
        }
        is_open &= !scene.is_finite(token);
        token += 1;
    }
    limit
}

/// Whether after a content without a finite verb the clause around it goes on: `praised the crews but had to wait`, `agreed to
/// lend it money, and the union stepped in`.
fn goes_on_elsewhere(scene: &Scene<'_>, conjunction: usize, end: usize) -> bool {
    let tells = |from: usize| {
        let verb = (from..end).find(|&t| !scene.is_adverb(t)).unwrap_or(end);
        let is_finite = matches!(scene.xpos(verb), Xpos::Vbd | Xpos::Vbz | Xpos::Md) && !scene.norm(verb).starts_with('\'');
        verb < end && is_finite && scene.run_index(verb).is_none()
    };
    // Without a comma the noun phrase may be the second half of a subject: `the town and its allies will`.
    let is_set_off = scene.is_comma(conjunction - 1);
    tells(conjunction + 1)
        || is_set_off && noun_phrase_after(scene, conjunction + 1, end).is_some_and(|phrase| tells(phrase.end as usize))
}

/// Whether the clause around the content goes on at `token`.
fn leaves(scene: &Scene<'_>, token: usize, end: usize, scope: Scope) -> bool {
    match scope {
        Scope::Main => false,
        Scope::Subordinate => begins_clause(scene, token, end),
        Scope::Relative => begins_verb(scene, token, end),
    }
}

fn begins_clause(scene: &Scene<'_>, token: usize, end: usize) -> bool {
    scene.norm(token) == "there" && begins_verb(scene, token + 1, end)
        || noun_phrase_after(scene, token, end).is_some_and(|phrase| begins_verb(scene, phrase.end as usize, end))
}

pub(super) fn begins_verb(scene: &Scene<'_>, token: usize, end: usize) -> bool {
    let mut verb = skip_time(scene, token, end);
    while verb < end && scene.is_adverb(verb) {
        verb += 1;
    }
    // The tagger takes `had` for a participle after a plural.
    let is_finite = scene.is_finite(verb) || scene.norm(verb) == "had";
    verb < end && is_finite && scene.run_index(verb).is_none()
}

/// Whether another speaker's attribution begins at `token`: `but officials said`.
fn another_speaker(scene: &Scene<'_>, token: usize, end: usize) -> bool {
    let joins = matches!(scene.norm(token), "and" | "but" | "while" | "though" | "although" | "as" | "whereas" | "yet");
    let Some(phrase) = noun_phrase_after(scene, token + 1, end).filter(|_| joins) else { return false };
    let verb = phrase.end as usize;
    (verb..end.min(verb + 3)).any(|head| {
        cue_at(scene, head, verb)
            .is_some_and(|cue| cue.group.start as usize == verb && cue.form == Form::Finite && attributes(scene, &cue, end))
    })
}

/// Whether a cue attributes whatever stands after it.
fn attributes(scene: &Scene<'_>, cue: &Cue, end: usize) -> bool {
    match cue.class {
        CueClass::Speech => true,
        CueClass::Weak => look_after(scene, cue, end).is_some_and(|after| after.marked),
        _ => false,
    }
}

/// Whether at `token` another cue begins that has the same subject or none: `adding that`, `and said`, `according to`.
fn takes_over(scene: &Scene<'_>, token: usize, end: usize) -> bool {
    if another_speaker(scene, token, end) {
        return true;
    }
    let mut first = token;
    while first < end && (matches!(scene.norm(first), "and" | "but" | "while" | "then") || scene.is_adverb(first)) {
        first += 1;
    }
    if first >= end || scene.run_index(first).is_some() {
        return false;
    }
    (first..end.min(first + 3)).any(|head| {
        cue_at(scene, head, first).is_some_and(|cue| {
            cue.group.start as usize == first
                && match cue.class {
                    CueClass::According => true,
                    CueClass::Speech | CueClass::Weak if attributes(scene, &cue, end) => match cue.form {
                        Form::Participle => true,
                        Form::Finite => first > token && matches!(scene.xpos(head), Xpos::Vbd | Xpos::Vbz | Xpos::Vbn),
                        _ => false,
                    },
                    _ => false,
                }
        })
    })
}

/// The content that ends before `end`: back to `floor`, without a connective at its beginning.
pub(super) fn content_before(scene: &Scene<'_>, end: usize, floor: usize) -> Option<TokenRange> {
    let floor = floor.max(end.saturating_sub(4 * WINDOW));
    let start = skip_opener(scene, floor, end);
    let range = scene.trim(TokenRange::at(start, end));
    (!range.is_empty()).then_some(range)
}

/// Leaves out a connective that belongs to the reporter: `But`, `However,`, `Still,`.
fn skip_opener(scene: &Scene<'_>, start: usize, end: usize) -> usize {
    let mut first = start;
    while first < end && scene.run_index(first).is_none() && (scene.is_break(first) || scene.is_final(first)) {
        first += 1;
    }
    match scene.norm(first) {
        "but" | "and" | "yet" | "so" => first + 1,
        "however" | "still" | "meanwhile" | "nevertheless" | "nonetheless" | "moreover" | "furthermore" | "further"
            if scene.is_comma(first + 1) =>
        {
            first + 2
        }
        _ => first,
    }
}

/// The quotation that ends before `end`, with the clause that it closes.
pub(super) fn quotation_before(scene: &Scene<'_>, end: usize, floor: usize) -> Option<TokenRange> {
    let comma = end > floor && scene.is_comma(end - 1) && scene.run_index(end - 1).is_none();
    let end = if comma { end - 1 } else { end };
    let run = scene.run_to(end).filter(|run| run.outer.start as usize >= floor)?;
    let start = run.outer.start as usize;
    let stands_alone = start == floor
        || scene.is_break(start - 1)
        || scene.is_colon(start - 1)
        || scene.is_final(start - 1)
        || matches!(scene.norm(start - 1), "and" | "but");
    if stands_alone {
        return Some(TokenRange::at(start, end));
    }
    content_before(scene, end, floor)
}
