//! Frames of a unit: each cue with its content and source, then the quoted runs that no cue claimed.
//!
//! Cues are tried from left to right; a cue inside a content that was already claimed is nested and left alone, as in
//! PolNeAR, whose conventions for extents this follows.

use super::clauses::{After, Scope, begins_verb, content_before, content_end, is_noun_phrase, look_after, quotation_before};
use super::cues::{Cue, CueClass, Form, bare_cue_at, cue_at};
use super::frame::{Frame, Pattern};
use super::marks::Run;
use super::phrases::{
    is_negated, noun_phrase_after, noun_phrase_before, skip_time, source_after, subject_before, subject_of_clause,
};
use super::scene::{Scene, WINDOW};
use crate::classes::Classes;
use crate::document::Shape;
use crate::labels::{QuoteAct, Xpos};
use crate::span::TokenRange;

/// How many tokens before a unit's end an attribution of the whole unit may begin.
const MAX_POSTPOSED: usize = 30;
/// How many tokens after a quotation its verb may stand.
const MAX_SOURCE: usize = 30;
/// How many tokens before a content's end the word of its occasion may begin.
const MAX_OCCASION: usize = 14;

/// The frames of one unit, in order.
///
/// `reason` is the phrase that asks for anonymity, whose verbs are no cues.
pub(super) fn frames_of(scene: &Scene<'_>, unit: TokenRange, reason: Option<TokenRange>) -> Vec<Frame> {
    let (start, end) = (unit.start as usize, unit.end as usize);
    let postposed = postposed_cue(scene, start, end);
    let mut frames: Vec<Frame> = Vec::new();
    let mut floor = start;
    let mut token = start;
    while token < end {
        let place = Place { floor, start, end, postposed, reason };
        let mut cue = None;
        if let Some(run) = scene.run(token) {
            token = run.outer.end as usize;
            cue = cue_after_run(scene, run, end);
        }
        let cue = cue.or_else(|| cue_at(scene, token, floor).filter(|_| scene.run_index(token).is_none()));
        let cue = cue.filter(|cue| reason.is_none_or(|reason| !reason.contains_token(cue.head)));
        token = (token + 1).min(end).max(cue.map_or(0, |cue| cue.head + 1));
        if cue.is_some_and(|cue| cue.class == CueClass::According)
            && frames.last().is_some_and(|frame| frame.act == QuoteAct::Other)
        {
            // `Rates are expected to rise, according to the bank.`: the outer attribution is the one that is speech.
            frames.pop();
            floor = frames.last().map_or(start, Frame::end);
        }
        let place = Place { floor, ..place };
        if let Some(via) = cue.and_then(|cue| relayed_by(scene, &cue, place, frames.last())) {
            floor = via.end as usize;
            token = floor;
            if let Some(frame) = frames.last_mut() {
                frame.via = Some(via);
            }
            continue;
        }
        let frame = cue.and_then(|cue| frame_of(scene, &cue, place, frames.last()));
        if let Some(frame) = frame {
            // A deed claims no words, but the next verb shares its subject.
            floor = if frame.content.is_empty() { token } else { frame.end().max(token) };
            token = floor;
            frames.push(frame);
        }
    }
    frames.retain(|frame| !frame.content.is_empty());
    frames
}

/// Who relayed what somebody else said: `…, she said, according to the agency.`
fn relayed_by(scene: &Scene<'_>, cue: &Cue, place: Place, before: Option<&Frame>) -> Option<TokenRange> {
    before?;
    let group = cue.group.start as usize;
    let adjoins = cue.class == CueClass::According && (place.floor..group).all(|t| scene.is_comma(t));
    adjoins.then(|| source_after(scene, cue.group.end as usize, place.end)).flatten()
}

/// Where a cue is tried.
#[derive(Clone, Copy)]
struct Place {
    /// The end of the frame before it.
    floor: usize,
    /// The unit's first token.
    start: usize,
    /// The unit's end.
    end: usize,
    /// The head of the cue that closes the unit.
    postposed: Option<usize>,
    /// The phrase that asks for anonymity.
    reason: Option<TokenRange>,
}

fn frame_of(scene: &Scene<'_>, cue: &Cue, place: Place, before: Option<&Frame>) -> Option<Frame> {
    match cue.class {
        CueClass::According => according_frame(scene, cue, place),
        CueClass::Noun => noun_frame(scene, cue, place),
        _ => verb_frame(scene, cue, place, before),
    }
}

