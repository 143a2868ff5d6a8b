//! Numbers in digits and in words.

use super::reader::Reader;
use super::words::Word;

/// A number and where it ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub value: f64,
    /// The token after it.
    pub end: usize,
}

/// The number that a token in digits holds: `2,000`, `4.5`, `1/2`, `2½`. A letter of scale (`5bn`, `20k`) multiplies.
pub(super) fn digits(text: &str) -> Option<f64> {
    if let Some(plain) = plain_digits(text) {
        return Some(plain);
    }
    if let Some((top, bottom)) = text.split_once(['/', '⁄']) {
        let (top, bottom) = (short_integer(top)?, short_integer(bottom)?);
        // `9/11` and `24/7` are no fractions.
        let usual = [2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 16.0, 100.0].contains(&bottom);
        return (usual && top < bottom).then(|| top / bottom);
    }
    let last = text.chars().next_back()?;
    if let Some(part) = vulgar_fraction(last) {
        let whole = &text[..text.len() - last.len_utf8()];
        return if whole.is_empty() { Some(part) } else { Some(plain_digits(whole)? + part) };
    }
    let letters = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
    let factor = match letters {
        "k" => 1e3,
        "mn" => 1e6,
        "bn" => 1e9,
        "tn" => 1e12,
        _ => return None,
    };
    Some(product(plain_digits(&text[..text.len() - letters.len()])?, factor))
}

/// An ordinal in digits: `21st`, `3rd`.
pub(super) fn ordinal_digits(text: &str) -> Option<f64> {
    let number = ["st", "nd", "rd", "th"].iter().find_map(|suffix| text.strip_suffix(suffix))?;
    plain_digits(number).filter(|value| value.fract() == 0.0)
}

/// ASCII digits with thousands separated by commas and an optional decimal part.
fn plain_digits(text: &str) -> Option<f64> {
    let (whole, decimals) = text.split_once('.').map_or((text, None), |(whole, decimals)| (whole, Some(decimals)));
    let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if decimals.is_some_and(|d| !all_digits(d)) {
        return None;
    }
    let mut groups = whole.split(',');
    let first = groups.next().filter(|group| all_digits(group))?;
    // Two digits after the first comma are the Indian style: `1,50,000`.
    if whole.contains(',') && (first.len() > 3 || !groups.all(|group| all_digits(group) && (2..=3).contains(&group.len()))) {
        return None;
    }
    let value: f64 = text.replace(',', "").parse().ok()?;
    value.is_finite().then_some(value)
}

fn short_integer(text: &str) -> Option<f64> {
    (text.len() <= 3).then(|| plain_digits(text)).flatten()
}

fn vulgar_fraction(c: char) -> Option<f64> {
    Some(match c {
        '½' => 0.5,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '⅕' => 0.2,
        '⅛' => 0.125,
        '⅜' => 0.375,
        '⅝' => 0.625,
        '⅞' => 0.875,
        _ => return None,
    })
}

/// A cardinal number at token `i`: digits or words, with fraction and scale (`2 1/2`, `two and a half million`,
/// `twenty-one`, `half a million`, `a dozen`).
pub(super) fn cardinal(r: &Reader<'_>, i: usize) -> Option<Number> {
    if r.word(i) == Word::Fraction(2) && r.is(i + 1, "a") {
        let scaled = scale(r, Number { value: 0.5, end: i + 2 });
        return (scaled.end > i + 2).then_some(scaled);
    }
    if r.is(i, "a") || r.is(i, "an") {
        let scaled = scale(r, Number { value: 1.0, end: i + 1 });
        return (scaled.end > i + 1).then_some(scaled);
    }
    let base = match r.word(i) {
        Word::Digits => with_fraction(r, Number { value: digits(r.norm(i))?, end: i + 1 }),
        Word::Ones(_) | Word::Tens(_) => with_half(r, spelled(r, i)?),
        _ => return None,
    };
    Some(scale(r, base))
}

/// `twenty`, `twenty-one`, `nine`, `two hundred and five`, `three thousand four hundred`.
fn spelled(r: &Reader<'_>, i: usize) -> Option<Number> {
    let mut number = below_hundred(r, i)?;
    if r.word(number.end) == Word::Hundred {
        number = Number { value: number.value * 100.0, end: number.end + 1 };
        number = added(r, number, 100.0);
    }
    if r.word(number.end) == Word::Scale(3) {
        number = Number { value: number.value * 1000.0, end: number.end + 1 };
        if let Some(hundreds) = below_hundred(r, number.end).filter(|n| r.word(n.end) == Word::Hundred) {
            number = Number { value: number.value + hundreds.value * 100.0, end: hundreds.end + 1 };
        }
        number = added(r, number, 100.0);
    }
    Some(number)
}

