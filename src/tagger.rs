//! Tags: a part of speech for every token, Penn (as GUM and EWT use it) and universal.
//!
//! Rules propose, weights decide. As in Brill's tagger (1992) every word first takes the most frequent tag of the dictionary, or a guess
//! from its capital and its ending ([`readings`]); then an ordered list of rules over the neighbours' tags ([`rules`]) changes it. The
//! tag so proposed, the word, its neighbours and the tags already chosen are features ([`crate::features::tagging`]) of an averaged perceptron
//! (Collins 2002), which chooses from left to right among the tags that the word can take. Its weights are trained
//! ([`crate::model::tag_weights`]); see `models/MODEL_CARD.md`. The universal tag follows from the Penn tag, the word and what stands after it
//! ([`universal`]).
//!
//! Weak where words alone do not tell: participle or past after a noun or a comma, noun or verb in headlines, common nouns with a capital.

mod clause;
mod closed;
mod readings;
mod rules;
mod universal;

use crate::document::{Lexical, Sentence, Shape, Tag};
use crate::features::tagging::{Facts, History, context};
use crate::labels::Xpos;
use crate::model::tag_weights::TagWeights;
use crate::tag_dictionary::{TagDictionary, TagSet};
use clause::{Clause, Word};
use readings::Readings;

/// The tags that a word unknown to the dictionary may take.
const OPEN: TagSet = clause::NOMINAL.or(clause::ADJECTIVE).or(TagSet::of(&[
    Xpos::Rb,
    Xpos::Vb,
    Xpos::Vbd,
    Xpos::Vbg,
    Xpos::Vbn,
    Xpos::Vbp,
    Xpos::Vbz,
    Xpos::Fw,
    Xpos::Uh,
]));

/// Tags of verbs that are no participles.
const FINITE: TagSet = TagSet::of(&[Xpos::Vb, Xpos::Vbd, Xpos::Vbp, Xpos::Vbz]);

/// One tag a token; linear in their number.
#[must_use]
pub fn tag(dictionary: &TagDictionary, weights: &TagWeights, lex: Lexical<'_>) -> Vec<Tag> {
    let mut readings = Readings::new(dictionary, lex, |_| false);
    let mut tags = Vec::with_capacity(lex.tokens.len());
    let (mut words, mut facts) = (Vec::new(), Vec::new());
    for sentence in lex.sentences {
        facts.clear();
        propose(&mut readings, lex, sentence, &mut words, &mut facts);
        for (word, tag) in words.iter_mut().zip(choose(weights, &facts)) {
            word.tag = tag;
        }
        let clause = Clause::new(lex, sentence.tokens.start as usize, &mut words);
        tags.extend((0..facts.len()).map(|at| Tag { upos: universal::upos(&clause, at), xpos: clause.tag(at) }));
    }
    tags
}

/// What is known of every token before the weights choose, for the trainer. Words that `hides` names (by their normal form) are taken
/// for unknown, so that it learns what to make of such.
#[must_use]
pub fn facts(dictionary: &TagDictionary, lex: Lexical<'_>, hides: impl Fn(&str) -> bool) -> Vec<Facts> {
    let mut readings = Readings::new(dictionary, lex, hides);
    let (mut words, mut facts) = (Vec::new(), Vec::with_capacity(lex.tokens.len()));
    for sentence in lex.sentences {
        propose(&mut readings, lex, sentence, &mut words, &mut facts);
    }
    facts
}

/// The rules' tags of a sentence's words, and appended the facts by which the weights choose.
fn propose<'d>(readings: &mut Readings<'d>, lex: Lexical<'d>, sentence: &Sentence, words: &mut Vec<Word>, facts: &mut Vec<Facts>) {
    let (start, end) = (sentence.tokens.start as usize, sentence.tokens.end as usize);
    readings::read(readings, lex, start, end, words);
    rules::apply(&mut Clause::new(lex, start, words));
    for (token, word) in (start..end).zip(words.iter()) {
        facts.push(Facts::new(lex, token, word.known, word.place, word.tag, candidates(lex, token, word)));
    }
}

