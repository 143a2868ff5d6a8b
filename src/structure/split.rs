//! The text as lines; lines that a mail program or a terminal wrapped are joined again.
//!
//! A text counts as hard-wrapped when, among the line breaks after lines of wrapped length, a good share stand in the middle of
//! a sentence: no stop before and a small letter after. In such a text a break is taken out where the next line's first word
//! would not have fitted (the condition under which a wrapping program breaks), and kept where it would have.

use crate::span::Span;

/// A line shorter than this is never taken for a wrapped one.
const LEAST_WIDTH: usize = 45;
/// A line longer than this is never taken for a wrapped one.
const GREATEST_WIDTH: usize = 110;

/// A line of the text, trimmed of white space, never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RawLine {
    pub span: Span,
    /// Whether an empty line, or the text's start, stands before it.
    pub after_blank: bool,
}

/// All lines that hold more than white space, in order, wrapped lines joined.
pub(super) fn lines(text: &str) -> Vec<RawLine> {
    let lines = physical_lines(text);
    match wrap_width(text, &lines) {
        Some(limit) => join_wrapped(text, &lines, limit),
        None => lines,
    }
}

fn physical_lines(text: &str) -> Vec<RawLine> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut after_blank = true;
    let mut after_return = false;
    for line in text.split_inclusive(is_line_break) {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let lead = line.len() - line.trim_start().len();
            lines.push(RawLine { span: Span::at(start + lead, start + lead + trimmed.len()), after_blank });
            after_blank = false;
        } else if !(after_return && line == "\n") {
            after_blank = true;
        }
        after_return = line.ends_with('\r');
        start += line.len();
    }
    lines
}

/// Line feed, carriage return, vertical tab, form feed, next line, line and paragraph separator.
fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The line's length in characters; past [`GREATEST_WIDTH`] only that it is longer is told.
fn width(text: &str, line: &RawLine) -> usize {
    line.span.of(text).chars().take(GREATEST_WIDTH + 1).count()
}

/// The width to which the text is wrapped; none where it is not.
fn wrap_width(text: &str, lines: &[RawLine]) -> Option<usize> {
    let (mut breaks, mut inside, mut widest) = (0, 0, 0);
    for pair in lines.windows(2) {
        let length = width(text, &pair[0]);
        if pair[1].after_blank || length < LEAST_WIDTH {
            continue;
        }
        breaks += 1;
        if length <= GREATEST_WIDTH && breaks_inside_sentence(text, pair) {
            inside += 1;
            widest = widest.max(length);
        }
    }
    (inside >= 1 && inside * 10 >= breaks * 4).then_some(widest)
}

/// No stop before the break and a small letter after it.
fn breaks_inside_sentence(text: &str, pair: &[RawLine]) -> bool {
    let before = pair[0].span.of(text).chars().next_back();
    let after = pair[1].span.of(text).chars().next();
    !matches!(before, Some('.' | '!' | '?' | ':')) && after.is_some_and(char::is_lowercase)
}

fn join_wrapped(text: &str, lines: &[RawLine], limit: usize) -> Vec<RawLine> {
    let mut joined: Vec<RawLine> = Vec::new();
    let mut last_length = 0;
    for line in lines {
        let first_word = line.span.of(text).split_whitespace().next().map_or(0, |w| w.chars().take(GREATEST_WIDTH).count());
        let full = last_length + 1 + first_word > limit && last_length <= limit;
        match joined.last_mut() {
            Some(last) if !line.after_blank && full => last.span = last.span.cover(line.span),
            _ => joined.push(*line),
        }
        last_length = width(text, line);
    }
    joined
}
