//! The memory of who works for whom: `Ina Kord, director of the Harbour Centre,` tells what is meant by `her group` later.

use rustc_hash::FxHashMap;

use super::article::Article;
use super::clusters::{ClusterId, Clusters};
use super::kin;
use crate::classes::Classes;
use crate::document::Mention;
use crate::labels::{EntityType, MentionKind};
use crate::span::{MentionId, TokenRange};

/// The bodies that the roles of each person name, with where, in order.
#[derive(Debug, Default)]
pub struct Employers {
    of: FxHashMap<ClusterId, Vec<(MentionId, ClusterId)>>,
}

impl Employers {
    /// Reads titles, appositions and predicates.
    pub fn new(article: &Article<'_>, clusters: &Clusters) -> Self {
        let mut employers = Self::default();
        for (told, mention, _) in article.in_article() {
            let (name, role) = match mention.kind {
                MentionKind::Name => (Some(told), mention.title),
                _ => (mention.same_as, Some(mention.tokens)),
            };
            let person = name.filter(|&name| article.is_person(name)).and_then(|name| clusters.of(name));
            let body = role.and_then(|role| body(article, role));
            if let (Some(person), Some(body)) = (person, body.and_then(|body| clusters.of(body))) {
                employers.of.entry(person).or_default().push((told, body));
            }
        }
        employers
    }

    /// The body that a phrase such as `her group` means: the one last told of its possessor, or else the first told later.
    pub fn find(&self, article: &Article<'_>, clusters: &Clusters, id: MentionId) -> Option<ClusterId> {
        let phrase = &article.mentions[id];
        if phrase.agreement.plural || phrase.tokens.end != phrase.head + 1 || !is_body(article.lex.norm(phrase.head as usize)) {
            return None;
        }
        let told = self.of.get(&kin::possessor(article, clusters, phrase)?)?;
        let before = told.partition_point(|(at, _)| *at < id);
        told.get(before.saturating_sub(1)).map(|&(_, body)| body)
    }
}

/// The first name of a body in a role.
fn body(article: &Article<'_>, role: TokenRange) -> Option<MentionId> {
    /// More than stand inside any role.
    const MOST: usize = 8;
    let first = article.mentions.partition_point(|mention| mention.tokens.start < role.start);
    let inside = article.mentions[first..].iter().take(MOST).take_while(|mention| mention.tokens.start < role.end).enumerate();
    // "GOP candidate", "Senate leader": nobody's firm.
    let state = |mention: &Mention| {
        let last = mention.tokens.end as usize - 1;
        article.lex.classes(last).any(Classes::PARTIES)
            || matches!(
                article.lex.norm(last),
                "senate" | "house" | "congress" | "parliament" | "party" | "court" | "army" | "police"
            )
    };
    let is_body =
        |mention: &Mention| mention.kind == MentionKind::Name && mention.entity_type == Some(EntityType::Org) && !state(mention);
    inside.map(|(index, mention)| (first + index, mention)).find(|(_, m)| is_body(m)).map(|(index, _)| MentionId::new(index))
}

/// Whether the noun means a body for which somebody works, whatever its kind.
fn is_body(noun: &str) -> bool {
    matches!(
        noun,
        "agency"
            | "business"
            | "centre"
            | "center"
            | "charity"
            | "club"
            | "company"
            | "employer"
            | "firm"
            | "group"
            | "institution"
            | "nonprofit"
            | "organisation"
            | "organization"
            | "outlet"
            | "startup"
    )
}
