//! Years, what they are made of and what they make up: `2015`, `FY 2019`, `the third quarter of 2011`, `spring 2020`,
//! `the mid-2010s`, `the 21st century`.

use super::calendar::{Period, Unit, YearPart};
use super::days::{month, of_year, range_mark};
use super::grammar::{Deixis, Point, YearOf};
use super::numbers;
use super::points::deixis;
use super::reader::Reader;
use super::words::Word;

/// What makes a number after it a date.
const PREPOSITIONS: &[&str] = &[
    "in", "since", "until", "till", "by", "from", "to", "during", "of", "through", "before", "after", "early", "late", "mid",
    "circa", "between", "and", "(",
];

/// What makes the number before it a count.
const COUNTED: &[&str] =
    &["%", "percent", "people", "men", "women", "children", "troops", "soldiers", "feet", "miles", "km", "metres", "meters"];

/// What makes the number after it a count or a name.
const COUNTING: &[&str] = &["#", "no.", "number", "about", "nearly", "than", "some", "over"];

/// The year that follows a month, a quarter or a season: `2015`, `, 2015`, `of 2015`, `last year`, `of this year`.
pub(super) fn year_after(r: &Reader<'_>, i: usize) -> Option<(YearOf, usize)> {
    let comma = r.skip(i, ",");
    let of = r.skip(i, "of");
    if let Some((year, end)) = spelled_year(r, of) {
        return Some((YearOf::Given(year), end));
    }
    if let Some(year) = year_number(r, comma) {
        return Some((YearOf::Given(year), comma + 1));
    }
    let fiscal = after_fiscal(r, of);
    if let Some(year) = year_number(r, fiscal) {
        return Some((YearOf::Given(year), fiscal + 1));
    }
    let (which, at) = deixis(r, of)?;
    let end = after_fiscal(r, at);
    if r.word(end) == Word::Unit(Unit::Year) {
        return Some((YearOf::Relative(which), end + 1));
    }
    // `fiscal year` was skipped as one.
    (end > at && r.word(end - 1) == Word::Unit(Unit::Year)).then_some((YearOf::Relative(which), end))
}

/// The token after `fiscal`, `fiscal year`, `FY`; `i` where there is none.
pub(super) fn after_fiscal(r: &Reader<'_>, i: usize) -> usize {
    match r.norm(i) {
        "fiscal" | "financial" | "calendar" => r.skip(i + 1, "year"),
        "fy" => i + 1,
        _ => i,
    }
}

/// A year in four digits.
pub(super) fn year_number(r: &Reader<'_>, i: usize) -> Option<i32> {
    let text = r.norm(i);
    let plain = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse::<i32>().ok()).flatten().filter(|year| (1000..=2999).contains(year))
}

/// `nineteen ninety-one`, `two thousand and five`, `twenty twenty-four`.
pub(super) fn spelled_year(r: &Reader<'_>, i: usize) -> Option<(i32, usize)> {
    let tens = |at: usize| match r.word(at) {
        Word::Tens(_) | Word::Ones(10..=19) => numbers::cardinal(r, at).filter(|n| n.value < 100.0),
        _ => None,
    };
    match r.word(i) {
        Word::Ones(century @ 13..=19) => tens(i + 1).map(|n| (i32::from(century) * 100 + n.value as i32, n.end)),
        Word::Tens(20) => tens(i + 1).map(|n| (2000 + n.value as i32, n.end)),
        Word::Ones(2) if r.word(i + 1) == Word::Scale(3) => {
            let number = numbers::cardinal(r, i)?;
            (number.value < 2100.0).then_some((number.value as i32, number.end))
        }
        _ => None,
    }
}

/// `2015`, `the year 2000`, `fiscal 2019`, `in nineteen ninety-one`.
pub(super) fn year(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    let found = |year, end| Some((Point::Fixed(Period::Year(year)), end));
    let the = r.skip(i, "the");
    let labelled = match after_fiscal(r, the) {
        at if at > the => at,
        at if r.is(at, "year") => at + 1,
        at => at,
    };
    if labelled > the {
        if let Some(year) = year_number(r, labelled) {
            return found(year, labelled + 1);
        }
        return spelled_year(r, labelled).and_then(|(year, end)| found(year, end));
    }
    if the > i {
        return None;
    }
    if let Some((year, end)) = spelled_year(r, i) {
        // `two thousand five` counts things unless a preposition makes it a year.
        return if prepositional(r, i) || matches!(r.word(i), Word::Ones(19)) { found(year, end) } else { None };
    }
    if let Some(year) = r.norm(i).strip_prefix('\'').filter(|short| short.len() == 2).and_then(|short| short.parse::<i32>().ok()) {
        // `'99`; `'24` is of this century.
        return if prepositional(r, i) { found(if year < 40 { 2000 + year } else { 1900 + year }, i + 1) } else { None };
    }
    let year = year_number(r, i)?;
    let glued =
        i > 0 && r.is_any(i - 1, &["-", "/"]) && r.joined(i) || r.is(i + 1, "-") && r.joined(i + 1) && !r.is_capitalised(i + 2);
    let common = (1900..=2039).contains(&year);
    let dated = common || !glued && prepositional(r, i);
    (dated && !is_count(r, i)).then(|| found(year, i + 1)).flatten()
}

