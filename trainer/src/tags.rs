//! Trains the weights of the tagger: an averaged perceptron (Collins 2002) that tags each sentence from left to right with the
//! tags it has itself chosen, as it will when used.
//!
//! All numbers are integers, so that the same seed gives the same bytes everywhere. Two rounds: the first learns with every
//! feature that is no rarity and ranks them by what they move; the second learns anew with the best alone, whose weights, rounded
//! to eight bits, are shipped. A source with habits of its own has a second copy of every feature, which is left out in the end and
//! takes the habits with it (Daumé 2007).

use glossator::document::{Block, Lexical};
use glossator::features::tagging::{Facts, History, TAGGING_HASH, context};
use glossator::labels::{BlockKind, Xpos};
use glossator::lexicon::Lexicon;
use glossator::model::tag_weights::{self, N_TAGS, TagScores, TagWeights};
use glossator::span::Span;
use glossator::tag_dictionary::TagDictionary;
use glossator::{sentencizer, tagger, tokenizer};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::corpus::{self, Document, Sentence};
use crate::random::Random;

/// The least number of times that a feature of the first round occurs.
const LEAST_COUNT: u32 = 3;
/// The most by which the right tag may lead and its weights still be moved, in updates of weight 1.
const MARGIN: i32 = 8;
/// A mean weight of 1 in the shipped weights; larger means are cut off at what eight bits hold.
const UNIT: i64 = 2;
/// Shipped weights below this are left out.
const SMALLEST: i64 = 2;
/// Buckets of the shipped weights, as a power of two.
const BUCKET_BITS: u32 = 13;
/// Bits behind the point of a mean weight.
const MEAN_BITS: u32 = 8;
/// A sentence with the tags to learn; none where the corpus cuts a token otherwise, or its tag is not to be trusted.
pub struct Sample {
    facts: Vec<Facts>,
    gold: Vec<Option<Xpos>>,
    weight: i32,
    habits: Option<u32>,
}

/// How the weights are trained.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Passes over the samples in each round.
    pub epochs: usize,
    /// How many features are kept.
    pub features: usize,
    /// Seed of the order of samples.
    pub seed: u64,
}

/// How a corpus becomes samples.
pub struct Reading<'r> {
    /// Words and phrases with their classes.
    pub lexicon: &'r Lexicon,
    /// Words with the parts of speech that they take.
    pub dictionary: &'r TagDictionary,
    /// Words that are taken for unknown.
    pub hidden: &'r FxHashSet<String>,
    /// How much a sample counts.
    pub weight: i32,
    /// The mark of the second copies where the source tags some things otherwise than the rest.
    pub habits: Option<u32>,
    /// Words (lower case) whose tags mean something else in the source.
    pub distrusted: &'static [&'static str],
}

impl Reading<'_> {
    /// Appends the sentences of a document.
    pub fn read(&self, sentences: &[Sentence], out: &mut Vec<Sample>) {
        let mut text = String::new();
        let mut blocks = Vec::new();
        let mut gold: Vec<(Span, Xpos)> = Vec::new();
        for sentence in sentences {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let start = text.len();
            let mut own = String::new();
            let spans = corpus::detokenise(&sentence.words, &mut own);
            text.push_str(&own);
            blocks.push(Block { span: Span::at(start, text.len()), kind: BlockKind::Body });
            for ((span, tag), word) in spans.iter().zip(&sentence.tags).zip(&sentence.words) {
                let is_trusted = !self.distrusted.contains(&word.to_lowercase().as_str());
                if let Some(tag) = Xpos::parse(tag).filter(|_| is_trusted) {
                    gold.push((Span::at(start + span.start as usize, start + span.end as usize), tag));
                }
            }
        }
        let tokens = tokenizer::tokenize(self.lexicon, &text, &blocks);
        let sentences = sentencizer::split(&text, &blocks, &tokens);
        let lex = Lexical { text: &text, blocks: &blocks, tokens: &tokens, sentences: &sentences };
        let facts = tagger::facts(self.dictionary, lex, |word| self.hidden.contains(word));
        let mut gold = gold.into_iter().peekable();
        for sentence in &sentences {
            let tags = sentence.tokens.range().map(|token| {
                let span = tokens.items[token].span;
                while gold.next_if(|g| g.0.start < span.start).is_some() {}
                gold.next_if(|g| g.0 == span).map(|g| g.1)
            });
            out.push(Sample {
                gold: tags.collect(),
                facts: facts[sentence.tokens.range()].to_vec(),
                weight: self.weight,
                habits: self.habits,
            });
        }
    }
}

