//! The rules that change a word's first tag by its neighbours.
//!
//! A rule may only choose a tag that the word takes. Two passes from left to right: the second sees corrected tags on both sides.
//! Words of the closed classes have rules of their own ([`closed`]).

use super::clause::{
    ADJECTIVE, ADVERB, CAUSATIVES, CLAUSE_REACH, Clause, FINITE, NOMINAL, PHRASE_START, PUNCTUATION, RELATIVE, VERB, is_be, is_do,
    is_have, is_subject_pronoun, opens_object,
};
use super::closed;
use crate::labels::Xpos;
use crate::tag_dictionary::TagSet;

const PASSES: usize = 2;

/// What a noun follows: determiners, possessives, adjectives, numbers, prepositions.
const BEFORE_NOUN: TagSet =
    ADJECTIVE.or(TagSet::of(&[Xpos::Dt, Xpos::PrpPoss, Xpos::Pos, Xpos::Cd, Xpos::In, Xpos::Pdt, Xpos::WpPoss, Xpos::Hyph]));

/// Changes tags by the rules.
pub fn apply(clause: &mut Clause<'_>) {
    for _ in 0..PASSES {
        for at in 0..clause.words.len() {
            if let Some(tag) = retag(clause, at) {
                clause.words[at].tag = tag;
            }
        }
    }
}

/// The tag that the neighbours ask for; none where the present one stands.
fn retag(clause: &Clause<'_>, at: usize) -> Option<Xpos> {
    if let Some(tag) = closed::retag(clause, at) {
        return Some(tag);
    }
    let tag = base_form(clause, at)
        .or_else(|| third_person(clause, at))
        .or_else(|| past_or_participle(clause, at))
        .or_else(|| gerund(clause, at))
        .or_else(|| particle(clause, at))
        .or_else(|| adjective_or_noun(clause, at))
        .or_else(|| adverb_or_adjective(clause, at))
        .or_else(|| name(clause, at))?;
    clause.may(at, tag).then_some(tag)
}

/// Base form, present, or noun: `to work`, `they work`, `the work`.
fn base_form(clause: &Clause<'_>, at: usize) -> Option<Xpos> {
    let may_be_verb = clause.may(at, Xpos::Vb) || clause.may(at, Xpos::Vbp);
    if !may_be_verb || matches!(clause.tag(at), Xpos::Md | Xpos::Nnp) {
        return None;
    }
    let Some(left) = clause.left(at, ADVERB) else {
        let is_aux = is_do(clause.norm(at)) || is_have(clause.norm(at));
        return (at == 0 && !is_aux && clause.may(at, Xpos::Vb) && matches!(clause.tag(at), Xpos::Vb | Xpos::Vbp))
            .then_some(Xpos::Vb);
    };
    let left_norm = clause.norm(left);
    match clause.tag(left) {
        Xpos::To | Xpos::Md => return Some(Xpos::Vb),
        _ if is_do(left_norm) => return Some(Xpos::Vb),
        Xpos::Prp | Xpos::Nn | Xpos::Nns | Xpos::Nnp if asks(clause, left) => return Some(Xpos::Vb),
        Xpos::Prp | Xpos::Nns | Xpos::Nn if CAUSATIVES.contains(&clause.norm_before(left, 1)) && !is_be(clause.norm(at)) => {
            return (clause.tag(at) != Xpos::Vbg && !is_subject_pronoun(left_norm) || left_norm == "it" || left_norm == "you")
                .then_some(Xpos::Vb);
        }
        Xpos::Prp if matches!(left_norm, "i" | "you" | "we" | "they") => {
            return (!matches!(clause.tag(at), Xpos::Vbd)).then_some(Xpos::Vbp);
        }
        Xpos::Cc
            if clause.left(left, NOMINAL.or(ADVERB)).is_some_and(|b| clause.tag(b) == Xpos::Vb)
                && clause.tag(at) != Xpos::Vbd
                && opens_object(clause, at) =>
        {
            return Some(Xpos::Vb);
        }
        // `but now face an uncertain future`
        Xpos::Cc if clause.tag(at) == Xpos::Nn && clause.tags_at(at + 1, TagSet::of(&[Xpos::Dt, Xpos::Prp, Xpos::PrpPoss])) => {
            return Some(Xpos::Vbp);
        }
        Xpos::Wdt | Xpos::Wp if clause.tag(at) != Xpos::Vbd => return Some(Xpos::Vbp),
        Xpos::Nns | Xpos::Nnps | Xpos::Ex if matches!(clause.tag(at), Xpos::Vb | Xpos::Vbp) => return Some(Xpos::Vbp),
        Xpos::Nns
            if clause.may(at, Xpos::Vbp)
                && matches!(clause.tag(at), Xpos::Nn)
                && clause.tags_at(at + 1, TagSet::of(&[Xpos::Dt, Xpos::Prp, Xpos::PrpPoss, Xpos::To, Xpos::In, Xpos::Nns]))
                && !has_finite_before(clause, at) =>
        {
            return Some(Xpos::Vbp);
        }
        Xpos::Nn if clause.tag(at) == Xpos::Vb && clause.may(at, Xpos::Nn) => return Some(Xpos::Nn),
        tag if BEFORE_NOUN.has(tag) && clause.may(at, Xpos::Nn) && left + 1 == at => {
            return (tag != Xpos::In || !matches!(left_norm, "that" | "if" | "because" | "whether" | "so")).then_some(Xpos::Nn);
        }
        Xpos::Dt | Xpos::PrpPoss | Xpos::Pos if clause.may(at, Xpos::Jj) => return Some(Xpos::Jj),
        _ => {}
    }
    None
}

