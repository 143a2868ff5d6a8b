//! `dist/`: the page as a host serves it, static files with relative addresses.
//!
//! What the page loads beside `index.html` carries a hash of its content in its name, so that a host may cache it for ever
//! and no two versions mix: the module, its glue, the model and the style each; the scripts through the name of their
//! folder, so that their imports of one another stay as they were written. Other files of `www/` are copied as they are.
//!
//! The page learns the names from `<meta name="glossator-…">` tags of `index.html`, whose contents are filled in here.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use sha2::{Digest as _, Sha256};

use crate::{tools, wasm};

/// The files of the page by their path in `dist/`, with `/` between its parts.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Where the page is written.
pub fn folder() -> PathBuf {
    tools::root().join("dist")
}

/// Builds the page and replaces `dist/`; what was written.
pub fn build() -> Result<Files> {
    let module = wasm::build()?;
    let www = tools::root().join("www");
    let source = read_folder(&www).with_context(|| format!("cannot read {}", www.display()))?;
    let files = assemble(module, glossator::model::embedded_bytes(), source)?;
    write(&files, &folder())?;
    Ok(files)
}

/// Every file of a folder that is part of the page: hidden files, `pkg/` and TypeScript's declarations are not.
fn read_folder(folder: &Path) -> Result<Files> {
    fn visit(folder: &Path, prefix: &str, files: &mut Files) -> Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_str().with_context(|| format!("{} is not UTF-8", entry.path().display()))?;
            let path = format!("{prefix}{name}");
            if name.starts_with('.') || name.ends_with(".d.ts") || path == "pkg" {
                continue;
            }
            if entry.file_type()?.is_dir() {
                visit(&entry.path(), &format!("{path}/"), files)?;
            } else {
                files.insert(path, fs::read(entry.path())?);
            }
        }
        Ok(())
    }
    let mut files = Files::new();
    visit(folder, "", &mut files)?;
    Ok(files)
}

/// The page of a module, a model and the files of `www/`.
fn assemble(module: wasm::Module, model: Vec<u8>, mut source: Files) -> Result<Files> {
    let index = take(&mut source, "index.html")?;
    let style = take(&mut source, "style.css")?;
    let (scripts, others): (Files, Files) = source.into_iter().partition(|(path, _)| path.starts_with("js/"));

    let mut files = Files::new();
    let mut add = |stem: &str, extension: &str, content: Vec<u8>| {
        let name = format!("{stem}-{}.{extension}", hash([&content[..]]));
        files.insert(name.clone(), content);
        name
    };
    let style = add("style", "css", style.into_bytes());
    let wasm = add("glossator", "wasm", module.wasm);
    let glue = add("glossator", "js", module.glue);
    let model = add("model", "bin", model);
    let folder = format!("js-{}", hash(parts(&scripts)));
    let modules = reachable_modules(&scripts, "js/main.js")?;
    for (path, content) in scripts {
        files.insert(path.replacen("js", &folder, 1), content);
    }
    let hashed: Vec<String> = files.keys().cloned().collect();
    files.extend(others);

    let mut hints = String::new();
    for module in modules {
        let module = module.replacen("js", &folder, 1);
        writeln!(hints, "<link rel=\"modulepreload\" href=\"./{module}\">")?;
    }
    for name in [&wasm, &glue, &model] {
        writeln!(hints, "<link rel=\"preload\" href=\"./{name}\" as=\"fetch\" crossorigin>")?;
    }
    let index = replace(&index, "\"./style.css\"", &format!("\"./{style}\""))?;
    let index = replace(&index, "\"./js/", &format!("\"./{folder}/"))?;
    let index = set_meta(&index, "glossator-wasm", &format!("./{wasm}"))?;
    let index = set_meta(&index, "glossator-glue", &format!("./{glue}"))?;
    let index = set_meta(&index, "glossator-model", &format!("./{model}"))?;
    let index = replace(&index, "</head>", &format!("{hints}</head>"))?;
    files.insert("index.html".to_owned(), index.clone().into_bytes());
    let index = set_meta(&index, "glossator-build", &hash(parts(&files)))?;

    files.insert("_headers".to_owned(), headers(&index, &hashed)?.into_bytes());
    files.insert("index.html".to_owned(), index.into_bytes());
    // Without it GitHub Pages leaves out files whose names begin with an underscore.
    files.insert(".nojekyll".to_owned(), Vec::new());
    Ok(files)
}

