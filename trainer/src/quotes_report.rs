//! Commands on quotes: training, the table of reliability, and what the folds find, for the scorer.

use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result};
use glossator::labels::QuoteKind;
use glossator::model::Model;
use glossator::model::frames::{FRAME_FEATURES_HASH, FrameModel};

use crate::quotes::{self, Article, Found};
use crate::quotes_learn::Settings;

/// The training part, below the folder of the corpora of quotes.
const TRAIN: &str = "polnear/train.jsonl.gz";
/// From which confidence on a quote is taken for sure, in hundredths.
const SURE: u8 = 90;

fn read(corpora: &Path) -> Result<Vec<Article>> {
    quotes::read(&corpora.join(TRAIN), &Model::embedded_but_quotes())
}

/// Trains the weights, prints their reliability and writes them.
pub fn train(corpora: &Path, settings: &Settings, out: &Path) -> Result<()> {
    let began = Instant::now();
    let articles = read(corpora)?;
    println!("{} articles read in {:.0?}", articles.len(), began.elapsed());
    let folds = quotes::folds(&articles, settings);
    print_reliability(&folds.found, &quotes::confidences(&folds, settings));
    let model = quotes::model(&articles, &folds, settings);
    std::fs::write(out, model.to_bytes(FRAME_FEATURES_HASH)).with_context(|| format!("{}", out.display()))?;
    let sizes = [model.cues.len(), model.judge.len(), model.roles.len(), model.trust.len()];
    println!("rows of cues, judge, roles, trust: {sizes:?}; {:.0?}", began.elapsed());
    Ok(())
}

/// Writes what the folds find, or the rules alone, in the form that the scorer reads.
pub fn respond(corpora: &Path, settings: &Settings, rules: bool, out: &Path) -> Result<()> {
    let articles = read(corpora)?;
    let models = if rules { Vec::new() } else { quotes::folds(&articles, settings).models };
    let none = FrameModel::default();
    let mut file = std::io::BufWriter::new(std::fs::File::create(out).with_context(|| format!("{}", out.display()))?);
    for (at, article) in articles.iter().enumerate() {
        let model = models.get(at % quotes::FOLDS).unwrap_or(&none);
        writeln!(file, "{}", article.response(model))?;
    }
    Ok(())
}

/// How often quotes of each confidence are right.
fn print_reliability(found: &[Found], confidences: &[u8]) {
    let speech = || found.iter().zip(confidences).filter(|(quote, _)| quote.is_speech);
    println!(
        "| confidence | quotes | right | direct | right | mixed | right | indirect | right |\n|---|---|---|---|---|---|---|---|---|"
    );
    let kinds: [&[QuoteKind]; 4] = [
        &[QuoteKind::Direct, QuoteKind::Mixed, QuoteKind::Indirect],
        &[QuoteKind::Direct],
        &[QuoteKind::Mixed],
        &[QuoteKind::Indirect],
    ];
    let row = |name: &str, from: u8, to: u8| {
        print!("| {name} |");
        for kinds in kinds {
            let own = || {
                speech().filter(|(quote, sure)| kinds.contains(&quote.kind) && (from..to).contains(*sure)).map(|(quote, _)| quote)
            };
            let all = own().count();
            print!(" {all} | {:.1} |", percent(own().filter(|quote| quote.is_right).count(), all));
        }
        println!();
    };
    for (from, to) in [(0, 30), (30, 50), (50, 70), (70, 80), (80, 85), (85, 90), (90, 95), (95, 101)] {
        row(&format!("{:.2}–{:.2}", f32::from(from) / 100.0, f32::from(to.min(100)) / 100.0), from, to);
    }
    row("all", 0, 101);
    row("0.90 and more", SURE, 101);
    for (name, kinds) in [("all", kinds[0]), ("direct", kinds[1])] {
        let own = || speech().filter(|(quote, _)| kinds.contains(&quote.kind));
        println!("sure among {name}: {:.1} %", percent(own().filter(|(_, sure)| **sure >= SURE).count(), own().count()));
    }
}

fn percent(part: usize, all: usize) -> f64 {
    100.0 * part as f64 / all.max(1) as f64
}
