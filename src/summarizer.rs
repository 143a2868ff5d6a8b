//! Summary: the article's clean sentences, best first.
//!
//! A sentence of the body is clean when it reads as one by itself: it begins with a capital letter, ends with a stop, is not cut
//! off, holds a verb, and is no later part of somebody's quoted speech. A clean sentence is worth the sum of its words' weights
//! (how often the body uses them, more where the headline does: SumBasic of Nenkova & Vanderwende 2005), set against its
//! length, multiplied by a decay over its position (news tells the main thing first) and by the salience of the entities named
//! in it. Questions and sentences that lean on the one before, by a connective or a pronoun, are damped. The first
//! [`PICKS`] are chosen one by one, words already told counting little (the idea of maximal marginal relevance, Carbonell &
//! Goldstein 1998); the rest follow by worth.
//!
//! Weak on text that is not news (a story's point stands at its end) and where captions run into the body without a line of
//! their own. Floats are added in a fixed order and only divided and rooted, so native and wasm agree to the bit.

use rustc_hash::FxHashMap;

use crate::classes::Classes;
use crate::document::{Coreference, Lexical, Mention, Quote, Sentence, Shape, Tag};
use crate::labels::{BlockKind, MentionKind, QuoteKind, Upos};
use crate::span::{SentenceId, Span};

/// How many sentences are chosen with a view to what is already told.
const PICKS: usize = 20;
/// How many of the best sentences these are chosen from.
const POOL: usize = 100;
/// Weight of a word already told.
const TOLD: f64 = 0.2;
/// Weight of a word that the headline holds.
const IN_HEADLINE: f64 = 3.0;
/// The sentence of this number is worth half of the first.
const HALF_WORTH: f64 = 20.0;
/// What a sentence gains that names the most salient entity.
const SALIENCE: f64 = 0.3;
/// Sentences of fewer words are fragments.
const LEAST_WORDS: usize = 4;

/// All clean sentences of the body, best first.
#[must_use]
pub fn rank(lex: Lexical<'_>, tags: &[Tag], mentions: &[Mention], coreference: &Coreference, quotes: &[Quote]) -> Vec<SentenceId> {
    let vocabulary = Vocabulary::read(lex);
    let salience = named_salience(lex, mentions, coreference);
    let quoted = quoted_spans(quotes);
    let pronouns = opening_pronouns(lex, mentions, coreference);
    let mut candidates: Vec<Candidate> = Vec::new();
    for (index, sentence) in lex.sentences.iter().enumerate() {
        if lex.blocks[sentence.block].kind != BlockKind::Body || !is_clean(lex, tags, sentence, &quoted) {
            continue;
        }
        let position = HALF_WORTH / (HALF_WORTH + candidates.len() as f64);
        let words = vocabulary.words_of(index);
        let factor = position * (1.0 + SALIENCE * salience[index]) * damping(lex, tags, sentence, pronouns[index])
            / length_norm(lex, sentence);
        let worth = factor * words.iter().map(|&w| vocabulary.weights[w as usize]).sum::<f64>();
        candidates.push(Candidate { sentence: index, factor, worth });
    }
    candidates.sort_by(|a, b| b.worth.total_cmp(&a.worth).then(a.sentence.cmp(&b.sentence)));
    choose_apart(&mut candidates, &vocabulary);
    candidates.into_iter().map(|c| SentenceId::new(c.sentence)).collect()
}

/// A clean sentence with what it is worth.
struct Candidate {
    /// Index of the sentence.
    sentence: usize,
    /// What the sum of the words' weights is multiplied by.
    factor: f64,
    /// The sentence's worth by itself.
    worth: f64,
}

