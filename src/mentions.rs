//! Mentions: names, nominals and pronouns that refer to somebody or something.
//!
//! Made from tokens, tags and names, once, before quotes and coreference: a quote points at a mention, coreference groups
//! mentions. Three passes, each linear: names with the title before them ([`names`]), noun phrases whose head stands in a
//! word list ([`nominals`], over the small noun-phrase grammar of [`phrases`]), pronouns ([`pronouns`]); then appositions
//! and predicates are tied to the names that they stand beside ([`apposition`]). Spans follow CONTRACT: a name without
//! title and possessive, a nominal from its determiner to a short complement, without relative clause.
//!
//! Weak where the tagger is: a verb read as a noun lengthens a phrase. Heads outside the word lists give no nominal, on
//! purpose, most noun phrases of an article refer to nobody; but what is cited (`according to the results`) and people told by an
//! amount (`some said`) are mentions whatever their head.

mod apposition;
mod names;
mod nominals;
mod phrases;
mod pronouns;
#[cfg(test)]
mod tests;

use crate::document::{Lexical, Mention, Name, Tag};
use crate::lexicon::Lexicon;

/// What every pass reads.
#[derive(Clone, Copy)]
struct Context<'d> {
    lexicon: &'d Lexicon,
    lex: Lexical<'d>,
    tags: &'d [Tag],
    names: &'d [Name],
    /// For every token the index of the name that holds it.
    name_at: &'d [Option<u32>],
}

impl<'d> Context<'d> {
    fn name_at(&self, token: usize) -> Option<&'d Name> {
        let index = self.name_at.get(token).copied().flatten()?;
        self.names.get(index as usize)
    }

    /// The first and past-the-end token of the sentence that holds the token.
    fn sentence(&self, token: usize) -> (usize, usize) {
        self.lex.sentence_of(token).map_or((token, token + 1), |id| {
            let tokens = self.lex.sentences[id].tokens;
            (tokens.start as usize, tokens.end as usize)
        })
    }
}

/// All mentions, ordered by start, then longer first.
#[must_use]
pub fn detect(lexicon: &Lexicon, lex: Lexical<'_>, tags: &[Tag], names: &[Name]) -> Vec<Mention> {
    let mut name_at = vec![None; lex.tokens.len()];
    for (index, name) in names.iter().enumerate() {
        for slot in name_at.get_mut(name.tokens.range()).unwrap_or_default() {
            *slot = Some(index as u32);
        }
    }
    let context = Context { lexicon, lex, tags, names, name_at: &name_at };
    let mut mentions = names::mentions(context);
    let mut in_title = vec![false; lex.tokens.len()];
    for title in mentions.iter().filter_map(|mention| mention.title) {
        in_title[title.range()].fill(true);
    }
    // "Her husband Jan Kos": who she is to him is told, and is no office.
    let is_possessed = |nominal: &Mention| phrases::is_possessed(context, nominal.tokens.start as usize, nominal.head as usize);
    let nominals = nominals::mentions(context).into_iter();
    mentions.extend(nominals.filter(|nominal| !in_title[nominal.head as usize] || is_possessed(nominal)));
    mentions.extend(pronouns::mentions(context));
    mentions.sort_by_key(|m| (m.tokens.start, std::cmp::Reverse(m.tokens.end)));
    apposition::link(context, &mut mentions);
    mentions
}
