//! The first real article, read from `../shared`: what the annotation of it must show. Skipped, with a line that says so,
//! where that folder is not beside the project; never skipped in CI.

mod common;

use std::path::Path;

use glossator::document::Document;
use glossator::labels::{BlockKind, EntityType, MentionKind, QuoteAct, QuoteKind, TimexType};
use glossator::view::{self, EntityView, Parts, QuoteView};

/// The article; none where the folder is absent.
fn source() -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/articles/000_831faced118ef891.txt");
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(error) => {
            assert!(std::env::var_os("CI").is_none(), "{}: {error}", path.display());
            eprintln!("skipped: {} is not there", path.display());
            None
        }
    }
}

struct Annotated {
    doc: Document,
    article: view::Article,
    units: Vec<u16>,
}

impl Annotated {
    fn read() -> Option<Self> {
        let text = source()?;
        let doc = common::annotate(&text);
        let article = view::article(&doc, None, Parts::default());
        Some(Self { doc, article, units: text.encode_utf16().collect() })
    }

    fn slice(&self, span: [u32; 2]) -> String {
        String::from_utf16(&self.units[span[0] as usize..span[1] as usize]).expect("spans are on character boundaries")
    }

    fn entity(&self, name: &str) -> &EntityView {
        let found: Vec<_> = self.article.entities.iter().filter(|e| e.name == name).collect();
        assert_eq!(found.len(), 1, "entities named {name:?}: {found:#?}");
        found[0]
    }

    fn content(&self, quote: &QuoteView) -> String {
        quote.content.iter().map(|&span| self.slice(span)).collect::<Vec<_>>().join(" … ")
    }

    /// The speech quote whose content holds these words.
    fn quote(&self, words: &str) -> &QuoteView {
        let found: Vec<_> =
            self.article.quotes.iter().filter(|q| q.act == QuoteAct::Speech && self.content(q).contains(words)).collect();
        assert_eq!(found.len(), 1, "quotes with {words:?}: {found:#?}");
        found[0]
    }

    fn speaker(&self, quote: &QuoteView) -> String {
        quote.speaker.as_ref().map_or(String::new(), |s| s.name.clone())
    }
}

#[test]
fn clutter_is_told_from_the_article() {
    let Some(a) = Annotated::read() else { return };
    let kinds: Vec<_> = a.doc.blocks.iter().map(|b| b.kind).collect();
    assert_eq!(kinds[..2], [BlockKind::Headline, BlockKind::Caption]);
    assert!(!kinds.last().expect("there are blocks").is_article(), "{kinds:?}");
    assert!(kinds[2..kinds.len() - 1].iter().all(|k| *k == BlockKind::Body), "{kinds:?}");
    let tail = a.article.blocks.last().expect("there are blocks");
    assert!(a.article.mentions.iter().filter(|m| m.start >= tail.start).all(|m| m.entity.is_none()));
    assert!(a.article.summary.iter().all(|row| {
        let sentence = &a.article.sentences[row.sentence as usize];
        a.article.blocks[sentence.block as usize].kind == BlockKind::Body
    }));
}

#[test]
fn people_are_one_entity_each_with_the_fullest_name() {
    let Some(a) = Annotated::read() else { return };
    for (name, alias, title) in [
        ("Ahmed Al-Sharaa", "Sharaa", Some("Syrian President")),
        ("Vladimir Putin", "Putin", Some("Russian President")),
        ("Bashar al-Assad", "Assad", None),
        ("Sergei Lavrov", "Lavrov", Some("Russian Foreign Minister")),
        ("Alexander Novak", "Novak", Some("Russian Vice Premier")),
    ] {
        let entity = a.entity(name);
        assert_eq!(entity.entity_type, Some(EntityType::Person), "{name}");
        assert!(entity.aliases.iter().any(|x| x == alias), "{name}: {:?}", entity.aliases);
        if title.is_some() {
            assert_eq!(entity.title.as_deref(), title, "{name}");
        }
        let stray: Vec<_> = a.article.entities.iter().filter(|e| e.name != name && e.name.ends_with(alias)).collect();
        assert!(stray.is_empty(), "{name} has a double: {stray:#?}");
    }
    assert!(a.entity("Bashar al-Assad").aliases.iter().any(|x| x == "Bashar Assad"));
}

#[test]
fn acronym_and_full_name_are_one_organisation() {
    let Some(a) = Annotated::read() else { return };
    let group = a.entity("Hayat Tahrir al-Sham");
    assert_eq!(group.entity_type, Some(EntityType::Org));
    assert!(group.aliases.iter().any(|x| x == "HTS"), "{:?}", group.aliases);
}

#[test]
fn every_name_mention_of_a_person_has_its_entity() {
    let Some(a) = Annotated::read() else { return };
    for mention in a.article.mentions.iter().filter(|m| m.kind == MentionKind::Name) {
        let text = a.slice([mention.start, mention.end]);
        for surname in ["Sharaa", "Putin", "Assad", "Lavrov", "Novak"] {
            if text.ends_with(surname)
                && let Some(entity) = mention.entity
            {
                let entity = &a.article.entities[entity as usize];
                assert!(entity.name.ends_with(surname), "{text} is {}", entity.name);
            }
        }
    }
}

#[test]
fn direct_quotes_have_their_speakers() {
    let Some(a) = Annotated::read() else { return };
    for (words, speaker) in [
        ("We are trying to restore", "Ahmed Al-Sharaa"),
        ("We have granted asylum", "Sergei Lavrov"),
        ("Russian companies have been working", "Alexander Novak"),
        ("Our companies are interested", "Alexander Novak"),
    ] {
        let quote = a.quote(words);
        assert_eq!(quote.kind, QuoteKind::Direct, "{words}");
        assert_eq!(a.speaker(quote), speaker, "{words}");
    }
    assert_eq!(a.quote("Russian companies have been working").content.len(), 2);
    assert!(a.content(a.quote("Russian companies have been working")).contains("There are new fields"));
}

#[test]
fn unnamed_sources_keep_their_words() {
    let Some(a) = Annotated::read() else { return };
    let official = a.quote("Sharaa will ask the Russian president");
    assert_eq!(official.kind, QuoteKind::Direct);
    let speaker = official.speaker.as_ref().expect("the official speaks");
    assert_eq!(speaker.kind.as_str(), "unnamed");
    assert!(speaker.name.contains("official"), "{}", speaker.name);
    let analyst = a.quote("This is a reset");
    let speaker = analyst.speaker.as_ref().expect("the analyst speaks");
    assert_eq!((speaker.name.as_str(), speaker.kind.as_str()), ("Syrian analyst in Beirut", "unnamed"));
}

#[test]
fn dates_and_durations_are_normalised() {
    let Some(a) = Annotated::read() else { return };
    for (text, timex_type, value) in [
        ("December 2024", TimexType::Date, "2024-12"),
        ("2015", TimexType::Date, "2015"),
        ("2020", TimexType::Date, "2020"),
        ("more than two and a half hours", TimexType::Duration, "PT2.5H"),
        ("14-year", TimexType::Duration, "P14Y"),
    ] {
        let found = a.article.timexes.iter().find(|t| a.slice([t.start, t.end]) == text);
        let found = found.unwrap_or_else(|| panic!("no time expression {text:?}"));
        assert_eq!((found.timex_type, found.value.as_str()), (timex_type, value), "{text}");
    }
}
