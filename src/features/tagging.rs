//! The features by which a word's tag is chosen: one function for training and for use.
//!
//! [`Facts`] are what is known of a word before any tag is chosen; [`context`] joins those of a word and its neighbours with the two tags
//! chosen before it, after Collins (2002), each joint hashed to one 32-bit number.

use super::LONGEST_WORD;
use crate::document::{Lexical, Shape};
use crate::labels::Xpos;
use crate::model::tag_weights::TagScores;
use crate::tag_dictionary::{Reading, TagSet};

/// Identifies the templates: weights trained on others are refused. A test holds it to them.
pub const TAGGING_HASH: u32 = 0xc839_8c58;

/// The shortest suffix that is a feature, in characters.
const SHORTEST_SUFFIX: usize = 2;
/// How many suffixes are features, each a character longer than the one before.
const N_SUFFIXES: usize = 3;
/// The one of three characters, which tells most of a neighbour.
const TELLING: usize = 3 - SHORTEST_SUFFIX;

/// Where a word stands, as far as its capital depends on it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place {
    /// No word stands before it in its sentence.
    pub begins: bool,
    /// All longer words of its sentence have a capital.
    pub in_title: bool,
    /// The text writes it with a capital inside sentences.
    pub is_name: bool,
}

/// What is known of a word before its tag is chosen.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// The normalised word, hashed; of a number its form.
    word: u32,
    /// Its last characters, hashed, the shortest suffix first; 0 where it has no more.
    suffixes: [u32; N_SUFFIXES],
    /// The tags that the dictionary gives it, hashed; 0 where it is unknown.
    reading: u32,
    /// Shape and place.
    spelling: u32,
    /// The tag that the rules propose.
    pub proposal: Xpos,
    /// The tags that it may take.
    pub may: TagSet,
}

impl Facts {
    /// The facts of a word outside the sentence.
    const NONE: Self =
        Self { word: 1, suffixes: [0; N_SUFFIXES], reading: 1, spelling: 1, proposal: Xpos::Period, may: TagSet::of(&[]) };

    /// The facts of a token, which the dictionary knows by `reading`, with the rules' proposal and the tags that it may take.
    pub(crate) fn new(lex: Lexical<'_>, token: usize, reading: Option<Reading>, place: Place, proposal: Xpos, may: TagSet) -> Self {
        let norm = lex.norm(token);
        let shape = lex.tokens.items[token].shape;
        let word = if shape == Shape::Number {
            hash(norm.bytes().map(|b| if b.is_ascii_digit() { b'0' } else { b }))
        } else {
            hash(norm.bytes())
        };
        let mut suffixes = [0; N_SUFFIXES];
        if shape.is_word() {
            let starts = norm.char_indices().rev().skip(SHORTEST_SUFFIX - 1);
            for (suffix, (start, _)) in suffixes.iter_mut().zip(starts) {
                *suffix = hash(norm[start..].bytes());
            }
        }
        let is_compound = norm.bytes().take(LONGEST_WORD).any(|b| b == b'-' || b.is_ascii_digit());
        let flags = [place.begins, place.in_title, place.is_name, is_compound];
        let spelling = flags.iter().fold(shape as u32, |bits, &flag| bits << 1 | u32::from(flag));
        let reading = reading.map_or(0, |r| join(r.first as u32, &[r.all.bits() as u32, (r.all.bits() >> 32) as u32]));
        Self { word, suffixes, reading, spelling, proposal, may }
    }

    /// Whether the word may take another tag than the proposed one.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.may.or(TagSet::of(&[self.proposal])) != TagSet::of(&[self.proposal])
    }

    /// The tag of the highest score among those that the word may take; the proposed one wins a draw.
    #[must_use]
    pub fn best(&self, scores: &TagScores) -> Xpos {
        let better = |best: Xpos, tag: Xpos| if scores[tag as usize] > scores[best as usize] { tag } else { best };
        let first = self.may.iter().find(|&tag| tag == self.proposal).or_else(|| self.may.iter().next());
        self.may.iter().fold(first.unwrap_or(self.proposal), better)
    }
}

