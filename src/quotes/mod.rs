//! Quotes: who is quoted or reported, and what is said.

mod attribution;
mod clauses;
mod cues;
mod frame;
mod marks;
mod phrases;
mod scene;

use crate::document::{Lexical, Mention, Quote, Tag};
use crate::labels::{MentionKind, QuoteAct, QuoteKind};
use crate::lexicon::Lexicon;
use crate::span::{MentionId, Span, TokenRange};
use frame::{Frame, Pattern};
use scene::Scene;

/// Fewest words of a quotation that is shown without a cue.
const MIN_UNCUED_WORDS: usize = 4;

/// Quotes of the article's blocks with cue, source and speaker, ordered by the start of their content.
#[must_use]
pub fn extract(_lexicon: &Lexicon, lex: Lexical<'_>, tags: &[Tag], mentions: &[Mention]) -> Vec<Quote> {
    let runs = marks::find_runs(lex);
    let scene = Scene::new(lex, tags, &runs);
    let mut quotes: Vec<Quote> = find_frames(&scene).iter().map(|frame| to_quote(&scene, mentions, frame)).collect();
    quotes.sort_by_key(|quote| quote.content.first().copied());
    quotes
}

/// Words in quotation marks, with no speaker, for a text whose language is not known here.
#[must_use]
pub fn marked(lex: Lexical<'_>) -> Vec<Quote> {
    let runs = marks::find_runs(lex);
    let quotes = runs.iter().map(|run| Quote {
        content: vec![run.inner],
        kind: QuoteKind::Direct,
        act: QuoteAct::Speech,
        cue: None,
        source: None,
        speaker: None,
        via: None,
        reason: None,
        confidence: Pattern::Unattributed.confidence(),
    });
    quotes.collect()
}

/// The frames of the article.
fn find_frames(scene: &Scene<'_>) -> Vec<Frame> {
    let mut frames: Vec<Frame> = Vec::new();
    // The frame that a quotation without a cue goes on: the last one of the unit or paragraph before.
    let mut going_on: Option<usize> = None;
    let mut sentence = 0;
    while sentence < scene.lex.sentences.len() {
        let block = scene.lex.sentences[sentence].block;
        let first = sentence;
        while sentence < scene.lex.sentences.len() && scene.lex.sentences[sentence].block == block {
            sentence += 1;
        }
        if !scene.lex.blocks[block].kind.is_article() {
            continue;
        }
        for unit in scene.units(TokenRange::at(first, sentence)) {
            let found = attribution::frames_of(scene, unit);
            let has_found = !found.is_empty();
            let covered: Vec<TokenRange> = found.iter().flat_map(|f| f.content.iter().copied()).collect();
            frames.extend(found);
            if has_found {
                going_on = Some(frames.len() - 1);
            }
            going_on = claim_runs(scene, unit, &covered, has_found, going_on, &mut frames);
        }
    }
    frames
}

/// Gives the runs of a unit that no cue claimed to the speaker before, or shows them without one.
fn claim_runs(
    scene: &Scene<'_>,
    unit: TokenRange,
    covered: &[TokenRange],
    has_frame: bool,
    going_on: Option<usize>,
    frames: &mut Vec<Frame>,
) -> Option<usize> {
    let mut going_on = going_on;
    let mut token = unit.start as usize;
    let mut claimed = has_frame;
    while token < unit.end as usize {
        let Some(run) = scene.run(token) else {
            token += 1;
            continue;
        };
        token = (run.outer.end as usize).max(token + 1);
        if covered.iter().any(|part| part.overlaps(run.tokens)) {
            continue;
        }
        let fills_unit = run.outer.start <= unit.start && scene.words(TokenRange { start: run.outer.end, end: unit.end }) == 0;
        if let Some(frame) = going_on.filter(|_| fills_unit && !has_frame) {
            frames[frame].content.push(run.outer);
            claimed = true;
        } else if let Some(frame) = attribution::introduced_frame(scene, run, unit) {
            frames.push(frame);
            going_on = Some(frames.len() - 1);
            claimed = true;
        } else if scene.words(run.tokens) >= MIN_UNCUED_WORDS {
            frames.push(Frame::new(Pattern::Unattributed, vec![run.outer]));
        }
    }
    if !claimed {
        going_on = None;
    }
    going_on
}

fn to_quote(scene: &Scene<'_>, mentions: &[Mention], frame: &Frame) -> Quote {
    let content: Vec<Span> = frame.content.iter().map(|&part| content_span(scene, part)).collect();
    Quote {
        content,
        kind: kind_of(scene, frame),
        act: frame.act,
        cue: frame.cue.map(|range| scene.lex.span(range)),
        source: frame.source.map(|range| scene.lex.span(range)),
        speaker: frame.source.and_then(|source| speaker(mentions, source)),
        via: frame.via.map(|range| scene.lex.span(range)),
        reason: frame.reason.map(|range| scene.lex.span(range)),
        confidence: frame.pattern.confidence(),
    }
}

/// The part's bytes; marks that enclose all of it are left out.
fn content_span(scene: &Scene<'_>, part: TokenRange) -> Span {
    match scene.run(part.start as usize) {
        Some(run) if run.outer == part => run.inner,
        _ => scene.lex.span(part),
    }
}

fn kind_of(scene: &Scene<'_>, frame: &Frame) -> QuoteKind {
    let mut quoted = 0;
    let mut all = 0;
    for token in frame.content.iter().flat_map(|part| part.range()) {
        if !scene.shape(token).is_mark() {
            all += 1;
            quoted += usize::from(scene.run_index(token).is_some());
        }
    }
    match quoted {
        0 => QuoteKind::Indirect,
        _ if quoted == all => QuoteKind::Direct,
        _ => QuoteKind::Mixed,
    }
}

/// The mention that a source's words hold: the name or phrase whose head comes first.
fn speaker(mentions: &[Mention], source: TokenRange) -> Option<MentionId> {
    let from = mentions.partition_point(|m| m.tokens.start < source.start);
    let inside = mentions.iter().enumerate().skip(from).take_while(|(_, m)| m.tokens.start < source.end);
    let best = inside.min_by_key(|(_, m)| (m.head, m.kind != MentionKind::Name, std::cmp::Reverse(m.tokens.end)));
    best.map(|(index, _)| MentionId::new(index))
}
