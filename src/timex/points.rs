//! Points of the calendar: absolute, relative and partial dates.

use super::calendar::{self, Period, Unit};
use super::durations;
use super::grammar::{Anchor, Deixis, Holiday, Meaning, Parsed, Point, YearOf, YearPart, after_approximation};
use super::numbers;
use super::reader::Reader;
use super::words::Word;

/// A date with what narrows it: `early next year`, `the end of 1990`, `around Nov. 1`.
///
/// `point` is what [`core`] reads at `i`.
pub(super) fn date(r: &Reader<'_>, i: usize, point: Option<(Point, usize)>) -> Option<Parsed> {
    let start = after_approximation(r, i);
    let narrowed = after_narrowing(r, start);
    if let Some((from, to, end)) = interval(r, narrowed) {
        return Some(Parsed::new(Meaning::Interval(from, to), end));
    }
    let (point, end) = if narrowed == i { point? } else { core(r, narrowed)? };
    // `over 2000` and `about Monday` are no dates; `around Nov. 1` and `nearly two years ago` are.
    let approximates = matches!(point, Point::Shift(..)) || r.is_any(i, &["about", "around"]) && matches!(point, Point::Part(..));
    if start > i && !approximates {
        return None;
    }
    Some(Parsed::new(Meaning::Point(point), end))
}

/// A date to the day or a weekday, for a time of day beside it.
pub(super) fn day(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    only_day(core(r, i))
}

/// The point where it is a day or a weekday.
pub(super) fn only_day(point: Option<(Point, usize)>) -> Option<(Point, usize)> {
    let (point, end) = point?;
    let is_day = match point {
        Point::Weekday(..) | Point::Relative(Unit::Day, _) | Point::Part(YearPart::Day(..) | YearPart::Holiday(_), _) => true,
        Point::Fixed(period) => matches!(period, Period::Day(_)),
        _ => false,
    };
    is_day.then_some((point, end))
}

/// The token after `early`, `mid-`, `later`, `the end of`; `i` where there is none.
fn after_narrowing(r: &Reader<'_>, i: usize) -> usize {
    let at = if r.is(i, "the") { i + 1 } else { i };
    match (r.word(at), r.norm(at)) {
        (Word::Early | Word::Late, _) => r.skip_hyphen(at + 1),
        (Word::Mid, _) => r.skip_hyphen(at + 1),
        (_, "earlier" | "later") if at == i => {
            let next = r.skip(at + 1, "in");
            // `earlier in the week`; not `later the minister`.
            if next > at + 1 || r.word(next) != Word::Article { next } else { i }
        }
        (_, "sometime") if at == i => r.skip(at + 1, "in"),
        (_, "end" | "beginning" | "start" | "middle") if r.is(at + 1, "of") => at + 2,
        _ => i,
    }
}

/// The longest date without what narrows it.
pub(super) fn core(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    if r.word(i) == Word::Other {
        return None;
    }
    let readings = [
        numeric(r, i),
        deictic(r, i),
        weekday(r, i),
        month_first(r, i),
        day_first(r, i),
        year(r, i),
        decade(r, i),
        century(r, i),
        part_with_year(r, i),
        year_then_part(r, i),
        season(r, i),
        relative(r, i),
        year_ago(r, i),
        shift(r, i),
        holiday(r, i),
    ];
    let mut best: Option<(Point, usize)> = None;
    for reading in readings.into_iter().flatten() {
        if best.is_none_or(|(_, end)| reading.1 > end) {
            best = Some(reading);
        }
    }
    best
}

/// `2025-03-03`, `3/3/2025` with a day that tells which number is the month.
fn numeric(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    if r.word(i) != Word::Digits {
        return None;
    }
    let fixed = |date, end| Some((Point::Fixed(Period::Day(date)), end));
    let text = r.norm(i);
    for separator in ['-', '/', '.'] {
        let mut fields = text.split(separator);
        if let (Some(a), Some(b), Some(c), None) = (fields.next(), fields.next(), fields.next(), fields.next()) {
            return fixed(day_of_fields(a, b, c, separator)?, i + 1);
        }
    }
    // The same in five tokens.
    let separator = r.norm(i + 1).chars().next().filter(|c| matches!(c, '-' | '/'))?;
    let joined = (1..5).all(|n| r.joined(i + n)) && r.norm(i + 1) == r.norm(i + 3);
    if !joined {
        return None;
    }
    fixed(day_of_fields(text, r.norm(i + 2), r.norm(i + 4), separator)?, i + 5)
}

