//! The memory of roles: what titles and appositions tell of somebody, so that `the minister` and `the Russian president`
//! find whom they mean.

use rustc_hash::{FxHashMap, FxHashSet};

use super::article::Article;
use super::clusters::{ClusterId, Clusters};
use crate::classes::Classes;
use crate::document::{Mention, Referent};
use crate::labels::{EntityType, MentionKind, Xpos};
use crate::span::{MentionId, TokenRange};

/// Of how many who stand for an office the party is remembered.
const MOST_CANDIDATES: usize = 64;
/// How many holders of one role are compared.
const WINDOW: usize = 16;

/// The key under which whoever leads a country or body stands besides his own title.
const LEADER: &str = "leader";

/// All roles of the article by their head word.
#[derive(Debug, Default)]
pub struct Roles<'d> {
    by_head: FxHashMap<&'d str, Vec<Role>>,
    bearers: FxHashSet<ClusterId>,
    /// Who stands for an office or against somebody, with the party or people whose he is, in order: `her Republican rival`.
    of_people: Vec<(&'d str, ClusterId)>,
}

/// A role that the text gives to an entity.
#[derive(Clone, Copy, Debug)]
pub struct Role {
    pub cluster: ClusterId,
    pub told: MentionId,
    pub tokens: TokenRange,
    /// The token of its head word.
    pub head: usize,
}

impl<'d> Roles<'d> {
    /// The roles told by titles, appositions and predicates anywhere in the article.
    pub fn new(article: &Article<'d>, clusters: &Clusters) -> Self {
        let mut roles = Self::default();
        for (told, mention, _) in article.in_article() {
            if let Some((office, tokens)) = term(article, mention)
                && let Some(cluster) = clusters.of(told)
            {
                roles.by_head.entry(office).or_default().push(Role { cluster, told, tokens, head: tokens.start as usize });
            }
            let name = if mention.kind == MentionKind::Name { Some(told) } else { mention.same_as };
            let tokens = if mention.kind == MentionKind::Name { mention.title } else { Some(mention.tokens) };
            let (Some(tokens), Some(cluster)) = (tokens, name.and_then(|name| clusters.of(name))) else { continue };
            let head = if mention.kind == MentionKind::Name { head(article, tokens) } else { mention.head as usize };
            roles.learn(article, Role { cluster, told, tokens, head });
        }
        roles
    }

    /// Remembers a role.
    pub fn learn(&mut self, article: &Article<'d>, role: Role) {
        let head = in_full(article.lex.norm(role.head));
        if !is_relation(head) {
            self.bearers.insert(role.cluster);
        }
        self.by_head.entry(head).or_default().push(role);
        let of_people = (runs_for_office(head) || is_relation(head)) && self.of_people.len() < MOST_CANDIDATES;
        if let Some(people) = people(article, role.tokens).filter(|_| of_people) {
            self.of_people.push((people, role.cluster));
        }
        if leads(head) && head != LEADER {
            self.by_head.entry(LEADER).or_default().push(role);
        }
    }

    /// Whether the text tells what the entity is.
    pub fn has(&self, cluster: ClusterId) -> bool {
        self.bearers.contains(&cluster)
    }

    /// Whether the text tells of the entity another role with the phrase's head: the former minister is not the deputy minister.
    pub fn denies(&self, article: &Article<'_>, nominal: &Mention, cluster: ClusterId) -> bool {
        let head = in_full(article.lex.norm(nominal.head as usize));
        let wanted = Modifiers::of(article, nominal.tokens, nominal.head as usize);
        let bears = |head: &str| {
            let mut bearers = self.by_head.get(head).into_iter().flatten().rev().take(WINDOW);
            bearers.any(|role| role.cluster == cluster)
        };
        // Who is a senator is not the president too.
        if matches!(head, "president" | "king" | "queen" | "pope")
            && !bears(head)
            && ["senator", "representative", "governor", "mayor", "nominee", "candidate"].into_iter().any(bears)
        {
            return true;
        }
        let own = self.by_head.get(head).into_iter().flatten().rev().take(WINDOW).filter(|role| role.cluster == cluster);
        let mut fits = own.map(|role| {
            let given = Modifiers::of(article, role.tokens, role.head);
            wanted.agreement(&given, false).is_some()
        });
        fits.next().is_some_and(|first| !first && !fits.any(|fit| fit))
    }

    /// The one that a phrase such as `the Republican nominee` means where no role with its head is told: the only one who
    /// stands for an office or against somebody and is of that party or people.
    pub fn find_candidate(&self, article: &Article<'_>, nominal: &Mention) -> Option<ClusterId> {
        let head = article.lex.norm(nominal.head as usize);
        if !runs_for_office(head) {
            return None;
        }
        let wanted = people(article, nominal.tokens)?;
        let mut bearers = self.of_people.iter().filter(|(people, _)| same_stem(people, wanted)).map(|&(_, cluster)| cluster);
        let first = bearers.next()?;
        bearers.all(|other| other == first).then_some(first)
    }

