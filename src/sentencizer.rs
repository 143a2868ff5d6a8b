//! Sentences: where each ends, inside its block, from the tokens.
//!
//! Rules over the token that may end a sentence (`.`, `?`, `!`, an ellipsis, an abbreviation with its full stop), the closing
//! marks after it, which belong to it, and the token that follows. The cases are those of pySBD's golden rules, with examples of
//! our own. A sentence never leaves its block, and a line end inside a block ends none: texts may be hard-wrapped.
//!
//! Weak after abbreviations: `Inc.`, `U.S.` or `p.m.` before a capitalised word that may be a name or begin a sentence.

use crate::classes::Classes;
use crate::document::{Block, Sentence, Shape, Token, Tokens};
use crate::span::{BlockId, Span, TokenRange};

/// No prose has longer sentences; the bound keeps the work of later stages on one sentence small.
const LONGEST_SENTENCE: usize = 1000;
/// How many capitalised words a speaker's name has between a quoted question and its verb.
const LONGEST_SPEAKER: usize = 4;

/// Verbs that attribute a quoted question or exclamation: `"Why?" Maria Lopez asked`.
const ATTRIBUTING_VERBS: &str = "\
    added asked asks began chanted commented concluded continued cried exclaimed explained inquired insisted joked mused noted \
    quipped recalled remarked repeated replied responded retorted said says screamed shouted sighed told tweeted wondered \
    wrote yelled";

/// What follows a time of day without a new sentence: `at 5 p.m. Eastern`.
const AFTER_TIME: &str = "\
    aedt aest bst cdt cest cet cst eastern edt est et gmt ist local mdt mountain mst pacific pdt pst pt utc monday tuesday \
    wednesday thursday friday saturday sunday jan. feb. march april may june july aug. sept. oct. nov. dec. january \
    february august september october november december";

/// Splits every block into sentences; each token lies in exactly one.
#[must_use]
pub fn split(text: &str, blocks: &[Block], tokens: &Tokens) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (index, block) in blocks.iter().enumerate() {
        let block_end = start + tokens.items[start..].partition_point(|t| t.span.end <= block.span.end);
        let words = Words { text, tokens, end: block_end };
        while start < block_end {
            let end = sentence_end(words, start);
            sentences.push(Sentence {
                span: Span::new(tokens.items[start].span.start, tokens.items[end - 1].span.end),
                tokens: TokenRange::at(start, end),
                block: BlockId::new(index),
            });
            start = end;
        }
    }
    sentences
}

/// The tokens of one block: nothing is seen past `end`.
#[derive(Clone, Copy)]
struct Words<'d> {
    text: &'d str,
    tokens: &'d Tokens,
    end: usize,
}

impl<'d> Words<'d> {
    fn token(self, at: usize) -> Option<&'d Token> {
        if at < self.end { self.tokens.items.get(at) } else { None }
    }

    fn word(self, at: usize) -> &'d str {
        self.token(at).map_or("", |t| t.span.of(self.text))
    }

    fn norm(self, at: usize) -> &'d str {
        if at < self.end { self.tokens.norm(at) } else { "" }
    }

    /// Whether the token touches the one before it.
    fn is_glued(self, at: usize) -> bool {
        match (at.checked_sub(1).and_then(|before| self.token(before)), self.token(at)) {
            (Some(before), Some(token)) => before.span.end == token.span.start,
            _ => false,
        }
    }

    fn has_class(self, at: usize, class: Classes) -> bool {
        self.token(at).is_some_and(|t| t.classes.any(class))
    }

    fn is_capitalised(self, at: usize) -> bool {
        self.word(at).starts_with(char::is_uppercase)
    }

    /// Whether the word has no capital at all: `iPhone` may begin a sentence.
    fn is_lower(self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.shape == Shape::Lower) && self.word(at).starts_with(char::is_lowercase)
    }
}

/// What a token that may end a sentence is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    Full,
    Question,
    Ellipsis,
    Abbreviation,
}

/// The index after the last token of the sentence that begins at `start`.
fn sentence_end(words: Words<'_>, start: usize) -> usize {
    let limit = words.end.min(start + LONGEST_SENTENCE);
    let mut at = start;
    while at < limit {
        let Some(stop) = stop_at(words, at) else {
            at += 1;
            if begins_item(words, at) {
                return at;
            }
            continue;
        };
        let after = skip_closing(words, at + 1).min(limit);
        if ends_sentence(words, start, at, stop, after) {
            return after;
        }
        at = after;
    }
    limit
}

