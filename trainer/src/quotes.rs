//! Articles with attributions as the learners of quotes read them, and the recipe of `models/quotes.bin`.
//!
//! Five folds of the training part: what is measured and what the confidence is learnt from was found by weights that had not seen
//! the article. The weights that are written are trained on all of it.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use flate2::read::GzDecoder;
use glossator::document::{Document, Quote};
use glossator::labels::{QuoteAct, QuoteKind};
use glossator::model::Model;
use glossator::model::frames::{CONTENT, CUE, FrameModel, SOURCE};
use glossator::model::table::Table;
use glossator::pipeline::{self, Options};
use glossator::quotes::training;
use glossator::span::{Span, TokenRange};
use serde_json::{Value, json};

use crate::quotes_learn::{Judge, Roles, Settings, Trust};

/// Folds of the training part.
pub const FOLDS: usize = 5;
/// Fewest cues of a word that make it a candidate.
const MIN_CUES: u32 = 2;
/// Lowest share of a word's occurrences that are cues, as one in so many.
const MAX_RARITY: u32 = 33;

/// An attribution as the corpus gives it, in tokens.
struct Attribution {
    source: Vec<TokenRange>,
    cue: Vec<TokenRange>,
    content: Vec<TokenRange>,
    is_speech: bool,
    /// The token of the cue that most often is one.
    head: Option<u32>,
}

/// An annotated article.
pub struct Article {
    id: String,
    doc: Document,
    cue_features: Vec<Option<u32>>,
    gold: Vec<Attribution>,
    /// Web residue inside the text.
    residue: Vec<TokenRange>,
}

/// Reads the articles and annotates them up to the layers that quotes are made from.
pub fn read(path: &Path, model: &Model) -> Result<Vec<Article>> {
    let mut lines = String::new();
    let file = File::open(path).with_context(|| format!("{}", path.display()))?;
    GzDecoder::new(file).read_to_string(&mut lines)?;
    let mut articles = lines.lines().map(|line| article(line, model)).collect::<Result<Vec<_>>>()?;
    find_heads(&mut articles);
    Ok(articles)
}

fn article(line: &str, model: &Model) -> Result<Article> {
    let row: Value = serde_json::from_str(line)?;
    let text = row["text"].as_str().context("an article without text")?.to_owned();
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let doc = pipeline::annotate(model, text, &Options::default());
    let offset =
        |value: &Value| value.as_u64().and_then(|at| offsets.get(at as usize).copied()).context("an offset outside of the text");
    let ranges = |spans: &Value| -> Result<Vec<TokenRange>> {
        let spans = spans.as_array().context("spans are a list")?;
        let ranges = spans.iter().map(|span| Ok(doc.lexical().tokens_in(Span::at(offset(&span[0])?, offset(&span[1])?))));
        ranges.filter(|range| !range.as_ref().is_ok_and(|range| range.is_empty())).collect()
    };
    let attributions = row["attributions"].as_array().context("an article without attributions")?;
    let gold = attributions.iter().map(|row| {
        let (source, cue, content) = (ranges(&row["source"])?, ranges(&row["cue"])?, ranges(&row["content"])?);
        Ok(Attribution { source, cue, content, is_speech: row["act"] == "speech", head: None })
    });
    let gold = gold.collect::<Result<_>>()?;
    let residue = if row["discard"].is_null() { Vec::new() } else { ranges(&row["discard"])? };
    let cue_features = training::cue_features(&doc);
    let id = row["id"].as_str().context("an article without id")?.to_owned();
    Ok(Article { id, doc, cue_features, gold, residue })
}

impl Article {
    /// The quotes that the weights find, in the form of the corpus.
    pub fn response(&self, model: &FrameModel) -> Value {
        let mut points = vec![0; self.doc.text.len() + 1];
        for (point, (at, c)) in self.doc.text.char_indices().enumerate() {
            points[at..=at + c.len_utf8()].fill(point + 1);
            points[at] = point;
        }
        let span = |span: &Span| [points[span.start as usize], points[span.end as usize]];
        let spans = |all: &[Span]| all.iter().map(span).collect::<Vec<_>>();
        let shown =
            training::quotes(&self.doc, model).into_iter().map(|(quote, _)| quote).filter(|quote| quote.kind != QuoteKind::Scare);
        let rows: Vec<Value> = shown
            .map(|quote| {
                let (source, cue) = (spans(quote.source.as_slice()), spans(quote.cue.as_slice()));
                json!({"source": source, "cue": cue, "content": spans(&quote.content), "act": quote.act.as_str()})
            })
            .collect();
        json!({"id": self.id, "attributions": rows})
    }
}

