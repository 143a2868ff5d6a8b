//! Lengths of time and recurrences: `more than two and a half hours`, `14-year`, `every other day`, `daily`.

use super::calendar::{Unit, YearPart};
use super::grammar::{Amount, Length, Meaning, Parsed, Recurrence, after_approximation};
use super::numbers;
use super::reader::Reader;
use super::words::{DayPart, Word};
use super::years;
use crate::labels::Xpos;

/// A length of time.
pub(super) fn duration(r: &Reader<'_>, i: usize) -> Option<Parsed> {
    let first = after_approximation(r, i);
    let article = r.skip(first, "the");
    let start = after_selector(r, article);
    let (length, mut end) = length(r, start, start > first)?;
    if start == article && article > first {
        // `the` belongs to the noun in `the 14-year war` and `the weeks before`, to the length in `the nine months`.
        if r.is(end, "ahead") {
            end += 1;
        } else if length.first.0.is_none() || r.is(end - 2, "-") {
            return None;
        }
    }
    if is_age(r, end) || r.skip_hyphen(end) > end && r.is_any(end + 1, &["ago", "earlier"]) {
        return None;
    }
    if per_unit(r, i, &length) {
        let (amount, unit) = length.first;
        return Some(Parsed::new(Meaning::Set(Recurrence::Every(amount, unit)), end));
    }
    Some(Parsed::new(Meaning::Duration(length), end))
}

/// The token after what selects a length: `last`, `next`, `first`, `remaining`.
fn after_selector(r: &Reader<'_>, i: usize) -> usize {
    // `expected to last two weeks`
    let is_verb = matches!(r.xpos(i), Some(Xpos::Vb | Xpos::Vbd | Xpos::Vbp | Xpos::Vbz))
        || matches!(r.before(i), "to" | "will" | "would" | "could");
    let selects = matches!(r.word(i), Word::Last | Word::Next | Word::Previous | Word::Following | Word::Ordinal(1))
        || r.is_any(i, &["latest", "final", "remaining", "coming"]);
    if selects && !is_verb { i + 1 } else { i }
}

/// `40-year-old` and `40 years old` are ages, not lengths.
fn is_age(r: &Reader<'_>, end: usize) -> bool {
    let next = r.skip_hyphen(end);
    r.is_any(next, &["old", "olds"]) || r.is(end, "of") && r.is(end + 1, "age")
}

/// `$33 million a year`, `twice a week`: the unit of a rate.
fn per_unit(r: &Reader<'_>, i: usize, length: &Length) -> bool {
    let Some(before) = i.checked_sub(1) else { return false };
    r.is_any(i, &["a", "an"])
        && length.first.0 == Some(1.0)
        && (matches!(r.word(before), Word::Digits | Word::Ones(_) | Word::Tens(_) | Word::Hundred | Word::Scale(_) | Word::Many)
            || matches!(r.word(before), Word::Units(_))
            || r.is_any(before, &["%", "percent", "once", "twice", "times", "dollars", "euros", "pounds", "cents"]))
}

/// An amount and a unit, perhaps twice.
fn length(r: &Reader<'_>, i: usize, window: bool) -> Option<(Length, usize)> {
    let (amount, at) = amount(r, i, window)?;
    let (unit, plural, mut end) = unit(r, at)?;
    let told = if at > i { counts(r, i, at, unit, window) } else { stands_alone(r, i, unit, plural, window) };
    if !told {
        return None;
    }
    let mut first = (amount, unit);
    let mut second = None;
    // `weeks or months` is one expression.
    if amount.is_none()
        && at == i
        && r.is_any(end, &["or", "and"])
        && matches!(r.word(end + 1), Word::Units(larger) if larger > unit)
    {
        end += 2;
    }
    if let Some(value) = amount {
        if r.is(end, "and") && r.is(end + 1, "a") && r.word(end + 2) == Word::Fraction(2) {
            first = (Some(value + 0.5), unit);
            end += 3;
        } else if let Some((rest, after)) = smaller_part(r, end, unit) {
            second = Some(rest);
            end = after;
        }
    }
    // `day-long`, `decades-long`; the article of `a day-long strike` is the noun's.
    if r.skip_hyphen(end) > end && r.is(end + 1, "long") {
        if r.word(i) == Word::Article {
            return None;
        }
        end += 2;
    }
    Some((Length { first, second }, end))
}

/// The rest of `two years and three months`, `1 hour, 20 minutes`.
fn smaller_part(r: &Reader<'_>, i: usize, larger: Unit) -> Option<((f64, Unit), usize)> {
    let number = numbers::cardinal(r, if r.is_any(i, &["and", ","]) { i + 1 } else { i })?;
    let (Word::Units(unit) | Word::Unit(unit)) = r.word(number.end) else { return None };
    let end = number.end + 1;
    (unit < larger && !r.is_any(end, &["ago", "earlier", "later"])).then_some(((number.value, unit), end))
}

