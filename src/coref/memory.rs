//! What has been read of the article up to a place: the last mentions, and the last names of bodies and places.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::article::{Article, Place};
use super::clusters::{ClusterId, Clusters};
use super::focus::Focus;
use super::short_forms::is_storm;
use crate::classes::Classes;
use crate::document::{Mention, Referent};
use crate::labels::{EntityType, MentionKind};
use crate::span::{MentionId, TokenRange};

/// How many mentions before an anaphor are looked at for its antecedent.
const WINDOW: usize = 64;
/// How many sentences back `the newspaper` reaches.
const MEDIA_REACH: u32 = 4;
/// How many sentences back `the official` reaches.
const NOMINAL_REACH: u32 = 20;

/// What a phrase is tied to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Antecedent {
    Cluster(ClusterId),
    /// A mention that has no group yet.
    Mention(MentionId),
}

impl Antecedent {
    /// The entity of a mention.
    pub fn of(clusters: &Clusters, id: MentionId) -> Self {
        clusters.of(id).map_or(Self::Mention(id), Self::Cluster)
    }
}

/// What has been read so far.
#[derive(Debug, Default)]
pub struct Memory<'d> {
    pub focus: Focus,
    pub latest: FxHashMap<ClusterId, MentionId>,
    recent: VecDeque<MentionId>,
    by_head: FxHashMap<&'d str, MentionId>,
    /// The last name that holds a common noun: `court` for `Supreme Court`.
    by_name_word: FxHashMap<&'d str, ClusterId>,
    /// The same, the first of the article.
    ahead: FxHashMap<&'d str, ClusterId>,
    /// The first name of the article for the last two words of one, in lower case: `health ministry`.
    by_last_words: FxHashMap<String, ClusterId>,
    /// The last names of bodies and of places.
    bodies: Recent,
    places: Recent,
    /// The last name of a newspaper, and of any outlet, with its sentence.
    newspaper: Option<(ClusterId, u32)>,
    outlet: Option<(ClusterId, u32)>,
}

/// The last two names of one kind.
#[derive(Debug, Default)]
struct Recent {
    last: Option<(ClusterId, u32)>,
    /// The last one of another entity.
    other: Option<u32>,
}

impl Recent {
    fn keep(&mut self, cluster: ClusterId, sentence: u32) {
        if let Some((known, at)) = self.last
            && known != cluster
        {
            self.other = Some(at);
        }
        self.last = Some((cluster, sentence));
    }

    /// The only one of its kind named in this sentence and the one before.
    fn only(&self, sentence: u32) -> Option<ClusterId> {
        let (cluster, at) = self.last?;
        let rival = self.other.is_some_and(|other| other + 1 >= sentence);
        (at + 1 >= sentence && !rival).then_some(cluster)
    }
}

impl<'d> Memory<'d> {
    /// Nothing read yet; the names of all of the article are known by their common nouns.
    pub fn new(article: &Article<'d>, clusters: &Clusters) -> Self {
        Self { ahead: first_names(article, clusters), by_last_words: last_words(article, clusters), ..Self::default() }
    }

    /// The last mentions, the latest first.
    pub fn recent(&self) -> impl Iterator<Item = MentionId> {
        self.recent.iter().rev().copied()
    }

    /// Remembers a mention that has been read.
    pub fn keep(&mut self, article: &Article<'d>, clusters: &Clusters, id: MentionId, place: Place) {
        let mention = &article.mentions[id];
        if let Some(cluster) = clusters.of(id) {
            self.latest.insert(cluster, id);
            if mention.kind == MentionKind::Name && mention.referent != Referent::Person {
                self.keep_thing(article, clusters, cluster, mention, place);
            }
        }
        self.focus.keep(id, place);
        if mention.kind == MentionKind::Nominal {
            let head = article.lex.norm(mention.head as usize);
            self.by_head.insert(head, id);
            // "The novel Dark Tide": the novel.
            let thing = matches!(mention.referent, Referent::Document | Referent::Other) && !mention.agreement.plural;
            let told = mention.same_as.is_some() && thing;
            if let Some(cluster) = clusters.of(id).filter(|&cluster| told && clusters.get(cluster).named) {
                self.by_name_word.insert(in_one_spelling(head), cluster);
            }
        }
        self.recent.push_back(id);
        if self.recent.len() > WINDOW {
            self.recent.pop_front();
        }
    }

