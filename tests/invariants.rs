//! What holds for the annotation of any text at all: spans in range, on character boundaries, in order, nested where
//! promised; no panic; the same result twice; and time linear enough that hostile texts of a megabyte pass.

mod common;

use glossator::document::Document;
use glossator::labels::{MentionKind, QuoteKind};
use glossator::pipeline::{self, Options};
use glossator::span::Span;
use glossator::view::{self, Parts};
use proptest::prelude::*;

/// Every promise of `document.rs` and CONTRACT that can be checked on any text.
fn check(doc: &Document) {
    let text = doc.text.as_str();
    let lex = doc.lexical();
    let good = |span: Span, what: &str| {
        assert!(!span.is_empty() && text.get(span.range()).is_some(), "{what} {span:?} of a text of {} bytes", text.len());
    };
    let mut after = 0;
    for block in &doc.blocks {
        good(block.span, "block");
        assert!(block.span.start >= after, "blocks overlap at {:?}", block.span);
        assert!(
            text[after as usize..block.span.start as usize].trim().is_empty(),
            "text outside of blocks before {:?}",
            block.span
        );
        let slice = block.span.of(text);
        assert_eq!(slice.trim(), slice, "block with white space at its edge");
        after = block.span.end;
    }
    assert!(text[after as usize..].trim().is_empty(), "text after the last block");

    let mut after = 0;
    for token in &doc.tokens.items {
        good(token.span, "token");
        assert!(token.span.start >= after, "tokens overlap at {:?}", token.span);
        after = token.span.end;
    }
    let mut next_token = 0;
    for sent in &doc.sentences {
        good(sent.span, "sentence");
        assert_eq!(sent.tokens.start, next_token, "sentences do not partition the tokens");
        assert!(!sent.tokens.is_empty());
        next_token = sent.tokens.end;
        assert_eq!(sent.span, lex.span(sent.tokens));
        assert!(doc.blocks[sent.block.index()].span.contains(sent.span), "a sentence leaves its block");
    }
    assert_eq!(next_token as usize, doc.tokens.len(), "tokens outside of sentences");
    assert!(doc.tags.is_empty() || doc.tags.len() == doc.tokens.len());

    for pair in doc.names.windows(2) {
        assert!(pair[0].tokens.end <= pair[1].tokens.start, "names overlap: {pair:?}");
    }
    let names: Vec<_> = doc.mentions.iter().filter(|m| m.kind == MentionKind::Name).map(|m| m.tokens).collect();
    assert_eq!(names, doc.names.iter().map(|n| n.tokens).collect::<Vec<_>>(), "mentions of kind name are not the names");
    for pair in doc.mentions.windows(2) {
        let key = |m: &glossator::document::Mention| (m.tokens.start, std::cmp::Reverse(m.tokens.end));
        assert!(key(&pair[0]) <= key(&pair[1]), "mentions out of order: {pair:?}");
    }
    for mention in &doc.mentions {
        good(lex.span(mention.tokens), "mention");
        assert!(mention.tokens.contains_token(mention.head as usize), "head outside of {mention:?}");
    }
    for pair in doc.timexes.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "timexes overlap: {pair:?}");
    }
    for pair in doc.quantities.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "quantities overlap: {pair:?}");
    }
    doc.timexes.iter().for_each(|t| good(t.span, "timex"));
    doc.quantities.iter().for_each(|q| good(q.span, "quantity"));

    for quote in &doc.quotes {
        assert!(!quote.content.is_empty());
        quote.content.iter().for_each(|&span| good(span, "content"));
        assert!(quote.content.windows(2).all(|p| p[0].end <= p[1].start), "content out of order: {quote:?}");
        [quote.cue, quote.source, quote.via, quote.reason].into_iter().flatten().for_each(|span| good(span, "part of a quote"));
        assert!((0.0..=1.0).contains(&quote.confidence));
        assert!(quote.kind != QuoteKind::Scare || quote.speaker.is_none(), "a scare quote with a speaker");
        if let Some(speaker) = quote.speaker {
            let resolved = doc.coreference.entity_of[speaker.index()].is_some();
            assert!(
                resolved || doc.mentions[speaker.index()].kind == MentionKind::Pronoun,
                "a speaker that is no entity: {quote:?}"
            );
        }
        let article =
            quote.content.iter().all(|span| lex.block_at(span.start).is_some_and(|b| doc.blocks[b.index()].kind.is_article()));
        assert!(article, "a quote in a dropped block: {quote:?}");
    }
    for pair in doc.quotes.windows(2) {
        assert!(pair[0].content[0].start <= pair[1].content[0].start, "quotes out of order");
    }

    let coreference = &doc.coreference;
    assert!(coreference.entity_of.len() == doc.mentions.len() || doc.mentions.is_empty());
    for (index, entity) in coreference.entities.iter().enumerate() {
        assert!(!entity.mentions.is_empty() && !entity.name.is_empty(), "an empty entity: {entity:?}");
        assert!((0.0..=1.0).contains(&entity.salience), "{entity:?}");
        for mention in &entity.mentions {
            assert_eq!(coreference.entity_of[mention.index()].map(|e| e.index()), Some(index), "entity and mention disagree");
        }
        let named = entity.mentions.iter().any(|m| doc.mentions[m.index()].kind == MentionKind::Name);
        assert_eq!(entity.named, named, "{entity:?}");
    }
    for (index, entity) in coreference.entity_of.iter().enumerate() {
        if entity.is_some() {
            let token = doc.mentions[index].tokens.start as usize;
            assert!(lex.in_article(token), "a mention of a dropped block has an entity");
        }
    }

    let mut seen = vec![false; doc.sentences.len()];
    for id in &doc.summary {
        assert!(!std::mem::replace(&mut seen[id.index()], true), "a sentence is ranked twice");
        assert!(doc.blocks[doc.sentences[id.index()].block.index()].kind.is_article());
    }
}

