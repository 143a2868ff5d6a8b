//! The words by which names are compared: folded, without articles, particles, marks and suffixes.

use super::aliases;
use crate::document::{Lexical, Shape};
use crate::span::TokenRange;

/// The words of a person's name: `Karim al-Haddad Jr.` is `karim haddad`.
pub fn person(lex: Lexical<'_>, tokens: TokenRange) -> Vec<String> {
    let words = joined(lex, tokens);
    // "Johan II" is not Johan.
    let reigns = words.len() == 2;
    without(words, |word| is_particle(word) || is_suffix(word) && !reigns)
}

/// The words of a two-word name that begins with a given name which is a part of the surname elsewhere: `Ben Terris`,
/// `Itamar Ben Gvir`.
pub fn doubtful_given(lex: Lexical<'_>, tokens: TokenRange) -> Option<[String; 2]> {
    let [first, last] = [tokens.start as usize, tokens.end as usize - 1];
    let given = tokens.len() == 2 && matches!(lex.norm(first), "al" | "ben" | "del" | "van");
    given.then(|| [first, last].map(|token| fold(lex.norm(token))))
}

/// The words of any other name; a few countries and unions by their initials, alone and inside longer names.
pub fn thing(lex: Lexical<'_>, tokens: TokenRange) -> Vec<String> {
    // "New People Party", "New People's Party".
    let mut words = without(with_initials_joined(words(lex, tokens)), |word| matches!(word, "the" | "al" | "s"));
    let short = match words.as_slice() {
        [first, second, ..] => match (first.as_str(), second.as_str()) {
            ("united", "states") => Some("us"),
            ("united", "kingdom") => Some("uk"),
            ("united", "nations") => Some("un"),
            ("european", "union") => Some("eu"),
            _ => None,
        },
        _ => None,
    };
    if let Some(short) = short {
        words.splice(..2, [short.to_owned()]);
    }
    words
}

/// The words, neighbouring ones of one letter as one: `U. S. Army` is `us army`.
fn with_initials_joined(words: Vec<String>) -> Vec<String> {
    let is_letter = |word: &str| word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    let mut joined: Vec<String> = Vec::with_capacity(words.len());
    let mut letters = false;
    for word in words {
        match joined.last_mut() {
            Some(before) if letters && is_letter(&word) => before.push_str(&word),
            _ => {
                letters = is_letter(&word);
                joined.push(word);
            }
        }
    }
    joined
}

/// The words without those that do not tell names apart; all of them where nothing else is left.
fn without(words: Vec<String>, is_dropped: impl Fn(&str) -> bool) -> Vec<String> {
    if words.iter().all(|word| is_dropped(word)) {
        return words;
    }
    words.into_iter().filter(|word| !is_dropped(word)).collect()
}

/// The words of a double name joined by a hyphen as one, and initials apart: `Clare Harmon-Reyes` is `clare harmon-reyes`, `P.R. Osei`
/// `p r osei`.
fn joined(lex: Lexical<'_>, tokens: TokenRange) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut hyphen = false;
    for token in tokens.range() {
        let Some(item) = lex.tokens.items.get(token) else { continue };
        if item.shape == Shape::Hyphen {
            hyphen = true;
            continue;
        }
        if item.shape.is_mark() {
            continue;
        }
        let norm = lex.norm(token);
        let word = fold(norm);
        let initials = norm.len() > 2 && norm.split('.').all(|part| part.chars().count() <= 1) && norm.contains('.');
        match words.last_mut() {
            Some(before) if hyphen && !is_particle(before) && !word.is_empty() => {
                before.push('-');
                before.push_str(&word);
            }
            _ if initials => words.extend(word.chars().map(String::from)),
            _ if !word.is_empty() => words.push(word),
            _ => (),
        }
        hyphen = false;
    }
    words
}

/// Another spelling of the same sounds has the same key; a short word is its own.
pub fn sound(word: &str) -> String {
    /// Shorter words say too little.
    const LEAST: usize = 6;
    if word.chars().count() < LEAST || !word.is_ascii() { word.to_owned() } else { format!("~{}", skeleton(word)) }
}

/// A person's name without the place of which it tells the bearer to be: `edric` of `edric of marlow`.
pub fn without_origin(words: &[String]) -> &[String] {
    match words.iter().position(|word| word == "of") {
        Some(of) if of > 0 => &words[..of],
        _ => words,
    }
}

/// Whether two full names end in the same surname, or in spellings of one.
pub fn same_surname(one: &[String], other: &[String]) -> bool {
    match (without_origin(one).last(), without_origin(other).last()) {
        (Some(one), Some(other)) => one == other || sound(one) == sound(other),
        _ => false,
    }
}

