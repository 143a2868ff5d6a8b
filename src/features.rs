//! The features of a token that the trained models read, as 32-bit hashes: one function for training and for use.
//!
//! A feature is a template's number with a value; [`hash`] makes one number of both. The context of a token is not
//! in its features: the network reads its neighbours' too.

pub mod tagging;
pub(crate) mod words;

use crate::classes::{CLASSES_HASH, Classes};
use crate::document::{Lexical, Name, Sentence, Shape, Tag};
use crate::lexicon::Lexicon;
use crate::model::decoder::label_of;
use words::{Casing, Words};

/// Identifies the templates and the numbers of the word lists: a model trained on others is refused.
pub const FEATURES_HASH: u32 = TEMPLATES_HASH ^ CLASSES_HASH;
/// Hash of the features of a probe; a test holds it to the templates.
const TEMPLATES_HASH: u32 = 0xabcd_8bff;
/// Lists whose entries of several words are looked for.
const ENTRIES: Classes = Classes::COUNTRIES
    .or(Classes::CITIES)
    .or(Classes::REGIONS)
    .or(Classes::LOCATIONS)
    .or(Classes::FACILITIES)
    .or(Classes::ORGANISATIONS)
    .or(Classes::MEDIA)
    .or(Classes::PARTIES)
    .or(Classes::ARMED_GROUPS)
    .or(Classes::DEMONYMS)
    .or(Classes::LANGUAGES)
    .or(Classes::EVENTS)
    .or(Classes::LAWS)
    .or(Classes::PRODUCTS)
    .or(Classes::STOCK_INDICES)
    .or(Classes::WORKS)
    .or(Classes::GIVEN_NAMES)
    .or(Classes::SURNAMES)
    .or(Classes::TITLES);

/// The longest entry of the word lists that is looked for, in tokens.
const LONGEST_ENTRY: usize = 8;
/// The longest prefix and suffix of a word that are features, in characters.
const LONGEST_AFFIX: usize = 4;
/// Bytes of a word beyond which it is hashed no further: a word of a megabyte costs no more than a long one.
const LONGEST_WORD: usize = 48;

/// What a feature is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Template {
    /// The normalised word; of a number its form.
    Word = 1,
    /// Its first two to four letters.
    Prefix = 2,
    /// Its last two to four letters.
    Suffix = 3,
    /// Capitals, small letters, digits and marks in their order.
    Shape = 4,
    /// A word list that holds the word.
    Class = 5,
    /// A word list that holds the phrase of which the word is part.
    Entry = 6,
    /// The Penn tag.
    Tag = 7,
    /// How the document writes the word elsewhere.
    Spelling = 8,
    /// What the rules say of the token.
    Rule = 9,
    /// How the sentence uses capitals.
    Casing = 10,
}

/// A name that the rules found.
#[derive(Clone, Copy, Debug)]
pub struct Proposal {
    /// Its tokens and type.
    pub name: Name,
    /// Points by which the type leads the next.
    pub lead: i16,
}

/// Points by which a type leads where the rules prefer it clearly.
const FIRM_LEAD: i16 = 4;
/// Points by which a type leads where the rules are sure.
const SURE_LEAD: i16 = 8;

impl Proposal {
    /// Whether the rules are sure of the type.
    #[must_use]
    pub const fn is_sure(&self) -> bool {
        self.lead >= SURE_LEAD
    }

    /// How clear the type is: 0 hardly, 1 clearly, 2 beyond doubt.
    fn strength(&self) -> u8 {
        u8::from(self.lead >= FIRM_LEAD) + u8::from(self.is_sure())
    }
}

/// The features of every token of a text.
#[derive(Debug, Default)]
pub struct Features {
    hashes: Vec<u32>,
    ends: Vec<u32>,
}

impl Features {
    /// The features of a token; the first is the word itself.
    #[must_use]
    pub fn of(&self, token: usize) -> &[u32] {
        let Some(&end) = self.ends.get(token) else { return &[] };
        let start = if token == 0 { 0 } else { self.ends[token - 1] };
        &self.hashes[start as usize..end as usize]
    }