/// The head of a cue that closes the unit and attributes all of it: `…, officials said on Monday.`
fn postposed_cue(scene: &Scene<'_>, start: usize, end: usize) -> Option<usize> {
    let floor = start.max(end.saturating_sub(MAX_POSTPOSED));
    let head = (floor..end).rev().filter(|&t| scene.run_index(t).is_none()).find(|&t| {
        let closing = cue_at(scene, t, floor).filter(|cue| cue.form == Form::Finite);
        closing.is_some_and(|cue| cue.class == CueClass::Speech || cue.class == CueClass::Weak && goes_on_speaking(scene, t))
    })?;
    let cue = cue_at(scene, head, floor)?;
    let group = cue.group.start as usize;
    let subject = subject_before(scene, group, start);
    let before = subject.map_or(group, |subject| subject.start as usize).checked_sub(1).filter(|&t| t > start)?;
    let closes = match subject {
        Some(_) => look_after(scene, &cue, end).is_none(),
        // `…, said Jo Poe, the lawyer for the town.`
        None => source_after(scene, cue.group.end as usize, end)
            .is_some_and(|source| (source.end as usize..end).all(|t| scene.is_final(t))),
    };
    (closes && scene.is_comma(before) && scene.run_index(before).is_none()).then_some(head)
}

/// Verbs of one who has spoken before: `…, the official added.`
fn goes_on_speaking(scene: &Scene<'_>, verb: usize) -> bool {
    matches!(scene.norm(verb), "added" | "adds" | "continued" | "continues")
}

fn verb_frame(scene: &Scene<'_>, cue: &Cue, place: Place, before: Option<&Frame>) -> Option<Frame> {
    let group = cue.group.start as usize;
    let subject = match cue.form {
        Form::Finite | Form::Passive => subject_before(scene, before_reason(scene, group, place), place.floor),
        Form::Participle | Form::Infinitive => None,
    };
    if is_unsaid(scene, cue, subject, place.start) {
        return None;
    }
    let gap = subject.map_or(group, |subject| subject.start as usize);
    let describes_noun = subject.is_some_and(|subject| is_relative(scene, subject));
    if cue.form == Form::Finite && !describes_noun {
        if let Some(frame) = quotation_frame(scene, cue, place, subject, gap) {
            return Some(frame);
        }
        if let Some(frame) = clause_then_cue_frame(scene, cue, place, subject, gap) {
            return Some(frame);
        }
    }
    if cue.form == Form::Finite
        && subject.is_none()
        && let Some(frame) = inverted_introduction(scene, cue, place)
    {
        return Some(frame);
    }
    let is_nested = place.postposed.is_some_and(|head| head > cue.head);
    if is_nested {
        return None;
    }
    let source = match cue.form {
        Form::Passive => None,
        Form::Finite if subject.is_none() && is_elided_passive(scene, cue, place) => None,
        _ => Some(subject.or_else(|| shared_source(scene, cue, place, before))?),
    };
    cue_then_content_frame(scene, cue, place, source)
}

