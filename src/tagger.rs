//! Tags: a part of speech for every token, Penn (as GUM and EWT use it) and universal.
//!
//! Two steps after Brill's tagger (1992): every word first takes the most frequent tag of the dictionary, or a guess from its
//! capital and its ending; then an ordered list of rules over the neighbours' tags ([`rules`]) changes it to another tag that the
//! word can take. The universal tag follows from the Penn tag, the word and what stands after it ([`universal`]).
//!
//! Weak where words alone do not tell: participle or past after a noun, noun or verb in headlines, common nouns with a capital.

mod clause;
mod closed;
mod rules;
mod universal;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::{Lexical, Shape, Tag};
use crate::labels::Xpos;
use crate::tag_dictionary::{Reading, TagDictionary};
use clause::{Clause, Word};

/// A sentence is a title, whose capitals tell no names, where one longer word in so many at most has a small letter.
const TITLE_EXCEPTIONS: usize = 8;
/// The shortest word that counts for that.
const TITLE_WORD: usize = 4;

/// Endings of words that the dictionary lacks, with the tags that they suggest; the first that fits decides.
const ENDINGS: &[(&str, Reading)] = &[
    ("ing", Reading::new(Xpos::Vbg, &[Xpos::Nn, Xpos::Jj])),
    ("ed", Reading::new(Xpos::Vbn, &[Xpos::Vbd, Xpos::Jj])),
    ("ly", Reading::new(Xpos::Rb, &[Xpos::Jj])),
    ("ness", Reading::new(Xpos::Nn, &[])),
    ("less", Reading::new(Xpos::Jj, &[])),
    ("ss", Reading::new(Xpos::Nn, &[])),
    ("ous", Reading::new(Xpos::Jj, &[])),
    ("us", Reading::new(Xpos::Nn, &[])),
    ("sis", Reading::new(Xpos::Nn, &[])),
    ("ics", Reading::new(Xpos::Nns, &[])),
    ("izes", Reading::new(Xpos::Vbz, &[])),
    ("ises", Reading::new(Xpos::Vbz, &[Xpos::Nns])),
    ("ifies", Reading::new(Xpos::Vbz, &[])),
    ("s", Reading::new(Xpos::Nns, &[Xpos::Vbz])),
    ("able", Reading::new(Xpos::Jj, &[])),
    ("ible", Reading::new(Xpos::Jj, &[])),
    ("ful", Reading::new(Xpos::Jj, &[])),
    ("ical", Reading::new(Xpos::Jj, &[])),
    ("ial", Reading::new(Xpos::Jj, &[])),
    ("nal", Reading::new(Xpos::Jj, &[])),
    ("ive", Reading::new(Xpos::Jj, &[Xpos::Nn])),
    ("ish", Reading::new(Xpos::Jj, &[])),
    ("esque", Reading::new(Xpos::Jj, &[])),
    ("like", Reading::new(Xpos::Jj, &[])),
    ("ic", Reading::new(Xpos::Jj, &[Xpos::Nn])),
    ("ary", Reading::new(Xpos::Jj, &[Xpos::Nn])),
    ("ian", Reading::new(Xpos::Jj, &[Xpos::Nn])),
    ("est", Reading::new(Xpos::Jjs, &[])),
    ("ize", Reading::new(Xpos::Vb, &[Xpos::Vbp])),
    ("ise", Reading::new(Xpos::Vb, &[Xpos::Vbp, Xpos::Nn])),
    ("ify", Reading::new(Xpos::Vb, &[Xpos::Vbp])),
    ("wards", Reading::new(Xpos::Rb, &[])),
    ("wise", Reading::new(Xpos::Rb, &[])),
];

/// One tag a token; linear in their number.
#[must_use]
pub fn tag(dictionary: &TagDictionary, lex: Lexical<'_>) -> Vec<Tag> {
    let dictionary = &mut Readings { dictionary, seen: FxHashMap::default(), names: names_of(lex) };
    let mut tags = Vec::with_capacity(lex.tokens.len());
    let mut words = Vec::new();
    for sentence in lex.sentences {
        let (start, end) = (sentence.tokens.start as usize, sentence.tokens.end as usize);
        read(dictionary, lex, start, end, &mut words);
        let mut clause = Clause::new(lex, start, &mut words);
        rules::apply(&mut clause);
        tags.extend((0..end - start).map(|at| Tag { upos: universal::upos(&clause, at), xpos: clause.tag(at) }));
    }
    tags
}

/// The dictionary with the readings of the words met: a text repeats most of its words.
struct Readings<'d> {
    dictionary: &'d TagDictionary,
    seen: FxHashMap<&'d str, Option<Reading>>,
    /// Words that the text writes with a capital where other words have none.
    names: FxHashSet<&'d str>,
}

impl<'d> Readings<'d> {
    fn get(&mut self, word: &'d str) -> Option<Reading> {
        *self.seen.entry(word).or_insert_with(|| self.dictionary.get(word))
    }
}

