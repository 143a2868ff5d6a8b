//! Mentions that are pronouns: personal, possessive, reflexive.

use super::Context;
use crate::document::{Agreement, Mention, Referent};
use crate::labels::{EntityType, MentionKind, Upos};
use crate::span::TokenRange;

/// One mention a pronoun that refers; `it` that only fills the subject's place is left out.
pub fn mentions(context: Context<'_>) -> Vec<Mention> {
    let tokens = 0..context.lex.tokens.len();
    tokens.filter(|&token| context.name_at(token).is_none()).filter_map(|token| mention(context, token)).collect()
}

fn mention(context: Context<'_>, token: usize) -> Option<Mention> {
    let (feminine, masculine, plural) = (false, false, false);
    let unmarked = Agreement { feminine, masculine, plural };
    let norm = context.lex.norm(token);
    let (referent, agreement) = match norm {
        "he" | "him" | "his" | "himself" => (Referent::Person, Agreement { masculine: true, ..unmarked }),
        "she" | "her" | "hers" | "herself" => (Referent::Person, Agreement { feminine: true, ..unmarked }),
        "i" | "me" | "my" | "mine" | "myself" if is_first_person(context, token) => (Referent::Person, unmarked),
        "we" | "us" | "our" | "ours" | "ourselves" if is_first_person(context, token) => {
            (Referent::People, Agreement { plural: true, ..unmarked })
        }
        "you" | "your" | "yours" | "yourself" => (Referent::Other, unmarked),
        "they" | "them" | "their" | "theirs" | "themselves" => (Referent::People, Agreement { plural: true, ..unmarked }),
        "it" | "its" | "itself" if !is_expletive(context, token) => (Referent::Other, unmarked),
        _ => return None,
    };
    let entity_type = (referent == Referent::Person).then_some(EntityType::Person);
    Some(Mention {
        tokens: TokenRange::at(token, token + 1),
        head: token as u32,
        kind: MentionKind::Pronoun,
        entity_type,
        referent,
        agreement,
        title: None,
        same_as: None,
    })
}

/// Whether the word is the pronoun: `US` and `I.` may be something else, `mine` may be a pit.
fn is_first_person(context: Context<'_>, token: usize) -> bool {
    context.tags[token].upos == Upos::Pron && context.lex.word(token) != "US"
}

/// Whether an `it` only fills a place: `it is clear that`, `it seems`, `it rained`.
fn is_expletive(context: Context<'_>, token: usize) -> bool {
    /// How far after `it` the clause that it stands for may begin.
    const REACH: usize = 7;
    let lex = context.lex;
    if lex.norm(token) != "it" {
        return false;
    }
    let (_, end) = context.sentence(token);
    match lex.norm(token + 1) {
        "seems" | "seemed" | "appears" | "appeared" | "emerged" | "emerges" | "rained" | "rains" | "snowed" | "snows" => true,
        "is" | "was" | "'s" | "has" | "would" | "will" | "may" | "might" | "became" | "becomes" | "remains" | "remained" => {
            let mut clause = (token + 2..end.min(token + REACH)).take_while(|&at| !lex.tokens.items[at].shape.is_mark());
            let adjective = |at: usize| matches!(context.tags[at].upos, Upos::Adj);
            let described = clause.clone().any(adjective);
            described && clause.any(|at| matches!(lex.norm(at), "that" | "to" | "whether" | "if"))
        }
        _ => false,
    }
}
