//! The universal tag of a token, from its Penn tag, the word and what follows.
//!
//! The mapping is UD English's. Penn's `IN`, `DT`, `VB*` and `WDT` each cover two universal tags; the clause tells which.

use super::clause::{ADVERB, Clause, FINITE, NOMINAL, is_be, is_do, is_have};
use crate::labels::{Upos, Xpos};
use crate::tag_dictionary::TagSet;

/// How far after a conjunction its clause's verb is looked for.
const CLAUSE_REACH: usize = 10;

const NOUN_PHRASE: TagSet = NOMINAL.or(TagSet::of(&[Xpos::Jj, Xpos::Jjr, Xpos::Jjs, Xpos::Vbn, Xpos::Vbg, Xpos::Cd, Xpos::Hyph]));

/// Pronouns that Penn tags as nouns.
const NOUN_PRONOUNS: &[&str] = &[
    "anybody",
    "anyone",
    "anything",
    "everybody",
    "everyone",
    "everything",
    "nobody",
    "none",
    "nothing",
    "somebody",
    "someone",
    "something",
];

pub fn upos(clause: &Clause<'_>, at: usize) -> Upos {
    let norm = clause.norm(at);
    match clause.tag(at) {
        Xpos::Jj | Xpos::Jjr | Xpos::Jjs | Xpos::Afx => Upos::Adj,
        Xpos::Rb if matches!(norm, "not" | "n't") => Upos::Part,
        Xpos::Rb | Xpos::Rbr | Xpos::Rbs | Xpos::Wrb => Upos::Adv,
        Xpos::Nn if matches!(norm, "%" | "‰") => Upos::Sym,
        Xpos::Nn if NOUN_PRONOUNS.contains(&norm) => Upos::Pron,
        Xpos::Nn | Xpos::Nns => Upos::Noun,
        Xpos::Nnp | Xpos::Nnps => Upos::Propn,
        Xpos::Prp | Xpos::PrpPoss | Xpos::Wp | Xpos::WpPoss | Xpos::Ex => Upos::Pron,
        Xpos::Dt => determiner(clause, at, norm),
        Xpos::Pdt => Upos::Det,
        Xpos::Wdt if norm != "that" && clause.tags_at(at + 1, NOUN_PHRASE) => Upos::Det,
        Xpos::Wdt => Upos::Pron,
        Xpos::In => adposition(clause, at, norm),
        Xpos::Rp => Upos::Adp,
        Xpos::Cc => Upos::Cconj,
        Xpos::Cd => Upos::Num,
        Xpos::Md => Upos::Aux,
        Xpos::Vb | Xpos::Vbd | Xpos::Vbg | Xpos::Vbn | Xpos::Vbp | Xpos::Vbz => verb(clause, at, norm),
        Xpos::Pos | Xpos::To => Upos::Part,
        Xpos::Uh => Upos::Intj,
        Xpos::Fw if matches!(norm, "e.g." | "i.e.") => Upos::Adv,
        Xpos::Fw if matches!(norm, "etc." | "etc") => Upos::Noun,
        Xpos::Fw | Xpos::Ls | Xpos::Gw | Xpos::Add => Upos::X,
        Xpos::Dollar | Xpos::Sym => Upos::Sym,
        Xpos::Hyph
        | Xpos::Lrb
        | Xpos::Rrb
        | Xpos::Nfp
        | Xpos::OpenQuote
        | Xpos::CloseQuote
        | Xpos::Comma
        | Xpos::Period
        | Xpos::Colon => Upos::Punct,
    }
}

/// `this` and its kin stand for a noun phrase where none follows.
fn determiner(clause: &Clause<'_>, at: usize, norm: &str) -> Upos {
    let stands_alone = matches!(norm, "this" | "that" | "these" | "those") && !clause.tags_at(at + 1, NOUN_PHRASE);
    if stands_alone { Upos::Pron } else { Upos::Det }
}

