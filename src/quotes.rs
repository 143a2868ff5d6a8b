//! Quotes: who is quoted or reported, and what is said.
//!
//! From tokens, tags and mentions, in five steps: quotation marks are paired into runs (`marks`); layout and cues give frames
//! of content, cue and source by rules, unit by unit (`layout`, `cues`, `clauses`, `phrases`, `attribution`); trained weights decide
//! which heads are cues and what belongs to them, the rules' frames among what they know (`candidates`, `evidence`, `decision`); a run that
//! no cue claims goes on the frame before it, or stands alone; the source's words are tied to a mention (`speakers`). Contents,
//! cues and sources have the extents of PolNeAR (Newell, Margolin and Ruths, 2018), outer quotation marks and nested attributions
//! left out. Frames by layout and quotations without a cue are the rules' alone.
//!
//! Weak: nouns as cues, contents with a relative pronoun for a subject or object (`what she called …`), adverbial clauses at
//! the end of a content, verbs that are actions as often as speech (`attack`, `thank`).

mod attribution;
mod candidates;
mod clauses;
mod cues;
mod decision;
mod evidence;
mod frame;
mod layout;
mod marks;
mod phrases;
mod repair;
mod scene;
mod speakers;
#[cfg(test)]
mod tests;
pub mod training;

use crate::document::{Lexical, Mention, Quote, Tag};
use crate::labels::{BlockKind, MentionKind, QuoteAct, QuoteKind, Xpos};
use crate::model::frames::FrameModel;
use crate::span::{Span, TokenRange};
use candidates::Article;
use evidence::Standing;
use frame::{Frame, Pattern};
use marks::Run;
use scene::Scene;

/// Fewest words of a quotation that goes on the one before though the reporter rounds its sentence off: `“…” for the harbour.`
const MIN_SENTENCE_WORDS: usize = 12;

/// Fewest words of a quotation without a cue that is speech and not a name or a scare quote.
const MIN_UNCUED_WORDS: usize = 4;

/// Most tokens between a cue and a further quotation in its sentence: `, and then “…”`.
const MAX_JOINT: usize = 4;

/// Quotes of the article's blocks with cue, source and speaker, ordered by the start of their content. Without weights the rules
/// decide alone.
#[must_use]
pub fn extract(model: &FrameModel, lex: Lexical<'_>, tags: &[Tag], mentions: &[Mention]) -> Vec<Quote> {
    let mut quotes = Vec::new();
    extract_each(model, lex, tags, mentions, |quote, _| quotes.push(quote));
    quotes.sort_by_key(|quote: &Quote| quote.content.first().copied());
    quotes
}

