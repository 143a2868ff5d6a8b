//! `glossator annotate`: the annotator on the command line.
//!
//! One JSON document a file, one a line, on standard output; see the usage text. Exit status 0 when every document was
//! annotated, 1 when some were not (each with one line on standard error, or an `error` line in a `--jsonl` run), 2 when the
//! call itself is wrong.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufRead, BufWriter, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use glossator::MAX_TEXT_BYTES;
use glossator::document::{Document, parse_date};
use glossator::model::Model;
use glossator::pipeline::{self, Options};
use glossator::view::{self, Parts};
use serde::{Deserialize, Serialize};

mod html;

const USAGE: &str = "\
Marks in news articles who is named, who is quoted and what it says.

usage: glossator annotate [OPTIONS] FILE...     one JSON document a file, one a line ('-' reads standard input)
       glossator annotate --jsonl [OPTIONS]     reads {\"id\",\"text\",\"date\"?} lines, writes one annotation line each

options:
  --html              a standalone annotated page instead of JSON
  --date YYYY-MM-DD   the documents' date, to ground relative dates
  --tokens            with tokens and their tags
  --with-text         with the input text
  --help, --version
";

/// A `--jsonl` line is JSON of a text of at most [`MAX_TEXT_BYTES`]; escapes make it at most six times as long.
const MAX_LINE_BYTES: usize = 6 * MAX_TEXT_BYTES + (1 << 16);

#[derive(Debug, Default)]
struct Call {
    files: Vec<OsString>,
    jsonl: bool,
    html: bool,
    tokens: bool,
    with_text: bool,
    options: Options,
}

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: serde_json::Value,
    text: String,
    #[serde(default)]
    date: Option<String>,
}

#[derive(Serialize)]
struct LineError {
    id: serde_json::Value,
    error: String,
}