/// Brings the candidates to the front one by one, each the best of the pool once the words already told count little.
fn choose_apart(candidates: &mut [Candidate], vocabulary: &Vocabulary) {
    let mut told = vec![false; vocabulary.weights.len()];
    let pool = candidates.len().min(POOL);
    for pick in 0..pool.min(PICKS) {
        let worth = |c: &Candidate| {
            let weight = |&w: &u32| vocabulary.weights[w as usize] * if told[w as usize] { TOLD } else { 1.0 };
            c.factor * vocabulary.words_of(c.sentence).iter().map(weight).sum::<f64>()
        };
        let mut best = (pick, worth(&candidates[pick]));
        for (index, candidate) in candidates.iter().enumerate().take(pool).skip(pick + 1) {
            let worth = worth(candidate);
            if worth > best.1 {
                best = (index, worth);
            }
        }
        // A rotation keeps the order of those passed over, so that ties go to the better and then to the earlier.
        candidates[pick..=best.0].rotate_right(1);
        for &word in vocabulary.words_of(candidates[pick].sentence) {
            told[word as usize] = true;
        }
    }
}

/// The content words of every sentence, as numbers, with the weight of each.
struct Vocabulary {
    /// Distinct words of all sentences, one sentence after the other.
    words: Vec<u32>,
    /// One slot a sentence: where its words end.
    ends: Vec<u32>,
    /// One slot a word.
    weights: Vec<f64>,
}

impl Vocabulary {
    fn read(lex: Lexical<'_>) -> Self {
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        let mut last_in: Vec<usize> = Vec::new();
        let mut counts: Vec<f64> = Vec::new();
        let mut in_headline: Vec<bool> = Vec::new();
        let mut words = Vec::new();
        let mut ends = Vec::with_capacity(lex.sentences.len());
        for (index, sentence) in lex.sentences.iter().enumerate() {
            let kind = lex.blocks[sentence.block].kind;
            let headline = matches!(kind, BlockKind::Headline | BlockKind::Standfirst);
            if headline || kind == BlockKind::Body {
                for token in sentence.tokens.range().filter(|&t| is_content(lex, t)) {
                    let word = *numbers.entry(stem(lex.norm(token))).or_insert_with(|| {
                        last_in.push(usize::MAX);
                        counts.push(0.0);
                        in_headline.push(false);
                        counts.len() as u32 - 1
                    });
                    let slot = word as usize;
                    in_headline[slot] |= headline;
                    counts[slot] += if headline { 0.0 } else { 1.0 };
                    if last_in[slot] != index {
                        last_in[slot] = index;
                        words.push(word);
                    }
                }
            }
            ends.push(words.len() as u32);
        }
        let weights = counts.iter().zip(in_headline).map(|(count, told)| if told { count * IN_HEADLINE } else { *count }).collect();
        Self { words, ends, weights }
    }

    /// The distinct content words of a sentence.
    fn words_of(&self, sentence: usize) -> &[u32] {
        let start = if sentence == 0 { 0 } else { self.ends[sentence - 1] };
        &self.words[start as usize..self.ends[sentence] as usize]
    }
}

/// Whether the token is a word that tells of the text's subject.
fn is_content(lex: Lexical<'_>, token: usize) -> bool {
    let norm = lex.norm(token);
    norm.len() > 1 && norm.contains(char::is_alphabetic) && !lex.classes(token).any(Classes::STOP_WORDS)
}

/// The word without its plural ending.
fn stem(norm: &str) -> &str {
    let stem = match norm.strip_suffix("ies") {
        Some(stem) => stem,
        None if norm.ends_with("ss") => norm,
        None => norm.strip_suffix('s').or_else(|| norm.strip_suffix('y')).unwrap_or(norm),
    };
    if stem.len() >= 3 { stem } else { norm }
}

/// Words of the sentence: tokens with a letter or digit.
fn word_count(lex: Lexical<'_>, sentence: &Sentence) -> usize {
    sentence.tokens.range().filter(|&t| lex.tokens.items[t].shape.is_word() || lex.tokens.items[t].shape == Shape::Number).count()
}

/// The number of words to the power of three quarters: between the sum of the weights, which favours long sentences, and
/// their mean, which favours short ones.
fn length_norm(lex: Lexical<'_>, sentence: &Sentence) -> f64 {
    let words = word_count(lex, sentence).max(12) as f64;
    (words * words.sqrt()).sqrt()
}

