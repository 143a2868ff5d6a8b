//! Mentions: names, nominals and pronouns that refer to somebody or something.

use crate::document::{Agreement, Lexical, Mention, Name, Referent, Tag};
use crate::labels::MentionKind;
use crate::lexicon::Lexicon;

/// All mentions, ordered by start, then longer first.
#[must_use]
pub fn detect(_lexicon: &Lexicon, _lex: Lexical<'_>, _tags: &[Tag], names: &[Name]) -> Vec<Mention> {
    let mentions = names.iter().map(|name| Mention {
        tokens: name.tokens,
        head: name.tokens.end - 1,
        kind: MentionKind::Name,
        entity_type: Some(name.entity_type),
        referent: Referent::Other,
        agreement: Agreement::default(),
        title: None,
        same_as: None,
    });
    mentions.collect()
}
