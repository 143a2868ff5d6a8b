//! From candidates to frames: the judge tells which head is a cue, the shares of all sequences of roles what belongs to it, and of frames that
//! contradict each other the one stands whose head leads by more.
//!
//! The roles are those of a linear chain over the tokens around the head (as in predicate-by-predicate labelling of semantic roles),
//! so that a frame is linked as soon as it is found and its content may be in parts.

use super::attribution::{act_of_quoted, is_deed, is_unsaid};
use super::candidates::{Article, Clue, Unit};
use super::clauses::is_noun_phrase;
use super::cues::{CueClass, Form};
use super::frame::{Frame, Pattern, Verdict};
use super::phrases::is_negated;
use super::scene::Scene;
use crate::classes::Classes;
use crate::labels::{QuoteAct, Xpos};
use crate::model::frames::{FrameModel, N_ROLES, N_VERDICTS, RoleScores, Shares, WHOLE, shares};
use crate::span::TokenRange;

/// The least share of a content's surest token.
const MIN_CONTENT: u32 = WHOLE / 2;
/// How sure the model must be of a content to stand against the rules' that has half of it, and against another; chosen on folds and on
/// other articles than the model learnt from, where the rules' contents are the better ones.
const SURE_OF_LIKE: u32 = 25;
const SURE_OF_OTHER: u32 = 27;
/// The same of a source.
const SURE_OF_SOURCE: u32 = 24;
/// The least share of a source's surest token.
const MIN_SOURCE: u32 = WHOLE / 6;

