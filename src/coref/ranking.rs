//! What speaks for and against a candidate as the antecedent of a pronoun or noun phrase: the features of the pair, and of having
//! none. The weights are trained (`models/coref.bin`).
//!
//! A ranker over entities in the manner of mention-ranking models (Denis and Baldridge 2008), log-linear, where having no antecedent is
//! a candidate as well, so that it can abstain. What the
//! text itself tells (a role, an apposition) is decided before and not here.

use super::article::{Article, Place, Position};
use super::clusters::{Clusters, told_gender};
use super::focus::Focus;
use super::memory::Antecedent;
use super::profile::Profile;
use crate::document::{Mention, Referent};
use crate::labels::{EntityType, MentionKind, QuoteKind, Xpos};
use crate::model::table::{feature_of, word_hash};
use crate::span::MentionId;

/// What a point of [`presence`] is worth, in integer steps of the weights.
const PRESENCE: i32 = 2;

/// What kind of word looks for its antecedent; each kind has weights of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Kind {
    /// `he`, `she` and their forms.
    Gendered,
    /// `it` and its forms.
    It,
    /// `they`.
    They,
    /// `I`, outside of quotation marks.
    First,
    /// `we`.
    FirstPlural,
    /// A noun phrase for one person.
    Person,
    /// One for several.
    People,
    /// One for an organisation.
    Body,
    /// One for a place.
    Place,
    /// One for something written.
    Document,
    /// Any other.
    Other,
}

impl Kind {
    pub(super) fn of(article: &Article<'_>, mention: &Mention) -> Option<Self> {
        Some(match mention.kind {
            MentionKind::Name => return None,
            MentionKind::Nominal => match mention.referent {
                Referent::Person => Self::Person,
                Referent::People => Self::People,
                Referent::Organisation => Self::Body,
                Referent::Place => Self::Place,
                Referent::Document => Self::Document,
                Referent::Other => Self::Other,
            },
            MentionKind::Pronoun => match article.lex.norm(mention.head as usize) {
                "it" | "its" | "itself" => Self::It,
                "they" | "them" | "their" | "theirs" | "themselves" => Self::They,
                "you" | "your" | "yours" | "yourself" => return None,
                "i" | "me" | "my" | "mine" | "myself" => Self::First,
                "we" | "us" | "our" | "ours" | "ourselves" => Self::FirstPlural,
                _ => Self::Gendered,
            },
        })
    }
}

/// The word or phrase whose antecedent is looked for.
pub struct Anaphor<'d> {
    pub id: MentionId,
    pub mention: &'d Mention,
    pub place: Place,
    pub kind: Kind,
    head: u32,
    determiner: u32,
    /// Whether nothing stands beside determiner and head.
    plain: bool,
}

impl<'d> Anaphor<'d> {
    pub fn new(article: &Article<'d>, id: MentionId, place: Place) -> Option<Self> {
        let mention = &article.mentions[id];
        let kind = Kind::of(article, mention)?;
        let determiner = match mention.kind {
            MentionKind::Nominal => determiner(article, mention),
            _ => 0,
        };
        let plain = mention.tokens.end == mention.head + 1 && mention.head <= mention.tokens.start + 1;
        Some(Self { id, mention, place, kind, head: word_hash(article.lex.norm(mention.head as usize)), determiner, plain })
    }

    /// A noun phrase that can mean something known.
    pub fn is_definite(&self) -> bool {
        !matches!(self.determiner, INDEFINITE)
    }
}

const INDEFINITE: u32 = 5;

/// How a noun phrase is determined.
fn determiner(article: &Article<'_>, mention: &Mention) -> u32 {
    let first = mention.tokens.start as usize;
    let possessed = (first..mention.head as usize).any(|token| article.tags[token].xpos == Xpos::Pos);
    match article.lex.norm(first) {
        _ if possessed => 1,
        "the" => 2,
        "this" | "that" | "these" | "those" => 3,
        "both" | "all" => 4,
        "a" | "an" | "another" | "some" | "any" | "no" | "every" | "each" | "one" => INDEFINITE,
        _ if article.tags[first].xpos == Xpos::PrpPoss => 6,
        _ if article.tags[first].xpos == Xpos::Cd => 7,
        _ => 8,
    }
}