    /// Number of tokens.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no token.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

/// Bits of a feature's number below those that name its template.
const VALUE_BITS: u32 = 28;

/// FNV-1a over the value, its bits mixed once more (the finaliser of MurmurHash3), so that the low bits may serve as a row; the
/// highest four bits name the template.
fn hash(template: Template, value: &[u8]) -> u32 {
    let start = (0x811c_9dc5 ^ template as u32).wrapping_mul(0x0100_0193);
    let mut h = value.iter().take(LONGEST_WORD).fold(start, |h, &byte| (h ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    h ^= h >> 16;
    h = h.wrapping_mul(0x85eb_ca6b);
    h ^= h >> 13;
    h = h.wrapping_mul(0xc2b2_ae35);
    h ^= h >> 16;
    h & ((1 << VALUE_BITS) - 1) | (template as u32) << VALUE_BITS
}

/// The number of a feature's template, for measuring what a kind of feature is worth.
#[must_use]
pub const fn template_of(feature: u32) -> u32 {
    feature >> VALUE_BITS
}

/// The features of all tokens. `rules` are the names that the rules found, `casings` has one slot a sentence.
pub(crate) fn extract(
    lexicon: &Lexicon,
    lex: Lexical<'_>,
    tags: &[Tag],
    casings: &[Casing],
    words: &Words<'_>,
    rules: &[Proposal],
) -> Features {
    let mut features = Features::default();
    let marks = marks_of(lex.tokens.len(), rules);
    let mut entries: Vec<(u64, u8)> = Vec::new();
    for (sentence, &casing) in lex.sentences.iter().zip(casings) {
        find_entries(lexicon, lex, sentence, &mut entries);
        let first = sentence.tokens.start as usize;
        for token in sentence.tokens.range() {
            // A token that no sentence holds has no features; there is none today.
            while features.ends.len() < token {
                features.ends.push(features.hashes.len() as u32);
            }
            let out = &mut features.hashes;
            word_features(lex, token, out);
            let place = u8::from(token == first);
            out.push(hash(Template::Casing, &[casing as u8, place]));
            each_bit(lex.classes(token).bits(), |bit| out.push(hash(Template::Class, &[bit])));
            let (bits, part) = entries[token - first];
            each_bit(bits, |bit| out.push(hash(Template::Entry, &[bit, part])));
            if let Some(tag) = tags.get(token) {
                out.push(hash(Template::Tag, &[tag.xpos as u8]));
            }
            if lex.tokens.items[token].shape.is_word() {
                let norm = lex.norm(token);
                let seen = u8::from(words.is_capitalised(norm))
                    | u8::from(words.is_lower(norm)) << 1
                    | u8::from(words.is_always_capitalised(norm)) << 2;
                out.push(hash(Template::Spelling, &[seen, place]));
            }
            let (mark, strength) = marks[token];
            out.push(hash(Template::Rule, &[mark]));
            if mark > 0 {
                out.push(hash(Template::Rule, &[mark, 1 + strength]));
            }
            features.ends.push(features.hashes.len() as u32);
        }
    }
    while features.ends.len() < lex.tokens.len() {
        features.ends.push(features.hashes.len() as u32);
    }
    features
}

fn each_bit(mut bits: u64, mut visit: impl FnMut(u8)) {
    while bits != 0 {
        visit(bits.trailing_zeros() as u8);
        bits &= bits - 1;
    }
}

/// The word, its affixes and its shape.
fn word_features(lex: Lexical<'_>, token: usize, out: &mut Vec<u32>) {
    let norm = lex.norm(token);
    let shape = lex.tokens.items[token].shape;
    if shape == Shape::Number {
        // All numbers of a form are one word.
        let form: Vec<u8> = norm.bytes().take(LONGEST_WORD).map(|b| if b.is_ascii_digit() { b'0' } else { b }).collect();
        out.push(hash(Template::Word, &form));
    } else {
        out.push(hash(Template::Word, norm.as_bytes()));
    }
    if shape.is_word() {
        let mut head = norm.char_indices().map(|(at, c)| at + c.len_utf8());
        let mut tail = norm.char_indices().rev().map(|(at, _)| at);
        for length in 1..=LONGEST_AFFIX {
            let (Some(end), Some(start)) = (head.next(), tail.next()) else { break };
            if length >= 2 {
                out.push(hash(Template::Prefix, &norm.as_bytes()[..end]));
                out.push(hash(Template::Suffix, &norm.as_bytes()[start..]));
            }
        }
    }
    let mut pattern = [0u8; 8];
    let mut used = 0;
    for c in lex.word(token).chars().take(LONGEST_WORD) {
        let kind = match c {
            _ if c.is_uppercase() => b'X',
            _ if c.is_alphabetic() => b'x',
            _ if c.is_numeric() => b'0',
            _ => c.to_string().as_bytes()[0],
        };
        // A run of one kind counts as one or as more than one.
        if used > 0 && pattern[used - 1] == kind {
            pattern[used - 1] = kind | 0x80;
        } else if used == 0 || pattern[used - 1] != kind | 0x80 {
            if used == pattern.len() {
                break;
            }
            pattern[used] = kind;
            used += 1;
        }
    }
    out.push(hash(Template::Shape, &pattern[..used]));
}

/// Entries of several words of the word lists: the lists of each token's entry, and where in it the token stands (begin 1,
/// inside 2, end 3). The longest entry from the left wins.
fn find_entries(lexicon: &Lexicon, lex: Lexical<'_>, sentence: &Sentence, entries: &mut Vec<(u64, u8)>) {
    let (start, end) = (sentence.tokens.start as usize, sentence.tokens.end as usize);
    entries.clear();
    entries.resize(end - start, (0, 0));
    let mut token = start;
    while token < end {
        let found = match lex.tokens.items[token].shape.is_word() {
            true => lexicon.longest(lex.tokens, token, end.min(token + LONGEST_ENTRY), ENTRIES),
            false => None,
        };
        match found {
            Some((stop, classes)) if stop > token + 1 => {
                for at in token..stop {
                    let part = if at == token {
                        1
                    } else if at + 1 == stop {
                        3
                    } else {
                        2
                    };
                    entries[at - start] = (classes.bits(), part);
                }
                token = stop;
            }
            _ => token += 1,
        }
    }
}

/// Each token's label in the names of the rules, 0 outside, with the proposal's strength.
fn marks_of(n_tokens: usize, rules: &[Proposal]) -> Vec<(u8, u8)> {
    let mut marks = vec![(0, 0); n_tokens];
    for proposal in rules {
        let tokens = proposal.name.tokens;
        for token in tokens.range() {
            let inside = token > tokens.start as usize;
            marks[token] = (label_of(proposal.name.entity_type, inside) as u8, proposal.strength());
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;
    use crate::labels::{BlockKind, EntityType, Upos, Xpos};
    use crate::span::{Span, TokenRange};
    use crate::{sentencizer, tokenizer};

    /// Features of a text by the words' spelling alone, with one name of the rules.
    fn probe(text: &str) -> Features {
        let empty = fst::Map::default().into_fst().into_inner();
        let lexicon = Lexicon::from_bytes(empty).expect("an empty list");
        let blocks = [Block { span: Span::at(0, text.len()), kind: BlockKind::Body }];
        let tokens = tokenizer::tokenize(&lexicon, text, &blocks);
        let sentences = sentencizer::split(text, &blocks, &tokens);
        let lex = Lexical { text, blocks: &blocks, tokens: &tokens, sentences: &sentences };
        let tags = vec![Tag { upos: Upos::Noun, xpos: Xpos::Nn }; tokens.len()];
        let casings: Vec<Casing> = sentences.iter().map(|s| words::casing(lex, &tags, s)).collect();
        let words = Words::count(lex, &casings);
        // Leads in numbers, so that other thresholds are other templates.
        let rules: Vec<Proposal> = [(1, 3, 4), (3, 4, 3), (4, 5, 7), (5, 6, 8)]
            .into_iter()
            .filter(|&(_, end, _)| end <= tokens.len())
            .map(|(start, end, lead)| Proposal {
                name: Name { tokens: TokenRange::at(start, end), entity_type: EntityType::Org },
                lead,
            })
            .collect();
        extract(&lexicon, lex, &tags, &casings, &words, &rules)
    }

    /// A changed template must change the hash, and the models be trained anew.
    #[test]
    fn templates_have_their_hash() {
        let features = probe("The Blue Harbour’s 12,500 e-mails (O'Neil) of 5 May: naïve “Straße”? blue MSc x");
        let all = features.hashes.iter().chain(&features.ends);
        let found = all.fold(0x811c_9dc5, |h: u32, &n| (h ^ n).wrapping_mul(0x0100_0193));
        assert_eq!(found, TEMPLATES_HASH, "the templates have changed: set TEMPLATES_HASH to {found:#010x} and train anew");
    }

    #[test]
    fn numbers_of_a_form_are_one_word() {
        let features = probe("12,500 met 13,600 of 136");
        assert_eq!(features.of(0)[0], features.of(2)[0]);
        assert_ne!(features.of(0)[0], features.of(4)[0]);
    }

    #[test]
    fn every_feature_names_its_template() {
        let features = probe("Blue Harbour said so.");
        assert_eq!(template_of(features.of(0)[0]), Template::Word as u32);
        assert!((0..features.len()).flat_map(|t| features.of(t)).all(|&f| (1..=10).contains(&template_of(f))));
        assert!(features.of(99).is_empty());
    }
}
