//! Names that differ by one slip: a letter too many, too few or another, or two turned round (Damerau 1964).
//!
//! Found by what is left of a word without one of its letters (Garbe's symmetric deletion), so that not all pairs are compared.

use rustc_hash::FxHashMap;

/// The longer of two words has as many letters; shorter words that differ by one are two: `Tate`, `Tale`.
const LEAST: usize = 6;
/// The longest word, or words of a name, that are looked at.
const MOST: usize = 40;
/// How many words of one remainder are kept.
const WINDOW: usize = 8;

/// Words, or all words of a name, under what is left of them without one letter, with a number each.
#[derive(Debug, Default)]
pub struct Misspellings {
    by_rest: FxHashMap<String, Vec<(String, usize)>>,
}

impl Misspellings {
    /// Remembers a word.
    pub fn add(&mut self, word: &str, number: usize) {
        for rest in rests(word) {
            let known = self.by_rest.entry(rest).or_default();
            if known.len() < WINDOW {
                known.push((word.to_owned(), number));
            }
        }
    }

    /// The numbers of remembered words that are one slip off and begin alike.
    pub fn of<'a>(&'a self, word: &'a str) -> impl Iterator<Item = usize> + 'a {
        let rests = rests(word);
        let near = rests.into_iter().filter_map(|rest| self.by_rest.get(&rest)).flatten();
        near.filter(move |(other, _)| is_slip(word, other)).map(|(_, number)| *number)
    }
}

/// The word and all that is left of it without one letter; nothing of a short word.
fn rests(word: &str) -> Vec<String> {
    let letters = word.chars().count();
    if !(LEAST - 1..=MOST).contains(&letters) || word.chars().any(|c| c.is_ascii_digit()) {
        return Vec::new();
    }
    let without = word.char_indices().map(|(at, c)| format!("{}{}", &word[..at], &word[at + c.len_utf8()..]));
    without.chain([word.to_owned()]).collect()
}

/// Whether two names are the same words but for one slip in one of them.
fn is_slip(one: &str, other: &str) -> bool {
    let mut differing = one.split(' ').zip(other.split(' ')).filter(|(one, other)| one != other);
    let slip = differing.next().is_some_and(|(one, other)| is_word_slip(one, other));
    slip && differing.next().is_none() && one.split(' ').count() == other.split(' ').count()
}

/// Whether two words are one slip apart; a plural is none.
fn is_word_slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    if short == long || long.len() < LEAST || short.first() != long.first() {
        return false;
    }
    let at = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    if long.len() > short.len() {
        let plural = at == short.len() && long[at] == 's';
        return long.len() == short.len() + 1 && short[at..] == long[at + 1..] && !plural;
    }
    let turned = at + 1 < long.len() && short[at] == long[at + 1] && short[at + 1] == long[at] && short[at + 2..] == long[at + 2..];
    turned || short[at + 1..] == long[at + 1..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_found_and_two_are_not() {
        let mut known = Misspellings::default();
        for (number, word) in ["pritchard", "hussein", "lantern"].into_iter().enumerate() {
            known.add(word, number);
        }
        let find = |word| known.of(word).next();
        assert_eq!(find("prichard"), Some(0));
        assert_eq!(find("pritcharde"), Some(0));
        assert_eq!(find("pritchards"), None, "the family");
        assert_eq!(find("pirtchard"), Some(0));
        assert_eq!(find("hussain"), Some(1));
        assert_eq!(find("hussan"), None);
        assert_eq!(find("cantern"), None, "the first letter is seldom wrong");
        assert_eq!(find("lantern"), None);
    }

    #[test]
    fn short_words_and_numbers_differ() {
        assert!(!is_slip("tate", "tale"));
        assert!(is_slip("storm betrand", "storm bertrand"));
        assert!(!is_slip("plan a for lenz", "plan b for lenz"));
        let mut known = Misspellings::default();
        known.add("flight101", 0);
        assert_eq!(known.of("flight102").next(), None);
    }
}
