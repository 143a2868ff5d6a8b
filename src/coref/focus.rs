//! What is spoken of at the moment: the subjects of the last clauses. A noun phrase that names nobody new means the person in
//! focus (`the senator` after a clause about Marlow), and so does `it` or `they` where it is quoted as a source.
//!
//! After centering theory (Grosz, Joshi and Weinstein 1995), whose preferred centre is the subject of the clause before.

use std::collections::VecDeque;

use super::article::{Article, Place, Position};
use super::clusters::{ClusterId, Clusters, told_gender};
use crate::document::{Mention, Referent};
use crate::labels::{EntityType, MentionKind};
use crate::span::MentionId;

/// Subjects that are kept.
const WINDOW: usize = 12;
/// How many sentences back the focus reaches.
const REACH: u32 = 2;

/// Nouns by which a text calls a person again without having said that he is one.
const DESCRIPTIONS: &[&str] = &[
    "actor",
    "actress",
    "activist",
    "artist",
    "author",
    "baron",
    "billionaire",
    "businessman",
    "businesswoman",
    "celebrity",
    "comedian",
    "developer",
    "economist",
    "entrepreneur",
    "financier",
    "heir",
    "heiress",
    "historian",
    "icon",
    "industrialist",
    "investor",
    "magnate",
    "millionaire",
    "mogul",
    "musician",
    "native",
    "newcomer",
    "novelist",
    "physician",
    "pianist",
    "playwright",
    "poet",
    "politician",
    "producer",
    "rapper",
    "scholar",
    "singer",
    "socialist",
    "star",
    "surgeon",
    "tycoon",
    "veteran",
    "writer",
];
/// The same for an office or part: not of somebody whose role the text has told.
const OFFICES: &[&str] = &[
    "assemblyman",
    "assemblywoman",
    "candidate",
    "champion",
    "congressman",
    "congresswoman",
    "contender",
    "envoy",
    "forward",
    "front-runner",
    "frontrunner",
    "goalkeeper",
    "governor",
    "hopeful",
    "host",
    "lawmaker",
    "legislator",
    "midfielder",
    "nominee",
    "senator",
    "strategist",
    "striker",
    "winger",
];

/// The subjects of the last clauses, the latest last.
#[derive(Debug, Default)]
pub struct Focus {
    subjects: VecDeque<MentionId>,
}

impl Focus {
    pub fn keep(&mut self, id: MentionId, place: Place) {
        if place.position == Position::Subject && !place.headline {
            self.subjects.push_back(id);
            if self.subjects.len() > WINDOW {
                self.subjects.pop_front();
            }
        }
    }

    /// Whether the mention is the subject of the clause before.
    pub fn is_last(&self, id: MentionId) -> bool {
        self.subjects.back() == Some(&id)
    }

    fn latest(&self, article: &Article<'_>, place: Place) -> impl Iterator<Item = MentionId> {
        let near = move |id: &MentionId| article.place_of(*id).is_some_and(|there| there.sentence + REACH >= place.sentence);
        self.subjects.iter().rev().copied().take_while(near)
    }

    /// The named person whom a definite phrase calls by what he is; `has_role` tells whether the text has told a person's role.
    pub fn described(
        &self,
        article: &Article<'_>,
        clusters: &Clusters,
        nominal: &Mention,
        place: Place,
        has_role: impl Fn(ClusterId) -> bool,
    ) -> Option<ClusterId> {
        let head = article.lex.norm(nominal.head as usize);
        let is_office = OFFICES.contains(&head);
        if nominal.tokens.end != nominal.head + 1 || !is_office && !DESCRIPTIONS.contains(&head) {
            return None;
        }
        let gender = told_gender(nominal.agreement);
        // A person quoted in the clause is not the one who speaks of him.
        let mut people = self.latest(article, place).filter(|&id| article.is_person(id));
        let cluster = people.find_map(|id| clusters.of(id).filter(|_| !article.mentions[id].tokens.overlaps(nominal.tokens)))?;
        let known = clusters.get(cluster);
        (known.named && gender * known.gender >= 0 && !(is_office && has_role(cluster))).then_some(cluster)
    }

    /// What `it` or `they` means as the source of a quotation: the last subject of its number.
    pub fn source(&self, article: &Article<'_>, pronoun: &Mention, place: Place) -> Option<MentionId> {
        let fits = |id: &MentionId| {
            let mention = &article.mentions[*id];
            let is_plural = mention.agreement.plural || mention.entity_type == Some(EntityType::Norp);
            let speaks = match article.lex.norm(pronoun.head as usize) {
                "it" => !is_plural && matches!(mention.referent, Referent::Organisation | Referent::Place | Referent::Document),
                "they" => is_plural || mention.referent == Referent::People,
                _ => false,
            };
            speaks && mention.kind != MentionKind::Pronoun && !mention.tokens.overlaps(pronoun.tokens)
        };
        let outside =
            |id: &MentionId| article.place_of(*id).is_some_and(|there| there.quote.is_none() || there.quote == place.quote);
        self.latest(article, place).filter(outside).find(fits)
    }
}
