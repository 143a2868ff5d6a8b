//! Tokens: words, clitics, hyphenated parts, numbers and marks, from the text of every block.
//!
//! One pass of hand-written rules after the conventions of UD English (GUM, EWT): clitics (`'s`, `n't`) and hyphenated parts
//! are tokens of their own, but a bound prefix stays with its word (`co-founder`); URLs, e-mail addresses, decimals, times
//! and telephone numbers are whole; a full stop belongs to a known abbreviation or an initial (`Mr.`, `U.S.`, `J.`) and
//! is else a token. Units are cut off their number (`10` `km`, `$` `5`). Invisible characters (zero width, direction marks,
//! controls) never break a word and never make one.
//!
//! Weak where the text does not decide: a straight single mark after an `s` may close a quotation or mark a possessive
//! (the marks open before it decide), and a capital letter with a full stop may be an initial or a sentence's end.

mod address;
mod chars;
mod number;

use rustc_hash::FxHashMap;

use crate::classes::Classes;
use crate::document::{Block, Shape, Token, Tokens};
use crate::lexicon::Lexicon;
use crate::span::Span;
use chars::{first, is_apostrophe, is_hyphen, is_ignorable, is_word_char, last};

/// How many bytes an opened single quotation mark waits for its partner.
const OPEN_MARK_REACH: usize = 1000;
/// How many characters the search for a later closing single mark reads.
const CLOSING_MARK_REACH: usize = 200;
/// The longest abbreviation of several parts, in bytes.
const LONGEST_ABBREVIATION: usize = 24;

/// Words written together that are two tokens: the word and the length of its first part.
const FUSED: &[(&str, usize)] = &[
    ("cannot", 3),
    ("gimme", 3),
    ("gonna", 3),
    ("gotta", 3),
    ("lemme", 3),
    ("lotta", 3),
    ("sorta", 4),
    ("wanna", 3),
    ("y'all", 2),
];

/// What follows the apostrophe of a clitic.
const CLITICS: &[&str] = &["s", "m", "d", "re", "ve", "ll"];

/// Words that abbreviate something before a number only with a capital: `No. 10`, but `He said no. 10 left.`
const COMMON_WORDS: &[&str] = &["art", "fig", "mar", "max", "no", "sat", "sun", "wed"];

/// Words whose first letters an apostrophe replaces.
const ELISIONS: &[&str] = &["bout", "cause", "em", "im", "n", "round", "til", "tis", "twas"];

/// Splits every block into tokens; linear in the text's length.
#[must_use]
pub fn tokenize(lexicon: &Lexicon, text: &str, blocks: &[Block]) -> Tokens {
    let mut writer = Writer { lexicon, tokens: Tokens::default(), norm: String::new(), seen: FxHashMap::default() };
    for block in blocks {
        tokenize_block(&mut writer, block.span.of(text), block.span.start as usize);
    }
    writer.tokens
}

/// Appends tokens with their norms and classes; keeps one buffer for all norms, and the classes of the words met.
struct Writer<'t> {
    lexicon: &'t Lexicon,
    tokens: Tokens,
    norm: String,
    seen: FxHashMap<&'t str, Classes>,
}

impl<'t> Writer<'t> {
    fn push(&mut self, word: &'t str, start: usize, shape: Shape) {
        self.norm.clear();
        chars::push_norm(word, &mut self.norm);
        let classes = *self.seen.entry(word).or_insert_with(|| self.lexicon.classes(&self.norm));
        self.tokens.push(Token { span: Span::at(start, start + word.len()), shape, classes }, &self.norm);
    }
}

fn tokenize_block<'t>(writer: &mut Writer<'t>, block: &'t str, base: usize) {
    let mut at = 0;
    // Where a single quotation mark was opened that has not been closed.
    let mut opened: Option<usize> = None;
    while let Some(c) = first(&block[at..]) {
        if c.is_whitespace() || is_ignorable(c) {
            at += c.len_utf8();
            continue;
        }
        let place = Place { block, at, opened: opened.filter(|&o| at - o <= OPEN_MARK_REACH) };
        let (len, shape) = match place.piece(writer.lexicon, c) {
            Piece::Token(len, shape) => (len, shape),
            Piece::OpenMark(len) => {
                opened = Some(at);
                (len, Shape::Quote)
            }
            Piece::CloseMark(len) => {
                opened = None;
                (len, Shape::Quote)
            }
            Piece::Word(len) => {
                let word = &block[at..at + len];
                let head = word_head(word);
                writer.push(&word[..head], base + at, chars::word_shape(&word[..head]));
                if head < len {
                    writer.push(&word[head..], base + at + head, Shape::Lower);
                }
                at += len;
                continue;
            }
        };
        writer.push(&block[at..at + len], base + at, shape);
        at += len;
    }
}