/// Visits each quote, with the features from which its confidence was read.
fn extract_each(model: &FrameModel, lex: Lexical<'_>, tags: &[Tag], mentions: &[Mention], mut visit: impl FnMut(Quote, Vec<u32>)) {
    let runs = marks::find_runs(lex);
    let scene = Scene::new(lex, tags, &runs);
    let frames = match model.is_empty() {
        true => find_frames(&scene, |_, rules, _| rules),
        false => {
            let article = Article::new(&scene, mentions);
            find_frames(&scene, |unit, rules, reason| decision::decide(&article, model, unit, rules, reason))
        }
    };
    for frame in frames.iter().filter(|frame| !is_title(&scene, mentions, frame) && !is_headline_phrase(&scene, frame)) {
        let mut quote = to_quote(&scene, mentions, frame);
        let standing = Standing { kind: quote.kind, act: quote.act, has_speaker: quote.speaker.is_some() };
        let features = evidence::trust_features(&scene, frame, &standing);
        if let Some(confidence) = model.confidence(&features) {
            quote.confidence = confidence;
        }
        visit(quote, features);
    }
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

/// The frames of the article, unit by unit.
/// `decide` makes of a unit's frames by the rules, beside the phrase that asks for anonymity, those that stand.
fn find_frames(scene: &Scene<'_>, mut decide: impl FnMut(TokenRange, Vec<Frame>, Option<TokenRange>) -> Vec<Frame>) -> Vec<Frame> {
    let turns = layout::Turns::new(scene);
    let mut found = Found { claimed: vec![false; scene.runs.len()], ..Found::default() };
    for block in scene.blocks() {
        let before_block = found.frames.len();
        // Quoted words in a heading are picked from anywhere.
        if block.kind == BlockKind::Subhead {
            found.going_on = None;
        }
        let mut in_turn = false;
        for unit in scene.units(block.sentences) {
            let mut frames = Vec::new();
            if turns.any() {
                frames.extend(layout::turn_frame(scene, &turns, unit));
                if frames.is_empty() && in_turn {
                    found.extend_turn(scene, unit);
                    continue;
                }
                in_turn = !frames.is_empty();
            }
            if frames.is_empty() {
                frames.extend(layout::headline_frame(scene, block.kind, unit).or_else(|| layout::signature_frame(scene, unit)));
            }
            let reason = speakers::find_reason(scene, unit);
            if frames.is_empty() {
                frames = decide(unit, attribution::frames_of(scene, unit, reason), reason);
                repair::repair(scene, &mut frames);
            }
            if let Some(reason) = reason {
                // `…,” the diplomat said. He asked not to be named as …`
                let told = if frames.is_empty() { found.of_block(before_block) } else { &mut frames[..] };
                speakers::attach_reason(reason, told);
            }
            found.add_unit(scene, unit, frames);
        }
    }
    found.frames
}

/// The frames so far and what the next unit needs to know of them.
#[derive(Default)]
struct Found {
    frames: Vec<Frame>,
    /// Whether a frame's content holds the run, for each run.
    claimed: Vec<bool>,
    /// The frame that a quotation without a cue goes on: the last one of the unit before.
    going_on: Option<usize>,
    /// The frame that holds runs without a cue which every paragraph since left open, and how many of its parts they are.
    left_open: Option<(usize, usize)>,
}

impl Found {
    /// The frames from the index on: those of a block that is not yet over.
    fn of_block(&mut self, start: usize) -> &mut [Frame] {
        self.frames.get_mut(start..).unwrap_or_default()
    }

    /// Lets the last turn of a transcript go on over a unit.
    fn extend_turn(&mut self, scene: &Scene<'_>, unit: TokenRange) {
        if let Some(part) = self.frames.last_mut().and_then(|frame| frame.content.last_mut()) {
            part.end = unit.end;
        }
        self.claim(scene, unit);
    }

    /// Marks the runs of a range as a frame's.
    fn claim(&mut self, scene: &Scene<'_>, range: TokenRange) {
        for token in range.range() {
            if let Some(run) = scene.run_index(token) {
                self.claimed[run] = true;
            }
        }
    }

    /// Adds a unit's frames and gives its other runs to the speaker before, or shows them without one.
    fn add_unit(&mut self, scene: &Scene<'_>, unit: TokenRange, frames: Vec<Frame>) {
        for &part in frames.iter().flat_map(|frame| &frame.content) {
            self.claim(scene, part);
        }
        let before = self.going_on.take();
        let frames = self.claim_left_open(scene, unit, frames);
        if !frames.is_empty() {
            let speaks = |frame: &Frame| {
                frame.act == QuoteAct::Speech && !attribution::is_in_adjunct(scene, frame) && !repair::is_aside(scene, frame)
            };
            let last = frames.iter().rposition(speaks).unwrap_or(frames.len() - 1);
            self.going_on = Some(self.frames.len() + last);
            self.frames.extend(frames);
        }
        let mut token = unit.start as usize;
        while token < unit.end as usize {
            let Some(index) = scene.run_index(token) else {
                token += 1;
                continue;
            };
            let run = &scene.runs[index];
            token = (run.outer.end as usize).max(token + 1);
            if !self.claimed[index] {
                self.claimed[index] = true;
                self.add_run(scene, unit, run, before);
            } else if self.going_on.is_none() {
                // The unit before introduced it: `Reyes said:` and a paragraph in marks.
                self.going_on = before;
            }
        }
    }

    /// Moves runs that were left open to the cue that their last part has: `“One.`, `“Two,” she said.`
    fn claim_left_open(&mut self, scene: &Scene<'_>, unit: TokenRange, mut frames: Vec<Frame>) -> Vec<Frame> {
        let continues = scene.run_from(unit.start as usize).is_some_and(|run| run.continues);
        let owner = frames.first_mut().filter(|frame| frame.pattern == Pattern::QuoteThenCue && continues);
        if let (Some(owner), Some((index, parts))) = (owner, self.left_open.take()) {
            let content = &mut self.frames[index].content;
            let mut moved = content.split_off(content.len().saturating_sub(parts));
            moved.append(&mut owner.content);
            owner.content = moved;
            self.frames.truncate(if self.frames[index].content.is_empty() { index } else { self.frames.len() });
        }
        frames
    }

    /// The frame that a run without a cue goes on in the same sentence: `“…,” she said, and “…”`.
    fn joined(&self, scene: &Scene<'_>, unit: TokenRange, run: &Run) -> Option<usize> {
        let frame = self.frames.last().filter(|frame| matches!(frame.pattern, Pattern::QuoteThenCue | Pattern::ClauseThenCue))?;
        let (start, end) = (frame.end(), run.outer.start as usize);
        let said_last = frame.cue.max(frame.source).is_some_and(|last| last.end as usize == start);
        let joins = |token: usize| scene.is_comma(token) || matches!(scene.xpos(token), Xpos::Cc | Xpos::Rb);
        let joined = said_last && end - start.min(end) <= MAX_JOINT && (start..end).all(joins);
        let has_and = (start..end).any(|token| scene.xpos(token) == Xpos::Cc);
        (joined && has_and && start >= unit.start as usize).then(|| self.frames.len() - 1)
    }

    /// Adds a run that no cue claims.
    fn add_run(&mut self, scene: &Scene<'_>, unit: TokenRange, run: &Run, before: Option<usize>) {
        if let Some(frame) = self.joined(scene, unit, run) {
            self.frames[frame].content.push(run.outer);
            return;
        }
        let rest = TokenRange { start: run.outer.end, end: unit.end };
        let is_rounded_off = scene.words(run.tokens) >= MIN_SENTENCE_WORDS
            && scene.xpos(rest.start as usize) == Xpos::In
            && !rest.range().any(|t| scene.is_verb(t));
        let fills_unit = run.outer.start <= unit.start && (scene.words(rest) == 0 || is_rounded_off);
        if let Some(frame) = before.filter(|&frame| fills_unit && self.goes_on(scene, run, frame)) {
            self.frames[frame].content.push(run.outer);
            self.going_on = Some(frame);
            self.leave_open(scene, run, frame);
            return;
        }
        let frame = attribution::introduced_frame(scene, run, unit).unwrap_or_else(|| {
            let pattern =
                if fills_unit && scene.words(run.tokens) >= MIN_UNCUED_WORDS { Pattern::Unattributed } else { Pattern::Scare };
            Frame::new(pattern, vec![run.outer])
        });
        let index = self.frames.len();
        if frame.pattern != Pattern::Scare {
            self.going_on = Some(index);
        }
        if frame.pattern == Pattern::Unattributed {
            self.leave_open(scene, run, index);
        }
        self.frames.push(frame);
    }

    /// Whether a quotation without a cue can be the frame's: in the same paragraph, or where the frame quotes already or has
    /// one speaker. What several people think is not followed by what they say as with one mouth.
    fn goes_on(&self, scene: &Scene<'_>, run: &Run, frame: usize) -> bool {
        let frame = &self.frames[frame];
        let block_of = |token: u32| scene.lex.block_at(scene.lex.span(TokenRange { start: token, end: token + 1 }).start);
        let in_block = frame.content.last().is_some_and(|part| block_of(part.start) == block_of(run.outer.start));
        let is_plural = frame.source.is_some_and(|source| scene.xpos(source.end as usize - 1) == Xpos::Nns);
        in_block || !is_plural || frame.content.iter().any(|part| part.range().any(|t| scene.run_index(t).is_some()))
    }

    fn leave_open(&mut self, scene: &Scene<'_>, run: &Run, frame: usize) {
        let start = scene.lex.span(run.outer).start;
        let opens_block = scene.lex.block_at(start).is_some_and(|block| scene.lex.blocks[block].span.start == start);
        let parts = match self.left_open.take() {
            Some((before, parts)) if run.continues && before == frame => parts + 1,
            _ if run.continues || !opens_block => 0,
            _ => 1,
        };
        self.left_open = (run.is_continued && parts > 0).then_some((frame, parts));
    }
}

/// Whether the words in marks that nobody says are a name: `the film “Harbour Lights”`.
fn is_title(scene: &Scene<'_>, mentions: &[Mention], frame: &Frame) -> bool {
    let [part] = frame.content[..] else { return false };
    let Some(run) = scene.run(part.start as usize).filter(|_| frame.pattern == Pattern::Scare) else { return false };
    let at = mentions.partition_point(|mention| mention.tokens.start < run.tokens.start);
    let named = mentions.get(at).filter(|m| m.kind == MentionKind::Name && m.tokens.start == run.tokens.start);
    named.is_some_and(|mention| (mention.tokens.end..run.tokens.end).all(|t| scene.shape(t as usize).is_mark()))
}

/// Whether a headline only says that something is told, by nobody: `Harbour wall is declared safe`.
fn is_headline_phrase(scene: &Scene<'_>, frame: &Frame) -> bool {
    let block = frame.cue.and_then(|cue| scene.lex.block_at(scene.lex.span(cue).start));
    let is_headline = block.is_some_and(|block| scene.lex.blocks[block].kind == BlockKind::Headline);
    is_headline && frame.source.is_none() && kind_of(scene, frame) == QuoteKind::Indirect
}

fn to_quote(scene: &Scene<'_>, mentions: &[Mention], frame: &Frame) -> Quote {
    let content: Vec<Span> = frame.content.iter().map(|&part| content_span(scene, part)).collect();
    let kind = kind_of(scene, frame);
    let speaker = frame.source.and_then(|source| speakers::speaker(scene, mentions, source));
    let is_figure = kind == QuoteKind::Indirect && speaker.is_none() && attribution::is_figure_of_speech(scene, frame);
    Quote {
        content,
        kind,
        act: if is_figure { QuoteAct::Other } else { frame.act },
        cue: frame.cue.map(|range| scene.lex.span(range)),
        source: frame.source.map(|range| scene.lex.span(range)),
        speaker,
        via: frame.via.and_then(|told| speakers::outlet(scene, mentions, told)).map(|range| scene.lex.span(range)),
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
    if frame.pattern == Pattern::Scare {
        return QuoteKind::Scare;
    }
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
