//! Builds, serves, tests and measures the project: `cargo xtask <command>`.

use std::process::ExitCode;

use anyhow::{Result, bail};

mod dist;
mod serve;
mod tools;
mod wasm;

const USAGE: &str = "\
usage: cargo xtask COMMAND

commands:
  build                            writes the page to dist/
  serve [--port N] [--no-build]    builds, then serves dist/ on this machine
";

enum Command {
    Help,
    Build,
    Serve(serve::Options),
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
        _ => bail!("no command {name:?}"),
    };
    while let Some(arg) = parser.next()? {
        match (&mut command, arg) {
            (_, Long("help") | Short('h')) => return Ok(Command::Help),
            (Command::Serve(options), Long("port")) => options.port = Some(parser.value()?.parse()?),
            (Command::Serve(options), Long("no-build")) => options.build = false,
            (_, other) => return Err(other.unexpected().into()),
        }
    }
    Ok(command)
}
