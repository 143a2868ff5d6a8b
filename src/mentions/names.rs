//! Mentions that are names, each with the title before it and the gender that the words before it tell.

use super::{Context, phrases};
use crate::classes::Classes;
use crate::document::{Agreement, Mention, Name, Referent};
use crate::labels::{EntityType, MentionKind, Upos};
use crate::span::TokenRange;

/// One mention a name.
pub fn mentions(context: Context<'_>) -> Vec<Mention> {
    context.names.iter().filter(|name| !name.tokens.is_empty()).map(|name| mention(context, name)).collect()
}

fn mention(context: Context<'_>, name: &Name) -> Mention {
    let before = if name.entity_type == EntityType::Person { before(context, name) } else { Before::default() };
    Mention {
        tokens: name.tokens,
        head: name.tokens.end - 1,
        kind: MentionKind::Name,
        entity_type: Some(name.entity_type),
        referent: Referent::of_type(name.entity_type),
        agreement: Agreement { plural: name.entity_type == EntityType::Norp, ..before.agreement },
        title: before.title,
        same_as: None,
    }
}

/// What the words before a name tell of it.
#[derive(Default)]
struct Before {
    title: Option<TokenRange>,
    agreement: Agreement,
}

fn before(context: Context<'_>, name: &Name) -> Before {
    let lex = context.lex;
    let start = name.tokens.start as usize;
    let (floor, _) = context.sentence(start);
    let mut end = start;
    let mut agreement = Agreement::default();
    // "Polls miss Berg's fall."
    let verb = |at: usize| lex.norm(at) == "miss" && !phrases::is_capitalised(context, at);
    if end > floor && is_honorific(lex.norm(end - 1)) && !verb(end - 1) {
        end -= 1;
        agreement = gender(context, end..start);
    }
    let title = role(context, floor, end).map(|begin| TokenRange::at(begin, end));
    if let Some(title) = title {
        let told = gender(context, title.range());
        agreement.feminine |= told.feminine;
        agreement.masculine |= told.masculine;
    }
    Before { title, agreement }
}

/// Whether the form of address tells gender or courtesy and no role.
pub fn is_honorific(norm: &str) -> bool {
    matches!(
        norm.trim_end_matches('.'),
        "mr" | "mrs" | "ms" | "miss" | "mx" | "dr" | "sir" | "dame" | "lord" | "lady" | "madam" | "mme" | "mlle" | "messrs"
    )
}

/// Gender by the words of a title or phrase.
pub fn gender(context: Context<'_>, mut tokens: std::ops::Range<usize>) -> Agreement {
    let says = |class| move |token: usize| context.lex.classes(token).any(class);
    Agreement {
        feminine: tokens.clone().any(says(Classes::FEMININE_WORDS)),
        masculine: tokens.any(says(Classes::MASCULINE_WORDS)),
        plural: false,
    }
}

/// Where the title that ends before `end` begins, if one does.
fn role(context: Context<'_>, floor: usize, end: usize) -> Option<usize> {
    let last = end.checked_sub(1).filter(|&last| last >= floor)?;
    let is_role = |token: usize| context.lex.classes(token).any(Classes::PERSON_NOUNS) && context.name_at(token).is_none();
    if is_role(last) {
        let start = phrases::start(context, last, phrases::Left::Modifiers);
        // "The network President Ada Brill formed": a noun in lower case is no part of a title with a capital.
        let is_apart = |&at: &usize| context.tags[at].upos == Upos::Noun && !phrases::is_capitalised(context, at);
        let apart = if phrases::is_capitalised(context, last) { (start..last).rev().find(is_apart) } else { None };
        return Some(apart.map_or(start, |at| at + 1));
    }
    let head = complemented(context, floor, end)?;
    Some(phrases::start(context, head, phrases::Left::Modifiers))
}

/// The head of a title with a complement: `Secretary of State`, `Minister for Trade and Industry`. All of it is
/// capitalised, which tells it from `a minister of Berg's government`.
fn complemented(context: Context<'_>, floor: usize, end: usize) -> Option<usize> {
    /// The longest such title, in tokens.
    const LONGEST: usize = 8;
    let lex = context.lex;
    for at in (floor.max(end.saturating_sub(LONGEST))..end).rev() {
        let norm = lex.norm(at);
        let inner = matches!(norm, "of" | "for" | "the" | "and" | "&" | "in");
        if !inner && !phrases::is_capitalised(context, at) {
            return None;
        }
        let head = matches!(lex.norm(at + 1), "of" | "for" | "in") && at + 2 < end && phrases::is_capitalised(context, at);
        if head && lex.classes(at).any(Classes::PERSON_NOUNS) {
            return Some(at);
        }
    }
    // "attorney general", "chief of staff": the phrase as a whole stands in the list.
    (floor.max(end.saturating_sub(4))..end).find(|&at| {
        let phrase = context.lexicon.longest(lex.tokens, at, end, Classes::PERSON_NOUNS);
        phrase.is_some_and(|(after, _)| after == end && after > at + 1)
    })
}
