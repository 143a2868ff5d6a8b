//! Reads annotated corpora: `TOKEN<TAB>POS<TAB>TAG` lines, a blank line after a sentence, `-DOCSTART- id` before a document.
//!
//! A document's text is written anew from its tokens ([`detokenise`]), so that the shipped tokenizer cuts it as it would cut
//! a pasted article; annotations become byte spans of that text.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use anyhow::{Context as _, Result};
use flate2::read::GzDecoder;
use glossator::span::Span;

/// A sentence as the corpus gives it.
#[derive(Debug, Default)]
pub struct Sentence {
    /// Tokens.
    pub words: Vec<String>,
    /// Part-of-speech tags, `_` where there are none.
    pub tags: Vec<String>,
    /// Entities: first token, end token, label.
    pub entities: Vec<(usize, usize, String)>,
}

/// A document as the corpus gives it.
#[derive(Debug, Default)]
pub struct Document {
    /// Its name; empty where the corpus knows no documents.
    pub name: String,
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
}

/// The documents of a file, plain or `.gz`. Where it knows none, all of it is one document without a name.
///
/// # Errors
/// When the file cannot be read or a line has no three columns.
pub fn read(path: &Path) -> Result<Vec<Document>> {
    let file = File::open(path).with_context(|| format!("{}", path.display()))?;
    let is_packed = path.extension().is_some_and(|e| e == "gz");
    let reader: Box<dyn Read> = if is_packed { Box::new(GzDecoder::new(file)) } else { Box::new(file) };
    let mut documents = Vec::new();
    let mut document = Document::default();
    let mut rows: Vec<[String; 3]> = Vec::new();
    for (number, line) in BufReader::new(reader).lines().enumerate() {
        let line = line.with_context(|| format!("{}", path.display()))?;
        if let Some(name) = line.strip_prefix("-DOCSTART-") {
            close_sentence(&mut rows, &mut document);
            if !document.sentences.is_empty() {
                documents.push(std::mem::take(&mut document));
            }
            document.name = name.trim().to_owned();
        } else if line.trim().is_empty() {
            close_sentence(&mut rows, &mut document);
        } else {
            let mut columns = line.split('\t').map(str::to_owned);
            let mut next = || columns.next().with_context(|| format!("{}:{}: no three columns", path.display(), number + 1));
            rows.push([next()?, next()?, next()?]);
        }
    }
    close_sentence(&mut rows, &mut document);
    if !document.sentences.is_empty() {
        documents.push(document);
    }
    Ok(documents)
}

fn close_sentence(rows: &mut Vec<[String; 3]>, document: &mut Document) {
    if rows.is_empty() {
        return;
    }
    let mut sentence = Sentence::default();
    for (at, [word, tag, label]) in rows.drain(..).enumerate() {
        let kind = label.get(2..).unwrap_or("");
        match label.as_bytes().first() {
            Some(b'B') => sentence.entities.push((at, at + 1, kind.to_owned())),
            Some(b'I') => match sentence.entities.last_mut() {
                Some(last) if last.1 == at && last.2 == kind => last.1 = at + 1,
                _ => sentence.entities.push((at, at + 1, kind.to_owned())),
            },
            _ => {}
        }
        sentence.words.push(word);
        sentence.tags.push(tag);
    }
    document.sentences.push(sentence);
}

/// The text of a sentence and the span of each of its tokens in it, counted from `offset`.
#[must_use]
pub fn detokenise(words: &[String], text: &mut String) -> Vec<Span> {
    let mut spans = Vec::with_capacity(words.len());
    let mut in_quotes = false;
    let mut glue = true;
    for (at, raw) in words.iter().enumerate() {
        let word = match raw.as_str() {
            "``" | "''" => "\"",
            "-LRB-" => "(",
            "-RRB-" => ")",
            "-LSB-" => "[",
            "-RSB-" => "]",
            other => other,
        };
        let mut glue_next = matches!(word, "(" | "[" | "{" | "$" | "£" | "€" | "“" | "‘" | "#");
        let mut glued =
            matches!(word, "." | "," | ";" | ":" | "!" | "?" | ")" | "]" | "}" | "%" | "”" | "..." | "…") || is_clitic(word);
        if word == "\"" {
            in_quotes = !in_quotes && raw != "''" || raw == "``";
            glued |= !in_quotes;
            glue_next |= in_quotes;
        }
        if word == "-" {
            let joins = at > 0
                && words.get(at + 1).is_some_and(|w| w.starts_with(char::is_alphanumeric))
                && words[at - 1].ends_with(char::is_alphanumeric);
            glued |= joins;
            glue_next |= joins;
        }
        if !glue && !glued && !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(word);
        spans.push(Span::at(start, text.len()));
        glue = glue_next;
    }
    spans
}

fn is_clitic(word: &str) -> bool {
    let word = word.replace('’', "'").to_lowercase();
    matches!(word.as_str(), "'s" | "'re" | "'ve" | "'ll" | "'d" | "'m" | "n't" | "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, expected: &str) {
        let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
        let mut text = String::new();
        let spans = detokenise(&words, &mut text);
        assert_eq!(text, expected);
        assert!(words.iter().zip(&spans).all(|(word, span)| span.of(&text) == word || word.len() == 2 || word.starts_with('-')));
    }

    #[test]
    fn marks_stand_where_a_writer_puts_them() {
        check("`` We do n't , '' she said .", "\"We don't,\" she said.");
        check("\" Go ! \" -LRB- he 's left -RRB-", "\"Go!\" (he's left)");
        check("a five - year plan - perhaps", "a five-year plan-perhaps");
        check("US $ 5 ; 10 %", "US $5; 10%");
        check("the teachers ' union", "the teachers' union");
    }

    #[test]
    fn entities_are_read_from_bio() {
        let mut document = Document::default();
        let row = |word: &str, label: &str| [word.to_owned(), "_".to_owned(), label.to_owned()];
        close_sentence(
            &mut vec![row("Ana", "B-per"), row("Lund", "I-per"), row("Oslo", "B-geo"), row("x", "I-org")],
            &mut document,
        );
        let found = &document.sentences[0].entities;
        assert_eq!(found, &[(0, 2, "per".to_owned()), (2, 3, "geo".to_owned()), (3, 4, "org".to_owned())]);
    }
}