fn day_of_fields(a: &str, b: &str, c: &str, separator: char) -> Option<time::Date> {
    let number = |s: &str| if s.len() <= 4 && s.bytes().all(|b| b.is_ascii_digit()) { s.parse::<u16>().ok() } else { None };
    let (x, y, z) = (number(a)?, number(b)?, number(c)?);
    let short = |n: u16| u8::try_from(n).ok();
    if a.len() == 4 {
        return calendar::day(i32::from(x), short(y)?, short(z)?);
    }
    if c.len() != 4 {
        return None;
    }
    // With dots and hyphens the day stands first; with slashes the month does, as American papers write, unless it cannot.
    let (month, day) = if separator != '/' || x > 12 { (y, x) } else { (x, y) };
    calendar::day(i32::from(z), short(month)?, short(day)?)
}

/// `today`, `yesterday`, `the day before yesterday`.
fn deictic(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    let at = |offset, end| Some((Point::Relative(Unit::Day, Deixis::document(offset)), end));
    match r.word(i) {
        // `USA Today` is a name.
        Word::Deictic(_) if r.in_name(i) => None,
        Word::Deictic(offset) => at(i32::from(offset), i + 1),
        Word::Article if r.is(i, "the") && r.is(i + 1, "day") => match (r.norm(i + 2), r.norm(i + 3)) {
            ("before", "yesterday") => at(-2, i + 4),
            ("after", "tomorrow") => at(2, i + 4),
            _ => None,
        },
        _ => None,
    }
}

/// `last`, `this past`, `the following`, `that same`: a direction, and the token after it.
pub(super) fn deixis(r: &Reader<'_>, i: usize) -> Option<(Deixis, usize)> {
    let the = r.is(i, "the");
    let at = if the { i + 1 } else { i };
    let found = |deixis, end| Some((deixis, end));
    match (r.word(at), r.norm(at)) {
        (Word::Demonstrative, "this") if !the => match r.norm(at + 1) {
            "past" | "last" => found(Deixis::document(-1), at + 2),
            "coming" | "next" => found(Deixis::document(1), at + 2),
            _ => found(Deixis::document(0), at + 1),
        },
        (Word::Demonstrative, "that") if !the => found(Deixis::focus(0), r.skip(at + 1, "same")),
        (Word::Last, _) => found(Deixis::document(-1), at + 1),
        (Word::Next, "next") if the => found(Deixis::focus(1), at + 1),
        (Word::Next, _) => found(Deixis::document(1), at + 1),
        (Word::Previous, _) => found(Deixis::focus(-1), at + 1),
        (Word::Following, _) => found(Deixis::focus(1), at + 1),
        (Word::Current, "current") => found(Deixis::document(0), at + 1),
        (Word::Current, _) if the => found(Deixis::focus(0), at + 1),
        (_, "latest") => found(Deixis::focus(0), at + 1),
        _ => None,
    }
}

/// `Monday`, `last Friday`, `Thursday, April 6`.
fn weekday(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    let (which, at) = deixis(r, i).map_or((None, i), |(which, at)| (Some(which), at));
    let Word::Weekday(day) = r.word(at) else { return None };
    if !r.is_capitalised(at) || is_event_day(r, at) {
        return None;
    }
    let comma = r.skip(at + 1, ",");
    let date = month_first(r, comma).or_else(|| day_first(r, comma)).filter(|(point, _)| match point {
        Point::Part(part, _) => matches!(part, YearPart::Day(..)),
        Point::Fixed(period) => matches!(period, Period::Day(_)),
        _ => false,
    });
    if date.is_some() {
        return date;
    }
    // `Sun` and `Sat` are words; `Sun.` before a date is a day.
    let full = r.norm(at).ends_with("day") || r.norm(at).ends_with('.') && !matches!(r.norm(at), "sun." | "sat.");
    full.then_some((Point::Weekday(day, which), at + 1))
}

/// `Black Friday`, `Good Friday`: days with a name of their own.
fn is_event_day(r: &Reader<'_>, at: usize) -> bool {
    matches!(r.before(at), "black" | "bloody" | "good" | "holy" | "ash" | "palm" | "cyber" | "giving" | "maundy" | "easter")
}