/// FNV-1a over the first bytes.
fn hash(bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.take(LONGEST_WORD).fold(0x811c_9dc5, |h, byte| (h ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Joins a template's number with values; mixed so that the high bits may serve as a bucket and the low ones as a key.
fn join(template: u32, values: &[u32]) -> u32 {
    let h = values.iter().fold(template.wrapping_mul(0x9e37_79b1), |h, v| (h.rotate_left(13) ^ v).wrapping_mul(0x85eb_ca6b));
    let h = (h ^ h >> 15).wrapping_mul(0xc2b2_ae35);
    h ^ h >> 16
}

/// What the tags chosen so far in a sentence say of the next: the last two as numbers, 0 outside the sentence, and the last verb of the
/// clause.
#[derive(Clone, Copy, Debug, Default)]
pub struct History {
    last: u32,
    second: u32,
    verb: u32,
}

/// Tags of verbs and of what governs them.
const VERBS: TagSet = TagSet::of(&[Xpos::Vb, Xpos::Vbd, Xpos::Vbg, Xpos::Vbn, Xpos::Vbp, Xpos::Vbz, Xpos::Md, Xpos::To]);
/// Tags of words after which a clause begins.
const CONNECTIVES: TagSet =
    TagSet::of(&[Xpos::Wdt, Xpos::Wp, Xpos::WpPoss, Xpos::Wrb, Xpos::Cc, Xpos::Colon, Xpos::OpenQuote, Xpos::CloseQuote]);

impl History {
    /// The history after one more tag.
    #[must_use]
    pub const fn then(self, tag: Xpos) -> Self {
        let verb = if VERBS.has(tag) {
            1 + tag as u32
        } else if CONNECTIVES.has(tag) {
            0
        } else {
            self.verb
        };
        Self { last: 1 + tag as u32, second: self.last, verb }
    }
}

/// The features of the word at `at` after the tags chosen before it.
pub fn context(words: &[Facts], at: usize, history: History, out: &mut Vec<u32>) {
    let word = |offset: isize| at.checked_add_signed(offset).and_then(|i| words.get(i)).unwrap_or(&Facts::NONE);
    let rule = |facts: &Facts| facts.proposal as u32;
    let (left, own, right, far_right) = (word(-1), word(0), word(1), word(2));
    let History { last, second, verb } = history;
    out.clear();
    let mut template = 0;
    let mut push = |values: &[u32]| {
        template += 1;
        out.push(join(template, values));
    };
    push(&[own.word]);
    push(&[own.word, own.spelling]);
    push(&[own.reading, rule(own)]);
    push(&[own.reading, own.spelling]);
    push(&[rule(own), own.spelling]);
    own.suffixes.iter().for_each(|&suffix| push(&[suffix]));
    push(&[last]);
    push(&[last, second]);
    push(&[last, own.word]);
    push(&[last, own.reading]);
    push(&[last, second, own.reading]);
    push(&[last, rule(own)]);
    push(&[verb, own.reading]);
    push(&[verb, own.reading, last]);
    push(&[verb, rule(own), last]);
    push(&[left.word]);
    push(&[left.word, own.reading]);
    push(&[left.word, own.word]);
    push(&[right.word]);
    push(&[right.word, own.reading]);
    push(&[right.word, own.word]);
    push(&[right.reading]);
    push(&[right.reading, own.reading]);
    push(&[right.reading, far_right.reading]);
    push(&[rule(right), rule(own)]);
    push(&[rule(right), own.reading]);
    push(&[rule(right), own.word]);
    push(&[rule(right), rule(far_right), own.reading]);
    push(&[last, rule(right), own.reading]);
    push(&[last, rule(right), rule(own)]);
    push(&[right.suffixes[TELLING], own.reading]);
    push(&[left.suffixes[TELLING], own.reading]);
    push(&[left.spelling, own.spelling, right.spelling]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;
    use crate::labels::BlockKind;
    use crate::lexicon::Lexicon;
    use crate::span::Span;
    use crate::tokenizer;

    /// The facts of a text's words, each known as a noun or verb unless it ends in `x`.
    fn probe(text: &str) -> Vec<Facts> {
        let lexicon = Lexicon::from_bytes(fst::Map::default().into_fst().into_inner()).expect("an empty list");
        let blocks = [Block { span: Span::at(0, text.len()), kind: BlockKind::Body }];
        let tokens = tokenizer::tokenize(&lexicon, text, &blocks);
        let lex = Lexical { text, blocks: &blocks, tokens: &tokens, sentences: &[] };
        let noun = Reading::new(Xpos::Nn, &[Xpos::Vb]);
        let facts = |token: usize| {
            let known = (!lex.norm(token).ends_with('x')).then_some(noun);
            let place = Place { begins: token == 0, in_title: token == 1, is_name: token == 2 };
            Facts::new(lex, token, known, place, Xpos::Nn, noun.all)
        };
        (0..tokens.len()).map(facts).collect()
    }

    /// A changed template must change the hash, and the weights be trained anew.
    #[test]
    fn templates_have_their_hash() {
        let words = probe("The Blue Harbour’s 12,500 e-mails (O'Neil) of 5 May: naïve “Straße” re-fax x");
        let mut features = Vec::new();
        let (mut history, mut found) = (History::default(), 0x811c_9dc5_u32);
        for at in 0..words.len() {
            context(&words, at, history, &mut features);
            found = features.iter().fold(found, |h, &n| (h ^ n).wrapping_mul(0x0100_0193));
            history = history.then(Xpos::ALL[at]);
        }
        assert_eq!(found, TAGGING_HASH, "the templates have changed: set TAGGING_HASH to {found:#010x} and train anew");
    }

    #[test]
    fn numbers_of_a_form_are_one_word() {
        let words = probe("12,500 met 13,600 of 136");
        assert_eq!(words[0].word, words[2].word);
        assert_ne!(words[0].word, words[4].word);
    }

    #[test]
    fn the_tags_before_are_features() {
        let words = probe("a plan");
        let (mut first, mut second) = (Vec::new(), Vec::new());
        context(&words, 1, History::default().then(Xpos::Dt), &mut first);
        context(&words, 1, History::default().then(Xpos::To), &mut second);
        let same = first.iter().filter(|f| second.contains(f)).count();
        assert!(same > 0 && same < first.len());
    }
}
