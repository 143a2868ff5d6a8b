//! Packs the word lists of `lexicon/` into one FST and names their classes.
//!
//! Every `lexicon/<class>.txt` is a class: its first line `# …` says what it holds and where the facts are from, every
//! other line is one lower-case entry in plain spelling (`al-karim`, `mother's day`), words separated by one space; `#`
//! starts a comment. Written to `OUT_DIR`: `classes.rs` (a constant a class) and `lexicon.fst` (entry, split as the
//! tokenizer splits it, to bit set). `models/tags.tsv` becomes `tags.fst` (word to its tags, six bits a tag, the most frequent
//! lowest) with `tag_names.rs` (the tags in the order of their numbers, from 1).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() {
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    println!("cargo::rerun-if-changed=lexicon");
    println!("cargo::rerun-if-changed=models/tags.tsv");
    println!("cargo::rerun-if-changed=build.rs");

    let mut files: Vec<_> = fs::read_dir("lexicon")
        .expect("lexicon/ is part of the crate")
        .map(|entry| entry.expect("lexicon/ can be read").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    assert!(files.len() <= 64, "{} lexicon files, but classes are a set of 64 bits", files.len());

    let prefixes = bound_prefixes();
    let mut entries: BTreeMap<String, u64> = BTreeMap::new();
    let mut code = String::from("impl Classes {\n");
    let mut names = String::new();
    for (bit, path) in files.iter().enumerate() {
        println!("cargo::rerun-if-changed={}", path.display());
        let text = fs::read_to_string(path).expect("a word list is UTF-8");
        let stem = path.file_stem().and_then(|s| s.to_str()).expect("an ASCII file name");
        let about = text.lines().next().and_then(|l| l.strip_prefix('#')).map(str::trim);
        let about = about.unwrap_or_else(|| panic!("{}: the first line must be '# what it holds'", path.display()));
        writeln!(code, "    /// {about}\n    pub const {}: Self = Self(1 << {bit});", stem.to_uppercase()).expect("a String");
        writeln!(names, "{stem}").expect("a String");
        for line in text.lines() {
            let entry = line.split('#').next().unwrap_or("").trim();
            if entry.is_empty() {
                continue;
            }
            check(path, entry);
            *entries.entry(tokenised(entry, &prefixes)).or_default() |= 1 << bit;
        }
    }
    code.push_str("}\n");
    names.push_str(&pack_tags(Path::new(&out)));
    writeln!(
        code,
        "/// Hash of the classes' and tags' names and order; a packed lexicon carries it.\npub const CLASSES_HASH: u32 = {:#x};",
        fnv1a(&names)
    )
    .expect("a String");
    fs::write(Path::new(&out).join("classes.rs"), code).expect("OUT_DIR can be written");

    write_fst(&Path::new(&out).join("lexicon.fst"), &entries);
}

fn write_fst(path: &Path, entries: &BTreeMap<String, u64>) {
    let mut builder = fst::MapBuilder::memory();
    for (entry, value) in entries {
        builder.insert(entry, *value).expect("a BTreeMap is ordered");
    }
    let bytes = builder.into_inner().expect("memory can be written");
    fs::write(path, bytes).expect("OUT_DIR can be written");
}

/// Packs the dictionary of tags; the names of its tags in the order of their numbers.
fn pack_tags(out: &Path) -> String {
    let text = fs::read_to_string("models/tags.tsv").expect("models/tags.tsv is part of the crate");
    let lines = || text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    let names: BTreeSet<&str> = lines().flat_map(|(_, tags)| tags.split(' ')).collect();
    let number = |tag: &str| names.iter().position(|name| *name == tag).expect("every tag was collected") as u64 + 1;
    let entries = lines()
        .map(|(word, tags)| (word.to_owned(), tags.split(' ').rev().fold(0, |packed, tag| packed << 6 | number(tag))))
        .collect();
    write_fst(&out.join("tags.fst"), &entries);
    fs::write(out.join("tag_names.rs"), format!("const TAG_NAMES: &[&str] = &{:?};\n", names.iter().collect::<Vec<_>>()))
        .expect("OUT_DIR can be written");
    names.iter().map(|name| format!("{name}\n")).collect()
}

/// Stops the build at an entry that no token sequence can match.
fn check(path: &Path, entry: &str) {
    let bad = if entry != entry.to_lowercase() {
        "is not in lower case"
    } else if entry.contains("  ") {
        "has two spaces in a row"
    } else if entry.contains('\u{2019}') {
        "has a curly apostrophe"
    } else {
        return;
    };
    panic!("{}: {entry:?} {bad}", path.display());
}

/// The prefixes that the tokenizer leaves with their word: `co-founder`.
fn bound_prefixes() -> BTreeSet<String> {
    let text = fs::read_to_string("lexicon/bound_prefixes.txt").expect("lexicon/bound_prefixes.txt is part of the crate");
    text.lines().filter(|line| !line.starts_with('#')).map(|line| line.trim().to_owned()).collect()
}

/// The entry with a space wherever the tokenizer cuts: around hyphens, unless a bound prefix stands before, and before a possessive.
fn tokenised(entry: &str, prefixes: &BTreeSet<String>) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in entry.split(' ') {
        let (stem, clitic) = match word.strip_suffix("'s") {
            Some(stem) if !stem.is_empty() => (stem, Some("'s")),
            _ => (word, None),
        };
        let hyphenated = stem.len() > 2 && !stem.starts_with('-') && !stem.ends_with('-');
        words.push(if hyphenated { split_hyphens(stem, prefixes) } else { stem.to_owned() });
        words.extend(clitic.map(str::to_owned));
    }
    words.join(" ")
}

fn split_hyphens(stem: &str, prefixes: &BTreeSet<String>) -> String {
    let mut split = String::new();
    // Whether the part before is a bound prefix that has not yet taken its word.
    let mut bound = false;
    for (index, part) in stem.split('-').enumerate() {
        if index > 0 {
            split.push_str(if bound { "-" } else { " - " });
        }
        split.push_str(part);
        bound = !bound && prefixes.contains(part);
    }
    split
}

fn fnv1a(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
