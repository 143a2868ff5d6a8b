//! Dates and quantities: TIMEX3 expressions with ISO 8601 values; money, percentages, measures, numbers.
//!
//! A finite grammar over tokens in the manner of HeidelTime (Strötgen and Gertz 2010) and SUTime (Chang and Manning 2012):
//! `words` says what a token can mean, `numbers`, `points`, `clocks` and `durations` read the longest expression at each
//! token, `resolve` grounds it by the document's date, the tense of its clause and the date last spoken of. What nothing
//! grounds has an empty value. Extents follow the TimeML guidelines: no preposition (`on [Monday]`), but `the` and what
//! modifies (`[the early 1980s]`, `[more than two years]`); ages (`40-year-old`) are quantities, not times.
//!
//! Departures: a fraction stays one (`PT2.5H`, not `PT2H30M`), decades are written `199X` and centuries `19XX`, a range of
//! days or years is one expression with an ISO 8601 interval as its value. Weak in: what "the quarter" and "a year earlier"
//! compare with, weekdays in clauses whose tense misleads, events named by their date.

use time::Date;

use crate::document::{Lexical, Quantity, Sentence, Tag, Timex};
use crate::labels::{BlockKind, TimexType};
use crate::span::TokenRange;

mod calendar;
mod clocks;
mod days;
mod durations;
mod grammar;
mod numbers;
mod points;
mod quantities;
mod reader;
mod resolve;
mod tense;
mod timestamp;
mod units;
mod words;
mod years;

pub use timestamp::document_date;

use calendar::{Period, Unit, shifted};
use grammar::{Deixis, Meaning, Parsed, Point, YearOf};
use reader::Reader;
use resolve::{Context, Tense};

/// Time expressions and quantities, each list in order and without overlap; no quantity lies inside a time expression.
#[must_use]
pub fn find(lex: Lexical<'_>, tags: &[Tag], date: Option<Date>) -> (Vec<Timex>, Vec<Quantity>) {
    let words = words::classify(lex);
    let mut timexes = Vec::new();
    let mut numbers = Vec::new();
    let mut context = Context { date, ..Context::default() };
    for sentence in lex.sentences.iter().filter(|sentence| is_read(lex, sentence)) {
        let r = Reader { lex, words: &words, tags, sentence: sentence.tokens };
        let mut i = sentence.tokens.start as usize;
        let end = sentence.tokens.end as usize;
        while i < end {
            if let Some(parsed) = grammar::expression(&r, i) {
                let parsed = with_year_of_end(&r, parsed);
                timexes.push(grounded(&r, i, parsed, &mut context));
                i = parsed.end;
            } else if let Some((quantity, after)) = quantities::quantity(&r, i) {
                numbers.push(quantity);
                i = after;
            } else {
                i += 1;
            }
        }
    }
    (timexes, numbers)
}

/// The beginning of a range has its end's year: `between March 3 and March 9, 2025`.
fn with_year_of_end(r: &Reader<'_>, parsed: Parsed) -> Parsed {
    let Meaning::Point(Point::Part(part, YearOf::Nearest)) = parsed.meaning else { return parsed };
    let joins = matches!(r.lex.norm(parsed.end), "and" | "to" | "through" | "until" | "till" | "-" | "–" | "—");
    let last = if joins { grammar::expression(r, parsed.end + 1) } else { None };
    match last.map(|last| last.meaning) {
        Some(Meaning::Point(Point::Part(_, year @ YearOf::Given(_)))) => {
            Parsed { meaning: Meaning::Point(Point::Part(part, year)), ..parsed }
        }
        Some(Meaning::Point(Point::Fixed(period @ (Period::Day(_) | Period::Month(..))))) => {
            Parsed { meaning: Meaning::Point(Point::Part(part, YearOf::Given(period.year()))), ..parsed }
        }
        _ => parsed,
    }
}

/// Numbers written in digits, for a text whose language is not known here.
#[must_use]
pub fn find_numbers(lex: Lexical<'_>) -> Vec<Quantity> {
    let words = words::classify(lex);
    let mut numbers = Vec::new();
    for sentence in lex.sentences.iter().filter(|sentence| is_read(lex, sentence)) {
        let r = Reader { lex, words: &words, tags: &[], sentence: sentence.tokens };
        let mut i = sentence.tokens.start as usize;
        while i < sentence.tokens.end as usize {
            match quantities::in_digits(&r, i) {
                Some((quantity, after)) => {
                    numbers.push(quantity);
                    i = after;
                }
                None => i += 1,
            }
        }
    }
    numbers
}

/// Clutter around the article is not read.
fn is_read(lex: Lexical<'_>, sentence: &Sentence) -> bool {
    !matches!(lex.blocks[sentence.block].kind, BlockKind::Boilerplate | BlockKind::Interruption | BlockKind::Comment)
}

/// The expression with its value; what it says becomes the focus.
fn grounded(r: &Reader<'_>, i: usize, parsed: Parsed, context: &mut Context) -> Timex {
    let range = TokenRange::at(i, parsed.end);
    context.tense = tense::of_clause(r, range);
    let meaning = in_future(r, i, parsed.meaning, context.tense);
    let (timex_type, value, period) = resolve::ground(&meaning, context);
    if let Some(period) = period {
        context.focus = Some(period);
        let compares = matches!(meaning, Meaning::Point(Point::Fixed(_) | Point::Part(..)));
        if compares && timex_type == TimexType::Date {
            context.theme = theme(period, context);
        }
    }
    Timex { span: r.lex.span(range), timex_type, value }
}

/// What figures are compared with: the quarter of a report, else the month, day or year last told that has begun.
fn theme(period: Period, context: &Context) -> Option<Period> {
    // A quarter is compared once it has ended.
    let opened = if let Period::Quarter(..) = period { shifted(period.start()?, Unit::Quarter, 1) } else { Some(period) };
    let begun = opened.and_then(Period::start).zip(context.date).is_none_or(|(start, date)| start <= date);
    let quarterly = matches!(context.theme, Some(Period::Quarter(..))) && !matches!(period, Period::Quarter(..));
    if !begun || quarterly || matches!(period, Period::Decade(_) | Period::Century(_) | Period::Millennium(_)) {
        return context.theme;
    }
    Some(period)
}

/// `will meet in three days` tells a day, not a length.
fn in_future(r: &Reader<'_>, i: usize, meaning: Meaning, tense: Tense) -> Meaning {
    match meaning {
        Meaning::Duration(length)
            if tense == Tense::Future && r.before(i) == "in" && !r.is(i, "the") && length.second.is_none() =>
        {
            match length.first {
                (Some(amount), unit) => Meaning::Point(Point::Shift(Some(amount), unit, Deixis::document(1))),
                _ => meaning,
            }
        }
        _ => meaning,
    }
}

#[cfg(test)]
mod tests;
