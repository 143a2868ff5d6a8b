//! Everything that must hold, in steps: what a developer runs is what CI runs.
//!
//! A step that fails does not end the run, so that one run tells all; what stands on it is left out and said.

use std::env;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::dist::{self, Files};
use crate::{browser, scores, size, tidy, tools, wasm};

/// How a step ended.
enum Outcome {
    Passed,
    Skipped,
    Failed,
}

/// The steps of a run so far.
#[derive(Default)]
struct Steps {
    ended: Vec<(&'static str, Outcome, Duration)>,
}

impl Steps {
    /// Runs a step under its heading; its result when it passed.
    fn run<T>(&mut self, name: &'static str, step: impl FnOnce() -> Result<T>) -> Option<T> {
        println!("\n== {name}");
        let start = Instant::now();
        let result = step();
        let outcome = if result.is_ok() { Outcome::Passed } else { Outcome::Failed };
        self.ended.push((name, outcome, start.elapsed()));
        result.map_err(|error| println!("FAILED: {error:#}")).ok()
    }

    /// Says why a step is left out.
    fn skip(&mut self, name: &'static str, why: &str) {
        println!("\n== {name}\nskipped: {why}");
        self.ended.push((name, Outcome::Skipped, Duration::ZERO));
    }

    fn count(&self, wanted: fn(&Outcome) -> bool) -> usize {
        self.ended.iter().filter(|(_, outcome, _)| wanted(outcome)).count()
    }
}

/// Runs every step; an error when one failed.
pub fn test() -> Result<()> {
    let mut steps = Steps::default();
    steps.run("format", || tools::run(tools::cargo("fmt").args(["--all", "--check"])));
    steps.run("layers and tidiness", tidy::check);
    steps.run("clippy", || tools::run(tools::cargo("clippy").args(["--quiet", "--workspace", "--all-targets"])));
    steps.run("clippy of the wasm target", clippy_wasm);
    steps.run("Rust tests", || tools::run(tools::cargo("test").args(["--quiet", "--workspace"])));
    steps.run("documentation", document);
    match steps.run("build of the page", dist::build) {
        Some(files) => {
            steps.run("vector instructions in the module", || check_simd(&files));
            steps.run("sizes", || size::check(&files));
            browser_steps(&mut steps);
        }
        None => steps.skip("browser tests", "there is no page to test"),
    }
    match scores::shared() {
        Some(shared) => {
            steps.run("floors of models/scores.csv", || scores::check(&shared));
        }
        None if is_ci() => {
            steps.run("floors of models/scores.csv", || -> Result<()> { bail!("CI needs ../shared/corpora, which is missing") });
        }
        None => steps.skip("floors of models/scores.csv", "there is no ../shared/corpora"),
    }
    if is_ci() {
        steps.run("clean working tree", check_clean);
    }
    conclude(&steps)
}

/// Whether a machine runs this that nobody watches.
fn is_ci() -> bool {
    env::var("CI").is_ok_and(|value| value == "true")
}

fn clippy_wasm() -> Result<()> {
    wasm::add_target()?;
    let mut clippy = tools::cargo("clippy");
    clippy.args(["--quiet", "--package", "glossator", "--lib", "--target", wasm::TARGET]);
    tools::run(clippy.env("CARGO_ENCODED_RUSTFLAGS", wasm::flags()))
}

/// Private items are documented too, since module docs lead to them.
fn document() -> Result<()> {
    tools::run(tools::cargo("doc").args(["--quiet", "--workspace", "--no-deps", "--document-private-items"]))
}

fn check_simd(files: &Files) -> Result<()> {
    let (name, module) = files.iter().find(|(name, _)| name.ends_with(".wasm")).context("the page has no module")?;
    let count = wasm::count_simd(module)?;
    if count == 0 {
        bail!("{name} holds no vector instruction: the build has lost its +simd128");
    }
    println!("{name} holds {count}");
    Ok(())
}

fn browser_steps(steps: &mut Steps) {
    if steps.run("Node", browser::check_node).is_none() {
        return steps.skip("browser tests", "there is no Node to run them");
    }
    let Some(chromium) = steps.run("Chromium", browser::chromium) else {
        return steps.skip("browser tests", "there is no Chromium to run them");
    };
    println!("{}", chromium.display());
    let npm = |arguments: &[&str]| tools::run(browser::npm(&chromium, &dist::folder()).args(arguments));
    if steps.run("packages of the browser tests", || npm(&["ci", "--no-audit", "--no-fund"])).is_none() {
        return steps.skip("browser tests", "their packages are missing");
    }
    steps.run("types of the page's scripts", || npm(&["run", "types"]));
    steps.run("browser tests", || npm(&["test"]));
}

/// Nothing that the steps did may show in the tree: a stale lock file, a golden that rewrote itself.
fn check_clean() -> Result<()> {
    let changed =
        tools::output(tools::command("git").args(["status", "--porcelain", "--untracked-files=no"])).context("git cannot tell")?;
    if !changed.is_empty() {
        bail!("the run has changed\n{changed}");
    }
    Ok(())
}

fn conclude(steps: &Steps) -> Result<()> {
    println!("\n== summary");
    for (name, outcome, time) in &steps.ended {
        let outcome = match outcome {
            Outcome::Passed => "passed",
            Outcome::Skipped => "skipped",
            Outcome::Failed => "FAILED",
        };
        println!("{outcome:<8} {:>7.1} s  {name}", time.as_secs_f64());
    }
    let failed = steps.count(|outcome| matches!(outcome, Outcome::Failed));
    println!("{} passed, {failed} failed", steps.count(|outcome| matches!(outcome, Outcome::Passed)));
    if failed > 0 { bail!("the project is not in order") } else { Ok(()) }
}