/// The tags among which the weights choose: those of the dictionary, or of the open classes for a word that it lacks; a capital may be a
/// name's, save in a title, where all words have one. Where the place tells a participle from a past the rules' tag stands.
fn candidates(lex: Lexical<'_>, token: usize, word: &Word) -> TagSet {
    let shape = lex.tokens.items[token].shape;
    let proposed = TagSet::of(&[word.tag]);
    if is_settled(lex, token, word) {
        return proposed;
    }
    let own = word.may.or(proposed);
    if !shape.is_word() {
        return own;
    }
    let known = own.or(word.known.map_or(OPEN, |reading| reading.all));
    // `state-run`: what ends a compound is no finite verb if it can be a participle.
    let ends_compound = token.checked_sub(1).is_some_and(|before| lex.tokens.items[before].shape == Shape::Hyphen);
    let known = if ends_compound && known.has(Xpos::Vbn) { known.without(FINITE) } else { known };
    let in_title = word.place.in_title && !word.place.is_name && word.known.is_some();
    match shape.is_capitalised() && !in_title {
        true if lex.norm(token).ends_with('s') => known.or(TagSet::of(&[Xpos::Nnp, Xpos::Nnps])),
        true => known.or(TagSet::of(&[Xpos::Nnp])),
        false => known,
    }
}

/// Whether the place tells the tag: a participle opens a sentence, `Asked about it, she left`; a past stands before what was said, `blamed
/// “a handful”`; the base form follows a question's auxiliary, `Did she know`. Subjectless sentences of reviews and mails outweigh these
/// in the corpora.
fn is_settled(lex: Lexical<'_>, token: usize, word: &Word) -> bool {
    let shape = |at: Option<usize>| at.and_then(|at| lex.tokens.items.get(at)).map(|item| item.shape);
    match word.tag {
        Xpos::Vbn => word.place.begins,
        Xpos::Vbd => shape(Some(token + 1)) == Some(Shape::Quote),
        Xpos::Vb => asks(lex, token),
        _ => false,
    }
}

/// Whether the word's sentence opens with an auxiliary.
fn asks(lex: Lexical<'_>, token: usize) -> bool {
    let sentence = lex.sentence_of(token).and_then(|id| lex.sentences.get(id.index()));
    sentence.is_some_and(|s| {
        matches!(lex.norm(s.tokens.start as usize), "do" | "does" | "did" | "will" | "would" | "can" | "could" | "should")
    })
}

