//! Numbers: digits with what belongs to them.

use super::chars::is_word_char;

/// Units and words of scale that are tokens of their own after a number: `10km`, `5pm`, `$3bn`, `$1billion`.
const UNITS: &[&str] = &[
    "am", "b", "billion", "bn", "c", "cm", "crore", "f", "ft", "g", "gb", "ghz", "ha", "hz", "in", "k", "kg", "khz", "km", "kph",
    "kw", "l", "lakh", "lb", "lbs", "m", "mb", "mg", "mhz", "million", "ml", "mm", "mn", "mph", "mw", "oz", "pm", "p", "tb", "tn",
    "tr", "trillion", "w", "yd", "yds",
];

/// Groups of digits joined by hyphens that are one number: telephone numbers and dates.
const HYPHENATED: &[&[usize]] = &[&[3, 3, 4], &[3, 4], &[1, 3, 3, 4], &[4, 2, 2], &[2, 2, 4]];
/// More digits than any of them has.
const LONGEST_HYPHENATED: usize = 20;

/// The length of the number that begins here. At a line's begin `1.` is the number of an item.
pub fn length(rest: &str, boundary: bool, begins_line: bool) -> Option<usize> {
    let bytes = rest.as_bytes();
    let digit_at = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let start = match bytes.first()? {
        b'0'..=b'9' => 0,
        b'.' | b'+' if boundary && digit_at(1) => 1,
        _ => return None,
    };
    if let Some(len) = hyphenated_length(rest) {
        return Some(len);
    }
    let mut end = start + digits(&bytes[start..]);
    while let Some(separator) = bytes.get(end) {
        let next = digits(&bytes[end + 1..]);
        let joins = match separator {
            b',' => next == 3,
            b'.' | b':' | b'/' => next > 0,
            _ => false,
        };
        if !joins {
            break;
        }
        end += 1 + next;
    }
    let is_item =
        begins_line && end <= 2 && bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_whitespace);
    Some(if is_item { end + 1 } else { end + suffix_length(&rest[end..]) })
}

fn digits(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| b.is_ascii_digit()).count()
}

/// Letters that belong to the number: `10th`, `1980s`, `4G`; none where they are a unit.
fn suffix_length(rest: &str) -> usize {
    let len = rest.chars().take_while(|&c| is_word_char(c)).map(char::len_utf8).sum();
    let letters = &rest[..len];
    let is_unit = UNITS.iter().any(|unit| letters.eq_ignore_ascii_case(unit));
    let is_area = letters.starts_with(['²', '³']);
    // `4G`, `10K`, `737C` are names of things; the same letters in lower case are units.
    let is_name = letters.len() == 1 && letters.starts_with(['G', 'A', 'B', 'C', 'D', 'F', 'P']);
    if is_area || is_unit && !is_name { 0 } else { len }
}

fn hyphenated_length(rest: &str) -> Option<usize> {
    let run = rest.bytes().take(LONGEST_HYPHENATED).take_while(|&b| b.is_ascii_digit() || b == b'-').count();
    if run < 8 || rest[run..].starts_with(is_word_char) {
        return None;
    }
    let groups = || rest[..run].split('-').map(str::len);
    HYPHENATED.iter().any(|form| groups().eq(form.iter().copied())).then_some(run)
}
