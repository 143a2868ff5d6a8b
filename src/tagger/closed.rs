//! Rules for words of the closed classes and other single words, each by its own neighbours.

use super::clause::{
    ADJECTIVE, ADVERB, CAUSATIVES, CLAUSE_REACH, Clause, FINITE, NOMINAL, PHRASE_START, PUNCTUATION, RELATIVE, VERB, is_among,
    is_be, is_do, opens_object,
};
use crate::labels::Xpos;
use crate::tag_dictionary::TagSet;

/// Nouns that a `that` clause explains: `the claim that …`.
const CONTENT_NOUNS: &str = "\
    accusation accusations agreement allegation allegations announcement argument assertion assumption assurances belief \
    chance charge charges claim claims concern concerns conclusion confidence conviction danger doubt doubts evidence fact \
    fear fears feeling ground grounds hope hopes idea impression indication indications knowledge likelihood message news \
    notion opinion possibility probability promise proof proposal prospect reality realization report reports requirement \
    risk rumor rumors rumours sense sign signal signs speculation statement suggestion suspicion theory threat \
    understanding view warning warnings word worry";

/// The begins of verbs that a `that` clause follows, an object between.
const CONTENT_VERBS: &str = "\
    acknowledg add admit agree allege announc argu assert assur believ boast claim conced conclud confirm convinc declar \
    den indicat inform insist learn not persuad predict promis realiz remind report reveal rul said say show stat stress \
    suggest tell testif told tweet vow warn wrote";

/// Verbs after which `home` is an adverb.
const MOTION_VERBS: &str = "\
    back brought came come comes coming drove flew get go goes going got gone head headed heading return returned \
    returning sent stay stayed staying take taken took went work";

/// Nouns that follow `to` without an article: `back to work`.
const BARE_NOUNS: &str = "\
    bed business church class college control court date death defeat election health jail land life light market mind \
    office order party peace police power press prison sea school state trade trial university victory war water";

