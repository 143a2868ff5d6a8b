//! Dates and quantities: TIMEX3 expressions with ISO 8601 values; money, percentages, measures, numbers.

use time::Date;

use crate::document::{Lexical, Quantity, Tag, Timex};

/// The date that a timestamp, byline or dateline of the article gives.
#[must_use]
pub fn document_date(_lex: Lexical<'_>) -> Option<Date> {
    None
}

/// Time expressions and quantities, each list in order and without overlap; no quantity lies inside a time expression.
#[must_use]
pub fn find(_lex: Lexical<'_>, _tags: &[Tag], _date: Option<Date>) -> (Vec<Timex>, Vec<Quantity>) {
    (Vec::new(), Vec::new())
}

/// Numbers written in digits, for a text whose language is not known here.
#[must_use]
pub fn find_numbers(_lex: Lexical<'_>) -> Vec<Quantity> {
    Vec::new()
}
