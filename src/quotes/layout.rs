//! Attributions by layout: turns of a transcript, signatures after a dash, headlines of the form `Mayor: Bridge To Open`.
//!
//! They have no verb, so they are found before the cues. A single `NAME:` is a topic as often as a speaker; turns count only
//! where a text has several, and labels in small letters only where several open paragraphs again and again.

use rustc_hash::FxHashMap;

use super::frame::{Frame, Pattern};
use super::phrases::noun_phrase_after;
use super::scene::Scene;
use crate::classes::Classes;
use crate::document::Shape;
use crate::labels::BlockKind;
use crate::span::TokenRange;

/// Most tokens of a speaker's name before the colon of a turn.
const MAX_NAME: usize = 7;
/// Most tokens of a label at the start of a paragraph.
const MAX_LABEL: usize = 3;
/// Fewest turns that make a transcript.
const MIN_TURNS: usize = 3;
/// Fewest words of a signed quotation that no full stop closes.
const MIN_SIGNED: usize = 4;
/// Most tokens of a signature, its dash included.
const MAX_SIGNATURE: usize = 16;

/// How the text marks the turns of a conversation, if it holds one.
#[derive(Debug, Default)]
pub(super) struct Turns<'d> {
    /// Whether by names in capitals, at the start of any sentence.
    capitals: bool,
    /// The labels that open paragraphs again and again, by their first and last word.
    labels: FxHashMap<(&'d str, &'d str), usize>,
}

impl<'d> Turns<'d> {
    pub(super) fn new(scene: &Scene<'d>) -> Self {
        let starts = scene.lex.sentences.iter().map(|s| s.tokens.start as usize);
        let capitals = starts.filter(|&start| turn_colon(scene, start).is_some()).take(MIN_TURNS).count() == MIN_TURNS;
        let mut labels = FxHashMap::default();
        for block in scene.blocks() {
            let start = scene.lex.sentences.get(block.sentences.start as usize).map(|sentence| sentence.tokens.start as usize);
            if let Some((start, colon)) = start.and_then(|start| Some((start, label_colon(scene, start)?))) {
                *labels.entry((scene.norm(start), scene.norm(colon - 1))).or_default() += 1;
            }
        }
        labels.retain(|_, times| *times > 1);
        let is_talk = labels.len() > 1 && labels.values().sum::<usize>() > MIN_TURNS;
        Self { capitals, labels: if is_talk { labels } else { FxHashMap::default() } }
    }

    /// Whether there are turns at all.
    pub(super) fn any(&self) -> bool {
        self.capitals || !self.labels.is_empty()
    }

    fn colon(&self, scene: &Scene<'_>, start: usize) -> Option<usize> {
        let in_capitals = if self.capitals { turn_colon(scene, start) } else { None };
        in_capitals.or_else(|| {
            let colon = label_colon(scene, start)?;
            self.labels.contains_key(&(scene.norm(start), scene.norm(colon - 1))).then_some(colon)
        })
    }
}

/// The colon after a label at the start of a paragraph: `Falco:`, `Question:`.
fn label_colon(scene: &Scene<'_>, start: usize) -> Option<usize> {
    let is_first = scene.lex.block_at(scene.lex.tokens.items.get(start)?.span.start).is_some_and(|block| {
        let before = start.checked_sub(1).and_then(|before| scene.lex.block_at(scene.lex.tokens.items[before].span.start));
        before != Some(block)
    });
    let colon = (start + 1..start + 1 + MAX_LABEL).find(|&t| scene.is_colon(t)).filter(|_| is_first)?;
    let no_name = Classes::GENRE_LABELS.or(Classes::WEEKDAYS).or(Classes::MONTHS);
    let is_word =
        |t: usize| matches!(scene.shape(t), Shape::Title | Shape::Upper | Shape::Mixed) && !scene.lex.classes(t).any(no_name);
    (start..colon).all(is_word).then_some(colon)
}

/// Whether the label says that somebody asks or answers, and not who.
fn is_part(scene: &Scene<'_>, label: TokenRange) -> bool {
    matches!(scene.norm(label.start as usize), "q" | "question" | "a" | "answer")
}

/// The token that a turn's name begins with: a transcript may be quoted line by line.
fn name_start(scene: &Scene<'_>, start: usize) -> usize {
    start + usize::from(scene.shape(start) == Shape::Quote)
}

