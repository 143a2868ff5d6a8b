//! The recipe of `models/coref.bin`: documents with entities and snippets with one ambiguous pronoun as the ranker of antecedents
//! reads them, and its learner.
//!
//! A log-linear model over the candidates of an anaphor and having none (Durrett and Klein 2013): the mass of all candidates of the
//! right entity is made large. By stochastic gradient descent with AdaGrad; features seen less often than a bound are left out. The
//! documents are read with the right answers so far, so that what is learnt is to choose after good choices.
//!
//! Of GUM only the genres that may train shipped weights, and GAP's development part; five folds of GUM measure.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result};
use flate2::read::GzDecoder;
use glossator::coref::training::Kind;
use glossator::coref::{self, training};
use glossator::document::{Coreference, Document};
use glossator::labels::MentionKind;
use glossator::model::Model;
use glossator::model::ranker::{N_KINDS, RANKER_HASH, Ranker};
use glossator::model::table::Table;
use glossator::pipeline::{self, Options};
use glossator::span::{MentionId, Span};
use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use crate::evaluate::Counts;
use crate::quotes_learn::Learning;
use crate::random::Random;

/// Genres of GUM that may train shipped weights.
const GENRES: [&str; 6] = ["news", "interview", "bio", "voyage", "academic", "court"];
/// Genres that are like what a reader pastes; they count more.
const NEAR: [&str; 3] = ["news", "interview", "bio"];
/// Folds of the training part.
const FOLDS: usize = 5;
/// How much better than nobody an antecedent must be, by kind, in [`UNIT`]ths: `he` and `she` mean somebody almost always;
/// `they` is anybody, and stays open unless it is clear. Chosen on the folds (see the model card).
const LEAST_LEADS: [i32; N_KINDS] = {
    let mut leads = [0; N_KINDS];
    leads[Kind::Gendered as usize] = -20;
    leads[Kind::They as usize] = 20;
    leads
};
/// Steps of the integer weights in one.
const UNIT: f32 = 20.0;

/// In how many of the five summaries of a document a salient entity is.
const SALIENT: u64 = 3;
/// Values of salience from which on an entity counts as salient, for the report.
const SALIENCES: [f32; 5] = [0.2, 0.3, 0.4, 0.5, 0.6];

/// How to train.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The learner.
    pub learning: Learning,
    /// What a document of a genre further off counts.
    pub far: f32,
    /// What a snippet of GAP counts.
    pub gap: f32,
    /// By how much a candidate must lead over none, for the kinds of which a wrong answer is worse than none.
    pub least_leads: [i32; N_KINDS],
    /// In how many orders the samples are learnt; the mean of the weights counts.
    pub orders: u64,
    /// Seed of everything random.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            learning: Learning { epochs: 12, rate: 0.05, l1: 0.01, least: 3 },
            far: 0.5,
            gap: 0.3,
            least_leads: LEAST_LEADS,
            orders: 5,
            seed: 1,
        }
    }
}

/// An annotated document with what the corpus says of its mentions.
pub struct Text {
    id: String,
    genre: String,
    doc: Document,
    /// For every mention the number of its entity, if the corpus has it.
    gold: Vec<Option<u32>>,
    /// The entities that most summaries name.
    salient: Vec<u32>,
    /// A snippet of GAP: its pronoun and the two names, with whether each is meant.
    ambiguous: Option<Ambiguous>,
}

/// What GAP says of a snippet.
struct Ambiguous {
    pronoun: Span,
    names: [(Span, bool); 2],
}

/// A candidate, or having none: its score beforehand, its features, and whether it is right.
struct Choice {
    before: f32,
    features: Vec<u32>,
    is_right: bool,
}

/// One anaphor as the learner reads it: features of having none, then of each candidate, with whether it is right.
struct Sample {
    kind: usize,
    weight: f32,
    options: Vec<Choice>,
}

