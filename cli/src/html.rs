//! A standalone annotated page: the article with nested marks, then summary, people and organisations, quotes by speaker.
//! No script, nothing from elsewhere; all text of the article is escaped.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use glossator::document::Document;
use glossator::labels::{BlockKind, EntityType, MentionKind, QuoteAct, QuoteKind};
use glossator::span::Utf16Table;
use glossator::view::{self, Article, MarkKind, MarkView, Parts, QuoteView};

/// How many sentences stand in the summary.
const SUMMARY_SENTENCES: usize = 5;

/// The page of a document as one HTML file; `name` is the title where the text has no headline.
pub fn page(doc: &Document, name: &str) -> String {
    let article = view::article(doc, None, Parts { marks: true, ..Parts::default() });
    let slices = Slices { text: &doc.text, table: Utf16Table::new(&doc.text) };
    let headline = article.blocks.iter().find(|b| b.kind == BlockKind::Headline).map(|b| slices.get(b.start, b.end));
    let mut html = String::new();
    html.push_str("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.push_str("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    html.push_str("<meta name=\"viewport\" content=\"width=device-width\">\n");
    push(
        &mut html,
        format_args!(
            "<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n",
            escape(headline.unwrap_or(name)),
            include_str!("html.css")
        ),
    );
    html.push_str("<article>\n");
    blocks(&article, &slices, &mut html);
    html.push_str("</article>\n");
    summary(&article, &slices, &mut html);
    people(&article, &mut html);
    quotes(&article, &slices, &mut html);
    html.push_str("</body>\n</html>\n");
    html
}

/// The document's text by UTF-16 offsets.
struct Slices<'t> {
    text: &'t str,
    table: Utf16Table<'t>,
}

impl<'t> Slices<'t> {
    fn get(&self, start: u32, end: u32) -> &'t str {
        self.text.get(self.table.byte(start) as usize..self.table.byte(end) as usize).unwrap_or("")
    }
}

fn push(html: &mut String, arguments: std::fmt::Arguments<'_>) {
    html.write_fmt(arguments).expect("writing to a String cannot fail");
}

fn blocks(article: &Article, slices: &Slices<'_>, html: &mut String) {
    let mut marks = article.marks.as_deref().unwrap_or_default().iter().peekable();
    for (index, block) in article.blocks.iter().enumerate() {
        let element = match block.kind {
            BlockKind::Headline if index == 0 => "h1",
            BlockKind::Headline | BlockKind::Subhead => "h2",
            _ => "p",
        };
        let dropped = if block.article { "" } else { " dropped" };
        push(html, format_args!("<{element} class=\"{}{dropped}\">", block.kind.as_str()));
        let mut at = block.start;
        let mut open: Vec<u32> = Vec::new();
        // Marks nest and never cross a block's edge, so that a stack is enough.
        while let Some(mark) = marks.next_if(|m| m.start < block.end) {
            close(&mut open, mark.start, &mut at, slices, html);
            html.push_str(&escape(slices.get(at, mark.start)));
            at = mark.start;
            html.push_str(&opening(article, mark));
            open.push(mark.end);
        }
        close(&mut open, block.end, &mut at, slices, html);
        html.push_str(&escape(slices.get(at, block.end)));
        push(html, format_args!("</{element}>\n"));
    }
}

/// Writes the text up to each open mark that ends at or before `until`, and its end.
fn close(open: &mut Vec<u32>, until: u32, at: &mut u32, slices: &Slices<'_>, html: &mut String) {
    while let Some(end) = open.pop_if(|end| *end <= until) {
        html.push_str(&escape(slices.get(*at, end)));
        html.push_str("</mark>");
        *at = end;
    }
}