/// The colon after a speaker's name in capitals at `start`: `HOST:`, `SEN. MARY LOW (D-OHIO):`.
fn turn_colon(scene: &Scene<'_>, start: usize) -> Option<usize> {
    let start = name_start(scene, start);
    let colon = (start + 1..start + 1 + MAX_NAME).find(|&t| scene.is_colon(t))?;
    let is_name = (start..colon).all(|t| !matches!(scene.shape(t), Shape::Lower | Shape::Title | Shape::Mixed | Shape::Quote));
    (is_name && scene.shape(start) == Shape::Upper).then_some(colon)
}

/// The turn that a unit begins with: the rest of the unit is said by the name before the colon.
pub(super) fn turn_frame(scene: &Scene<'_>, turns: &Turns<'_>, unit: TokenRange) -> Option<Frame> {
    let start = unit.start as usize;
    let colon = turns.colon(scene, start)?;
    let name = name_start(scene, start);
    let end = unit.end as usize;
    // The mark that closes a turn belongs to the one before the name.
    let end = if name > start && end > colon + 1 && scene.shape(end - 1) == Shape::Quote { end - 1 } else { end };
    let label = TokenRange::at(name, colon);
    labelled_frame(label, TokenRange::at(colon + 1, end), colon).filter(|_| !is_part(scene, label))
}

fn labelled_frame(source: TokenRange, content: TokenRange, mark: usize) -> Option<Frame> {
    if content.is_empty() || source.is_empty() {
        return None;
    }
    let mut frame = Frame::new(Pattern::Layout, vec![content]);
    frame.source = Some(source);
    frame.cue = Some(TokenRange::at(mark, mark + 1));
    Some(frame)
}

/// `Mayor: Bridge To Open Early`
pub(super) fn headline_frame(scene: &Scene<'_>, kind: BlockKind, unit: TokenRange) -> Option<Frame> {
    if kind != BlockKind::Headline {
        return None;
    }
    let (start, end) = (unit.start as usize, unit.end as usize);
    let colon = (start + 1..end.min(start + MAX_NAME)).find(|&t| scene.is_colon(t))?;
    let source = noun_phrase_after(scene, start, colon).filter(|phrase| phrase.end as usize == colon)?;
    let content = scene.trim(TokenRange::at(colon + 1, end));
    labelled_frame(source, content, colon).filter(|_| scene.words(content) > 2 && !is_genre(scene, source))
}

/// A label that tells what kind of article follows, and not who speaks: `Interview:`, `Live updates:`.
fn is_genre(scene: &Scene<'_>, label: TokenRange) -> bool {
    scene.lex.classes(label.end as usize - 1).any(Classes::GENRE_LABELS)
}

/// `“A disgrace,” Dr Poe.`: the verb is forgotten, the comma in the quotation promises it.
fn unsaid_frame(scene: &Scene<'_>, run: TokenRange, end: usize) -> Option<Frame> {
    let start = run.end as usize;
    let name = noun_phrase_after(scene, start, end)?;
    let ends = (name.end as usize..end).all(|t| scene.is_final(t));
    let is_name = name.range().all(|t| scene.shape(t).is_capitalised() || scene.shape(t).is_mark());
    (ends && is_name && end > start + 1).then(|| {
        let mut frame = Frame::new(Pattern::Layout, vec![run]);
        frame.source = Some(name);
        frame
    })
}

/// `“A disgrace.” — Jo Poe, Leeds`, the signature on the same line or on one of its own.
pub(super) fn signature_frame(scene: &Scene<'_>, unit: TokenRange) -> Option<Frame> {
    let run = scene.run_from(unit.start as usize)?;
    let dash = run.outer.end as usize;
    let next_line = || scene.lex.sentence_of(dash).map(|sentence| scene.lex.sentences[sentence].tokens);
    let line = if dash < unit.end as usize { unit } else { next_line()? };
    let end = line.end as usize;
    let is_spoken = scene.run_is_complete(run) || scene.words(run.tokens) >= MIN_SIGNED;
    if run.tokens.end > run.tokens.start && scene.is_comma(run.tokens.end as usize - 1) && dash < unit.end as usize {
        return unsaid_frame(scene, run.outer, unit.end as usize);
    }
    let is_signature = scene.shape(dash) == Shape::Dash && end - dash <= MAX_SIGNATURE && is_spoken;
    let name = noun_phrase_after(scene, dash + 1, end).filter(|_| is_signature)?;
    let has_verb = (dash + 1..end).any(|t| scene.is_finite(t));
    let is_name = scene.shape(name.start as usize).is_capitalised() && !has_verb;
    labelled_frame(name, run.outer, dash).filter(|_| is_name)
}
