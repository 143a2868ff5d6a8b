//! The memory of relatives: `his son, Philip Dunmore` tells who is meant by `his son` later, and by `his father` where Philip speaks. The
//! same for a lawyer and his client.

use rustc_hash::FxHashMap;

use super::article::Article;
use super::clusters::{ClusterId, Clusters};
use super::employers::Employers;
use super::keys;
use crate::document::Mention;
use crate::labels::{MentionKind, Xpos};

/// What one person is to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Relation {
    Parent,
    Child,
    Spouse,
    Sibling,
    Counsel,
    Client,
}

impl Relation {
    const ALL: [Self; 6] = [Self::Parent, Self::Child, Self::Spouse, Self::Sibling, Self::Counsel, Self::Client];

    /// The relation that a noun tells, and its gender as in [`super::clusters::told_gender`].
    fn of(noun: &str) -> Option<(Self, i32)> {
        Some(match noun {
            "father" | "dad" => (Self::Parent, -1),
            "mother" | "mum" | "mom" => (Self::Parent, 1),
            "parent" => (Self::Parent, 0),
            "son" => (Self::Child, -1),
            "daughter" => (Self::Child, 1),
            "child" => (Self::Child, 0),
            "husband" => (Self::Spouse, -1),
            "wife" => (Self::Spouse, 1),
            "spouse" => (Self::Spouse, 0),
            "brother" => (Self::Sibling, -1),
            "sister" => (Self::Sibling, 1),
            "lawyer" | "attorney" | "counsel" | "solicitor" | "barrister" => (Self::Counsel, 0),
            "client" => (Self::Client, 0),
            _ => return None,
        })
    }

    const fn inverse(self) -> Self {
        match self {
            Self::Parent => Self::Child,
            Self::Child => Self::Parent,
            Self::Counsel => Self::Client,
            Self::Client => Self::Counsel,
            same => same,
        }
    }
}

/// More bearers of a surname tell nothing.
const MOST: usize = 8;

/// Who is what to whom.
#[derive(Debug)]
pub struct Kin {
    relatives: FxHashMap<(ClusterId, Relation), Vec<(ClusterId, i32)>>,
    /// Who works for whom.
    pub employers: Employers,
    /// The people who bear each surname with a given name, and the surname of each.
    by_surname: FxHashMap<String, Vec<ClusterId>>,
    surnames: FxHashMap<ClusterId, String>,
}

impl Kin {
    /// Knows who works for whom; relatives are learnt as the article is read.
    pub fn new(article: &Article<'_>, clusters: &Clusters) -> Self {
        let mut kin = Self {
            relatives: FxHashMap::default(),
            employers: Employers::new(article, clusters),
            by_surname: FxHashMap::default(),
            surnames: FxHashMap::default(),
        };
        for (id, mention, _) in article.in_article() {
            let full = mention.kind == MentionKind::Name && mention.tokens.len() > 1 && article.is_person(id);
            let Some(cluster) = clusters.of(id).filter(|_| full) else { continue };
            let words = keys::person(article.lex, mention.tokens);
            if let [_, .., surname] = keys::without_origin(&words) {
                let bearers = kin.by_surname.entry(surname.clone()).or_default();
                if !bearers.contains(&cluster) && bearers.len() < MOST {
                    bearers.push(cluster);
                }
                kin.surnames.insert(cluster, surname.clone());
            }
        }
        kin
    }

    /// Learns that the phrase, which tells a relation, means somebody.
    pub fn learn(&mut self, article: &Article<'_>, clusters: &Clusters, phrase: &Mention, whom: ClusterId) {
        let Some((relation, gender)) = Relation::of(article.lex.norm(phrase.head as usize)) else { return };
        let Some(possessor) = possessor(article, clusters, phrase).filter(|possessor| *possessor != whom) else { return };
        let own = clusters.get(possessor).gender.signum();
        for (of, relation, relative, gender) in [(possessor, relation, whom, gender), (whom, relation.inverse(), possessor, own)] {
            let known = self.relatives.entry((of, relation)).or_default();
            if !known.iter().any(|(cluster, _)| *cluster == relative) {
                known.push((relative, gender));
            }
        }
    }

    /// Whom a phrase such as `his son` means, where the text has told and it is only one.
    pub fn find(&self, article: &Article<'_>, clusters: &Clusters, phrase: &Mention) -> Option<ClusterId> {
        let (relation, gender) = Relation::of(article.lex.norm(phrase.head as usize))?;
        let possessor = possessor(article, clusters, phrase)?;
        let Some(known) = self.relatives.get(&(possessor, relation)) else {
            return self.namesake(clusters, possessor, relation, gender);
        };
        let agrees = |own: i32, cluster: ClusterId| gender * own >= 0 && gender * clusters.get(cluster).gender >= 0;
        let mut fitting = known.iter().filter(|(cluster, own)| agrees(*own, *cluster)).map(|(cluster, _)| *cluster);
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }

    /// The relative of whom the text has only told that they share a surname: `Ada Lund` and `her husband`, where of all other Lunds one is
    /// a man.
    fn namesake(&self, clusters: &Clusters, possessor: ClusterId, relation: Relation, gender: i32) -> Option<ClusterId> {
        let bearers = self.by_surname.get(self.surnames.get(&possessor)?)?;
        if gender == 0 || matches!(relation, Relation::Counsel | Relation::Client) || bearers.len() == MOST {
            return None;
        }
        let told = Relation::ALL.iter().filter_map(|&relation| self.relatives.get(&(possessor, relation)));
        let others: Vec<ClusterId> = told.flatten().map(|&(cluster, _)| cluster).collect();
        let fits =
            |cluster: ClusterId| cluster != possessor && gender * clusters.get(cluster).gender > 0 && !others.contains(&cluster);
        let mut fitting = bearers.iter().filter(|&&cluster| fits(cluster));
        let first = fitting.next()?;
        fitting.next().is_none().then_some(*first)
    }
}

/// Whether the phrase tells a relation: `his son`, `Berg's lawyer`.
pub fn tells_relation(article: &Article<'_>, phrase: &Mention) -> bool {
    let possessed = |token: usize| matches!(article.tags[token].xpos, Xpos::PrpPoss | Xpos::Pos);
    let (first, head) = (phrase.tokens.start as usize, phrase.head as usize);
    Relation::of(article.lex.norm(head)).is_some() && (first..head).any(possessed)
}

/// The entity of the phrase's possessor: `his` in `his son`, `Anna Berg` in `Anna Berg's son` and in `the son of Anna Berg`.
pub fn possessor(article: &Article<'_>, clusters: &Clusters, phrase: &Mention) -> Option<ClusterId> {
    let is_possessed = |token: usize| matches!(article.tags[token].xpos, Xpos::PrpPoss | Xpos::Pos);
    let of_follows = article.lex.norm(phrase.head as usize + 1) == "of";
    if !(phrase.tokens.start as usize..phrase.head as usize).any(is_possessed) && !of_follows {
        return None;
    }
    article.inside(phrase).find_map(|id| {
        let mention = &article.mentions[id];
        let end = mention.tokens.end as usize;
        let possesses = match mention.kind {
            MentionKind::Pronoun => article.tags[mention.head as usize].xpos == Xpos::PrpPoss,
            MentionKind::Name => {
                article.tags.get(end).is_some_and(|t| t.xpos == Xpos::Pos) || of_follows && mention.head > phrase.head
            }
            MentionKind::Nominal => false,
        };
        clusters.of(id).filter(|_| possesses)
    })
}