/// Whether what stands before the token makes a number a date.
fn prepositional(r: &Reader<'_>, i: usize) -> bool {
    PREPOSITIONS.contains(&r.before(i))
}

/// Whether a number of four digits counts something.
fn is_count(r: &Reader<'_>, i: usize) -> bool {
    let unit =
        matches!(r.word(i + 1), Word::Units(_) | Word::Scale(_) | Word::Hundred | Word::Currency | Word::Zone | Word::Meridiem(_));
    let money = i > 0 && r.word(i - 1) == Word::Currency;
    unit || money || r.is_any(i + 1, COUNTED) || COUNTING.contains(&r.before(i))
}

/// `the 1990s`, `the '90s`, `the nineties`, `mid-2010s`.
pub(super) fn decade(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    let found = |n, end| Some((Point::Fixed(Period::Decade(n)), end));
    let the = r.skip(i, "the");
    let apostrophe = if r.is_any(the, &["'", "\u{2018}", "`"]) { the + 1 } else { the };
    let text = r.norm(apostrophe).trim_start_matches(['\'', '\u{2018}', '`']);
    let narrowed = apostrophe > the
        || the > i
        || text.len() < r.norm(apostrophe).len()
        || matches!(r.before(i), "early" | "late" | "mid")
        || r.before(i) == "-" && i > 1 && r.is_any(i - 2, &["early", "late", "mid"])
        || r.is_mid(apostrophe);
    let number = text.strip_suffix("'s").or_else(|| text.strip_suffix('s')).filter(|n| n.bytes().all(|b| b.is_ascii_digit()));
    // `the 1980's` is a decade, `1980's winner` a year's.
    let is_apart = number.is_none() && the > i && text.len() == 4 && text.ends_with('0') && r.is(apostrophe + 1, "'s");
    if let Some(year) = text.parse::<i32>().ok().filter(|year| is_apart && (1000..=2990).contains(year)) {
        return found(year / 10, apostrophe + 2);
    }
    match number {
        Some(number) if number.len() == 4 && number.ends_with('0') => {
            let year = number.parse::<i32>().ok().filter(|year| (1000..=2990).contains(year))?;
            return found(year / 10, apostrophe + 1);
        }
        Some(number) if number.len() == 2 && number.ends_with('0') && narrowed && !is_age_decade(r, i) => {
            let tens = number.parse::<i32>().ok()? / 10;
            return found(if tens < 3 { 200 + tens } else { 190 + tens }, apostrophe + 1);
        }
        _ => (),
    }
    let spelled = ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];
    let n = spelled.iter().position(|word| *word == text).filter(|_| narrowed && !is_age_decade(r, i))?;
    found(192 + i32::try_from(n).ok()?, apostrophe + 1)
}

/// `in his sixties`, `in her early 20s` tell an age.
fn is_age_decade(r: &Reader<'_>, i: usize) -> bool {
    let first = if i > 0 && r.is_any(i - 1, &["early", "mid", "late", "-"]) { i - 1 } else { i };
    matches!(r.before(first), "his" | "her" | "their" | "my" | "your" | "our")
}

/// `the 21st century`, `19th-century`.
pub(super) fn century(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    let number = numbers::ordinal(r, r.skip(i, "the"))?;
    let at = r.skip_hyphen(number.end);
    let n = (1.0..=30.0).contains(&number.value).then_some(number.value as i32)?;
    (r.word(at) == Word::Unit(Unit::Century)).then_some((Point::Fixed(Period::Century(n - 1)), at + 1))
}

/// `third quarter`, `Q3`, `second half`, `July`: a part of the year and the token after it.
pub(super) fn year_part(r: &Reader<'_>, i: usize) -> Option<(YearPart, usize)> {
    match r.norm(i) {
        "q1" => return Some((YearPart::Quarter(1), i + 1)),
        "q2" => return Some((YearPart::Quarter(2), i + 1)),
        "q3" => return Some((YearPart::Quarter(3), i + 1)),
        "q4" => return Some((YearPart::Quarter(4), i + 1)),
        _ => (),
    }
    match r.word(i) {
        Word::Month(n) => return month(r, i).map(|_| (YearPart::Month(n), i + 1)),
        Word::Season(season) => return Some((YearPart::Season(season), i + 1)),
        _ => (),
    }
    let fiscal = if r.is(i, "fiscal") { r.skip_hyphen(i + 1) } else { i };
    let (n, end) = match numbers::ordinal(r, fiscal) {
        Some(number) => (number.value, number.end),
        None if r.is(fiscal, "final") => (4.0, fiscal + 1),
        None => return None,
    };
    let at = r.skip_hyphen(end);
    if !(1.0..=4.0).contains(&n) {
        return None;
    }
    match (r.word(at), n as u8) {
        (Word::Unit(Unit::Quarter), n) => Some((YearPart::Quarter(n), at + 1)),
        (Word::Fraction(2), n @ 1..=2) => Some((YearPart::Half(n), at + 1)),
        (Word::Fraction(2), 4) if r.is(fiscal, "final") => Some((YearPart::Half(2), at + 1)),
        _ => None,
    }
}