/// Whether the sentence can stand by itself.
fn is_clean(lex: Lexical<'_>, tags: &[Tag], sentence: &Sentence, quoted: &[Span]) -> bool {
    let text = sentence.span.of(lex.text);
    let ending = text.trim_end_matches(|c: char| c.is_whitespace() || "\"”’')]»*".contains(c));
    let ends_well = ending.ends_with(['.', '?', '!']) && !ending.ends_with("..");
    let first = text.chars().find(|c| c.is_alphanumeric());
    let has_verb = sentence.tokens.range().any(|t| tags.get(t).is_some_and(|tag| matches!(tag.upos, Upos::Verb | Upos::Aux)));
    ends_well
        && first.is_some_and(|c| !c.is_lowercase())
        && has_verb
        && word_count(lex, sentence) >= LEAST_WORDS
        && !is_quotation_tail(sentence, quoted)
}

/// Whether the sentence lies wholly inside quoted words that began before it.
fn is_quotation_tail(sentence: &Sentence, quoted: &[Span]) -> bool {
    let begun = quoted.partition_point(|q| q.start < sentence.span.start);
    begun > 0 && quoted[begun - 1].end.saturating_add(CLOSING_MARKS) >= sentence.span.end
}

/// Bytes that closing marks may take after the last quoted word.
const CLOSING_MARKS: u32 = 4;

/// The quoted spans in order, those inside an earlier one left out.
fn quoted_spans(quotes: &[Quote]) -> Vec<Span> {
    let mut spans: Vec<Span> =
        quotes.iter().filter(|q| q.kind == QuoteKind::Direct).flat_map(|q| q.content.iter().copied()).collect();
    spans.sort_unstable();
    spans.dedup_by(|later, earlier| earlier.contains(*later));
    spans
}

/// How a sentence begins with a pronoun.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// With anything else.
    Plain,
    /// With a pronoun for a known entity.
    Resolved,
    /// With a pronoun that nobody resolved.
    Unresolved,
}

/// One slot a sentence.
fn opening_pronouns(lex: Lexical<'_>, mentions: &[Mention], coreference: &Coreference) -> Vec<Opening> {
    let mut openings = vec![Opening::Plain; lex.sentences.len()];
    for (index, mention) in mentions.iter().enumerate().filter(|(_, m)| m.kind == MentionKind::Pronoun) {
        let token = mention.tokens.start;
        let Some(sentence) = lex.sentence_of(token as usize) else { continue };
        if lex.sentences[sentence].tokens.start == token {
            let resolved = coreference.entity_of.get(index).is_some_and(Option::is_some);
            openings[sentence.index()] = if resolved { Opening::Resolved } else { Opening::Unresolved };
        }
    }
    openings
}

/// The salience of the most salient named entity of every sentence.
fn named_salience(lex: Lexical<'_>, mentions: &[Mention], coreference: &Coreference) -> Vec<f64> {
    let mut salience = vec![0.0_f64; lex.sentences.len()];
    for (mention, entity) in mentions.iter().zip(&coreference.entity_of) {
        let Some(entity) = entity.map(|e| &coreference.entities[e]) else { continue };
        if !entity.named {
            continue;
        }
        if let Some(sentence) = lex.sentence_of(mention.head as usize) {
            let slot = &mut salience[sentence.index()];
            *slot = slot.max(f64::from(entity.salience));
        }
    }
    salience
}

/// What a sentence loses that asks or leans on the one before it.
fn damping(lex: Lexical<'_>, tags: &[Tag], sentence: &Sentence, opening: Opening) -> f64 {
    let asks = sentence.span.of(lex.text).trim_end_matches(|c: char| !c.is_alphanumeric() && c != '?').ends_with('?');
    let first = sentence.tokens.range().find(|&t| lex.tokens.items[t].shape.is_word());
    let leans = match opening {
        Opening::Unresolved => 0.75,
        Opening::Resolved => 0.9,
        Opening::Plain if first.is_some_and(|t| is_backward(lex, tags, t)) || adds_to_before(lex, sentence) => 0.85,
        Opening::Plain => 1.0,
    };
    leans * if asks { 0.5 } else { 1.0 }
}