/// How often words are cues: occurrences, cues.
#[derive(Clone, Default)]
struct CueCounts(BTreeMap<u32, (u32, u32)>);

impl CueCounts {
    /// Counts an article in, or with a negative sign out.
    fn add(&mut self, article: &Article, sign: i32) {
        for &feature in article.cue_features.iter().flatten() {
            let count = &mut self.0.entry(feature).or_default().0;
            *count = count.wrapping_add_signed(sign);
        }
        for head in article.gold.iter().filter_map(|gold| gold.head) {
            if let Some(feature) = article.cue_features[head as usize] {
                let count = &mut self.0.entry(feature).or_default().1;
                *count = count.wrapping_add_signed(sign);
            }
        }
    }

    fn table(&self) -> Table<1> {
        let is_cue = |&(_, &(all, cues)): &(&u32, &(u32, u32))| cues >= MIN_CUES && cues * MAX_RARITY >= all;
        let rate = |all: u32, cues: u32| (32 * cues / (all + 2)).div_ceil(2).clamp(1, 16) as i8;
        Table::new(self.0.iter().filter(is_cue).map(|(&feature, &(all, cues))| (feature, [rate(all, cues)])))
    }
}

/// Words that help to form a cue and are never its head.
fn is_helper(norm: &str) -> bool {
    let auxiliaries =
        ["has", "have", "had", "is", "was", "were", "are", "be", "been", "being", "did", "do", "does", "will", "would", "could"];
    auxiliaries.contains(&norm) || ["not", "n't", "to", "in", "on", "of"].contains(&norm)
}

/// Of a cue's words the head is the one that most often stands in a cue.
fn find_heads(articles: &mut [Article]) {
    let mut counts: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
    for article in articles.iter() {
        for &feature in article.cue_features.iter().flatten() {
            counts.entry(feature).or_default().0 += 1;
        }
        for token in article.gold.iter().flat_map(|gold| &gold.cue).flat_map(|range| range.range()) {
            if let Some(feature) = article.cue_features[token] {
                counts.entry(feature).or_default().1 += 1;
            }
        }
    }
    for article in articles {
        let Article { doc, cue_features, gold, .. } = article;
        for gold in gold {
            let tokens = gold.cue.iter().flat_map(|range| range.range());
            let known = tokens.filter_map(|token| Some((token, cue_features[token]?)));
            let best = known.max_by_key(|&(token, feature)| {
                let (all, cues) = counts.get(&feature).copied().unwrap_or((1, 0));
                (!is_helper(doc.lexical().norm(token)), (1000 * cues + 100) / (all + 1), std::cmp::Reverse(token))
            });
            gold.head = best.map(|(token, _)| token as u32);
        }
    }
}

/// A candidate with what it is.
pub struct Labelled {
    /// Its features.
    pub example: training::Example,
    /// 0 no cue, 1 the cue of another act, 2 of speech.
    pub verdict: usize,
    /// The roles of the tokens around it; all 0 where it is no cue.
    pub roles: Vec<u8>,
}

fn labelled(article: &Article, cues: &Table<1>) -> Vec<Labelled> {
    let by_head: BTreeMap<u32, &Attribution> = article.gold.iter().filter_map(|gold| Some((gold.head?, gold))).collect();
    let examples = training::examples(&article.doc, cues).into_iter();
    let label = |example: training::Example| {
        let gold = by_head.get(&example.head);
        let roles = gold.map_or_else(|| vec![0; example.tokens.len()], |gold| roles(gold, &example.tokens));
        Labelled { verdict: gold.map_or(0, |gold| 1 + usize::from(gold.is_speech)), roles, example }
    };
    examples.map(label).collect()
}

fn roles(gold: &Attribution, tokens: &[u32]) -> Vec<u8> {
    let mut roles = vec![0; tokens.len()];
    for (role, ranges) in [(SOURCE, &gold.source), (CUE, &gold.cue), (CONTENT, &gold.content)] {
        for range in ranges {
            let inside = tokens.iter().zip(&mut roles).filter(|(token, _)| range.contains_token(**token as usize));
            for (at, (_, place)) in inside.enumerate() {
                *place = (role + usize::from(at > 0)) as u8;
            }
        }
    }
    roles
}

