//! Cues: the words that attribute.
//!
//! Verbs of the lexicon with their auxiliaries, negation and adverbs, `according to`, and nouns that stand for something
//! said. A word is a fact about a spelling; its tag says whether it is a verb here.

use super::scene::Scene;
use crate::classes::Classes;
use crate::document::Shape;
use crate::labels::Xpos;
use crate::span::TokenRange;

/// Longest verb group before its head, in tokens.
const MAX_GROUP: usize = 7;

/// What kind of cue a word is, and so what it needs beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CueClass {
    /// Reports speech whatever its object: `said`, `criticised`.
    Speech,
    /// Reports speech beside quoted words or a that-clause: `added`, `put`.
    Weak,
    /// Belief, wish, plan, support.
    Attitude,
    /// `according to`.
    According,
    /// A noun: `her claim that`.
    Noun,
}

/// How the verb stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Has a subject of its own.
    Finite,
    /// `saying`, `adding`.
    Participle,
    /// `to say`.
    Infinitive,
    /// `was told`, `is expected`.
    Passive,
}

/// The words that attribute.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    /// The verb with auxiliaries, negation and adverbs before it, and the preposition that belongs to it.
    pub(super) group: TokenRange,
    /// The verb or noun.
    pub(super) head: usize,
    pub(super) class: CueClass,
    pub(super) form: Form,
    /// Whether the object is the person addressed.
    pub(super) addresses: bool,
}

/// The cue whose head is `token`, its group not reaching before `floor`.
pub(super) fn cue_at(scene: &Scene<'_>, token: usize, floor: usize) -> Option<Cue> {
    let norm = scene.norm(token);
    if norm == "according" && scene.norm(token + 1) == "to" {
        let group = TokenRange::at(token, token + 2);
        return Some(Cue { group, head: token, class: CueClass::According, form: Form::Finite, addresses: false });
    }
    let classes = scene.lex.classes(token);
    let is_verb = scene.is_verb(token) || matches!(norm, "said" | "says" | "told" | "wrote") || introduces(scene, token);
    if classes.any(Classes::SPEECH_NOUNS) && !is_verb {
        let group = TokenRange::at(token, token + 1);
        return Some(Cue { group, head: token, class: CueClass::Noun, form: Form::Finite, addresses: false });
    }
    let class = verb_class(classes)?;
    let in_compound = token > 0 && scene.shape(token - 1) == Shape::Hyphen;
    if !is_verb || in_compound || is_noun(scene, token) || is_attributive(scene, token) || names_noun(scene, token) {
        return None;
    }
    let (start, form) = group_start(scene, token, floor)?;
    let end = group_end(scene, token);
    let group = TokenRange::at(start, end);
    Some(Cue { group, head: token, class, form, addresses: classes.any(Classes::ADDRESS_VERBS) })
}

/// A word that the tagger took for a plural, though a name before it and a colon after it make it a verb: `The Courier reports:`
fn introduces(scene: &Scene<'_>, token: usize) -> bool {
    scene.is_colon(token + 1)
        && token > 0
        && scene.xpos(token) == Xpos::Nns
        && matches!(scene.xpos(token - 1), Xpos::Nnp | Xpos::Nnps)
}

/// A noun that the tagger took for a verb, though an article stands before it: `any mention of the flood`.
fn is_noun(scene: &Scene<'_>, token: usize) -> bool {
    let before = token.checked_sub(1).map_or("", |t| scene.norm(t));
    matches!(before, "a" | "an" | "the" | "any" | "no" | "every") && scene.norm(token + 1) == "of"
}

