//! The result: serialisable mirror types of the document, with UTF-16 offsets, and the flat list of marks for display.
//!
//! The schema is `glossator/1`. Core types are not serialisable on purpose: this module alone decides what leaves.

use serde::{Serialize, Serializer};

use crate::document::{Document, QuantityValue, Referent};
use crate::labels::{BlockKind, EntityType, MentionKind, QuantityType, QuoteAct, QuoteKind, SpeakerKind, TimexType, Upos, Xpos};
use crate::span::{EntityId, MentionId, Span, Utf16Table};

/// Which optional parts the result has.
#[derive(Clone, Copy, Debug, Default)]
pub struct Parts {
    /// The input text.
    pub text: bool,
    /// Tokens with their tags.
    pub tokens: bool,
    /// The flat list of marks.
    pub marks: bool,
}

/// The annotation of one text. Offsets are half-open, in UTF-16 code units of the input; an index counts from 0 into the named list.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Article {
    /// `glossator/1`.
    pub schema: &'static str,
    /// `utf16`.
    pub offsets: &'static str,
    /// The caller's id.
    pub id: Option<String>,
    /// The input, untouched, when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub text: Option<String>,
    /// BCP 47 tag, `und` when unknown.
    pub language: String,
    /// The document's date, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Paragraphs and lines with their roles.
    pub blocks: Vec<BlockView>,
    /// Sentences.
    pub sentences: Vec<SentenceView>,
    /// Tokens, when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub tokens: Option<Vec<TokenView>>,
    /// Names, nominals, pronouns, ordered by start, then longer first.
    pub mentions: Vec<MentionView>,
    /// Who and what the article is about, most salient first.
    pub entities: Vec<EntityView>,
    /// Dates, times, durations.
    pub timexes: Vec<TimexView>,
    /// Money, percentages, measures, numbers.
    pub quantities: Vec<QuantityView>,
    /// Quotes with their speakers.
    pub quotes: Vec<QuoteView>,
    /// All clean sentences, best first.
    pub summary: Vec<SummaryView>,
    /// Nested marks for display, when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub marks: Option<Vec<MarkView>>,
}

/// A block of the text.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BlockView {
    /// First code unit.
    pub start: u32,
    /// After the last code unit.
    pub end: u32,
    /// What it is.
    #[cfg_attr(test, ts(as = "String"))]
    pub kind: BlockKind,
    /// Whether it counts as part of the article.
    pub article: bool,
}

/// A sentence.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SentenceView {
    /// First code unit.
    pub start: u32,
    /// After the last code unit.
    pub end: u32,
    /// Index of its block.
    pub block: u32,
}

/// A token.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TokenView {
    /// First code unit.
    pub start: u32,
    /// After the last code unit.
    pub end: u32,
    /// Universal tag.
    #[cfg_attr(test, ts(as = "String"))]
    pub upos: Upos,
    /// Penn tag.
    #[cfg_attr(test, ts(as = "String"))]
    pub xpos: Xpos,
}

/// A mention.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MentionView {
    /// First code unit.
    pub start: u32,
    /// After the last code unit.
    pub end: u32,
    /// How it refers.
    #[cfg_attr(test, ts(as = "String"))]
    pub kind: MentionKind,
    /// Type of the entity, null when unknown.
    #[serde(rename = "type")]
    #[cfg_attr(test, ts(as = "Option<String>"))]
    pub entity_type: Option<EntityType>,
    /// Index of its entity, null when unresolved or outside the article.
    pub entity: Option<u32>,
}

/// An entity.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EntityView {
    /// Its type, null for an unnamed speaker whose kind is unclear.
    #[serde(rename = "type")]
    #[cfg_attr(test, ts(as = "Option<String>"))]
    pub entity_type: Option<EntityType>,
    /// The fullest name or phrase.
    pub name: String,
    /// Whether it has a name.
    pub named: bool,
    /// Its other names.
    pub aliases: Vec<String>,
    /// The role as the article gives it first.
    pub title: Option<String>,
    /// Indexes of its mentions.
    pub mentions: Vec<u32>,
    /// How central it is, 0 to 1.
    pub salience: f32,
}

/// A time expression.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TimexView {
    /// First code unit.
    pub start: u32,
    /// After the last code unit.
    pub end: u32,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    #[cfg_attr(test, ts(as = "String"))]
    pub timex_type: TimexType,
    /// ISO 8601 value, empty when it cannot be grounded.
    pub value: String,
}

