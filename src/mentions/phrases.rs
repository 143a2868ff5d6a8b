//! A small grammar of noun phrases over tags: where the phrase of a head begins, and where one that begins here ends.

use super::Context;
use crate::classes::Classes;
use crate::document::Shape;
use crate::labels::{Upos, Xpos};

/// The longest phrase looked at before a head, in tokens: keeps every walk short.
const REACH: usize = 12;

/// How far to the left a phrase may take words in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Determiners and possessors too: `the country's foreign minister`.
    Phrase,
    /// Modifiers alone: `foreign minister`.
    Modifiers,
}

/// The first token of the noun phrase whose head is `head`.
pub fn start(context: Context<'_>, head: usize, left: Left) -> usize {
    let (floor, _) = context.sentence(head);
    let floor = floor.max(head.saturating_sub(REACH));
    let mut start = head;
    while start > floor {
        let before = start - 1;
        if let Some(name) = context.name_at(before) {
            let begin = name.tokens.start as usize;
            if begin < floor {
                break;
            }
            start = begin;
            continue;
        }
        match step(context, before, start, left) {
            Step::Take => start = before,
            Step::Close => {
                start = before;
                break;
            }
            Step::Join if before > floor => start = before - 1,
            Step::Join | Step::Stop => break,
        }
    }
    if left == Left::Phrase && start > floor && matches!(context.lex.norm(start - 1), "all" | "both" | "half") {
        start -= 1;
    }
    trimmed(context, start, head)
}

enum Step {
    /// The token belongs to the phrase.
    Take,
    /// The token belongs to the phrase and opens it.
    Close,
    /// The token joins the one before it to the phrase.
    Join,
    Stop,
}

/// What the token `at` is to a phrase that so far begins at `next`.
fn step(context: Context<'_>, at: usize, next: usize, left: Left) -> Step {
    let tag = context.tags[at];
    let next_tag = context.tags[next];
    let is_person = |token: usize| is_noun(context, token) && context.lex.classes(token).any(Classes::PERSON_NOUNS);
    match tag.xpos {
        Xpos::Jj | Xpos::Jjr | Xpos::Jjs | Xpos::Nn | Xpos::Nnp | Xpos::Nnps | Xpos::Hyph | Xpos::Afx | Xpos::Vbn => Step::Take,
        Xpos::Nns if !context.lex.classes(at).any(Classes::PEOPLE_NOUNS) => Step::Take,
        // "A veteran attending school": the school is no part of the veteran.
        Xpos::Vbg if at > 0 && is_person(at - 1) && !is_person(next) => Step::Stop,
        Xpos::Vbg | Xpos::Cd if left == Left::Phrase => Step::Take,
        Xpos::Rb | Xpos::Rbr | Xpos::Rbs if matches!(next_tag.xpos, Xpos::Jj | Xpos::Vbn | Xpos::Cd) => Step::Take,
        Xpos::Dt | Xpos::Pdt | Xpos::PrpPoss if left == Left::Phrase => Step::Close,
        Xpos::Pos if left == Left::Phrase && at > 0 => Step::Take,
        Xpos::Comma if at > 0 && context.tags[at - 1].xpos == Xpos::Jj && next_tag.xpos == Xpos::Jj => Step::Join,
        Xpos::Cc if at > 0 && joins_modifiers(context, at) => Step::Join,
        _ => Step::Stop,
    }
}

/// Whether the conjunction stands between two modifiers of one head or two offices of one person: `oil and gas minister`,
/// `actor and director`.
fn joins_modifiers(context: Context<'_>, at: usize) -> bool {
    let (before, after) = (context.tags[at - 1].xpos, context.tags[at + 1].xpos);
    let people = Classes::PEOPLE_NOUNS.or(Classes::ORGANISATION_NOUNS);
    let singular = |token: usize| !context.lex.classes(token).any(people);
    let person = |token: usize| context.lex.classes(token).any(Classes::PERSON_NOUNS);
    let capital_noun = |token: usize| is_capitalised(context, token) && is_noun(context, token);
    // "Youth and Sports Minister"
    let portfolio = capital_noun(at - 1) && capital_noun(at + 1) && capital_noun(at + 2) && person(at + 2);
    context.name_at(at - 1).is_none()
        && (portfolio || before == after)
        && match before {
            _ if portfolio => true,
            Xpos::Jj => true,
            Xpos::Nn | Xpos::Nnp => singular(at - 1) && person(at - 1) == person(at + 1),
            _ => false,
        }
}

/// The start moved right past words that only seem to open the phrase: `including senior officials`, `Wednesday officials`,
/// `was elected mayor`.
fn trimmed(context: Context<'_>, start: usize, head: usize) -> usize {
    let stray = |token: usize| {
        let tag = context.tags[token];
        // "Well Senator Marlow, …"
        if matches!(context.lex.norm(token), "well" | "yes" | "oh" | "hello" | "dear" | "thanks") && is_capitalised(context, token)
        {
            return true;
        }
        let number_follows = matches!(context.tags[token + 1].xpos, Xpos::Cd | Xpos::Jj);
        match tag.xpos {
            Xpos::Cc => context.lex.norm(token) != "both",
            Xpos::Vbg | Xpos::Pos | Xpos::Hyph | Xpos::Comma => true,
            Xpos::Vbn => token == start && start.checked_sub(1).is_some_and(|before| context.tags[before].upos == Upos::Aux),
            Xpos::Rb | Xpos::Rbr | Xpos::Rbs => !number_follows,
            _ => false,
        }
    };
    (start..head).find(|&token| !stray(token)).unwrap_or(head)
}

/// The end of a plain noun phrase that begins at `start` and has a noun or a name in it: determiner, modifiers, nouns.
pub fn end(context: Context<'_>, start: usize) -> Option<usize> {
    let (_, ceiling) = context.sentence(start);
    let ceiling = ceiling.min(start + REACH);
    let mut at = start;
    let mut found = None;
    while at < ceiling {
        if let Some(name) = context.name_at(at) {
            at = name.tokens.end as usize;
            found = (at <= ceiling).then_some(at).or(found);
            continue;
        }
        match context.tags[at].xpos {
            Xpos::Nn | Xpos::Nns | Xpos::Nnp | Xpos::Nnps => found = Some(at + 1),
            Xpos::Dt | Xpos::PrpPoss if at == start => (),
            Xpos::Pos if at > start => (),
            Xpos::Jj | Xpos::Jjr | Xpos::Jjs | Xpos::Cd | Xpos::Vbn | Xpos::Hyph | Xpos::Vbg => (),
            _ => break,
        }
        at += 1;
    }
    found
}

/// Whether somebody possesses what a phrase means: `her husband`, `Berg's book`.
pub fn is_possessed(context: Context<'_>, start: usize, head: usize) -> bool {
    (start..head).any(|token| matches!(context.tags[token].xpos, Xpos::PrpPoss | Xpos::Pos))
}

/// Whether the token can be a noun: by its tag, or by its capital inside a title.
pub fn is_noun(context: Context<'_>, token: usize) -> bool {
    context.tags.get(token).is_some_and(|t| matches!(t.upos, Upos::Noun | Upos::Propn))
}

/// Whether the token is a word with a capital or belongs to a name.
pub fn is_capitalised(context: Context<'_>, token: usize) -> bool {
    context.lex.tokens.items.get(token).is_some_and(|t| t.shape.is_capitalised() || t.shape == Shape::Hyphen)
}