fn stop_at(words: Words<'_>, at: usize) -> Option<Stop> {
    let token = words.token(at)?;
    match words.word(at) {
        "." | "。" | "．" | "।" | "۔" => {
            let spaced_ellipsis = words.word(at + 1) == "." || at > 0 && words.word(at - 1) == ".";
            Some(if spaced_ellipsis { Stop::Ellipsis } else { Stop::Full })
        }
        "?" | "!" | "？" | "！" | "؟" | "‼" | "⁇" | "⁈" | "⁉" => Some(Stop::Question),
        "…" => Some(Stop::Ellipsis),
        word if token.shape == Shape::Punct && word.starts_with("..") => Some(Stop::Ellipsis),
        word if token.shape.is_word() && word.len() > 1 && word.ends_with('.') => Some(Stop::Abbreviation),
        _ => None,
    }
}

/// The index after the marks that close what the sentence opened: quotation marks, brackets, further stops, note numbers.
fn skip_closing(words: Words<'_>, mut at: usize) -> usize {
    while let Some(token) = words.token(at) {
        let closes = match words.word(at) {
            ")" | "]" | "}" | "”" | "»" => true,
            "?" | "!" => words.is_glued(at),
            "[" => {
                let is_note = words.token(at + 1).is_some_and(|t| t.shape == Shape::Number) && words.word(at + 2) == "]";
                at += if is_note { 2 } else { 0 };
                is_note
            }
            _ => token.shape == Shape::Quote && closes_quotation(words, at),
        };
        if !closes {
            break;
        }
        at += 1;
    }
    at
}

/// A mark of either side closes where it touches what stands before it, or where nothing follows it.
fn closes_quotation(words: Words<'_>, at: usize) -> bool {
    match words.word(at) {
        "“" | "‘" | "„" | "«" | "``" => false,
        _ => words.is_glued(at) || !words.is_glued(at + 1),
    }
}

fn ends_sentence(words: Words<'_>, start: usize, at: usize, stop: Stop, after: usize) -> bool {
    if words.token(after).is_none() {
        return true;
    }
    let closed = after > at + 1;
    let next = skip_opening(words, after);
    if words.is_lower(next) {
        // A block of one's own after a full stop may begin with a lower-case name; a wrapped line may not.
        return false;
    }
    if matches!(words.word(next), "," | ";" | ":" | "." | ")" | "?" | "!" | "…" | "—" | "–" | "―" | "--" | "-") {
        return false;
    }
    match stop {
        Stop::Full => !is_item_number(words, start, at),
        Stop::Question => !(closed && is_attribution(words, next)),
        Stop::Ellipsis => words.is_capitalised(next) || closed,
        Stop::Abbreviation => abbreviation_ends(words, at, next, closed),
    }
}

/// The index of the first token that is no opening mark.
fn skip_opening(words: Words<'_>, mut at: usize) -> usize {
    while words.token(at).is_some_and(|t| t.shape == Shape::Quote) || matches!(words.word(at), "(" | "[" | "¿" | "¡") {
        at += 1;
    }
    at
}

/// `1.` or `a.` alone at the begin of a sentence numbers what follows.
fn is_item_number(words: Words<'_>, start: usize, at: usize) -> bool {
    at == start + 1 && (words.word(start).len() <= 2 && words.token(start).is_some_and(|t| t.shape == Shape::Number))
}

/// `Maria Lopez asked` after a quoted question.
fn is_attribution(words: Words<'_>, next: usize) -> bool {
    if words.has_class(next, Classes::SENTENCE_STARTERS) {
        return false;
    }
    let name = (next..next + LONGEST_SPEAKER).take_while(|&at| words.is_capitalised(at)).count();
    name > 0 && is_among(words.norm(next + name), ATTRIBUTING_VERBS)
}

fn abbreviation_ends(words: Words<'_>, at: usize, next: usize, closed: bool) -> bool {
    let norm = words.norm(at);
    if words.has_class(at, Classes::LEADING_ABBREVIATIONS) || is_initial(norm) && !closed {
        return false;
    }
    if !words.is_capitalised(next) {
        return closed;
    }
    if closed || words.has_class(next, Classes::SENTENCE_STARTERS) {
        return true;
    }
    match norm {
        "a.m." | "p.m." => !is_among(words.norm(next), AFTER_TIME) && !words.token(next).is_some_and(|t| t.shape == Shape::Upper),
        "etc." => true,
        _ => false,
    }
}

/// `J.`: a letter and its full stop, which the tokenizer leaves together only in names.
fn is_initial(norm: &str) -> bool {
    norm.chars().count() == 2
}