/// A quantity.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct QuantityView {
    /// First code unit.
    pub start: u32,
    /// After the last code unit.
    pub end: u32,
    /// Its type.
    #[serde(rename = "type")]
    #[cfg_attr(test, ts(as = "String"))]
    pub quantity_type: QuantityType,
    /// A number, or a string where it is no single number.
    #[cfg_attr(test, ts(type = "number | string"))]
    pub value: ValueView,
    /// ISO 4217 for money, UCUM for measures.
    pub unit: Option<String>,
}

/// A quantity's value: a JSON integer where it is one, else a number or a string.
#[derive(Clone, Debug)]
pub struct ValueView(QuantityValue);

impl Serialize for ValueView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        /// Whole numbers up to here are exact in a double.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        match &self.0 {
            QuantityValue::Number(n) if n.fract() == 0.0 && n.abs() <= EXACT => serializer.serialize_i64(*n as i64),
            QuantityValue::Number(n) => serializer.serialize_f64(*n),
            QuantityValue::Text(text) => serializer.serialize_str(text),
        }
    }
}

/// A quote.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct QuoteView {
    /// Its words as `[start, end]`, outer quotation marks left out.
    pub content: Vec<[u32; 2]>,
    /// Direct, mixed, indirect or scare.
    #[cfg_attr(test, ts(as = "String"))]
    pub kind: QuoteKind,
    /// Speech or other.
    #[cfg_attr(test, ts(as = "String"))]
    pub act: QuoteAct,
    /// The words that attribute.
    pub cue: Option<[u32; 2]>,
    /// The source's words.
    pub source: Option<[u32; 2]>,
    /// The outlet told or quoted.
    pub via: Option<[u32; 2]>,
    /// The reason for anonymity.
    pub reason: Option<[u32; 2]>,
    /// Who speaks.
    pub speaker: Option<SpeakerView>,
    /// 0 to 1.
    pub confidence: f32,
}

/// The speaker of a quote.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SpeakerView {
    /// Index of the entity, null when unresolved.
    pub entity: Option<u32>,
    /// As shown to a reader.
    pub name: String,
    /// Named, unnamed, collective or document.
    #[cfg_attr(test, ts(as = "String"))]
    pub kind: SpeakerKind,
}

/// A ranked sentence.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SummaryView {
    /// Index of the sentence.
    pub sentence: u32,
    /// From 1, best first.
    pub rank: u32,
}

/// What a mark shows, and the list that its index counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum MarkKind {
    /// A part of a quote's content.
    Quote,
    /// A quote's source.
    Source,
    /// A quote's cue.
    Cue,
    /// A mention.
    Mention,
    /// A time expression.
    Timex,
    /// A quantity.
    Quantity,
}

/// A piece of an annotation for display. Marks are properly nested, never cross a block's edge, and stand in the order in
/// which elements open: by start, then longer first. An annotation that crosses another is cut in pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MarkView {
    /// First code unit.
    pub start: u32,
    /// After the last code unit.
    pub end: u32,
    /// What it shows.
    pub kind: MarkKind,
    /// Index into `quotes`, `mentions`, `timexes` or `quantities`.
    pub index: u32,
}

