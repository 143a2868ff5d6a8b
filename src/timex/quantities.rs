//! Money, percentages, measures, ordinals and other numbers.
//!
//! Units are ISO 4217 for money and UCUM for measures; a word that several countries use for their money (`pesos`) has none.

use super::numbers;
use super::reader::Reader;
use super::words::Word;
use super::{calendar::Unit, units};
use crate::document::{Quantity, QuantityValue, Shape};
use crate::labels::{QuantityType, Xpos};
use crate::span::TokenRange;

/// The quantity that begins at token `i`, and the token after it.
pub(super) fn quantity(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
    if r.word(i) == Word::Other || is_part_of_code(r, i) || is_in_name(r, i) {
        return None;
    }
    money_by_sign(r, i).or_else(|| counted(r, i)).or_else(|| many(r, i)).or_else(|| ordinal(r, i))
}

/// A number in digits with its sign of money or percent, in any language.
pub(super) fn in_digits(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
    if r.word(i) == Word::Currency {
        let value = foreign_number(r, i + 1)?;
        return Some((build(r, i, i + 2, QuantityType::Money, value, units::currency_sign(r.norm(i))), i + 2));
    }
    let value = foreign_number(r, i).filter(|_| !is_part_of_code(r, i))?;
    let (quantity_type, unit, end) = match r.word(i + 1) {
        Word::Currency => (QuantityType::Money, units::currency_sign(r.norm(i + 1)), i + 2),
        _ if r.is(i + 1, "%") => (QuantityType::Percent, None, i + 2),
        _ => (QuantityType::Cardinal, None, i + 1),
    };
    Some((build(r, i, end, quantity_type, value, unit), end))
}

/// Digits alone are a number; with marks between them their value hangs on the language.
fn foreign_number(r: &Reader<'_>, i: usize) -> Option<QuantityValue> {
    let text = r.norm(i);
    if r.word(i) != Word::Digits || !text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')) {
        return None;
    }
    let plain = text.bytes().all(|b| b.is_ascii_digit());
    Some(if plain { QuantityValue::Number(numbers::digits(text)?) } else { QuantityValue::Text(text.to_owned()) })
}

fn build(
    r: &Reader<'_>,
    start: usize,
    end: usize,
    quantity_type: QuantityType,
    value: QuantityValue,
    unit: Option<&str>,
) -> Quantity {
    Quantity { span: r.lex.span(TokenRange::at(start, end)), quantity_type, value, unit: unit.map(str::to_owned) }
}

/// How many marks join the parts of a code before it is passed over as none: a longer chain is read in pieces.
const CODE_PARTS: usize = 8;

/// Whether digits belong to a type number (`F-16`), a phone number (`555-0123-77`), a version or a score with a colon.
fn is_part_of_code(r: &Reader<'_>, i: usize) -> bool {
    if r.word(i) != Word::Digits {
        return false;
    }
    let joins = |at: usize| r.joined(at) && (r.shape(at) == Some(Shape::Hyphen) || r.is_any(at, &["-", ".", "/", ":"]));
    let mut parts = 1;
    let mut at = i;
    while parts < CODE_PARTS && at >= 2 && r.joined(at) && joins(at - 1) {
        if r.word(at - 2) != Word::Digits {
            return r.is_capitalised(at - 2);
        }
        parts += 1;
        at -= 2;
    }
    let first = at;
    at = i;
    while parts < CODE_PARTS && joins(at + 1) && r.joined(at + 2) && r.word(at + 2) == Word::Digits {
        parts += 1;
        at += 2;
    }
    let plus = first > 0 && r.is(first - 1, "+");
    parts > 2 || plus || parts == 2 && r.norm(first).len() == 3 && r.norm(first + 2).len() == 4
}

/// `$1.5 billion`, `US$ 20m`, `Rs 500 crore`, `€5-7 million`.
fn money_by_sign(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
    if r.word(i) != Word::Currency {
        return None;
    }
    let unit = units::currency_sign(r.norm(i));
    if let Some(value) = scaled_digits(r.norm(i + 1)) {
        return Some((build(r, i, i + 2, QuantityType::Money, QuantityValue::Number(value), unit), i + 2));
    }
    let (value, end) = number_or_range(r, i + 1).filter(|_| r.word(i + 1) == Word::Digits)?;
    // `$20m` is three tokens to the tokenizer.
    let factor = match r.norm(end) {
        "m" if r.joined(end) => 1e6,
        "b" if r.joined(end) => 1e9,
        _ => return Some((build(r, i, end, QuantityType::Money, value, unit), end)),
    };
    Some((build(r, i, end + 1, QuantityType::Money, times(value, factor), unit), end + 1))
}