/// An entity that may be meant.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    pub entity: Antecedent,
    /// Its mention next before the anaphor, or after it where it is spoken of ahead.
    pub nearest: MentionId,
    /// Whether some mention of the window is a subject.
    pub subject: bool,
    /// Mentions in the window.
    pub times: u32,
    /// Mentions in the anaphor's own sentence.
    pub beside: u32,
    /// Candidates that stand nearer.
    pub rank: u32,
    /// Whether a noun phrase of it in the window has the anaphor's head.
    pub same_head: bool,
    /// How present it is by weights set by hand; see [`presence`].
    pub presence: i32,
    /// By how much less present it is than the most present candidate.
    pub behind: i32,
}

impl Candidate {
    /// Its score before any feature speaks. A gendered pronoun means whoever is most present, and the weights learn where not: of people
    /// without a name the training texts tell little.
    pub fn before(&self, kind: Kind) -> i32 {
        if kind == Kind::Gendered { PRESENCE * self.presence.max(-100) } else { 0 }
    }
}

/// Everything that features are read from.
pub struct Scene<'s, 'd> {
    pub article: &'s Article<'d>,
    pub clusters: &'s Clusters,
    pub profile: &'s Profile,
    pub focus: &'s Focus,
}

/// Takes features in the order of their templates, each with the anaphor's kind.
struct Sink<'f> {
    out: &'f mut Vec<u32>,
    template: u32,
    kind: u32,
}

impl Sink<'_> {
    fn put(&mut self, a: u32, b: u32) {
        self.out.push(feature_of(self.template << 4 | self.kind, a, b));
        self.template += 1;
    }

    /// A feature only where it holds.
    fn put_if(&mut self, holds: bool, a: u32, b: u32) {
        if holds {
            self.out.push(feature_of(self.template << 4 | self.kind, a, b));
        }
        self.template += 1;
    }
}

/// Steps of a count.
fn bucket(n: u32) -> u32 {
    match n {
        0..=3 => n,
        4..=5 => 4,
        6..=9 => 5,
        10..=19 => 6,
        _ => 7,
    }
}

fn type_code(entity_type: Option<EntityType>, referent: Referent) -> u32 {
    entity_type.map_or(32 + referent as u32, |entity_type| entity_type as u32)
}