fn rows(path: &Path) -> Result<Vec<Value>> {
    let file = File::open(path).with_context(|| format!("{}", path.display()))?;
    let lines = BufReader::new(GzDecoder::new(file)).lines();
    lines.map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}

/// Byte offsets of code points.
fn offsets(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

fn span(value: &Value, offsets: &[usize]) -> Result<Span> {
    let at =
        |value: &Value| value.as_u64().and_then(|at| offsets.get(at as usize).copied()).context("an offset outside of the text");
    Ok(Span::at(at(&value[0])?, at(&value[1])?))
}

/// The documents of GUM of the genres that `keep` takes.
pub fn read_gum(path: &Path, model: &Model, keep: impl Fn(&str) -> bool) -> Result<Vec<Text>> {
    let rows = rows(path)?;
    rows.iter().filter(|row| keep(row["genre"].as_str().unwrap_or(""))).map(|row| gum(row, model)).collect()
}

fn gum(row: &Value, model: &Model) -> Result<Text> {
    let text = row["text"].as_str().context("a document without text")?.to_owned();
    let offsets = offsets(&text);
    let doc = pipeline::annotate(model, text, &Options::default());
    let mut phrases: Vec<Phrase> = Vec::new();
    let list = |value: &'_ Value| value.as_array().cloned().context("a list");
    for (entity, cluster) in list(&row["clusters"])?.iter().enumerate() {
        for (at, mention) in list(cluster)?.iter().enumerate() {
            let token = |value: &Value| span(&row["tokens"][value.as_u64().unwrap_or(0) as usize], &offsets);
            let head = token(&row["heads"][entity][at])?;
            let is_name = row["forms"][entity][at] == "name";
            let least = list(&row["mins"][entity][at])?.iter().map(token).collect::<Result<Vec<_>>>()?;
            let whole = trimmed(&doc.text, span(mention, &offsets)?);
            phrases.push(Phrase { whole, heads: if is_name { least } else { vec![head] }, entity: entity as u32 });
        }
    }
    let gold = align(&doc, &phrases);
    let string = |name: &str| row[name].as_str().map(str::to_owned).with_context(|| format!("a document without {name}"));
    let scores = row["salience"].as_object().context("a document without salience")?;
    let is_salient = |score: &Value| score[0].as_u64().is_some_and(|n| n >= SALIENT);
    let salient = scores.iter().filter(|(_, score)| is_salient(score)).filter_map(|(entity, _)| entity.parse().ok()).collect();
    Ok(Text { id: string("id")?, genre: string("genre")?, doc, gold, salient, ambiguous: None })
}

/// The snippets of GAP.
pub fn read_gap(path: &Path, model: &Model) -> Result<Vec<Text>> {
    let rows = rows(path)?;
    let snippets = rows.iter().map(|row| {
        let text = row["text"].as_str().context("a snippet without text")?.to_owned();
        let offsets = offsets(&text);
        let name = |name: &str| Ok((span(&row[name], &offsets)?, row[format!("{name}_coref")] == true));
        let names: [Result<(Span, bool)>; 2] = ["a", "b"].map(name);
        let [a, b] = names;
        let ambiguous = Some(Ambiguous { pronoun: span(&row["pronoun"], &offsets)?, names: [a?, b?] });
        let doc = pipeline::annotate(model, text, &Options::default());
        let gold = vec![None; doc.mentions.len()];
        let id = row["id"].as_str().context("a snippet without id")?.to_owned();
        Ok(Text { id, genre: "gap".to_owned(), doc, gold, salient: Vec::new(), ambiguous })
    });
    snippets.collect()
}

/// A mention as the corpus gives it.
struct Phrase {
    whole: Span,
    /// Tokens of which a shorter span must hold one.
    heads: Vec<Span>,
    entity: u32,
}

/// The span without blanks, quotation marks and a possessive at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let inside = span.of(text);
    let is_edge = |c: char| c.is_whitespace() || "\"'“”‘’«»".contains(c);
    let mut core = inside.trim_matches(is_edge);
    for clitic in ["'s", "’s"] {
        core = core.strip_suffix(clitic).unwrap_or(core).trim_matches(is_edge);
    }
    let start = span.start as usize + inside.find(core).unwrap_or(0);
    Span::at(start, start + core.len())
}

