//! The features of candidates and of the tokens around them: one function for training and for use.
//!
//! A feature is a template with two values, made one number of 24 bits. The template is the feature's place in its list, so that
//! a change in a list asks for new weights: [`crate::model::frames::TEMPLATES_HASH`] tells the weights of one version of the lists from another's.

use super::candidates::{Clue, Unit};
use super::frame::Frame;
use super::scene::Scene;
use crate::labels::{QuoteAct, QuoteKind, Xpos};
use crate::model::frames::{CONTENT, CUE, SOURCE};
use crate::model::table::{feature_of, word_hash};
use crate::span::TokenRange;
use std::ops::Range;

/// Most items that are read on each side of a head.
const REACH: usize = 70;
/// What stands beyond the unit's ends.
const EDGE: u32 = 1;

/// The first template of each list.
#[derive(Clone, Copy)]
#[repr(u32)]
enum List {
    Cue = 0,
    Token = 1,
    Role = 64,
    Judge = 128,
    Trust = 256,
}

/// Takes the features of one list in their order.
struct Sink<'f> {
    out: &'f mut Vec<u32>,
    template: u32,
}

impl<'f> Sink<'f> {
    fn new(list: List, out: &'f mut Vec<u32>) -> Self {
        Self { out, template: list as u32 }
    }

    fn put(&mut self, a: u32, b: u32) {
        self.out.push(feature_of(self.template, a, b));
        self.template += 1;
    }

    /// A feature for each bit.
    fn put_bits(&mut self, mut bits: u64, b: u32) {
        while bits != 0 {
            self.out.push(feature_of(self.template, bits.trailing_zeros(), b));
            bits &= bits - 1;
        }
        self.template += 1;
    }
}

/// The number under which a word stands in the table of cues: as verb, noun or other word.
pub(super) fn cue_feature(tag: Xpos, word: u32) -> u32 {
    let kind = match tag {
        Xpos::Vb | Xpos::Vbd | Xpos::Vbg | Xpos::Vbn | Xpos::Vbp | Xpos::Vbz => 1,
        Xpos::Nn | Xpos::Nns | Xpos::Nnp | Xpos::Nnps => 2,
        _ => 3,
    };
    feature_of(List::Cue as u32, kind, word)
}

/// Small numbers as they are, larger ones in groups.
fn bucket(n: usize) -> u32 {
    match n {
        0..=6 => n as u32,
        7..=9 => 7,
        10..=14 => 8,
        15..=24 => 9,
        _ => 10,
    }
}

fn role_in(frame: &Frame, token: usize) -> u32 {
    let parts = frame.content.iter().map(|&part| (CONTENT, part));
    let found = parts
        .chain(frame.cue.map(|cue| (CUE, cue)))
        .chain(frame.source.map(|source| (SOURCE, source)))
        .find(|(_, range)| range.contains_token(token));
    found.map_or(0, |(role, range)| role as u32 + u32::from(range.start as usize != token))
}

/// Where in a phrase the token stands; 0 without a phrase.
fn place_in(phrase: Option<TokenRange>, token: usize) -> u32 {
    match phrase {
        None => 0,
        Some(phrase) if !phrase.contains_token(token) => 5,
        Some(phrase) => 1 + u32::from(phrase.start as usize == token) + 2 * u32::from(phrase.end as usize == token + 1),
    }
}

/// Where in a quotation the token stands, how long that is and whether it is one of its own; 0 outside.
fn quote_state(scene: &Scene<'_>, token: usize) -> u32 {
    let Some(run) = scene.run(token) else { return 0 };
    let beginning = TokenRange { start: run.tokens.start, end: run.tokens.end.min(run.tokens.start + 12) };
    let size = match scene.words(beginning) {
        0..=2 => 0,
        3..=6 => 1,
        _ => 2,
    };
    let place = u32::from(run.outer.start as usize == token) + 2 * u32::from(run.outer.end as usize == token + 1);
    1 + place + 4 * size + 12 * u32::from(scene.run_is_complete(run))
}

