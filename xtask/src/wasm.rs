//! The core as a WebAssembly module: cargo for `wasm32-unknown-unknown`, then wasm-bindgen from its library crate.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use wasm_bindgen_cli_support::Bindgen;
use wasmparser::{Parser, Payload};

use crate::tools;

/// The target of the page.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// The byte that every instruction of the vector proposal begins with.
const SIMD_PREFIX: u8 = 0xfd;

/// What the page loads of the core.
pub struct Module {
    /// The WebAssembly module.
    pub wasm: Vec<u8>,
    /// wasm-bindgen's script around it, in the form for a classic worker (`let wasm_bindgen = …`).
    pub glue: Vec<u8>,
}

/// Builds the module. The TypeScript declarations stay in `www/pkg/`, where the page's sources refer to them.
pub fn build() -> Result<Module> {
    add_target()?;
    let target_dir = tools::target_dir();
    let mut cargo = tools::cargo("build");
    cargo.args(["--quiet", "--package", "glossator", "--lib", "--profile", "wasm", "--target", TARGET]);
    cargo.arg("--target-dir").arg(&target_dir);
    tools::run(cargo.env("CARGO_ENCODED_RUSTFLAGS", flags()))?;

    let built = target_dir.join(TARGET).join("wasm/glossator.wasm");
    let package = tools::root().join("www/pkg");
    fs::create_dir_all(&package)?;
    Bindgen::new()
        .input_path(built)
        .out_name("glossator")
        .no_modules(true)?
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(&package)
        .context("wasm-bindgen failed")?;
    Ok(Module { wasm: fs::read(package.join("glossator_bg.wasm"))?, glue: fs::read(package.join("glossator.js"))? })
}

/// Adds the standard library for the target through rustup when it is missing.
pub fn add_target() -> Result<()> {
    let libraries = tools::output(tools::command("rustc").args(["--print", "target-libdir", "--target", TARGET]));
    if libraries.is_some_and(|dir| PathBuf::from(dir).is_dir()) {
        return Ok(());
    }
    if !tools::exists("rustup") {
        bail!("this Rust has no standard library for {TARGET} and there is no rustup to add it; see https://rustup.rs");
    }
    println!("adding the target {TARGET}");
    tools::run(tools::command("rustup").args(["target", "add", TARGET]))
}

/// The flags of the wasm build, in cargo's encoding. With `--target` they reach neither build scripts nor native builds,
/// whose results therefore stay valid. Paths of this machine are cut from panic messages, so that the same source gives
/// the same file everywhere.
pub fn flags() -> String {
    let mut flags = vec!["-Ctarget-feature=+simd128".to_owned()];
    flags.push(format!("--remap-path-prefix={}=", tools::root().display()));
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    if let Some(home) = home.or_else(|| Some(std::env::home_dir()?.join(".cargo"))) {
        flags.push(format!("--remap-path-prefix={}=cargo", home.display()));
    }
    flags.join("\x1f")
}

/// How many instructions of the 128-bit vector kind a module holds.
pub fn count_simd(wasm: &[u8]) -> Result<usize> {
    let mut count = 0;
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::CodeSectionEntry(body) = payload? else { continue };
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            count += usize::from(wasm[operators.original_position()] == SIMD_PREFIX);
            operators.read()?;
        }
    }
    Ok(count)
}
