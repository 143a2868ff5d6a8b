//! The command line as CONTRACT promises it, run as a process.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const ARTICLE: &str = "Mill Reopens\n\n“We are back,” Mayor Edda Thorn said on Tuesday. 😀\n";

fn glossator(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_glossator"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary was built for this test");
    // A call that fails at once does not read its input; then the pipe is closed.
    let _ = child.stdin.take().expect("piped").write_all(input);
    child.wait_with_output().expect("the process ends")
}

fn lines(output: &Output) -> Vec<Value> {
    let text = str::from_utf8(&output.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("a JSON line")).collect()
}

fn error(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A file of this test's own, in cargo's folder for such files.
fn file(name: &str, content: &[u8]) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).expect("cargo's folder can be written");
    path.to_str().expect("an ASCII path").to_owned()
}

#[test]
fn annotates_standard_input() {
    let output = glossator(&["annotate", "-", "--tokens", "--with-text"], ARTICLE.as_bytes());
    assert!(output.status.success(), "{}", error(&output));
    let article = &lines(&output)[0];
    assert_eq!(article["schema"], "glossator/1");
    assert_eq!(article["offsets"], "utf16");
    assert_eq!(article["text"], ARTICLE);
    let last = article["tokens"].as_array().expect("asked for").last().expect("there are words");
    assert_eq!(last["end"].as_u64().expect("a number") as usize, ARTICLE.trim_end().encode_utf16().count());
    for field in ["language", "date", "blocks", "sentences", "mentions", "entities", "timexes", "quantities", "quotes", "summary"] {
        assert!(article.get(field).is_some(), "no {field}");
    }
}

#[test]
fn a_given_date_wins() {
    let output = glossator(&["annotate", "-", "--date", "2024-02-29"], ARTICLE.as_bytes());
    assert_eq!(lines(&output)[0]["date"], "2024-02-29");
}

#[test]
fn jsonl_keeps_order_and_goes_on_after_bad_lines() {
    let input = concat!(
        "{\"id\":\"a\",\"text\":\"Anna Berg said so.\",\"date\":null}\n",
        "not json\n",
        "{\"id\":\"b\",\"text\":\"x\",\"date\":\"2024-13-01\"}\n",
        "\n",
        "{\"id\":\"c\"}\n",
        "{\"id\":\"d\",\"text\":\"\",\"date\":\"2024-12-01\"}",
    );
    let output = glossator(&["annotate", "--jsonl"], input.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let rows = lines(&output);
    let ids: Vec<_> = rows.iter().map(|row| row["id"].as_str()).collect();
    assert_eq!(ids, [Some("a"), None, Some("b"), Some("c"), Some("d")]);
    let errors: Vec<_> = rows.iter().map(|row| row.get("error").is_some()).collect();
    assert_eq!(errors, [false, true, true, true, false]);
    assert!(rows[1]["error"].as_str().expect("text").contains("line 2"));
    assert!(rows[2]["error"].as_str().expect("text").contains("2024-13-01"));
    assert_eq!(rows[4]["date"], "2024-12-01");
}

#[test]
fn bad_files_are_named_and_the_others_annotated() {
    let good = file("good.txt", ARTICLE.as_bytes());
    let bad = file("latin1.txt", b"caf\xe9");
    let long = file("long.txt", &vec![b'a'; (16 << 20) + 1]);
    let output = glossator(&["annotate", &good, &bad, "no-such-file.txt", &long, &good], b"");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(lines(&output).len(), 2);
    let message = error(&output);
    assert_eq!(message.lines().count(), 3, "{message}");
    assert!(message.contains("latin1.txt: not UTF-8 (at byte 3)"), "{message}");
    assert!(message.contains("no-such-file.txt"), "{message}");
    assert!(message.contains("long.txt: longer than the limit"), "{message}");
}

#[test]
fn wrong_calls_are_explained() {
    for (args, word) in [
        (&["annotate"][..], "no file"),
        (&[], "no command"),
        (&["gloss", "x"], "no command \"gloss\""),
        (&["annotate", "--date", "yesterday", "-"], "yesterday"),
        (&["annotate", "--jsonl", "x"], "takes no file"),
        (&["annotate", "--jsonl", "--html"], "exclude"),
        (&["annotate", "--nonsense", "-"], "--nonsense"),
    ] {
        let output = glossator(args, b"");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(error(&output).contains(word), "{args:?}: {}", error(&output));
    }
}

#[test]
fn html_escapes_the_text() {
    let output =
        glossator(&["annotate", "--html", "-"], b"<script>alert(1)</script> & \"Anna Berg\" <img src=x onerror=alert(1)> said so.");
    let page = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(page.starts_with("<!doctype html>"));
    assert!(!page.contains("<script") && !page.contains("<img"));
    assert!(page.contains("&lt;script&gt;"));
}