    fn keep_thing(&mut self, article: &Article<'d>, clusters: &Clusters, cluster: ClusterId, mention: &Mention, place: Place) {
        if let Some(head) = common_head(article, mention) {
            self.by_name_word.insert(in_one_spelling(head), cluster);
        }
        match mention.entity_type {
            Some(EntityType::Org) => {
                self.bodies.keep(cluster, place.sentence);
                let newspaper = is_newspaper(article, mention);
                if newspaper {
                    self.newspaper = Some((cluster, place.sentence));
                }
                if newspaper || is_outlet(article, mention) {
                    self.outlet = Some((cluster, place.sentence));
                }
            }
            Some(EntityType::Gpe) if is_place(article, clusters, cluster) => self.places.keep(cluster, place.sentence),
            _ => (),
        }
    }

    /// What a definite phrase for a body or place means: `the court` the Supreme Court, `the company` the one just named.
    pub fn thing(&self, article: &Article<'_>, clusters: &Clusters, mention: &Mention, place: Place) -> Option<ClusterId> {
        let head = article.lex.norm(mention.head as usize);
        // A capital means the one body of that name, though its full name may come later: "the House", "our Constitution".
        let capital = article.lex.tokens.items[mention.head as usize].shape.is_capitalised();
        let first = article.lex.norm(mention.tokens.start as usize);
        if first == "the" && mention.head > mention.tokens.start + 1 {
            let words = TokenRange { start: mention.head - 1, end: mention.head + 1 };
            return self
                .by_last_words
                .get(&article.lex.phrase(words).to_lowercase())
                .copied()
                .filter(|_| mention.head == mention.tokens.start + 2);
        }
        let determined = matches!(first, "the" | "this") || capital && first == "our";
        let plain = determined && mention.head == mention.tokens.start + 1 && mention.tokens.end == mention.head + 1;
        // "The war in Norland" may be another.
        let end = mention.tokens.end as usize;
        let placed = matches!(article.lex.norm(end), "in" | "on" | "with" | "between" | "against" | "over")
            && article.lex.tokens.items.get(end + 1).is_some_and(|next| next.shape.is_capitalised());
        if mention.agreement.plural || !plain || placed && mention.referent == Referent::Other {
            return None;
        }
        let word = in_one_spelling(head);
        let named = self.by_name_word.get(word).or_else(|| self.ahead.get(word).filter(|_| capital));
        if let Some(&cluster) = named {
            return Some(cluster);
        }
        if first == "this" {
            return None;
        }
        let near =
            |told: Option<(ClusterId, u32)>| told.filter(|&(_, at)| at + MEDIA_REACH >= place.sentence).map(|(cluster, _)| cluster);
        let told = match head {
            "newspaper" | "paper" | "tabloid" | "daily" => near(self.newspaper),
            "magazine" | "broadcaster" | "outlet" | "network" | "publication" => near(self.outlet),
            _ => None,
        };
        if told.is_some() {
            return told;
        }
        match head {
            "lender" | "insurer" | "automaker" | "drugmaker" | "chipmaker" | "brewer" | "conglomerate" | "company" | "firm"
            | "group" | "organisation" | "organization" | "agency" | "party" | "newspaper" | "bank" | "team" | "club"
            | "university" | "network" | "movement" | "militia" | "airline" | "retailer" | "carmaker" => {
                self.bodies.only(place.sentence)
            }
            "country" | "nation" | "city" | "town" | "state" | "village" | "kingdom" | "republic" => {
                self.places.only(place.sentence).filter(|&cluster| may_be(article, clusters, cluster, head))
            }
            _ => None,
        }
    }

    /// The phrase with the same head that a short one repeats: `the official` after `a senior official who …`.
    pub fn earlier(&self, article: &Article<'_>, clusters: &Clusters, mention: &Mention, place: Place) -> Option<Antecedent> {
        let &earlier = self.by_head.get(article.lex.norm(mention.head as usize))?;
        let near = article.place_of(earlier).is_some_and(|p| p.sentence + NOMINAL_REACH >= place.sentence);
        let other = &article.mentions[earlier];
        let same = other.referent == mention.referent && !other.agreement.plural && !other.tokens.overlaps(mention.tokens);
        let plain = mention.head == mention.tokens.start + 1;
        (near && same && plain).then(|| Antecedent::of(clusters, earlier))
    }
}

/// The American spelling of a common noun that heads names, as names keep theirs: `the center` for `Harbour Centre`.
fn in_one_spelling(head: &str) -> &str {
    match head {
        "centre" => "center",
        "organisation" => "organization",
        "theatre" => "theater",
        "programme" => "program",
        _ => head,
    }
}