/// `1B` after a sign of money: one token to the tokenizer, since without the sign it names a thing.
fn scaled_digits(text: &str) -> Option<f64> {
    let (number, factor) = text.strip_suffix('b').map(|n| (n, 1e9)).or_else(|| text.strip_suffix('m').map(|n| (n, 1e6)))?;
    let is_number = number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    is_number.then(|| numbers::digits(number)).flatten().map(|value| numbers::product(value, factor))
}

/// A number, or a range of two as text.
fn number_or_range(r: &Reader<'_>, i: usize) -> Option<(QuantityValue, usize)> {
    let Some(first) = numbers::cardinal(r, i) else {
        let part = numbers::fraction(r, i).filter(|_| r.word(i) != Word::Fraction(2) && !r.is(i, "a"))?;
        return Some((QuantityValue::Number(part.value), part.end));
    };
    let dash = r.is_any(first.end, &["-", "\u{2013}"]) && r.joined(first.end) && r.joined(first.end + 1);
    if dash
        && r.word(i) == Word::Digits
        && r.word(first.end + 1) == Word::Digits
        && let Some(last) = numbers::cardinal(r, first.end + 1)
    {
        // `5-7 million` scales both.
        let factor = numbers::digits(r.norm(first.end + 1)).filter(|plain| *plain > 0.0).map_or(1.0, |plain| last.value / plain);
        let range = format!("{}-{}", numbers::product(first.value, factor), last.value);
        return Some((QuantityValue::Text(range), last.end));
    }
    Some((QuantityValue::Number(first.value), first.end))
}

/// A number with what it counts: money, per cent, a measure, an age, or nothing that is known.
fn counted(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
    if let Some(part) = share(r, i) {
        return Some(part);
    }
    let (value, end) = number_or_range(r, i)?;
    let done = |quantity_type, value, unit: Option<&str>, end| Some((build(r, i, end, quantity_type, value, unit), end));
    if let Some(after) = after_percent(r, end) {
        return done(QuantityType::Percent, value, None, after);
    }
    let at = r.skip_hyphen(end);
    if let Some((unit, factor, after)) = units::money(r, at) {
        return done(QuantityType::Money, times(value, factor), unit, after);
    }
    if r.is(end, "m") && r.joined(end) && is_plural(r, end + 1) {
        return done(QuantityType::Cardinal, times(value, 1e6), None, end + 1);
    }
    if let Some((unit, after)) = units::measure(r, at) {
        return done(QuantityType::Quantity, value, Some(&unit), after);
    }
    if let Some((unit, after)) = age(r, end) {
        return done(QuantityType::Quantity, value, Some(unit), after);
    }
    (!is_pronoun(r, i)).then(|| done(QuantityType::Cardinal, value, None, end)).flatten()
}

/// `5m voters` are millions, a `100m race` metres.
fn is_plural(r: &Reader<'_>, i: usize) -> bool {
    let word = r.norm(i);
    r.shape(i) == Some(Shape::Lower) && (word.ends_with('s') || matches!(word, "people" | "men" | "women" | "children"))
}

fn times(value: QuantityValue, factor: f64) -> QuantityValue {
    match value {
        QuantityValue::Number(number) => QuantityValue::Number(numbers::product(number, factor)),
        text @ QuantityValue::Text(_) => text,
    }
}

/// `%`, `percent`, `per cent`, `percentage points`.
fn after_percent(r: &Reader<'_>, i: usize) -> Option<usize> {
    let at = r.skip_hyphen(i);
    match (r.norm(at), r.norm(at + 1)) {
        ("%" | "percent" | "pct", _) => Some(at + 1),
        ("per", "cent") => Some(at + 2),
        ("percentage", "point" | "points") => Some(at + 2),
        _ => None,
    }
}