/// The words, in normal form, of only one document. The dictionary was counted in these very documents: to the document itself such a
/// word must be unknown, as it would be if the document were new.
pub fn words_of_one<'d>(documents: impl Iterator<Item = &'d Document>) -> FxHashSet<String> {
    let mut homes: FxHashMap<String, Option<usize>> = FxHashMap::default();
    for (number, document) in documents.enumerate() {
        for word in document.sentences.iter().flat_map(|sentence| &sentence.words) {
            let home = homes.entry(word.to_lowercase().replace('’', "'")).or_insert(Some(number));
            *home = home.filter(|&home| home == number);
        }
    }
    homes.into_iter().filter_map(|(word, home)| home.map(|_| word)).collect()
}

/// A feature's weights in training.
#[derive(Clone)]
struct Row {
    now: TagScores,
    /// The sum of all updates, each times the number of steps before it: what the mean over all steps lacks.
    late: [i64; N_TAGS],
}

/// The learner's weights.
struct Perceptron {
    rows_of: FxHashMap<u32, u32>,
    rows: Vec<Row>,
    steps: i64,
}

/// Room that is used anew for each word.
#[derive(Default)]
struct Scratch {
    features: Vec<u32>,
    rows: Vec<u32>,
}

impl Perceptron {
    fn new(features: impl Iterator<Item = u32>) -> Self {
        let rows_of: FxHashMap<u32, u32> = features.zip(0..).collect();
        let rows = vec![Row { now: [0; N_TAGS], late: [0; N_TAGS] }; rows_of.len()];
        Self { rows_of, rows, steps: 0 }
    }

    /// Learns a sentence; the number of tags that were chosen wrong.
    fn learn(&mut self, sample: &Sample, scratch: &mut Scratch) -> usize {
        let mut history = History::default();
        let mut wrong = 0;
        for (at, facts) in sample.facts.iter().enumerate() {
            let mut tag = facts.proposal;
            if facts.is_open() {
                context(&sample.facts, at, history, &mut scratch.features);
                let scores = self.scores(sample, scratch);
                tag = facts.best(&scores);
                self.steps += 1;
                if let Some(gold) = sample.gold[at].filter(|&gold| facts.may.has(gold)) {
                    wrong += usize::from(tag != gold);
                    let others = facts.may.iter().filter(|&other| other != gold);
                    let rival = others.max_by_key(|&other| scores[other as usize]);
                    if let Some(rival) = rival.filter(|&r| scores[gold as usize] - scores[r as usize] <= MARGIN) {
                        self.update(&scratch.rows, gold, sample.weight);
                        self.update(&scratch.rows, rival, -sample.weight);
                    }
                }
            }
            history = history.then(tag);
        }
        wrong
    }

    /// The scores of a word with the features in `scratch`, whose rows are left there.
    fn scores(&self, sample: &Sample, scratch: &mut Scratch) -> TagScores {
        let features = scratch.features.iter().copied();
        let own = sample.habits.into_iter().flat_map(|mark| scratch.features.iter().map(move |&feature| own_copy(feature, mark)));
        scratch.rows.clear();
        scratch.rows.extend(features.chain(own).filter_map(|feature| self.rows_of.get(&feature)));
        let mut scores = [0; N_TAGS];
        for &row in &scratch.rows {
            for (score, weight) in scores.iter_mut().zip(&self.rows[row as usize].now) {
                *score += weight;
            }
        }
        scores
    }

    fn update(&mut self, rows: &[u32], tag: Xpos, change: i32) {
        for &row in rows {
            let row = &mut self.rows[row as usize];
            row.now[tag as usize] += change;
            row.late[tag as usize] += i64::from(change) * self.steps;
        }
    }

    /// A feature's mean weights over all steps, with [`MEAN_BITS`] behind the point.
    fn means(&self, feature: u32) -> [i64; N_TAGS] {
        let row = &self.rows[self.rows_of[&feature] as usize];
        let mean = |tag: usize| ((i64::from(row.now[tag]) * self.steps - row.late[tag]) << MEAN_BITS) / self.steps.max(1);
        std::array::from_fn(mean)
    }
}