/// The result for a document.
#[must_use]
pub fn article(doc: &Document, id: Option<String>, parts: Parts) -> Article {
    let table = Utf16Table::new(&doc.text);
    let at = |offset: u32| table.utf16(offset);
    let pair = |span: Span| [at(span.start), at(span.end)];
    let lex = doc.lexical();
    Article {
        schema: "glossator/1",
        offsets: "utf16",
        id,
        text: parts.text.then(|| doc.text.clone()),
        language: doc.language.to_owned(),
        date: doc.date.map(|d| format!("{:04}-{:02}-{:02}", d.year(), u8::from(d.month()), d.day())),
        blocks: doc
            .blocks
            .iter()
            .map(|b| BlockView { start: at(b.span.start), end: at(b.span.end), kind: b.kind, article: b.kind.is_article() })
            .collect(),
        sentences: doc
            .sentences
            .iter()
            .map(|s| SentenceView { start: at(s.span.start), end: at(s.span.end), block: s.block.0 })
            .collect(),
        tokens: parts.tokens.then(|| {
            let tags = doc.tags.iter();
            let tokens = doc.tokens.items.iter().zip(tags);
            tokens
                .map(|(t, tag)| TokenView { start: at(t.span.start), end: at(t.span.end), upos: tag.upos, xpos: tag.xpos })
                .collect()
        }),
        mentions: doc
            .mentions
            .iter()
            .enumerate()
            .map(|(index, m)| {
                let span = lex.span(m.tokens);
                let entity = entity_of(doc, MentionId::new(index));
                let entity_type = entity.and_then(|e| doc.coreference.entities[e].entity_type).or(m.entity_type);
                MentionView { start: at(span.start), end: at(span.end), kind: m.kind, entity_type, entity: entity.map(|e| e.0) }
            })
            .collect(),
        entities: doc
            .coreference
            .entities
            .iter()
            .map(|e| EntityView {
                entity_type: e.entity_type,
                name: e.name.clone(),
                named: e.named,
                aliases: e.aliases.clone(),
                title: e.title.clone(),
                mentions: e.mentions.iter().map(|m| m.0).collect(),
                salience: e.salience,
            })
            .collect(),
        timexes: doc
            .timexes
            .iter()
            .map(|t| TimexView { start: at(t.span.start), end: at(t.span.end), timex_type: t.timex_type, value: t.value.clone() })
            .collect(),
        quantities: doc
            .quantities
            .iter()
            .map(|q| QuantityView {
                start: at(q.span.start),
                end: at(q.span.end),
                quantity_type: q.quantity_type,
                value: ValueView(q.value.clone()),
                unit: q.unit.clone(),
            })
            .collect(),
        quotes: doc
            .quotes
            .iter()
            .map(|q| QuoteView {
                content: q.content.iter().map(|&span| pair(span)).collect(),
                kind: q.kind,
                act: q.act,
                cue: q.cue.map(pair),
                source: q.source.map(pair),
                via: q.via.map(pair),
                reason: q.reason.map(pair),
                speaker: q.speaker.map(|mention| speaker(doc, mention)),
                confidence: q.confidence,
            })
            .collect(),
        summary: doc
            .summary
            .iter()
            .enumerate()
            .map(|(index, sentence)| SummaryView { sentence: sentence.0, rank: index as u32 + 1 })
            .collect(),
        marks: parts.marks.then(|| {
            let flat = marks(doc);
            flat.into_iter().map(|m| MarkView { start: at(m.start), end: at(m.end), ..m }).collect()
        }),
    }
}

fn entity_of(doc: &Document, mention: MentionId) -> Option<EntityId> {
    doc.coreference.entity_of.get(mention.index()).copied().flatten()
}

/// Who the mention's entity is to a reader.
fn speaker(doc: &Document, mention: MentionId) -> SpeakerView {
    let kind_of = |referent| match referent {
        Referent::People | Referent::Organisation => SpeakerKind::Collective,
        Referent::Document => SpeakerKind::Document,
        Referent::Person | Referent::Place | Referent::Other => SpeakerKind::Unnamed,
    };
    match entity_of(doc, mention) {
        Some(id) => {
            let entity = &doc.coreference.entities[id];
            let kind = if entity.named { SpeakerKind::Named } else { kind_of(entity.referent) };
            SpeakerView { entity: Some(id.0), name: entity.name.clone(), kind }
        }
        None => {
            let mention = &doc.mentions[mention];
            let name = doc.lexical().phrase(mention.tokens).to_owned();
            SpeakerView { entity: None, name, kind: kind_of(mention.referent) }
        }
    }
}

/// All annotations as properly nested pieces, in byte offsets.
fn marks(doc: &Document) -> Vec<MarkView> {
    let lex = doc.lexical();
    let mut whole = Vec::new();
    let mut add = |span: Span, kind, index: usize| {
        if !span.is_empty() {
            whole.push(MarkView { start: span.start, end: span.end, kind, index: index as u32 });
        }
    };
    for (index, quote) in doc.quotes.iter().enumerate() {
        if quote.act == QuoteAct::Speech {
            quote.content.iter().for_each(|&span| add(span, MarkKind::Quote, index));
            quote.source.into_iter().for_each(|span| add(span, MarkKind::Source, index));
            quote.cue.into_iter().for_each(|span| add(span, MarkKind::Cue, index));
        }
    }
    for (index, mention) in doc.mentions.iter().enumerate() {
        if mention.kind == MentionKind::Name || entity_of(doc, MentionId::new(index)).is_some() {
            add(lex.span(mention.tokens), MarkKind::Mention, index);
        }
    }
    doc.timexes.iter().enumerate().for_each(|(index, t)| add(t.span, MarkKind::Timex, index));
    doc.quantities.iter().enumerate().for_each(|(index, q)| add(q.span, MarkKind::Quantity, index));
    let blocks: Vec<Span> = doc.blocks.iter().map(|b| b.span).collect();
    flatten(whole, &blocks)
}

