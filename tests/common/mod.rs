//! Shared by the integration tests: the shipped model, and an annotation written so that a person can read it.

#![allow(dead_code, reason = "each test file uses its own part of this module")]

use std::fmt::Write as _;
use std::sync::OnceLock;

use glossator::document::{Document, QuantityValue};
use glossator::labels::MentionKind;
use glossator::model::Model;
use glossator::pipeline::{self, Options};
use glossator::span::{MentionId, Span};
use glossator::view::{self, Article, Parts};

/// The shipped model, read once.
pub fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(Model::embedded)
}

/// The annotation of a text with no options.
pub fn annotate(text: &str) -> Document {
    pipeline::annotate(model(), text.to_owned(), &Options::default())
}

/// The result of a text, everything included.
pub fn article(text: &str) -> Article {
    view::article(&annotate(text), None, Parts { text: true, tokens: true, marks: true })
}

/// The annotation as text: every block under its kind with its annotations marked in place, then the lists.
///
/// `[PERSON:0 …]` is a name of entity 0, `(0 …)` a nominal or pronoun that refers to it, `{1 …}` content of quote 1,
/// `<DATE 2024 …>` a time expression, `<MONEY 5 USD …>` a quantity; `|` stands between sentences.
pub fn render(doc: &Document) -> String {
    let mut out = String::new();
    let date = doc.date.map_or("none".to_owned(), |d| d.to_string());
    writeln!(out, "language {} · date {date}", doc.language).expect("a String");
    let mut marks = insertions(doc);
    marks.sort_by_key(|m| (m.at, m.rank));
    let mut next = marks.iter().peekable();
    for block in &doc.blocks {
        let dropped = if block.kind.is_article() { "" } else { " (dropped)" };
        write!(out, "\n# {}{dropped}\n", block.kind.as_str()).expect("a String");
        let mut at = block.span.start;
        while let Some(mark) = next.next_if(|m| m.at <= block.span.end) {
            out.push_str(Span::new(at, mark.at).of(&doc.text));
            out.push_str(&mark.text);
            at = mark.at.max(at);
        }
        out.push_str(Span::new(at, block.span.end).of(&doc.text));
        out.push('\n');
    }
    lists(doc, &mut out);
    out
}

/// The blocks alone, one a line: its kind, in parentheses where it is dropped, and its text with `⏎` for a line break.
pub fn render_blocks(doc: &Document) -> String {
    let date = doc.date.map_or("none".to_owned(), |d| d.to_string());
    let mut out = format!("date {date}\n\n");
    for block in &doc.blocks {
        let kind = block.kind.as_str();
        let kind = if block.kind.is_article() { kind.to_owned() } else { format!("({kind})") };
        let text = block.span.of(&doc.text).replace("\r\n", "⏎").replace('\n', "⏎");
        writeln!(out, "{kind:<15} {text}").expect("a String");
    }
    out
}

struct Insertion {
    at: u32,
    /// Closing before sentence ends before opening; among those closing the inner first, among those opening the outer first.
    rank: (u8, i64),
    text: String,
}

fn insertions(doc: &Document) -> Vec<Insertion> {
    let lex = doc.lexical();
    let mut marks = Vec::new();
    let mut add = |span: Span, open: String, close: &str| {
        let len = i64::from(span.len());
        marks.push(Insertion { at: span.start, rank: (2, -len), text: open });
        marks.push(Insertion { at: span.end, rank: (0, len), text: close.to_owned() });
    };
    for (index, mention) in doc.mentions.iter().enumerate() {
        let entity = doc.coreference.entity_of.get(index).copied().flatten();
        let number = entity.map_or(String::new(), |e| e.0.to_string());
        match mention.kind {
            MentionKind::Name => {
                let label = mention.entity_type.map_or("?", |t| t.as_str());
                add(lex.span(mention.tokens), format!("[{label}:{number} "), "]");
            }
            _ if entity.is_some() => add(lex.span(mention.tokens), format!("({number} "), ")"),
            _ => {}
        }
    }
    for (index, quote) in doc.quotes.iter().enumerate() {
        quote.content.iter().for_each(|&span| add(span, format!("{{{index} "), "}"));
    }
    for timex in &doc.timexes {
        add(
            timex.span,
            format!("<{} {} ", timex.timex_type.as_str(), if timex.value.is_empty() { "?" } else { &timex.value }),
            ">",
        );
    }
    for quantity in &doc.quantities {
        let value = match &quantity.value {
            QuantityValue::Number(number) => number.to_string(),
            QuantityValue::Text(text) => text.clone(),
        };
        let unit = quantity.unit.as_deref().map_or(String::new(), |u| format!(" {u}"));
        add(quantity.span, format!("<{} {value}{unit} ", quantity.quantity_type.as_str()), ">");
    }
    for pair in doc.sentences.windows(2) {
        if pair[0].block == pair[1].block {
            marks.push(Insertion { at: pair[0].span.end, rank: (1, 0), text: " |".to_owned() });
        }
    }
    marks
}

fn lists(doc: &Document, out: &mut String) {
    out.push_str("\n# entities\n");
    for (index, entity) in doc.coreference.entities.iter().enumerate() {
        let kind = entity.entity_type.map_or("?", |t| t.as_str());
        let name = if entity.named { entity.name.clone() } else { format!("“{}”", entity.name) };
        let title = entity.title.as_ref().map_or(String::new(), |t| format!(", {t}"));
        let aliases = if entity.aliases.is_empty() { String::new() } else { format!(" = {}", entity.aliases.join(" = ")) };
        writeln!(out, "{index} {kind} {name}{title}{aliases} ×{}", entity.mentions.len()).expect("a String");
    }
    out.push_str("\n# quotes\n");
    for (index, quote) in doc.quotes.iter().enumerate() {
        let part = |name: &str, span: Option<Span>| span.map_or(String::new(), |s| format!(" {name}=‹{}›", s.of(&doc.text)));
        let speaker = quote.speaker.map_or("nobody".to_owned(), |m| speaker(doc, m));
        let parts =
            [part("source", quote.source), part("cue", quote.cue), part("via", quote.via), part("reason", quote.reason)].concat();
        writeln!(out, "{index} {} {} by {speaker}{parts}", quote.kind.as_str(), quote.act.as_str()).expect("a String");
    }
    out.push_str("\n# summary\n");
    for id in doc.summary.iter().take(3) {
        writeln!(out, "{}", doc.sentences[id.index()].span.of(&doc.text)).expect("a String");
    }
}

fn speaker(doc: &Document, mention: MentionId) -> String {
    match doc.coreference.entity_of.get(mention.index()).copied().flatten() {
        Some(entity) => doc.coreference.entities[entity.index()].name.clone(),
        None => format!("unresolved “{}”", doc.lexical().phrase(doc.mentions[mention.index()].tokens)),
    }
}
