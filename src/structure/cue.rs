//! What the wording of a line says of its place on a page: furniture, byline, time stamp, credit.

use crate::lexicon::{Classes, Lexicon};

use super::line::{Line, has_class};

/// The most words of a phrase that opens a line.
const OPENING_WORDS: usize = 6;

/// A line that says what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// Share buttons, consent, sign-up, copyright.
    Furniture,
    /// A word of menus that could also head a section: `Politics`, `Language`.
    MenuWord,
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

/// Reads the cue of a line whose other features are known.
pub(super) fn read(lexicon: &Lexicon, line: &Line<'_>) -> Option<Cue> {
    if !line.has_letter {
        return line.text.chars().any(char::is_alphanumeric).then_some(Cue::MenuWord);
    }
    if is_timestamp(line) {
        return Some(Cue::Timestamp);
    }
    if is_byline(line) {
        return Some(Cue::Byline);
    }
    furniture(lexicon, line).or_else(|| is_caption(line).then_some(Cue::Caption))
}

/// Lines that the word lists know, whole or by how they begin.
fn furniture(lexicon: &Lexicon, line: &Line<'_>) -> Option<Cue> {
    let lower_start = line.text.chars().next().is_some_and(|c| "©".contains(c));
    if lower_start || line.text.contains("ll rights reserved") && line.words < 60 {
        return Some(Cue::Furniture);
    }
    if line.words > 30 {
        return None;
    }
    let words = line.key_words(OPENING_WORDS + 2);
    let whole = if line.words <= OPENING_WORDS + 2 { lexicon.classes(&words.join(" ")) } else { Classes::NONE };
    if whole.any(Classes::STORY_LIST_HEADINGS) {
        return Some(Cue::StoryList);
    }
    if whole.any(Classes::COMMENT_HEADINGS) {
        return Some(Cue::Comments);
    }
    if whole.any(Classes::INTERRUPTION_OPENINGS) {
        return Some(Cue::Interruption);
    }
    if whole.any(Classes::FURNITURE_LINES) {
        return Some(if line.words == 1 { Cue::MenuWord } else { Cue::Furniture });
    }
    if whole.any(Classes::SECTION_NAMES) {
        return Some(Cue::MenuWord);
    }
    let longest = words.len().min(OPENING_WORDS);
    for length in (1..=longest).rev() {
        let opening = &words[..length];
        let marked = length > 1 || first_word_is_label(line);
        if marked && has_class(lexicon, opening, Classes::INTERRUPTION_OPENINGS) && (line.words <= 25 || first_word_is_label(line))
        {
            return Some(Cue::Interruption);
        }
        if length > 1 && line.is_bare() && line.words <= 10 && has_class(lexicon, opening, Classes::STORY_LIST_HEADINGS) {
            return Some(Cue::StoryList);
        }
        if length > 1 && line.words <= 25 && has_class(lexicon, opening, Classes::FURNITURE_OPENINGS) {
            return Some(Cue::Furniture);
        }
    }
    None
}

/// Whether a colon or bar stands after the first word: `Related: …`, `WATCH | …`.
fn first_word_is_label(line: &Line<'_>) -> bool {
    let rest = line.text.trim_start_matches(|c: char| c.is_alphanumeric());
    rest.starts_with(':') || rest.trim_start().starts_with('|')
}

/// `By Jane Doe`, `Story by …`, `Jane Doe, Staff Writer`.
fn is_byline(line: &Line<'_>) -> bool {
    const OPENERS: [&str; 14] = [
        "story",
        "reported",
        "written",
        "words",
        "text",
        "reporting",
        "edited",
        "editing",
        "compiled",
        "report",
        "posted",
        "analysis",
        "article",
        "additional",
    ];
    if line.words > 25 {
        return false;
    }
    let mut words = line.bare_words();
    let Some(first) = words.next() else { return false };
    let first = first.to_lowercase();
    let mut rest = words.next().unwrap_or("");
    let by = if first == "by" {
        true
    } else if OPENERS.contains(&first.as_str()) {
        if rest.eq_ignore_ascii_case("reporting") {
            rest = words.next().unwrap_or("");
        }
        let found = rest.eq_ignore_ascii_case("by");
        rest = words.next().unwrap_or("");
        found
    } else {
        false
    };
    if by {
        let named = rest.starts_with(char::is_uppercase) && !is_date_word(rest);
        let parenthesised = line.text.starts_with('(');
        let mostly_names = line.capitalised * 2 >= line.words.saturating_sub(2);
        return named && mostly_names && (!line.period || parenthesised || line.words <= 6) && line.verbs == 0;
    }
    is_name_with_role(line)
}

/// `Jane Doe, Political Correspondent`, `Jane Doe | Staff Writer`.
fn is_name_with_role(line: &Line<'_>) -> bool {
    const ROLES: [&str; 14] = [
        "correspondent",
        "reporter",
        "editor",
        "writer",
        "columnist",
        "contributor",
        "journalist",
        "bureau",
        "producer",
        "staff",
        "correspondents",
        "reporters",
        "writers",
        "staffer",
    ];
    let Some(cut) = line.text.find([',', '|', '-', '–', '—', '•']) else { return false };
    let (name, role) = line.text.split_at(cut);
    let role_words = role.split_whitespace().count();
    !line.stop
        && line.verbs == 0
        && role_words <= 7
        && is_person_like(name)
        && role.split(|c: char| !c.is_alphabetic()).any(|w| ROLES.contains(&w.to_lowercase().as_str()))
}