/// A participle that describes a noun: `an estimated crowd`, `his acclaimed play`.
fn is_attributive(scene: &Scene<'_>, token: usize) -> bool {
    let before = (token.saturating_sub(3)..token).rev().find(|&t| !scene.is_adverb(t));
    let follows_determiner =
        before.is_some_and(|t| matches!(scene.xpos(t), Xpos::Dt | Xpos::PrpPoss | Xpos::Jj | Xpos::Pos | Xpos::Cd));
    // `despite repeated warnings`
    let follows_preposition = matches!(scene.xpos(token), Xpos::Vbn | Xpos::Vbd)
        && before
            .is_some_and(|t| matches!(scene.norm(t), "despite" | "of" | "with" | "by" | "for" | "in" | "on" | "amid" | "about"));
    (follows_determiner || follows_preposition)
        && matches!(scene.xpos(token + 1), Xpos::Nn | Xpos::Nns | Xpos::Nnp | Xpos::Jj | Xpos::Cd)
}

/// A participle that gives the noun before it a name: `a programme called Harbour Lights`, `the pledge, called Open Water,`.
fn names_noun(scene: &Scene<'_>, token: usize) -> bool {
    let Some(before) =
        token.checked_sub(1).filter(|_| matches!(scene.norm(token), "called" | "dubbed" | "labelled" | "pronounced"))
    else {
        return false;
    };
    if scene.norm(before) == "(" {
        return true;
    }
    let follows_noun = matches!(scene.xpos(before), Xpos::Nn | Xpos::Nns);
    let is_participle = scene.xpos(token) == Xpos::Vbn
        && (scene.is_comma(before) || follows_noun)
        && scene.run_index(token + 1).is_none()
        && !matches!(scene.norm(token + 1), "for" | "on");
    is_participle || follows_noun && ends_with_name(scene, token + 1)
}

/// Whether the words from `start` on are a name and nothing that it is called: `called Harbour Watch belongs`, not `called Reyes
/// a coward`.
fn ends_with_name(scene: &Scene<'_>, start: usize) -> bool {
    let limit = start + MAX_GROUP;
    let is_name = |t: usize| scene.shape(t).is_capitalised() || scene.shape(t) == Shape::Hyphen;
    let end = (start..limit).find(|&t| !is_name(t)).unwrap_or(limit);
    let calls = matches!(scene.xpos(end), Xpos::Dt | Xpos::Jj | Xpos::Nn | Xpos::Nns | Xpos::Rb | Xpos::PrpPoss | Xpos::Pos);
    end > start && !calls && scene.run_index(end).is_none()
}

/// Any finite verb as a cue; only for words right after a quotation, where position tells that it attributes.
pub(super) fn bare_cue_at(scene: &Scene<'_>, token: usize) -> Option<Cue> {
    let is_particle = matches!(scene.norm(token + 1), "back" | "on" | "in" | "up" | "out" | "off");
    let group = TokenRange::at(token, token + 1 + usize::from(is_particle));
    // The tagger takes `comments` and `notes` for nouns.
    let is_misread = scene.lex.classes(token).any(Classes::SPEECH_VERBS.or(Classes::WEAK_SPEECH_VERBS))
        && (scene.is_final(token + 1) || scene.is_comma(token + 1));
    let is_verb = is_misread || matches!(scene.xpos(token), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Vbn);
    is_verb.then_some(Cue { group, head: token, class: CueClass::Weak, form: Form::Finite, addresses: false })
}

fn verb_class(classes: Classes) -> Option<CueClass> {
    if classes.any(Classes::SPEECH_VERBS) {
        return Some(CueClass::Speech);
    }
    if classes.any(Classes::ATTITUDE_VERBS) {
        return Some(CueClass::Attitude);
    }
    classes.any(Classes::WEAK_SPEECH_VERBS).then_some(CueClass::Weak)
}

fn is_auxiliary(norm: &str) -> bool {
    matches!(
        norm,
        "has"
            | "have"
            | "had"
            | "having"
            | "'ve"
            | "'d"
            | "'ll"
            | "will"
            | "would"
            | "can"
            | "ca"
            | "could"
            | "may"
            | "might"
            | "must"
            | "should"
            | "shall"
            | "wo"
            | "do"
            | "does"
            | "did"
    ) || is_form_of_be(norm)
}

fn is_form_of_be(norm: &str) -> bool {
    matches!(norm, "is" | "are" | "was" | "were" | "be" | "been" | "being" | "'re" | "'m" | "got")
}