/// The words (their norms) that stand inside sentences with a capital, and never or more seldom without: at a sentence's begin
/// they are names too, though the dictionary knows them as words (`Rose`, `Baker`).
fn names_of(lex: Lexical<'_>) -> FxHashSet<&str> {
    let mut balance: FxHashMap<&str, i32> = FxHashMap::default();
    for sentence in lex.sentences {
        let items = &lex.tokens.items[sentence.tokens.range()];
        let count = |shape: Shape| items.iter().filter(|token| token.shape == shape).count();
        if count(Shape::Title) > count(Shape::Lower) {
            continue; // a headline, which has capitals everywhere
        }
        // The word after the first: a sentence may begin with a quotation mark.
        for token in sentence.tokens.range().skip(2) {
            match lex.tokens.items[token].shape {
                Shape::Title => *balance.entry(lex.norm(token)).or_default() += 1,
                Shape::Lower => *balance.entry(lex.norm(token)).or_default() -= 1,
                _ => {}
            }
        }
    }
    balance.into_iter().filter(|&(_, balance)| balance > 0).map(|(word, _)| word).collect()
}

/// The first reading of every word of a sentence.
fn read<'d>(dictionary: &mut Readings<'d>, lex: Lexical<'d>, start: usize, end: usize, words: &mut Vec<Word>) {
    words.clear();
    let is_title = is_title(dictionary, lex, start, end);
    let shouts = is_title && (start..end).all(|token| !matches!(lex.tokens.items[token].shape, Shape::Title | Shape::Lower));
    let mut begun = false;
    for token in start..end {
        let shape = lex.tokens.items[token].shape;
        let reading = if shape.is_word() {
            if !shape.is_capitalised() {
                lower_reading(dictionary, lex.norm(token))
            } else if (is_title || !begun) && (shouts || shape != Shape::Upper) {
                let names_follow =
                    !is_title && lex.tokens.items.get(token + 1).is_some_and(|t| t.shape.is_capitalised()) && token + 1 < end;
                initial_reading(dictionary, lex, token, names_follow)
            } else {
                capitalised_reading(dictionary, lex, token)
            }
        } else {
            mark_reading(lex, token, shape)
        };
        words.push(Word { tag: reading.first, may: reading.all });
        // After a colon or an opening mark a capital begins a sentence within the sentence.
        let begins_again = reading.first == Xpos::OpenQuote || lex.word(token) == ":";
        begun = !begins_again && (begun || shape.is_word());
    }
}

/// Whether (nearly) all longer words of the sentence have a capital.
fn is_title<'d>(dictionary: &mut Readings<'d>, lex: Lexical<'d>, start: usize, end: usize) -> bool {
    let long_words = (start..end).filter(|&t| lex.tokens.items[t].shape.is_word() && lex.norm(t).len() >= TITLE_WORD);
    let (mut words, mut small) = (0, 0);
    for token in long_words {
        if lex.tokens.items[token].shape.is_capitalised() {
            words += 1;
        } else if !dictionary.get(lex.norm(token)).is_some_and(|reading| matches!(reading.first, Xpos::In | Xpos::Cc | Xpos::Dt)) {
            // Titles leave `with` and `from` small.
            words += 1;
            small += 1;
        }
    }
    words > 2 && small <= words / TITLE_EXCEPTIONS
}

fn lower_reading<'d>(dictionary: &mut Readings<'d>, norm: &'d str) -> Reading {
    if let Some(reading) = dictionary.get(norm) {
        return reading;
    }
    // The parts of a prefixed word (`re-opened`, `non-lethal`) tell more than its ending.
    if let Some(reading) = norm.split_once('-').and_then(|(_, word)| dictionary.get(word)) {
        return reading;
    }
    match norm {
        "e.g." | "i.e." | "etc." | "etc" | "et" | "al." | "al" | "de" => Reading::new(Xpos::Fw, &[]),
        _ => ENDINGS
            .iter()
            .find(|(ending, _)| norm.len() > ending.len() + 1 && norm.ends_with(ending))
            .map_or(Reading::new(Xpos::Nn, &[Xpos::Jj, Xpos::Vb, Xpos::Vbp]), |&(_, reading)| reading),
    }
}

/// A word with a capital where any word would have one.
fn initial_reading<'d>(dictionary: &mut Readings<'d>, lex: Lexical<'d>, token: usize, names_follow: bool) -> Reading {
    let Some(reading) = dictionary.get(lex.norm(token)) else { return capitalised_reading(dictionary, lex, token) };
    let is_noun = matches!(reading.first, Xpos::Nn | Xpos::Vb | Xpos::Vbp | Xpos::Jj | Xpos::Nns | Xpos::Nnp);
    if is_noun && dictionary.names.contains(lex.norm(token)) {
        return capitalised_reading(dictionary, lex, token);
    }
    let may_be_name = matches!(reading.first, Xpos::Nn | Xpos::Jj | Xpos::Vb) && names_follow;
    if may_be_name && reading.first == Xpos::Nn {
        return Reading { first: Xpos::Nnp, all: reading.all };
    }
    match dictionary.get(lex.word(token)) {
        Some(exact) => exact,
        None => reading,
    }
}

