//! The first reading of every word of a sentence: the most frequent tag of the dictionary, or a guess from its capital and its ending,
//! with all the tags that the word can take.

use rustc_hash::{FxHashMap, FxHashSet};

use super::clause::Word;
use crate::document::{Lexical, Shape};
use crate::features::tagging::Place;
use crate::labels::Xpos;
use crate::tag_dictionary::{Reading, TagDictionary};

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

/// The dictionary with the readings of the words met: a text repeats most of its words.
pub struct Readings<'d> {
    dictionary: &'d TagDictionary,
    seen: FxHashMap<&'d str, Option<Reading>>,
    /// Words that the text writes with a capital where other words have none.
    names: FxHashSet<&'d str>,
}

impl<'d> Readings<'d> {
    /// The readings of a text's words; those that `hides` names are taken for unknown.
    pub fn new(dictionary: &'d TagDictionary, lex: Lexical<'d>, hides: impl Fn(&str) -> bool) -> Self {
        let mut seen = FxHashMap::default();
        for token in (0..lex.tokens.len()).filter(|&token| hides(lex.norm(token))) {
            seen.insert(lex.norm(token), None);
            seen.insert(lex.word(token), None);
        }
        Self { dictionary, seen, names: names_of(lex) }
    }

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
pub fn read<'d>(dictionary: &mut Readings<'d>, lex: Lexical<'d>, start: usize, end: usize, words: &mut Vec<Word>) {
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
        let known = if shape.is_word() { dictionary.get(lex.norm(token)) } else { Some(reading) };
        let place = Place { begins: !begun, in_title: is_title, is_name: dictionary.names.contains(lex.norm(token)) };
        words.push(Word { tag: reading.first, may: reading.all, known, place });
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