/// Whether a verb tells that nobody says anything, or nobody of the article: `neither leader mentioned`, `without mentioning`, `you can
/// see why`, `those asked said`.
pub(super) fn is_unsaid(scene: &Scene<'_>, cue: &Cue, subject: Option<TokenRange>, floor: usize) -> bool {
    let is_left_undone = cue.form == Form::Participle && is_left_undone(scene, cue.group.start as usize, floor);
    // The participle tells whose answer it is.
    let is_asked = cue.addresses && matches!(scene.xpos(cue.head + 1), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    is_left_undone || is_asked || subject.is_some_and(|subject| is_negated(scene, subject) || is_reader(scene, subject))
}

/// Whether the subject is the reader: `you can see why`.
fn is_reader(scene: &Scene<'_>, subject: TokenRange) -> bool {
    subject.len() == 1 && scene.norm(subject.start as usize) == "you"
}

/// Whether the words before a participle say that nobody does it: `without mentioning`, `instead of saying`, `stopped short of
/// calling`.
fn is_left_undone(scene: &Scene<'_>, participle: usize, floor: usize) -> bool {
    let before = |back: usize| participle.checked_sub(back).filter(|&t| t >= floor).map_or("", |t| scene.norm(t));
    match before(1) {
        "without" | "avoid" | "avoids" | "avoided" | "avoiding" => true,
        "of" => matches!(before(2), "instead" | "short" | "clear"),
        "than" => before(2) == "rather",
        "from" => matches!(before(2), "refrain" | "refrains" | "refrained" | "away"),
        _ => false,
    }
}

/// `Said Jo Poe: “…”`, the quotation after the colon or in the next paragraph.
fn inverted_introduction(scene: &Scene<'_>, cue: &Cue, place: Place) -> Option<Frame> {
    let opens = cue.group.start as usize == place.start && cue.head == place.start && !cue.addresses;
    let source = source_after(scene, cue.group.end as usize, place.end).filter(|_| opens)?;
    let colon = source.end as usize;
    let run = scene.run_from(colon + 1).filter(|_| scene.is_colon(colon))?;
    let mut frame = Frame::new(Pattern::CueThenQuote, vec![run.outer]);
    frame.source = Some(source);
    frame.cue = Some(cue.group);
    Some(frame)
}

/// Where a verb group that begins at `group` would begin without the phrase that asks for anonymity: `an official who asked not
/// to be named said`.
fn before_reason(scene: &Scene<'_>, group: usize, place: Place) -> usize {
    let Some(reason) = place.reason.filter(|reason| reason.end as usize == group) else { return group };
    let start = reason.start as usize;
    if start > place.floor && scene.norm(start - 1) == "who" { start - 1 } else { start }
}

/// `Asked whether …, she said`, `when told that …`
fn is_elided_passive(scene: &Scene<'_>, cue: &Cue, place: Place) -> bool {
    let group = cue.group.start as usize;
    cue.addresses && (group == place.start || matches!(scene.norm(group - 1), "when" | "if" | "once"))
}

/// The source of a cue without a subject of its own: that of the cue or verb that it is coordinated with.
fn shared_source(scene: &Scene<'_>, cue: &Cue, place: Place, before: Option<&Frame>) -> Option<TokenRange> {
    let group = cue.group.start as usize;
    let previous = group.checked_sub(1).filter(|&t| t >= place.start)?;
    if cue.form == Form::Participle
        && let Some(phrase) = noun_phrase_before(scene, group, place.floor)
    {
        return Some(phrase);
    }
    let joins = scene.is_break(previous)
        || scene.run_to(group).is_some()
        || matches!(scene.xpos(previous), Xpos::Cc | Xpos::In)
        || matches!(scene.norm(previous), "and" | "but" | "by" | "while" | "then" | "in" | "after" | "before");
    if cue.form == Form::Infinitive && !joins && scene.run_from(cue.group.end as usize).is_none() {
        return None;
    }
    if cue.form == Form::Participle && scene.norm(previous) == "for" {
        // `They held her in contempt for refusing to speak`: the subject is seldom the one who spoke.
        return None;
    }
    let shared = before.and_then(|frame| frame.source);
    if cue.form == Form::Finite && scene.is_break(previous) && shared.is_some_and(|source| is_relative(scene, source)) {
        // `The minister, who had wanted a signature, blamed the delay on …`: the verb is the main clause's.
        return subject_before(scene, group, place.start);
    }
    shared.or_else(|| subject_of_clause(scene, group, place.start))
}

/// Whether the source is a relative pronoun, which stands for the noun phrase before it.
pub(super) fn is_relative(scene: &Scene<'_>, source: TokenRange) -> bool {
    let pronoun = source.start as usize;
    // "WHO said" is a name where not all words are capitals.
    let is_acronym = scene.shape(pronoun) == Shape::Upper && scene.shape(pronoun + 1) != Shape::Upper;
    source.len() == 1 && matches!(scene.norm(pronoun), "who" | "which" | "that") && !is_acronym
}

/// `“…,” she said.`, `“…,” said the mayor, “…”`
fn quotation_frame(scene: &Scene<'_>, cue: &Cue, place: Place, subject: Option<TokenRange>, gap: usize) -> Option<Frame> {
    let left = quotation_before(scene, gap, place.floor)?;
    let (source, rest) = match subject {
        Some(subject) => (Some(subject), cue.group.end as usize),
        None => {
            let source = source_after(scene, cue.group.end as usize, place.end);
            (source, source.map_or(cue.group.end, |source| source.end) as usize)
        }
    };
    if subject.is_none() && (source.is_none() || !inverts(scene, cue, gap)) {
        return None;
    }
    if subject.is_some() && is_adjunct(scene, left) && look_after(scene, cue, place.end).is_some_and(|after| !after.marked) {
        return None;
    }
    let mut frame = Frame::new(Pattern::QuoteThenCue, vec![left]);
    frame.source = source;
    let recipient = cue.addresses.then(|| noun_phrase_after(scene, rest, place.end)).flatten();
    let rest = recipient.map_or(rest, |phrase| phrase.end as usize);
    frame.via = recipient;
    let rest = skip_time(scene, rest, place.end);
    if let Some(resumed) = resumed_quotation(scene, rest, place.end) {
        frame.content.push(TokenRange::at(resumed, content_end(scene, resumed, place.end, Scope::Main)));
    }
    frame.cue = Some(cue_with_manner(scene, cue, place.end));
    Some(frame)
}

/// Whether the verb can stand before its subject after the quotation: `“…,” said the mayor`, not `“The Fixer” could face the
/// mayor`.
fn inverts(scene: &Scene<'_>, cue: &Cue, gap: usize) -> bool {
    let is_set_off = scene.is_comma(gap - 1) || scene.run_to(gap).is_some_and(|run| scene.run_is_complete(run));
    cue.group.start as usize == cue.head && (is_set_off || cue.class == CueClass::Speech)
}

/// Whether the words before a quoted title make no clause but say when or where: `On the programme “Harbour View,” she said
/// that …`
fn is_adjunct(scene: &Scene<'_>, left: TokenRange) -> bool {
    let first = left.start as usize;
    scene.xpos(first) == Xpos::In && !left.range().any(|t| scene.is_finite(t) && scene.run_index(t).is_none())
}

/// Where the quotation goes on after its attribution in the same unit, when no other cue stands between.
fn resumed_quotation(scene: &Scene<'_>, rest: usize, end: usize) -> Option<usize> {
    let resumed = (rest..end.min(rest + MAX_POSTPOSED)).find(|&t| scene.run_from(t).is_some())?;
    let mark = resumed.checked_sub(1)?;
    let is_set_off = scene.is_break(mark) || scene.is_colon(mark) || scene.is_final(mark);
    let other_cue = |t| cue_at(scene, t, rest).is_some_and(|cue| cue.class != CueClass::Noun);
    (is_set_off && !(rest..resumed).any(other_cue)).then_some(resumed)
}

/// The cue with the phrase of manner, medium or place that follows it: `said in a statement`.
fn cue_with_manner(scene: &Scene<'_>, cue: &Cue, end: usize) -> TokenRange {
    let after = cue.group.end as usize;
    if !matches!(scene.norm(after), "in" | "on" | "at" | "during" | "via" | "through") || skip_time(scene, after, end) > after {
        return cue.group;
    }
    match noun_phrase_after(scene, after + 1, end) {
        Some(phrase) => TokenRange { start: cue.group.start, end: phrase.end },
        None => cue.group,
    }
}

/// `The road will close, officials said.`, `The plan, he said, would fail.`
fn clause_then_cue_frame(scene: &Scene<'_>, cue: &Cue, place: Place, subject: Option<TokenRange>, gap: usize) -> Option<Frame> {
    let gap = if gap > place.floor && scene.norm(gap - 1) == "as" { gap - 1 } else { gap };
    let comma = gap.checked_sub(1).filter(|&t| t > place.floor && scene.is_comma(t) && scene.run_index(t).is_none())?;
    let left = content_before(scene, comma, place.floor)?;
    let (source, rest) = match subject {
        Some(subject) => (subject, cue.group.end as usize),
        None => {
            let source = source_after(scene, cue.group.end as usize, place.end)?;
            (source, source.end as usize)
        }
    };
    let goes_on = scene.is_comma(rest) && rest + 1 < place.end;
    let interrupts = goes_on && (!resumes_report(scene, rest + 1) || is_subordinate(scene, left));
    let has_verb = left.range().any(|t| scene.is_finite(t));
    let closes = match subject {
        Some(_) => look_after(scene, cue, place.end).is_none_or(|after| !after.marked && begins_adjunct(scene, rest)),
        None => true,
    };
    let is_inverted = subject.is_none();
    // `…, said the mayor had left`, `…, called his rival “a robot”`: the noun phrase belongs to what is reported.
    let begins_report = is_inverted && (begins_verb(scene, rest, place.end) || scene.run_from(rest).is_some());
    if begins_report
        || is_inverted && (cue.class != CueClass::Speech || cue.addresses || !has_verb)
        || !(interrupts || closes && has_verb)
    {
        return None;
    }
    let mut frame = Frame::new(Pattern::ClauseThenCue, vec![left]);
    if interrupts {
        let start = rest + 1;
        let right = scene.trim(TokenRange::at(start, content_end(scene, start, place.end, Scope::Main)));
        frame.content.push(right);
    }
    frame.source = Some(source);
    frame.cue = Some(cue_with_manner(scene, cue, place.end));
    frame.act = act_of(scene, cue, &frame.content);
    Some(frame)
}

/// Whether a clause waits for its main clause: `Though the pier was new, he said, rebuilding it …`
fn is_subordinate(scene: &Scene<'_>, clause: TokenRange) -> bool {
    matches!(scene.norm(clause.start as usize), "though" | "although" | "while" | "if" | "unless" | "because" | "since" | "whereas")
}

/// Whether what follows `…, he said,` is the reporter's again and not the rest of the content.
fn resumes_report(scene: &Scene<'_>, token: usize) -> bool {
    matches!(scene.xpos(token), Xpos::Vbg | Xpos::Cc)
        || matches!(
            scene.norm(token),
            "as" | "while" | "but" | "and" | "who" | "according" | "which" | "after" | "before" | "though" | "although" | "because"
        )
}

fn begins_adjunct(scene: &Scene<'_>, token: usize) -> bool {
    matches!(scene.xpos(token), Xpos::In | Xpos::Rb) && !scene.is_complementizer(token)
}

/// `She said that …`, `She said: “…”`, `praised the “…”`
fn cue_then_content_frame(scene: &Scene<'_>, cue: &Cue, place: Place, source: Option<TokenRange>) -> Option<Frame> {
    let after = after_as_clause(scene, cue, place, source).or_else(|| look_after(scene, cue, place.end))?;
    if !is_reported(scene, cue, after) {
        return None;
    }
    let end = content_end(scene, after.start, place.end, scope_of(scene, cue, place, source));
    let end = occasion_start(scene, after.start, end).unwrap_or(end);
    let content = scene.trim(TokenRange::at(after.start, end));
    let is_object = scene.run_from(cue.group.end as usize).is_some();
    if content.is_empty() || !is_object && holds_attributed_run(scene, content, place.end) {
        return None;
    }
    let pattern = match scene.run_from(content.start as usize) {
        Some(run) if run.outer.end >= content.end => Pattern::CueThenQuote,
        _ if holds_run(scene, content) => Pattern::ClauseWithQuote,
        _ => Pattern::Clause,
    };
    let is_speech = after.marked || !is_deed(scene, cue, content);
    let mut frame = Frame::new(pattern, if is_speech { vec![content] } else { Vec::new() });
    frame.source = source;
    frame.cue = Some(TokenRange::at(cue.group.start as usize, after.cue_end));
    frame.via = after.recipient;
    frame.act = act_of(scene, cue, &frame.content);
    Some(frame)
}

/// Where the reporter's word of the occasion begins that ends a content without a clause: `called for a ban in a brief
/// statement on Thursday`.
fn occasion_start(scene: &Scene<'_>, start: usize, end: usize) -> Option<usize> {
    let lowest = end.saturating_sub(MAX_OCCASION).max(start + 1);
    let is_occasion = |t: &usize| {
        matches!(
            scene.norm(*t),
            "statement" | "interview" | "speech" | "tweet" | "email" | "letter" | "call" | "post" | "broadcast" | "address"
        )
    };
    let begins = |&t: &usize| {
        let opens = matches!(scene.norm(t), "in" | "during" | "on") && matches!(scene.norm(t + 1), "a" | "an");
        opens && scene.run_index(t).is_none() && (t + 2..t + 4).find(is_occasion).is_some_and(|noun| closes(scene, noun + 1, end))
    };
    (lowest..end).find(begins).filter(|&t| !(start..t).any(|t| scene.is_finite(t)))
}

/// Whether only expressions of time and a phrase with a preposition stand between.
fn closes(scene: &Scene<'_>, from: usize, end: usize) -> bool {
    let from = skip_time(scene, from, end);
    if from >= end || scene.is_final(from) {
        return true;
    }
    let object =
        matches!(scene.norm(from), "with" | "to" | "on" | "from" | "by").then(|| noun_phrase_after(scene, from + 1, end)).flatten();
    object.is_some_and(|phrase| skip_time(scene, phrase.end as usize, end) >= end || scene.is_final(phrase.end as usize))
}

/// Whether the verb tells a deed and no speech, since its object is a thing without quoted words: `refused such requests`,
/// `saw the rebels leave`.
pub(super) fn is_deed(scene: &Scene<'_>, cue: &Cue, content: TokenRange) -> bool {
    let object = scene.xpos(content.start as usize);
    // `declared bankruptcy`, `denied them a permit`
    let does = scene.norm(cue.head).starts_with("declar") && object == Xpos::Nn
        || matches!(scene.norm(cue.head), "deny" | "denies" | "denied" | "denying") && object == Xpos::Prp && content.len() > 1;
    (does || scene.lex.classes(cue.head).any(Classes::DEED_VERBS))
        && !holds_run(scene, content)
        && !matches!(scene.xpos(content.start as usize), Xpos::Wp | Xpos::Wdt)
        && is_noun_phrase(scene, content.start as usize, content.end as usize)
}

/// Whether a frame whose source is nobody known holds a figure of speech, since its verb takes things for its subject as well:
/// `the drought threatens to ruin the crop`, `low rates encouraged them to borrow`.
pub(super) fn is_figure_of_speech(scene: &Scene<'_>, frame: &Frame) -> bool {
    let (Some(source), Some(cue)) = (frame.source, frame.cue) else { return false };
    let is_thing = source.len() == 1 && matches!(scene.norm(source.start as usize), "that" | "which")
        || matches!(scene.xpos(source.end as usize - 1), Xpos::Nn | Xpos::Nns)
            && scene.shape(source.end as usize - 1) == Shape::Lower;
    is_thing && cue.range().any(|t| scene.lex.classes(t).any(Classes::THING_VERBS))
}

/// Whether the clause of a frame only says when or why something else was said: `…,” he said after the mayor had criticised …`
pub(super) fn is_in_adjunct(scene: &Scene<'_>, frame: &Frame) -> bool {
    let first = frame.source.or(frame.cue).map_or(0, |range| range.start as usize);
    first > 0 && matches!(scene.norm(first - 1), "after" | "before" | "when" | "while" | "as" | "because" | "since")
}

/// `As Reyes said, the road will close.`, `As Reyes put it in a letter to the council, the road is “dead.”`
fn after_as_clause(scene: &Scene<'_>, cue: &Cue, place: Place, source: Option<TokenRange>) -> Option<After> {
    let source = source.filter(|source| source.start as usize == place.start + 1 && scene.norm(place.start) == "as")?;
    let cue_end = cue.group.end as usize + usize::from(scene.norm(cue.group.end as usize) == "it");
    let after = skip_time(scene, cue_end, place.end);
    let is_adjunct = |comma: &usize| *comma == after || scene.xpos(after) == Xpos::In && !(after..*comma).any(|t| scene.is_verb(t));
    let comma = (after..place.end.min(after + MAX_POSTPOSED)).find(|&t| scene.is_comma(t)).filter(is_adjunct)?;
    let follows = comma + 1 < place.end && source.end == cue.group.start;
    follows.then_some(After { start: comma + 1, cue_end, recipient: None, marked: true })
}

/// Whether a later cue attributes a quotation inside the content: `It seems “…,” she said`.
fn holds_attributed_run(scene: &Scene<'_>, content: TokenRange, end: usize) -> bool {
    scene.runs_in(content).iter().any(|run| cue_after_run(scene, run, end).is_some())
}

/// The cue of a quotation that stands before it: `“…,” she said`, `“…,” said the mayor`, `“…,” the man shot back`.
fn cue_after_run(scene: &Scene<'_>, run: &Run, end: usize) -> Option<Cue> {
    let after = run.outer.end as usize;
    let first = after + usize::from(scene.is_comma(after));
    if !scene.run_is_complete(run) && first == after {
        return None;
    }
    let limit = end.min(first + MAX_SOURCE);
    let stop = (first..limit).find(|&t| scene.run_index(t).is_some() || scene.is_colon(t) || scene.is_final(t)).unwrap_or(limit);
    let begins_here = |cue: &Cue| match subject_before(scene, cue.group.start as usize, first) {
        Some(subject) => subject.start as usize == first && !matches!(scene.norm(first), "who" | "which" | "that"),
        None => cue.group.start as usize == first && source_after(scene, cue.group.end as usize, end).is_some(),
    };
    let known = (first..stop).find_map(|t| {
        cue_at(scene, t, first).filter(|cue| cue.form == Form::Finite && matches!(cue.class, CueClass::Speech | CueClass::Weak))
    });
    if let Some(cue) = known.filter(begins_here) {
        let opens_clause = look_after(scene, &cue, end)
            .is_some_and(|after| scene.run_from(after.start).is_none() && !begins_adjunct(scene, cue.group.end as usize));
        let is_title = opens_clause && !scene.run_is_complete(run);
        return (!is_title).then_some(cue);
    }
    let is_spoken = scene.is_comma(run.tokens.end as usize - 1) && scene.words(run.tokens) > 2;
    (first..stop).find_map(|t| bare_cue_at(scene, t)).filter(|cue| is_spoken && begins_here(cue))
}

/// What kind of clause the cue stands in.
fn scope_of(scene: &Scene<'_>, cue: &Cue, place: Place, source: Option<TokenRange>) -> Scope {
    let group = cue.group.start as usize;
    let subject = source.map_or(group, |source| source.start as usize).min(group);
    if source.is_some_and(|source| source.len() == 1) && matches!(scene.norm(subject), "who" | "which") {
        return if subject > 0 && scene.is_break(subject - 1) { Scope::Relative } else { Scope::Main };
    }
    let first = if cue.form == Form::Finite { subject } else { group };
    let opens = first <= place.start + 2;
    let in_clause = first <= place.start + WINDOW && !(place.start + 1..first).any(|t| scene.is_break(t));
    // `Once in her twenties, when she told them that …, they`
    let introduces = |t: usize| {
        t > place.start && t <= place.start + WINDOW && scene.is_break(t - 1) && !(place.start..t).any(|t| scene.is_finite(t))
    };
    let is_subordinator = |t: usize| {
        matches!(
            scene.norm(t),
            "while"
                | "as"
                | "when"
                | "if"
                | "although"
                | "though"
                | "after"
                | "before"
                | "because"
                | "since"
                | "once"
                | "until"
                | "whenever"
                | "by"
                | "in"
        )
    };
    let subordinator = (place.start..=first.min(place.start + 2)).any(is_subordinator);
    let introduced = first > 0 && is_subordinator(first - 1) && introduces(first - 1);
    let participle = source.is_none();
    if opens && participle || (opens || in_clause) && subordinator || introduced { Scope::Subordinate } else { Scope::Main }
}

/// Whether what follows the cue can be its content.
fn is_reported(scene: &Scene<'_>, cue: &Cue, after: After) -> bool {
    if needs_infinitive(scene, cue) && !begins_infinitive(scene, cue, after.start) && scene.run_from(after.start).is_none() {
        return false;
    }
    let follows = scene.norm(cue.group.end as usize);
    if scene.norm(cue.head).starts_with("call") && matches!(follows, "in" | "off" | "back") && !after.marked {
        return false;
    }
    match cue.class {
        _ if cue.form == Form::Passive && cue.class != CueClass::Attitude => {
            after.marked && !(cue.class == CueClass::Weak && scene.is_colon(after.start - 1)) || takes_topic(scene, cue)
        }
        CueClass::Weak => {
            after.marked && !begins_object(scene, after.start) && !lists(scene, cue, after) || takes_topic(scene, cue)
        }
        _ => after.marked || !matches!(scene.norm(after.start), "by" | "as" | "from"),
    }
}

/// Whether a colon after the object of a verb lists and quotes nothing: `made progress: more staff, more beds`.
fn lists(scene: &Scene<'_>, cue: &Cue, after: After) -> bool {
    let first = cue.group.end as usize;
    scene.is_colon(after.start - 1)
        && scene.run_from(after.start).is_none()
        && matches!(scene.xpos(first), Xpos::Nn | Xpos::Nns | Xpos::Dt | Xpos::PrpPoss | Xpos::Jj | Xpos::Cd)
}

/// Whether `that` is no conjunction but points at the noun after it: `used that money to pay`.
fn begins_object(scene: &Scene<'_>, start: usize) -> bool {
    let points = scene.norm(start) == "that" && matches!(scene.xpos(start + 1), Xpos::Nn | Xpos::Nns);
    points
        && noun_phrase_after(scene, start, start + MAX_SOURCE).is_some_and(|phrase| {
            !scene.is_comma(phrase.end as usize) && !begins_verb(scene, phrase.end as usize, start + MAX_SOURCE)
        })
}

/// Verbs that without an infinitive tell a change or a look: `turnout declined from 58 percent`, `she appeared in court`.
fn needs_infinitive(scene: &Scene<'_>, cue: &Cue) -> bool {
    matches!(
        scene.norm(cue.head),
        "decline" | "declines" | "declined" | "declining" | "appear" | "appears" | "appeared" | "appearing"
    )
}

/// `to say`, `comment`, `that …`
fn begins_infinitive(scene: &Scene<'_>, cue: &Cue, start: usize) -> bool {
    let noun = (start..start + 3).find(|&t| !matches!(scene.xpos(t), Xpos::Jj | Xpos::Jjr | Xpos::Dt)).unwrap_or(start);
    match scene.norm(start) {
        "to" => !matches!(scene.xpos(start + 1), Xpos::Cd | Xpos::Dt | Xpos::Jj | Xpos::Nn | Xpos::Nns | Xpos::Dollar),
        "that" | "as" => scene.norm(cue.head).starts_with("appear"),
        _ => scene.norm(noun) == "comment",
    }
}

/// `talked about the flood`, `pointed out the flaw`, but not `set about the work`, `knocked out the bridge`.
fn takes_topic(scene: &Scene<'_>, cue: &Cue) -> bool {
    if cue.group.end as usize <= cue.head + 1 || cue.form == Form::Participle {
        return false;
    }
    let verb = scene.norm(cue.head);
    match scene.norm(cue.head + 1) {
        "about" | "of" => !matches!(verb, "set" | "sets" | "setting"),
        "against" => true,
        "out" => ["point", "lay", "laid", "spell"].iter().any(|stem| verb.starts_with(stem)),
        _ => false,
    }
}

fn holds_run(scene: &Scene<'_>, range: TokenRange) -> bool {
    !scene.runs_in(range).is_empty()
}

fn act_of(scene: &Scene<'_>, cue: &Cue, content: &[TokenRange]) -> QuoteAct {
    let act = if cue.class == CueClass::Attitude { QuoteAct::Other } else { QuoteAct::Speech };
    act_of_quoted(scene, content, act)
}

/// The act of a cue over a content: words in quotation marks were said, whatever the cue.
pub(super) fn act_of_quoted(scene: &Scene<'_>, content: &[TokenRange], act: QuoteAct) -> QuoteAct {
    if content.iter().any(|&part| holds_run(scene, part)) { QuoteAct::Speech } else { act }
}

/// `According to the bank, rates rose.`, `Rates rose, according to the bank.`
fn according_frame(scene: &Scene<'_>, cue: &Cue, place: Place) -> Option<Frame> {
    let source = source_after(scene, cue.group.end as usize, place.end)?;
    let group = cue.group.start as usize;
    let end = source.end as usize;
    let content = match content_before(scene, group, place.floor).filter(|left| scene.words(*left) > 2) {
        Some(left) => left,
        None => {
            let start = (end..place.end.min(end + MAX_POSTPOSED)).find(|&t| scene.is_comma(t)).map_or(end, |comma| comma + 1);
            scene.trim(TokenRange::at(start, content_end(scene, start, place.end, Scope::Main)))
        }
    };
    if content.is_empty() {
        return None;
    }
    let mut frame = Frame::new(Pattern::According, vec![content]);
    frame.cue = Some(cue.group);
    frame.source = Some(source);
    Some(frame)
}

/// `her claim that the vote was stolen`
fn noun_frame(scene: &Scene<'_>, cue: &Cue, place: Place) -> Option<Frame> {
    let that = cue.head + 1;
    if scene.norm(that) != "that" || scene.xpos(that) == Xpos::Wdt {
        return None;
    }
    // `Contrary to his claim that …, the bridge`
    let is_near = cue.head <= place.start + WINDOW;
    let opens = is_near && !(place.start..cue.head).any(|t| scene.is_finite(t)) && scene.xpos(place.start) != Xpos::Prp;
    let in_phrase = opens && (place.start..cue.head).any(|t| matches!(scene.xpos(t), Xpos::In | Xpos::To));
    let scope = if in_phrase { Scope::Subordinate } else { Scope::Main };
    let content = scene.trim(TokenRange::at(that, content_end(scene, that, place.end, scope)));
    let phrase = noun_phrase_before(scene, cue.head + 1, place.floor)?;
    let possessor = phrase.range().rev().find(|&t| matches!(scene.xpos(t), Xpos::PrpPoss | Xpos::Pos));
    let source = possessor.map(|t| match scene.xpos(t) {
        Xpos::Pos => TokenRange::at(phrase.start as usize, t),
        _ => TokenRange::at(t, t + 1),
    });
    let mut frame = Frame::new(Pattern::Noun, vec![content]);
    frame.cue = Some(cue.group);
    frame.source = source;
    Some(frame)
}

/// A quotation set off by a comma or colon, with no known cue: `The mayor was blunt: “…”`
pub(super) fn introduced_frame(scene: &Scene<'_>, run: &Run, unit: TokenRange) -> Option<Frame> {
    let start = run.outer.start as usize;
    let mark = start.checked_sub(1).filter(|&t| t > unit.start as usize && (scene.is_comma(t) || scene.is_colon(t)))?;
    if !scene.run_is_complete(run) || scene.words(run.tokens) < 3 {
        return None;
    }
    let source =
        subject_of_clause(scene, mark, unit.start as usize).or_else(|| noun_phrase_after(scene, unit.start as usize, mark));
    let mut frame = Frame::new(Pattern::Introduced, vec![run.outer]);
    frame.source = source;
    frame.cue = scene.is_colon(mark).then(|| TokenRange::at(mark, mark + 1));
    Some(frame)
}