/// A month without a preposition before it or a number after it may be a verb, a name or the start of one.
fn month(r: &Reader<'_>, i: usize) -> Option<u8> {
    let Word::Month(month) = r.word(i) else { return None };
    if !r.is_capitalised(i) {
        return None;
    }
    let dated = r.is_mid(i) || day_number(r, i + 1).is_some() || year_after(r, i + 1).is_some();
    let narrowed = matches!(
        r.before(i),
        "in" | "of"
            | "since"
            | "until"
            | "till"
            | "by"
            | "during"
            | "from"
            | "through"
            | "to"
            | "last"
            | "next"
            | "this"
            | "early"
            | "late"
            | "mid"
            | "before"
            | "after"
            | "every"
            | "each"
            | "past"
            | "for"
            | "and"
            | "or"
            | "between"
            | "-"
    );
    let certain = match r.norm(i) {
        "may" | "march" => dated || narrowed && r.before(i) != "and" && r.before(i) != "-",
        "mar" | "jan" | "jun" | "dec" | "apr" => dated,
        "april" | "june" | "august" => dated || narrowed || !r.is_capitalised(i + 1),
        _ => true,
    };
    certain.then_some(month)
}

/// `October`, `October 15`, `Oct. 15, 2025`, `July last year`.
fn month_first(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    let (which, at) = match deixis(r, i) {
        Some((which, at)) => (YearOf::Which(which), at),
        None => (YearOf::Nearest, i),
    };
    let month = month(r, at)?;
    let (part, end) = match day_number(r, at + 1) {
        Some((day, end)) => (YearPart::Day(month, day), end),
        None => (YearPart::Month(month), at + 1),
    };
    let (year, end) = year_after(r, end).unwrap_or((which, end));
    with_year(part, year, end)
}

/// `15 October 2015`, `the 15th of October`.
fn day_first(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    let at = r.skip(i, "the");
    let (day, end) = match numbers::ordinal(r, at) {
        Some(ordinal) if (1.0..=31.0).contains(&ordinal.value) => (ordinal.value as u8, ordinal.end),
        _ => day_number(r, at)?,
    };
    let month_at = r.skip(end, "of");
    let month = month(r, month_at)?;
    let (year, end) = year_after(r, month_at + 1).unwrap_or((YearOf::Nearest, month_at + 1));
    with_year(YearPart::Day(month, day), year, end)
}

fn with_year(part: YearPart, year: YearOf, end: usize) -> Option<(Point, usize)> {
    if let YearPart::Day(month, day) = part {
        // A leap year has every day that exists.
        calendar::day(2000, month, day)?;
    }
    match (part, year) {
        (YearPart::Day(month, day), YearOf::Given(year)) => {
            Some((Point::Fixed(Period::Day(calendar::day(year, month, day)?)), end))
        }
        (YearPart::Month(month), YearOf::Given(year)) => Some((Point::Fixed(Period::Month(year, month)), end)),
        _ => Some((Point::Part(part, year), end)),
    }
}

/// A day of the month in digits: `15`, `3rd`; not the beginning of `5 million` or `3 p.m.`.
fn day_number(r: &Reader<'_>, i: usize) -> Option<(u8, usize)> {
    if r.word(i) != Word::Digits {
        // `March eighth`.
        return numbers::ordinal(r, i).filter(|n| n.value <= 31.0 && matches!(r.word(n.end - 1), Word::Ordinal(_))).and_then(|n| {
            let of_month = i > 0 && matches!(r.word(i - 1), Word::Month(_));
            (of_month && !matches!(r.word(n.end), Word::Unit(_))).then_some((n.value as u8, n.end))
        });
    }
    let text = r.norm(i);
    let plain = text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
    let value = if plain { numbers::digits(text)? } else { numbers::ordinal_digits(text)? };
    let counted = matches!(r.word(i + 1), Word::Scale(_) | Word::Hundred | Word::Meridiem(_) | Word::Units(_))
        || r.is_any(i + 1, &["%", "percent"]);
    ((1.0..=31.0).contains(&value) && !counted).then_some((value as u8, i + 1))
}

/// The year that follows a month, a quarter or a season: `2015`, `, 2015`, `of 2015`, `last year`, `of this year`.
fn year_after(r: &Reader<'_>, i: usize) -> Option<(YearOf, usize)> {
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
fn after_fiscal(r: &Reader<'_>, i: usize) -> usize {
    match r.norm(i) {
        "fiscal" | "financial" | "calendar" => r.skip(i + 1, "year"),
        "fy" => i + 1,
        _ => i,
    }
}

/// A year in four digits.
fn year_number(r: &Reader<'_>, i: usize) -> Option<i32> {
    let text = r.norm(i);
    let plain = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse::<i32>().ok()).flatten().filter(|year| (1000..=2999).contains(year))
}