/// What begins at a place of the text, with its length in bytes.
enum Piece {
    /// One token of this shape.
    Token(usize, Shape),
    /// A word, perhaps with a clitic.
    Word(usize),
    /// A single mark that opens a quotation.
    OpenMark(usize),
    /// A single mark that closes a quotation.
    CloseMark(usize),
}

/// A place in a block.
#[derive(Clone, Copy)]
struct Place<'t> {
    block: &'t str,
    at: usize,
    opened: Option<usize>,
}

impl<'t> Place<'t> {
    fn rest(self) -> &'t str {
        &self.block[self.at..]
    }

    fn before(self) -> Option<char> {
        last(&self.block[..self.at])
    }

    /// Whether no word or number touches the place from the left.
    fn is_boundary(self) -> bool {
        !self.before().is_some_and(is_word_char)
    }

    /// Parts of a hyphenated or dotted run do not begin an address: only its first part is tried, which keeps the scan linear.
    fn begins_address(self) -> bool {
        !self.before().is_some_and(|c| is_word_char(c) || matches!(c, '-' | '.' | '_' | '@' | '#'))
    }

    fn piece(self, lexicon: &Lexicon, c: char) -> Piece {
        let rest = self.rest();
        if let Some(len) = self.begins_address().then(|| address::length(rest)).flatten() {
            return Piece::Token(len, Shape::Address);
        }
        if let Some(len) = number::length(rest, self.is_boundary(), self.begins_line()) {
            return Piece::Token(len, Shape::Number);
        }
        if is_word_char(c) {
            return Piece::Word(self.word_length(lexicon));
        }
        if is_apostrophe(c) {
            return self.apostrophe(c);
        }
        let (len, shape) = self.mark(c);
        Piece::Token(len, shape)
    }

    fn begins_line(self) -> bool {
        self.before().is_none_or(|c| c == '\n' || c == '\r')
    }

    /// The length of the word here, its clitic or the full stop of its abbreviation included.
    fn word_length(self, lexicon: &Lexicon) -> usize {
        let rest = self.rest();
        let end = run_length(rest);
        match first(&rest[end..]) {
            Some('.') => self.abbreviation_length(lexicon, end).unwrap_or(end),
            Some('$') if end <= 3 && rest[..end].bytes().all(|b| b.is_ascii_uppercase()) => match rest.as_bytes().get(end + 1) {
                Some(next) if next.is_ascii_digit() => end + 1, // `US$5`
                _ => end,
            },
            Some(c) if is_hyphen(c) => prefixed_length(lexicon, rest, end, c).unwrap_or(end),
            Some(c) if is_apostrophe(c) && self.opened.is_none() && drops_its_g(&rest[..end]) => end + c.len_utf8(),
            _ => end,
        }
    }

    /// The length with the full stop at `end` where the word is abbreviated by it.
    fn abbreviation_length(self, lexicon: &Lexicon, end: usize) -> Option<usize> {
        let rest = self.rest();
        if let Some(len) = dotted_letters(rest).or_else(|| compound_abbreviation(lexicon, rest, end)) {
            return Some(len);
        }
        let word = &rest[..end];
        let after = rest[end + 1..].trim_start();
        let spaced = after.len() < rest.len() - end - 1;
        let mut letters = word.chars();
        if let (Some(letter), None) = (letters.next(), letters.next())
            && letter.is_uppercase()
        {
            let closes = !spaced && self.follows_initial() && !first(after).is_some_and(char::is_alphanumeric);
            return (closes || spaced && self.reads_as_initial(lexicon, letter, after)).then_some(end + 1);
        }
        if word.len() >= LONGEST_ABBREVIATION {
            return None;
        }
        let classes = lexicon.classes(&format!("{}.", word.to_lowercase()));
        let before_number = first(after).is_some_and(|c| c.is_ascii_digit()) && !COMMON_WORDS.contains(&word);
        // `(b. March 1970)`
        let in_note = self.before() == Some('(') && spaced;
        // `Salem, Ore. (AP)`
        let region = classes.any(Classes::REGIONS) && word.starts_with(char::is_uppercase) && self.follows_comma();
        let abbreviates = region
            || classes.any(Classes::ABBREVIATIONS.or(Classes::LEADING_ABBREVIATIONS))
            || (before_number || in_note) && classes.any(Classes::NUMBER_ABBREVIATIONS);
        abbreviates.then_some(end + 1)
    }

    /// Whether a capital letter with a full stop is part of a name (`J. Smith`) and not a sentence's end (`vitamin C. The`).
    fn reads_as_initial(self, lexicon: &Lexicon, letter: char, after: &str) -> bool {
        let next = first(after);
        if !next.is_some_and(char::is_uppercase) {
            // `the U. S. troops`
            return next == Some(',') && self.follows_capitalised_word()
                || next.is_none_or(|c| !c.is_alphanumeric() || c.is_lowercase()) && self.follows_initial();
        }
        let next = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let opens_sentence =
            next.len() < LONGEST_ABBREVIATION && lexicon.classes(&next.to_lowercase()).any(Classes::SENTENCE_STARTERS);
        if opens_sentence && next.len() > 1 {
            return false;
        }
        letter != 'I' || self.follows_capitalised_word()
    }

    /// Whether a lone capital with its full stop stands before.
    fn follows_initial(self) -> bool {
        let mut before = self.block[..self.at].trim_end().chars().rev();
        before.next() == Some('.') && before.next().is_some_and(char::is_uppercase) && before.next().is_none_or(char::is_whitespace)
    }

    fn follows_comma(self) -> bool {
        self.block[..self.at].trim_end_matches([' ', '\u{a0}']).ends_with(',')
    }

    fn follows_capitalised_word(self) -> bool {
        let before = self.block[..self.at].trim_end();
        let word_start = before.char_indices().rev().take(LONGEST_ABBREVIATION).take_while(|(_, c)| !c.is_whitespace()).last();
        word_start.is_some_and(|(_, c)| c.is_uppercase())
    }

    /// An apostrophe or single quotation mark.
    fn apostrophe(self, c: char) -> Piece {
        let rest = self.rest();
        let len = c.len_utf8();
        let after = &rest[len..];
        if c == '`' && after.starts_with('`') || c == '\'' && after.starts_with('\'') {
            return Piece::Token(2, Shape::Quote);
        }
        let before = self.before();
        let next_is_word = first(after).is_some_and(is_word_char);
        let follows_space = before.is_none_or(char::is_whitespace);
        if next_is_word && !follows_space && c != '‘' {
            let run = run_length(after);
            if CLITICS.iter().any(|clitic| after[..run].eq_ignore_ascii_case(clitic)) {
                return Piece::Token(len + run, Shape::Lower);
            }
        }
        if next_is_word && !before.is_some_and(is_word_char) {
            return match elision_length(after) {
                Some(elided) => Piece::Token(len + elided, chars::word_shape(&rest[..len + elided])),
                None => Piece::OpenMark(len),
            };
        }
        if c == '‘' || c == '‚' {
            return Piece::OpenMark(len);
        }
        if before.is_some_and(|b| b.is_ascii_digit()) && self.opened.is_none() {
            return Piece::Token(len, Shape::Symbol); // feet or minutes
        }
        let follows_s = before.is_some_and(|b| matches!(b, 's' | 'S' | 'x' | 'z'));
        if follows_s && (self.opened.is_none() || phrase_goes_on(after)) {
            Piece::Token(len, Shape::Lower)
        } else {
            Piece::CloseMark(len)
        }
    }

    /// Any other mark or symbol: runs of full stops, dashes and ornaments are one token, other marks stand alone.
    fn mark(self, c: char) -> (usize, Shape) {
        let rest = self.rest();
        let len = c.len_utf8();
        let run = || rest.chars().take_while(|&next| next == c).count() * len;
        match c {
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '＂' | '「' | '」' | '『' | '』' => {
                (len, Shape::Quote)
            }
            '-' | '–' | '‐' | '‑' => match run() {
                one if one == len => (len, self.hyphen_shape(len)),
                several => (several, Shape::Dash),
            },
            '—' | '―' | '⸺' => (run(), Shape::Dash),
            '.' | '*' | '_' | '~' => (run(), Shape::Punct),
            '=' | '+' | '<' | '>' | '|' => (run(), Shape::Symbol),
            _ => match chars::emoji_length(rest) {
                Some(cluster) => (cluster, Shape::Symbol),
                None if chars::is_punctuation(c) => (len, Shape::Punct),
                None => (chars::with_combining(rest, len), Shape::Symbol),
            },
        }
    }

    fn hyphen_shape(self, len: usize) -> Shape {
        let touches_word = !self.is_boundary() && first(&self.rest()[len..]).is_some_and(|c| !c.is_whitespace());
        let suspended = !self.is_boundary() && self.rest().starts_with('-'); // `two- and three-year`
        if touches_word || suspended { Shape::Hyphen } else { Shape::Dash }
    }
}