fn take(files: &mut Files, name: &str) -> Result<String> {
    let content = files.remove(name).with_context(|| format!("www/{name} is missing"))?;
    String::from_utf8(content).with_context(|| format!("www/{name} is not UTF-8"))
}

/// The names and contents that a hash of several files is of.
fn parts(files: &Files) -> impl Iterator<Item = &[u8]> {
    files.iter().flat_map(|(path, content)| [path.as_bytes(), &content[..]])
}

/// The first 64 bits of the SHA-256 of the parts, each led by its length; in hexadecimal digits.
fn hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut sha = Sha256::new();
    for part in parts {
        sha.update((part.len() as u64).to_le_bytes());
        sha.update(part);
    }
    sha.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// `text` with every `from` replaced; there must be one.
fn replace(text: &str, from: &str, to: &str) -> Result<String> {
    if !text.contains(from) {
        bail!("www/index.html lacks {from}");
    }
    Ok(text.replace(from, to))
}

/// The page with the content of `<meta name="…" content="…">` set.
fn set_meta(page: &str, name: &str, content: &str) -> Result<String> {
    let (before, old, after) = split_at_meta(page, &format!("name=\"{name}\""))?;
    debug_assert!(!old.contains('<'), "the content of a tag");
    Ok(format!("{before}{content}{after}"))
}

/// The page cut around the content of the `<meta>` tag that has this attribute.
fn split_at_meta<'p>(page: &'p str, attribute: &str) -> Result<(&'p str, &'p str, &'p str)> {
    let cut = || {
        let tag = page.find(attribute)?;
        let tag_end = tag + page[tag..].find('>')?;
        let start = tag + page[tag..tag_end].find("content=\"")? + "content=\"".len();
        let end = start + page[start..tag_end].find('"')?;
        Some((&page[..start], &page[start..end], &page[end..]))
    };
    cut().with_context(|| format!("www/index.html lacks <meta {attribute} content=\"…\">"))
}

/// The modules that `main` loads through its static imports, itself first: what a browser should fetch at once.
fn reachable_modules(scripts: &Files, main: &str) -> Result<BTreeSet<String>> {
    let mut reached = BTreeSet::new();
    let mut waiting = vec![main.to_owned()];
    while let Some(path) = waiting.pop() {
        let content = scripts.get(&path).with_context(|| format!("www/{path} is imported, but missing"))?;
        let source = std::str::from_utf8(content).with_context(|| format!("www/{path} is not UTF-8"))?;
        if reached.insert(path.clone()) {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            waiting.extend(imports(source).map(|name| format!("{folder}/{name}")));
        }
    }
    Ok(reached)
}

/// The names that a module imports from its own folder (`import … from "./name.js"`, `export … from`, `import "./name.js"`).
fn imports(source: &str) -> impl Iterator<Item = &str> {
    let ends_clause = |line: &&str| line.starts_with("import ") || line.starts_with("export ") || line.starts_with("} from ");
    source.lines().filter(ends_clause).filter_map(|line| {
        let (_, rest) = line.split_once("from \"./").or_else(|| line.split_once("import \"./"))?;
        rest.split_once('"').map(|(name, _)| name)
    })
}

/// Headers for hosts that read a `_headers` file: the page's own policy, and names that never change their content.
fn headers(index: &str, hashed: &[String]) -> Result<String> {
    let (_, policy, _) = split_at_meta(index, "http-equiv=\"Content-Security-Policy\"")?;
    let policy = policy.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut headers =
        format!("/*\n  Content-Security-Policy: {policy}\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n");
    for name in hashed {
        write!(headers, "/{name}\n  Cache-Control: public, max-age=31536000, immutable\n")?;
    }
    Ok(headers)
}

