//! How long an annotation takes, natively and in Chromium: for an article, and against the length of the text.

use std::fs;

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::{browser, dist, tools};

/// Measures both and prints them side by side. No limit is checked: times of a busy machine are no test.
pub fn bench() -> Result<()> {
    tools::run(tools::cargo("bench").args(["--package", "glossator", "--bench", "annotate", "--", "--quiet"]))?;
    dist::build()?;
    let browser = measure_in_chromium()?;

    let words = number(&browser, "/article/words")?;
    let per_thousand = |ms: f64| 1000.0 * ms / words;
    println!("\nan article, ms per 1,000 words");
    println!("native    {:>8.2}", per_thousand(native_ms("article/annotate")?));
    println!("Chromium  {:>8.2}", per_thousand(number(&browser, "/article/ms")?));

    println!("\n{:>10} {:>12} {:>8} {:>12} {:>8}", "bytes", "native ms", "ratio", "Chromium ms", "ratio");
    let mut before: Option<(f64, f64)> = None;
    for row in browser["length"].as_array().context("the browser's times have no list")? {
        let bytes = number(row, "/bytes")?;
        let now = (native_ms(&format!("length/{bytes}"))?, number(row, "/ms")?);
        let ratio = |part: fn((f64, f64)) -> f64| before.map_or(String::new(), |before| format!("{:.2}", part(now) / part(before)));
        println!("{bytes:>10} {:>12.2} {:>8} {:>12.2} {:>8}", now.0, ratio(|t| t.0), now.1, ratio(|t| t.1));
        before = Some(now);
    }
    Ok(())
}

/// The times of `tests/web/bench.mjs`.
fn measure_in_chromium() -> Result<Value> {
    browser::check_node()?;
    let chromium = browser::chromium()?;
    tools::run(browser::npm(&chromium, &dist::folder()).args(["ci", "--no-audit", "--no-fund"]))?;
    let mut run = browser::npm(&chromium, &dist::folder());
    let output = run.args(["exec", "--", "node", "bench.mjs"]).output()?;
    let times = serde_json::from_slice(&output.stdout);
    times.with_context(|| format!("tests/web/bench.mjs failed: {}", String::from_utf8_lossy(&output.stderr)))
}

/// Criterion's median of a benchmark's latest run, in milliseconds.
fn native_ms(id: &str) -> Result<f64> {
    let path = tools::target_dir().join("criterion").join(id).join("new/estimates.json");
    let estimates = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(number(&serde_json::from_slice(&estimates)?, "/median/point_estimate")? / 1e6)
}

fn number(value: &Value, pointer: &str) -> Result<f64> {
    value.pointer(pointer).and_then(Value::as_f64).with_context(|| format!("no number at {pointer}"))
}
