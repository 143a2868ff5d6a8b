//! The dateline at the head of a story's first paragraph: `MOSCOW, Oct. 15 (Reuters) -`, `(CNN) --`, `LONDON –`.
//!
//! Accepted forms: a place in capitals before a dash; an agency in brackets, alone or after a place; a place and a date
//! before a dash; a known city before a dash and a new sentence. Any other place in small letters is left in its paragraph.

use crate::classes::Classes;
use crate::lexicon::Lexicon;

use super::byline::is_date_word;

/// The longest dateline looked for, in bytes.
const LONGEST: usize = 90;

/// Labels in capitals before a colon or dash that name no place.
const LABELS: [&str; 22] = [
    "ANALYSIS",
    "BREAKING",
    "CORRECTION",
    "EDITORIAL",
    "EDITOR",
    "EXCLUSIVE",
    "EXPLAINER",
    "FACTBOX",
    "INTERVIEW",
    "LATEST",
    "LISTEN",
    "LIVE",
    "NOTE",
    "OPINION",
    "PHOTOS",
    "Q",
    "READ",
    "REVIEW",
    "TIMELINE",
    "UPDATE",
    "VIDEO",
    "WATCH",
];

/// Length in bytes of the dateline that opens the paragraph, its dash included; none where it opens with none.
pub(super) fn length(lexicon: &Lexicon, paragraph: &str) -> Option<usize> {
    let (head, end, mark) = head(paragraph)?;
    let rest = paragraph[end..].trim_start();
    if rest.is_empty() {
        return None;
    }
    let (before, agency) = split_agency(head);
    let place: Vec<&str> =
        before.split([' ', ',', '/']).map(|w| w.trim_matches([',', '.', '|'])).filter(|w| !w.is_empty()).collect();
    if place.len() > 9 || place.iter().any(|w| LABELS.contains(w)) {
        return None;
    }
    let well_formed = place.iter().all(|w| {
        w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || matches!(*w, "de" | "and" | "of" | "al" | "the" | "la" | "el" | "in" | "du")
    });
    let dated = place.iter().any(|w| is_date_word(w)) && place.iter().any(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    let in_capitals =
        place.first().is_some_and(|w| w.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !w.chars().any(char::is_lowercase));
    let bracket_opens = head.trim_start().starts_with('(');
    let found = match mark {
        _ if !well_formed => false,
        Mark::Dash if agency => bracket_opens || place.len() <= 6 && place.first().is_some_and(|first| *first != "The"),
        Mark::Dash => {
            in_capitals && place.len() <= 7 || dated && place.len() >= 3 || is_city(lexicon, before) && begins_sentence(rest)
        }
        Mark::Colon => in_capitals && place.len() <= 3 && place.first().is_some_and(|first| first.len() >= 5),
        Mark::Bracket => agency && (bracket_opens && !head.contains(char::is_lowercase) || in_capitals),
    };
    found.then_some(end)
}

/// Whether the words before a comma are a city that the lexicon knows.
fn is_city(lexicon: &Lexicon, before: &str) -> bool {
    let place = before.split(',').next().unwrap_or("").trim();
    place.starts_with(char::is_uppercase) && lexicon.classes(&place.to_lowercase()).any(Classes::CITIES)
}

/// Whether the text begins with a capital letter, an opening mark passed over.
fn begins_sentence(text: &str) -> bool {
    text.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Dash,
    Colon,
    /// The bracket of the agency ends the dateline.
    Bracket,
}

/// What stands before the first dash between spaces, colon, or agency bracket; where that mark ends; which it is.
fn head(paragraph: &str) -> Option<(&str, usize, Mark)> {
    let mut depth = 0;
    for (at, c) in paragraph.char_indices().take_while(|&(at, _)| at < LONGEST) {
        let next = at + c.len_utf8();
        let after = paragraph.get(next..)?;
        match c {
            '(' => depth += 1,
            ')' => {
                depth -= 1;
                let mark = after.trim_start_matches([' ', '\u{a0}']);
                if !mark.starts_with(is_dash) {
                    return Some((&paragraph[..next], next, Mark::Bracket));
                }
            }
            _ if depth > 0 => {}
            '.' if after.starts_with(' ') && paragraph[..at].split([' ', ',']).next_back().is_some_and(|w| w.len() > 5) => {
                return None;
            }
            ':' if after.starts_with(' ') => return Some((&paragraph[..at], next, Mark::Colon)),
            _ if is_dash(c) => {
                let spaced = paragraph[..at].ends_with(|b: char| b.is_whitespace() || b == ')');
                let end = next + (after.len() - after.trim_start_matches(is_dash).len());
                let closed = c != '-' || end > next;
                if spaced || closed {
                    return Some((&paragraph[..at], end, Mark::Dash));
                }
            }
            '"' | '“' | '?' | '!' | ';' => return None,
            _ => {}
        }
    }
    None
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '‒' | '_')
}

/// The text before an agency in brackets (or between slashes), and whether there is one.
fn split_agency(head: &str) -> (&str, bool) {
    let head = head.trim();
    let Some(open) = head.find('(') else {
        let parts: Vec<&str> = head.splitn(3, '/').collect();
        return if parts.len() == 3 && parts[2].trim().is_empty() { (parts[0], true) } else { (head, false) };
    };
    let inside = head[open + 1..].trim_end_matches(')');
    let agency = head.ends_with(')')
        && inside.len() <= 30
        && inside.starts_with(|c: char| c.is_uppercase())
        && inside
            .split([' ', '/'])
            .all(|w| w.starts_with(|c: char| c.is_uppercase()) || matches!(w, "of" | "the" | "and" | "News"));
    (&head[..open], agency)
}

#[cfg(test)]
mod tests {
    use super::length;
    use crate::model::Model;

    /// A bar marks where the dateline ends; without one there is none.
    fn check(marked: &str) {
        let text = marked.replacen('|', "", 1);
        assert_eq!(length(&Model::embedded().lexicon, &text), marked.find('|'), "{marked}");
    }

    #[test]
    fn datelines() {
        check("LISBON, Oct. 15 (Wire) -| Ferries stopped on Monday.");
        check("LISBON (AP) —| Ferries stopped on Monday.");
        check("Lisbon (AFP) -| Ferries stopped on Monday.");
        check("LISBON –| Ferries stopped on Monday.");
        check("PORTO NOVO, Benin, 3 March —| Ferries stopped.");
        check("Porto Novo, Benin, 3 March —| Ferries stopped.");
        check("Lisbon -| The ferries stopped on Monday.");
        check("(CNN) --| Ferries stopped on Monday.");
        check("(CNN)| Ferries stopped on Monday.");
        check("LAHORE:| Ferries stopped on Monday.");
        check("ST. JOHN'S, Antigua (AP)_| Ferries stopped.");
    }

    #[test]
    fn paragraphs_without_a_dateline() {
        check("Lisbon – the capital – woke late.");
        check("UPDATE: Ferries stopped on Monday.");
        check("WATCH: Ferries stop.");
        check("NATO (the alliance) met on Monday.");
        check("The World Health Organization (WHO) said on Monday that ferries had stopped.");
        check("It was late. LISBON – slept.");
        check("A well-known ferry stopped.");
        check("LISBON –");
    }
}
