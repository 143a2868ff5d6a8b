//! What the page weighs: every file raw, with gzip and with brotli, and what the first load may weigh.

use std::io::Write as _;

use anyhow::{Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::dist::Files;

/// The most that everything which the first load fetches may weigh, in bytes with brotli: four fifths of what the
/// design allows, so that growth is a decision and no accident.
const FIRST_LOAD_LIMIT: usize = 2_000_000;
/// The most that scripts and style may weigh of it.
const SCRIPTS_LIMIT: usize = 60_000;

/// The weight of a file or of several, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Weight {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Weight {
    fn plus(self, other: Self) -> Self {
        Self { raw: self.raw + other.raw, gzip: self.gzip + other.gzip, brotli: self.brotli + other.brotli }
    }
}

/// Prints the weights; an error when a limit is passed.
pub fn check(files: &Files) -> Result<()> {
    let index = files.get("index.html").map(|content| String::from_utf8_lossy(content)).unwrap_or_default();
    let weights = files.iter().map(|(name, content)| Ok((name, weigh(content)?))).collect::<Result<Vec<_>>>()?;
    let total = |counts: &dyn Fn(&str) -> bool| {
        weights.iter().filter(|(name, _)| counts(name)).fold(Weight::default(), |sum, (_, weight)| sum.plus(*weight))
    };
    let first_load = total(&|name| is_first_load(name, &index));
    let scripts = total(&|name| is_first_load(name, &index) && (name.ends_with(".js") || name.ends_with(".css")));

    println!("{:<44} {:>10} {:>10} {:>10}", "file", "raw", "gzip", "brotli");
    let totals = [("first load", first_load), ("of it scripts and style", scripts)];
    for (name, weight) in weights.iter().map(|(name, weight)| (name.as_str(), *weight)).chain(totals) {
        println!("{name:<44} {:>10} {:>10} {:>10}", weight.raw, weight.gzip, weight.brotli);
    }
    for (what, weight, limit) in [("the first load", first_load, FIRST_LOAD_LIMIT), ("scripts and style", scripts, SCRIPTS_LIMIT)] {
        if weight.brotli > limit {
            bail!("{what} weighs {} bytes with brotli, more than the limit of {limit}", weight.brotli);
        }
    }
    Ok(())
}

/// Whether a browser fetches the file when the page opens: all but the samples, what only hosts read, and scripts that come
/// when they are wanted. Those that come at once stand in `index.html`, save the worker's source.
fn is_first_load(name: &str, index: &str) -> bool {
    let is_late = name.starts_with("js-") && !name.ends_with("/worker.js") && !index.contains(name);
    !is_late && !name.starts_with("samples/") && name != "_headers" && name != ".nojekyll"
}

fn weigh(content: &[u8]) -> Result<Weight> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(content)?;
    let mut brotli = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
    brotli::BrotliCompress(&mut &content[..], &mut brotli, &params)?;
    Ok(Weight { raw: content.len(), gzip: gzip.finish()?.len(), brotli: brotli.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes that no packer makes smaller.
    fn noise(len: usize) -> Vec<u8> {
        let mut state = 1u32;
        let step = |state: &mut u32| {
            *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (*state >> 24) as u8
        };
        (0..len).map(|_| step(&mut state)).collect()
    }

    fn files(entries: &[(&str, usize)]) -> Files {
        entries.iter().map(|&(name, len)| (name.to_owned(), noise(len))).collect()
    }

    #[test]
    fn limits_hold_for_the_first_load_alone() {
        assert!(check(&files(&[("index.html", 1000), ("glossator.wasm", 900_000)])).is_ok());
        assert!(check(&files(&[("glossator.wasm", 900_000), ("model.bin", 1_200_000)])).is_err());
        assert!(check(&files(&[("glossator.wasm", 900_000), ("samples/long.txt", 1_200_000)])).is_ok());
        assert!(check(&files(&[("js/main.js", 40_000), ("style.css", 30_000)])).is_err());
        assert!(check(&files(&[("style.css", 40_000), ("js-0/late.js", 30_000)])).is_ok());
        assert!(check(&files(&[("style.css", 40_000), ("js-0/worker.js", 30_000)])).is_err());
        let mut early = files(&[("style.css", 40_000), ("js-0/early.js", 30_000)]);
        early.insert("index.html".to_owned(), b"<link rel=\"modulepreload\" href=\"./js-0/early.js\">".to_vec());
        assert!(check(&early).is_err());
    }
}