/// Whether an amount at `i` and the unit at `at` make a length: `three-quarters` and `a quarter of` are fractions, `the 1988
/// quarter` has a year.
fn counts(r: &Reader<'_>, i: usize, at: usize, unit: Unit, window: bool) -> bool {
    let year = r.norm(i).len() == 4 && r.word(i) == Word::Digits && at == i + 1;
    let fraction = r.skip_hyphen(at) > at || r.is(i, "a") || !window && r.is(at + 1, "of");
    unit != Unit::Quarter || !(fraction || year)
}

/// Whether a unit without an amount is a length: `days` and what is longer, `day-long`, `the past decade`.
fn stands_alone(r: &Reader<'_>, i: usize, unit: Unit, plural: bool, window: bool) -> bool {
    let long = r.skip_hyphen(i + 1) > i + 1 && r.is(i + 2, "long");
    let vague = plural && unit >= Unit::Day && !matches!(unit, Unit::Night | Unit::Weekend | Unit::Quarter);
    long || vague || !plural && window && is_stretch(r, i)
}

/// `the past decade`, `the last year`: the stretch that ends now. Quarters and weekends are points.
pub(super) fn is_stretch(r: &Reader<'_>, i: usize) -> bool {
    let Some(before) = i.checked_sub(1) else { return false };
    let unit = r.word(i);
    let stretches = matches!(unit, Word::Unit(Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century));
    let the = r.is(before.saturating_sub(1), "the");
    let preposition = before.checked_sub(2).map_or("", |p| r.norm(p));
    match r.norm(before) {
        "past" => stretches && !r.is(before.saturating_sub(1), "this") && (the || unit == Word::Unit(Unit::Decade)),
        "last" => stretches && the,
        "next" | "coming" => stretches && the && ["over", "for", "within", "during", "in"].contains(&preposition),
        _ => false,
    }
}

/// How many; none where it is vague or not said.
pub(super) fn amount(r: &Reader<'_>, i: usize, window: bool) -> Option<(Amount, usize)> {
    if r.word(i) == Word::Fraction(2) && r.is_any(i + 1, &["a", "an"]) {
        return Some((Some(0.5), i + 2));
    }
    if let Some(number) = numbers::cardinal(r, i) {
        return Some((Some(number.value), after_range(r, number.end)));
    }
    let of = |j: usize| r.skip(j, "of");
    match r.word(i) {
        Word::Article if !window && r.is_any(i, &["a", "an"]) => match r.norm(i + 1) {
            "few" => Some((None, i + 2)),
            "couple" => Some((Some(2.0), of(i + 2))),
            "number" if r.is(i + 2, "of") => Some((None, i + 3)),
            _ => Some((Some(1.0), i + 1)),
        },
        Word::Few => {
            let amount = if r.is(i, "couple") { Some(2.0) } else { None };
            Some((amount, of(i + 1)))
        }
        Word::Many if r.is(i + 1, "of") => Some((None, i + 2)),
        Word::Units(_) => Some((None, i)),
        Word::Unit(_) => Some((Some(1.0), i)),
        _ => None,
    }
}

/// `two to three weeks`, `2-3 weeks`, `15-plus years`: the lower bound stands for the range.
fn after_range(r: &Reader<'_>, end: usize) -> usize {
    if r.skip_hyphen(end) > end && r.is(end + 1, "plus") {
        return end + 2;
    }
    if !(r.is_any(end, &["to", "or"]) || r.skip_hyphen(end) > end) {
        return end;
    }
    numbers::cardinal(r, end + 1).map_or(end, |upper| upper.end)
}

/// The unit after an amount, with what may stand between: its kind, whether it is a plural, the token after it.
pub(super) fn unit(r: &Reader<'_>, i: usize) -> Option<(Unit, bool, usize)> {
    let mut at = r.skip_hyphen(i);
    if r.is_any(
        at,
        &["more", "full", "straight", "consecutive", "trading", "working", "business", "whole", "additional", "calendar"],
    ) {
        at += 1;
    }
    match r.word(at) {
        Word::Unit(unit) => Some((unit, false, at + 1)),
        Word::Units(unit) => Some((unit, true, at + 1)),
        // `a 30-second spot`; `twenty-second` is an ordinal.
        Word::Ordinal(2) if at > i && r.is(at, "second") && !matches!(r.word(i - 1), Word::Tens(_)) => {
            Some((Unit::Second, false, at + 1))
        }
        _ => None,
    }
}

