//! Sentences as the learners read them: features, the labels that each token may have, and the gold names.
//!
//! The sources' label sets differ. [`meaning`] says for each what its labels mean in OntoNotes types; where a source is coarser
//! (`Location` is GPE or LOC) a token may have any label of the set, and the learner chooses among them.

use std::path::Path;

use anyhow::{Result, bail};
use glossator::classes::Classes;
use glossator::document::{Block, Lexical, Shape};
use glossator::labels::{BlockKind, EntityType};
use glossator::lexicon::Lexicon;
use glossator::model::decoder::{N_LABELS, label_of};
use glossator::model::tag_weights::TagWeights;
use glossator::ner;
use glossator::span::{Span, TokenRange};
use glossator::tag_dictionary::TagDictionary;
use glossator::{sentencizer, tagger, tokenizer};

use crate::corpus;

/// One sentence.
#[derive(Debug, Default)]
pub struct Example {
    /// Number of its source; see [`SOURCES`].
    pub source: usize,
    /// Number of its document among the examples.
    pub document: usize,
    /// How much it counts in training.
    pub weight: f32,
    /// Features of all tokens, one after another.
    pub features: Vec<u32>,
    /// Where each token's features end.
    pub ends: Vec<u32>,
    /// For each token the labels that it may have, as bits.
    pub masks: Vec<u32>,
    /// The normalised word of each token, hashed.
    pub words: Vec<u32>,
    /// Gold names: first token, end token, coarse type. A name that does not lie on token borders has an impossible range.
    pub gold: Vec<(u32, u32, Coarse)>,
}

impl Example {
    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Leaves out the features that `keeps` does not take; the word stays where no other feature is left.
    pub fn keep(&mut self, keeps: impl Fn(u32) -> bool) {
        let mut features = Vec::with_capacity(self.features.len());
        let mut start = 0;
        for end in &mut self.ends {
            features.extend(self.features[start..*end as usize].iter().filter(|f| keeps(**f)));
            start = *end as usize;
            *end = features.len() as u32;
        }
        self.features = features;
    }

    /// The features of a token.
    pub fn of(&self, token: usize) -> &[u32] {
        let start = if token == 0 { 0 } else { self.ends[token - 1] };
        &self.features[start as usize..self.ends[token] as usize]
    }
}

/// The types that all corpora share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coarse {
    /// People.
    Per,
    /// Organisations.
    Org,
    /// Places, buildings among them.
    Loc,
    /// All other names.
    Misc,
}

/// The coarse type of an entity type.
pub fn coarse(entity_type: EntityType) -> Coarse {
    match entity_type {
        EntityType::Person => Coarse::Per,
        EntityType::Org => Coarse::Org,
        EntityType::Gpe | EntityType::Loc | EntityType::Fac => Coarse::Loc,
        _ => Coarse::Misc,
    }
}

/// The annotation schemes, each with a bias of its own in training.
pub const SOURCES: [&str; 5] = ["worldwide-newswire", "gum", "crossner", "wnut17", "meantime"];