/// Features of a candidate.
pub fn pair(scene: &Scene<'_, '_>, anaphor: &Anaphor<'_>, candidate: &Candidate, out: &mut Vec<u32>) {
    let Scene { article, clusters, profile, .. } = scene;
    let nearest = &article.mentions[candidate.nearest];
    let Some(there) = article.place_of(candidate.nearest) else { return };
    let here = anaphor.place;
    let (total, gender, named, entity_type) = match candidate.entity {
        Antecedent::Cluster(id) => {
            let cluster = clusters.get(id);
            (cluster.mentions.len() as u32, cluster.gender, cluster.named, profile.entity_type(id).or(nearest.entity_type))
        }
        Antecedent::Mention(_) => (1, told_gender(nearest.agreement), false, nearest.entity_type),
    };
    let ahead = nearest.tokens.start > anaphor.mention.tokens.start;
    let distance = if ahead { 9 } else { bucket(here.sentence - there.sentence.min(here.sentence)) };
    let what = type_code(entity_type, nearest.referent);
    let told = told_gender(anaphor.mention.agreement);
    let agrees = (told * gender).signum() + 1 + if told == 0 { 3 } else { 0 };
    let quotes = quotes(article, there, here);
    let speaks = speaks_here(article, clusters, candidate.entity, here);
    let kinds = nearest.kind as u32 * 2 + u32::from(named);
    let apart = here.block - there.block.min(here.block);
    let top = profile.top_rank(candidate.entity);
    let tokens = anaphor.mention.tokens.start.saturating_sub(nearest.tokens.end);

    let is_candidate = |id: MentionId| Antecedent::of(clusters, id) == candidate.entity;
    let reported = profile.reported_by(anaphor.id).map_or(0, |speaker| 1 + u32::from(is_candidate(speaker)));
    let spoke_last = profile
        .spoke_before(anaphor.id, article.lex.span(anaphor.mention.tokens).start)
        .is_some_and(|(_, speaker)| is_candidate(speaker));

    let behind = if candidate.behind == 0 { 0 } else { 1 + 31 - (candidate.behind as u32 / 3 + 1).leading_zeros() };

    let mut sink = Sink { out, template: 1, kind: anaphor.kind as u32 };
    sink.put(0, 0);
    sink.put(distance, 0);
    sink.put(distance, kinds);
    sink.put(bucket(candidate.rank), 0);
    sink.put(bucket(candidate.rank), distance);
    sink.put(there.position as u32, here.position as u32);
    sink.put(there.position as u32, distance);
    sink.put(kinds, 0);
    sink.put(what, 0);
    sink.put(what, anaphor.head);
    sink.put(behind, 0);
    sink.put(behind, kinds);
    sink.put(what, distance);
    sink.put(agrees as u32, u32::from(nearest.agreement.plural));
    sink.put(what, u32::from(nearest.agreement.plural));
    sink.put(bucket(total), distance);
    sink.put(bucket(total), kinds);
    sink.put(bucket(candidate.times), distance);
    sink.put(bucket(apart), distance);
    sink.put(quotes, u32::from(ahead));
    sink.put(speaks, 0);
    sink.put_if(is_described(article, nearest, anaphor.mention), 0, 0);
    sink.put_if(there.headline, distance, 0);
    sink.put(top, 0);
    sink.put(top, distance);
    sink.put(u32::from(candidate.subject), distance);
    sink.put(bucket(candidate.beside), here.position as u32);
    sink.put_if(candidate.same_head, anaphor.determiner, u32::from(anaphor.plain));
    sink.put(anaphor.determiner, what);
    sink.put(anaphor.determiner, distance);
    sink.put(32 - tokens.min(200).leading_zeros(), u32::from(there.sentence == here.sentence));
    sink.put_if(profile.is_author(candidate.entity), profile.first_persons, 0);
    sink.put(profile.first_persons, top);
    sink.put(u32::from(profile.asks(here.block)) * 8 + bucket(apart).min(7), top);
    sink.put(nearest.kind as u32, there.position as u32 * 16 + distance);
    sink.put_if(opens_sentence(article, nearest, there), distance, here.position as u32);
    sink.put_if(scene.focus.is_last(candidate.nearest), distance, u32::from(opens_sentence(article, anaphor.mention, here)));
    sink.put(reported, 0);
    sink.put_if(spoke_last, distance, quotes);
}

/// Features of having no antecedent; `candidates` are as many as there are.
pub fn none(scene: &Scene<'_, '_>, anaphor: &Anaphor<'_>, candidates: usize, out: &mut Vec<u32>) {
    let Scene { article, profile, .. } = scene;
    let here = anaphor.place;
    let mention = anaphor.mention;
    let tag = |token: usize| article.tags.get(token).map_or(0, |tag| 1 + tag.xpos as u32);
    let (first, end) = (mention.tokens.start as usize, mention.tokens.end as usize);
    let before = first.checked_sub(1).map_or(0, tag);
    let marks = here.quote.map_or(0, |quote| 1 + article.quotes[quote as usize].kind as u32);
    let capital = article.lex.tokens.items[mention.head as usize].shape.is_capitalised();

    let mut sink = Sink { out, template: 64, kind: anaphor.kind as u32 };
    sink.put(0, 0);
    sink.put(anaphor.head, 0);
    sink.put(anaphor.determiner, 0);
    sink.put(anaphor.determiner, anaphor.head);
    sink.put(anaphor.determiner, bucket(mention.tokens.len() as u32));
    sink.put(bucket((mention.tokens.end - 1 - mention.head).min(5)), 0);
    sink.put(marks, 0);
    sink.put(here.position as u32, u32::from(opens_sentence(article, mention, here)));
    sink.put(bucket(candidates as u32), 0);
    sink.put(tag(end), 0);
    sink.put(tag(end), tag(end + 1));
    sink.put(before, 0);
    sink.put(before, tag(end));
    sink.put(word_hash(article.lex.norm(end)), 0);
    sink.put(word_hash(first.checked_sub(1).map_or("", |before| article.lex.norm(before))), 0);
    sink.put(profile.first_persons, marks);
    sink.put(u32::from(capital), anaphor.determiner);
    sink.put(u32::from(capital), anaphor.head);
    sink.put(u32::from(here.headline), 0);
    sink.put(u32::from(profile.asks(here.block)), 0);
}