/// The length of the run of letters and digits, with what joins them: apostrophes between letters, `&` between capitals.
fn run_length(rest: &str) -> usize {
    let mut end = 0;
    let mut previous = ' ';
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, next)| next);
        let joins = (is_apostrophe(c) && c != '`' && previous.is_alphabetic() && next.is_alphabetic())
            || (c == '&' && previous.is_uppercase() && next.is_uppercase())
            || (c == '_' && is_word_char(previous) && is_word_char(next));
        if is_word_char(c) || joins {
            end = at + c.len_utf8();
        } else if !is_ignorable(c) {
            break;
        }
        previous = c;
    }
    end
}

/// The length of the part before a clitic; the whole length where there is none.
fn word_head(word: &str) -> usize {
    if let Some(&(_, head)) = FUSED.iter().find(|(fused, _)| same_word(word, fused)) {
        return word.char_indices().nth(head).map_or(word.len(), |(at, _)| at);
    }
    let Some((apostrophe, mark)) = word.char_indices().rev().take(4).find(|&(_, c)| is_apostrophe(c)) else { return word.len() };
    let (before, after) = (&word[..apostrophe], &word[apostrophe + mark.len_utf8()..]);
    if before.is_empty() {
        return word.len();
    }
    if after.eq_ignore_ascii_case("t") && before.len() > 1 && before.ends_with(['n', 'N']) {
        return apostrophe - 1;
    }
    if CLITICS.iter().any(|clitic| after.eq_ignore_ascii_case(clitic)) { apostrophe } else { word.len() }
}