    /// The one that a noun phrase means by its role: whoever bears a role with its head and without contradiction, last
    /// spoken of before the phrase, or first told after it.
    pub fn find(
        &self,
        article: &Article<'_>,
        nominal: &Mention,
        latest: impl Fn(ClusterId) -> Option<MentionId>,
    ) -> Option<ClusterId> {
        let head = article.lex.norm(nominal.head as usize);
        let wanted = Modifiers::of(article, nominal.tokens, nominal.head as usize);
        let before = nominal.head.checked_sub(1).map_or("", |before| article.lex.norm(before as usize));
        let chief = head == "chief" && before == "in";
        let key = match head {
            // "The commander in chief" is the president, and no chief of staff.
            "chief" if chief && article.lex.norm(nominal.tokens.start as usize + 1) == "commander" => "president",
            "chief" if chief => return None,
            "ruler" | "strongman" => LEADER,
            "congressman" | "congresswoman" => "representative",
            "ceo" => "executive",
            head => head,
        };
        // "The opposition leader" is told to be one in those words.
        let in_words = key == LEADER && wanted.proper().next().is_none();
        if in_words && wanted.words.is_empty() {
            return None;
        }
        let fitting = self.by_head.get(key)?.iter().rev().take(WINDOW).filter_map(|role| {
            let given = Modifiers::of(article, role.tokens, role.head);
            let same = !in_words || article.lex.norm(role.head) == head && wanted.words.iter().all(|(word, _)| given.has(word));
            Some((wanted.agreement(&given, key == LEADER && !in_words).filter(|_| same)?, role))
        });
        let best = fitting.max_by_key(|(agreement, role)| (*agreement, latest(role.cluster), std::cmp::Reverse(role.told)));
        best.map(|(_, role)| role.cluster)
    }
}

/// The people or party that the words name: `Republican` in `her Republican rival`.
fn people<'d>(article: &Article<'d>, tokens: TokenRange) -> Option<&'d str> {
    let named = |&token: &usize| {
        article.lex.classes(token).any(Classes::DEMONYMS) && article.lex.tokens.items[token].shape.is_capitalised()
    };
    tokens.range().find(named).map(|token| article.lex.norm(token))
}

/// The office that a name's time in it tells: `Berg's presidency`, `the Berg administration`.
fn term(article: &Article<'_>, name: &Mention) -> Option<(&'static str, TokenRange)> {
    if name.kind != MentionKind::Name || name.entity_type != Some(EntityType::Person) {
        return None;
    }
    let end = name.tokens.end as usize;
    let possessed = article.tags.get(end).is_some_and(|tag| tag.xpos == Xpos::Pos);
    let at = end + usize::from(possessed);
    let office = match article.lex.norm(at) {
        "presidency" if possessed => "president",
        "administration" => "president",
        "papacy" | "pontificate" if possessed => "pope",
        "premiership" if possessed => "premier",
        _ => return None,
    };
    Some((office, TokenRange::at(at, at + 1)))
}

/// The word for an office that stands short before a name.
fn in_full(head: &str) -> &str {
    match head.trim_end_matches('.') {
        "ceo" => "executive",
        "sen" => "senator",
        "rep" | "congressman" | "congresswoman" => "representative",
        "gov" => "governor",
        "gen" => "general",
        "col" => "colonel",
        "capt" => "captain",
        "lt" => "lieutenant",
        "sgt" => "sergeant",
        "prof" => "professor",
        "rev" => "reverend",
        _ => head,
    }
}

/// Whether the word tells that somebody stands for an office.
fn runs_for_office(head: &str) -> bool {
    matches!(head, "nominee" | "candidate" | "frontrunner" | "front-runner" | "hopeful" | "contender")
}

/// Whether the word tells what somebody is to another and not what he is.
fn is_relation(head: &str) -> bool {
    matches!(head, "rival" | "opponent" | "challenger" | "colleague" | "counterpart" | "ally" | "friend" | "critic")
}

/// Whether the bearer of such an office can be called a country's or body's leader.
fn leads(head: &str) -> bool {
    matches!(
        head,
        "leader"
            | "president"
            | "premier"
            | "chancellor"
            | "king"
            | "queen"
            | "ruler"
            | "dictator"
            | "emir"
            | "sultan"
            | "minister"
            | "strongman"
    )
}

/// The head word of a role's words: the last noun for a person or body before a complement.
fn head(article: &Article<'_>, tokens: TokenRange) -> usize {
    let complement = |token: usize| matches!(article.lex.norm(token), "of" | "for" | "at" | "in" | "to");
    let end = tokens.range().find(|&token| complement(token)).unwrap_or(tokens.end as usize).max(tokens.start as usize + 1);
    let nouns = Classes::PERSON_NOUNS.or(Classes::ORGANISATION_NOUNS);
    let mut before = (tokens.start as usize..end).rev();
    before.find(|&token| article.lex.classes(token).any(nouns)).unwrap_or(end - 1)
}