/// Chooses the tags of a sentence's words from left to right.
#[must_use]
pub fn choose(weights: &TagWeights, facts: &[Facts]) -> Vec<Xpos> {
    let mut features = Vec::new();
    let mut history = History::default();
    let mut tags = Vec::with_capacity(facts.len());
    for (at, word) in facts.iter().enumerate() {
        let tag = if word.is_open() {
            context(facts, at, history, &mut features);
            word.best(&weights.scores(&features))
        } else {
            word.proposal
        };
        tags.push(tag);
        history = history.then(tag);
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Block;
    use crate::labels::BlockKind;
    use crate::model::Model;
    use crate::span::Span;
    use crate::{sentencizer, tokenizer};

    fn tagged(text: &str) -> Vec<(String, Tag)> {
        let model = Model::embedded();
        let blocks = [Block { span: Span::at(0, text.len()), kind: BlockKind::Body }];
        let tokens = tokenizer::tokenize(&model.lexicon, text, &blocks);
        let sentences = sentencizer::split(text, &blocks, &tokens);
        let lex = Lexical { text, blocks: &blocks, tokens: &tokens, sentences: &sentences };
        let tags = tag(&model.tag_dictionary, &model.tag_weights, lex);
        (0..tokens.len()).map(|token| lex.word(token).to_owned()).zip(tags).collect()
    }

    /// The words with spaces between, clitics without.
    fn glued<'w>(words: impl Iterator<Item = &'w str>) -> String {
        words
            .map(|word| if word.starts_with('\'') { word.to_owned() } else { format!(" {word}") })
            .collect::<String>()
            .trim()
            .to_owned()
    }

    /// `expected` is the text, its tokens apart, with `/TAG` after the tokens whose Penn tag is checked.
    #[track_caller]
    fn check(expected: &str) {
        let words: Vec<(&str, Option<&str>)> =
            expected.split(' ').map(|word| word.rsplit_once('/').map_or((word, None), |(word, tag)| (word, Some(tag)))).collect();
        let text = glued(words.iter().map(|(word, _)| *word));
        let found: Vec<String> = tagged(&text)
            .iter()
            .zip(&words)
            .map(|((word, tag), (_, wanted))| if wanted.is_some() { format!("{word}/{}", tag.xpos.as_str()) } else { word.clone() })
            .collect();
        assert_eq!(found.join(" "), expected);
    }

    /// The same with universal tags.
    #[track_caller]
    fn check_universal(expected: &str) {
        let words: Vec<(&str, &str)> =
            expected.split(' ').map(|word| word.rsplit_once('/').expect("every token has a tag")).collect();
        let text = glued(words.iter().map(|(word, _)| *word));
        let found: Vec<String> = tagged(&text).iter().map(|(word, tag)| format!("{word}/{}", tag.upos.as_str())).collect();
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn verbs_and_nouns() {
        check("They plan/VBP to/TO work/VB on the work/NN plan/NN .");
        check("He plans/VBZ a visit/NN ; his plans/NNS changed/VBD .");
        check("She will not visit/VB him .");
        check("Did the minister know/VB it ?");
        check("It helped them rebuild/VB homes/NNS .");
    }

    #[test]
    fn past_and_participle() {
        check("He called/VBD her .");
        check("He was called/VBN a liar and had left/VBN .");
        check("The bridge built/VBN by the army collapsed/VBD .");
        check("The man arrested/VBD him .");
        check("Accused/VBN of theft , she smiled/VBD .");
        check("Asked/VBN about it , she smiled/VBD .");
    }

    #[test]
    fn that_and_to() {
        check("He said that/IN prices rose .");
        check("The claim that/IN he lied is false .");
        check("A law that/WDT bans it passed .");
        check("That/DT is all .");
        check("They went to/IN Lagos to/TO vote/VB .");
    }

    #[test]
    fn pronouns_and_clitics() {
        check("Her/PRP$ aide told her/PRP so .");
        check("It 's/VBZ the mayor 's/POS car .");
        check("There/EX were two men there/RB .");
    }

    #[test]
    fn names_and_marks() {
        check("On Monday/NNP , President/NNP Ade/NNP Cole/NNP of the United/NNP States/NNPS spoke .");
        check("“/`` Yes/UH ,/, ”/'' he said (/-LRB- in/IN 2019/CD )/-RRB- ./.");
        check("Police Chief/NNP Ana/NNP Lund/NNP met American/JJ officials/NNS .");
    }

    #[test]
    fn unknown_words_by_their_endings() {
        check("The frobnicators/NNS were frobnicated/VBN frobnicatingly/RB by a frobnicous/JJ frobnicness/NN .");
    }

    #[test]
    fn headlines_are_read_without_their_capitals() {
        check("Minister/NN Says/VBZ New/JJ Bridge in/IN June/NNP");
        check("Minister/NN Says/VBZ New/JJ Bridge/NN Will/MD Open/VB in/IN June/NNP");
        check("Minister/NN Says/VBZ New/JJ Bridge/NN to/TO Open/VB in/IN June/NNP");
    }

    #[test]
    fn universal_tags() {
        check_universal("She/PRON has/AUX left/VERB because/SCONJ he/PRON has/VERB a/DET car/NOUN ./PUNCT");
        check_universal("There/PRON is/VERB no/DET one/NOUN who/PRON is/AUX not/PART sure/ADJ ./PUNCT");
        check_universal(
            "After/ADP the/DET vote/NOUN ,/PUNCT after/SCONJ meeting/VERB him/PRON ,/PUNCT they/PRON left/VERB ./PUNCT",
        );
        check_universal("This/PRON is/AUX this/DET year/NOUN 's/PART two/NUM %/SYM tax/NOUN ./PUNCT");
    }

    #[test]
    fn one_tag_a_token_for_any_text() {
        for text in ["", "a", "that", "to", "\u{200b}", "? ! .", "her", "…", "so so so"] {
            let n_tokens = tagged(text).len();
            assert_eq!(n_tokens, text.split_whitespace().filter(|w| *w != "\u{200b}").count(), "{text:?}");
        }
    }
}
