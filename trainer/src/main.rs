//! Trains, measures and packs the models of the annotator. Development only; the core never depends on it.

mod coref;
mod corpus;
mod crf;
mod evaluate;
mod examples;
mod learn;
mod linear;
mod network;
mod quotes;
mod quotes_learn;
mod quotes_report;
mod random;
mod recipe;
mod tags;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context as _, Result, bail};
use glossator::features::tagging::TAGGING_HASH;
use glossator::features::{FEATURES_HASH, Template, template_of};
use glossator::model::tag_weights::TagWeights;
use glossator::model::{self, Model, decoder, network as integer};

use evaluate::{Counts, Figures};
use examples::{Example, Lists};
use learn::Settings;
use recipe::{DEV, Recipe};

const USAGE: &str = "\
Trains, measures and packs the models of the annotator.

usage: cargo run --release -p glossator-trainer -- COMMAND [OPTIONS]

commands:
  tags        trains the weights of the tagger and writes them to --out (models/tagger.bin)
  names       trains the network of names and writes it to --out (models/names.bin)
  linear      trains the linear candidate of names on the same examples and measures it
  evaluate    measures the network at --out on the development sets
  pack        writes the whole model file, as the page fetches it, to --out
  quotes      trains the weights of quotes, prints how reliable their confidence is, and writes them to --out (models/quotes.bin)
  quotes-folds  writes to --out what weights find in articles that they have not seen, for eval/score_quotes.py
  quotes-rules  the same by the rules alone
  coref       trains the ranker of antecedents and writes it to --out (models/coref.bin)
  coref-folds  writes into the folder --out what weights find in documents that they have not seen, for eval/score_coref.py
  inspect     prints the shape of the network at --out and the ranges of its numbers

options:
  --corpora DIR        annotated corpora (../shared/corpora/ner)
  --quotes DIR         corpora of quotes (../shared/corpora/quotes)
  --docs DIR           corpora of whole documents (../shared/corpora/docs)
  --silver DIR         the teacher's labels (trainer/silver); 'none' for gold alone
  --silver-weight X    how much a silver sentence counts (0.6)
  --epochs N           passes over the examples (names 3; tags 4, twice)
  --features N         features of tags that are kept (25000)
  --seed N             seed of everything random (1)
  --without KINDS      features of names left out, by comma: lists, rules, document, word, affixes, tags
  --only SOURCE        trains on one source alone, for comparison: such weights are measured and not written
  --out FILE
";

struct Call {
    command: String,
    recipe: Recipe,
    settings: Settings,
    tags: tags::Settings,
    without: Vec<u32>,
    quotes: PathBuf,
    docs: PathBuf,
    out: Option<PathBuf>,
}