/// Cuts marks at the edges of blocks and of the marks that they cross, so that they nest, and puts them in opening order.
///
/// A sweep with a stack of open marks: a mark that outlasts the innermost open one is cut there and its rest comes back as
/// a mark of its own.
fn flatten(mut whole: Vec<MarkView>, blocks: &[Span]) -> Vec<MarkView> {
    let order = |m: &MarkView| (m.start, std::cmp::Reverse(m.end), m.kind, m.index);
    let mut pieces = Vec::with_capacity(whole.len());
    whole.sort_by_key(order);
    for mark in &whole {
        let first = blocks.partition_point(|b| b.end <= mark.start);
        for block in blocks[first..].iter().take_while(|b| b.start < mark.end) {
            let (start, end) = (mark.start.max(block.start), mark.end.min(block.end));
            if start < end {
                pieces.push(MarkView { start, end, ..*mark });
            }
        }
    }
    let mut queue: std::collections::BinaryHeap<std::cmp::Reverse<Queued>> =
        pieces.into_iter().map(|m| std::cmp::Reverse(Queued(order(&m), m))).collect();
    let mut flat: Vec<MarkView> = Vec::with_capacity(queue.len());
    let mut open: Vec<u32> = Vec::new();
    while let Some(std::cmp::Reverse(Queued(_, mut mark))) = queue.pop() {
        while open.last().is_some_and(|&end| end <= mark.start) {
            open.pop();
        }
        if let Some(&end) = open.last()
            && mark.end > end
        {
            let rest = MarkView { start: end, ..mark };
            queue.push(std::cmp::Reverse(Queued(order(&rest), rest)));
            mark.end = end;
        }
        open.push(mark.end);
        flat.push(mark);
    }
    flat
}

/// A mark in the queue of [`flatten`], ordered by its key alone.
struct Queued((u32, std::cmp::Reverse<u32>, MarkKind, u32), MarkView);

impl PartialEq for Queued {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl Eq for Queued {}

impl PartialOrd for Queued {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Queued {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mark(start: u32, end: u32, index: u32) -> MarkView {
        MarkView { start, end, kind: MarkKind::Mention, index }
    }

    /// The result's types as the page's type check reads them: `www/js/article.d.ts`, written anew when
    /// `UPDATE_EXPECT` is set.
    #[test]
    fn typescript_declarations_are_current() {
        use ts_rs::{Config, TS};
        let config = Config::default();
        let declarations = [
            Article::decl(&config),
            BlockView::decl(&config),
            SentenceView::decl(&config),
            TokenView::decl(&config),
            MentionView::decl(&config),
            EntityView::decl(&config),
            TimexView::decl(&config),
            QuantityView::decl(&config),
            QuoteView::decl(&config),
            SpeakerView::decl(&config),
            SummaryView::decl(&config),
            MarkKind::decl(&config),
            MarkView::decl(&config),
        ];
        let mut written = String::from("// The result of an annotation. Made from src/view.rs by its test; not edited by hand.\n");
        for declaration in declarations {
            written.push_str("\nexport ");
            declaration.lines().for_each(|line| written.extend([line.trim_end(), "\n"]));
        }
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/www/js/article.d.ts");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(path, &written).expect("the declarations can be written");
        }
        let stored = std::fs::read_to_string(path).unwrap_or_default();
        assert!(stored == written, "www/js/article.d.ts is stale: run this test with UPDATE_EXPECT=1 and read the diff");
    }

    #[test]
    fn crossing_marks_are_cut() {
        let flat = flatten(vec![mark(0, 10, 0), mark(5, 15, 1)], &[Span::new(0, 20)]);
        assert_eq!(flat, [mark(0, 10, 0), mark(5, 10, 1), mark(10, 15, 1)]);
    }

    #[test]
    fn marks_are_cut_at_blocks() {
        let flat = flatten(vec![mark(2, 18, 0)], &[Span::new(0, 8), Span::new(10, 20)]);
        assert_eq!(flat, [mark(2, 8, 0), mark(10, 18, 0)]);
    }

    proptest! {
        #[test]
        fn flat_marks_nest_and_lose_nothing(spans in proptest::collection::vec((0u32..60, 1u32..20), 0..30)) {
            let whole: Vec<_> = spans.iter().enumerate().map(|(i, &(s, n))| mark(s, s + n, i as u32)).collect();
            let blocks = [Span::new(0, 25), Span::new(25, 90)];
            let flat = flatten(whole.clone(), &blocks);
            for (i, a) in flat.iter().enumerate() {
                prop_assert!(a.start < a.end);
                for b in &flat[i + 1..] {
                    prop_assert!((a.start, std::cmp::Reverse(a.end)) <= (b.start, std::cmp::Reverse(b.end)));
                    prop_assert!(b.start >= a.end || b.end <= a.end, "{a:?} crosses {b:?}");
                }
            }
            for m in &whole {
                let covered: u32 = flat.iter().filter(|f| f.index == m.index).map(|f| f.end - f.start).sum();
                prop_assert_eq!(covered, m.end - m.start);
            }
        }
    }
}