/// `Did he go`: an auxiliary stands before the subject.
fn asks(clause: &Clause<'_>, subject: usize) -> bool {
    let Some(aux) = clause.left(subject, TagSet::of(&[Xpos::Dt, Xpos::PrpPoss, Xpos::Jj, Xpos::Rb, Xpos::Nnp])) else {
        return false;
    };
    let begins =
        aux == 0 || clause.tags_before(aux, PUNCTUATION.or(TagSet::of(&[Xpos::Wrb, Xpos::Wp, Xpos::Cc, Xpos::Wdt, Xpos::Rb])));
    begins && (is_do(clause.norm(aux)) || clause.tag(aux) == Xpos::Md)
}

/// `he plans` or `his plans`.
fn third_person(clause: &Clause<'_>, at: usize) -> Option<Xpos> {
    if !(clause.may(at, Xpos::Vbz) && clause.may(at, Xpos::Nns)) {
        return None;
    }
    let left = clause.left(at, ADVERB)?;
    let object = TagSet::of(&[
        Xpos::Dt,
        Xpos::Prp,
        Xpos::PrpPoss,
        Xpos::To,
        Xpos::Vbn,
        Xpos::Vbg,
        Xpos::Wrb,
        Xpos::Wp,
        Xpos::Rp,
        Xpos::Nnp,
        Xpos::Nns,
        Xpos::Cd,
        Xpos::Jj,
        Xpos::Rb,
    ]);
    match clause.tag(left) {
        Xpos::Prp if matches!(clause.norm(left), "he" | "she" | "it") => Some(Xpos::Vbz),
        Xpos::Wdt | Xpos::Wp => Some(Xpos::Vbz),
        Xpos::To | Xpos::Md => None,
        Xpos::Nnp | Xpos::Nn | Xpos::Dt if clause.tag(left) != Xpos::Dt || matches!(clause.norm(left), "this" | "that") => {
            let takes_object = clause.tags_at(at + 1, object) || clause.norm(at + 1) == "that";
            (takes_object && !has_finite_before(clause, at)).then_some(Xpos::Vbz)
        }
        tag if BEFORE_NOUN.has(tag) => Some(Xpos::Nns),
        _ => None,
    }
}

