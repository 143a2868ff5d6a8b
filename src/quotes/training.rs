//! What the trainer reads of a document: the same candidates and features that the stage decides by.

use super::candidates::{Article, Unit};
use super::marks;
use super::scene::Scene;
use super::{extract_each, find_frames};
use crate::document::{Document, Quote};
use crate::model::frames::FrameModel;
use crate::model::table::Table;

/// A candidate for a cue.
#[derive(Debug, Default)]
pub struct Example {
    /// The token of the head.
    pub head: u32,
    /// Features of the head.
    pub judge: Vec<u32>,
    /// The tokens around it that are read, in order.
    pub tokens: Vec<u32>,
    /// Their features, one token after another.
    pub roles: Vec<u32>,
    /// Where each token's features end.
    pub ends: Vec<u32>,
}

impl Example {
    /// The features of the token at the place.
    #[must_use]
    pub fn of(&self, at: usize) -> &[u32] {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.roles[start as usize..self.ends[at] as usize]
    }
}

/// The candidates of a document, in order.
#[must_use]
pub fn examples(doc: &Document, cues: &Table<1>) -> Vec<Example> {
    let runs = marks::find_runs(doc.lexical());
    let scene = Scene::new(doc.lexical(), &doc.tags, &runs);
    let article = Article::new(&scene, &doc.mentions);
    let mut examples = Vec::new();
    find_frames(&scene, |tokens, rules, _| {
        let unit = Unit::new(&article, cues, tokens, &rules);
        for &head in &unit.heads {
            let clue = unit.clue(head);
            let mut example = Example { head: clue.head as u32, judge: unit.judge_features(&clue), ..Example::default() };
            unit.role_features(&clue, |at, of_head| {
                example.tokens.push(unit.items[at]);
                unit.token_features(at, &mut example.roles);
                example.roles.extend(of_head);
                example.ends.push(example.roles.len() as u32);
            });
            examples.push(example);
        }
        rules
    });
    examples
}

/// For each token the number under which it stands in the table of cues; none for words in quotation marks.
#[must_use]
pub fn cue_features(doc: &Document) -> Vec<Option<u32>> {
    let runs = marks::find_runs(doc.lexical());
    let scene = Scene::new(doc.lexical(), &doc.tags, &runs);
    let article = Article::new(&scene, &doc.mentions);
    let is_quoted = |token: usize| scene.run_index(token).is_some();
    (0..doc.tokens.len()).map(|token| (!is_quoted(token)).then(|| article.cue_feature(token))).collect()
}

/// The quotes of a document, with the features from which the confidence is read.
#[must_use]
pub fn quotes(doc: &Document, model: &FrameModel) -> Vec<(Quote, Vec<u32>)> {
    let mut quotes = Vec::new();
    extract_each(model, doc.lexical(), &doc.tags, &doc.mentions, |quote, features| quotes.push((quote, features)));
    quotes
}