/// A word with a capital inside a sentence.
fn capitalised_reading<'d>(dictionary: &mut Readings<'d>, lex: Lexical<'d>, token: usize) -> Reading {
    let norm = lex.norm(token);
    let word = lex.word(token);
    if norm == "i" {
        return Reading::new(Xpos::Prp, &[]);
    }
    if word.ends_with('$') {
        return Reading::new(Xpos::Dollar, &[]);
    }
    if let Some(exact) = dictionary.get(word) {
        return exact;
    }
    if word.starts_with(char::is_lowercase) && word.contains('-') {
        return Reading::new(Xpos::Jj, &[Xpos::Nn]); // `pro-European`
    }
    let is_upper = lex.tokens.items[token].shape == Shape::Upper;
    match dictionary.get(norm) {
        Some(small) if !is_upper && matches!(small.first, Xpos::Dt | Xpos::In | Xpos::Cc | Xpos::To) => small,
        Some(small) if small.first == Xpos::Nns => Reading::new(Xpos::Nnps, &[Xpos::Nnp]),
        Some(small) if norm.starts_with('\'') => small,
        _ => Reading::new(Xpos::Nnp, &[]),
    }
}

/// Numbers, addresses, marks and symbols.
fn mark_reading(lex: Lexical<'_>, token: usize, shape: Shape) -> Reading {
    let word = lex.word(token);
    let only = |tag| Reading::new(tag, &[]);
    match shape {
        Shape::Number => match word {
            _ if word.ends_with('.') => only(Xpos::Ls),
            _ if ["st", "nd", "rd", "th"].iter().any(|suffix| word.ends_with(suffix)) => Reading::new(Xpos::Jj, &[Xpos::Nn]),
            _ if word.ends_with('s') => only(Xpos::Nns),
            _ => only(Xpos::Cd),
        },
        Shape::Quote => only(if opens_quotation(lex, token) { Xpos::OpenQuote } else { Xpos::CloseQuote }),
        Shape::Hyphen => only(if joins_numbers(lex, token) { Xpos::Sym } else { Xpos::Hyph }),
        Shape::Dash => only(if joins_numbers(lex, token) { Xpos::Sym } else { Xpos::Colon }),
        Shape::Address => only(Xpos::Nnp),
        _ => match word {
            "," | "،" => only(Xpos::Comma),
            "." | "?" | "!" | "。" | "؟" | "۔" => only(Xpos::Period),
            ":" | ";" | "…" | "؛" => only(Xpos::Colon),
            _ if word.starts_with("..") => only(Xpos::Colon),
            "(" | "[" | "{" => only(Xpos::Lrb),
            ")" | "]" | "}" => only(Xpos::Rrb),
            "$" | "£" | "€" | "¥" | "₹" | "₽" | "₺" | "₩" | "₪" | "¢" => only(Xpos::Dollar),
            "%" | "‰" => only(Xpos::Nn),
            "°" => only(Xpos::Nns),
            "&" => only(Xpos::Cc),
            "@" => only(Xpos::In),
            _ if shape == Shape::Punct && word != "/" => only(Xpos::Nfp),
            _ => only(Xpos::Sym),
        },
    }
}

fn joins_numbers(lex: Lexical<'_>, token: usize) -> bool {
    let is_number = |at: Option<usize>| at.and_then(|at| lex.tokens.items.get(at)).is_some_and(|t| t.shape == Shape::Number);
    is_number(token.checked_sub(1)) && is_number(Some(token + 1))
}

/// A mark of one form for both sides opens where white space or another opening mark stands before it.
fn opens_quotation(lex: Lexical<'_>, token: usize) -> bool {
    match lex.word(token) {
        "“" | "‘" | "„" | "«" | "‹" | "``" | "`" | "‚" | "「" | "『" => true,
        "”" | "»" | "›" | "」" | "』" => false,
        _ => {
            let glued_to_next = !lex.space_before(token + 1);
            let after_opening =
                token.checked_sub(1).is_some_and(|before| matches!(lex.word(before), "(" | "[" | "—" | "--" | "“" | "‘"));
            glued_to_next && (lex.space_before(token) || after_opening)
        }
    }
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
        let tags = tag(&model.tag_dictionary, lex);
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
        check("Minister/NN Says/VBZ New/JJ Bridge/NN Will/MD Open/VB in/IN June/NNP");
    }

    #[test]
    fn universal_tags() {
        check_universal("She/PRON has/AUX left/VERB because/SCONJ he/PRON has/VERB a/DET car/NOUN ./PUNCT");
        check_universal("There/PRON is/VERB no/DET one/NUM who/PRON is/AUX not/PART sure/ADJ ./PUNCT");
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
