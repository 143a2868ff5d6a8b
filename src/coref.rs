//! Coreference: which mentions are of one entity.
//!
//! From mentions and quotes, in four steps, each linear (candidates come from hash maps by word and from short windows):
//! names are grouped by their words ([`grouping`] over [`keys`]); then the article is read once from left to right, and
//! noun phrases are tied to roles that the text has told ([`roles`]), to relatives ([`kin`]) and employers ([`employers`]) or to whoever is
//! spoken of ([`focus`]), and pronouns to the best-fitting person in reach ([`antecedents`]); speakers without a name become entities of their own; last, each group gets its name, type, aliases,
//! title and salience ([`entities`]).
//!
//! The method is that of rule systems with sieves (Raghunathan et al. 2010), names first and pronouns last, with weights for
//! a pronoun's candidates after Lappin and Leass (1994). It abstains rather than guesses: `it` and `they` stay open. Weak
//! where the tags do not show the subject, and where two people of one gender act in one sentence.

mod aliases;
mod antecedents;
mod article;
mod clusters;
mod employers;
mod entities;
mod focus;
mod grouping;
mod keys;
mod kin;
mod memory;
mod misspellings;
mod profile;
mod ranking;
mod roles;
mod short_forms;
mod speakers;
#[cfg(test)]
mod tests;
pub mod training;

use crate::document::{Coreference, Lexical, Mention, Quote, Tag};
use crate::lexicon::Lexicon;
use crate::model::ranker::Ranker;
use article::Article;

/// Groups the mentions of the article's blocks into entities; every quote's speaker gets one.
#[must_use]
pub fn resolve(
    lexicon: &Lexicon,
    ranker: &Ranker,
    lex: Lexical<'_>,
    tags: &[Tag],
    mentions: &[Mention],
    quotes: &[Quote],
) -> Coreference {
    let article = Article::new(lex, tags, mentions, quotes);
    let mut clusters = grouping::group(lexicon, &article);
    antecedents::resolve(&article, &mut clusters, &mut |anaphor, _, slate| {
        let candidates = (0..slate.candidates.len()).map(|at| (slate.candidates[at].before(anaphor.kind), slate.of(at)));
        ranker.choose(anaphor.kind as usize, slate.none(), candidates)
    });
    speakers::give_speakers(&article, &mut clusters);
    entities::assemble(&article, clusters)
}