/// Whether the last word of the name is a newspaper's: `Marlow Courier`.
fn is_newspaper(article: &Article<'_>, name: &Mention) -> bool {
    matches!(
        article.lex.norm(name.tokens.end as usize - 1),
        "chronicle"
            | "courier"
            | "dispatch"
            | "enquirer"
            | "examiner"
            | "gazette"
            | "guardian"
            | "herald"
            | "inquirer"
            | "journal"
            | "mail"
            | "observer"
            | "post"
            | "sentinel"
            | "standard"
            | "telegraph"
            | "times"
            | "tribune"
    )
}

/// Whether the name is another outlet's: a broadcaster, a magazine, an agency.
fn is_outlet(article: &Article<'_>, name: &Mention) -> bool {
    let last = name.tokens.end as usize - 1;
    matches!(article.lex.norm(last), "news" | "magazine" | "radio" | "television" | "tv" | "weekly")
        || article.lex.classes(last).any(Classes::MEDIA)
}

/// Whether the first name of the entity is a place's: `Orvane` is none after `Orvane University`.
fn is_place(article: &Article<'_>, clusters: &Clusters, cluster: ClusterId) -> bool {
    let first = clusters.get(cluster).mentions.first();
    first.is_some_and(|&id| article.mentions[id].entity_type == Some(EntityType::Gpe))
}

/// Whether a place may be called so by what the word lists know of its first name: no town is `the nation`.
fn may_be(article: &Article<'_>, clusters: &Clusters, cluster: ClusterId, noun: &str) -> bool {
    let Some(&first) = clusters.get(cluster).mentions.first() else { return false };
    let classes = article.lex.classes(article.mentions[first].head as usize);
    let (country, region, town) = (classes.any(Classes::COUNTRIES), classes.any(Classes::REGIONS), classes.any(Classes::CITIES));
    match noun {
        "country" | "nation" | "kingdom" | "republic" => country || !region && !town,
        "city" | "town" | "village" => town || !region && !country,
        _ => !town || region || country,
    }
}

/// The first name of the article for every common noun that heads one.
fn first_names<'d>(article: &Article<'d>, clusters: &Clusters) -> FxHashMap<&'d str, ClusterId> {
    let mut first = FxHashMap::default();
    for (id, mention, _) in article.in_article().filter(|(_, m, _)| m.kind == MentionKind::Name && m.referent != Referent::Person) {
        if let (Some(head), Some(cluster)) = (common_head(article, mention), clusters.of(id)) {
            first.entry(in_one_spelling(head)).or_insert(cluster);
        }
    }
    first
}

/// The first name for the last two words of every name that a common noun heads.
fn last_words(article: &Article<'_>, clusters: &Clusters) -> FxHashMap<String, ClusterId> {
    let mut first = FxHashMap::default();
    for (id, mention, _) in article.in_article().filter(|(_, m, _)| m.kind == MentionKind::Name && m.referent != Referent::Person) {
        let end = mention.tokens.end;
        let headed = article.lex.classes(mention.head as usize).any(Classes::ORGANISATION_NOUNS.or(Classes::PLACE_NOUNS));
        if let (true, true, Some(cluster)) = (headed, mention.tokens.len() > 1, clusters.of(id)) {
            first.entry(article.lex.phrase(TokenRange { start: end - 2, end }).to_lowercase()).or_insert(cluster);
        }
    }
    first
}

/// The common noun that heads a name of several words: it stands last or before a complement (`Supreme Court`, `Court of
/// Appeal`).
fn common_head<'d>(article: &Article<'d>, name: &Mention) -> Option<&'d str> {
    let common = match name.entity_type {
        Some(EntityType::Event) => Classes::EVENT_HEADS,
        Some(EntityType::Fac) => Classes::FACILITY_HEADS.or(Classes::PLACE_NOUNS),
        _ => Classes::ORGANISATION_NOUNS.or(Classes::PLACE_NOUNS).or(Classes::DOCUMENT_NOUNS),
    };
    // "Cyclone Ada": the cyclone.
    let first = name.tokens.start as usize;
    if name.entity_type == Some(EntityType::Event) && name.tokens.len() > 1 && is_storm(article.lex.norm(first)) {
        return Some(article.lex.norm(first));
    }
    // "Orvanebank": the bank.
    if name.tokens.len() == 1 && article.lex.norm(first).len() > "bank".len() + 2 && article.lex.norm(first).ends_with("bank") {
        return (name.entity_type == Some(EntityType::Org)).then_some("bank");
    }
    let complemented = |&token: &usize| matches!(article.lex.norm(token + 1), "of" | "for" | "in" | "on" | "to" | "against");
    let head = name.tokens.range().find(complemented).unwrap_or(name.head as usize);
    (article.lex.classes(head).any(common) && name.tokens.len() > 1).then(|| article.lex.norm(head))
}