/// What a source's label says of the tokens of a name.
enum Meaning {
    /// The name is of one of these types.
    Types(&'static [EntityType]),
    /// Perhaps a name of these types, perhaps none.
    Perhaps(&'static [EntityType]),
    /// No name.
    Nothing,
}

use EntityType::{Event, Fac, Gpe, Language, Law, Loc, Norp, Org, Person, Product, WorkOfArt};

const PLACE: &[EntityType] = &[Gpe, Loc];
const ANY_PLACE: &[EntityType] = &[Gpe, Loc, Fac];
/// What a name of no person, body, place or people is; a law or a language only where a word list says so.
const THING: &[EntityType] = &[Product, Event, WorkOfArt];
const ANY_THING: &[EntityType] = &[Norp, Product, Event, WorkOfArt, Law, Language];

fn meaning(source: &str, label: &str) -> Result<Meaning> {
    use Meaning::{Nothing, Perhaps, Types};
    Ok(match (source, label) {
        ("worldwide-newswire", "Person")
        | ("silver" | "meantime" | "uner-ewt" | "conll2003", "PER")
        | ("gum" | "ieer", "PERSON") => Types(&[Person]),
        ("worldwide-newswire", "Organization")
        | ("silver" | "meantime" | "gum" | "uner-ewt" | "conll2003", "ORG")
        | ("ieer", "ORGANIZATION") => Types(&[Org]),
        ("worldwide-newswire", "Location") | ("silver", "LOC") => Types(PLACE),
        ("meantime" | "uner-ewt" | "conll2003", "LOC") | ("wnut17", "location") | ("ieer", "LOCATION") => Types(ANY_PLACE),
        ("worldwide-newswire", "Facility") | ("silver" | "gum", "FAC") => Types(&[Fac]),
        ("worldwide-newswire" | "silver", "NORP") => Types(&[Norp]),
        ("worldwide-newswire", "Misc") | ("silver", "MISC") => Types(THING),
        ("conll2003", "MISC") | ("uner-ewt", "OTH") => Types(ANY_THING),
        ("worldwide-newswire", "Product") | ("gum", "PRODUCT") | ("wnut17", "product") | ("meantime", "PRO") => Types(&[Product]),
        ("gum", "GPE") => Types(&[Gpe]),
        ("gum", "LOC") => Types(&[Loc]),
        ("gum", "EVENT") => Types(&[Event]),
        ("gum", "LAW") => Types(&[Law]),
        ("gum", "LANGUAGE") => Types(&[Language]),
        ("gum", "MISC") | ("meantime", "FIN" | "MIX") => Perhaps(ANY_THING),
        ("crossner", "person" | "politician" | "scientist" | "writer" | "musicalartist" | "researcher") | ("wnut17", "person") => {
            Types(&[Person])
        }
        ("crossner", "organisation" | "politicalparty" | "university" | "band") | ("wnut17", "corporation" | "group") => {
            Types(&[Org])
        }
        ("crossner", "location") => Types(ANY_PLACE),
        ("crossner", "country") => Types(&[Gpe]),
        ("crossner", "astronomicalobject") => Types(&[Loc]),
        ("crossner", "event" | "election" | "conference") => Types(&[Event]),
        ("crossner", "album" | "song" | "book" | "poem" | "magazine" | "academicjournal") | ("wnut17", "creative-work") => {
            Types(&[WorkOfArt])
        }
        ("crossner", "misc" | "award") => Types(ANY_THING),
        ("crossner", "product") => Types(&[Product]),
        ("crossner", "programlang") => Types(&[Product, Language]),
        ("crossner", _) => Perhaps(ANY_THING),
        ("worldwide-newswire" | "gum" | "meantime" | "ieer", _) => Nothing,
        _ => bail!("{source} has no label {label:?}"),
    })
}

/// Sources that leave nationalities and religions unmarked.
const WITHOUT_NORP: [&str; 5] = ["gum", "wnut17", "meantime", "ieer", "uner-ewt"];

/// Bits of the first (or a later) token's labels of the types.
fn bits(types: &[EntityType], inside: bool) -> u32 {
    types.iter().fold(0, |bits, &t| bits | 1 << label_of(t, inside))
}

const OUTSIDE: u32 = 1;
/// Any label.
const ANY: u32 = (1 << N_LABELS) - 1;

/// A name of a document: its span in the text, and what its label means.
struct Marked {
    span: Span,
    first: u32,
    later: u32,
    coarse: Option<Coarse>,
}

/// Names of a sentence: first token, end token, label, confidence in hundredths.
pub type Labelled = Vec<(usize, usize, String, u32)>;

/// What the core knows without trained weights.
pub struct Lists {
    /// Words and phrases with their classes.
    pub lexicon: Lexicon,
    /// Words with the parts of speech that they take.
    pub tag_dictionary: TagDictionary,
    /// Scores the tags of words.
    pub tag_weights: TagWeights,
}

/// How a corpus becomes examples.
pub struct Reading<'m> {
    /// The lexicon and tags of the features.
    pub lists: &'m Lists,
    /// The label set.
    pub scheme: &'static str,
    /// Index of the source's bias; see [`SOURCES`].
    pub source: usize,
    /// How much its sentences count.
    pub weight: f32,
    /// Names of a teacher less sure than this, in hundredths, are taken for unknown.
    pub least: u32,
    /// How the text's case is changed.
    pub case: Case,
}

/// A change of case, so that headlines and careless typing are met in training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// As it stands.
    Kept,
    /// All capitals.
    Upper,
    /// Each word begins with a capital.
    Title,
    /// No capitals.
    Lower,
}