/// `he called`, `was called`, `a man called`.
fn past_or_participle(clause: &Clause<'_>, at: usize) -> Option<Xpos> {
    if !clause.may(at, Xpos::Vbn) {
        return None;
    }
    let left = clause.left(at, ADVERB);
    let norm = left.map_or("", |left| clause.norm(left));
    let is_aux = left.is_some_and(|left| VERB.has(clause.tag(left)))
        && (is_be(norm) || is_have(norm) || matches!(norm, "get" | "gets" | "got" | "getting" | "become" | "became"));
    if is_aux && matches!(clause.tag(at), Xpos::Vb | Xpos::Vbp | Xpos::Vbd) {
        return Some(Xpos::Vbn);
    }
    if !clause.may(at, Xpos::Vbd) || clause.tag(at) == Xpos::Nn || is_aux {
        return None;
    }
    if matches!(clause.tag(at), Xpos::Vb | Xpos::Jj) {
        // `the analyst put it`, `those who committed crimes`
        let has_subject = left.is_some_and(|left| match clause.tag(left) {
            Xpos::Wp | Xpos::Wdt => true,
            Xpos::Prp => matches!(norm, "he" | "she" | "it"),
            Xpos::Nn | Xpos::Nnp => clause.tag(at) == Xpos::Vb && !has_finite_before(clause, at),
            _ => false,
        });
        return has_subject.then_some(Xpos::Vbd);
    }
    let Some(left) = left else { return Some(Xpos::Vbn) };
    if subject_is_asked(clause, left) || clause.norm(at + 1) == "by" && !is_subject_pronoun(norm) {
        return Some(Xpos::Vbn);
    }
    match clause.tag(left) {
        Xpos::Prp if is_subject_pronoun(norm) => Some(Xpos::Vbd),
        Xpos::Wdt | Xpos::Wp | Xpos::Ex => Some(Xpos::Vbd),
        Xpos::Jj if clause.norm(at) == "said" => Some(Xpos::Vbd),
        Xpos::Dt if !matches!(norm, "this" | "that" | "all" | "some" | "both") => Some(Xpos::Vbn),
        Xpos::PrpPoss | Xpos::Pos | Xpos::In | Xpos::Jj | Xpos::Cd | Xpos::Hyph => Some(Xpos::Vbn),
        Xpos::Cc => (0..left).rev().take(CLAUSE_REACH).map(|b| clause.tag(b)).find(|tag| matches!(tag, Xpos::Vbd | Xpos::Vbn)),
        tag if NOMINAL.has(tag) || PUNCTUATION.has(tag) || tag == Xpos::Prp || tag == Xpos::Dt => {
            Some(if has_finite_before(clause, at) { Xpos::Vbn } else { Xpos::Vbd })
        }
        _ => None,
    }
}

/// `Was he told`: a form of `be` or `have` before the subject.
fn subject_is_asked(clause: &Clause<'_>, subject: usize) -> bool {
    let Some(aux) = subject.checked_sub(1) else { return false };
    let begins = aux == 0 || clause.tags_before(aux, PUNCTUATION.or(TagSet::of(&[Xpos::Wrb, Xpos::Wp])));
    begins && clause.tag(subject) == Xpos::Prp && (is_be(clause.norm(aux)) || is_have(clause.norm(aux)))
}

/// Whether the clause has a finite verb before the word: no other follows without a connective.
fn has_finite_before(clause: &Clause<'_>, at: usize) -> bool {
    for before in (0..at).rev().take(CLAUSE_REACH) {
        let tag = clause.tag(before);
        if FINITE.has(tag) {
            return true;
        }
        let opens = RELATIVE.has(tag) || PUNCTUATION.has(tag) || matches!(tag, Xpos::Wrb | Xpos::Cc);
        if opens
            || tag == Xpos::In
                && matches!(
                    clause.norm(before),
                    "that" | "if" | "because" | "while" | "whether" | "although" | "though" | "as" | "after" | "before"
                )
        {
            return false;
        }
    }
    false
}

/// `the building of` or `building it`.
fn gerund(clause: &Clause<'_>, at: usize) -> Option<Xpos> {
    if !(clause.may(at, Xpos::Vbg) && clause.may(at, Xpos::Nn)) {
        return None;
    }
    let left = clause.left(at, ADVERB);
    let left_tag = left.map(|left| clause.tag(left));
    match left_tag {
        Some(Xpos::Dt | Xpos::Jj | Xpos::PrpPoss | Xpos::Pos | Xpos::Cd)
            if !clause.tags_at(at + 1, TagSet::of(&[Xpos::Dt, Xpos::Prp, Xpos::PrpPoss])) =>
        {
            Some(Xpos::Nn)
        }
        _ if left.is_some_and(|left| is_be(clause.norm(left)))
            && clause.tags_at(at + 1, TagSet::of(&[Xpos::Dt, Xpos::Prp, Xpos::PrpPoss, Xpos::In, Xpos::Rp, Xpos::To])) =>
        {
            Some(Xpos::Vbg)
        }
        _ if clause.tags_at(at + 1, TagSet::of(&[Xpos::Dt, Xpos::Prp, Xpos::PrpPoss])) => Some(Xpos::Vbg),
        _ => None,
    }
}

