//! Chromium and Node for the tests in `tests/web/`: found, or installed the machine's own way.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::tools;

/// Names of Chromium on the search path.
const PROGRAMS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// Where macOS keeps it.
const APPLICATIONS: [&str; 2] =
    ["/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];
/// The least Node that the tests' runner takes.
const NODE_MAJOR: u32 = 20;

/// A Chromium: the one that `CHROME` names, the system's, Playwright's, or Debian's, installed now.
pub fn chromium() -> Result<PathBuf> {
    if let Some(named) = env::var_os("CHROME") {
        let named = PathBuf::from(named);
        if !named.is_file() {
            bail!("CHROME names {}, which is no file", named.display());
        }
        return Ok(named);
    }
    if let Some(found) = find_chromium() {
        return Ok(found);
    }
    install_chromium()?;
    find_chromium().context("Chromium was installed, but is not found")
}

/// A command that runs npm in `tests/web/` with the page and the browser that the tests need.
pub fn npm(chromium: &Path, dist: &Path) -> Command {
    let mut npm = tools::command("npm");
    npm.current_dir(tools::root().join("tests/web")).env("CHROME", chromium).env("GLOSSATOR_DIST", dist);
    npm
}

/// Says plainly when Node or npm is missing or too old.
pub fn check_node() -> Result<()> {
    let advice = format!("install Node {NODE_MAJOR} or newer, with npm: https://nodejs.org");
    let Some(version) = tools::output(tools::command("node").arg("--version")) else {
        bail!("the browser tests need Node, which is missing; {advice}");
    };
    let major: Option<u32> = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok());
    if major.is_none_or(|major| major < NODE_MAJOR) {
        bail!("the browser tests need a newer Node than {version}; {advice}");
    }
    if !tools::exists("npm") {
        bail!("the browser tests need npm, which is missing; {advice}");
    }
    Ok(())
}

fn find_chromium() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    let on_path = PROGRAMS.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    let applications = APPLICATIONS.iter().map(PathBuf::from);
    on_path.chain(applications).chain(playwrights()).find(|file| file.is_file())
}

/// Where Playwright keeps the browsers that it has downloaded, newest first.
fn playwrights() -> Vec<PathBuf> {
    let home = env::home_dir().unwrap_or_default();
    let caches = [
        env::var_os("PLAYWRIGHT_BROWSERS_PATH").map(PathBuf::from),
        Some(home.join(".cache/ms-playwright")),
        Some(home.join("Library/Caches/ms-playwright")),
    ];
    let folders =
        caches.into_iter().flatten().filter_map(|cache| cache.read_dir().ok()).flatten().flatten().map(|entry| entry.path());
    let mut browsers: Vec<PathBuf> =
        folders.filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("chromium-"))).collect();
    browsers.sort();
    let programs = ["chrome-linux/chrome", "chrome-linux64/chrome", "chrome-mac/Chromium.app/Contents/MacOS/Chromium"];
    browsers.iter().rev().flat_map(|browser| programs.map(|program| browser.join(program))).collect()
}

/// Installs Debian's package as root; elsewhere an error that says the one command.
fn install_chromium() -> Result<()> {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    if !(release.lines().any(|line| line == "ID=debian") && tools::exists("apt-get")) {
        bail!("no Chromium found; run `npx playwright install --with-deps chromium`, or name one in CHROME");
    }
    if tools::output(tools::command("id").arg("-u")).as_deref() != Some("0") {
        bail!("no Chromium found; run `sudo apt-get install chromium`, or name one in CHROME");
    }
    println!("installing Debian's chromium");
    for arguments in [&["update"][..], &["install", "--yes", "--no-install-recommends", "chromium"]] {
        tools::run(tools::command("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))?;
    }
    Ok(())
}