impl Case {
    fn of(self, word: &str) -> String {
        match self {
            Self::Kept => word.to_owned(),
            Self::Upper => word.to_uppercase(),
            Self::Lower => word.to_lowercase(),
            Self::Title if word.len() > 3 || word.chars().any(char::is_uppercase) => {
                let mut letters = word.chars();
                letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
            }
            Self::Title => word.to_owned(),
        }
    }
}

impl Reading<'_> {
    /// Appends the sentences of a document. `names` are the labels to learn, one list a sentence.
    pub fn read(&self, document: &[corpus::Sentence], names: &[Labelled], number: usize, out: &mut Vec<Example>) -> Result<()> {
        let mut text = String::new();
        let mut blocks = Vec::new();
        let mut marked = Vec::new();
        for (sentence, names) in document.iter().zip(names) {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let start = text.len();
            let words: Vec<String> = sentence.words.iter().map(|w| self.case.of(w)).collect();
            let mut own = String::new();
            let spans = corpus::detokenise(&words, &mut own);
            text.push_str(&own);
            blocks.push(Block { span: Span::at(start, text.len()), kind: BlockKind::Body });
            for (first, end, label, sure) in names {
                let (Some(a), Some(b)) = (spans.get(*first), spans.get(end - 1)) else { bail!("a name past its sentence") };
                let whole = Span::at(start + a.start as usize, start + b.end as usize);
                for span in parts(&text, whole) {
                    let phrase = span.of(&text).to_lowercase();
                    marked.extend(self.mark(span, label, &phrase, *sure)?);
                }
            }
        }
        let lexicon = &self.lists.lexicon;
        let tokens = tokenizer::tokenize(lexicon, &text, &blocks);
        let sentences = sentencizer::split(&text, &blocks, &tokens);
        let lex = Lexical { text: &text, blocks: &blocks, tokens: &tokens, sentences: &sentences };
        let tags = tagger::tag(&self.lists.tag_dictionary, &self.lists.tag_weights, lex);
        let features = ner::features(lexicon, &self.lists.tag_dictionary, lex, &tags);
        let mut next = 0;
        for sentence in &sentences {
            let mut example = Example { source: self.source, document: number, weight: self.weight, ..Example::default() };
            let start = sentence.tokens.start as usize;
            for token in sentence.tokens.range() {
                example.features.extend(features.of(token));
                example.ends.push(example.features.len() as u32);
                let is_norp = WITHOUT_NORP.contains(&self.scheme) && lex.classes(token).any(Classes::DEMONYMS);
                example.masks.push(if is_norp { OUTSIDE | bits(&[Norp], false) } else { OUTSIDE });
                example.words.push(features.of(token)[0]);
            }
            while next < marked.len() && marked[next].span.start < sentence.span.end {
                let name = &marked[next];
                next += 1;
                let range = touched(lex, name.span, sentence.tokens);
                let exact = lex.span(range) == name.span;
                for part in hyphenated(lex, range, name) {
                    for token in part.range() {
                        if let Some(mask) = example.masks.get_mut(token - start) {
                            *mask = if token == part.start as usize { name.first } else { name.later };
                        }
                    }
                }
                if let Some(coarse) = name.coarse {
                    let at = if exact { (range.start - start as u32, range.end - start as u32) } else { (u32::MAX, u32::MAX) };
                    example.gold.push((at.0, at.1, coarse));
                }
            }
            if example.len() > 0 {
                out.push(example);
            }
        }
        Ok(())
    }

    fn mark(&self, span: Span, label: &str, phrase: &str, sure: u32) -> Result<Option<Marked>> {
        if sure < self.least {
            return Ok(Some(Marked { span, first: ANY, later: ANY, coarse: None }));
        }
        Ok(match meaning(self.scheme, label)? {
            Meaning::Types(types) => {
                let coarse = Some(coarse(types[0]));
                let types = self.narrowed(types, phrase);
                Some(Marked { span, first: bits(&types, false), later: bits(&types, true), coarse })
            }
            Meaning::Perhaps(types) => {
                let (first, later) = (bits(types, false) | OUTSIDE, bits(types, true) | OUTSIDE);
                Some(Marked { span, first, later, coarse: Some(coarse(types[0])) })
            }
            Meaning::Nothing => None,
        })
    }

    /// The types of a label that the word lists leave open: a country is a GPE, a river a LOC. `phrase` is the name in lower case.
    fn narrowed(&self, types: &'static [EntityType], phrase: &str) -> Vec<EntityType> {
        let whole = self.lists.lexicon.classes(phrase);
        let head = self.lists.lexicon.classes(phrase.rsplit(' ').next().unwrap_or(""));
        // The sources disagree on what an index of a stock market is.
        if whole.any(Classes::STOCK_INDICES) {
            return vec![Product];
        }
        if types == PLACE && (whole.any(Classes::FACILITIES) || head.any(Classes::FACILITY_HEADS)) {
            return vec![Fac];
        }
        let listed_things =
            [(Law, whole.any(Classes::LAWS) || head.any(Classes::LAW_HEADS)), (Language, whole.any(Classes::LANGUAGES))];
        if let Some((kind, _)) = listed_things.iter().find(|(_, is)| *is && types == THING) {
            return vec![*kind];
        }
        let listed = [
            (Gpe, whole.any(Classes::COUNTRIES.or(Classes::CITIES).or(Classes::REGIONS))),
            (Loc, whole.any(Classes::LOCATIONS) || head.any(Classes::LOCATION_HEADS)),
            (Event, whole.any(Classes::EVENTS) || head.any(Classes::EVENT_HEADS)),
            (WorkOfArt, whole.any(Classes::WORKS)),
            (Product, whole.any(Classes::PRODUCTS)),
        ];
        let chosen = listed.iter().find(|(t, is)| *is && types.contains(t) && types.len() > 1);
        chosen.map_or_else(|| types.to_vec(), |(t, _)| vec![*t])
    }
}

