//! The order of the stages; the only code that stores a layer.

use time::Date;

use crate::document::Document;
use crate::labels::BlockKind;
use crate::model::Model;
use crate::{coref, language, mentions, ner, quotes, sentencizer, structure, summarizer, tagger, timex, tokenizer};

/// What the caller knows or wants beyond the text.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The document's date; wins over one that the text gives.
    pub date: Option<Date>,
    /// Byte offsets inside blocks that the reader wants counted although they were dropped; such blocks become body.
    pub restored: Vec<u32>,
}

/// The steps of an annotation, in order; told to the observer as each begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Blocks and language.
    Structure,
    /// Tokens and sentences.
    Tokens,
    /// Part-of-speech tags.
    Tags,
    /// Names and other mentions.
    Mentions,
    /// Dates and quantities.
    Timexes,
    /// Quotes with cue and source.
    Quotes,
    /// Mentions grouped into entities.
    Coreference,
    /// Sentences ranked.
    Summary,
}

impl Stage {
    /// Every stage in order.
    pub const ALL: [Self; 8] =
        [Self::Structure, Self::Tokens, Self::Tags, Self::Mentions, Self::Timexes, Self::Quotes, Self::Coreference, Self::Summary];

    /// The stage's name in lower case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Structure => "structure",
            Self::Tokens => "tokens",
            Self::Tags => "tags",
            Self::Mentions => "mentions",
            Self::Timexes => "timexes",
            Self::Quotes => "quotes",
            Self::Coreference => "coreference",
            Self::Summary => "summary",
        }
    }
}

/// Annotates a text. For a language other than English only structure, quotation marks and numbers are annotated.
#[must_use]
pub fn annotate(model: &Model, text: String, options: &Options) -> Document {
    annotate_observed(model, text, options, &mut |_| ())
}

/// Annotates a text and tells `observe` each stage as it begins, for progress and timing.
#[must_use]
pub fn annotate_observed(model: &Model, text: String, options: &Options, observe: &mut dyn FnMut(Stage)) -> Document {
    let lexicon = &model.lexicon;
    let mut doc = Document { text, ..Document::default() };

    observe(Stage::Structure);
    doc.blocks = structure::segment(lexicon, &doc.text);
    for &offset in &options.restored {
        if let Some(block) = doc.blocks.iter_mut().find(|b| b.span.contains_offset(offset) && !b.kind.is_article()) {
            block.kind = BlockKind::Body;
        }
    }
    doc.language = language::detect(&doc.text, &doc.blocks);

    observe(Stage::Tokens);
    doc.tokens = tokenizer::tokenize(lexicon, &doc.text, &doc.blocks);
    doc.sentences = sentencizer::split(&doc.text, &doc.blocks, &doc.tokens);

    if !language::is_annotated(doc.language) {
        observe(Stage::Timexes);
        doc.quantities = timex::find_numbers(doc.lexical());
        observe(Stage::Quotes);
        doc.quotes = quotes::marked(doc.lexical());
        doc.date = options.date;
        return doc;
    }

    observe(Stage::Tags);
    doc.tags = tagger::tag(&model.tag_dictionary, &model.tag_weights, doc.lexical());

    observe(Stage::Mentions);
    doc.names = ner::recognize(model, doc.lexical(), &doc.tags);
    doc.mentions = mentions::detect(lexicon, doc.lexical(), &doc.tags, &doc.names);

    observe(Stage::Timexes);
    doc.date = options.date.or_else(|| timex::document_date(doc.lexical()));
    (doc.timexes, doc.quantities) = timex::find(doc.lexical(), &doc.tags, doc.date);

    observe(Stage::Quotes);
    doc.quotes = quotes::extract(&model.quotes, doc.lexical(), &doc.tags, &doc.mentions);

    observe(Stage::Coreference);
    doc.coreference = coref::resolve(lexicon, &model.ranker, doc.lexical(), &doc.tags, &doc.mentions, &doc.quotes);

    observe(Stage::Summary);
    doc.summary = summarizer::rank(doc.lexical(), &doc.tags, &doc.mentions, &doc.coreference, &doc.quotes);
    doc
}