fn opening(article: &Article, mark: &MarkView) -> String {
    let index = mark.index as usize;
    match mark.kind {
        MarkKind::Quote => {
            let quote = &article.quotes[index];
            let who = quote.speaker.as_ref().map_or("no speaker", |s| s.name.as_str());
            format!("<mark class=\"quote\" title=\"{}, {}\">", escape(who), quote.kind.as_str())
        }
        MarkKind::Source => "<mark class=\"source\">".to_owned(),
        MarkKind::Cue => "<mark class=\"cue\">".to_owned(),
        MarkKind::Mention => {
            let mention = &article.mentions[index];
            let name = mention.entity.map_or("", |e| article.entities[e as usize].name.as_str());
            let label = mention.entity_type.map_or("", EntityType::as_str);
            let class = if mention.kind == MentionKind::Name { format!("name {label}") } else { mention.kind.as_str().to_owned() };
            format!("<mark class=\"{class}\" title=\"{}\">", escape(&format!("{name} {label}")))
        }
        MarkKind::Timex => format!("<mark class=\"timex\" title=\"{}\">", escape(&article.timexes[index].value)),
        MarkKind::Quantity => "<mark class=\"quantity\">".to_owned(),
    }
}

fn summary(article: &Article, slices: &Slices<'_>, html: &mut String) {
    if article.summary.is_empty() {
        return;
    }
    let mut best: Vec<u32> = article.summary.iter().take(SUMMARY_SENTENCES).map(|row| row.sentence).collect();
    best.sort_unstable();
    html.push_str("<h2>Summary</h2>\n<ul>\n");
    for sentence in best {
        let sentence = &article.sentences[sentence as usize];
        push(html, format_args!("<li>{}</li>\n", escape(slices.get(sentence.start, sentence.end))));
    }
    html.push_str("</ul>\n");
}

fn people(article: &Article, html: &mut String) {
    let who = |t| matches!(t, Some(EntityType::Person | EntityType::Org));
    let mut rows = article.entities.iter().filter(|e| e.named && who(e.entity_type)).peekable();
    if rows.peek().is_none() {
        return;
    }
    html.push_str("<h2>People and organisations</h2>\n<dl>\n");
    for entity in rows {
        let title = entity.title.as_ref().map_or(String::new(), |t| format!("<dd>{}</dd>", escape(t)));
        let aliases = entity.aliases.join(" · ");
        let aliases = if aliases.is_empty() { aliases } else { format!("<dd>also {}</dd>", escape(&aliases)) };
        let count = entity.mentions.len();
        push(html, format_args!("<dt>{} <small>×{count}</small></dt>{title}{aliases}\n", escape(&entity.name)));
    }
    html.push_str("</dl>\n");
}

fn quotes(article: &Article, slices: &Slices<'_>, html: &mut String) {
    // Speakers stand in the order of their first quote; an unresolved one stands alone.
    let mut groups: Vec<(&str, Vec<&QuoteView>)> = Vec::new();
    let mut group_of: BTreeMap<u32, usize> = BTreeMap::new();
    let mut unattributed = Vec::new();
    for quote in article.quotes.iter().filter(|q| q.act == QuoteAct::Speech && q.kind != QuoteKind::Scare) {
        let Some(speaker) = &quote.speaker else {
            unattributed.push(quote);
            continue;
        };
        let fresh = groups.len();
        let slot = speaker.entity.map_or(fresh, |entity| *group_of.entry(entity).or_insert(fresh));
        if slot == fresh {
            groups.push((&speaker.name, Vec::new()));
        }
        groups[slot].1.push(quote);
    }
    if !unattributed.is_empty() {
        groups.push(("No speaker found", unattributed));
    }
    if groups.is_empty() {
        return;
    }
    html.push_str("<h2>Quotes by speaker</h2>\n<dl>\n");
    for (name, quotes) in groups {
        push(html, format_args!("<dt>{}</dt>\n", escape(name)));
        for quote in quotes {
            let words: Vec<_> = quote.content.iter().map(|&[start, end]| escape(slices.get(start, end))).collect();
            push(html, format_args!("<dd>{} <small>{}</small></dd>\n", words.join(" … "), quote.kind.as_str()));
        }
    }
    html.push_str("</dl>\n");
}

/// Text made safe for element content and quoted attributes.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}