/// On which side of the quotation marks the two stand.
fn quotes(article: &Article<'_>, there: Place, here: Place) -> u32 {
    let kind = |quote: u32| u32::from(article.quotes[quote as usize].kind == QuoteKind::Direct);
    match (there.quote, here.quote) {
        (None, None) => 0,
        (Some(one), Some(other)) if one == other => 1,
        (Some(one), None) => 2 + kind(one),
        (None, Some(other)) => 4 + kind(other),
        (Some(_), Some(other)) => 6 + kind(other),
    }
}

/// Whether the candidate says the words in which the anaphor stands, and how: 2 in marks, 1 in part, 0 not.
pub fn speaks_here(article: &Article<'_>, clusters: &Clusters, entity: Antecedent, here: Place) -> u32 {
    let quote = here.quote.map(|quote| &article.quotes[quote as usize]);
    let speaks = quote.and_then(|quote| quote.speaker).is_some_and(|speaker| Antecedent::of(clusters, speaker) == entity);
    match quote {
        Some(_) if speaks => 1 + u32::from(here.marked),
        _ => 0,
    }
}

/// How present a mention makes its entity to the reader of a pronoun: near, subject, named, in the same paragraph and on the same side
/// of the quotation marks; weights after Lappin and Leass (1994).
pub fn presence(candidate: &Mention, there: Place, here: Place) -> i32 {
    let mut score = -12 * (here.sentence.saturating_sub(there.sentence)) as i32;
    score += match there.position {
        Position::Subject => 10,
        Position::Possessor => 2,
        Position::Object | Position::Other => 0,
        Position::Oblique => -2,
    };
    score += match candidate.kind {
        MentionKind::Name => 4,
        MentionKind::Pronoun => 3,
        MentionKind::Nominal => -4,
    };
    if there.block == here.block {
        score += 3;
    }
    match (there.quote, here.quote) {
        (Some(one), Some(other)) if one == other => score += 5,
        (Some(_), _) => score -= 15,
        _ => (),
    }
    if there.position == here.position {
        score += 3;
    }
    score
}

fn opens_sentence(article: &Article<'_>, mention: &Mention, place: Place) -> bool {
    let start = article.lex.sentences.get(place.sentence as usize).map_or(0, |sentence| sentence.tokens.start);
    mention.title.unwrap_or(mention.tokens).start <= start + 1
}

/// Whether the anaphor stands in a relative clause about the candidate: `Adler, who has lived abroad since his fall`.
pub fn is_described(article: &Article<'_>, candidate: &Mention, mention: &Mention) -> bool {
    /// The longest such clause looked at, in tokens.
    const REACH: usize = 20;
    let lex = article.lex;
    let mut at = candidate.tokens.end as usize;
    at += usize::from(lex.norm(at) == ",");
    let end = mention.tokens.start as usize;
    matches!(lex.norm(at), "who" | "whose" | "whom" | "which") && end < at + REACH && !(at..end).any(|token| lex.norm(token) == ",")
}

/// Whether the candidate is the subject of the clause whose object the pronoun is: `Berg met him` is not about one person.
pub fn is_clause_mate(article: &Article<'_>, candidate: &Mention, there: Place, mention: &Mention, here: Place) -> bool {
    if here.position != Position::Object || there.position != Position::Subject || there.sentence != here.sentence {
        return false;
    }
    let between = candidate.tokens.end as usize..mention.tokens.start as usize;
    let breaks = |token: usize| {
        let item = &article.lex.tokens.items[token];
        item.shape.is_mark()
            || matches!(article.lex.norm(token), "that" | "who" | "which" | "and" | "but" | "as" | "when" | "while" | "to")
    };
    let reflexive = article.lex.norm(mention.tokens.start as usize).ends_with("self");
    !reflexive && between.len() < 8 && !between.into_iter().any(breaks)
}