/// `40-year-old`, `40 years old`, `8-month-old`.
fn age(r: &Reader<'_>, i: usize) -> Option<(&'static str, usize)> {
    let at = r.skip_hyphen(i);
    let (Word::Unit(unit) | Word::Units(unit)) = r.word(at) else { return None };
    let code = match unit {
        Unit::Day => "d",
        Unit::Week => "wk",
        Unit::Month => "mo",
        Unit::Year => "a",
        _ => return None,
    };
    let old = r.skip_hyphen(at + 1);
    if r.is_any(old, &["old", "olds"]) {
        return Some((code, old + 1));
    }
    (r.is(at + 1, "of") && r.is(at + 2, "age")).then_some((code, at + 3))
}

/// `half of`, `a third of`, `a quarter of`.
fn share(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
    let part = numbers::fraction(r, i)?;
    let of =
        r.is(part.end, "of") || r.word(i) == Word::Fraction(2) && r.is_any(part.end, &["the", "his", "her", "its", "their", "our"]);
    let spelled = matches!(r.word(i), Word::Ones(_));
    (of || spelled).then(|| (build(r, i, part.end, QuantityType::Cardinal, QuantityValue::Number(part.value), None), part.end))
}

/// `no one`, `one of the`, `this one`, `the old one`: `one` that stands for a noun and counts none that follows.
fn is_pronoun(r: &Reader<'_>, i: usize) -> bool {
    if !r.is(i, "one") {
        return false;
    }
    let determined = matches!(
        r.before(i),
        "no" | "any" | "every" | "some" | "each" | "this" | "that" | "which" | "another" | "the" | "a" | "an"
    );
    let next = i + 1;
    // `one-on-one`
    if r.before(i) == "-" || r.skip_hyphen(next) > next && r.is(next + 1, "on") {
        return true;
    }
    let is_counted = matches!(
        r.xpos(next),
        Some(Xpos::Nn | Xpos::Nns | Xpos::Nnp | Xpos::Nnps | Xpos::Jj | Xpos::Jjr | Xpos::Jjs | Xpos::Vbn | Xpos::Cd | Xpos::Hyph)
    );
    let in_count = r.is_any(next, &["in", "or", "to"]) && matches!(r.word(next + 1), Word::Digits | Word::Ones(_) | Word::Tens(_));
    determined || !(is_counted || in_count)
}

/// A number that is a word of a name: `Pier Zero`, `the Fifth Amendment`, `23rd Street`. In headings every number may have a
/// capital.
fn is_in_name(r: &Reader<'_>, i: usize) -> bool {
    let is_spelled = matches!(r.word(i), Word::Ones(_) | Word::Tens(_) | Word::Ordinal(_));
    let inside = i > r.sentence.start as usize && r.shape(i - 1).is_some_and(Shape::is_word);
    let is_named = is_spelled && r.is_capitalised(i) && inside;
    let names_next = numbers::ordinal_digits(r.norm(i)).is_some() && r.shape(i + 1) == Some(Shape::Title);
    (is_named || names_next) && !r.in_heading(i)
}

/// `thousands`, `hundreds of thousands`, `millions of dollars`: a number that is not told, as text.
fn many(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
    if r.word(i) != Word::Many {
        return None;
    }
    let mut end = i + 1;
    if r.is(end, "of") && r.word(end + 1) == Word::Many {
        end += 2;
    }
    let text = QuantityValue::Text(r.lex.phrase(TokenRange::at(i, end)).to_lowercase());
    let money = units::money(r, r.skip(end, "of"));
    Some(match money {
        Some((unit, _, after)) => (build(r, i, after, QuantityType::Money, text, unit), after),
        None => (build(r, i, end, QuantityType::Cardinal, text, None), end),
    })
}

/// `first`, `21st`.
fn ordinal(r: &Reader<'_>, i: usize) -> Option<(Quantity, usize)> {
    let number = numbers::ordinal(r, i)?;
    // `at first`, `First Lady` and `in a second` count nothing.
    let moment = r.is(i, "second") && r.before(i) == "a" && r.shape(i + 1).is_none_or(Shape::is_mark);
    let idle = moment
        || r.is(i, "first")
            && (r.before(i) == "at" || r.is_any(r.skip_hyphen(i + 1), &["lady", "ladies", "minister", "name", "aid", "hand"]));
    (!idle).then(|| (build(r, i, number.end, QuantityType::Ordinal, QuantityValue::Number(number.value), None), number.end))
}