/// What stands between a head and an item.
#[derive(Clone, Copy, Default)]
struct Path {
    commas: u32,
    verbs: u32,
    heads: u32,
    /// Bits: a quotation, a colon, a full stop.
    stops: u32,
}

impl Path {
    /// The path to the item beyond this one.
    fn over(mut self, scene: &Scene<'_>, token: usize, is_head: bool) -> Self {
        if scene.run_index(token).is_some() {
            self.stops |= 1;
            return self;
        }
        if scene.is_break(token) {
            self.commas = (self.commas + 1).min(3);
        } else if scene.is_colon(token) {
            self.stops |= 2;
        } else if scene.is_final(token) {
            self.stops |= 4;
        }
        self.verbs = (self.verbs + u32::from(scene.is_finite(token))).min(2);
        self.heads = (self.heads + u32::from(is_head)).min(2);
        self
    }

    fn number(self) -> u32 {
        self.commas + 4 * (self.verbs + 3 * (self.heads + 3 * self.stops))
    }
}

impl Unit<'_, '_, '_> {
    fn word_at(&self, at: usize, offset: isize) -> u32 {
        at.checked_add_signed(offset).and_then(|at| self.items.get(at)).map_or(EDGE, |&item| self.article.word(item as usize))
    }

    fn tag_at(&self, at: usize, offset: isize) -> u32 {
        let item = at.checked_add_signed(offset).and_then(|at| self.items.get(at));
        item.map_or(EDGE, |&item| EDGE + 1 + self.scene.xpos(item as usize) as u32)
    }

    /// The items that are read for a head.
    pub(super) fn around(&self, head: usize) -> Range<usize> {
        head.saturating_sub(REACH)..self.items.len().min(head + REACH + 1)
    }

    /// The features of an item that do not depend on the head.
    pub(super) fn token_features(&self, at: usize, out: &mut Vec<u32>) {
        let scene = self.scene;
        let token = self.items[at] as usize;
        let (word, tag) = (|offset| self.word_at(at, offset), |offset| self.tag_at(at, offset));
        let mut sink = Sink::new(List::Token, out);
        for offset in -2..=2 {
            sink.put(word(offset), 0);
        }
        sink.put(tag(0), 0);
        sink.put(tag(-1), tag(0));
        sink.put(tag(0), tag(1));
        sink.put(tag(-2), tag(-1));
        sink.put(tag(1), tag(2));
        sink.put(word(-1), word(0));
        sink.put(word(0), word(1));
        sink.put(suffix(scene.norm(token)), 0);
        sink.put(quote_state(scene, token), 0);
        sink.put(self.article.mention(token), 0);
        sink.put(u32::from(self.rates[at]), tag(0));
        let rule = self.rule_role(token);
        sink.put(u32::from(rule.role), self.rule_frame(rule).map_or(0, |frame| 1 + frame.pattern as u32));
        let next = self.items.get(at + 1).map_or(0, |&item| self.rule_role(item as usize).role);
        sink.put(u32::from(rule.role), u32::from(next));
        sink.put_bits(scene.lex.classes(token).bits(), 0);
        let (first, last) = (self.tokens.start as usize, self.tokens.end as usize - 1);
        sink.put(bucket(token - first).min(3), u32::from(token == last));
    }

    /// The features of the items around a head that depend on it, item by item.
    pub(super) fn role_features(&self, clue: &Clue<'_>, mut visit: impl FnMut(usize, &[u32])) {
        let around = self.around(clue.at);
        let paths = self.paths(clue.at, around.clone());
        let mut features = Vec::new();
        for (at, path) in around.zip(paths) {
            features.clear();
            self.put_role_features(clue, at, path, &mut features);
            visit(at, &features);
        }
    }

    fn paths(&self, head: usize, around: Range<usize>) -> Vec<Path> {
        let mut paths = vec![Path::default(); around.len()];
        let is_head = |at: usize| self.heads.binary_search(&at).is_ok();
        let mut path = Path::default();
        for at in head + 1..around.end {
            paths[at - around.start] = path;
            path = path.over(self.scene, self.items[at] as usize, is_head(at));
        }
        let mut path = Path::default();
        for at in (around.start..head).rev() {
            paths[at - around.start] = path;
            path = path.over(self.scene, self.items[at] as usize, is_head(at));
        }
        paths
    }

    fn put_role_features(&self, clue: &Clue<'_>, at: usize, path: Path, out: &mut Vec<u32>) {
        let scene = self.scene;
        let token = self.items[at] as usize;
        let side = match at.cmp(&clue.at) {
            std::cmp::Ordering::Less => 1,
            std::cmp::Ordering::Equal => 0,
            std::cmp::Ordering::Greater => 2,
        };
        let distance = side * 16 + bucket(at.abs_diff(clue.at));
        let way = side + 3 * path.number();
        let (tag, word, mention) = (self.tag_at(at, 0), self.article.word(token), self.article.mention(token));
        let (class, pattern, marked) = (clue.class(), clue.pattern(), clue.marked());
        let (head_word, rate) = (self.article.word(clue.head), u32::from(self.rates[clue.at]));
        let quoted = quote_state(scene, token);
        let own = clue.frame.map_or(0, |frame| role_in(frame, token));
        let own_next = clue.frame.map_or(0, |frame| role_in(frame, token + 1));
        let any = u32::from(self.rule_role(token).role);
        let mut sink = Sink::new(List::Role, out);
        sink.put(distance, head_word);
        sink.put(side, head_word);
        sink.put(distance, tag);
        sink.put(distance, class);
        sink.put(way, 0);
        sink.put(way, tag);
        sink.put(way, class);
        sink.put(way, quoted);
        sink.put(side, word);
        sink.put(side * 64 + path.commas * 16 + path.verbs * 4 + path.heads, word);
        sink.put(side * 64 + mention, way);
        sink.put(side * 64 + mention, distance);
        sink.put(own + 8 * own_next, pattern);
        sink.put(own + 8 * any + 64 * side, u32::from(clue.frame.is_some()));
        sink.put(quoted * 4 + side, class);
        sink.put(quoted * 4 + side, pattern);
        sink.put(side * 32 + rate, u32::from(self.rates[at]));
        sink.put(side * 32 + rate, pattern);
        sink.put(side, self.word_at(clue.at, 1));
        sink.put(distance, self.tag_at(clue.at, 1));
        sink.put(side * 64 + self.tag_at(clue.at, 1), self.tag_at(clue.at, -1) * 64 + self.tag_at(clue.at, 0));
        sink.put(side, u32::from(clue.closes) * 4 + marked);
        // What the rules would take, whether or not they made a frame.
        sink.put(place_in(clue.subject, token), class);
        sink.put(place_in(clue.inverted, token) * 8 + u32::from(clue.subject.is_some()), class);
        sink.put(place_in(clue.possessor, token), self.tag_at(clue.at, 0));
        sink.put(place_in(clue.after.and_then(|after| after.recipient), token), class);
        sink.put(place_in(Some(clue.cue.group), token), class);
        let after = place_after(clue, token) * 4 + marked;
        sink.put(after, class);
        sink.put(after, rate);
    }

    /// The features of a head.
    pub(super) fn judge_features(&self, clue: &Clue<'_>) -> Vec<u32> {
        let scene = self.scene;
        let at = clue.at;
        let (word, tag) = (|offset| self.word_at(at, offset), |offset| self.tag_at(at, offset));
        let (class, pattern, marked) = (clue.class(), clue.pattern(), clue.marked());
        let rate = u32::from(self.rates[at]);
        let mut out = Vec::with_capacity(128);
        let mut sink = Sink::new(List::Judge, &mut out);
        sink.put(0, 0);
        sink.put(word(0), 0);
        sink.put(word(0), tag(0));
        for offset in -4isize..=4 {
            sink.put(word(offset), 0);
            sink.put(tag(offset), 0);
            sink.put(tag(offset), word(0));
            let item = at.checked_add_signed(offset).filter(|&item| item < self.items.len());
            let state = item.map_or([EDGE; 4], |item| {
                let token = self.items[item] as usize;
                let role = u32::from(self.rule_role(token).role);
                [quote_state(scene, token), self.article.mention(token), u32::from(self.rates[item]), role].map(|n| EDGE + 1 + n)
            });
            for value in state {
                sink.put(value, 0);
            }
        }
        for offset in -2..=2 {
            sink.put(word(offset), word(0));
            sink.put(tag(offset) * 64 + tag(offset + 1), 0);
            sink.put(tag(offset) * 64 + tag(offset + 1), tag(offset + 2));
        }
        sink.put(word(1), word(2));
        sink.put(word(-1), word(-2));
        sink.put(class, 0);
        sink.put(class, word(0));
        sink.put(pattern, 0);
        sink.put(pattern, word(0));
        sink.put(pattern, class);
        sink.put(rate, tag(0));
        sink.put(rate, pattern);
        let kind = |phrase: Option<TokenRange>| {
            let kinds = phrase.map(|phrase| phrase.range().map(|token| self.article.mention(token) / 4).max().unwrap_or(0));
            kinds.map_or(0, |kind| 1 + kind)
        };
        sink.put(kind(clue.subject), class);
        sink.put(kind(clue.subject), rate);
        sink.put(kind(clue.subject), word(0));
        sink.put(kind(clue.inverted), class);
        let subject_word = clue.subject.map_or(EDGE, |subject| self.article.word(subject.end as usize - 1));
        sink.put(subject_word, rate);
        sink.put(subject_word, 0);
        let after_word = clue.after.map_or(EDGE, |after| self.article.word(after.start));
        let after_tag = clue.after.map_or(EDGE, |after| EDGE + 1 + scene.xpos(after.start) as u32);
        sink.put(after_word, marked);
        sink.put(after_tag, marked * 64 + class);
        sink.put(after_tag * 4 + marked, word(0));
        sink.put(u32::from(clue.closes), class);
        let role = u32::from(self.rule_role(clue.head).role);
        sink.put(role, pattern);
        sink.put(role, rate);
        sink.put(u32::from(!scene.runs_in(self.tokens).is_empty()), class);
        sink.put(bucket(clue.head - self.tokens.start as usize), class);
        sink.put(bucket(self.tokens.end as usize - clue.head), class);
        sink.put(self.frames.len().min(3) as u32, pattern);
        sink.put(u32::from(clue.cue.addresses), class);
        sink.put(suffix(scene.norm(clue.head)), 0);
        sink.put_bits(scene.lex.classes(clue.head).bits(), marked);
        let span = scene.lex.span(TokenRange::at(clue.head, clue.head + 1));
        sink.put(scene.lex.block_at(span.start).map_or(EDGE, |block| EDGE + 1 + scene.lex.blocks[block].kind as u32), rate);
        self.put_rivals(at, rate, &mut sink);
        out
    }

    /// The candidates before and behind a head.
    fn put_rivals(&self, at: usize, rate: u32, sink: &mut Sink<'_>) {
        let before = self.heads.partition_point(|&head| head < at);
        let behind = self.heads.len() - 1 - before;
        sink.put(before.min(3) as u32, behind.min(3) as u32);
        for rival in [before.checked_sub(1), Some(before + 1)] {
            let rival = rival.and_then(|index| self.heads.get(index).copied());
            let commas = |rival: usize| {
                let between = self.items[rival.min(at)..rival.max(at)].iter().take(REACH);
                between.filter(|&&item| self.scene.is_break(item as usize)).count().min(3) as u32
            };
            let of_rival = rival.map_or(EDGE, |rival| EDGE + 1 + u32::from(self.rates[rival]));
            sink.put(of_rival, rate);
            sink.put(of_rival, rival.map_or(EDGE, |rival| bucket(rival.abs_diff(at))));
            sink.put(rival.map_or(EDGE, |rival| self.word_at(rival, 0)), 0);
            sink.put(of_rival, rival.map_or(EDGE, commas) * 32 + rate);
        }
    }
}