/// `nineteen ninety-one`, `two thousand and five`, `twenty twenty-four`.
fn spelled_year(r: &Reader<'_>, i: usize) -> Option<(i32, usize)> {
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
fn year(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
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
    let counted =
        matches!(r.word(i + 1), Word::Units(_) | Word::Scale(_) | Word::Hundred | Word::Currency | Word::Zone | Word::Meridiem(_))
            || r.is_any(
                i + 1,
                &[
                    "%", "percent", "people", "men", "women", "children", "troops", "soldiers", "feet", "miles", "km", "metres",
                    "meters",
                ],
            )
            || i > 0
                && (r.word(i - 1) == Word::Currency
                    || r.is_any(i - 1, &["#", "no.", "number", "about", "nearly", "than", "some", "over"]));
    let glued =
        i > 0 && r.is_any(i - 1, &["-", "/"]) && r.joined(i) || r.is(i + 1, "-") && r.joined(i + 1) && !r.is_capitalised(i + 2);
    let common = (1900..=2039).contains(&year);
    let dated = common || !glued && prepositional(r, i);
    (dated && !counted).then(|| found(year, i + 1)).flatten()
}

/// Whether what stands before the token makes a number a date.
fn prepositional(r: &Reader<'_>, i: usize) -> bool {
    matches!(
        r.before(i),
        "in" | "since"
            | "until"
            | "till"
            | "by"
            | "from"
            | "to"
            | "during"
            | "of"
            | "through"
            | "before"
            | "after"
            | "early"
            | "late"
            | "mid"
            | "circa"
            | "between"
            | "and"
            | "("
    )
}

/// `the 1990s`, `the '90s`, `the nineties`, `mid-2010s`.
fn decade(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    let found = |n, end| Some((Point::Fixed(Period::Decade(n)), end));
    let the = r.skip(i, "the");
    let apostrophe = if r.is_any(the, &["'", "\u{2018}", "`"]) { the + 1 } else { the };
    let text = r.norm(apostrophe).trim_start_matches(['\'', '\u{2018}', '`']);
    let narrowed = apostrophe > the
        || the > i
        || text.len() < r.norm(apostrophe).len()
        || matches!(r.before(i), "early" | "late" | "mid" | "-")
        || r.is_mid(apostrophe);
    let number = text.strip_suffix("'s").or_else(|| text.strip_suffix('s')).filter(|n| n.bytes().all(|b| b.is_ascii_digit()));
    match number {
        Some(number) if number.len() == 4 && number.ends_with('0') => {
            let year = number.parse::<i32>().ok().filter(|year| (1000..=2990).contains(year))?;
            return found(year / 10, apostrophe + 1);
        }
        Some(number) if number.len() == 2 && number.ends_with('0') && narrowed => {
            let tens = number.parse::<i32>().ok()? / 10;
            return found(if tens < 3 { 200 + tens } else { 190 + tens }, apostrophe + 1);
        }
        _ => (),
    }
    let spelled = ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];
    let n = spelled.iter().position(|word| *word == text).filter(|_| narrowed && !is_age_decade(r, i))?;
    found(192 + i32::try_from(n).ok()?, apostrophe + 1)
}

/// `in his sixties` tells an age.
fn is_age_decade(r: &Reader<'_>, i: usize) -> bool {
    i > 0 && r.is_any(i - 1, &["his", "her", "their", "my", "your", "our"])
}