/// Whether two words are the same but for case and the style of the apostrophe.
fn same_word(word: &str, plain: &str) -> bool {
    word.len() <= plain.len() + 2
        && word.chars().map(|c| if is_apostrophe(c) { '\'' } else { c.to_ascii_lowercase() }).eq(plain.chars())
}

/// `goin'`, `nothin'`: a word that ends in an apostrophe for its last letter.
fn drops_its_g(word: &str) -> bool {
    word.len() >= 4 && word.ends_with("in") && !word.starts_with(char::is_uppercase)
}

/// `em`, `til`, `70s` after an apostrophe that replaces what stood before them.
fn elision_length(after: &str) -> Option<usize> {
    let end = run_length(after);
    let word = &after[..end];
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let is_decade = digits == 2 && matches!(&word[digits..], "s" | "");
    (is_decade || ELISIONS.iter().any(|elision| word.eq_ignore_ascii_case(elision))).then_some(end)
}

/// Whether after a single mark inside a quotation the phrase goes on and another mark closes it: `'the officials' plan failed'`.
fn phrase_goes_on(after: &str) -> bool {
    let goes_on = after.starts_with(' ') && after.trim_start().starts_with(|c: char| c.is_lowercase());
    if !goes_on {
        return false;
    }
    let mut previous = ' ';
    let mut chars = after.chars().take(CLOSING_MARK_REACH).peekable();
    while let Some(c) = chars.next() {
        let closes = is_apostrophe(c) && !previous.is_whitespace() && !chars.peek().is_some_and(|&next| is_word_char(next));
        if closes && previous != 's' {
            return true;
        }
        if c == '‘' {
            return false;
        }
        previous = c;
    }
    false
}