/// The entity of every mention: of the phrase with its span, or else of the smallest that holds it with a head inside.
fn align(doc: &Document, phrases: &[Phrase]) -> Vec<Option<u32>> {
    let exact: FxHashMap<(u32, u32), u32> = phrases.iter().map(|p| ((p.whole.start, p.whole.end), p.entity)).collect();
    let holds = |outer: Span, inner: Span| outer.start <= inner.start && inner.end <= outer.end;
    let entity = |mention: &glossator::document::Mention| {
        let own = trimmed(&doc.text, doc.lexical().span(mention.tokens));
        exact.get(&(own.start, own.end)).copied().or_else(|| {
            let around = phrases.iter().filter(|p| holds(p.whole, own) && p.heads.iter().any(|&head| holds(own, head)));
            around.min_by_key(|p| p.whole.len()).map(|p| p.entity)
        })
    };
    doc.mentions.iter().map(entity).collect()
}

impl Text {
    fn weight(&self, settings: &Settings) -> f32 {
        match self.genre.as_str() {
            "gap" => settings.gap,
            genre if NEAR.contains(&genre) => 1.0,
            _ => settings.far,
        }
    }

    /// The entity that most of the mentions are of.
    fn entity(&self, mentions: &[MentionId]) -> Option<u32> {
        let mut votes: Vec<(u32, usize)> = Vec::new();
        for entity in mentions.iter().filter_map(|id| self.gold[id.index()]) {
            match votes.iter_mut().find(|(known, _)| *known == entity) {
                Some((_, n)) => *n += 1,
                None => votes.push((entity, 1)),
            }
        }
        votes.into_iter().rev().max_by_key(|&(_, n)| n).map(|(entity, _)| entity)
    }

    /// Counts the entities from a salience on against those that the summaries name.
    fn count_salient(&self, found: &Coreference, least: f32, counts: &mut Counts) {
        let mut entities: Vec<u32> =
            found.entities.iter().filter(|e| e.salience >= least).filter_map(|e| self.entity(&e.mentions)).collect();
        entities.sort_unstable();
        entities.dedup();
        counts.right += entities.iter().filter(|entity| self.salient.contains(entity)).count();
        counts.found += found.entities.iter().filter(|e| e.salience >= least).count();
        counts.gold += self.salient.len();
    }

    fn samples(&self, model: &Model, settings: &Settings) -> Vec<Sample> {
        let weight = self.weight(settings);
        let mut samples = Vec::new();
        training::read(&model.lexicon, &self.doc, |example| {
            let id = example.anaphor?;
            let right: Vec<bool> = match &self.ambiguous {
                Some(ambiguous) => {
                    if self.doc.lexical().span(self.doc.mentions[id].tokens) != ambiguous.pronoun {
                        return None;
                    }
                    example.candidates.iter().map(|c| self.is_meant(ambiguous, &c.mentions)).collect()
                }
                None => {
                    let own = self.gold[id.index()];
                    example.candidates.iter().map(|c| own.is_some() && self.entity(&c.mentions) == own).collect()
                }
            };
            let any = right.contains(&true);
            // Whom a snippet means when it is neither of its two, nobody has told.
            if any || self.ambiguous.is_none() {
                let none = Choice { before: 0.0, features: example.none.clone(), is_right: !any };
                // Nor does it tell of anybody without a name, who would seem never to be meant.
                let is_told = |c: &training::Candidate| {
                    self.ambiguous.is_none() || c.mentions.iter().any(|&id| self.doc.mentions[id].kind == MentionKind::Name)
                };
                let options = example.candidates.iter().zip(&right).filter(|(c, _)| is_told(c)).map(|(c, &is_right)| Choice {
                    before: c.before as f32 / UNIT,
                    features: c.features.clone(),
                    is_right,
                });
                samples.push(Sample { kind: example.kind, weight, options: std::iter::once(none).chain(options).collect() });
            }
            right.iter().position(|&right| right)
        });
        samples
    }