/// The frames of a unit by the model. `rules` are those that the rules found, which are among the features; `reason` is the phrase that
/// asks for anonymity, whose verbs are no cues.
pub(super) fn decide(
    article: &Article<'_, '_>,
    model: &FrameModel,
    tokens: TokenRange,
    rules: Vec<Frame>,
    reason: Option<TokenRange>,
) -> Vec<Frame> {
    let unit = Unit::new(article, &model.cues, tokens, &rules);
    let mut cues: Vec<(Verdict, QuoteAct, Clue<'_>)> = Vec::new();
    for &head in &unit.heads {
        let clue = unit.clue(head);
        if reason.is_some_and(|reason| reason.contains_token(clue.head)) || is_ruled_out(&unit, &clue) {
            continue;
        }
        let mut scores = [0; N_VERDICTS];
        model.judge.add(&unit.judge_features(&clue), &mut scores);
        let [none, other, speech] = scores;
        let act = if other > speech { QuoteAct::Other } else { QuoteAct::Speech };
        let verdict = Verdict { lead: other.max(speech) - none, ..Verdict::default() };
        let [with_rules, of_speech, of_other] = model.least_leads;
        let least = match act {
            _ if clue.frame.is_some() => with_rules,
            QuoteAct::Speech => of_speech,
            QuoteAct::Other => of_other,
        };
        if verdict.lead > least {
            cues.push((verdict, act, clue));
        }
    }
    cues.sort_by_key(|(verdict, ..)| std::cmp::Reverse(verdict.lead));
    // Only what stands near a cue is scored.
    let mut own: Vec<Option<RoleScores>> = vec![None; unit.items.len()];
    let mut ground = Ground::new(tokens);
    let mut frames: Vec<Frame> = Vec::new();
    for (verdict, act, clue) in cues {
        let shares = shares_around(model, &unit, &clue, &mut own);
        let Some(mut frame) = frame_of(&unit, &clue, &shares) else { continue };
        let content = expected(&shares, |share| share.content);
        let source = expected(&shares, |share| share.source);
        if let Some(rule) = clue.frame.filter(|rule| content < surety(rule, &frame)) {
            keep_content(rule, &mut frame);
        }
        if let Some(rule) = clue.frame.filter(|_| source < SURE_OF_SOURCE) {
            keep_source(rule, &mut frame);
        }
        frame.verdict = Some(Verdict { agreement: agreement(&clue, &frame), content, source, ..verdict });
        frame.act = act_of_quoted(unit.scene, &frame.content, act);
        frame.source = frame.source.map(|source| reason.map_or(source, |reason| without_reason(unit.scene, source, reason)));
        if ground.claim(&frame) {
            frames.push(frame);
        }
    }
    // A quotation with its introduction stands whatever the verb.
    let quotations = rules.into_iter().filter(|rule| matches!(rule.pattern, Pattern::CueThenQuote | Pattern::QuoteThenCue));
    for rule in quotations {
        if ground.claim(&rule) {
            frames.push(rule);
        }
    }
    frames.sort_by_key(|frame| frame.cue.map_or(0, |cue| cue.start));
    frames
}

/// Whether the rules know that a candidate attributes nothing: a verb of what is left unsaid or of a deed, and the `according to` before an
/// outlet that relays what somebody else said.
fn is_ruled_out(unit: &Unit<'_, '_, '_>, clue: &Clue<'_>) -> bool {
    let (scene, cue) = (unit.scene, &clue.cue);
    let object = clue.after.filter(|after| !after.marked);
    match cue.class {
        CueClass::According => unit.frames.iter().filter_map(|frame| frame.via).any(|via| via.start == cue.group.end),
        // `no mention of the flood`
        CueClass::Noun => {
            let after_no = clue.head.checked_sub(1).is_some_and(|before| scene.norm(before) == "no");
            after_no || clue.possessor.is_some_and(|noun| is_negated(scene, noun))
        }
        _ if !clue.is_known => false,
        _ => {
            let subject = clue.subject.filter(|_| matches!(cue.form, Form::Finite | Form::Passive));
            // `was denied a loan`: what was not given.
            let is_passive = cue.form == Form::Passive && cue.class != CueClass::Attitude;
            // `refugees admitted to the country`
            let place = (clue.head + 2..clue.head + 5)
                .find(|&at| matches!(scene.xpos(at), Xpos::Nn | Xpos::Nnp | Xpos::Nnps))
                .map(|at| scene.lex.classes(at));
            let to_place = place.is_some_and(|classes| classes.any(Classes::PLACE_NOUNS.or(Classes::COUNTRIES)));
            let is_let_in = scene.norm(clue.head) == "admitted"
                && match scene.norm(clue.head + 1) {
                    "to" => to_place,
                    preposition => matches!(preposition, "into" | "through"),
                };
            is_let_in
                || is_unsaid(scene, cue, subject, unit.tokens.start as usize)
                || object.is_some_and(|after| {
                    is_deed(scene, cue, TokenRange::at(after.start, clue.content_end))
                        || is_passive && is_noun_phrase(scene, after.start, clue.content_end)
                })
        }
    }
}

/// To which part each item that is read for a head belongs.
fn shares_around(model: &FrameModel, unit: &Unit<'_, '_, '_>, clue: &Clue<'_>, own: &mut [Option<RoleScores>]) -> Vec<Shares> {
    let around = unit.around(clue.at);
    let mut scores: Vec<RoleScores> = Vec::with_capacity(around.len());
    let mut features = Vec::new();
    unit.role_features(clue, |at, of_head| {
        let of_token = own[at].get_or_insert_with(|| {
            features.clear();
            unit.token_features(at, &mut features);
            let mut scores = [0; N_ROLES];
            model.roles.add(&features, &mut scores);
            scores
        });
        let mut sum = *of_token;
        model.roles.add(of_head, &mut sum);
        scores.push(sum);
    });
    shares(&scores, &model.transitions, clue.at - around.start)
}

/// The stretches of items whose share in a part is more than half of the surest item's, which is at least `min_most`: where the part's end
/// is unsure, the middle of the ends that it may have.
fn stretches(
    unit: &Unit<'_, '_, '_>,
    clue: &Clue<'_>,
    shares: &[Shares],
    min_most: u32,
    of: impl Fn(&Shares) -> u32,
) -> Vec<TokenRange> {
    let most = shares.iter().map(&of).max().unwrap_or(0);
    let least = if most >= min_most { most / 2 } else { WHOLE };
    let items = &unit.items[unit.around(clue.at)];
    let mut stretches: Vec<TokenRange> = Vec::new();
    let mut is_open = false;
    for (&token, share) in items.iter().zip(shares) {
        let is_part = of(share) > least;
        match stretches.last_mut().filter(|_| is_open) {
            Some(stretch) if is_part => stretch.end = token + 1,
            _ if is_part => stretches.push(TokenRange { start: token, end: token + 1 }),
            _ => {}
        }
        is_open = is_part;
    }
    stretches
}

fn frame_of(unit: &Unit<'_, '_, '_>, clue: &Clue<'_>, shares: &[Shares]) -> Option<Frame> {
    let scene = unit.scene;
    let mut content: Vec<TokenRange> = Vec::new();
    for part in stretches(unit, clue, shares, MIN_CONTENT, |share| share.content) {
        let part = scene.trim(with_whole_runs(scene, part, unit.tokens));
        let part = if content.is_empty() { part } else { without_joint(scene, part) };
        match content.last_mut() {
            Some(last) if part.start <= last.end => last.end = last.end.max(part.end),
            _ if part.is_empty() => {}
            _ => content.push(part),
        }
    }
    let cue = stretches(unit, clue, shares, 0, |share| share.cue).into_iter().find(|part| part.contains_token(clue.head))?;
    let is_free = |range: &TokenRange| !overlaps(*range, cue) && !content.iter().any(|&part| overlaps(part, *range));
    let source =
        stretches(unit, clue, shares, MIN_SOURCE, |share| share.source).into_iter().filter(is_free).max_by_key(|part| part.len());
    let source = source.map(|source| scene.trim(source)).filter(|source| !source.is_empty()).or(clue.proposed.filter(is_free));
    if content.is_empty() {
        // The judge is sure of the cue and the chain of no content.
        content = clue.frame.map(|rule| rule.content.clone()).filter(|parts| !parts.iter().any(|&part| overlaps(part, cue)))?;
    }
    let pattern = pattern_of(scene, &content, cue)?;
    let mut frame = Frame::new(pattern, content);
    frame.cue = Some(cue);
    frame.source = source;
    let recipient = clue.after.and_then(|after| after.recipient);
    frame.via = clue.frame.map_or(recipient, |rule| rule.via).filter(|via| !frame.content.iter().any(|&part| overlaps(part, *via)));
    Some(frame)
}

/// The part with the whole of each quotation that it begins or ends in.
fn with_whole_runs(scene: &Scene<'_>, part: TokenRange, unit: TokenRange) -> TokenRange {
    let start = scene.run(part.start as usize).map_or(part.start, |run| run.outer.start);
    let end = scene.run(part.end as usize - 1).map_or(part.end, |run| run.outer.end);
    TokenRange { start: start.max(unit.start), end: end.min(unit.end) }
}

/// A further part without the reporter's words that join its quotation to the one before: `and then “…”`.
fn without_joint(scene: &Scene<'_>, part: TokenRange) -> TokenRange {
    let joins = |token: &usize| scene.is_comma(*token) || matches!(scene.xpos(*token), Xpos::Cc | Xpos::Rb);
    let start = part.range().take_while(joins).last().map_or(part.start, |last| last as u32 + 1);
    match scene.run_from(start as usize) {
        Some(_) => TokenRange { start, end: part.end },
        None => part,
    }
}

/// A source without the clause that asks for anonymity: `an official who asked not to be named`.
fn without_reason(scene: &Scene<'_>, source: TokenRange, reason: TokenRange) -> TokenRange {
    let who = reason.start.checked_sub(1).filter(|&token| scene.norm(token as usize) == "who").unwrap_or(reason.start);
    let end = source.end.min(who.max(source.start + 1));
    if overlaps(source, reason) { scene.trim(TokenRange { start: source.start, end }) } else { source }
}

/// The pattern that a frame follows; none without content.
fn pattern_of(scene: &Scene<'_>, content: &[TokenRange], cue: TokenRange) -> Option<Pattern> {
    let first = content.first()?;
    let is_quotation = scene.run_from(first.start as usize).is_some_and(|run| run.outer.end >= first.end);
    let holds_run = content.iter().any(|&part| !scene.runs_in(part).is_empty());
    Some(match first.start < cue.start {
        true if holds_run => Pattern::QuoteThenCue,
        true => Pattern::ClauseThenCue,
        false if is_quotation => Pattern::CueThenQuote,
        false if holds_run => Pattern::ClauseWithQuote,
        false => Pattern::Clause,
    })
}

/// How much of a part that is to be expected its stretches have, and no more than it, in 32nds: what they have of all shares and of their
/// own number together.
fn expected(shares: &[Shares], of: impl Fn(&Shares) -> u32) -> u32 {
    let most = shares.iter().map(&of).max().unwrap_or(0);
    let (mut inside, mut all, mut whole) = (0u32, 0u32, 0u32);
    for share in shares.iter().map(of) {
        all += share / 16;
        if share > most / 2 {
            inside += share / 16;
            whole += WHOLE / 16;
        }
    }
    32 * inside / (whole + all - inside).max(1)
}

/// How sure the model must be of its content (see [`Verdict::content`]) to stand against that of the rules.
fn surety(rule: &Frame, frame: &Frame) -> u32 {
    if is_like(rule, frame) { SURE_OF_LIKE } else { SURE_OF_OTHER }
}

/// Gives a frame the content that the rules found, where its source and cue leave room for it.
fn keep_content(rule: &Frame, frame: &mut Frame) {
    let own = [frame.cue, frame.source];
    if !own.iter().flatten().any(|&range| rule.content.iter().any(|&part| overlaps(part, range))) {
        frame.content.clone_from(&rule.content);
        frame.pattern = rule.pattern;
    }
}

/// Gives a frame the source that the rules found.
fn keep_source(rule: &Frame, frame: &mut Frame) {
    let is_free = |source: &TokenRange| !frame.content.iter().chain(&frame.cue).any(|&part| overlaps(part, *source));
    frame.source = rule.source.filter(is_free).or(frame.source);
}

/// Whether two contents have at least half of their joint tokens in common.
fn is_like(a: &Frame, b: &Frame) -> bool {
    let shared: usize = a.content.iter().flat_map(|&x| b.content.iter().map(move |&y| shared_tokens(x, y))).sum();
    let tokens = |frame: &Frame| frame.content.iter().map(|part| part.len()).sum::<usize>();
    2 * shared >= tokens(a) + tokens(b) - shared
}

/// See [`Verdict::agreement`].
fn agreement(clue: &Clue<'_>, frame: &Frame) -> u32 {
    let Some(rule) = clue.frame else { return 0 };
    let likeness = if rule.content == frame.content { 3 } else { 1 + u32::from(is_like(rule, frame)) };
    let same_source = match (rule.source, frame.source) {
        (Some(a), Some(b)) => overlaps(a, b),
        (a, b) => a == b,
    };
    likeness + 4 * u32::from(same_source)
}

fn shared_tokens(a: TokenRange, b: TokenRange) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start)) as usize
}