/// Words of the closed classes, each with its own rule.
pub fn retag(clause: &Clause<'_>, at: usize) -> Option<Xpos> {
    let next = clause.tag_at(at + 1);
    let tag = match clause.norm(at) {
        "to" => infinitive_to(clause, at),
        "that" => that(clause, at),
        "her" => {
            let owned = NOMINAL.or(ADJECTIVE).or(TagSet::of(&[Xpos::Cd, Xpos::Vbg, Xpos::Vbn, Xpos::OpenQuote]));
            let noun_follows = clause.may(at + 1, Xpos::Nn) && !CAUSATIVES.contains(&clause.norm_before(at, 1));
            if clause.tags_at(at + 1, owned) || noun_follows { Xpos::PrpPoss } else { Xpos::Prp }
        }
        "his" => Xpos::PrpPoss,
        "'s" => apostrophe_s(clause, at),
        "'d" => {
            let after = clause.right(at, ADVERB).map(|next| clause.words[next]);
            let participle = after.is_some_and(|w| w.may.has(Xpos::Vbn) && !w.may.has(Xpos::Vb));
            if participle { Xpos::Vbd } else { Xpos::Md }
        }
        "as" => {
            let degree = clause.tags_at(at + 1, ADJECTIVE.or(ADVERB)) && (2..6).any(|ahead| clause.norm(at + ahead) == "as");
            if degree || clause.norm(at + 1) == "well" { Xpos::Rb } else { Xpos::In }
        }
        "there" => {
            let verb = clause.right(at, ADVERB).map_or("", |next| clause.norm(next));
            let before = clause.norm_before(at, 1);
            let exists = is_be(verb)
                || matches!(
                    verb,
                    "seems" | "seemed" | "remains" | "remained" | "exists" | "existed" | "has" | "have" | "had" | "'ll" | "'d"
                );
            let modal = clause.right(at, ADVERB).is_some_and(|next| clause.tag(next) == Xpos::Md);
            let asked = is_be(before)
                && (at == 1 || clause.tags_before(at - 1, TagSet::of(&[Xpos::Wrb, Xpos::Cc, Xpos::Comma, Xpos::OpenQuote])));
            let is_place = matches!(before, "from" | "in" | "out" | "over" | "up");
            if exists && !is_place || modal || asked { Xpos::Ex } else { Xpos::Rb }
        }
        "so" => {
            let purpose = clause.tags_before(at, NOMINAL) && clause.tags_at(at + 1, TagSet::of(&[Xpos::Prp]));
            if purpose || clause.norm(at + 1) == "that" { Xpos::In } else { Xpos::Rb }
        }
        "home" if is_among(clause.norm_before(at, 1), MOTION_VERBS) => Xpos::Rb,
        "based" => Xpos::Vbn,
        "like" if clause.tags_before(at, TagSet::of(&[Xpos::To, Xpos::Md])) => Xpos::Vb,
        "like" if matches!(clause.norm_before(at, 1), "i" | "you" | "we" | "they" | "n't" | "who") => Xpos::Vbp,
        "all" | "half" if matches!(next, Some(Xpos::Dt | Xpos::PrpPoss)) => Xpos::Pdt,
        "such" if matches!(clause.norm(at + 1), "a" | "an") => Xpos::Pdt,
        "both"
            if (2..7).any(|ahead| clause.norm(at + ahead) == "and")
                && !clause.tags_at(at + 1, TagSet::of(&[Xpos::Nns, Xpos::Nnps, Xpos::In])) =>
        {
            Xpos::Cc
        }
        "either" if (2..8).any(|ahead| clause.norm(at + ahead) == "or") => Xpos::Cc,
        "neither" if (2..8).any(|ahead| clause.norm(at + ahead) == "nor") => Xpos::Cc,
        "more" | "less" => {
            let grades = matches!(next, Some(Xpos::Jj | Xpos::Rb | Xpos::Vbn | Xpos::Vbg))
                && !clause.tags_at(at + 2, TagSet::of(&[Xpos::Nns]));
            let alone = clause.tags_before(at, VERB) && clause.tags_at(at + 1, PUNCTUATION);
            if grades || alone && clause.norm(at + 1) != "than" { Xpos::Rbr } else { Xpos::Jjr }
        }
        "most" | "least" => {
            let grades = matches!(next, Some(Xpos::Jj | Xpos::Rb | Xpos::Vbn))
                && clause.tags_before(at, TagSet::of(&[Xpos::Dt, Xpos::PrpPoss, Xpos::Pos]));
            if grades || matches!(next, Some(Xpos::Rb)) { Xpos::Rbs } else { Xpos::Jjs }
        }
        "what" | "whatever" => {
            if clause.tags_at(at + 1, TagSet::of(&[Xpos::Nn, Xpos::Nns])) {
                Xpos::Wdt
            } else {
                Xpos::Wp
            }
        }
        "well" if at == 0 && next == Some(Xpos::Comma) => Xpos::Uh,
        "about" | "around" | "over" | "some" | "under" if next == Some(Xpos::Cd) && clause.norm(at + 1) != "one" => Xpos::Rb,
        "first" if clause.tags_at(at + 1, TagSet::of(&[Xpos::Vbd, Xpos::Vbn])) => Xpos::Rb,
        "no" if matches!(clause.norm(at + 1), "longer" | "more") => Xpos::Rb,
        "no" if matches!(next, Some(Xpos::Comma | Xpos::Period)) => Xpos::Uh,
        "one" if clause.tags_before(at, TagSet::of(&[Xpos::Jj, Xpos::Jjs])) && !clause.tags_at(at + 1, NOMINAL) => Xpos::Nn,
        "one" if matches!(clause.norm_before(at, 1), "this" | "that" | "another" | "which") && !clause.tags_at(at + 1, NOMINAL) => {
            Xpos::Nn
        }
        "out" if clause.norm(at + 1) == "of" => Xpos::In,
        "'" | "’" if clause.tags_before(at, NOMINAL) && clause.tag(at) != Xpos::OpenQuote && clause.tag(at) != Xpos::CloseQuote => {
            Xpos::Pos
        }
        _ => return None,
    };
    Some(tag)
}

/// `to` before a base form, or before nothing: `he wants to`.
fn infinitive_to(clause: &Clause<'_>, at: usize) -> Xpos {
    let Some(next) = clause.right(at, ADVERB.or(TagSet::of(&[Xpos::OpenQuote]))) else { return Xpos::To };
    let word = clause.words[next];
    let is_verb = match word.tag {
        Xpos::Vb | Xpos::Vbp => true,
        Xpos::Nn if word.may.has(Xpos::Vb) => !is_among(clause.norm(next), BARE_NOUNS),
        Xpos::Jj | Xpos::Vbn | Xpos::Vbd | Xpos::In => word.may.has(Xpos::Vb) && opens_object(clause, next),
        _ => false,
    };
    if is_verb { Xpos::To } else { Xpos::In }
}

