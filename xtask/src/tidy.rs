//! Checks on the sources that no compiler makes: the layers of the core, the edge to JavaScript, what the page may not do,
//! and what may not be in the repository. Each check returns one line a fault.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::tools;

/// The modules of the core by layer, lowest first. A module may import what lies below its layer; within a layer only
/// where [`MIXES`] says so.
const LAYERS: [(&str, &[&str]); 7] = [
    ("vocabulary", &["classes", "labels", "span"]),
    ("data", &["document"]),
    ("knowledge", &["features", "lexicon", "model", "tag_dictionary"]),
    (
        "stages",
        &[
            "coref",
            "language",
            "mentions",
            "ner",
            "quotes",
            "sentencizer",
            "structure",
            "summarizer",
            "tagger",
            "timex",
            "tokenizer",
        ],
    ),
    ("order", &["pipeline"]),
    ("result", &["view"]),
    ("edge", &["wasm"]),
];
/// Layers whose modules may import one another.
const MIXES: [&str; 2] = ["vocabulary", "knowledge"];

/// Crates that only the edge may name.
const EDGE_CRATES: [&str; 4] = ["js_sys", "serde_wasm_bindgen", "wasm_bindgen", "web_sys"];
/// What would make the result depend on more than text, options and model: clocks, and maps with a random order.
const UNSTEADY: [&str; 4] = ["HashMap", "HashSet", "Instant", "SystemTime"];

/// What the page's sources may not hold, and why.
const PAGE_BANS: [(&str, &str); 10] = [
    ("innerHTML", "text goes into the page as text nodes"),
    ("outerHTML", "text goes into the page as text nodes"),
    ("insertAdjacentHTML", "text goes into the page as text nodes"),
    ("setHTMLUnsafe", "text goes into the page as text nodes"),
    ("createContextualFragment", "text goes into the page as text nodes"),
    ("document.write", "text goes into the page as text nodes"),
    ("new Function", "the page runs no code made of text"),
    ("eval(", "the page runs no code made of text"),
    ("http://", "the page asks nothing of another origin"),
    ("https://", "the page asks nothing of another origin"),
];
/// Addresses that are names and never fetched.
const NAMESPACES: [&str; 1] = ["http://www.w3.org/"];

/// Folders of generated files.
const GENERATED: [&str; 5] = ["dist/", "pkg/", "target/", "node_modules/", "test-results/"];
/// Top folders that no path in a source needs: people's, and those of build machines.
const MACHINE_FOLDERS: [&str; 5] = ["home", "root", "tmp", "Users", "work"];
/// What says in code that something is unfinished or switched off.
const UNFINISHED: [&str; 7] = ["TODO", "FIXME", "todo!(", "unimplemented!(", "#[ignore", "test.skip(", "test.only("];

/// Runs every check.
pub fn check() -> Result<()> {
    let root = tools::root();
    let mut faults = Vec::new();
    for path in files_under(&root.join("src"))? {
        let name = path.strip_prefix(root.join("src")).expect("found under src").to_string_lossy().replace('\\', "/");
        faults.extend(core_faults(&name, &read(&path)?).with_context(|| format!("src/{name}"))?);
    }
    for path in files_under(&root.join("www"))? {
        let name = shown(&path);
        let is_source = [".html", ".css", ".js", ".svg", ".webmanifest"].iter().any(|end| name.ends_with(end));
        if is_source && !name.contains("/pkg/") {
            faults.extend(page_faults(&name, &read(&path)?));
        }
    }
    let tracked = tools::output(tools::command("git").args(["ls-files", "-z"])).context("git cannot list the files")?;
    for name in tracked.split('\0').filter(|name| !name.is_empty()) {
        faults.extend(generated_fault(name));
        // A file that is not UTF-8 is data; a link or a deleted file has no content here.
        let Ok(content) = fs::read_to_string(root.join(name)) else { continue };
        if name != "xtask/src/tidy.rs" {
            faults.extend(tracked_faults(name, &content, &root.to_string_lossy()));
        }
    }
    if !faults.is_empty() {
        bail!("{}", faults.join("\n"));
    }
    Ok(())
}