/// Whether one of the first words says that something was said before: `Field also promised`.
fn adds_to_before(lex: Lexical<'_>, sentence: &Sentence) -> bool {
    sentence.tokens.range().take(5).any(|t| matches!(lex.norm(t), "also" | "too" | "added" | "however" | "meanwhile"))
}

/// Whether the word ties its sentence to what was said before: `But`, `However`, `This`.
fn is_backward(lex: Lexical<'_>, tags: &[Tag], token: usize) -> bool {
    let connective = matches!(
        lex.norm(token),
        "also"
            | "besides"
            | "furthermore"
            | "hence"
            | "however"
            | "instead"
            | "meanwhile"
            | "moreover"
            | "nevertheless"
            | "otherwise"
            | "so"
            | "still"
            | "such"
            | "then"
            | "therefore"
            | "these"
            | "this"
            | "those"
            | "thus"
            | "yet"
    );
    connective || tags.get(token).is_some_and(|tag| tag.upos == Upos::Cconj)
}

#[cfg(test)]
mod tests {
    use crate::model::Model;
    use crate::pipeline::{Options, annotate};

    /// The sentences of the summary, best first.
    fn summary(text: &str) -> Vec<String> {
        let doc = annotate(&Model::embedded(), text.to_owned(), &Options::default());
        doc.summary.iter().map(|&s| doc.sentences[s].span.of(&doc.text).to_owned()).collect()
    }

    /// Brackets stand around the clean sentences.
    fn check(marked: &str) {
        let mut expected: Vec<String> =
            marked.split('[').skip(1).filter_map(|part| part.split_once(']')).map(|(s, _)| s.to_owned()).collect();
        let mut found = summary(&marked.replace(['[', ']'], ""));
        expected.sort();
        found.sort();
        assert_eq!(found, expected, "{marked}");
    }

    #[test]
    fn headline_caption_and_dateline_are_left_out() {
        check(
            "Harbour town reopens its bridge\n\nMayor Lena Ortiz - Engineer Tom Field\n\nPORT ELDER (Coastwire) - [The bridge opened to \
             traffic on Monday.] [Drivers had waited since dawn.]\n\nRelated Posts\nFerry captains look for new work",
        );
    }

    #[test]
    fn fragments_and_cut_off_sentences_are_left_out() {
        check(
            "[The bridge opened to traffic on Monday after a long repair.] No comment. Two years of detours. [The town was glad to have it back.]",
        );
        check("[The bridge opened to traffic on Monday after a long repair.]\n\nThe council has not said whether the ferry will…");
    }

    #[test]
    fn a_later_part_of_quoted_speech_is_left_out() {
        check(
            "[“The bridge is open and the town is glad,” Ortiz said on Monday at the ceremony.]\n\n[“We waited long enough for it,” Field \
             said.] [“Nobody will miss the old ferry.] It was slow and it was always late.”",
        );
    }

    #[test]
    fn the_first_sentence_leads() {
        let text = "The bridge of Port Elder opened on Monday after a repair of two years. A baker sold rolls to the waiting drivers. \
                    The old ferry of Port Elder made its last journey on Sunday evening. It rained.";
        assert!(summary(text)[0].starts_with("The bridge of Port Elder opened"));
    }

    #[test]
    fn what_is_told_already_comes_late() {
        let text = "The bridge of Port Elder opened on Monday after a repair of two years. The bridge of Port Elder opened on Monday. \
                    The council paid 40 million dollars, twice what engineers had planned. Ferry captains look for other work.";
        assert_eq!(summary(text).last().map(String::as_str), Some("The bridge of Port Elder opened on Monday."));
    }

    #[test]
    fn questions_and_leaning_sentences_are_damped() {
        let text = "Will the bridge of Port Elder open this week? The bridge of Port Elder opened on Monday.";
        assert!(summary(text)[0].starts_with("The bridge"));
        let text = "But the bridge closed for repair of its pier. The bridge closed for repair of its pier.";
        assert!(summary(text)[0].starts_with("The bridge"));
    }

    #[test]
    fn nothing_to_tell() {
        assert!(summary("").is_empty());
        assert!(summary("Bridge reopens").is_empty());
    }
}