/// A conjunction has a clause after it: a gerund, an infinitive with its subject, or a subject with its verb.
fn adposition(clause: &Clause<'_>, at: usize, norm: &str) -> Upos {
    let conjoins = match norm {
        "that" | "if" | "because" | "although" | "though" | "while" | "whereas" | "whether" | "unless" | "lest" | "cuz"
        | "cause" | "albeit" => true,
        "so" => true,
        "as" | "since" | "until" | "till" | "after" | "before" | "than" | "like" | "once" | "except" => {
            has_gerund(clause, at) || has_clause(clause, at) || norm == "as" && clause.tags_at(at + 1, TagSet::of(&[Xpos::Vbn]))
        }
        "for" => {
            has_gerund(clause, at) || clause.tags_at(at + 1, TagSet::of(&[Xpos::Prp])) && clause.tag_at(at + 2) == Some(Xpos::To)
        }
        _ => has_gerund(clause, at),
    };
    if conjoins { Upos::Sconj } else { Upos::Adp }
}

fn has_gerund(clause: &Clause<'_>, at: usize) -> bool {
    let next = clause.right(at, ADVERB);
    next.is_some_and(|next| clause.tag(next) == Xpos::Vbg && !matches!(clause.norm(next), "including" | "according" | "regarding"))
}

/// Whether a subject and a finite verb follow before the next mark or connective.
fn has_clause(clause: &Clause<'_>, at: usize) -> bool {
    let ends = TagSet::of(&[
        Xpos::Comma,
        Xpos::Period,
        Xpos::Colon,
        Xpos::Wdt,
        Xpos::Wp,
        Xpos::Wrb,
        Xpos::Cc,
        Xpos::To,
        Xpos::OpenQuote,
        Xpos::CloseQuote,
        Xpos::Lrb,
    ]);
    for next in at + 1..at + CLAUSE_REACH {
        let Some(tag) = clause.tag_at(next) else { return false };
        if FINITE.has(tag) {
            return next > at + 1;
        }
        if ends.has(tag) || tag == Xpos::In && matches!(clause.norm(next), "that" | "if" | "because" | "while") {
            return false;
        }
    }
    false
}

/// Auxiliaries: forms of `be` unless after `there`; `have` before a participle, `do` before a base form.
fn verb(clause: &Clause<'_>, at: usize, norm: &str) -> Upos {
    let aux = if is_be(norm) {
        !is_existential(clause, at)
    } else if is_have(norm) {
        governs(clause, at, TagSet::of(&[Xpos::Vbn]))
    } else if is_do(norm) {
        clause.norm(at + 1) == "n't" || governs(clause, at, TagSet::of(&[Xpos::Vb]))
    } else {
        false
    };
    if aux { Upos::Aux } else { Upos::Verb }
}

/// `there is`, `is there`, `there would have been`.
fn is_existential(clause: &Clause<'_>, at: usize) -> bool {
    let participle_follows = clause.right(at, ADVERB).is_some_and(|next| clause.tag(next) == Xpos::Vbg);
    if participle_follows {
        return false;
    }
    let before = (1..=4).map_while(|back| at.checked_sub(back));
    let chain = TagSet::of(&[Xpos::Md, Xpos::Rb, Xpos::Vb, Xpos::Vbn, Xpos::Vbp, Xpos::Vbz, Xpos::Vbd, Xpos::To]);
    let subject = before.into_iter().find(|&b| !chain.has(clause.tag(b)));
    subject.is_some_and(|s| clause.tag(s) == Xpos::Ex) || clause.tag_at(at + 1) == Some(Xpos::Ex)
}

/// Whether the next verb form after adverbs and an inverted subject has one of the tags.
fn governs(clause: &Clause<'_>, at: usize, tags: TagSet) -> bool {
    let skipped = ADVERB.or(TagSet::of(&[Xpos::Prp]));
    if clause.right(at, skipped).is_some_and(|next| tags.has(clause.tag(next))) {
        return true;
    }
    // A full noun phrase as inverted subject: `Did the minister know?`
    let begins = at == 0 || clause.tag_at(at - 1).is_some_and(|t| matches!(t, Xpos::Wrb | Xpos::Wp | Xpos::OpenQuote));
    let subject = NOUN_PHRASE.or(TagSet::of(&[Xpos::Dt, Xpos::PrpPoss, Xpos::Pos])).or(ADVERB);
    begins && clause.right(at, subject).is_some_and(|next| tags.has(clause.tag(next)))
}
