//! What trains the shipped weights: sources, order, settings. A source that may not is refused by name.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use flate2::read::GzDecoder;
use glossator::lexicon::Lexicon;
use glossator::tag_dictionary::TagDictionary;
use rustc_hash::FxHashSet;

use crate::corpus;
use crate::examples::{self, Case, Example, Labelled, Lists, Reading, SOURCES};
use crate::tags::{self, Sample};

/// Sources whose licence lets shipped weights, and the teacher of their silver labels, learn from them; all others are refused.
const ALLOWED: [&str; 9] =
    ["crossner", "gmb", "gum", "meantime", "pos-masc", "pos-ud-ewt", "polnear-corenlp-silver", "wnut17", "worldwide-newswire"];
/// Annotated sources, each with its training files under the corpora's folder.
const GOLD: [(&str, &[&str]); 5] = [
    ("worldwide-newswire", &["train.conll.gz"]),
    ("gum", &["onto-train.conll.gz"]),
    ("crossner", &["politics-train.conll", "science-train.conll", "literature-train.conll", "music-train.conll", "ai-train.conll"]),
    ("wnut17", &["train.conll.gz"]),
    ("meantime", &["train.conll"]),
];
/// Text that a teacher labelled: name of the label file, folder, file.
const SILVER: [(&str, &str, &str); 4] = [
    ("polnear", "polnear-corenlp-silver", "train.conll.gz"),
    ("gmb", "gmb", "train.conll.gz"),
    ("masc", "pos-masc", "train.conll.gz"),
    ("ewt", "pos-ud-ewt", "train.conll.gz"),
];
/// Text with gold tags.
const TAGGED: [Tagged; 3] = [
    Tagged { source: "gum", file: "train.conll.gz", weight: 2, habits: None },
    Tagged { source: "pos-ud-ewt", file: "train.conll.gz", weight: 2, habits: Some(1) },
    // Its tags were made by machine and partly corrected.
    Tagged { source: "pos-masc", file: "train.conll.gz", weight: 1, habits: Some(2) },
];
/// Development sets of the tagger: source, file.
const TAGGED_DEV: [(&str, &str); 4] =
    [("gum", "dev.conll.gz"), ("pos-ud-ewt", "dev.conll.gz"), ("pos-masc", "dev.conll.gz"), ("pos-wsj-sample", "dev.conll")];
/// Sources that only measure, or train a model for comparison that is never shipped.
pub const FORBIDDEN: [&str; 5] = ["conll2003", "ieer", "pos-wsj-sample", "wikineural-silver", "uner-ewt"];
/// Development sets: source, file.
pub const DEV: [(&str, &str); 8] = [
    ("worldwide-newswire", "dev.conll.gz"),
    ("uner-ewt", "dev.conll.gz"),
    ("crossner", "politics-dev.conll.gz"),
    ("gum", "onto-dev.conll.gz"),
    ("meantime", "dev.conll"),
    ("ieer", "dev.conll"),
    ("wnut17", "dev.conll"),
    ("conll2003", "dev-clean.conll.gz"),
];
/// Genres of GUM whose licence lets shipped weights learn from them.
const GUM_GENRES: [&str; 6] = ["news", "interview", "bio", "voyage", "academic", "court"];
/// Every so manyth sentence of the first source is read once more in another case, at half weight.
const CASES: [(Case, usize); 3] = [(Case::Title, 12), (Case::Upper, 20), (Case::Lower, 30)];
const CASE_WEIGHT: f32 = 0.5;
/// A teacher's names below this confidence, in hundredths, are left open.
const LEAST_CONFIDENCE: u32 = 60;

/// What to train on.
#[derive(Clone, Debug)]
pub struct Recipe {
    /// The folder of the corpora.
    pub corpora: PathBuf,
    /// The folder of the teacher's labels; without it no silver text is read.
    pub silver: Option<PathBuf>,
    /// How much a silver sentence counts against a gold one.
    pub silver_weight: f32,
    /// Gold sources to train on in place of the list.
    pub only: Option<String>,
}

/// Refuses sources that shipped weights may not learn from.
///
/// # Errors
/// When the source is not on the list.
pub fn check_source(source: &str) -> Result<()> {
    if ALLOWED.contains(&source) {
        return Ok(());
    }
    bail!("shipped weights may not learn from {source}")
}

/// Text with gold tags: folder, file, how much a sentence counts, and whether the source tags some things otherwise.
struct Tagged {
    source: &'static str,
    file: &'static str,
    weight: i32,
    habits: Option<u32>,
}

/// Words whose tags mean something else in a source: a preposition `to` is IN to us, TO in the older corpora.
fn distrusted(source: &str) -> &'static [&'static str] {
    if matches!(source, "pos-masc" | "pos-wsj-sample") { &["to"] } else { &[] }
}

/// The documents that may be learnt from: in GUM by genre.
fn is_allowed(name: &str) -> bool {
    !name.starts_with("GUM_") || name.split('_').nth(1).is_some_and(|genre| GUM_GENRES.contains(&genre))
}

fn reading<'m>(lists: &'m Lists, scheme: &'static str) -> Reading<'m> {
    let source = SOURCES.iter().position(|s| *s == scheme).unwrap_or(0);
    Reading { lists, scheme, source, weight: 1.0, least: 0, case: Case::Kept }
}