/// Imports that break the layers, and names that only the edge may use or none; of one file of `src/`.
fn core_faults(name: &str, source: &str) -> Result<Vec<String>> {
    let module = name.split(['/', '.']).next().unwrap_or_default();
    // lib.rs declares every module.
    if module == "lib" || name.ends_with("/tests.rs") || name == "tests.rs" {
        return Ok(Vec::new());
    }
    let Some(layer) = layer_of(module) else {
        return Ok(vec![format!("src/{name}: the module {module} has no layer in xtask/src/tidy.rs")]);
    };
    let tokens: TokenStream = source.parse().map_err(|error| anyhow::anyhow!("cannot be read as Rust: {error}"))?;
    let mut names = Names { all: Vec::new(), imported: Vec::new(), depth: depth_of(name) };
    names.collect(tokens);

    let mut faults = Vec::new();
    names.imported.sort();
    names.imported.dedup();
    for other in names.imported.iter().filter(|other| *other != module) {
        let Some(found) = layer_of(other) else { continue };
        let sideways = found == layer && !MIXES.contains(&LAYERS[layer].0);
        if found > layer || sideways {
            faults.push(format!("src/{name}: {} may not import {other} ({})", LAYERS[layer].0, LAYERS[found].0));
        }
    }
    for ident in &names.all {
        if UNSTEADY.contains(&ident.as_str()) {
            faults.push(format!("src/{name}: {ident} makes the result depend on more than text, options and model"));
        }
        if module != "wasm" && EDGE_CRATES.contains(&ident.as_str()) {
            faults.push(format!("src/{name}: only src/wasm.rs may name {ident}"));
        }
    }
    Ok(faults)
}

fn layer_of(module: &str) -> Option<usize> {
    LAYERS.iter().position(|(_, modules)| modules.contains(&module))
}

/// How many modules lie between a file's module and the crate, itself counted: 1 for `timex.rs`, 2 for `timex/words.rs`.
fn depth_of(name: &str) -> usize {
    name.split('/').filter(|part| *part != "mod.rs").count()
}

/// What a source file names, its tests left out: tests build documents with whole stages.
struct Names {
    /// Every identifier.
    all: Vec<String>,
    /// The first name after each `crate::` or as many `super::` as lead there, or the first names of the braces.
    imported: Vec<String>,
    /// See [`depth_of`].
    depth: usize,
}

impl Names {
    fn collect(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            if is_test_attribute(&tokens[at..]) {
                at = end_of_item(&tokens, at);
                continue;
            }
            match &tokens[at] {
                TokenTree::Ident(ident) => {
                    self.all.push(ident.to_string());
                    let n_roots = if ident == "crate" { 1 } else { self.depth };
                    if ident == "crate" || ident == "super" {
                        let after = (0..n_roots).try_fold(at, |at, _| after_root(&tokens, at));
                        self.imported.extend(after.and_then(|at| tokens.get(at)).into_iter().flat_map(first_names));
                    }
                }
                TokenTree::Group(group) => self.collect(group.stream()),
                _ => {}
            }
            at += 1;
        }
    }
}

/// `#[cfg(test)]`
fn is_test_attribute(tokens: &[TokenTree]) -> bool {
    let [TokenTree::Punct(hash), TokenTree::Group(group), ..] = tokens else { return false };
    hash.as_char() == '#' && group.stream().to_string().replace(' ', "") == "cfg(test)"
}

/// The place after the item that begins at `at`: after its braces or its semicolon.
fn end_of_item(tokens: &[TokenTree], at: usize) -> usize {
    let ends = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(punct) => punct.as_char() == ';',
        _ => false,
    };
    tokens[at..].iter().position(ends).map_or(tokens.len(), |length| at + length + 1)
}

/// The place after `crate::` or `super::` at `at`.
fn after_root(tokens: &[TokenTree], at: usize) -> Option<usize> {
    let [TokenTree::Ident(root), TokenTree::Punct(first), TokenTree::Punct(second)] = tokens.get(at..at + 3)? else { return None };
    let is_root = root == "crate" || root == "super";
    (is_root && first.as_char() == ':' && second.as_char() == ':').then_some(at + 3)
}

/// The name itself, or the first name of every path in a group.
fn first_names(token: &TokenTree) -> Vec<String> {
    match token {
        TokenTree::Ident(ident) => vec![ident.to_string()],
        TokenTree::Group(group) => {
            let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
            let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
            tokens.split(is_comma).filter_map(|path| path.first().map(ToString::to_string)).collect()
        }
        _ => Vec::new(),
    }
}

/// What the page may not hold; of one of its sources.
fn page_faults(name: &str, source: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (n, line) in source.lines().enumerate() {
        let mut line = line.to_owned();
        for namespace in NAMESPACES {
            line = line.replace(namespace, "");
        }
        for (ban, why) in PAGE_BANS {
            if line.contains(ban) {
                faults.push(format!("{name}:{}: {ban} ({why})", n + 1));
            }
        }
    }
    faults
}

fn generated_fault(name: &str) -> Option<String> {
    let inside = |folder: &str| name.starts_with(folder) || name.contains(&format!("/{folder}"));
    GENERATED
        .into_iter()
        .find(|folder| inside(folder))
        .map(|folder| format!("{name}: files of {folder} are generated and not committed"))
}

