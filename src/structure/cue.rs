//! What the wording of a line says of its place on a page.

use crate::classes::Classes;
use crate::lexicon::Lexicon;

use super::line::{Line, bare_word};
use super::{byline, caption};

/// The most words of a phrase that opens a line.
const OPENING_WORDS: usize = 6;
/// The most words of a line that is looked up whole.
const WHOLE_WORDS: usize = 8;
/// A line of more words is no furniture, however it begins.
const FURNITURE_WORDS: usize = 25;

/// A line with a mail address and at most so many words only gives it.
const ADDRESS_WORDS: usize = 12;

/// A line of more bytes is running text.
const LONGEST: u32 = 800;

/// What notices of right and of print hold, wherever in the line.
const NOTICES: [&str; 3] = ["ll rights reserved", "version of this article appear", "version of this story appear"];
/// How lines end whose other half is a logo.
const SPONSORS: [&str; 5] = ["supported by", "sponsored by", "presented by", "powered by", "brought to you by"];

/// A line that says what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// Share buttons, consent, sign-up, copyright, addresses.
    Furniture,
    /// A word of menus that could also head a section: `Language`, `Share`; a lone number.
    MenuWord,
    /// The name of a page's section, or a year; both head a section of an article as well: `Politics`.
    Section,
    /// Something set between two paragraphs: an advertisement, a pointer to another story.
    Interruption,
    /// The heading of a list of other stories.
    StoryList,
    /// The heading of the readers' comments.
    Comments,
    /// A name after `By`, or with a reporter's role.
    Byline,
    /// A date or an age of the text: `Published …`, `2 hours ago`.
    Timestamp,
    /// The credit or the wording of a picture's caption.
    Caption,
}

impl Cue {
    /// Whether a line of this cue belongs to no article.
    pub const fn is_furniture(self) -> bool {
        matches!(self, Self::Furniture | Self::MenuWord | Self::Section | Self::Interruption | Self::StoryList | Self::Comments)
    }
}

/// Reads the cue of a line whose other features are known.
pub(super) fn read(lexicon: &Lexicon, line: &Line<'_>) -> Option<Cue> {
    if line.span.len() > LONGEST {
        return None;
    }
    if !line.has_letter {
        let numeric = line.text.chars().take(20).any(char::is_numeric);
        return numeric.then_some(if is_year(line.text) { Cue::Section } else { Cue::MenuWord });
    }
    if byline::is_timestamp(line) {
        return Some(Cue::Timestamp);
    }
    if byline::is_byline(line) {
        return Some(Cue::Byline);
    }
    if caption::is_of_player(line) {
        return Some(Cue::Interruption);
    }
    furniture(lexicon, line).or_else(|| caption::is_caption(line).then_some(Cue::Caption))
}

/// `1998`, which heads an entry of a chronicle.
fn is_year(text: &str) -> bool {
    text.len() == 4
        && ["18", "19", "20"].iter().any(|century| text.starts_with(century))
        && text.bytes().all(|b| b.is_ascii_digit())
}

/// Lines that the word lists know, whole or by how they begin.
fn furniture(lexicon: &Lexicon, line: &Line<'_>) -> Option<Cue> {
    let notice = line.span.len() < 400 && NOTICES.iter().any(|n| line.text.contains(n));
    let copyright = line.text.starts_with('©') && line.words <= FURNITURE_WORDS;
    // `---------- Forwarded message ---------`
    let rule = line.text.starts_with("-----");
    if notice || copyright || rule || is_address(line) || gives_mail_address(line) || is_tag_list(line) {
        return Some(Cue::Furniture);
    }
    // Somebody's words are none of the page's.
    if line.words > FURNITURE_WORDS || line.text.starts_with(['"', '“', '‘', '«']) {
        return None;
    }
    if line.text.contains("your inbox") || SPONSORS.iter().any(|s| line.text.ends_with(s)) {
        return Some(Cue::Furniture);
    }
    let words = line.key_words(WHOLE_WORDS);
    let whole = if line.words <= WHOLE_WORDS { whole_line(lexicon, &words) } else { Classes::NONE };
    let known = [
        (Classes::STORY_LIST_HEADINGS, Cue::StoryList),
        (Classes::COMMENT_HEADINGS, Cue::Comments),
        (Classes::INTERRUPTION_OPENINGS, Cue::Interruption),
        (Classes::FURNITURE_LINES, if line.words == 1 { Cue::MenuWord } else { Cue::Furniture }),
        (Classes::SECTION_NAMES, Cue::Section),
    ];
    known.into_iter().find(|&(class, _)| whole.any(class)).map(|(_, cue)| cue).or_else(|| opening(lexicon, line, &words))
}

/// Classes of the whole line, numbers counted and left out: `2 comments`, `Comments (2)`.
fn whole_line(lexicon: &Lexicon, words: &[String]) -> Classes {
    let uncounted: Vec<&str> = words.iter().map(String::as_str).filter(|w| *w != "0").collect();
    let classes = lexicon.classes(&uncounted.join(" "));
    if uncounted.len() == words.len() {
        return classes;
    }
    let counted = lexicon.classes(&words.join(" "));
    if classes.any(Classes::COMMENT_HEADINGS) { counted.or(Classes::COMMENT_HEADINGS) } else { counted }
}

/// What the line begins with. One word alone is not enough, unless a colon or bar makes it a label.
fn opening(lexicon: &Lexicon, line: &Line<'_>, words: &[String]) -> Option<Cue> {
    let labelled = first_word_is_label(line.text);
    let least = if labelled { 1 } else { 2 };
    for length in (least..=words.len().min(OPENING_WORDS)).rev() {
        let classes = lexicon.classes(&words[..length].join(" "));
        if classes.any(Classes::INTERRUPTION_OPENINGS) {
            return Some(Cue::Interruption);
        }
        if classes.any(Classes::STORY_LIST_HEADINGS) && length > 1 && line.is_bare() && line.words <= 10 {
            return Some(Cue::StoryList);
        }
        if classes.any(Classes::FURNITURE_OPENINGS) && length > 1 {
            return Some(Cue::Furniture);
        }
    }
    None
}

/// Whether a colon or bar stands after the first word: `Related: …`, `WATCH | …`.
fn first_word_is_label(text: &str) -> bool {
    let rest = text.trim_start_matches(char::is_alphanumeric).trim_start();
    rest.starts_with([':', '|'])
}

/// `Write to Jane Doe at jane@example.com`.
pub(super) fn gives_mail_address(line: &Line<'_>) -> bool {
    let is_mail = |word: &str| word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    line.words <= ADDRESS_WORDS && line.text.contains('@') && line.text.split_whitespace().map(bare_word).any(is_mail)
}

/// Keywords with commas between them and no sentence: `bridges, ferries, harbour, Port Elder, traffic`.
fn is_tag_list(line: &Line<'_>) -> bool {
    let commas = line.text.bytes().filter(|b| *b == b',').count();
    line.is_bare() && commas >= 5 && commas * 2 >= line.words && line.function_words * 4 <= line.words && line.verbs == 0
}

/// A web or mail address and nothing else.
fn is_address(line: &Line<'_>) -> bool {
    let text = line.text;
    let begins = ["http://", "https://", "www."].iter().any(|p| text.starts_with(p));
    let one_word = !text.contains(char::is_whitespace);
    one_word
        && (begins
            || !text.starts_with('@') && text.contains('@') && text.contains('.')
            || text.contains('/') && text.contains('.') && !text.ends_with('.'))
}