    /// Whether one of the mentions is a name that the snippet says is meant.
    fn is_meant(&self, ambiguous: &Ambiguous, mentions: &[MentionId]) -> bool {
        let spans = mentions.iter().map(|&id| self.doc.lexical().span(self.doc.mentions[id].tokens));
        spans.into_iter().any(|span| ambiguous.names.iter().any(|(name, meant)| *meant && overlaps(span, *name)))
    }
}

fn overlaps(one: Span, other: Span) -> bool {
    one.start < other.end && other.start < one.end
}

/// Trains on the samples, once in each order.
fn learn(samples: &[Sample], settings: &Settings) -> Ranker {
    let mut seen: FxHashMap<u32, u32> = FxHashMap::default();
    for feature in samples.iter().flat_map(|s| &s.options).flat_map(|option| &option.features) {
        *seen.entry(*feature).or_default() += 1;
    }
    seen.retain(|_, n| *n >= settings.learning.least);
    let mut sums: FxHashMap<u32, f32> = FxHashMap::default();
    for order in 0..settings.orders {
        let weights = learn_in_order(samples, settings, seen.keys().copied(), settings.seed + order);
        weights.into_iter().for_each(|(feature, weight)| *sums.entry(feature).or_default() += weight);
    }
    let integer = |sum: f32| (sum / settings.orders as f32 * UNIT).round().clamp(-127.0, 127.0) as i8;
    let mut rows: Vec<(u32, [i8; 1])> =
        sums.into_iter().map(|(feature, sum)| (feature, [integer(sum)])).filter(|(_, row)| row[0] != 0).collect();
    rows.sort_unstable();
    Ranker { weights: Table::new(rows.into_iter()), least_leads: settings.least_leads }
}

/// The weights of the features after all passes over the samples in the orders of one seed.
fn learn_in_order(samples: &[Sample], settings: &Settings, features: impl Iterator<Item = u32>, seed: u64) -> Vec<(u32, f32)> {
    let mut weights: FxHashMap<u32, ([f32; 1], [f32; 1])> = features.map(|feature| (feature, ([0.0], [1e-6]))).collect();
    let mut random = Random::new(seed);
    let mut order: Vec<usize> = (0..samples.len()).collect();
    for epoch in 0..settings.learning.epochs {
        random.shuffle(&mut order);
        for (done, &index) in order.iter().enumerate() {
            let step = settings.learning.step(epoch, done, order.len());
            let sample = &samples[index];
            let score = |features: &[u32]| features.iter().filter_map(|f| weights.get(f)).map(|(w, _)| w[0]).sum::<f32>();
            let scores: Vec<f32> = sample.options.iter().map(|option| option.before + score(&option.features)).collect();
            let top = scores.iter().copied().fold(f32::MIN, f32::max);
            let mass: Vec<f32> = scores.iter().map(|s| libm::expf(s - top)).collect();
            let all: f32 = mass.iter().sum();
            let right: f32 = mass.iter().zip(&sample.options).filter(|(_, o)| o.is_right).map(|(m, _)| m).sum();
            let mut gradient: FxHashMap<u32, f32> = FxHashMap::default();
            for (option, mass) in sample.options.iter().zip(&mass) {
                let slope = sample.weight * (mass / all - if option.is_right { mass / right.max(1e-30) } else { 0.0 });
                if slope.abs() > 1e-5 {
                    option.features.iter().for_each(|&feature| *gradient.entry(feature).or_default() += slope);
                }
            }
            let mut gradient: Vec<(u32, f32)> = gradient.into_iter().collect();
            gradient.sort_unstable_by_key(|&(feature, _)| feature);
            for (feature, slope) in gradient {
                if let Some((weight, square)) = weights.get_mut(&feature) {
                    step.apply(weight, square, &[slope]);
                }
            }
        }
    }
    weights.into_iter().map(|(feature, (weight, _))| (feature, weight[0])).collect()
}