/// Paths of a machine, hosts of registries and unfinished code; in one tracked file.
fn tracked_faults(name: &str, content: &str, root: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (n, line) in content.lines().enumerate() {
        if MACHINE_FOLDERS.iter().any(|folder| holds_path(line, folder)) || line.contains(root) {
            faults.push(format!("{name}:{}: a path of a machine", n + 1));
        }
        let is_code = [".rs", ".js", ".mjs", ".css", ".html"].iter().any(|end| name.ends_with(end));
        if let Some(mark) = UNFINISHED.iter().find(|mark| is_code && line.contains(**mark)) {
            faults.push(format!("{name}:{}: {mark} says that this is unfinished", n + 1));
        }
        if name.ends_with("package-lock.json") && line.contains("\"resolved\"") {
            faults.push(format!("{name}:{}: a registry's address; a lock file holds versions and hashes alone", n + 1));
        }
    }
    faults
}

/// Whether a line holds a path that begins at this top folder.
fn holds_path(line: &str, folder: &str) -> bool {
    let continues = |before: &str| before.ends_with(|c: char| c.is_alphanumeric() || "._-~*/".contains(c));
    line.match_indices(&format!("/{folder}/")).any(|(at, _)| !continues(&line[..at]))
}

/// Every file of a folder and its folders; none when there is no folder.
fn files_under(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(folder) = waiting.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() { waiting.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", shown(path)))
}

/// The path from the top folder.
fn shown(path: &Path) -> String {
    path.strip_prefix(tools::root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn core(name: &str, source: &str) -> Vec<String> {
        core_faults(name, source).expect("Rust")
    }

    #[test]
    fn imports_go_down() {
        assert!(
            core("timex/parse.rs", "use crate::{document::Lexical, classes::Classes};\nuse crate::timex::words::Word;").is_empty()
        );
        assert!(core("model.rs", "use crate::lexicon::Lexicon;").is_empty());
        assert!(core("document.rs", "use crate::classes::Classes;").is_empty());
        assert_eq!(core("document.rs", "use crate::lexicon::Lexicon;").len(), 1);
        assert_eq!(core("quotes.rs", "use crate::coref;"), ["src/quotes.rs: stages may not import coref (stages)"]);
        assert_eq!(core("ner/rules.rs", "use crate::{labels, view::Parts};").len(), 1);
        assert_eq!(core("span.rs", "fn f() { g(vec![crate::document::h()]) }").len(), 1);
        assert_eq!(core("ner/rules.rs", "use super::super::coref;").len(), 1);
        assert!(core("ner/rules.rs", "use super::coref;").is_empty());
        assert_eq!(core("ner.rs", "use super::{coref, span};").len(), 1);
        assert_eq!(core("novel.rs", ""), ["src/novel.rs: the module novel has no layer in xtask/src/tidy.rs"]);
    }

    #[test]
    fn tests_and_comments_are_free() {
        let source = "//! `crate::view` shows it.\nuse crate::span::Span;\n#[cfg(test)]\nmod tests { use crate::view; }\n";
        assert!(core("coref.rs", source).is_empty());
        assert_eq!(core("coref.rs", &format!("{source}use crate::view;")).len(), 1);
    }

    #[test]
    fn the_edge_alone_names_javascript() {
        assert!(core("wasm.rs", "use wasm_bindgen::prelude::*;").is_empty());
        assert_eq!(core("view.rs", "use wasm_bindgen::prelude::*;").len(), 1);
        assert_eq!(core("ner.rs", "use std::collections::HashMap;").len(), 1);
    }

    #[test]
    fn the_page_has_no_html_sink_and_no_other_origin() {
        assert!(page_faults("a.js", "node.textContent = text;\nconst svg = \"http://www.w3.org/2000/svg\";").is_empty());
        assert_eq!(page_faults("a.js", "\nnode.innerHTML = text;"), ["a.js:2: innerHTML (text goes into the page as text nodes)"]);
        assert_eq!(page_faults("a.css", "@import 'https://fonts.example/x.css';").len(), 1);
        assert_eq!(page_faults("a.js", "new Function('x')").len(), 1);
    }

    #[test]
    fn the_repository_holds_sources_alone() {
        assert!(generated_fault("www/js/main.js").is_none() && generated_fault("src/dist.rs").is_none());
        assert!(generated_fault("dist/index.html").is_some() && generated_fault("tests/web/node_modules/a/b.js").is_some());
        assert_eq!(tracked_faults("a.md", "see /srv/copy/x", "/srv/copy").len(), 1);
        assert_eq!(tracked_faults("a.md", "in /home/ann/x", "/srv/copy").len(), 1);
        assert!(tracked_faults("a.md", "ann.example/home/x and src/work/x", "/srv/copy").is_empty());
        assert_eq!(tracked_faults("a.rs", "    // FIXME: later", "/srv/copy").len(), 1);
        let lock = "tests/web/package-lock.json";
        assert!(tracked_faults(lock, "\"version\": \"1.0.0\"", "/srv/copy").is_empty());
        assert_eq!(tracked_faults(lock, "\"resolved\": \"https://mirror.example/a.tgz\"", "/srv/copy").len(), 1);
    }
}
