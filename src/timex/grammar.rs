//! The grammar's entry and the meanings that it gives: what an expression says before the context is known.

use super::calendar::{Period, Unit, YearPart};
use super::reader::Reader;
use super::words::{DayPart, Reference, Word};
use super::{clocks, durations, points};

/// What an expression says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    /// A stretch of the calendar.
    Point(Point),
    /// From one to another, both included: `May 5-7`.
    Interval(Point, Point),
    /// A time of day, on a day where one is said.
    Time(Clock, Option<Point>),
    /// A length: `two hours and a half`.
    Duration(Length),
    /// Something that recurs.
    Set(Recurrence),
    /// `now`, `recent years`.
    Reference(Reference),
}

/// A stretch of the calendar, as said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Point {
    /// Said in full.
    Fixed(Period),
    /// `this week`, `yesterday`, `that year`.
    Relative(Unit, Deixis),
    /// `two weeks ago`, `a year earlier`: so many units in that direction.
    Shift(Amount, Unit, Deixis),
    /// `Monday`, `last Friday`.
    Weekday(u8, Option<Deixis>),
    /// `October 15`, `the third quarter`, `last May`.
    Part(YearPart, YearOf),
    /// `the 1988 quarter`: what the article compares with, in that year.
    Same(i32),
    /// `the weekend`: the nearest by tense.
    Weekend,
}

/// A direction from an anchor: `last` is -1, `this` is 0, `next` is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Deixis {
    pub offset: i32,
    pub anchor: Anchor,
}

/// From where an offset counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// The document's date.
    Document,
    /// The date last spoken of.
    Focus,
}

impl Deixis {
    pub(super) const fn document(offset: i32) -> Self {
        Self { offset, anchor: Anchor::Document }
    }

    pub(super) const fn focus(offset: i32) -> Self {
        Self { offset, anchor: Anchor::Focus }
    }
}

/// The year of a part of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearOf {
    Given(i32),
    /// `of last year`, `this year's`.
    Relative(Deixis),
    /// `last May`: which of the Mays.
    Which(Deixis),
    /// Not said.
    Nearest,
}

/// How many; none where it is vague.
pub(super) type Amount = Option<f64>;

/// A length in at most two units: `two years and three months`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Length {
    pub first: (Amount, Unit),
    pub second: Option<(f64, Unit)>,
}

/// What recurs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Recurrence {
    Every(Amount, Unit),
    Weekday(u8, Option<DayPart>),
    Part(YearPart),
    DayPart(DayPart),
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    Part(DayPart),
    /// Hour and, where said, minute.
    Hour(u8, Option<u8>),
}

/// A meaning and the token after its expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Parsed {
    pub meaning: Meaning,
    pub end: usize,
}

impl Parsed {
    pub(super) const fn new(meaning: Meaning, end: usize) -> Self {
        Self { meaning, end }
    }
}

/// The longest time expression that begins at token `i`.
///
/// Where two readings are equally long the one that says more wins: a recurrence before a time before a point before a length.
pub(super) fn expression(r: &Reader<'_>, i: usize) -> Option<Parsed> {
    if !leads_to_time(r, i) {
        return None;
    }
    let point = points::longest(r, i);
    let readings =
        [durations::set(r, i), clocks::time(r, i, point), points::date(r, i, point), reference(r, i), durations::duration(r, i)];
    let mut best: Option<Parsed> = None;
    for reading in readings.into_iter().flatten() {
        if best.is_none_or(|b| reading.end > b.end) {
            best = Some(reading);
        }
    }
    best
}

/// How many tokens from the first of an expression its first word of time may stand.
const LEAD: usize = 10;

/// Whether an expression may begin here: most tokens that can open one (`the`, `more`, `two`) do not.
fn leads_to_time(r: &Reader<'_>, i: usize) -> bool {
    r.word(i) != Word::Other && (i..i + LEAD).any(|at| r.word(at).is_of_time())
}

/// The token after `more than`, `at least`, `nearly` and the like; `i` where there is none.
pub(super) fn after_approximation(r: &Reader<'_>, i: usize) -> usize {
    let than = |j: usize| if r.is(j + 1, "than") { j + 2 } else { i };
    match r.norm(i) {
        "more" | "less" | "fewer" => than(i),
        "no" if r.is_any(i + 1, &["more", "less"]) => than(i + 1),
        "at" if r.is_any(i + 1, &["least", "most"]) => i + 2,
        "up" if r.is(i + 1, "to") => i + 2,
        "well" if r.is_any(i + 1, &["over", "under"]) => i + 2,
        // `over the past year` has a preposition, `over a year` a comparison.
        "over" | "under" if r.word(i + 1) == Word::Few => i,
        "over" | "under" | "about" | "around" if r.is_any(i + 1, &["the", "this", "that", "these"]) => i,
        _ if r.word(i) == Word::Approximately => i + 1,
        _ => i,
    }
}

/// `now`, `these days`, `recent weeks`, `coming months`, `the past`.
fn reference(r: &Reader<'_>, i: usize) -> Option<Parsed> {
    let parsed = |reference, end| Some(Parsed::new(Meaning::Reference(reference), end));
    if let Word::Reference(reference) = r.word(i) {
        return parsed(reference, i + 1);
    }
    let plural = |j: usize| matches!(r.word(j), Word::Units(unit) if unit >= Unit::Day);
    match r.norm(i) {
        "these" if r.is(i + 1, "days") => parsed(Reference::Present, i + 2),
        "current" if !matches!(r.word(i + 1), Word::Unit(_) | Word::Units(_)) && !r.is(i + 1, "of") => {
            parsed(Reference::Present, i + 1)
        }
        "recent" | "past" | "previous" if plural(i + 1) => {
            // `recent weeks and months` is one expression.
            let end = if r.is_any(i + 2, &["and", "or"]) && plural(i + 3) { i + 4 } else { i + 2 };
            parsed(Reference::Past, end)
        }
        "coming" | "future" if plural(i + 1) => parsed(Reference::Future, i + 2),
        "the" if r.is_any(i + 1, &["coming", "recent"]) && plural(i + 2) => {
            parsed(if r.is(i + 1, "coming") { Reference::Future } else { Reference::Past }, i + 3)
        }
        "the" if r.before(i) == "in" && r.is_any(i + 1, &["past", "future"]) => {
            let counted =
                |word| matches!(word, Word::Digits | Word::Ones(_) | Word::Tens(_) | Word::Few | Word::Unit(_) | Word::Units(_));
            let bare = !counted(r.word(i + 2)) && !r.is_capitalised(i + 2);
            let reference = if r.is(i + 1, "past") { Reference::Past } else { Reference::Future };
            if bare { parsed(reference, i + 2) } else { None }
        }
        _ => None,
    }
}