/// All words of a name, folded, without marks.
pub fn words(lex: Lexical<'_>, tokens: TokenRange) -> Vec<String> {
    let words = tokens.range().filter(|&token| !lex.tokens.items.get(token).is_none_or(|t| t.shape.is_mark()));
    words.map(|token| fold(lex.norm(token))).filter(|word| !word.is_empty()).collect()
}

/// Words that may stand before a surname or be left out.
fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "al" | "el"
            | "as"
            | "ul"
            | "ur"
            | "bin"
            | "bint"
            | "ibn"
            | "ben"
            | "van"
            | "von"
            | "der"
            | "den"
            | "de"
            | "del"
            | "della"
            | "di"
            | "da"
            | "do"
            | "dos"
            | "das"
            | "du"
            | "la"
            | "le"
            | "ter"
            | "zu"
            | "af"
            | "av"
            | "e"
            | "y"
            | "the"
    )
}

fn is_suffix(word: &str) -> bool {
    matches!(word, "jr" | "sr" | "ii" | "iii" | "iv")
}

/// The word without full stops and without the accents of Latin letters, so that `Erdoğan` meets `Erdogan` and `U.S.` `US`.
fn fold(norm: &str) -> String {
    norm.chars()
        .filter(|c| !matches!(c, '.' | '\'' | '’'))
        .map(|c| match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
            'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
            'ď' | 'đ' => 'd',
            'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
            'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
            'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => 'i',
            'ł' | 'ľ' | 'ļ' => 'l',
            'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
            'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => 'o',
            'ř' => 'r',
            'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => 's',
            'ţ' | 'ť' | 'ț' => 't',
            'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => 'u',
            'ý' | 'ÿ' => 'y',
            'ź' | 'ż' | 'ž' => 'z',
            other => other,
        })
        .collect()
}

/// Whether two full names can be one person's: `J. Smith`, `John Smith` and `John Fitzgerald Smith`, but not `Jane Smith`.
/// The surnames agree already.
pub fn given_names_agree(one: &[String], other: &[String]) -> bool {
    // "Edric of Marlow" is not Edric of Brill, nor Paul Edric.
    let origins = [one, other].map(|words| &words[without_origin(words).len()..]);
    let (one, other) = (without_origin(one), without_origin(other));
    if origins.iter().any(|origin| !origin.is_empty())
        && (one.len().min(other.len()) < 2 || origins[0] != origins[1] && origins.iter().all(|origin| !origin.is_empty()))
    {
        return false;
    }
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let (Some((_, short)), Some((_, long))) = (short.split_last(), long.split_last()) else { return false };
    // "Jean-Luc", "Jean Luc".
    if short.join("-") == long.join("-") {
        return true;
    }
    // "George H.W. Bush" is not George W. Bush.
    let is_initial = |word: &String| word.chars().count() == 1;
    if short.len() > 1 && [short, long].iter().all(|words| words[1..].iter().any(is_initial)) && short.len() != long.len() {
        return false;
    }
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|candidate| same_given(word, candidate)))
}

/// One given name, an initial of it, another spelling of it, or its short form.
fn same_given(one: &str, other: &str) -> bool {
    let (n, m) = (one.chars().count(), other.chars().count());
    if n == 1 || m == 1 {
        return one.chars().next() == other.chars().next();
    }
    one == other || (n.min(m) >= 5 && skeleton(one) == skeleton(other)) || aliases::same_given(one, other)
}

/// The consonants and the last letter, so that spellings of one foreign name meet (`Sergei`, `Sergey`; `Mohamed`, `Mohammed`)
/// and names that differ in their ending (`Daniel`, `Daniela`) do not.
fn skeleton(word: &str) -> String {
    let mut out = String::new();
    let last = word.chars().count() - 1;
    for (index, c) in word.chars().enumerate() {
        let c = match c {
            'y' | 'j' => 'i',
            'q' | 'c' => 'k',
            'w' => 'v',
            'h' => continue,
            other => other,
        };
        let vowel = matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
        if (index == 0 || index == last || !vowel) && !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// The initials of a name, of its capitalised words and of all its words: `FBI`; `DOJ`.
pub fn initials(lex: Lexical<'_>, tokens: TokenRange) -> [String; 2] {
    let mut capitalised = String::new();
    let mut all = String::new();
    for token in tokens.range() {
        let Some(item) = lex.tokens.items.get(token) else { continue };
        let Some(first) = lex.norm(token).chars().next() else { continue };
        if item.shape.is_word() {
            all.push(first);
            if item.shape.is_capitalised() && !matches!(lex.norm(token), "al" | "the" | "of" | "and" | "for") {
                capitalised.push(first);
            }
        }
    }
    [capitalised, all]
}