/// Whether a list of words, separated by spaces, holds the word.
fn is_among(word: &str, list: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

/// A bullet that begins a line begins an item of a list.
fn begins_item(words: Words<'_>, at: usize) -> bool {
    let (Some(before), Some(token)) = (at.checked_sub(1).and_then(|b| words.token(b)), words.token(at)) else { return false };
    matches!(words.word(at), "•" | "▪" | "●" | "◦" | "‣" | "·")
        && Span::new(before.span.end, token.span.start).of(words.text).contains(['\n', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::BlockKind;
    use crate::model::Model;
    use crate::tokenizer;

    fn sentences_of(text: &str) -> Vec<&str> {
        let blocks = [Block { span: Span::at(0, text.len()), kind: BlockKind::Body }];
        let tokens = tokenizer::tokenize(&Model::embedded().lexicon, text, &blocks);
        split(text, &blocks, &tokens).iter().map(|s| s.span.of(text)).collect()
    }

    /// `expected` is the text with ` | ` between its sentences.
    #[track_caller]
    fn check(expected: &str) {
        assert_eq!(sentences_of(&expected.replace(" | ", " ")).join(" | "), expected);
    }

    #[test]
    fn full_stop_question_and_exclamation() {
        check("The vote is over. | Who won? | Nobody! | So be it.");
        check("What?! | Really?? | Yes.");
        assert_eq!(sentences_of("It closed.Then it opened."), ["It closed.", "Then it opened."]);
    }

    #[test]
    fn titles_and_ranks() {
        check("Mr. Haddad met Dr. Osei and Gen. Ruiz. | Sen. Lund, of St. Olaf, did not.");
        check("Messrs. Adler and Prof. Kim came with Lt. Col. Reyes.");
    }

    #[test]
    fn initials() {
        check("J. K. Marsh wrote it. | George W. Ashe read it. | A. Bell did not.");
        check("She takes vitamin C. | The doctor agrees.");
    }

    #[test]
    fn firms_countries_and_times() {
        check("Orbis Inc. said so. | Orbis Inc. Chairman Ade Cole left. | He works for Orbis Corp. | The firm is new.");
        check("The U.S. President came. | They live in the U.S. | He does not. | The U.S. Senate sat.");
        check("It ends at 5 p.m. Monday. | It began at 9 a.m. | Police came at 6 p.m. EST.");
        check("He was born on Jan. 5 in Springfield, Ill., and moved in Sept. 1990.");
        check("It sells tea, milk, etc. | Customers like it.");
    }

    #[test]
    fn numbers_and_addresses() {
        check("No. 10 was quiet. | It cost $3.50, or 2.5 percent. | See www.example.com. | Then call.");
        check("The answer was no. | Ten men left.");
        check("1. Wash it.");
        check("It rose to 4.5. | In 2010 it fell.");
    }

    #[test]
    fn quotations() {
        check("“It is over.” | She left. | “We won!” | They cheered.");
        check("\"Is it over?\" he asked. | \"Yes!\" shouted Ana Diaz. | \"No.\" | She sat.");
        check("“Why now?” Maria Lund asked. | “Why not?” | Maria Lund smiled.");
        check("“Why now?” Maria Lund remarked, smiling. | “Now!” Lund repeated.");
        check("“I came. | I saw,” he said. | “We all did.”");
        check("He said: “Go home.” | “Now.”");
        check("It was (he said.) a ‘great day.’ | Everybody knew.");
    }

    #[test]
    fn brackets_and_notes() {
        check("He left. | (He came back.) | Nobody saw him (or did they?) in town.");
        check("It grew. [3] | It fell.[4][5] | It stopped.");
    }

    #[test]
    fn ellipses() {
        check("He waited ... and waited. | Then … nothing. | But . . . he left.");
        check("I never knew... | Maybe I did.");
    }

    #[test]
    fn lower_case_goes_on() {
        check("The approx. value and the fig. it gave were wrong.");
        check("He asked why? and when.");
        check("It sold well. | iPhone users paid more.");
        check("Ana Lund (b. March 1975, c. 20 miles away) won.");
    }

    #[test]
    fn hard_wrapped_lines() {
        assert_eq!(sentences_of("Bring:\n• bread\n• water"), ["Bring:", "• bread", "• water"]);
        check("The minister\nsaid on Monday that he\nwould stay. | His deputy\nwould not.");
    }

    #[test]
    fn other_scripts() {
        check("هو جاء. | هي ذهبت؟ | نعم.");
    }

    #[test]
    fn a_long_sentence_is_cut() {
        let text = "a ".repeat(3 * LONGEST_SENTENCE);
        assert_eq!(sentences_of(text.trim_end()).len(), 3);
    }
}
