//! Lines with their features: the one place where the looks and words of a line become the facts that the role rules read.

use crate::lexicon::Lexicon;
use crate::span::Span;

use super::cue::{self, Cue};

/// Words read of a line; a longer line is prose whatever the rest says.
const WORDS_READ: usize = 40;

/// A line of the text, wrapped lines joined, with its features.
#[derive(Clone, Debug)]
pub(super) struct Line<'t> {
    pub span: Span,
    pub text: &'t str,
    /// Words, at most [`WORDS_READ`].
    pub words: usize,
    /// Words that begin with a capital letter.
    pub capitalised: usize,
    /// Articles, prepositions, pronouns, conjunctions and the like.
    pub function_words: usize,
    /// Finite forms of be, have, do, modals and `say`.
    pub verbs: usize,
    /// Whether the line holds a letter.
    pub has_letter: bool,
    /// Ends with a full stop, question mark, exclamation mark or ellipsis; closing marks are passed over.
    pub stop: bool,
    /// Ends with a full stop or ellipsis.
    pub period: bool,
    /// Ends with a colon, comma or dash: something must follow.
    pub open: bool,
    /// What its wording says.
    pub cue: Option<Cue>,
}

impl<'t> Line<'t> {
    /// Reads the features of a line.
    pub fn read(lexicon: &Lexicon, text: &'t str, span: Span) -> Self {
        let line = span.of(text);
        let (mut words, mut capitalised, mut function_words, mut verbs) = (0, 0, 0, 0);
        for word in line.split_whitespace().map(bare_word).filter(|w| !w.is_empty()).take(WORDS_READ) {
            words += 1;
            capitalised += usize::from(word.starts_with(char::is_uppercase));
            match grammar(word) {
                Some(Grammar::Function) => function_words += 1,
                Some(Grammar::Verb) => verbs += 1,
                None => {}
            }
        }
        let end = without_reference(line).trim_end_matches(is_closing_mark).chars().next_back();
        let period = matches!(end, Some('.' | '…'));
        let mut read = Self {
            span,
            text: line,
            words,
            capitalised,
            function_words: function_words + verbs,
            verbs,
            has_letter: line.chars().take(1000).any(char::is_alphabetic),
            stop: period || matches!(end, Some('?' | '!' | '。' | '？' | '！')),
            period,
            open: matches!(end, Some(':' | ';' | ',' | '-' | '–' | '—')),
            cue: None,
        };
        read.cue = cue::read(lexicon, &read);
        read
    }

    /// Running text: a sentence of some length, or so many words with so much grammar that it must be one.
    pub fn is_prose(&self) -> bool {
        self.stop && self.words >= 8 && self.function_words >= 1 || self.words >= 24 && self.function_words >= 5
    }

    /// Neither a sentence nor the opening of one: what menus, lists and headings are made of.
    pub fn is_bare(&self) -> bool {
        !self.stop && !self.open && !self.is_prose()
    }

    /// Most words begin with a capital, the little ones left out.
    pub fn is_title_case(&self) -> bool {
        let content = self.words.saturating_sub(self.function_words);
        content >= 2 && self.capitalised * 10 >= content * 8
    }

    /// The line's words as lexicon keys are spelled, at most `limit` of them: lower case, marks at the edges left out,
    /// numbers as `0`, hyphens and possessives cut off as the tokenizer does.
    pub fn key_words(&self, limit: usize) -> Vec<String> {
        self.text.split_whitespace().map(key_word).filter(|w| !w.is_empty()).take(limit).collect()
    }

    /// The line's words without marks at their edges.
    pub fn bare_words(&self) -> impl Iterator<Item = &'t str> + use<'t> {
        self.text.split_whitespace().map(bare_word).filter(|w| !w.is_empty())
    }
}

fn key_word(word: &str) -> String {
    let word = if word.starts_with('©') { word } else { bare_word(word) };
    let digits = word.chars().filter(char::is_ascii_digit).count();
    if digits > 0 && word.chars().all(|c| c.is_ascii_digit() || ".,%$€£k+".contains(c)) {
        return "0".to_owned();
    }
    let lower = word.to_lowercase().replace('’', "'");
    match lower.strip_suffix("'s") {
        Some(stem) if !stem.is_empty() => format!("{} 's", stem.replace('-', " - ")),
        _ => lower.replace('-', " - "),
    }
}

/// The line without the number of a footnote at its end: `… of the story. [5]`.
fn without_reference(line: &str) -> &str {
    let Some((before, number)) = line.strip_suffix(']').and_then(|l| l.rsplit_once('[')) else { return line };
    if number.bytes().all(|b| b.is_ascii_digit()) { before } else { line }
}

/// The word without marks at its edges.
pub(super) fn bare_word(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Marks that may follow the mark that ends a sentence.
pub(super) fn is_closing_mark(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '*') || c.is_whitespace()
}

/// What a word of grammar is.
enum Grammar {
    /// An article, preposition, pronoun, conjunction or the like.
    Function,
    /// A finite form of be, have, do, a modal, or of say and tell.
    Verb,
}

/// The longest word of grammar, in bytes.
const LONGEST_GRAMMAR: usize = 7;

/// Looks a word up, whatever its case, without an allocation: this runs for every word of the text.
fn grammar(word: &str) -> Option<Grammar> {
    let mut buffer = [0; LONGEST_GRAMMAR];
    let lower = buffer.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    match &*lower {
        b"are" | b"aren't" | b"can" | b"could" | b"did" | b"didn't" | b"do" | b"does" | b"doesn't" | b"don't" | b"had" | b"has"
        | b"have" | b"is" | b"isn't" | b"may" | b"might" | b"must" | b"said" | b"say" | b"says" | b"should" | b"told" | b"was"
        | b"wasn't" | b"were" | b"will" | b"won't" | b"would" => Some(Grammar::Verb),
        b"a" | b"about" | b"after" | b"against" | b"all" | b"also" | b"an" | b"and" | b"as" | b"at" | b"because" | b"been"
        | b"before" | b"between" | b"but" | b"by" | b"during" | b"for" | b"from" | b"he" | b"her" | b"him" | b"his" | b"how"
        | b"i" | b"if" | b"in" | b"into" | b"it" | b"its" | b"just" | b"like" | b"many" | b"more" | b"most" | b"my" | b"no"
        | b"not" | b"of" | b"off" | b"on" | b"one" | b"only" | b"or" | b"our" | b"out" | b"over" | b"she" | b"since" | b"so"
        | b"some" | b"such" | b"than" | b"that" | b"the" | b"their" | b"them" | b"then" | b"there" | b"these" | b"they"
        | b"this" | b"those" | b"through" | b"to" | b"under" | b"up" | b"we" | b"what" | b"when" | b"which" | b"while" | b"who"
        | b"with" | b"you" => Some(Grammar::Function),
        _ => None,
    }
}