fn that(clause: &Clause<'_>, at: usize) -> Xpos {
    let next = clause.right(at, ADVERB);
    let verb_follows =
        clause.norm(at + 1) != "there" && next.is_some_and(|next| FINITE.has(clause.tag(next)) || clause.tag(next) == Xpos::Vb);
    let before = clause.tag_before(at);
    let relates = before.is_some_and(|tag| NOMINAL.has(tag) || at > 1 && matches!(tag, Xpos::Cd | Xpos::Rrb | Xpos::CloseQuote));
    if relates && (verb_follows || is_misread_verb(clause, at + 1)) {
        return Xpos::Wdt;
    }
    if before.is_some_and(|tag| NOMINAL.has(tag)) {
        let explains = is_among(clause.norm_before(at, 1), CONTENT_NOUNS) || has_content_verb(clause, at);
        // After a name the clause belongs to a verb before it: `told Haddad that`.
        let belongs_to_verb = before.is_some_and(|tag| matches!(tag, Xpos::Nnp | Xpos::Nnps));
        return if explains || belongs_to_verb || !clause.tags_at(at + 1, PHRASE_START) { Xpos::In } else { Xpos::Wdt };
    }
    if verb_follows {
        let relative =
            before.is_some_and(|tag| matches!(tag, Xpos::Cd | Xpos::Cc | Xpos::Rrb)) || clause.norm_before(at, 1) == "one";
        return if relative && at > 1 { Xpos::Wdt } else { Xpos::Dt };
    }
    if clause.tags_at(at + 1, PUNCTUATION) || clause.tag_at(at + 1).is_none() {
        return Xpos::Dt;
    }
    let verb = clause.norm_before(at, if clause.norm_before(at, 1) == "n't" { 2 } else { 1 });
    let is_asked = at <= 2 && (is_be(verb) || is_do(verb));
    if is_asked || matches!(clause.norm(at + 1), "kind" | "much" | "same" | "way") {
        return Xpos::Dt;
    }
    let bare_noun = clause.tag_at(at + 1) == Some(Xpos::Nn) && !clause.tags_at(at + 2, FINITE.or(NOMINAL));
    match before {
        Some(Xpos::In) if !matches!(clause.norm_before(at, 1), "so" | "now" | "in" | "except" | "given" | "provided") => Xpos::Dt,
        Some(Xpos::Dt | Xpos::Pdt) => Xpos::Dt,
        None if clause.tags_at(at + 1, TagSet::of(&[Xpos::Nn, Xpos::Jj])) => Xpos::Dt,
        _ if bare_noun => Xpos::Dt,
        _ => Xpos::In,
    }
}

/// Whether the word, read as a participle or plural so far, is the verb of a relative clause: `a law that bans it`.
fn is_misread_verb(clause: &Clause<'_>, at: usize) -> bool {
    let object = TagSet::of(&[Xpos::Dt, Xpos::Prp, Xpos::PrpPoss, Xpos::In, Xpos::To, Xpos::Rb, Xpos::Cd]);
    match clause.tag_at(at) {
        Some(Xpos::Vbn) => true,
        Some(Xpos::Nns) => clause.may(at, Xpos::Vbz) && clause.tags_at(at + 1, object),
        _ => false,
    }
}

/// Whether a verb that takes a `that` clause stands before the noun phrase that ends here: `told officials that`.
fn has_content_verb(clause: &Clause<'_>, at: usize) -> bool {
    let before = (0..at).rev().take(CLAUSE_REACH).take_while(|&b| !PUNCTUATION.has(clause.tag(b)) && !RELATIVE.has(clause.tag(b)));
    before.into_iter().any(|b| VERB.has(clause.tag(b)) && CONTENT_VERBS.split(' ').any(|stem| clause.norm(b).starts_with(stem)))
}

/// The possessive, or `is` and `has`; after `let` the pronoun.
fn apostrophe_s(clause: &Clause<'_>, at: usize) -> Xpos {
    if clause.norm_before(at, 1) == "let" {
        return Xpos::Prp;
    }
    let not_nouns = TagSet::of(&[Xpos::Prp, Xpos::Ex, Xpos::Wp, Xpos::Wrb, Xpos::Wdt, Xpos::Dt, Xpos::Rb, Xpos::In]);
    if clause.tags_before(at, not_nouns) {
        return Xpos::Vbz;
    }
    let predicate = TagSet::of(&[Xpos::Dt, Xpos::Vbg, Xpos::In, Xpos::Prp, Xpos::To, Xpos::Ex, Xpos::PrpPoss]);
    let next = clause.right(at, ADVERB);
    let is_verb =
        next.is_some_and(|next| predicate.has(clause.tag(next)) && !clause.may(next, Xpos::Nn)) || clause.norm(at + 1) == "not";
    if is_verb { Xpos::Vbz } else { Xpos::Pos }
}