/// The entities as the ranker finds them.
fn resolve(text: &Text, model: &Model, ranker: &Ranker) -> Coreference {
    coref::resolve(&model.lexicon, ranker, text.doc.lexical(), &text.doc.tags, &text.doc.mentions, &text.doc.quotes)
}

/// The answer in the form of `eval/score_coref.py`.
fn response(text: &Text, model: &Model, ranker: &Ranker) -> Value {
    let found = resolve(text, model, ranker);
    if let Some(ambiguous) = &text.ambiguous {
        let entity = |span: Span| {
            let mentions = text.doc.mentions.iter().enumerate();
            let mut at =
                mentions.filter(|(_, m)| overlaps(text.doc.lexical().span(m.tokens), span) && m.kind != MentionKind::Nominal);
            at.find_map(|(index, _)| found.entity_of.get(index).copied().flatten())
        };
        let own = entity(ambiguous.pronoun);
        let [a, b] = &ambiguous.names;
        let is = |name: &(Span, bool)| own.is_some() && entity(name.0) == own;
        return json!({"id": text.id, "a": is(a), "b": is(b)});
    }
    let mut points = vec![0; text.doc.text.len() + 1];
    for (point, (at, c)) in text.doc.text.char_indices().enumerate() {
        points[at..=at + c.len_utf8()].fill(point + 1);
        points[at] = point;
    }
    let place = |id: &MentionId| {
        let span = text.doc.lexical().span(text.doc.mentions[*id].tokens);
        [points[span.start as usize], points[span.end as usize]]
    };
    let clusters: Vec<Vec<[usize; 2]>> = found.entities.iter().map(|e| e.mentions.iter().map(place).collect()).collect();
    let named: Vec<usize> = found.entities.iter().enumerate().filter(|(_, e)| e.named).map(|(index, _)| index).collect();
    json!({"id": text.id, "clusters": clusters, "named": named})
}

/// Reads everything that trains.
fn training_texts(docs: &Path, model: &Model) -> Result<(Vec<Text>, Vec<Text>)> {
    let gum = read_gum(&docs.join("gum/train-00.jsonl.gz"), model, |genre| GENRES.contains(&genre))?;
    Ok((gum, read_gap(&docs.join("gap/development.jsonl.gz"), model)?))
}

fn samples_of<'t>(texts: impl Iterator<Item = &'t Text>, model: &Model, settings: &Settings) -> Vec<Sample> {
    texts.flat_map(|text| text.samples(model, settings)).collect()
}

/// Trains the weights and writes them.
pub fn train(docs: &Path, settings: &Settings, out: &Path) -> Result<()> {
    let model = Model::embedded_but_ranker();
    let (gum, gap) = training_texts(docs, &model)?;
    let samples = samples_of(gum.iter().chain(&gap), &model, settings);
    let ranker = learn(&samples, settings);
    let bytes = ranker.to_bytes(RANKER_HASH);
    println!("{} anaphors, {} weights, {} bytes", samples.len(), ranker.weights.len(), bytes.len());
    std::fs::write(out, bytes).with_context(|| format!("{}", out.display()))
}