/// Perceptrons whose weights are averaged.
const VOTERS: usize = 4;

/// Trains on the samples; the bytes of the section. `report` is told the round, the pass and the number of wrong choices.
pub fn train(samples: &[Sample], settings: &Settings, mut report: impl FnMut(usize, usize, usize)) -> Vec<u8> {
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    let mut own_counts: FxHashMap<u32, u32> = FxHashMap::default();
    for sample in samples {
        count(sample, |feature| feature, &mut counts);
        if let Some(mark) = sample.habits {
            count(sample, |feature| own_copy(feature, mark), &mut own_counts);
        }
    }
    let frequent = |counts: &FxHashMap<u32, u32>| {
        let mut features: Vec<u32> = counts.iter().filter(|(_, n)| **n >= LEAST_COUNT).map(|(f, _)| *f).collect();
        features.sort_unstable();
        features
    };
    let features = frequent(&counts);
    own_counts.retain(|feature, _| !counts.contains_key(feature));
    let own = frequent(&own_counts);

    let mut rounds = 0;
    let mut round = |features: &[u32]| {
        let mut random = Random::new(settings.seed + rounds);
        rounds += 1;
        let mut order: Vec<usize> = (0..samples.len()).collect();
        let mut perceptron = Perceptron::new(features.iter().chain(&own).copied());
        let mut scratch = Scratch::default();
        for pass in 1..=settings.epochs {
            random.shuffle(&mut order);
            let wrong = order.iter().map(|&i| perceptron.learn(&samples[i], &mut scratch)).sum();
            report(rounds as usize, pass, wrong);
        }
        perceptron
    };
    let kept = most_moving(&round(&features), &features, &counts, settings.features);
    let perceptrons: Vec<Perceptron> = (0..VOTERS).map(|_| round(&kept)).collect();
    let rows = kept.iter().map(|&f| (f, shipped(mean(&perceptrons, f)))).filter(|(_, w)| !w.is_empty());
    tag_weights::to_bytes(TAGGING_HASH, BUCKET_BITS, &rows.collect::<Vec<_>>())
}

/// The mean of the perceptrons' weights: they differ by the order of their samples, and single sentences flip less.
fn mean(perceptrons: &[Perceptron], feature: u32) -> [i64; N_TAGS] {
    let mut sums = [0; N_TAGS];
    for perceptron in perceptrons {
        sums.iter_mut().zip(perceptron.means(feature)).for_each(|(sum, weight)| *sum += weight);
    }
    sums.map(|sum| sum / perceptrons.len() as i64)
}

/// A feature's second copy.
const fn own_copy(feature: u32, mark: u32) -> u32 {
    feature ^ mark.wrapping_mul(0x9e37_79b1)
}

/// Counts the features of a sentence where the tags before are right.
fn count(sample: &Sample, copy: impl Fn(u32) -> u32, counts: &mut FxHashMap<u32, u32>) {
    let mut features = Vec::new();
    let mut history = History::default();
    for (at, (facts, gold)) in sample.facts.iter().zip(&sample.gold).enumerate() {
        if facts.is_open() && gold.is_some() {
            context(&sample.facts, at, history, &mut features);
            for &feature in &features {
                *counts.entry(copy(feature)).or_default() += 1;
            }
        }
        history = history.then(gold.unwrap_or(facts.proposal));
    }
}

/// The features that move the scores most, in order: by the spread of their weights, squared, times their number.
fn most_moving(perceptron: &Perceptron, features: &[u32], counts: &FxHashMap<u32, u32>, n: usize) -> Vec<u32> {
    let moves = |feature: u32| {
        let means = perceptron.means(feature);
        let spread = means.iter().max().unwrap_or(&0) - means.iter().min().unwrap_or(&0);
        (spread * spread).saturating_mul(i64::from(counts[&feature]))
    };
    let mut ranked: Vec<(i64, u32)> = features.iter().map(|&feature| (moves(feature), feature)).collect();
    ranked.sort_unstable_by(|a, b| b.cmp(a));
    let mut kept: Vec<u32> = ranked.into_iter().take(n).map(|(_, feature)| feature).collect();
    kept.sort_unstable();
    kept
}