/// Annotates, checks, and checks that a second run gives the same bytes.
fn checked(text: &str) -> Document {
    let doc = common::annotate(text);
    check(&doc);
    let json = |doc: &Document| {
        let parts = Parts { text: true, tokens: true, marks: true };
        serde_json::to_string(&view::article(doc, None, parts)).expect("the result is plain data")
    };
    assert_eq!(json(&doc), json(&common::annotate(text)), "two runs differ");
    doc
}

/// Pieces of articles and of what breaks them, glued at random: reaches rules that random characters never would.
fn article_like() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "“",
        "”",
        "\"",
        "'",
        "’",
        "‘",
        "«",
        "»",
        "(",
        ")",
        "-",
        " - ",
        "—",
        "...",
        "…",
        ".",
        ",",
        ":",
        "?",
        "!",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "\u{a0}",
        "\u{200b}",
        "\u{202e}",
        "\u{feff}",
        "😀",
        "👩‍👩‍👧",
        "é",
        "e\u{301}",
        "İ",
        "ß",
        "中",
        "ש",
        "said",
        "told",
        "according to",
        "added",
        "he",
        "she",
        "the minister",
        "Mr.",
        "Dr. Anna Berg",
        "Berg",
        "Al-Karim",
        "U.S.",
        "NATO",
        "the Ministry of Health",
        "France",
        "French",
        "President",
        "on Monday",
        "May 3, 2024",
        "last year",
        "5",
        "$1.5 billion",
        "12%",
        "the 1990s",
        "two-year",
        "By Jo Roe",
        "LONDON (Reuters) -",
        "Related Posts",
        "Read more:",
        "https://example.org/a?b=c",
        "@handle",
        "who",
        "that",
        "is",
        "wants",
        "n't",
        "999999999999999999999",
        "February 30",
        "0000-00-00",
        "\0",
        "\u{85}",
        "\u{2028}",
        "É",
        "A",
        "I",
    ];
    proptest::collection::vec((proptest::sample::select(PIECES), prop_oneof![Just(""), Just(" ")]), 0..120)
        .prop_map(|parts| parts.into_iter().flat_map(|(piece, gap)| [piece, gap]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_unicode_text_keeps_the_promises(text in any::<String>()) {
        checked(&text);
    }

    #[test]
    fn any_article_like_text_keeps_the_promises(text in article_like()) {
        checked(&text);
    }

    #[test]
    fn restoring_a_block_keeps_the_promises(text in article_like(), offset in 0u32..400) {
        let options = Options { restored: vec![offset], ..Options::default() };
        check(&pipeline::annotate(common::model(), text, &options));
    }

    #[test]
    fn marks_nest_and_slice(text in article_like()) {
        let article = common::article(&text);
        let units: Vec<u16> = text.encode_utf16().collect();
        let mut open: Vec<u32> = Vec::new();
        let mut last = (0, std::cmp::Reverse(u32::MAX));
        for mark in article.marks.expect("asked for") {
            prop_assert!(mark.start < mark.end && mark.end as usize <= units.len());
            prop_assert!(String::from_utf16(&units[mark.start as usize..mark.end as usize]).is_ok(), "a surrogate pair is cut");
            prop_assert!(last <= (mark.start, std::cmp::Reverse(mark.end)), "out of order");
            last = (mark.start, std::cmp::Reverse(mark.end));
            while open.last().is_some_and(|&end| end <= mark.start) {
                open.pop();
            }
            prop_assert!(open.last().is_none_or(|&end| mark.end <= end), "marks cross");
            open.push(mark.end);
        }
    }
}

#[test]
fn odd_texts_keep_the_promises() {
    for text in [
        "",
        " ",
        "\n\n\n",
        "\0",
        "word",
        "\u{feff}",
        "\u{202e}\u{202d}",
        "“",
        "\"\"\"\"",
        "'''",
        "....",
        "-",
        "—",
        "Mr.",
        "1",
        "$",
        "@",
        "#",
    ] {
        checked(text);
    }
}

#[test]
fn names_of_javascript_objects_are_words() {
    checked("Constructor\n\nThe __proto__ said “constructor is prototype.” Mr. Constructor met Hasownproperty Valueof on Monday.");
}

/// Texts that make a careless loop quadratic; at these sizes a quadratic one would take minutes.
#[test]
fn hostile_texts_are_linear() {
    let texts = [
        "a".repeat(1 << 20),
        "A ".repeat(100_000),
        "a ".repeat(200_000),
        "“".repeat(20_000),
        "\"x\" ".repeat(20_000),
        "' ".repeat(50_000),
        "Anna Berg said. ".repeat(30_000),
        "Anna Berg ".repeat(50_000),
        "she ".repeat(100_000),
        "word\n".repeat(50_000),
        "“One more\n\n".repeat(20_000),
        "He said he said ".repeat(20_000),
        "1 ".repeat(100_000),
        "1-".repeat(100_000),
        "May ".repeat(50_000),
        "of the ".repeat(50_000),
        "((((".repeat(50_000),
        "according to ".repeat(30_000),
        "NATO (NATO) ".repeat(30_000),
        "....".repeat(50_000),
        "\u{301}".repeat(100_000),
        "http://".repeat(50_000),
        "two hundred ".repeat(50_000),
        (0..20_000).map(|n| format!("Jo Name{n} met. ")).collect(),
    ];
    for text in texts {
        check(&common::annotate(&text));
    }
}