/// Writes what weights find that have not seen the document, for `eval/score_coref.py`: five folds of GUM's training part into
/// `gum.jsonl`, GAP's validation part into `gap.jsonl`.
pub fn respond(docs: &Path, settings: &Settings, out: &Path) -> Result<()> {
    let model = Model::embedded_but_ranker();
    let (gum, gap) = training_texts(docs, &model)?;
    std::fs::create_dir_all(out).with_context(|| format!("{}", out.display()))?;
    let mut file = File::create(out.join("gum.jsonl"))?;
    let mut salience = [Counts::default(); SALIENCES.len()];
    for fold in 0..FOLDS {
        let kept = gum.iter().enumerate().filter(|(index, _)| index % FOLDS != fold).map(|(_, text)| text);
        let samples = samples_of(kept.chain(&gap), &model, settings);
        let ranker = learn(&samples, settings);
        for text in gum.iter().skip(fold).step_by(FOLDS) {
            writeln!(file, "{}", response(text, &model, &ranker))?;
            if NEAR.contains(&text.genre.as_str()) {
                let found = resolve(text, &model, &ranker);
                for (counts, least) in salience.iter_mut().zip(SALIENCES) {
                    text.count_salient(&found, least, counts);
                }
            }
        }
        if fold == 0 {
            let mut file = File::create(out.join("gap.jsonl"))?;
            for text in read_gap(&docs.join("gap/validation.jsonl.gz"), &model)? {
                writeln!(file, "{}", response(&text, &model, &ranker))?;
            }
            print_kinds(&samples);
        }
    }
    for (counts, least) in salience.iter().zip(SALIENCES) {
        println!("  salience from {least}: F1 {:.1} against entities that {SALIENT} of 5 summaries name", counts.f1());
    }
    Ok(())
}

fn print_kinds(samples: &[Sample]) {
    for kind in 0..N_KINDS {
        let of = || samples.iter().filter(|s| s.kind == kind);
        let tied = of().filter(|s| !s.options[0].is_right).count();
        if of().next().is_some() {
            println!("  kind {kind}: {} anaphors, {tied} with an antecedent", of().count());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_are_cut_as_the_scorer_cuts_them() {
        let check = |text: &str, expected: &str| assert_eq!(trimmed(text, Span::at(0, text.len())).of(text), expected);
        check("“Osei’s", "Osei");
        check(" Lund 's", "Lund");
        check("'the port'", "the port");
        check("Skarn", "Skarn");
    }

    #[test]
    fn shorter_span_meets_the_smallest_phrase_around_its_head() -> Result<()> {
        let text = "The mayor of Lenz, Ida Osei, spoke.";
        let row = json!({
            "id": "own", "genre": "news", "text": text, "salience": {"0": [4, true], "1": [1, true]},
            "tokens": [[0, 3], [4, 9], [10, 12], [13, 17], [17, 18], [19, 22], [23, 27]],
            "clusters": [[[0, 17], [19, 27]], [[13, 17]]],
            "forms": [["nominal", "name"], ["name"]], "heads": [[1, 5], [3]], "mins": [[[1], [5, 6]], [[3]]],
        });
        let read = gum(&row, &Model::embedded_but_ranker())?;
        let entity = |words: &str| {
            let mentions = read.doc.mentions.iter().zip(&read.gold);
            mentions.filter(|(m, _)| read.doc.lexical().phrase(m.tokens) == words).find_map(|(_, gold)| *gold)
        };
        assert_eq!((entity("Ida Osei"), entity("Lenz"), entity("spoke")), (Some(0), Some(1), None));
        assert_eq!(read.salient, [0]);
        Ok(())
    }

    #[test]
    fn learns_which_feature_tells() {
        let choice = |features: &[u32], is_right| Choice { before: 0.0, features: features.to_vec(), is_right };
        let sample = |right: u32, wrong: u32| Sample {
            kind: 1,
            weight: 1.0,
            options: vec![choice(&[9], false), choice(&[right, 7], true), choice(&[wrong, 7], false)],
        };
        let samples: Vec<Sample> = (0..20).map(|_| sample(1, 2)).collect();
        let ranker = learn(&samples, &Settings::default());
        let choose = |features: [&[u32]; 2]| ranker.choose(1, &[9], features.into_iter().map(|f| (0, f)));
        assert_eq!((choose([&[2, 7], &[1, 7]]), choose([&[2], &[2]])), (Some(1), None));
        assert_eq!(ranker.to_bytes(1), learn(&samples, &Settings::default()).to_bytes(1), "the same seed gives the same bytes");
    }
}
