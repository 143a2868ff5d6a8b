//! What the trainer reads of a document: the same candidates and features that the stage decides by.

use super::article::Article;
use super::memory::Antecedent;
pub use super::ranking::Kind;
use super::{antecedents, grouping};
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::span::MentionId;

/// A word or phrase that looks for its antecedent.
#[derive(Debug, Default)]
pub struct Example {
    /// Its mention.
    pub anaphor: Option<MentionId>,
    /// Its kind, which has weights of its own.
    pub kind: usize,
    /// Features of its having no antecedent.
    pub none: Vec<u32>,
    /// The candidates.
    pub candidates: Vec<Candidate>,
}

/// An entity that may be meant.
#[derive(Debug, Default)]
pub struct Candidate {
    /// Its mentions so far, and all its names.
    pub mentions: Vec<MentionId>,
    /// Its score before any feature speaks, in integer steps of the weights.
    pub before: i32,
    /// Features of the pair.
    pub features: Vec<u32>,
}

/// Reads a document from left to right, with `choose` to pick a candidate of each example or none.
pub fn read(lexicon: &Lexicon, doc: &Document, mut choose: impl FnMut(&Example) -> Option<usize>) {
    let article = Article::new(doc.lexical(), &doc.tags, &doc.mentions, &doc.quotes);
    let mut clusters = grouping::group(lexicon, &article);
    antecedents::resolve(&article, &mut clusters, &mut |anaphor, clusters, slate| {
        let mentions = |entity| match entity {
            Antecedent::Cluster(cluster) => clusters.get(cluster).mentions.clone(),
            Antecedent::Mention(id) => vec![id],
        };
        let candidates = slate.candidates.iter().enumerate();
        let candidates = candidates.map(|(at, c)| Candidate {
            mentions: mentions(c.entity),
            before: c.before(anaphor.kind),
            features: slate.of(at).to_vec(),
        });
        choose(&Example {
            anaphor: Some(anaphor.id),
            kind: anaphor.kind as usize,
            none: slate.none().to_vec(),
            candidates: candidates.collect(),
        })
    });
}
