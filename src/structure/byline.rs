//! Who wrote the text and when: bylines and time stamps, each a line of its own.

use super::line::{Line, bare_word};

/// `By Jane Doe`, `Story by …`, `Jane Doe, Staff Writer`, `Political Correspondent`.
pub(super) fn is_byline(line: &Line<'_>) -> bool {
    // `By Will Dunlop`: a given name that reads like a verb.
    let names = line.bare_words().take(25).filter(|word| matches!(*word, "Will" | "May")).count();
    if line.words > 25 || line.verbs > names {
        return false;
    }
    match author(line) {
        None if line.verbs > 0 => false,
        Some(author) => {
            let named = author.starts_with(char::is_uppercase) && !is_date_word(author);
            let mostly_names = line.capitalised * 2 >= line.words.saturating_sub(2);
            named && mostly_names && (!line.period || line.text.starts_with('(') || line.words <= 6)
        }
        None => is_name_with_role(line) || is_name_with_handle(line) || is_role(line),
    }
}

/// `By Jane Doe, a deputy editor. She has covered harbours for ten years.`: only above the story is this no sentence of it.
pub(super) fn opens_with_author(line: &Line<'_>) -> bool {
    let author = line.text.strip_prefix("By ").and_then(|rest| rest.split_once(','));
    author.is_some_and(|(name, _)| is_person_like(name) && !name.split(' ').any(is_date_word))
}

/// The word after `By`, `Story by`, `Additional reporting by` at the line's start.
fn author<'t>(line: &Line<'t>) -> Option<&'t str> {
    let mut words = line.bare_words();
    for _ in 0..3 {
        match words.next()?.to_lowercase().as_str() {
            "by" => return words.next(),
            "story" | "reported" | "written" | "words" | "text" | "reporting" | "edited" | "editing" | "compiled" | "report"
            | "posted" | "analysis" | "article" | "additional" | "produced" => {}
            _ => return None,
        }
    }
    None
}

/// `Jane Doe, Political Correspondent`, `Jane Doe | Staff Writer`.
fn is_name_with_role(line: &Line<'_>) -> bool {
    let Some(cut) = line.text.find([',', '|', '-', '–', '—', '•']) else { return false };
    let (name, role) = line.text.split_at(cut);
    !line.stop
        && is_person_like(name)
        && role.split_whitespace().count() <= 7
        && role.split(|c: char| !c.is_alphabetic()).any(is_role_word)
}

/// `Jane Doe, @janedoe`
fn is_name_with_handle(line: &Line<'_>) -> bool {
    let handle = line.text.rsplit_once(' ').filter(|(_, handle)| handle.len() > 1 && handle.starts_with('@'));
    handle.is_some_and(|(name, _)| is_person_like(name.trim_end_matches([',', ' '])))
}

/// `Political Correspondent`: a reporter's role and little else.
fn is_role(line: &Line<'_>) -> bool {
    (2..=4).contains(&line.words)
        && !line.stop
        && line.is_title_case()
        && line.bare_words().last().is_some_and(is_role_word)
        && !line.text.contains(',')
}

/// `Education reporters`, `Chief political correspondent, Skarn`: what only beside a byline is sure to be its author's role.
pub(super) fn holds_role(line: &Line<'_>) -> bool {
    (1..=6).contains(&line.words)
        && !line.stop
        && line.function_words <= 1
        && line.text.starts_with(char::is_uppercase)
        && line.bare_words().any(is_role_word)
}

fn is_role_word(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "correspondent"
            | "correspondents"
            | "reporter"
            | "reporters"
            | "editor"
            | "editors"
            | "writer"
            | "writers"
            | "columnist"
            | "contributor"
            | "journalist"
            | "bureau"
            | "producer"
            | "staff"
            | "staffer"
    )
}

/// Two to six words in the form of one or more persons' names: capital first letters, no digits, no marks of a sentence.
pub(super) fn is_person_like(text: &str) -> bool {
    let titled = |word: &str| {
        word.starts_with(char::is_uppercase) && !word.contains(|c: char| c.is_ascii_digit() || ":;!?()\"“”/|".contains(c))
    };
    let particle =
        |word: &str| matches!(word, "de" | "da" | "di" | "van" | "von" | "der" | "den" | "al" | "el" | "bin" | "la" | "le" | "and");
    let mut words = 0;
    for word in text.split_whitespace().take(7) {
        words += 1;
        if !titled(word) && !particle(word) {
            return false;
        }
    }
    (2..=6).contains(&words)
}

/// A date, time or age with nothing but its own words around it.
pub(super) fn is_timestamp(line: &Line<'_>) -> bool {
    if line.words == 0 || line.words > 20 {
        return false;
    }
    let (mut number, mut calendar, mut age) = (false, false, false);
    for word in line.text.split(|c: char| c.is_whitespace() || ",|()[]•·–—-/".contains(c)).map(bare_word) {
        if word.is_empty() {
            continue;
        }
        let lower = word.to_lowercase().replace('.', "");
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            number = true;
            if !is_clock_or_day(&lower) {
                return false;
            }
        } else if is_date_word(word) {
            calendar = true;
        } else if matches!(lower.as_str(), "ago" | "published" | "updated" | "posted" | "modified") {
            age = true;
        } else if !is_around_a_date(&lower) {
            return false;
        }
    }
    let digits = line.text.chars().filter(char::is_ascii_digit).count();
    number && (age || calendar && digits >= 2 || is_numeric_date(line.text))
}

/// `3`, `3rd`, `15:30`, `3pm`.
fn is_clock_or_day(word: &str) -> bool {
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
    matches!(unit, "" | "st" | "nd" | "rd" | "th" | "am" | "pm" | "h" | "m" | "d" | "z" | "hrs" | "min")
}

/// Words that a time stamp holds beside the date: units, zones, `first`, `last`.
fn is_around_a_date(word: &str) -> bool {
    let unit = matches!(
        word.trim_end_matches('s'),
        "minute"
            | "min"
            | "hour"
            | "hr"
            | "day"
            | "week"
            | "month"
            | "year"
            | "date"
            | "time"
            | "am"
            | "pm"
            | "today"
            | "yesterday"
    );
    let zone = (2..=4).contains(&word.len()) && word.ends_with('t') && word.bytes().all(|b| b.is_ascii_lowercase());
    unit || zone || matches!(word, "utc" | "a" | "an" | "at" | "on" | "of" | "the" | "and" | "by" | "first" | "last" | "local")
}

/// `2025-03-03`, `03/03/2025`, `3.3.2025`.
fn is_numeric_date(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let parts: Vec<&str> = word.trim_end_matches(',').split(['-', '/', '.']).take(4).collect();
        parts.len() == 3
            && parts.iter().all(|p| !p.is_empty() && p.len() <= 4 && p.bytes().all(|b| b.is_ascii_digit()))
            && parts.iter().filter(|p| p.len() == 4).count() == 1
    })
}

/// The name of a month or a day of the week, whole or cut to three or four letters.
pub(super) fn is_date_word(word: &str) -> bool {
    const NAMES: &str = "january february march april may june july august september october november december \
                         monday tuesday wednesday thursday friday saturday sunday";
    let lower = word.trim_end_matches('.').to_lowercase();
    let length = lower.len();
    word.starts_with(char::is_uppercase)
        && length >= 3
        && NAMES.split(' ').any(|name| *name == lower || length <= 4 && name.starts_with(&lower))
}