/// Where the token stands to what the rules would take for the content after a cue.
fn place_after(clue: &Clue<'_>, token: usize) -> u32 {
    let start = clue.after.map_or(usize::MAX, |after| after.start);
    match token {
        _ if token < start => 0,
        _ if token == start => 1,
        _ if token + 1 == clue.content_end => 2,
        _ if token < clue.content_end => 3,
        _ if token == clue.content_end => 4,
        _ => 5,
    }
}

/// The last three letters.
fn suffix(norm: &str) -> u32 {
    let start = norm.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    word_hash(norm.get(start..).unwrap_or(""))
}

/// What tells how far a frame is to be trusted.
pub(super) struct Standing {
    pub(super) kind: QuoteKind,
    pub(super) act: QuoteAct,
    pub(super) has_speaker: bool,
}

/// The features of a frame from which its confidence is read.
pub(super) fn trust_features(scene: &Scene<'_>, frame: &Frame, standing: &Standing) -> Vec<u32> {
    let mut out = Vec::with_capacity(32);
    let mut sink = Sink::new(List::Trust, &mut out);
    let pattern = frame.pattern as u32;
    let kind = standing.kind as u32;
    let act = standing.act as u32;
    let verdict = frame.verdict.unwrap_or_default();
    let is_judged = u32::from(frame.verdict.is_some());
    let lead = is_judged * (9 + (verdict.lead / 16).clamp(-8, 30)) as u32;
    let agreement = is_judged * (1 + verdict.agreement);
    let (content, surest) = (is_judged * (1 + verdict.content), is_judged * (1 + verdict.source));
    let source = frame.source.map_or(0, |source| {
        let last = scene.xpos(source.end as usize - 1);
        1 + 16 * last as u32 + source.len().min(9) as u32
    });
    let words: usize = frame.content.iter().map(|&part| part.len().min(60)).sum();
    let head = frame.cue.map_or(0, |cue| word_hash(scene.norm(cue.end as usize - 1)));
    let first = frame.content.first().map_or(0, |part| part.start as usize);
    let last = frame.content.last().map_or(0, |part| part.end as usize);
    sink.put(0, 0);
    sink.put(pattern, 0);
    sink.put(kind, act);
    sink.put(lead, 0);
    sink.put(lead, kind);
    sink.put(lead, agreement);
    sink.put(content, 0);
    sink.put(content, kind);
    sink.put(content / 2, lead / 2);
    sink.put(content / 2, surest / 4);
    sink.put(surest, 0);
    sink.put(surest / 2, kind * 4 + u32::from(frame.source.is_some()));
    sink.put(agreement, kind);
    sink.put(agreement, pattern);
    sink.put(pattern, kind * 2 + act);
    sink.put(source, 0);
    sink.put(source, kind);
    sink.put(u32::from(standing.has_speaker), kind);
    sink.put(frame.content.len().min(5) as u32, kind);
    sink.put(bucket(words / 3), kind);
    sink.put(bucket(words / 3), pattern);
    sink.put(head, 0);
    sink.put(head, kind);
    sink.put(scene.xpos(first) as u32, pattern);
    sink.put(word_hash(scene.norm(first)), pattern);
    sink.put(word_hash(scene.norm(last)), pattern);
    sink.put(frame.cue.map_or(0, |cue| 1 + cue.len().min(6) as u32), kind);
    let gap = frame.cue.zip(frame.source).map_or(20, |(cue, source)| {
        if source.end <= cue.start {
            bucket((cue.start - source.end) as usize)
        } else {
            11 + bucket(source.start.saturating_sub(cue.end) as usize)
        }
    });
    sink.put(gap, kind);
    sink.put(gap, pattern);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Lexical, Mention, Tag};
    use crate::labels::{BlockKind, EntityType, MentionKind, Upos};
    use crate::lexicon::Lexicon;
    use crate::model::frames::TEMPLATES_HASH;
    use crate::model::table::{FEATURE_BITS, Table};
    use crate::quotes::candidates::Article;
    use crate::quotes::frame::Pattern;
    use crate::quotes::marks;
    use crate::span::Span;
    use crate::{sentencizer, tokenizer};

    /// All features of a text without word lists, in which one word is a cue and one frame is the rules'.
    fn probe(text: &str) -> Vec<u32> {
        let lexicon = Lexicon::from_bytes(fst::Map::default().into_fst().into_inner()).expect("an empty list");
        let blocks = [Block { span: Span::at(0, text.len()), kind: BlockKind::Body }];
        let tokens = tokenizer::tokenize(&lexicon, text, &blocks);
        let sentences = sentencizer::split(text, &blocks, &tokens);
        let lex = Lexical { text, blocks: &blocks, tokens: &tokens, sentences: &sentences };
        let tag = |token: usize| match lex.norm(token) {
            "told" | "was" => Tag { upos: Upos::Verb, xpos: Xpos::Vbd },
            "," => Tag { upos: Upos::Punct, xpos: Xpos::Comma },
            _ => Tag { upos: Upos::Noun, xpos: Xpos::Nn },
        };
        let tags: Vec<Tag> = (0..tokens.len()).map(tag).collect();
        let runs = marks::find_runs(lex);
        let scene = Scene::new(lex, &tags, &runs);
        let name = Mention {
            tokens: TokenRange::at(0, 2),
            head: 1,
            kind: MentionKind::Name,
            entity_type: Some(EntityType::Person),
            referent: crate::document::Referent::Person,
            agreement: crate::document::Agreement::default(),
            title: None,
            same_as: None,
        };
        let article = Article::new(&scene, &[name]);
        let cues = Table::new([(article.cue_feature(2), [9])].into_iter());
        let mut frame = Frame::new(Pattern::Clause, vec![TokenRange::at(3, 6)]);
        frame.cue = Some(TokenRange::at(2, 3));
        frame.source = Some(TokenRange::at(0, 2));
        let frames = [frame];
        let unit = Unit::new(&article, &cues, TokenRange::at(0, tokens.len()), &frames);
        let mut all = Vec::new();
        for &head in &unit.heads {
            let clue = unit.clue(head);
            all.extend(unit.judge_features(&clue));
            unit.role_features(&clue, |at, of_head| {
                unit.token_features(at, &mut all);
                all.extend(of_head);
            });
        }
        let standing = Standing { kind: QuoteKind::Mixed, act: QuoteAct::Speech, has_speaker: true };
        all.extend(trust_features(&scene, &frames[0], &standing));
        all
    }

    /// A changed list must change the hash, and the weights be trained anew.
    #[test]
    fn lists_have_their_hash() {
        let all = probe("Ida Reyes told naïve Skarn, “the pier was shut: all 12 of it,” 13 Straße was");
        let found = all.iter().fold(0x811c_9dc5, |hash: u32, &feature| (hash ^ feature).wrapping_mul(0x0100_0193));
        assert_eq!(found, TEMPLATES_HASH, "the lists have changed: set TEMPLATES_HASH to {found:#010x} and train anew");
    }

    #[test]
    fn features_fit_their_bits() {
        assert!(probe("Ida Reyes told us, “no.”").iter().all(|&feature| feature < 1 << FEATURE_BITS));
    }
}