/// Mean weights as they are shipped: tag and weight.
fn shipped(means: [i64; N_TAGS]) -> Vec<(u8, i8)> {
    let half = 1 << (MEAN_BITS - 1);
    let rounded = means.iter().zip(0u8..).map(|(mean, tag)| (tag, (mean * UNIT + half) >> MEAN_BITS));
    let kept = rounded.filter(|(_, weight)| weight.abs() >= SMALLEST);
    kept.map(|(tag, weight)| (tag, weight.clamp(-127, 127) as i8)).collect()
}

/// Of the tokens that the corpus and we cut alike: how many tags are right, how many right ones could be chosen, and how many the
/// rules alone have right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures {
    tokens: usize,
    right: usize,
    possible: usize,
    proposed: usize,
}

impl Figures {
    /// The figures of the samples.
    pub fn measure(weights: &TagWeights, samples: &[Sample]) -> Self {
        let mut figures = Self::default();
        for sample in samples {
            let tags = tagger::choose(weights, &sample.facts);
            for ((tag, gold), facts) in tags.into_iter().zip(&sample.gold).zip(&sample.facts) {
                let Some(gold) = *gold else { continue };
                figures.tokens += 1;
                figures.right += usize::from(tag == gold);
                figures.possible += usize::from(facts.may.has(gold));
                figures.proposed += usize::from(facts.proposal == gold);
            }
        }
        figures
    }
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let percent = |n: usize| 100.0 * n as f64 / self.tokens.max(1) as f64;
        let [right, possible, proposed] = [self.right, self.possible, self.proposed].map(percent);
        write!(f, "{right:.2} % of {} tokens right, {possible:.2} % possible, {proposed:.2} % by the rules alone", self.tokens)
    }
}

#[cfg(test)]
mod tests {
    use glossator::model::Model;

    use super::*;

    fn document(sentences: &[&str]) -> Document {
        let split = |sentence: &&str| {
            let (words, tags) = sentence.split(' ').filter_map(|w| w.rsplit_once('/')).map(|(w, t)| (w.into(), t.into())).unzip();
            Sentence { words, tags, entities: Vec::new() }
        };
        Document { name: String::new(), sentences: sentences.iter().map(split).collect() }
    }

    fn read(document: &Document, hidden: &FxHashSet<String>) -> Vec<Sample> {
        let (lexicon, dictionary) = Model::embedded_lists();
        let reading =
            Reading { lexicon: &lexicon, dictionary: &dictionary, hidden, weight: 1, habits: Some(2), distrusted: &["to"] };
        let mut samples = Vec::new();
        reading.read(&document.sentences, &mut samples);
        samples
    }

    #[test]
    fn words_of_one_document_are_found() {
        let documents = [document(&["The/DT tern/NN tern/NN"]), document(&["the/DT Gull/NN"])];
        let words = words_of_one(documents.iter());
        assert!(words.contains("tern") && words.contains("gull") && !words.contains("the"));
    }

    #[test]
    fn gold_tags_stand_at_their_tokens() {
        let samples = read(&document(&["They/PRP wo/MD n't/RB go/VB to/TO Bergen-Nord/NNP ./."]), &FxHashSet::default());
        let gold: Vec<Option<&str>> = samples[0].gold.iter().map(|tag| tag.map(Xpos::as_str)).collect();
        assert_eq!(gold, [Some("PRP"), Some("MD"), Some("RB"), Some("VB"), None, None, None, None, Some(".")]);
    }

    /// What the rules cannot know is learnt, from bytes that are the same each time.
    #[test]
    fn a_habit_is_learnt() {
        let hidden = FxHashSet::from_iter(["vorp".to_owned()]);
        let samples = read(&document(&["We/PRP vorp/FW the/DT ship/NN ./."; 20]), &hidden);
        let settings = Settings { epochs: 2, features: 50, seed: 1 };
        let bytes = train(&samples, &settings, |_, _, _| ());
        assert_eq!(bytes, train(&samples, &settings, |_, _, _| ()));
        let weights = TagWeights::from_bytes(&bytes, TAGGING_HASH).expect("the trainer writes what the core reads");
        assert_eq!(tagger::choose(&weights, &samples[0].facts)[1], Xpos::Fw);
    }
}