/// The names of a range whose hyphenated words some sources have as one token: `London-based` is a name without its suffix,
/// `China-India` two names. Hyphens inside people's names stay.
fn hyphenated(lex: Lexical<'_>, mut range: TokenRange, name: &Marked) -> Vec<TokenRange> {
    if name.first & bits(&[Person], false) != 0 {
        return vec![range];
    }
    let shape = |token: u32| lex.tokens.items[token as usize].shape;
    while range.len() > 2 && shape(range.end - 1) == Shape::Lower && shape(range.end - 2) == Shape::Hyphen {
        range.end -= 2;
    }
    let paired = Classes::COUNTRIES.or(Classes::CITIES).or(Classes::REGIONS).or(Classes::DEMONYMS);
    let is_paired = |token: u32| lex.classes(token as usize).any(paired);
    if range.len() == 3 && shape(range.start + 1) == Shape::Hyphen && is_paired(range.start) && is_paired(range.end - 1) {
        return vec![TokenRange { end: range.start + 1, ..range }, TokenRange { start: range.end - 1, ..range }];
    }
    vec![range]
}

/// The names of a span: some sources mark `Lyon, France` as one place.
fn parts(text: &str, whole: Span) -> Vec<Span> {
    let of = whole.of(text);
    match of.split_once(", ") {
        Some((first, second)) if second.starts_with(char::is_uppercase) && !second.ends_with('.') && !second.contains(", ") => {
            let start = whole.start as usize;
            vec![Span::at(start, start + first.len()), Span::at(start + first.len() + 2, whole.end as usize)]
        }
        _ => vec![whole],
    }
}

/// The tokens that touch the span.
fn touched(lex: Lexical<'_>, span: Span, within: TokenRange) -> TokenRange {
    let items = &lex.tokens.items[within.range()];
    let start = within.start as usize + items.partition_point(|t| t.span.end <= span.start);
    let end = within.start as usize + items.partition_point(|t| t.span.start < span.end);
    TokenRange::at(start, end.max(start))
}

/// The gold labels of a file's sentences.
pub fn gold(sentences: &[corpus::Sentence]) -> Vec<Labelled> {
    let of = |s: &corpus::Sentence| s.entities.iter().map(|(a, b, l)| (*a, *b, l.clone(), 100)).collect();
    sentences.iter().map(of).collect()
}

/// The gold examples of a corpus file, cut to documents; sentences stand alone where the corpus knows no documents.
pub fn from_file(reading: &Reading<'_>, path: &Path, keep: impl Fn(&str) -> bool, out: &mut Vec<Example>) -> Result<()> {
    let mut number = out.last().map_or(0, |e| e.document + 1);
    for document in corpus::read(path)? {
        if document.name.is_empty() {
            for sentence in document.sentences.chunks(1) {
                reading.read(sentence, &gold(sentence), number, out)?;
                number += 1;
            }
        } else if keep(&document.name) {
            reading.read(&document.sentences, &gold(&document.sentences), number, out)?;
            number += 1;
        }
    }
    Ok(())
}