/// The number with a smaller one that follows, `and` between them or not.
fn added(r: &Reader<'_>, number: Number, below: f64) -> Number {
    let start = if r.is(number.end, "and") { number.end + 1 } else { number.end };
    match below_hundred(r, start).filter(|n| n.value < below && n.value > 0.0) {
        Some(rest) => Number { value: number.value + rest.value, end: rest.end },
        None => number,
    }
}

fn below_hundred(r: &Reader<'_>, i: usize) -> Option<Number> {
    match r.word(i) {
        Word::Ones(n) => Some(Number { value: f64::from(n), end: i + 1 }),
        Word::Tens(n) => {
            let ones = if r.is(i + 1, "-") { i + 2 } else { i + 1 };
            match r.word(ones) {
                Word::Ones(m @ 1..=9) => Some(Number { value: f64::from(n + m), end: ones + 1 }),
                _ => Some(Number { value: f64::from(n), end: i + 1 }),
            }
        }
        _ => None,
    }
}

/// `2 1/2`, `2-1/2`, `2 ½`.
fn with_fraction(r: &Reader<'_>, number: Number) -> Number {
    let at = if r.is(number.end, "-") { number.end + 1 } else { number.end };
    match digits(r.norm(at)) {
        Some(part) if number.value.fract() == 0.0 && part < 1.0 && part > 0.0 && r.norm(at).contains(['/', '⁄', '½', '¼', '¾']) => {
            Number { value: number.value + part, end: at + 1 }
        }
        _ => with_half(r, number),
    }
}

/// `two and a half`, `one-and-a-half`, `two and three quarters`.
fn with_half(r: &Reader<'_>, number: Number) -> Number {
    let skip = |i: usize| if r.is(i, "-") { i + 1 } else { i };
    let and = skip(number.end);
    if !r.is(and, "and") {
        return number;
    }
    let article = skip(and + 1);
    let part = skip(article + 1);
    if r.is(article, "a") && r.word(part) == Word::Fraction(2) {
        return Number { value: number.value + 0.5, end: part + 1 };
    }
    number
}

/// The number times the powers of ten and dozens that follow it.
fn scale(r: &Reader<'_>, number: Number) -> Number {
    let mut number = number;
    // `hundred thousand million` at most: the loop is bounded so that a run of scales cannot overflow.
    for _ in 0..3 {
        let at = if r.is(number.end, "-") { number.end + 1 } else { number.end };
        let factor = match r.word(at) {
            Word::Hundred => 100.0,
            Word::Scale(power) => 10f64.powi(i32::from(power)),
            Word::Dozen => 12.0,
            _ if r.joined(at) && r.is(at, "k") => 1e3,
            _ => break,
        };
        number = Number { value: number.value * factor, end: at + 1 };
    }
    number.value = product(number.value, 1.0);
    number
}

/// A value times a factor. A decimal times a power of ten is off by a rounding step: 1.1 million is no 1100000.0000000002.
pub(super) fn product(value: f64, factor: f64) -> f64 {
    let product = value * factor;
    if product.abs() >= 1000.0 { (product * 1000.0).round() / 1000.0 } else { product }
}

/// A fraction in words: `three-quarters`, `two thirds`, `one-third`, `a quarter`, `half`.
pub(super) fn fraction(r: &Reader<'_>, i: usize) -> Option<Number> {
    if r.word(i) == Word::Fraction(2) {
        return Some(Number { value: 0.5, end: i + 1 });
    }
    let top = match r.word(i) {
        Word::Ones(n @ 1..) => f64::from(n),
        Word::Article if r.is(i, "a") => 1.0,
        _ => return None,
    };
    let at = if r.is(i + 1, "-") { i + 2 } else { i + 1 };
    let bottom = match (r.word(at), r.norm(at)) {
        (_, "quarter" | "quarters") => 4.0,
        (Word::Fraction(n), _) => f64::from(n),
        (Word::Ordinal(n @ 3..), _) if top == 1.0 && !r.is(i, "a") => f64::from(n),
        (Word::Ordinal(n @ 3..=10), _) if r.is(i, "a") && r.is(at + 1, "of") => f64::from(n),
        _ => return None,
    };
    Some(Number { value: top / bottom, end: at + 1 })
}

/// An ordinal in words or digits: `first`, `21st`, `twenty-first`.
pub(super) fn ordinal(r: &Reader<'_>, i: usize) -> Option<Number> {
    match r.word(i) {
        Word::Ordinal(n) => Some(Number { value: f64::from(n), end: i + 1 }),
        Word::Digits => Some(Number { value: ordinal_digits(r.norm(i))?, end: i + 1 }),
        Word::Tens(tens) => {
            let at = if r.is(i + 1, "-") { i + 2 } else { i + 1 };
            match r.word(at) {
                Word::Ordinal(n @ 1..=9) => Some(Number { value: f64::from(tens + n), end: at + 1 }),
                _ => None,
            }
        }
        _ => None,
    }
}