#[cfg(test)]
mod tests {
    use crate::coref::antecedents;
    use crate::coref::article::Article;
    use crate::coref::clusters::Clusters;
    use crate::document::{Agreement, Block, Lexical, Mention, Quote, Referent, Tag};
    use crate::labels::{BlockKind, EntityType, MentionKind, QuoteAct, QuoteKind, Upos, Xpos};
    use crate::lexicon::Lexicon;
    use crate::model::ranker::TEMPLATES_HASH;
    use crate::model::table::FEATURE_BITS;
    use crate::span::{MentionId, Span, TokenRange};
    use crate::{sentencizer, tokenizer};

    /// The features of all anaphors of a text without word lists: words with a capital are people, nouns after `the` bodies.
    fn probe(text: &str) -> Vec<u32> {
        let lexicon = Lexicon::from_bytes(fst::Map::default().into_fst().into_inner()).expect("an empty list");
        let blocks = [Block { span: Span::at(0, text.len()), kind: BlockKind::Body }];
        let tokens = tokenizer::tokenize(&lexicon, text, &blocks);
        let sentences = sentencizer::split(text, &blocks, &tokens);
        let lex = Lexical { text, blocks: &blocks, tokens: &tokens, sentences: &sentences };
        let tag = |token: usize| match lex.norm(token) {
            "told" | "was" => Tag { upos: Upos::Verb, xpos: Xpos::Vbd },
            "in" => Tag { upos: Upos::Adp, xpos: Xpos::In },
            "his" | "its" => Tag { upos: Upos::Pron, xpos: Xpos::PrpPoss },
            _ => Tag { upos: Upos::Noun, xpos: Xpos::Nn },
        };
        let tags: Vec<Tag> = (0..tokens.len()).map(tag).collect();
        let mention = |start: usize, token: usize, kind, entity_type, referent, masculine| Mention {
            tokens: TokenRange::at(start, token + 1),
            head: token as u32,
            kind,
            entity_type,
            referent,
            agreement: Agreement { masculine, ..Agreement::default() },
            title: None,
            same_as: None,
        };
        let found = (0..tokens.len()).filter_map(|token| {
            let person = Some(EntityType::Person);
            Some(match lex.norm(token) {
                "he" | "his" => mention(token, token, MentionKind::Pronoun, person, Referent::Person, true),
                "it" | "its" => mention(token, token, MentionKind::Pronoun, None, Referent::Other, false),
                "council" => mention(token - 1, token, MentionKind::Nominal, Some(EntityType::Org), Referent::Organisation, false),
                _ if lex.word(token).starts_with(char::is_uppercase) && lex.norm(token) != "the" => {
                    mention(token, token, MentionKind::Name, person, Referent::Person, false)
                }
                _ => return None,
            })
        });
        let mentions: Vec<Mention> = found.collect();
        let content = text.find('“').map(|at| Span::at(at + 3, text.find('”').unwrap_or(text.len())));
        let quote = Quote {
            content: content.into_iter().collect(),
            kind: QuoteKind::Direct,
            act: QuoteAct::Speech,
            cue: None,
            source: None,
            speaker: Some(MentionId::new(0)),
            via: None,
            reason: None,
            confidence: 1.0,
        };
        let quotes = [quote];
        let article = Article::new(lex, &tags, &mentions, &quotes);
        let mut clusters = Clusters::new(mentions.len());
        for (id, ..) in article.in_article().filter(|(_, mention, _)| mention.kind == MentionKind::Name) {
            clusters.of_or_open(id, 0);
        }
        let mut all = Vec::new();
        antecedents::resolve(&article, &mut clusters, &mut |_, _, slate| {
            all.extend(slate.none());
            (0..slate.candidates.len()).for_each(|at| all.extend(slate.of(at)));
            Some(0)
        });
        all
    }

    /// A changed list must change the hash, and the weights be trained anew.
    #[test]
    fn features_have_their_hash() {
        let all = probe(
            "Reyes told Skarn of the council in Lenz. He was late. “It was the council, and his car,” he told its Ida. Its end was his.",
        );
        assert!(all.len() > 300 && all.iter().all(|&feature| feature < 1 << FEATURE_BITS));
        let found = all.iter().fold(0x811c_9dc5, |hash: u32, &feature| (hash ^ feature).wrapping_mul(0x0100_0193));
        assert_eq!(found, TEMPLATES_HASH, "the features have changed: set TEMPLATES_HASH to {found:#010x} and train anew");
    }
}