/// Trains judge and roles on some articles. The cues that an article's candidates are found by are counted in the others.
fn train(articles: &[&Article], settings: &Settings) -> FrameModel {
    let mut counts = CueCounts::default();
    articles.iter().for_each(|article| counts.add(article, 1));
    let mut data = Vec::new();
    for article in articles {
        counts.add(article, -1);
        data.extend(labelled(article, &counts.table()));
        counts.add(article, 1);
    }
    let judge = Judge::train(&data, settings);
    let roles = Roles::train(&data, settings);
    FrameModel {
        cues: counts.table(),
        judge,
        least_leads: settings.least_leads,
        roles: roles.table,
        transitions: roles.transitions,
        ..FrameModel::default()
    }
}

/// A quote that weights found which had not seen its article.
pub struct Found {
    /// The fold that its article belongs to.
    pub fold: usize,
    /// Features from which the confidence is read.
    pub features: Vec<u32>,
    /// Whether content and source are right.
    pub is_right: bool,
    /// Whether it is shown as a quote.
    pub is_speech: bool,
    /// How much of it stands in quotation marks.
    pub kind: QuoteKind,
}

/// The words of some tokens: what the scorer compares.
fn words(doc: &Document, ranges: impl Iterator<Item = TokenRange>) -> Vec<usize> {
    let mut words: Vec<usize> =
        ranges.flat_map(|range| range.range()).filter(|&token| !doc.tokens.items[token].shape.is_mark()).collect();
    words.sort_unstable();
    words.dedup();
    words
}

fn shared(a: &[usize], b: &[usize]) -> usize {
    a.iter().filter(|word| b.binary_search(word).is_ok()).count()
}

/// Whether an attribution has half of the joint words of its content with the quote, and a word of its source.
fn matches(doc: &Document, quote: &Quote, gold: &Attribution) -> (bool, bool) {
    let tokens = |span: &Span| doc.lexical().tokens_in(*span);
    let (own, other) = (words(doc, quote.content.iter().map(tokens)), words(doc, gold.content.iter().copied()));
    let both = shared(&own, &other);
    let has_content = both > 0 && 2 * both >= own.len() + other.len() - both;
    let (own, other) = (words(doc, quote.source.iter().map(tokens)), words(doc, gold.source.iter().copied()));
    (has_content, if own.is_empty() || other.is_empty() { own.len() == other.len() } else { shared(&own, &other) > 0 })
}

/// Whether half of a quote's content lies in the ranges.
fn lies_in(doc: &Document, quote: &Quote, ranges: impl Iterator<Item = TokenRange>) -> bool {
    let own = words(doc, quote.content.iter().map(|span| doc.lexical().tokens_in(*span)));
    2 * shared(&own, &words(doc, ranges)) >= own.len()
}

/// The quotes that weights find in an article and that the scorer counts: not what lies in web residue, nor what is wrong and lies in an
/// act other than speech.
fn found(article: &Article, model: &FrameModel, fold: usize) -> Vec<Found> {
    let Article { doc, gold, .. } = article;
    let judge = |(quote, features): (Quote, Vec<u32>)| {
        let is_speech = quote.act == QuoteAct::Speech;
        let is_right = gold.iter().any(|gold| (gold.is_speech || !is_speech) && matches(doc, &quote, gold) == (true, true));
        let mut others = gold.iter().filter(|gold| !gold.is_speech);
        let is_optional =
            !is_right && others.any(|other| matches(doc, &quote, other).0 || lies_in(doc, &quote, other.content.iter().copied()));
        let counts = quote.kind != QuoteKind::Scare && !is_optional && !lies_in(doc, &quote, article.residue.iter().copied());
        counts.then_some(Found { fold, features, is_right, is_speech, kind: quote.kind })
    };
    training::quotes(doc, model).into_iter().filter_map(judge).collect()
}

/// What the folds show.
pub struct Folds {
    /// All quotes that the folds' weights found.
    pub found: Vec<Found>,
    /// The weights of each fold.
    pub models: Vec<FrameModel>,
}

/// Trains on all folds but one and finds quotes in that one, for each.
pub fn folds(articles: &[Article], settings: &Settings) -> Folds {
    let mut folds = Folds { found: Vec::new(), models: Vec::new() };
    for fold in 0..FOLDS {
        let others: Vec<&Article> =
            articles.iter().enumerate().filter(|(at, _)| at % FOLDS != fold).map(|(_, article)| article).collect();
        let model = train(&others, settings);
        for article in articles.iter().skip(fold).step_by(FOLDS) {
            folds.found.extend(found(article, &model, fold));
        }
        folds.models.push(model);
    }
    folds
}

/// Groups of the steps of confidence before those that fall are joined, as the share of quotes above which each begins, in percent:
/// twentieths, and of the surer half three larger ones, among which the shares of right ones hardly differ.
const GROUPS: [usize; 13] = [0, 5, 10, 15, 20, 25, 30, 35, 40, 43, 46, 70, 85];