/// Two to four words, all with a capital first letter, no digits: the form of a person's name.
pub(super) fn is_person_like(text: &str) -> bool {
    let mut words = 0;
    for word in text.split_whitespace() {
        words += 1;
        let titled =
            word.starts_with(char::is_uppercase) && !word.chars().any(|c| c.is_ascii_digit() || ":;!?()\"“”/|".contains(c));
        let particle =
            matches!(word, "de" | "da" | "di" | "van" | "von" | "der" | "den" | "al" | "el" | "bin" | "la" | "le" | "and");
        if words > 6 || !(titled || particle) {
            return false;
        }
    }
    words >= 2
}

/// A date, time or age with nothing but its own words around it.
fn is_timestamp(line: &Line<'_>) -> bool {
    const AROUND: [&str; 44] = [
        "a",
        "ago",
        "am",
        "and",
        "at",
        "bst",
        "by",
        "cdt",
        "cest",
        "cet",
        "cst",
        "date",
        "day",
        "days",
        "edt",
        "est",
        "et",
        "first",
        "gmt",
        "hour",
        "hours",
        "hr",
        "hrs",
        "ist",
        "last",
        "min",
        "mins",
        "minute",
        "minutes",
        "modified",
        "month",
        "months",
        "of",
        "on",
        "pdt",
        "pm",
        "posted",
        "pst",
        "published",
        "the",
        "updated",
        "utc",
        "week",
        "weeks",
    ];
    const ALONE: [&str; 3] = ["today", "yesterday", "hours"];
    if line.words == 0 || line.words > 20 {
        return false;
    }
    let (mut number, mut calendar, mut age) = (false, false, false);
    for word in line.text.split(|c: char| c.is_whitespace() || ",|()[]•·–—-/".contains(c)).map(super::line::bare_word) {
        let lower = word.to_lowercase().replace('.', "");
        if word.is_empty() {
            continue;
        }
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            let tail = lower.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
            if !matches!(tail, "" | "st" | "nd" | "rd" | "th" | "am" | "pm" | "h" | "m" | "d" | "z" | "hrs" | "min") {
                return false;
            }
            number = true;
            continue;
        }
        if is_date_word(word) {
            calendar = true;
            continue;
        }
        age |= matches!(lower.as_str(), "ago" | "published" | "updated" | "posted" | "modified");
        if AROUND.binary_search(&lower.as_str()).is_err() && !ALONE.contains(&lower.as_str()) {
            return false;
        }
    }
    let dated = line.text.chars().filter(char::is_ascii_digit).count() >= 2;
    number && (calendar && dated || age) || number && is_numeric_date(line.text)
}

/// `2025-03-03`, `03/03/2025`, `3.3.2025`.
fn is_numeric_date(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let parts: Vec<&str> = word.trim_end_matches(',').split(['-', '/', '.']).collect();
        parts.len() == 3
            && parts.iter().all(|p| !p.is_empty() && p.len() <= 4 && p.bytes().all(|b| b.is_ascii_digit()))
            && parts.iter().filter(|p| p.len() == 4).count() == 1
    })
}

/// The name of a month or a day of the week, whole or cut to three letters or more.
pub(super) fn is_date_word(word: &str) -> bool {
    const NAMES: [&str; 19] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let lower = word.trim_end_matches('.').to_lowercase();
    let length = lower.len();
    word.starts_with(char::is_uppercase)
        && length >= 3
        && NAMES.iter().any(|n| n.starts_with(&lower) && (length <= 4 || *n == lower))
}

/// A credit at the line's end or edge, or the opening of a caption.
fn is_caption(line: &Line<'_>) -> bool {
    const OPENINGS: [&str; 24] = [
        "media caption",
        "image caption",
        "image:",
        "image credit",
        "image source",
        "photo:",
        "photo by",
        "photos:",
        "photo credit",
        "photograph:",
        "photograph by",
        "picture:",
        "pictured:",
        "credit:",
        "file photo",
        "file:",
        "file -",
        "file –",
        "file —",
        "(photo",
        "(file",
        "in this photo",
        "in this file photo",
        "illustration:",
    ];
    const CREDITS: [&str; 22] = [
        "getty images",
        "/getty",
        "/afp",
        "/reuters",
        "/ap",
        "ap photo",
        "file photo",
        "(ap)",
        "(afp)",
        "(reuters)",
        "(file)",
        "via ap)",
        "via reuters",
        "shutterstock",
        "via afp",
        "via getty",
        "handout",
        "photo",
        "photo)",
        "photograph",
        "epa",
        "istock",
    ];
    const CREDITS_INSIDE: [&str; 12] = [
        "(photo by",
        "(photo:",
        "(ap photo",
        "photo credit:",
        "photograph:",
        "photo: ",
        "(reuters/",
        "(afp/",
        "reuters/",
        "/getty images",
        "(image:",
        "(credit:",
    ];
    if line.words > 110 {
        return false;
    }
    let lower = line.text.to_lowercase();
    if OPENINGS.iter().any(|o| lower.starts_with(o)) {
        return true;
    }
    let end = lower.trim_end_matches(['.', ']', ' ']);
    let dateline_free = !line.text.starts_with(char::is_uppercase) || line.words > 3;
    dateline_free && CREDITS.iter().any(|c| end.ends_with(c) && credit_stands_apart(line, end, c))
        || CREDITS_INSIDE.iter().any(|c| lower.contains(c))
}

/// A single word of a credit (`photo`) ends a caption only where the line is no sentence, or a bracket or slash is part of it.
fn credit_stands_apart(line: &Line<'_>, end: &str, credit: &str) -> bool {
    let marked = credit.contains(['/', '(', ')']);
    let before = end[..end.len() - credit.len()].chars().next_back();
    let cut_off = before.is_none_or(|c| !c.is_alphanumeric());
    (marked || cut_off) && (marked || !line.period || line.verbs == 0)
}
