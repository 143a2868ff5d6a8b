//! Glossator's core: annotates an English news article with names, quotes and their speakers, dates, and a summary.
//!
//! No IO, no clock, no randomness: the result is a function of the text, the options and the model. Annotation of a text
//! cannot fail; odd input gives a smaller result. ARCHITECTURE.md tells the layers and the flow; the modules below stand
//! in reading order, and imports only go down the list of layers.

pub mod classes;
pub mod labels;
pub mod span;

pub mod document;

pub mod features;
pub mod lexicon;
pub mod tag_dictionary;

pub mod model;

pub mod coref;
pub mod language;
pub mod mentions;
pub mod ner;
pub mod quotes;
pub mod sentencizer;
pub mod structure;
pub mod summarizer;
pub mod tagger;
pub mod timex;
pub mod tokenizer;

pub mod pipeline;

pub mod view;

#[cfg(target_arch = "wasm32")]
mod wasm;

/// The longest text that is annotated, in bytes: 16 MiB. The edges refuse a longer one with a message.
pub const MAX_TEXT_BYTES: usize = 16 << 20;