/// `took off his hat`, `the road up`, `went up`.
fn particle(clause: &Clause<'_>, at: usize) -> Option<Xpos> {
    if !(clause.may(at, Xpos::Rp) && (clause.may(at, Xpos::In) || clause.may(at, Xpos::Rb))) {
        return None;
    }
    let object = at.checked_sub(1).is_some_and(|before| clause.tag(before) == Xpos::Prp);
    let verb_before =
        clause.tags_before(at, VERB) || object && at.checked_sub(1).is_some_and(|before| clause.tags_before(before, VERB));
    let is_auxiliary = at.checked_sub(1).is_some_and(|before| is_be(clause.norm(before)));
    if !verb_before || is_auxiliary {
        return (clause.tag(at) == Xpos::Rp && clause.may(at, Xpos::In)).then_some(Xpos::In);
    }
    let phrase_follows = clause.tags_at(at + 1, PHRASE_START);
    match clause.norm(at) {
        "back" | "away" | "together" | "around" | "along" | "forward" | "apart" | "ahead" | "aside" => None,
        "up" | "out" | "down" | "off" => Some(Xpos::Rp),
        _ if !phrase_follows => Some(Xpos::Rp),
        _ => Some(Xpos::In),
    }
}

/// `the public said` or `a public square`.
fn adjective_or_noun(clause: &Clause<'_>, at: usize) -> Option<Xpos> {
    if !clause.may(at, Xpos::Nn) || !(clause.may(at, Xpos::Jj) || clause.may(at, Xpos::Rb)) {
        return None;
    }
    let noun_follows = clause.tags_at(at + 1, NOMINAL.or(ADJECTIVE).or(TagSet::of(&[Xpos::Hyph, Xpos::Cd])));
    let in_phrase = clause.tags_before(at, TagSet::of(&[Xpos::Dt, Xpos::PrpPoss, Xpos::Pos, Xpos::Jj]));
    let left = clause.left(at, ADVERB);
    match clause.tag(at) {
        Xpos::Jj if clause.tags_before(at, NOMINAL) && clause.tags_at(at + 1, FINITE) => Some(Xpos::Nn),
        Xpos::Jj | Xpos::Rb if in_phrase && !noun_follows && !clause.tags_at(at + 1, TagSet::of(&[Xpos::Cc, Xpos::Comma])) => {
            Some(Xpos::Nn)
        }
        Xpos::Nn if left.is_some_and(|left| is_be(clause.norm(left)) && left + 1 < at) && !noun_follows => Some(Xpos::Jj),
        _ => None,
    }
}

/// `Ana Danish said`: an adjective of nationality that ends a name.
fn name(clause: &Clause<'_>, at: usize) -> Option<Xpos> {
    let ends_name =
        clause.tag(at) == Xpos::Jj && clause.tag_before(at) == Some(Xpos::Nnp) && !clause.tags_at(at + 1, NOMINAL.or(ADJECTIVE));
    ends_name.then_some(Xpos::Nnp)
}

/// `an early vote` or `voted early`.
fn adverb_or_adjective(clause: &Clause<'_>, at: usize) -> Option<Xpos> {
    let noun_follows = clause.tags_at(at + 1, NOMINAL);
    let after_determiner = clause.tags_before(at, TagSet::of(&[Xpos::Dt, Xpos::PrpPoss, Xpos::Pos, Xpos::Cd]));
    if clause.may(at, Xpos::Jj) && clause.may(at, Xpos::Rb) {
        let graded = clause.tags_at(at + 1, ADJECTIVE.or(TagSet::of(&[Xpos::Rb, Xpos::Vbn, Xpos::Vbg])));
        return match clause.tag(at) {
            Xpos::Rb if after_determiner && noun_follows => Some(Xpos::Jj),
            Xpos::Jj
                if clause.tags_before(at, VERB)
                    && !noun_follows
                    && clause.tags_at(at + 1, PUNCTUATION.or(TagSet::of(&[Xpos::In]))) =>
            {
                let linking = clause.norm_before(at, 1);
                (!is_be(linking)
                    && !matches!(
                        linking,
                        "seem"
                            | "seems"
                            | "seemed"
                            | "look"
                            | "looks"
                            | "become"
                            | "became"
                            | "remain"
                            | "remains"
                            | "remained"
                            | "feel"
                            | "felt"
                    ))
                .then_some(Xpos::Rb)
            }
            Xpos::Jj if graded && !clause.tags_at(at + 2, NOMINAL) && !after_determiner => Some(Xpos::Rb),
            _ => None,
        };
    }
    if clause.may(at, Xpos::Jjr) && clause.may(at, Xpos::Rbr) {
        return Some(if noun_follows || at > 0 && is_be(clause.norm(at - 1)) {
            Xpos::Jjr
        } else if clause.tags_before(at, VERB.or(NOMINAL)) {
            Xpos::Rbr
        } else {
            return None;
        });
    }
    None
}
