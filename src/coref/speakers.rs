//! Speakers of quotes: `I` inside quotation marks, and the sources that no name tells.

use rustc_hash::FxHashMap;

use super::article::Article;
use super::clusters::{ClusterId, Clusters, told_gender};
use super::profile;
use crate::document::{Mention, Referent};
use crate::labels::MentionKind;

/// `I` and `my` inside quotation marks are the speaker.
fn first_person(article: &Article<'_>, clusters: &mut Clusters) {
    for (id, mention, place) in article.in_article() {
        if clusters.of(id).is_some() || !is_first_person(article, mention) {
            continue;
        }
        let speaker = place.quote.and_then(|quote| article.quotes[quote as usize].speaker);
        if let Some(cluster) = speaker.and_then(|speaker| clusters.of(speaker)) {
            clusters.add(cluster, id, 0);
        }
    }
}

fn is_first_person(article: &Article<'_>, mention: &Mention) -> bool {
    mention.kind == MentionKind::Pronoun && matches!(article.lex.norm(mention.head as usize), "i" | "me" | "my" | "mine" | "myself")
}

/// Opens a group for every speaker that has none; `I` outside of quotations is the author, the same collective named again in the same words is one, and so is the
/// same label of a transcript's turns (`HOST:`).
pub fn give_speakers(article: &Article<'_>, clusters: &mut Clusters) {
    let mut by_phrase: FxHashMap<String, ClusterId> = FxHashMap::default();
    let author = profile::author(article, clusters);
    for speaker in article.quotes.iter().filter_map(|quote| quote.speaker) {
        if clusters.of(speaker).is_some() || article.place_of(speaker).is_none() {
            continue;
        }
        let mention = &article.mentions[speaker];
        let gender = told_gender(mention.agreement);
        let label = article.lex.norm(mention.tokens.end as usize) == ":";
        if is_first_person(article, mention) {
            let cluster = author.unwrap_or_else(|| *by_phrase.entry("i".to_owned()).or_insert_with(|| clusters.open()));
            clusters.add(cluster, speaker, 0);
            continue;
        }
        let repeatable = mention.kind == MentionKind::Nominal && (label || mention.referent != Referent::Person);
        if !repeatable {
            let cluster = clusters.of_or_open(speaker, gender);
            clusters.get_mut(cluster).named = mention.kind == MentionKind::Name;
            continue;
        }
        let phrase = article.phrase(speaker).to_lowercase();
        let phrase = phrase.strip_prefix("the ").unwrap_or(&phrase).to_owned();
        let cluster = *by_phrase.entry(phrase).or_insert_with(|| clusters.open());
        clusters.add(cluster, speaker, gender);
    }
    first_person(article, clusters);
}