impl Recipe {
    /// All training sentences, in the order of the lists.
    pub fn examples(&self, lists: &Lists) -> Result<Vec<Example>> {
        if let Some(source) = &self.only {
            return self.one_source(lists, source);
        }
        let mut out = Vec::new();
        for (source, files) in GOLD {
            check_source(source)?;
            for file in files {
                examples::from_file(&reading(lists, source), &self.corpora.join(source).join(file), is_allowed, &mut out)?;
            }
        }
        let (first, files) = GOLD[0];
        for (case, share) in CASES {
            let changed = Reading { case, weight: CASE_WEIGHT, ..reading(lists, first) };
            for document in corpus::read(&self.corpora.join(first).join(files[0]))? {
                for sentence in document.sentences.chunks(1).skip(1).step_by(share) {
                    changed.read(sentence, &examples::gold(sentence), next_number(&out), &mut out)?;
                }
            }
        }
        if let Some(folder) = &self.silver {
            for (labels, source, file) in SILVER {
                check_source(source)?;
                self.read_silver(lists, &folder.join(format!("{labels}.tsv.gz")), &self.corpora.join(source).join(file), &mut out)?;
            }
        }
        Ok(out)
    }

    /// All samples of the tagger, in the order of the list.
    pub fn tag_samples(&self, lexicon: &Lexicon, dictionary: &TagDictionary) -> Result<Vec<Sample>> {
        let mut sources = Vec::new();
        for tagged in &TAGGED {
            check_source(tagged.source)?;
            let documents = corpus::read(&self.corpora.join(tagged.source).join(tagged.file))?;
            sources.push((tagged, documents.into_iter().filter(|d| is_allowed(&d.name)).collect::<Vec<_>>()));
        }
        let hidden = &tags::words_of_one(sources.iter().flat_map(|(_, documents)| documents));
        let mut out = Vec::new();
        for (tagged, documents) in &sources {
            let Tagged { source, weight, habits, .. } = **tagged;
            let distrusted = distrusted(source);
            let reading = tags::Reading { lexicon, dictionary, hidden, weight, habits, distrusted };
            documents.iter().for_each(|document| reading.read(&document.sentences, &mut out));
        }
        Ok(out)
    }

    /// A model for comparison with the literature, never shipped.
    fn one_source(&self, lists: &Lists, source: &str) -> Result<Vec<Example>> {
        let mut out = Vec::new();
        let scheme = FORBIDDEN.iter().chain(&SOURCES).find(|s| **s == source).with_context(|| format!("no source {source:?}"))?;
        examples::from_file(&reading(lists, scheme), &self.corpora.join(source).join("train.conll.gz"), |_| true, &mut out)?;
        Ok(out)
    }

    fn read_silver(&self, lists: &Lists, labels: &Path, text: &Path, out: &mut Vec<Example>) -> Result<()> {
        let names = silver_names(labels)?;
        let silver = Reading { least: LEAST_CONFIDENCE, weight: self.silver_weight, ..reading(lists, "silver") };
        let mut at = 0;
        for document in corpus::read(text)? {
            let step = if document.name.is_empty() { 1 } else { document.sentences.len() };
            for part in document.sentences.chunks(step) {
                let labels: Vec<Labelled> = (at..at + part.len()).map(|n| names.get(&n).cloned().unwrap_or_default()).collect();
                at += part.len();
                silver.read(part, &labels, next_number(out), out)?;
            }
        }
        Ok(())
    }
}

fn next_number(examples: &[Example]) -> usize {
    examples.last().map_or(0, |e| e.document + 1)
}

/// The teacher's names by sentence; see `trainer/teacher/teacher.py` for the file.
fn silver_names(path: &Path) -> Result<BTreeMap<usize, Labelled>> {
    let mut text = String::new();
    let file = File::open(path).with_context(|| format!("{}", path.display()))?;
    GzDecoder::new(file).read_to_string(&mut text)?;
    let mut names: BTreeMap<usize, Labelled> = BTreeMap::new();
    for line in text.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let [sentence, first, length, label, sure] = columns[..] else { bail!("{}: {line:?}", path.display()) };
        let (first, length): (usize, usize) = (first.parse()?, length.parse()?);
        names.entry(sentence.parse()?).or_default().push((first, first + length, label.to_owned(), sure.parse()?));
    }
    Ok(names)
}

/// The development sets, in the order of [`DEV`].
pub fn development(lists: &Lists, corpora: &Path) -> Result<Vec<Vec<Example>>> {
    DEV.iter()
        .map(|(source, file)| {
            let mut part = Vec::new();
            examples::from_file(&reading(lists, source), &corpora.join(source).join(file), |_| true, &mut part)?;
            Ok(part)
        })
        .collect()
}

/// The development samples of the tagger, by source.
pub fn tag_development(lexicon: &Lexicon, dictionary: &TagDictionary, corpora: &Path) -> Result<Vec<(&'static str, Vec<Sample>)>> {
    let hidden = &FxHashSet::default();
    let read = |(source, file): (&'static str, &str)| {
        let reading = tags::Reading { lexicon, dictionary, hidden, weight: 1, habits: None, distrusted: distrusted(source) };
        let mut out = Vec::new();
        corpus::read(&corpora.join(source).join(file))?.iter().for_each(|document| reading.read(&document.sentences, &mut out));
        Ok((source, out))
    };
    TAGGED_DEV.into_iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_source_of_the_recipe_is_allowed() {
        let sources = GOLD
            .iter()
            .map(|(name, _)| *name)
            .chain(SILVER.iter().map(|(_, folder, _)| *folder))
            .chain(TAGGED.iter().map(|tagged| tagged.source));
        for source in sources {
            assert!(check_source(source).is_ok(), "{source}");
        }
    }

    #[test]
    fn forbidden_sources_are_refused() {
        for source in FORBIDDEN {
            assert!(check_source(source).is_err(), "{source}");
        }
        assert!(check_source("a corpus that nobody has looked at").is_err());
        assert!(is_allowed("GUM_news_x") && !is_allowed("GUM_fiction_x") && is_allowed("other_doc"));
    }
}