/// `co-founder`, `anti-government`: the length through the second part where the first is a bound prefix.
fn prefixed_length(lexicon: &Lexicon, rest: &str, end: usize, hyphen: char) -> Option<usize> {
    let prefix = &rest[..end];
    if end > LONGEST_ABBREVIATION || !lexicon.classes(&prefix.to_lowercase()).any(Classes::BOUND_PREFIXES) {
        return None;
    }
    let second = end + hyphen.len_utf8();
    let len = run_length(&rest[second..]);
    (len > 0).then_some(second + len)
}

/// `U.S.`, `a.m.`, `U.S`: the length of two or more single letters with full stops between them.
fn dotted_letters(rest: &str) -> Option<usize> {
    let mut chars = rest.char_indices().peekable();
    let mut end = 0;
    let mut letters = 0;
    while let Some(&(at, c)) = chars.peek() {
        if !c.is_alphabetic() {
            break;
        }
        chars.next();
        let after_letter = at + c.len_utf8();
        match chars.peek() {
            Some(&(_, '.')) => {
                chars.next();
                end = after_letter + 1;
                letters += 1;
            }
            Some(&(_, next)) if is_word_char(next) => break,
            _ => {
                end = after_letter;
                letters += 1;
                break;
            }
        }
    }
    (letters >= 2).then_some(end)
}