/// Replaces the folder's content by these files.
fn write(files: &Files, folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    for (path, content) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = "<head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';\n  script-src 'self'\">\
        <meta name=\"glossator-wasm\" content=\"\"><meta name=\"glossator-glue\" content=\"\">\
        <meta name=\"glossator-model\" content=\"\"><meta name=\"glossator-build\" content=\"dev\">\
        <link rel=\"stylesheet\" href=\"./style.css\"><script type=\"module\" src=\"./js/main.js\"></script></head>";

    fn page(style: &str, worker: &str) -> Files {
        let source = [
            ("index.html", INDEX),
            ("style.css", style),
            ("icon.svg", "<svg/>"),
            ("js/main.js", "import {\n  a,\n} from \"./a.js\";\nconst worker = \"./worker.js\";\n"),
            ("js/a.js", "export { b } from \"./b.js\";\n"),
            ("js/b.js", "export const b = 1;\n"),
            ("js/worker.js", worker),
        ];
        let source = source.map(|(path, content)| (path.to_owned(), content.as_bytes().to_vec()));
        let module = wasm::Module { wasm: b"\0asm".to_vec(), glue: b"let wasm_bindgen;".to_vec() };
        assemble(module, b"GLOS".to_vec(), source.into()).expect("a whole page")
    }

    fn text<'f>(files: &'f Files, name: &str) -> &'f str {
        std::str::from_utf8(&files[name]).expect("UTF-8")
    }

    /// The one file whose name matches `start…end`.
    fn name(files: &Files, start: &str, end: &str) -> String {
        let found: Vec<_> = files.keys().filter(|name| name.starts_with(start) && name.ends_with(end)).collect();
        assert_eq!(found.len(), 1, "{found:?}");
        found[0].clone()
    }

    #[test]
    fn page_names_its_files() {
        let files = page("p {}", "");
        let index = text(&files, "index.html");
        for name in [name(&files, "glossator-", ".wasm"), name(&files, "glossator-", ".js"), name(&files, "model-", ".bin")] {
            assert!(index.contains(&format!("content=\"./{name}\"")), "{name}");
            assert!(index.contains(&format!("<link rel=\"preload\" href=\"./{name}\"")), "{name}");
        }
        assert!(index.contains(&format!("src=\"./{}\"", name(&files, "js-", "/main.js"))));
        assert!(index.contains(&format!("href=\"./{}\"", name(&files, "style-", ".css"))));
        assert!(!index.contains("\"dev\""));
        assert_eq!(text(&files, "icon.svg"), "<svg/>");
    }

    #[test]
    fn imported_modules_are_fetched_early_and_others_not() {
        let files = page("p {}", "");
        let index = text(&files, "index.html");
        for (script, early) in [("main.js", true), ("a.js", true), ("b.js", true), ("worker.js", false)] {
            let path = name(&files, "js-", &format!("/{script}"));
            assert_eq!(index.contains(&format!("<link rel=\"modulepreload\" href=\"./{path}\">")), early, "{script}");
        }
    }

    #[test]
    fn changed_content_changes_its_name_and_the_build_alone() {
        let (old, restyled, rescripted) = (page("p {}", ""), page("p { margin: 0 }", ""), page("p {}", "//"));
        assert_ne!(name(&old, "style-", ".css"), name(&restyled, "style-", ".css"));
        assert_eq!(name(&old, "js-", "/main.js"), name(&restyled, "js-", "/main.js"));
        assert_ne!(name(&old, "js-", "/main.js"), name(&rescripted, "js-", "/main.js"));
        let build = |files| split_at_meta(text(files, "index.html"), "name=\"glossator-build\"").expect("a build id").1.to_owned();
        assert_ne!(build(&old), build(&restyled));
        assert_ne!(build(&old), build(&rescripted));
        assert_eq!(build(&old), build(&page("p {}", "")));
    }

    #[test]
    fn headers_repeat_the_policy_and_cache_hashed_names_only() {
        let files = page("p {}", "");
        let headers = text(&files, "_headers");
        assert!(headers.contains("  Content-Security-Policy: default-src 'none'; script-src 'self'\n"));
        assert!(headers.contains(&format!("/{}\n  Cache-Control: public", name(&files, "glossator-", ".wasm"))));
        assert!(!headers.contains("icon.svg") && !headers.contains("index.html"));
    }

    #[test]
    fn a_page_without_its_tags_is_refused() {
        assert!(set_meta(INDEX, "glossator-none", "x").is_err());
        assert!(replace(INDEX, "\"./other.css\"", "x").is_err());
    }
}