fn overlaps(a: TokenRange, b: TokenRange) -> bool {
    a.start < b.end && b.start < a.end
}

/// What the frames of a unit have claimed, token by token.
struct Ground {
    start: u32,
    claims: Vec<u8>,
}

/// Claimed as content or cue: no other frame may hold it.
const SAID: u8 = 1;
/// Claimed as source: no content may hold it.
const SAYS: u8 = 2;

impl Ground {
    fn new(unit: TokenRange) -> Self {
        Self { start: unit.start, claims: vec![0; unit.len()] }
    }

    fn of(&self, range: TokenRange) -> &[u8] {
        let place = |token: u32| (token.saturating_sub(self.start) as usize).min(self.claims.len());
        &self.claims[place(range.start)..place(range.end)]
    }

    fn holds(&self, range: TokenRange, claim: u8) -> bool {
        self.of(range).iter().any(|held| held & claim != 0)
    }

    fn mark(&mut self, range: TokenRange, claim: u8) {
        let place = |token: u32| (token.saturating_sub(self.start) as usize).min(self.claims.len());
        let (start, end) = (place(range.start), place(range.end));
        self.claims[start..end].iter_mut().for_each(|held| *held |= claim);
    }

    /// Claims a frame's tokens, unless another frame has them.
    fn claim(&mut self, frame: &Frame) -> bool {
        let contradicts = frame.content.iter().any(|&part| self.holds(part, SAID | SAYS))
            || frame.cue.is_some_and(|cue| self.holds(cue, SAID))
            || frame.source.is_some_and(|source| self.holds(source, SAID));
        if !contradicts {
            frame.content.iter().chain(&frame.cue).for_each(|&part| self.mark(part, SAID));
            frame.source.iter().for_each(|&source| self.mark(source, SAYS));
        }
        !contradicts
    }
}