/// `Ph.D.`, `B.Sc.`: an abbreviation of several parts that the lexicon holds.
fn compound_abbreviation(lexicon: &Lexicon, rest: &str, end: usize) -> Option<usize> {
    let is_compound = rest[end + 1..].starts_with(|c: char| c.is_ascii_alphabetic());
    if !is_compound {
        return None;
    }
    let len = rest.bytes().take(LONGEST_ABBREVIATION).take_while(|&b| b.is_ascii_alphabetic() || b == b'.').count();
    let word = &rest[..len];
    let whole = word.ends_with('.') && lexicon.classes(&word.to_lowercase()).any(Classes::ABBREVIATIONS);
    whole.then_some(len)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::BlockKind;
    use crate::model::Model;

    fn tokens_of(text: &str) -> Tokens {
        let block = Block { span: Span::at(0, text.len()), kind: BlockKind::Body };
        tokenize(&Model::embedded().lexicon, text, &[block])
    }

    /// `expected` is the text with a bar wherever a token ends and another begins without white space,
    /// and `·` for a space inside a token.
    #[track_caller]
    fn check(expected: &str) {
        let text = expected.replace('|', "").replace('·', " ");
        let tokens = tokens_of(&text);
        let mut found = String::new();
        let mut end = 0;
        for token in &tokens.items {
            let gap = &text[end..token.span.start as usize];
            found.push_str(if gap.is_empty() && end > 0 { "|" } else { gap });
            found.push_str(&token.span.of(&text).replace(' ', "·"));
            end = token.span.end as usize;
        }
        found.push_str(&text[end..]);
        assert_eq!(found, expected);
    }

    /// Each word is one token of that shape.
    #[track_caller]
    fn check_shapes(shape: Shape, words: &[&str]) {
        for word in words {
            let tokens = tokens_of(word);
            assert_eq!(tokens.items.iter().map(|t| t.shape).collect::<Vec<_>>(), [shape], "{word}");
        }
    }

    #[test]
    fn clitics_are_tokens() {
        check("The mayor|'s aide said he|’d stay|; they|'ve left|, I|'m sure|.");
        check("It is|n't over|, we wo|n’t stop and he ca|n't say|.");
        check("IT|'S OVER AND THEY DO|N'T CARE");
        check("They can|not and are gon|na try|; you got|ta see it|.");
        check("The U.S.|'s envoy|, 2019|'s budget and Yahoo|!|'s board");
    }

    #[test]
    fn names_keep_their_apostrophe() {
        check("Sean O'Brady met Jean d’Artois at ten o'clock after a coup d'état|.");
        check("Sa‘dun and Ba'athist officials");
    }

    #[test]
    fn possessive_of_a_plural_and_closing_mark() {
        check("the officials|' plan and the families|’ homes");
        check("He called it '|a mistake|' and left|.");
        check("the ‘|ministers|’ plan|’ failed");
        check("nothin' doin' and rock 'n roll in the '70s|, ’tis said");
    }

    #[test]
    fn hyphens_part_words_but_not_prefixes() {
        check("a two|-|year|-|old boy met Prime Minister al|-|Hadidi|, a 22|–|year veteran");
        check("the co-founder|, a non-profit|, pro-Delhi|, ex-husband|, re-elected in mid-1980s|, by e-mail");
        check("two|- and three|-|year terms");
        check("from 1994|–|2001|, pages 20|-|93|, call 201-555-0175 by 2019-04-30");
    }

    #[test]
    fn numbers() {
        check(
            "2,000 men|, 3.5|%|, $|4.2 million|, €|5|bn|, US$|6|, £|7|m|, the 10th|, 1980s|, at 6:30|pm|, 10|km|, $|1.5|billion|, 3|million men|.",
        );
        check("9/11|, 1/2|, .5|, in 2014|, 2015 and 2016|, 300|,|40");
        check("No. 10 and the answer is no|. 10 left|.");
        check("1. First item");
    }

    #[test]
    fn abbreviations_and_initials() {
        check("Mr. Haddad of Orbis Inc. met Gen. T. J. Okoro at 5 p.m. in Washington|, D.C.|, with a Ph.D. in law|.");
        check("George W. Ashe took vitamin C|. The doctor agreed|.");
        check("He left the U.S. in Jan. 2011|, e.g. for work|, etc.");
        check("So did I|. The end|.|Next");
        check("In Salem|, Ore. on Monday he sold ore|. Ore|. And then");
        check("The U. S. troops left the U. N.|; plan B|. and plan C|.");
    }

    #[test]
    fn addresses() {
        check(
            "See https://example.org/a-b?c=d(e)|, (|www.example.com/x|)|. Mail a.b-c@mail.example.co.uk or @the_desk about #Vote2020|.",
        );
        check("Sold on example.com|, not in store|.|It is");
    }

    #[test]
    fn quotation_marks_dashes_and_ellipses() {
        check(
            "“|Yes|,|”| she said|—|then|, |\"|no|\"| |–| and |--| |‘|maybe|’|…| |...| |. . ."
                .replace(" |", " ")
                .replace("| ", " ")
                .as_str(),
        );
        check("What|?|! Either|/|or|, (|he|)| [|she|]".replace("| ", " ").as_str());
        check("AT&T and R&D");
    }

    #[test]
    fn other_scripts_emoji_and_invisible_characters() {
        check("👩‍👩‍👧 👍🏽 🇳🇱 ❤️ and cafe\u{301} के लिए");
        check("one\u{a0}two\u{202f}three\r\nfour");
        check("Mos\u{200b}cow \u{202b}x\u{202c} \u{200e}");
        let tokens = tokens_of("Mos\u{200b}cow \u{2066}O’Brien\u{2069}");
        assert_eq!((tokens.norm(0), tokens.norm(1)), ("moscow", "o'brien"));
    }

    #[test]
    fn shapes() {
        check_shapes(Shape::Lower, &["said", "émigré", "今日", "d'état"]);
        check_shapes(Shape::Title, &["Moscow", "I", "Mr.", "École"]);
        check_shapes(Shape::Upper, &["NATO", "U.S.", "AT&T"]);
        check_shapes(Shape::Mixed, &["McDonald", "iPhone", "COVID19", "pro-Delhi", "O'Brien"]);
        check_shapes(Shape::Number, &["2,000", "10th", "4.5", "½", "1980s"]);
        check_shapes(Shape::Quote, &["\"", "“", "»", "''", "``", "‘"]);
        check_shapes(Shape::Dash, &["—", "--", "–"]);
        check_shapes(Shape::Punct, &[",", "...", "…", "؟", "•"]);
        check_shapes(Shape::Symbol, &["$", "%", "€", "👍"]);
        check_shapes(Shape::Address, &["@desk", "#vote", "www.example.com"]);
    }

    #[test]
    fn a_token_never_leaves_its_block() {
        let blocks = [(0, 3), (3, 6)].map(|(start, end)| Block { span: Span::at(start, end), kind: BlockKind::Body });
        let tokens = tokenize(&Model::embedded().lexicon, "abcdef", &blocks);
        assert_eq!(tokens.items.iter().map(|t| t.span).collect::<Vec<_>>(), [Span::new(0, 3), Span::new(3, 6)]);
    }
}