fn main() -> ExitCode {
    let call = match parse_call() {
        Ok(Some(call)) => call,
        Ok(None) => return ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("glossator: {message}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let model = Model::embedded();
    let mut out = BufWriter::new(io::stdout().lock());
    let run = if call.jsonl { annotate_lines(&model, &call, &mut out) } else { annotate_files(&model, &call, &mut out) };
    match run.and_then(|all_good| out.flush().map(|()| all_good)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // The reader has seen enough (`| head`).
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("glossator: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The call; none when help or the version was asked for and printed.
fn parse_call() -> Result<Option<Call>, String> {
    use lexopt::prelude::*;
    let mut call = Call::default();
    let mut command = None;
    let mut parser = lexopt::Parser::from_env();
    while let Some(arg) = parser.next().map_err(|e| e.to_string())? {
        match arg {
            Long("help") | Short('h') => {
                print!("{USAGE}");
                return Ok(None);
            }
            Long("version") | Short('V') => {
                println!("glossator {}", env!("CARGO_PKG_VERSION"));
                return Ok(None);
            }
            Long("jsonl") => call.jsonl = true,
            Long("html") => call.html = true,
            Long("tokens") => call.tokens = true,
            Long("with-text") => call.with_text = true,
            Long("date") => {
                let value = parser.value().and_then(|v| v.string()).map_err(|e| e.to_string())?;
                let date = parse_date(&value).ok_or_else(|| format!("{value:?} is no date of the form YYYY-MM-DD"))?;
                call.options.date = Some(date);
            }
            Value(word) if command.is_none() => command = Some(word),
            Value(file) => call.files.push(file),
            other => return Err(other.unexpected().to_string()),
        }
    }
    match command {
        Some(word) if word == "annotate" => {}
        Some(word) => return Err(format!("no command {word:?}")),
        None => return Err("no command given".to_owned()),
    }
    if call.jsonl && !call.files.is_empty() {
        return Err("--jsonl reads standard input and takes no file".to_owned());
    }
    if call.jsonl && call.html {
        return Err("--jsonl and --html exclude each other".to_owned());
    }
    if !call.jsonl && call.files.is_empty() {
        return Err("no file given ('-' reads standard input)".to_owned());
    }
    Ok(Some(call))
}

/// Annotates each file; whether all could be.
fn annotate_files(model: &Model, call: &Call, out: &mut impl Write) -> io::Result<bool> {
    let mut all_good = true;
    for file in &call.files {
        let text = match read_file(file) {
            Ok(text) => text,
            Err(why) => {
                out.flush()?;
                eprintln!("glossator: {}: {why}", file.to_string_lossy());
                all_good = false;
                continue;
            }
        };
        let doc = pipeline::annotate(model, text, &call.options);
        if call.html {
            let title = Path::new(file).file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
            out.write_all(html::page(&doc, &title).as_bytes())?;
        } else {
            write_json(out, call, &doc, Some(file.to_string_lossy().into_owned()))?;
        }
    }
    Ok(all_good)
}

fn read_file(file: &OsString) -> Result<String, String> {
    let mut bytes = Vec::new();
    // One byte over the limit is enough to know.
    let limit = MAX_TEXT_BYTES as u64 + 1;
    let read = if file == "-" {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        File::open(file).and_then(|f| f.take(limit).read_to_end(&mut bytes))
    };
    read.map_err(|e| e.to_string())?;
    if bytes.len() > MAX_TEXT_BYTES {
        return Err(format!("longer than the limit of {MAX_TEXT_BYTES} bytes"));
    }
    String::from_utf8(bytes).map_err(|e| format!("not UTF-8 (at byte {})", e.utf8_error().valid_up_to()))
}

/// Annotates each line of standard input; whether all could be. Holds one document at a time.
fn annotate_lines(model: &Model, call: &Call, out: &mut impl Write) -> io::Result<bool> {
    let mut input = io::stdin().lock();
    let mut all_good = true;
    let mut line = Vec::new();
    let mut number = 0;
    loop {
        line.clear();
        number += 1;
        if input.by_ref().take(MAX_LINE_BYTES as u64 + 1).read_until(b'\n', &mut line)? == 0 {
            return Ok(all_good);
        }
        let whole = line.last() == Some(&b'\n') || line.len() <= MAX_LINE_BYTES;
        if whole && line.trim_ascii().is_empty() {
            continue;
        }
        let result = if whole {
            read_line(&line, call)
        } else {
            skip_line(&mut input)?;
            Err((serde_json::Value::Null, format!("longer than the limit of {MAX_LINE_BYTES} bytes")))
        };
        match result {
            Ok((id, text, options)) => {
                let doc = pipeline::annotate(model, text, &options);
                write_json(out, call, &doc, Some(id))?;
            }
            Err((id, why)) => {
                let error = format!("line {number}: {why}");
                serde_json::to_writer(&mut *out, &LineError { id, error })?;
                out.write_all(b"\n")?;
                all_good = false;
            }
        }
        // A reader at the other end of a pipe gets each line as soon as it is done.
        out.flush()?;
    }
}

/// Reads on to the end of an over-long line without keeping it.
fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let available = input.fill_buf()?;
        let (used, done) = match available.iter().position(|&b| b == b'\n') {
            Some(at) => (at + 1, true),
            None => (available.len(), available.is_empty()),
        };
        input.consume(used);
        if done {
            return Ok(());
        }
    }
}

type LineFault = (serde_json::Value, String);

fn read_line(line: &[u8], call: &Call) -> Result<(String, String, Options), LineFault> {
    let text =
        std::str::from_utf8(line).map_err(|e| (serde_json::Value::Null, format!("not UTF-8 (at byte {})", e.valid_up_to())))?;
    let Line { id, text, date } = serde_json::from_str(text).map_err(|error| {
        // The id, where there is one, tells the caller which line it was.
        let parsed: Option<serde_json::Value> = serde_json::from_str(text).ok();
        (parsed.and_then(|v| v.get("id").cloned()).unwrap_or_default(), error.to_string())
    })?;
    if text.len() > MAX_TEXT_BYTES {
        return Err((id, format!("the text has {} bytes, more than the limit of {MAX_TEXT_BYTES}", text.len())));
    }
    let mut options = call.options.clone();
    if let Some(given) = date {
        match parse_date(&given) {
            Some(date) => options.date = Some(date),
            None => return Err((id, format!("{given:?} is no date of the form YYYY-MM-DD"))),
        }
    }
    let id = match id {
        serde_json::Value::String(id) => id,
        serde_json::Value::Null => String::new(),
        other => other.to_string(),
    };
    Ok((id, text, options))
}

fn write_json(out: &mut impl Write, call: &Call, doc: &Document, id: Option<String>) -> io::Result<()> {
    let parts = Parts { text: call.with_text, tokens: call.tokens, marks: false };
    serde_json::to_writer(&mut *out, &view::article(doc, id, parts))?;
    out.write_all(b"\n")
}