/// The words of a role beside its head.
struct Modifiers<'d> {
    words: Vec<(&'d str, bool)>,
}

impl<'d> Modifiers<'d> {
    fn of(article: &Article<'d>, tokens: TokenRange, head: usize) -> Self {
        let telling = |&token: &usize| {
            let xpos = article.tags[token].xpos;
            token != head
                && article.lex.tokens.items[token].shape.is_word()
                && !matches!(xpos, Xpos::Dt | Xpos::Pos | Xpos::In | Xpos::PrpPoss)
        };
        let word = |token: usize| (article.lex.norm(token), article.lex.tokens.items[token].shape.is_capitalised());
        Self { words: tokens.range().filter(telling).map(word).collect() }
    }

    /// Modifiers with a capital: mostly the country or body.
    fn proper(&self) -> impl Iterator<Item = &'d str> + '_ {
        self.words.iter().filter(|(_, capitalised)| *capitalised).map(|&(word, _)| word)
    }

    fn has(&self, word: &str) -> bool {
        self.words.iter().any(|&(own, _)| same_stem(own, word))
    }

    /// How well the wanted words fit the given ones; none where they contradict each other.
    fn agreement(&self, given: &Self, must_share: bool) -> Option<usize> {
        let changes = |word: &str| changes_office(word);
        let differs = |one: &Self, other: &Self| one.words.iter().any(|&(word, _)| changes(word) && !other.has(word));
        let lowers = |&&(word, _): &&(&str, bool)| matches!(word, "vice" | "deputy" | "assistant");
        let is_past =
            given.words.iter().any(|&(word, _)| matches!(word, "former" | "ex" | "late" | "then" | "previous" | "outgoing"));
        if is_past && self.words.iter().any(|&(word, _)| matches!(word, "current" | "present" | "new" | "sitting" | "incumbent")) {
            return None;
        }
        if differs(self, given) || given.words.iter().filter(lowers).any(|&(word, _)| !self.has(word)) {
            return None;
        }
        let shared = self.proper().filter(|word| given.has(word)).count();
        let foreign =
            self.proper().any(|word| !given.has(word)) && given.proper().any(|word| !changes_office(word) && !self.has(word));
        if foreign || must_share && shared == 0 {
            return None;
        }
        Some(shared)
    }
}

/// Words that make another office of one.
fn changes_office(word: &str) -> bool {
    matches!(
        word,
        "former"
            | "ex"
            | "deputy"
            | "vice"
            | "prime"
            | "foreign"
            | "interior"
            | "defence"
            | "defense"
            | "finance"
            | "acting"
            | "then"
            | "late"
            | "assistant"
            | "previous"
            | "next"
            | "incoming"
            | "outgoing"
            | "junior"
            | "senior"
            | "chief"
            | "first"
            | "justice"
            | "health"
    )
}

/// Whether a country's name and its adjective, or two forms of one word, share their stem: `Syria`, `Syrian`.
fn same_stem(one: &str, other: &str) -> bool {
    /// Shorter stems say little: `Iran`, `Iraq`.
    const LEAST: usize = 4;
    let is_party = |one: &str, other: &str| matches!((one, other), ("gop", "republican") | ("tory", "conservative"));
    if one == other || is_party(one, other) || is_party(other, one) {
        return true;
    }
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let shorter = one.chars().count().min(other.chars().count());
    shared >= LEAST && shared + 2 >= shorter
}

/// Whether the phrase speaks of something known: `the minister`, `Syria's leader`; in a headline articles are left out.
pub fn is_definite(article: &Article<'_>, nominal: &Mention, headline: bool) -> bool {
    let first = nominal.tokens.start as usize;
    let determined = matches!(article.lex.norm(first), "the" | "this" | "that");
    let possessed = (first..nominal.head as usize).any(|token| article.tags[token].xpos == Xpos::Pos);
    determined || possessed || headline && article.tags[first].xpos != Xpos::Dt
}

/// Whether the phrase is an office in capitals that one at a time bears: `Emperor of the Two Lenzes`.
pub fn is_office(article: &Article<'_>, nominal: &Mention) -> bool {
    let (first, head) = (nominal.tokens.start as usize, nominal.head as usize);
    let capital = |token: usize| article.lex.tokens.items[token].shape.is_capitalised();
    let bare = (first..=head).all(|token| capital(token) && !matches!(article.tags[token].xpos, Xpos::Dt | Xpos::PrpPoss));
    let complement = matches!(article.lex.norm(head + 1), "of" | "for") && nominal.tokens.end as usize > head + 1;
    bare && complement && article.lex.classes(head).any(Classes::TITLES)
}

/// Whether a role can be meant at all: one person or one body.
pub fn can_bear(nominal: &Mention) -> bool {
    matches!(nominal.referent, Referent::Person | Referent::Organisation) && !nominal.agreement.plural
}