fn score(trust: &Table<1>, features: &[u32]) -> i32 {
    let mut score = [0];
    trust.add(features, &mut score);
    score[0]
}

/// From which score on how many of a hundred are right: groups of equal size, joined until the shares rise (isotonic regression by
/// pooling adjacent violators, Ayer et al. 1955).
fn steps(mut scored: Vec<(i32, bool)>) -> Vec<(i32, u8)> {
    scored.sort_unstable();
    let begins = |group: usize| GROUPS.get(group).map_or(scored.len(), |share| scored.len() * share / 100);
    let mut pools: Vec<(i32, usize, usize)> = Vec::new();
    for group in (0..GROUPS.len()).map(|group| &scored[begins(group)..begins(group + 1)]).filter(|group| !group.is_empty()) {
        let mut pool = (group[0].0, group.iter().filter(|item| item.1).count(), group.len());
        while let Some(last) = pools.last().filter(|last| last.0 == pool.0 || last.1 * pool.2 >= pool.1 * last.2).copied() {
            pools.pop();
            pool = (last.0, last.1 + pool.1, last.2 + pool.2);
        }
        pools.push(pool);
    }
    pools.into_iter().map(|(from, right, all)| (from, (100 * right / all) as u8)).collect()
}

/// The confidence of each quote that the folds found, by trust and steps learnt in the other folds.
pub fn confidences(folds: &Folds, settings: &Settings) -> Vec<u8> {
    let of_fold = |fold: usize| folds.found.iter().filter(move |quote| quote.fold == fold);
    let others = |fold: usize| folds.found.iter().filter(move |quote| quote.fold != fold);
    let trusts: Vec<Table<1>> = (0..FOLDS).map(|fold| Trust::train(others(fold), settings)).collect();
    let scored =
        |fold: usize| of_fold(fold).map(|quote| (score(&trusts[fold], &quote.features), quote.is_right)).collect::<Vec<_>>();
    let all: Vec<Vec<(i32, bool)>> = (0..FOLDS).map(scored).collect();
    let mut out = Vec::with_capacity(folds.found.len());
    for fold in 0..FOLDS {
        let steps =
            steps(all.iter().enumerate().filter(|(other, _)| *other != fold).flat_map(|(_, scored)| scored.clone()).collect());
        let confidence = |score: i32| steps.iter().rev().find(|step| step.0 <= score).or(steps.first()).map_or(0, |step| step.1);
        out.extend(all[fold].iter().map(|&(score, _)| confidence(score)));
    }
    out
}

/// The weights that are written: cues, judge and roles learnt from all articles, trust and its steps from what the folds found.
pub fn model(articles: &[Article], folds: &Folds, settings: &Settings) -> FrameModel {
    let all: Vec<&Article> = articles.iter().collect();
    let trusts: Vec<Table<1>> =
        (0..FOLDS).map(|fold| Trust::train(folds.found.iter().filter(|quote| quote.fold != fold), settings)).collect();
    let scored = folds.found.iter().map(|quote| (score(&trusts[quote.fold], &quote.features), quote.is_right)).collect();
    FrameModel { trust: Trust::train(folds.found.iter(), settings), steps: steps(scored), ..train(&all, settings) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_rise() {
        let scored = (0..1000).map(|at| (at / 2, at % 10 < at / 100)).collect();
        let steps = steps(scored);
        assert!(steps.len() > 2 && steps.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1));
        assert_eq!(super::steps(vec![(3, true); 50]), [(3, 100)]);
    }

    #[test]
    fn quotes_are_right_as_in_the_scorer() -> Result<()> {
        let line = r#"{"id": "a", "text": "The mayor said the pier was shut.", "discard": [], "attributions":
            [{"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 32]], "act": "speech"}]}"#;
        let mut articles = vec![article(&line.replace('\n', " "), &Model::embedded_but_quotes())?];
        find_heads(&mut articles);
        let article = &articles[0];
        let quotes = training::quotes(&article.doc, &FrameModel::default());
        assert_eq!(matches(&article.doc, &quotes[0].0, &article.gold[0]), (true, true));
        assert_eq!(article.gold[0].head, Some(2));
        let cues = Table::new([(article.cue_features[2].context("a word")?, [9])].into_iter());
        let said: Vec<Labelled> = labelled(article, &cues).into_iter().filter(|item| item.example.head == 2).collect();
        assert_eq!((said[0].verdict, &said[0].roles[..]), (2, &[1, 2, 3, 5, 6, 6, 6, 0][..]));
        Ok(())
    }
}