/// `the third quarter`, `the third quarter of 2011`, `the first half of last year`.
pub(super) fn part_with_year(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    let the = if r.is(i, "the") && !is_attribute(r, i + 1) { i + 1 } else { i };
    let last_half =
        (the > i && r.word(the) == Word::Last && r.word(the + 1) == Word::Fraction(2)).then_some((YearPart::Half(2), the + 2));
    let (part, end) = last_half.or_else(|| year_part(r, the))?;
    if matches!(part, YearPart::Month(_) | YearPart::Season(_)) {
        return None;
    }
    let of_the_year = |end: usize| r.is(end, "of") && r.is(end + 1, "the") && r.is(end + 2, "year");
    let (year, end) = match year_after(r, end) {
        Some((year, end)) => (year, end),
        None if of_the_year(end) => (YearOf::Relative(Deixis::document(0)), end + 3),
        // A half without its year is mostly one of a game.
        None if matches!(part, YearPart::Half(_)) => return None,
        None => (YearOf::Nearest, end),
    };
    Some((of_year(part, year)?, end))
}

/// `the third-quarter profit`: the hyphen makes it part of the noun, and the article is the noun's.
fn is_attribute(r: &Reader<'_>, i: usize) -> bool {
    let ordinal = r.skip(i, "fiscal");
    r.skip_hyphen(ordinal + 1) > ordinal + 1 && r.word(ordinal + 2) == Word::Unit(Unit::Quarter)
}

/// `the 1988 third quarter`, `this year's third quarter`, `2011's first half`.
pub(super) fn year_then_part(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    let the = r.skip(i, "the");
    if let Some(year) = year_number(r, the) {
        let at = r.skip(the + 1, "'s");
        if r.word(at) == Word::Unit(Unit::Quarter) || r.is(at, "period") {
            return Some((Point::Same(year), at + 1));
        }
        let (part, end) = year_part(r, at).filter(|(part, _)| !matches!(part, YearPart::Month(_)))?;
        return Some((of_year(part, YearOf::Given(year))?, end));
    }
    let (which, at) = deixis(r, i)?;
    if r.word(at) != Word::Unit(Unit::Year) || !r.is(at + 1, "'s") {
        return None;
    }
    let (part, end) = year_part(r, at + 2)?;
    Some((Point::Part(part, YearOf::Relative(which)), end))
}

/// `last spring`, `the summer of 2015`, `winter 2020`, `this fall`, `in the autumn`.
pub(super) fn season(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    let (which, at) = match deixis(r, i) {
        Some((which, at)) => (YearOf::Which(which), at),
        None => (YearOf::Nearest, r.skip(i, "the")),
    };
    let Word::Season(season) = r.word(at) else { return None };
    if let Some((year, end)) = year_after(r, at + 1) {
        return Some((of_year(YearPart::Season(season), year)?, end));
    }
    if matches!(which, YearOf::Which(_)) {
        return Some((Point::Part(YearPart::Season(season), which), at + 1));
    }
    // `the fall of the wall` and `a spring in the step` are no seasons.
    let timed =
        matches!(r.before(i), "in" | "by" | "since" | "until" | "during" | "through" | "over" | "early" | "late" | "mid" | "-")
            || r.is_mid(at);
    (timed && !r.is(at + 1, "of")).then_some((Point::Part(YearPart::Season(season), YearOf::Nearest), at + 1))
}

/// `2015-2019`, `2019/20`.
pub(super) fn year_interval(r: &Reader<'_>, i: usize) -> Option<(Point, Point, usize)> {
    let (from, to, end) = match r.norm(i).split_once(['-', '\u{2013}', '/']) {
        Some((from, to)) => (from, to, i + 1),
        None if range_mark(r, i + 1) || r.is(i + 1, "/") && r.joined(i + 1) && r.joined(i + 2) => (r.norm(i), r.norm(i + 2), i + 3),
        None => return None,
    };
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit()).then(|| s.parse::<i32>().ok()).flatten();
    let first = digits(from).filter(|year| from.len() == 4 && (1000..=2999).contains(year))?;
    let last = match to.len() {
        4 => digits(to)?,
        2 => first / 100 * 100 + digits(to)?,
        _ => return None,
    };
    let year = |n| Point::Fixed(Period::Year(n));
    (first < last && last - first <= 200).then_some((year(first), year(last), end))
}