/// `the 21st century`, `19th-century`.
fn century(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
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
fn part_with_year(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
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
    Some((given(part, year), end))
}

/// `the third-quarter profit`: the hyphen makes it part of the noun, and the article is the noun's.
fn is_attribute(r: &Reader<'_>, i: usize) -> bool {
    let ordinal = r.skip(i, "fiscal");
    r.skip_hyphen(ordinal + 1) > ordinal + 1 && r.word(ordinal + 2) == Word::Unit(Unit::Quarter)
}

fn given(part: YearPart, year: YearOf) -> Point {
    match (part, year) {
        (YearPart::Quarter(n), YearOf::Given(year)) => Point::Fixed(Period::Quarter(year, n)),
        (YearPart::Half(n), YearOf::Given(year)) => Point::Fixed(Period::Half(year, n)),
        (YearPart::Season(season), YearOf::Given(year)) => Point::Fixed(Period::Season(year, season)),
        _ => Point::Part(part, year),
    }
}

/// `the 1988 third quarter`, `this year's third quarter`, `2011's first half`.
fn year_then_part(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    let the = r.skip(i, "the");
    if let Some(year) = year_number(r, the) {
        let at = r.skip(the + 1, "'s");
        if r.word(at) == Word::Unit(Unit::Quarter) || r.is(at, "period") {
            return Some((Point::Same(year), at + 1));
        }
        let (part, end) = year_part(r, at).filter(|(part, _)| !matches!(part, YearPart::Month(_)))?;
        return Some((given(part, YearOf::Given(year)), end));
    }
    let (which, at) = deixis(r, i)?;
    if r.word(at) != Word::Unit(Unit::Year) || !r.is(at + 1, "'s") {
        return None;
    }
    let (part, end) = year_part(r, at + 2)?;
    Some((Point::Part(part, YearOf::Relative(which)), end))
}

/// `last spring`, `the summer of 2015`, `winter 2020`, `this fall`, `in the autumn`.
fn season(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    let (which, at) = match deixis(r, i) {
        Some((which, at)) => (YearOf::Which(which), at),
        None => (YearOf::Nearest, r.skip(i, "the")),
    };
    let Word::Season(season) = r.word(at) else { return None };
    if let Some((year, end)) = year_after(r, at + 1) {
        return Some((given(YearPart::Season(season), year), end));
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

/// `last week`, `this year`, `the following month`, `the weekend`, `the quarter`.
fn relative(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    if let Some((deixis, at)) = deixis(r, i) {
        let end = after_fiscal(r, at);
        if end > at && r.word(end - 1) == Word::Unit(Unit::Year) {
            return Some((Point::Relative(Unit::Year, deixis), end));
        }
        let Word::Unit(unit) = r.word(end) else { return None };
        if unit == Unit::Weekend && deixis == Deixis::document(0) {
            return Some((Point::Weekend, end + 1));
        }
        return (unit >= Unit::Day && !durations::is_stretch(r, end)).then_some((Point::Relative(unit, deixis), end + 1));
    }
    if r.word(i) == Word::Unit(Unit::Year) {
        // `year-end`, `year's end`.
        let end = r.skip_hyphen(r.skip(i + 1, "'s"));
        return r.is(end, "end").then_some((Point::Part(YearPart::Day(12, 31), YearOf::Nearest), end + 1));
    }
    if !r.is(i, "the") {
        return None;
    }
    let before = r.before(i);
    match r.word(i + 1) {
        Word::Unit(unit @ (Unit::Week | Unit::Weekend)) if r.is(i + 2, "of") => match day(r, i + 3)? {
            (Point::Part(YearPart::Day(month, day), year), end) => {
                Some((Point::Part(YearPart::Around(unit, month, day), year), end))
            }
            (Point::Fixed(Period::Day(day)), end) => Some((Point::Fixed(Period::around(day, unit)), end)),
            _ => None,
        },
        Word::Unit(Unit::Weekend) => Some((Point::Weekend, i + 2)),
        Word::Unit(Unit::Quarter) if !r.is(i + 2, "of") => Some((Point::Relative(Unit::Quarter, Deixis::focus(0)), i + 2)),
        Word::Unit(Unit::Week) if r.is(i + 2, "'s") => Some((Point::Relative(Unit::Week, Deixis::document(0)), i + 2)),
        Word::Unit(Unit::Year) if r.is_any(i + 2, &["ended", "ending", "-"]) => None,
        Word::Unit(unit @ (Unit::Year | Unit::Month | Unit::Week))
            if matches!(before, "for" | "during" | "in" | "of" | "later" | "earlier") =>
        {
            let of_kind = before == "of"
                && !matches!(
                    r.before(i.saturating_sub(1)),
                    "months" | "quarter" | "half" | "end" | "beginning" | "start" | "middle" | "rest"
                );
            (!of_kind).then_some((Point::Relative(unit, Deixis::document(0)), i + 2))
        }
        _ => None,
    }
}

/// `the year-ago quarter`, `the year-earlier period`.
fn year_ago(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    let at = r.skip(i, "the");
    if r.word(at) != Word::Unit(Unit::Year) || r.skip_hyphen(at + 1) == at + 1 || !r.is_any(at + 2, &["ago", "earlier"]) {
        return None;
    }
    let point = Point::Shift(Some(1.0), Unit::Year, Deixis::focus(-1));
    if let Some((_, end)) = year_part(r, at + 3) {
        return Some((point, end));
    }
    if r.word(at + 3) == Word::Unit(Unit::Quarter) || r.is(at + 3, "period") {
        return Some((point, at + 4));
    }
    (at == i).then_some((point, at + 3))
}

/// `two weeks ago`, `a year earlier`, `three days later`.
fn shift(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    let (amount, at) = durations::amount(r, i, false)?;
    let (unit, _, end) = durations::unit(r, at).filter(|(unit, ..)| *unit >= Unit::Day)?;
    let deixis = match r.norm(end) {
        "ago" => Deixis::document(-1),
        "earlier" => Deixis::focus(-1),
        "later" => Deixis::focus(1),
        "hence" => Deixis::document(1),
        "from" if r.is(end + 1, "now") => return Some((Point::Shift(amount, unit, Deixis::document(1)), end + 2)),
        _ => return None,
    };
    // `a few weeks later` has no place in the calendar; `a few weeks ago` is at least past.
    let placed = amount.is_some() || deixis.anchor == Anchor::Document;
    placed.then_some((Point::Shift(amount, unit, deixis), end + 1))
}

/// Days of every year that are known by a name.
fn holiday(r: &Reader<'_>, i: usize) -> Option<(Point, usize)> {
    let (which, at) = match deixis(r, i) {
        Some((which, at)) => (YearOf::Which(which), at),
        None => (YearOf::Nearest, i),
    };
    if !r.is_capitalised(at) {
        return None;
    }
    let next = r.norm(at + 1);
    let (part, end) = match r.norm(at) {
        "christmas" if next == "eve" => (YearPart::Day(12, 24), at + 2),
        "christmas" if next == "day" => (YearPart::Day(12, 25), at + 2),
        "christmas" if !r.is_capitalised(at + 1) => (YearPart::Day(12, 25), at + 1),
        "easter" if next == "sunday" => (YearPart::Holiday(Holiday::Easter), at + 2),
        "easter" if !r.is_capitalised(at + 1) => (YearPart::Holiday(Holiday::Easter), at + 1),
        "thanksgiving" => (YearPart::Holiday(Holiday::Thanksgiving), r.skip(at + 1, "day")),
        "halloween" => (YearPart::Day(10, 31), at + 1),
        "new" if next == "year" && r.is(at + 2, "'s") => match r.norm(at + 3) {
            "day" => (YearPart::Day(1, 1), at + 4),
            "eve" => (YearPart::Day(12, 31), at + 4),
            _ => return None,
        },
        _ => return None,
    };
    let (year, end) = year_after(r, end).unwrap_or((which, end));
    with_year(part, year, end)
}

/// `May 5-7`, `15 to 17 October 2015`, `2015-2019`, `2019/20`.
fn interval(r: &Reader<'_>, i: usize) -> Option<(Point, Point, usize)> {
    day_interval(r, i).or_else(|| year_interval(r, i))
}

fn range_mark(r: &Reader<'_>, i: usize) -> bool {
    r.is_any(i, &["-", "\u{2013}", "\u{2014}"]) && r.joined(i) && r.joined(i + 1)
}

fn day_interval(r: &Reader<'_>, i: usize) -> Option<(Point, Point, usize)> {
    let (month, first, last, end) = if let Some(month) = month(r, i) {
        let (first, mark) = day_number(r, i + 1)?;
        let (last, end) = if range_mark(r, mark) { day_number(r, mark + 1)? } else { return None };
        (month, first, last, end)
    } else {
        let (first, mark) = day_number(r, i)?;
        let (last, at) = if range_mark(r, mark) { day_number(r, mark + 1)? } else { return None };
        (month(r, at)?, first, last, at + 1)
    };
    let (year, end) = year_after(r, end).unwrap_or((YearOf::Nearest, end));
    let (from, _) = with_year(YearPart::Day(month, first), year, end)?;
    let (to, _) = with_year(YearPart::Day(month, last), year, end)?;
    (first < last).then_some((from, to, end))
}

fn year_interval(r: &Reader<'_>, i: usize) -> Option<(Point, Point, usize)> {
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
