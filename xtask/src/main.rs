//! Builds, serves, tests and measures the project: `cargo xtask <command>`.

use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};

mod bench;
mod browser;
mod dist;
mod scores;
mod serve;
mod size;
mod test;
mod tidy;
mod tools;
mod wasm;

const USAGE: &str = "\
usage: cargo xtask COMMAND

commands:
  build                            writes the page to dist/
  serve [--port N] [--no-build]    builds, then serves dist/ on this machine
  test                             everything that must hold; what CI runs
  size                             builds, then tells the weight of every file
  bench                            times of an annotation, natively and in Chromium
  scores [--update]                measures on ../shared/corpora and compares with models/scores.csv, or rewrites it
";

enum Command {
    Help,
    Build,
    Serve(serve::Options),
    Test,
    Size,
    Bench,
    Scores { update: bool },
}

fn main() -> ExitCode {
    let command = match parse() {
        Ok(command) => command,
        Err(error) => {
            eprintln!("xtask: {error}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    match command {
        Command::Help => print!("{USAGE}"),
        Command::Build => {
            let files = dist::build()?;
            println!("{} files in {}", files.len(), dist::folder().display());
        }
        Command::Serve(options) => serve::serve(&options)?,
        Command::Test => test::test()?,
        Command::Size => size::check(&dist::build()?)?,
        Command::Bench => bench::bench()?,
        Command::Scores { update: true } => scores::update()?,
        Command::Scores { update: false } => {
            scores::check(&scores::shared().context("there is no ../shared/corpora to measure on")?)?;
        }
    }
    Ok(())
}

fn parse() -> Result<Command> {
    use lexopt::prelude::*;
    let mut parser = lexopt::Parser::from_env();
    let name = match parser.next()? {
        None | Some(Long("help") | Short('h')) => return Ok(Command::Help),
        Some(Value(name)) => name.string()?,
        Some(other) => return Err(other.unexpected().into()),
    };
    let mut command = match name.as_str() {
        "build" => Command::Build,
        "serve" => Command::Serve(serve::Options::default()),
        "test" => Command::Test,
        "size" => Command::Size,
        "bench" => Command::Bench,
        "scores" => Command::Scores { update: false },
        _ => bail!("no command {name:?}"),
    };
    while let Some(arg) = parser.next()? {
        match (&mut command, arg) {
            (_, Long("help") | Short('h')) => return Ok(Command::Help),
            (Command::Serve(options), Long("port")) => options.port = Some(parser.value()?.parse()?),
            (Command::Serve(options), Long("no-build")) => options.build = false,
            (Command::Scores { update }, Long("update")) => *update = true,
            (_, other) => return Err(other.unexpected().into()),
        }
    }
    Ok(command)
}
