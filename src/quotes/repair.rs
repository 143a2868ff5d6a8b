//! Frames of one unit put right where they take each other's words.

use super::MIN_UNCUED_WORDS;
use super::frame::{Frame, Pattern};
use super::phrases::noun_phrase_before;
use super::scene::Scene;
use crate::classes::Classes;
use crate::labels::Xpos;
use crate::span::TokenRange;

/// Participles that say what a speaker's words are about, and bring no words of their own.
const ABOUT: [&str; 6] = ["alluding", "citing", "describing", "pointing", "recalling", "referring"];
/// Longest source before such a cue, in tokens.
const LONGEST_SOURCE: usize = 12;
/// Longest second cue after a quotation that has one before it, in tokens.
const SECOND_CUE: usize = 4;

/// Cuts a second cue off quotations and gives those after an aside to the speaker before it.
pub(super) fn repair(scene: &Scene<'_>, frames: &mut Vec<Frame>) {
    for frame in frames.iter_mut() {
        for part in &mut frame.content {
            *part = without_second_cue(scene, *part);
        }
        if is_unsaid(scene, frame) {
            *frame = Frame::new(Pattern::Scare, std::mem::take(&mut frame.content));
        }
        if let Some((run, verb)) = frame.content.last().and_then(|part| announced(scene, *part)) {
            frame.content = vec![run];
            frame.cue = Some(TokenRange::at(verb, verb + 1));
            frame.source = noun_phrase_before(scene, verb, verb.saturating_sub(LONGEST_SOURCE));
            frame.pattern = Pattern::CueThenQuote;
        }
    }
    // "…, she wrote in a letter, which the paper first reported. “…”"
    let is_relative = |part: &TokenRange| part.len() == 1 && matches!(scene.norm(part.start as usize), "which" | "who" | "that");
    let mut is_remark: Vec<bool> = frames.iter().map(|frame| frame.content.iter().any(is_relative)).collect();
    for (frame, is_remark) in frames.iter_mut().zip(&mut is_remark) {
        frame.content.retain(|part| !is_relative(part));
        *is_remark |= is_aside(scene, frame);
    }
    for index in 1..frames.len() {
        if is_remark[index]
            && let Some(owner) = frames[..index].iter().rposition(|frame| frame.pattern == Pattern::QuoteThenCue)
        {
            let is_run = |part: &TokenRange| scene.run_from(part.start as usize).is_some_and(|run| run.outer == *part);
            let (runs, rest) = frames[index].content.iter().copied().partition::<Vec<_>, _>(is_run);
            frames[owner].content.extend(runs);
            frames[index].content = rest;
        }
    }
    frames.retain(|frame| !frame.content.is_empty());
}

/// Whether the frame is a few words in marks that nobody says.
fn is_unsaid(scene: &Scene<'_>, frame: &Frame) -> bool {
    let [part] = frame.content[..] else { return false };
    let is_run = scene.run_from(part.start as usize).is_some_and(|run| run.outer == part);
    frame.source.is_none() && is_run && scene.words(part) < MIN_UNCUED_WORDS
}

/// A quotation that ends a content in which its own cue stands, and that cue: `…, the mayor replied, “…”`.
fn announced(scene: &Scene<'_>, part: TokenRange) -> Option<(TokenRange, usize)> {
    let run = scene.run((part.end as usize).checked_sub(1)?)?.outer;
    let verb = (run.start as usize).checked_sub(2).filter(|&verb| verb > part.start as usize)?;
    let says = scene.xpos(verb) == Xpos::Vbd && scene.lex.classes(verb).any(Classes::SPEECH_VERBS);
    (says && scene.is_comma(verb + 1) && scene.run_index(verb).is_none()).then_some((run, verb))
}

/// Whether the frame tells only what the words before it are about: `“…,” she said, referring to the fee, “…”`.
pub(super) fn is_aside(scene: &Scene<'_>, frame: &Frame) -> bool {
    frame.cue.is_some_and(|cue| ABOUT.contains(&scene.norm(cue.start as usize)))
}

/// `scolded him: “…,” she said`: the quotation without the cue after it.
fn without_second_cue(scene: &Scene<'_>, part: TokenRange) -> TokenRange {
    let Some(run) = scene.run_from(part.start as usize) else { return part };
    let rest = TokenRange { start: run.outer.end, end: part.end };
    let says = |token: usize| scene.is_verb(token) && scene.lex.classes(token).any(Classes::SPEECH_VERBS);
    let is_cue = run.outer.end < part.end && rest.len() <= SECOND_CUE && rest.range().any(says);
    if is_cue { run.outer } else { part }
}