/// Something that recurs.
pub(super) fn set(r: &Reader<'_>, i: usize) -> Option<Parsed> {
    let parsed = |recurrence, end| Some(Parsed::new(Meaning::Set(recurrence), end));
    match r.word(i) {
        Word::Every(..) if r.in_name(i) || r.is_capitalised(i) && r.is_capitalised(i + 1) => None,
        // `quarterly results` tell of one quarter.
        Word::Every(_, Unit::Quarter) => None,
        Word::Every(count, unit) => parsed(Recurrence::Every(Some(f64::from(count)), unit), i + 1),
        Word::Each => every(r, i),
        // `on Mondays`, `Tuesday nights`.
        Word::Weekday(day) if r.is_capitalised(i) => {
            let part = match (r.word(i + 1), r.norm(i + 1)) {
                (Word::DayPart(part), word) if word.ends_with('s') => Some(part),
                (_, "nights") => Some(DayPart::Night),
                _ => None,
            };
            let plural = r.norm(i).ends_with("days");
            (plural || part.is_some())
                .then(|| Parsed::new(Meaning::Set(Recurrence::Weekday(day, part)), i + 1 + usize::from(part.is_some())))
        }
        _ => None,
    }
}

/// `each Thursday`, `every other day`, `every two years`, `every July`.
fn every(r: &Reader<'_>, i: usize) -> Option<Parsed> {
    let parsed = |recurrence, end| Some(Parsed::new(Meaning::Set(recurrence), end));
    let at = i + 1;
    match r.word(at) {
        Word::Unit(unit) => parsed(Recurrence::Every(Some(1.0), unit), at + 1),
        Word::Weekday(day) => parsed(Recurrence::Weekday(day, None), at + 1),
        Word::DayPart(part) => parsed(Recurrence::DayPart(part), at + 1),
        _ if r.is(at, "other") => {
            let Word::Unit(unit) = r.word(at + 1) else { return None };
            parsed(Recurrence::Every(Some(2.0), unit), at + 2)
        }
        _ => {
            if let Some((part, end)) = years::year_part(r, at) {
                return parsed(Recurrence::Part(part), end);
            }
            let number = numbers::ordinal(r, at).or_else(|| numbers::cardinal(r, at));
            let (value, units) = number.map_or((None, r.skip(at, "few")), |n| (Some(n.value), n.end));
            if units == at {
                return None;
            }
            let (unit, _, end) = unit(r, units)?;
            parsed(Recurrence::Every(value, unit), end)
        }
    }
}

impl Recurrence {
    /// The value of TIMEX3.
    pub(super) fn value(self) -> String {
        match self {
            Self::Every(amount, unit) if unit == Unit::Quarter && amount == Some(1.0) => "P1Q".to_owned(),
            Self::Every(amount, unit) => Length { first: (amount, unit), second: None }.value(),
            Self::Weekday(day, None) => format!("XXXX-WXX-{day}"),
            Self::Weekday(day, Some(part)) => format!("XXXX-WXX-{day}T{}", part.code()),
            Self::DayPart(part) => format!("XXXX-XX-XXT{}", part.code()),
            Self::Part(YearPart::Month(month)) => format!("XXXX-{month:02}"),
            Self::Part(YearPart::Day(month, day)) => format!("XXXX-{month:02}-{day:02}"),
            Self::Part(YearPart::Quarter(n)) => format!("XXXX-Q{n}"),
            Self::Part(YearPart::Half(n)) => format!("XXXX-H{n}"),
            Self::Part(YearPart::Season(season)) => format!("XXXX-{}", season.code()),
            Self::Part(YearPart::Holiday(_) | YearPart::Around(..)) => "P1Y".to_owned(),
        }
    }
}

impl Length {
    /// The value of ISO 8601: `P14Y`, `PT2.5H`; `X` stands for a vague amount, as in TIMEX3.
    pub(super) fn value(&self) -> String {
        let (amount, unit) = self.first;
        let mut value = part(amount, unit);
        if let Some((more, smaller)) = self.second {
            let rest = part(Some(more), smaller);
            let clock = rest.strip_prefix("PT").filter(|_| value.contains('T'));
            value.push_str(clock.or(rest.strip_prefix('P')).unwrap_or(""));
        }
        value
    }
}

fn part(amount: Amount, unit: Unit) -> String {
    let (factor, letter) = match unit {
        Unit::Second => (1.0, "S"),
        Unit::Minute => (1.0, "M"),
        Unit::Hour => (1.0, "H"),
        Unit::Day | Unit::Night => (1.0, "D"),
        Unit::Weekend => (2.0, "D"),
        Unit::Week => (1.0, "W"),
        Unit::Fortnight => (2.0, "W"),
        Unit::Month => (1.0, "M"),
        Unit::Quarter => (3.0, "M"),
        Unit::Year => (1.0, "Y"),
        Unit::Decade => (10.0, "Y"),
        Unit::Century => (100.0, "Y"),
        Unit::Millennium => (1000.0, "Y"),
    };
    let clock = if unit <= Unit::Hour { "T" } else { "" };
    match amount {
        Some(value) if value.is_finite() && value < 1e12 => format!("P{clock}{}{letter}", value * factor),
        _ => format!("P{clock}X{letter}"),
    }
}
