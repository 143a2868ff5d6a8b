//! The figures of the corpora in `../shared` against the floors of `models/scores.csv`.
//!
//! `shared/eval/evaluate.py` measures; this compares. A floor is the best figure that was ever committed, so that a drop
//! shows: either a figure falls through its floor and the test fails, or the floor is lowered by hand and the diff says so.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::tools;

/// How far below its floor a figure may lie, in percentage points: room for a rule that trades a little for much.
const TOLERANCE: f64 = 0.3;
const HEADER: &str = "figure,floor,measured";

/// Figures by name (`task/set measure`), in percent.
type Figures = BTreeMap<String, f64>;

/// A line of the table.
#[derive(Debug, PartialEq)]
struct Score {
    floor: f64,
    measured: f64,
}

/// The corpora and the scorers beside the repository; none where they are not.
pub fn shared() -> Option<PathBuf> {
    let shared = tools::root().parent()?.join("shared");
    shared.join("corpora").is_dir().then_some(shared)
}

/// Measures and compares with the floors.
pub fn check(shared: &Path) -> Result<()> {
    let figures = measure(shared)?;
    let table = read(&fs::read_to_string(path()).with_context(|| format!("cannot read {}", path().display()))?)?;
    let faults = compare(&table, &figures);
    if !faults.is_empty() {
        bail!("{}", faults.join("\n"));
    }
    println!("{} figures, none more than {TOLERANCE} below its floor", table.len());
    Ok(())
}

/// Measures and rewrites the table: `measured` becomes what was measured now, a floor only ever rises.
pub fn update() -> Result<()> {
    let shared = shared().context("there is no ../shared/corpora to measure on")?;
    let figures = measure(&shared)?;
    let table = read(&fs::read_to_string(path()).unwrap_or_default())?;
    fs::write(path(), written(&table, &figures))?;
    for fault in compare(&table, &figures) {
        println!("{fault}");
    }
    println!("{} figures in {}", figures.len(), path().display());
    Ok(())
}

fn path() -> PathBuf {
    tools::root().join("models/scores.csv")
}

/// Runs the scorers over the release build of the command line.
fn measure(shared: &Path) -> Result<Figures> {
    tools::run(
        tools::cargo("build")
            .args(["--quiet", "--release", "--package", "glossator-cli"])
            .arg("--target-dir")
            .arg(tools::target_dir()),
    )?;
    let json = tools::target_dir().join("scores.json");
    let mut evaluate = tools::command("python3");
    evaluate.arg(shared.join("eval/evaluate.py")).arg("--bin").arg(tools::target_dir().join("release/glossator"));
    evaluate.arg("--corpora").arg(shared.join("corpora")).arg("--json").arg(&json);
    tools::run(&mut evaluate).context("the corpora could not be measured, or a result breaks the contract")?;
    let figures = fs::read(&json).with_context(|| format!("cannot read {}", json.display()))?;
    Ok(serde_json::from_slice(&figures)?)
}

/// The lines of the table by figure.
fn read(csv: &str) -> Result<BTreeMap<String, Score>> {
    let mut table = BTreeMap::new();
    for line in csv.lines().filter(|line| *line != HEADER) {
        let fields: Vec<&str> = line.split(',').collect();
        let [figure, floor, measured] = fields[..] else { bail!("models/scores.csv: {line:?} has not three fields") };
        let number = |field: &str| field.parse().with_context(|| format!("models/scores.csv: {field:?} is no number"));
        table.insert(figure.to_owned(), Score { floor: number(floor)?, measured: number(measured)? });
    }
    Ok(table)
}

/// One line for every figure that is missing or too low.
fn compare(table: &BTreeMap<String, Score>, figures: &Figures) -> Vec<String> {
    let fault = |(name, score): (&String, &Score)| match figures.get(name) {
        None => Some(format!("{name}: has a floor, but was not measured")),
        Some(&now) if now < score.floor - TOLERANCE => {
            Some(format!("{name}: {now:.2} is below its floor of {:.2} (last measured: {:.2})", score.floor, score.measured))
        }
        Some(_) => None,
    };
    table.iter().filter_map(fault).collect()
}

/// The table of these figures, with the old floors where those are higher.
fn written(table: &BTreeMap<String, Score>, figures: &Figures) -> String {
    let mut csv = format!("{HEADER}\n");
    for (name, &measured) in figures {
        let floor = table.get(name).map_or(measured, |score| score.floor.max(measured));
        writeln!(csv, "{name},{floor:.2},{measured:.2}").expect("a String can be written");
    }
    csv
}

#[cfg(test)]
mod tests {
    use super::*;

    const CSV: &str = "figure,floor,measured\nner/x f1,57.00,58.20\nquotes/y direct.match.f1,45.00,45.00\n";

    fn figures(entries: &[(&str, f64)]) -> Figures {
        entries.iter().map(|&(name, value)| (name.to_owned(), value)).collect()
    }

    #[test]
    fn a_drop_below_the_floor_names_figure_and_numbers() {
        let table = read(CSV).expect("a table");
        assert!(compare(&table, &figures(&[("ner/x f1", 56.8), ("quotes/y direct.match.f1", 80.0)])).is_empty());
        let faults = compare(&table, &figures(&[("ner/x f1", 56.5), ("quotes/y direct.match.f1", 45.0)]));
        assert_eq!(faults, ["ner/x f1: 56.50 is below its floor of 57.00 (last measured: 58.20)"]);
        assert_eq!(compare(&table, &figures(&[("ner/x f1", 60.0)])).len(), 1);
    }

    #[test]
    fn floors_only_rise() {
        let table = read(CSV).expect("a table");
        let csv = written(&table, &figures(&[("ner/x f1", 56.5), ("quotes/y direct.match.f1", 50.0), ("timex/z f", 54.0)]));
        assert_eq!(
            csv,
            "figure,floor,measured\nner/x f1,57.00,56.50\nquotes/y direct.match.f1,50.00,50.00\ntimex/z f,54.00,54.00\n"
        );
        assert!(read(&csv).is_ok());
    }

    #[test]
    fn a_broken_table_is_refused() {
        assert!(read("ner/x f1,57.00\n").is_err());
        assert!(read("ner/x f1,57.00,much\n").is_err());
    }
}