fn main() -> ExitCode {
    match parse_call().and_then(|call| call.map_or(Ok(()), |call| run(&call))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("trainer: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn parse_call() -> Result<Option<Call>> {
    use lexopt::prelude::*;
    let mut call = Call {
        command: String::new(),
        recipe: Recipe {
            corpora: "../shared/corpora/ner".into(),
            silver: Some("trainer/silver".into()),
            silver_weight: 0.6,
            only: None,
        },
        settings: Settings { epochs: 3, batch: 600, rate: 2e-3, seed: 1 },
        tags: tags::Settings { epochs: 4, features: 25_000, seed: 1 },
        without: Vec::new(),
        quotes: "../shared/corpora/quotes".into(),
        docs: "../shared/corpora/docs".into(),
        out: None,
    };
    let mut parser = lexopt::Parser::from_env();
    while let Some(arg) = parser.next()? {
        match arg {
            Long("help") | Short('h') => {
                print!("{USAGE}");
                return Ok(None);
            }
            Long("corpora") => call.recipe.corpora = parser.value()?.into(),
            Long("quotes") => call.quotes = parser.value()?.into(),
            Long("docs") => call.docs = parser.value()?.into(),
            Long("silver") => call.recipe.silver = Some(PathBuf::from(parser.value()?)).filter(|p| p.as_os_str() != "none"),
            Long("silver-weight") => call.recipe.silver_weight = parser.value()?.parse()?,
            Long("epochs") => {
                call.settings.epochs = parser.value()?.parse()?;
                call.tags.epochs = call.settings.epochs;
            }
            Long("features") => call.tags.features = parser.value()?.parse()?,
            Long("seed") => {
                call.settings.seed = parser.value()?.parse()?;
                call.tags.seed = call.settings.seed;
            }
            Long("without") => call.without = templates(&parser.value()?.string()?)?,
            Long("only") => call.recipe.only = Some(parser.value()?.string()?),
            Long("out") => call.out = Some(parser.value()?.into()),
            Value(word) if call.command.is_empty() => call.command = word.string()?,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Some(call))
}

/// The templates of the named kinds of features.
fn templates(kinds: &str) -> Result<Vec<u32>> {
    let mut out = Vec::new();
    for kind in kinds.split(',') {
        let of: &[Template] = match kind {
            "lists" => &[Template::Class, Template::Entry, Template::Rule],
            "rules" => &[Template::Rule],
            "document" => &[Template::Spelling],
            "word" => &[Template::Word],
            "affixes" => &[Template::Prefix, Template::Suffix],
            "tags" => &[Template::Tag],
            _ => bail!("no kind of features {kind:?}"),
        };
        out.extend(of.iter().map(|&t| t as u32));
    }
    Ok(out)
}

fn run(call: &Call) -> Result<()> {
    let names_file = || call.out.clone().unwrap_or_else(|| "models/names.bin".into());
    match call.command.as_str() {
        "tags" => tags(call, &call.out.clone().unwrap_or_else(|| "models/tagger.bin".into())),
        "names" => names(call, &names_file()),
        "linear" => linear(call),
        "evaluate" => {
            let network = read_network(&names_file())?;
            let (_, dev) = development(call)?;
            print_figures(&dev, |example| network.scores((0..example.len()).map(|t| example.of(t))), &network.transitions);
            Ok(())
        }
        "pack" => {
            let out = call.out.as_ref().context("pack needs --out")?;
            std::fs::write(out, model::embedded_bytes()).with_context(|| format!("{}", out.display()))
        }
        "quotes" => {
            let out = call.out.clone().unwrap_or_else(|| "models/quotes.bin".into());
            quotes_report::train(&call.quotes, &quotes_settings(call), &out)
        }
        "quotes-folds" | "quotes-rules" => {
            let out = call.out.as_ref().context("this command needs --out")?;
            quotes_report::respond(&call.quotes, &quotes_settings(call), call.command == "quotes-rules", out)
        }
        "coref" => {
            let out = call.out.clone().unwrap_or_else(|| "models/coref.bin".into());
            coref::train(&call.docs, &coref_settings(call), &out)
        }
        "coref-folds" => coref::respond(&call.docs, &coref_settings(call), call.out.as_ref().context("this command needs --out")?),
        "inspect" => inspect(&names_file()),
        "" => bail!("no command\n\n{USAGE}"),
        other => bail!("no command {other:?}\n\n{USAGE}"),
    }
}

fn quotes_settings(call: &Call) -> quotes_learn::Settings {
    quotes_learn::Settings { seed: call.settings.seed, ..quotes_learn::Settings::default() }
}

fn coref_settings(call: &Call) -> coref::Settings {
    coref::Settings { seed: call.settings.seed, ..coref::Settings::default() }
}

fn lists() -> Result<Lists> {
    let (lexicon, tag_dictionary) = Model::embedded_lists();
    let tag_weights = Model::embedded_tag_weights().context("models/tagger.bin is stale: run `tags` first")?;
    Ok(Lists { lexicon, tag_dictionary, tag_weights })
}

fn development(call: &Call) -> Result<(Lists, Vec<Vec<Example>>)> {
    let lists = lists()?;
    let mut dev = recipe::development(&lists, &call.recipe.corpora)?;
    dev.iter_mut().flatten().for_each(|example| example.keep(|f| !call.without.contains(&template_of(f))));
    Ok((lists, dev))
}

/// The training examples and the development sets.
fn read(call: &Call) -> Result<(Vec<Example>, Vec<Vec<Example>>)> {
    let began = Instant::now();
    let (lists, dev) = development(call)?;
    let mut data = call.recipe.examples(&lists)?;
    data.iter_mut().for_each(|example| example.keep(|f| !call.without.contains(&template_of(f))));
    let tokens: usize = data.iter().map(Example::len).sum();
    println!("{} sentences, {tokens} tokens, read in {:.0?}", data.len(), began.elapsed());
    Ok((data, dev))
}

fn names(call: &Call, out: &std::path::Path) -> Result<()> {
    let (data, dev) = read(call)?;
    let began = Instant::now();
    let last = call.settings.epochs - 1;
    let trained = learn::train(&data, &call.settings, |epoch, loss, network| {
        println!("epoch {}: loss {loss:.4} a token, {:.0?}", epoch + 1, began.elapsed());
        if epoch % 2 == 1 && epoch < last {
            let network = quantised(network);
            print_figures(&dev, |example| network.scores((0..example.len()).map(|t| example.of(t))), &network.transitions);
        }
    });
    match &call.recipe.only {
        None => std::fs::write(out, trained.quantised().to_bytes()).with_context(|| format!("{}", out.display()))?,
        Some(source) => println!("trained on {source} alone, for comparison: {} is not written", out.display()),
    }
    let network = quantised(&trained);
    print_figures(&dev, |example| network.scores((0..example.len()).map(|t| example.of(t))), &network.transitions);
    Ok(())
}

fn quantised(network: &network::Network) -> integer::Network {
    let bytes = network.quantised().to_bytes();
    integer::Network::from_bytes(&bytes, FEATURES_HASH).expect("the trainer writes what the core reads")
}

fn tags(call: &Call, out: &std::path::Path) -> Result<()> {
    let began = Instant::now();
    let (lexicon, dictionary) = Model::embedded_lists();
    let dev = recipe::tag_development(&lexicon, &dictionary, &call.recipe.corpora)?;
    let samples = call.recipe.tag_samples(&lexicon, &dictionary)?;
    println!("{} sentences, read in {:.0?}", samples.len(), began.elapsed());
    let bytes = tags::train(&samples, &call.tags, |round, pass, wrong| {
        println!("round {round}, pass {pass}: {wrong} wrong, {:.0?}", began.elapsed());
    });
    std::fs::write(out, &bytes).with_context(|| format!("{}", out.display()))?;
    let weights = TagWeights::from_bytes(&bytes, TAGGING_HASH).expect("the trainer writes what the core reads");
    println!("{weights:?}, {} bytes", bytes.len());
    for (source, samples) in dev {
        println!("  {source:<20} {}", tags::Figures::measure(&weights, &samples));
    }
    Ok(())
}

fn linear(call: &Call) -> Result<()> {
    let (data, dev) = read(call)?;
    let began = Instant::now();
    let trained = linear::train(&data, call.settings.epochs, call.settings.seed, |epoch, linear| {
        println!("epoch {}: {:.0?}", epoch + 1, began.elapsed());
        print_figures(&dev, |example| linear.scores(example), &linear.transitions());
    });
    if let Some(out) = &call.out {
        std::fs::write(out, trained.to_bytes()).with_context(|| format!("{}", out.display()))?;
    }
    Ok(())
}

fn read_network(path: &std::path::Path) -> Result<integer::Network> {
    let bytes = std::fs::read(path).with_context(|| format!("{}", path.display()))?;
    integer::Network::from_bytes(&bytes, FEATURES_HASH).map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))
}

/// Prints strict F1 over people, organisations and places, with all names in parentheses, and each type.
fn print_figures(
    dev: &[Vec<Example>],
    scores: impl Fn(&Example) -> Vec<decoder::Scores>,
    transitions: &[decoder::Scores; decoder::N_LABELS],
) {
    for (part, (source, _)) in dev.iter().zip(DEV) {
        let mut figures = Figures::default();
        for example in part {
            figures.add(example, &evaluate::names_of(&decoder::best_path(&scores(example), transitions)));
        }
        let [per, org, loc, misc] = figures.kinds.map(Counts::f1);
        println!(
            "  {source:<20} f1 {:.2} with misc {:.2}: PER {per:.1} ORG {org:.1} LOC {loc:.1} MISC {misc:.1}",
            figures.three.f1(),
            figures.all.f1()
        );
    }
}

fn inspect(path: &std::path::Path) -> Result<()> {
    let network = read_network(path)?;
    let size = std::fs::metadata(path)?.len();
    let text = format!("{}: {size} bytes, features {FEATURES_HASH:#010x}\n{network}\n", path.display());
    // A reader that has seen enough, such as `head`, is no error.
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}