fn is_group_adverb(scene: &Scene<'_>, token: usize) -> bool {
    scene.is_adverb(token)
        || is_floating(scene, token)
        || matches!(
            scene.norm(token),
            "not" | "n't" | "also" | "never" | "later" | "then" | "again" | "once" | "even" | "just" | "further"
        )
}

/// `both` or `all` after its subject or an auxiliary: `the two men both denied`, `they have all said`.
fn is_floating(scene: &Scene<'_>, token: usize) -> bool {
    let Some(before) = token.checked_sub(1).filter(|_| matches!(scene.norm(token), "both" | "all")) else { return false };
    is_auxiliary(scene.norm(before)) || matches!(scene.xpos(before), Xpos::Prp | Xpos::Nns | Xpos::Nnp | Xpos::Wp)
}

/// Where the verb group begins, and how its head stands in the clause; none where the head is no verb of a clause.
fn group_start(scene: &Scene<'_>, head: usize, floor: usize) -> Option<(usize, Form)> {
    let floor = floor.max(head.saturating_sub(MAX_GROUP));
    let mut start = head;
    let mut form = match scene.xpos(head) {
        Xpos::Vbg => Form::Participle,
        _ => Form::Finite,
    };
    if scene.norm(head) == "saying" && head >= floor + 2 && scene.norm(head - 1) == "as" && is_quoting(scene.norm(head - 2)) {
        start = head - 2;
        form = Form::Finite;
    }
    // `went on to say`, `declined to tell`: the group begins with the verb that governs the infinitive.
    if start > floor + 1 && scene.norm(start - 1) == "to" {
        let mut governor = start - 2;
        if matches!(scene.norm(governor), "on" | "out") && governor > floor {
            governor -= 1;
        }
        if !scene.is_verb(governor) || scene.run_index(governor).is_some() {
            return Some((start - 1, Form::Infinitive));
        }
        start = governor;
        form = if scene.xpos(governor) == Xpos::Vbg { Form::Participle } else { Form::Finite };
    }
    let verb = start;
    let mut passive = false;
    while start > floor && scene.run_index(start - 1).is_none() {
        let before = start - 1;
        if is_surname(scene, before) {
            break;
        }
        if is_auxiliary(scene.norm(before)) || scene.xpos(before) == Xpos::Md {
            let is_be = is_form_of_be(scene.norm(before));
            passive |= is_be && start_is_participle(scene, verb) && !matches!(scene.norm(verb), "quoted" | "cited");
            form = Form::Finite;
        } else if !is_group_adverb(scene, before) {
            break;
        }
        start = before;
    }
    // Adverbs at the group's beginning belong to it only after a subject.
    Some((start, if passive { Form::Passive } else { form }))
}

/// Whether a word that can be an auxiliary ends a name, since no infinitive follows: `Ada May said`, `George Will writes`.
fn is_surname(scene: &Scene<'_>, token: usize) -> bool {
    matches!(scene.norm(token), "may" | "will")
        && scene.shape(token).is_capitalised()
        && matches!(scene.xpos(token + 1), Xpos::Vbd | Xpos::Vbz)
}

fn start_is_participle(scene: &Scene<'_>, verb: usize) -> bool {
    matches!(scene.xpos(verb), Xpos::Vbn | Xpos::Vbd)
}

fn is_quoting(norm: &str) -> bool {
    matches!(norm, "quoted" | "cited" | "reported")
}

/// Where the verb group ends: after a preposition or particle that belongs to the verb.
fn group_end(scene: &Scene<'_>, head: usize) -> usize {
    let next = head + 1;
    let is_particle = match scene.norm(next) {
        "for" | "of" | "about" | "against" | "out" | "up" => true,
        "on" => matches!(scene.norm(head), "call" | "calls" | "called" | "calling") && !scene.is_verb(next),
        _ => false,
    };
    if is_particle && scene.run_index(next).is_none() { next + 1 } else { next }
}
