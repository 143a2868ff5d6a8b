//! The closed vocabulary of the grammar: what a single token can mean in a date, a duration or a number.
//!
//! A word has one entry here even where English gives it several senses (`second`, `may`, `fall`); the grammar tells them
//! apart by what stands around them.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::calendar::{Season, Unit};
use super::reader::without_mid;
use crate::document::{Lexical, Shape};

/// What a token can mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Word {
    /// No word of time or number.
    Other,
    /// Begins with a digit.
    Digits,
    Month(u8),
    /// 1 is Monday.
    Weekday(u8),
    Season(Season),
    /// Singular or possessive: `week`.
    Unit(Unit),
    /// Plural: `weeks`.
    Units(Unit),
    /// `hourly`, `weekly`: once every so many units.
    Every(u8, Unit),
    DayPart(DayPart),
    /// `a.m.` or, where true, `p.m.`
    Meridiem(bool),
    /// Letters of a time zone.
    Zone,
    /// `today`: so many days from the document's date.
    Deictic(i8),
    Tonight,
    /// Not a point of the calendar: `now`, `recently`.
    Reference(Reference),
    /// Zero to nineteen.
    Ones(u8),
    /// Twenty to ninety.
    Tens(u8),
    Hundred,
    /// A power of ten: `million` is 6.
    Scale(u8),
    Dozen,
    /// `hundreds`, `thousands`, `dozens`: many of them.
    Many,
    Ordinal(u8),
    /// `third` is an ordinal; `thirds`, `quarters`, `half` divide.
    Fraction(u8),
    /// `several`, `a few`.
    Few,
    /// `about`, `nearly`, `roughly`.
    Approximately,
    Early,
    Mid,
    Late,
    Article,
    /// `this`, `that`, `these`.
    Demonstrative,
    /// `last`, `past`.
    Last,
    /// `next`, `coming`.
    Next,
    /// `previous`, `preceding`: before the time spoken of.
    Previous,
    /// `following`: after the time spoken of.
    Following,
    /// `current`, `same`.
    Current,
    /// `each`, `every`.
    Each,
    /// Has no meaning of its own but can open an expression: `more than`, `the end of`.
    Opener,
    /// Any other word of time, told apart by its form: `overnight`, `q3`, `eighties`, `fiscal`, `christmas`, `o'clock`.
    Named,
    /// Money by sign or code: `$`, `US$`, `EUR`.
    Currency,
}

impl Word {
    /// Whether a time expression can end with the word or hang on it; what only leads to one, or counts, cannot.
    pub(super) const fn is_of_time(self) -> bool {
        match self {
            Self::Month(_) | Self::Weekday(_) | Self::Season(_) | Self::Unit(_) | Self::Units(_) | Self::Every(..) => true,
            Self::DayPart(_) | Self::Meridiem(_) | Self::Zone | Self::Deictic(_) | Self::Tonight | Self::Reference(_) => true,
            Self::Named | Self::Current | Self::Last | Self::Digits => true,
            // `nineteen ninety-one`, `two thousand five`.
            Self::Ones(13..=19) | Self::Tens(20) | Self::Scale(3) => true,
            _ => false,
        }
    }
}

/// A stretch of the day, spelled as TIMEX3 does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayPart {
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
    Midnight,
}

impl DayPart {
    /// What follows the `T` of a time's value.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Noon => "12:00",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
            Self::Midnight => "24:00",
        }
    }
}

/// A time that is known only by its side of the present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reference {
    Past,
    Present,
    Future,
}

impl Reference {
    /// Its value in TIMEX3.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Past => "PAST_REF",
            Self::Present => "PRESENT_REF",
            Self::Future => "FUTURE_REF",
        }
    }
}

/// One row of the vocabulary: all words of one meaning, separated by blanks.
pub(super) const VOCABULARY: &[(&str, Word)] = &[
    ("january jan jan.", Word::Month(1)),
    ("february feb feb.", Word::Month(2)),
    ("march mar mar.", Word::Month(3)),
    ("april apr apr.", Word::Month(4)),
    ("may", Word::Month(5)),
    ("june jun jun.", Word::Month(6)),
    ("july jul jul.", Word::Month(7)),
    ("august aug aug.", Word::Month(8)),
    ("september sept sept. sep sep.", Word::Month(9)),
    ("october oct oct.", Word::Month(10)),
    ("november nov nov.", Word::Month(11)),
    ("december dec dec.", Word::Month(12)),
    ("monday mon mon. mondays", Word::Weekday(1)),
    ("tuesday tue tue. tues tues. tuesdays", Word::Weekday(2)),
    ("wednesday wed wed. wednesdays", Word::Weekday(3)),
    ("thursday thu thu. thur thur. thurs thurs. thursdays", Word::Weekday(4)),
    ("friday fri fri. fridays", Word::Weekday(5)),
    ("saturday sat sat. saturdays", Word::Weekday(6)),
    ("sunday sun sun. sundays", Word::Weekday(7)),
    ("spring springtime", Word::Season(Season::Spring)),
    ("summer summertime", Word::Season(Season::Summer)),
    ("autumn fall", Word::Season(Season::Autumn)),
    ("winter wintertime", Word::Season(Season::Winter)),
    ("minute", Word::Unit(Unit::Minute)),
    ("hour", Word::Unit(Unit::Hour)),
    ("day", Word::Unit(Unit::Day)),
    ("weekend", Word::Unit(Unit::Weekend)),
    ("week", Word::Unit(Unit::Week)),
    ("fortnight", Word::Unit(Unit::Fortnight)),
    ("month", Word::Unit(Unit::Month)),
    ("quarter", Word::Unit(Unit::Quarter)),
    ("year", Word::Unit(Unit::Year)),
    ("decade", Word::Unit(Unit::Decade)),
    ("century", Word::Unit(Unit::Century)),
    ("millennium", Word::Unit(Unit::Millennium)),
    ("seconds secs", Word::Units(Unit::Second)),
    ("minutes mins", Word::Units(Unit::Minute)),
    ("hours hrs", Word::Units(Unit::Hour)),
    ("days", Word::Units(Unit::Day)),
    ("nights", Word::Units(Unit::Night)),
    ("weekends", Word::Units(Unit::Weekend)),
    ("weeks wks", Word::Units(Unit::Week)),
    ("fortnights", Word::Units(Unit::Fortnight)),
    ("months", Word::Units(Unit::Month)),
    ("quarters", Word::Units(Unit::Quarter)),
    ("years yrs", Word::Units(Unit::Year)),
    ("decades", Word::Units(Unit::Decade)),
    ("centuries", Word::Units(Unit::Century)),
    ("millennia millenniums", Word::Units(Unit::Millennium)),
    ("hourly", Word::Every(1, Unit::Hour)),
    ("daily", Word::Every(1, Unit::Day)),
    ("nightly", Word::Every(1, Unit::Day)),
    ("weekly", Word::Every(1, Unit::Week)),
    ("biweekly fortnightly", Word::Every(2, Unit::Week)),
    ("monthly", Word::Every(1, Unit::Month)),
    ("quarterly", Word::Every(1, Unit::Quarter)),
    ("yearly annually", Word::Every(1, Unit::Year)),
    ("morning mornings", Word::DayPart(DayPart::Morning)),
    ("noon midday noontime lunchtime", Word::DayPart(DayPart::Noon)),
    ("afternoon afternoons", Word::DayPart(DayPart::Afternoon)),
    ("evening evenings", Word::DayPart(DayPart::Evening)),
    ("night", Word::DayPart(DayPart::Night)),
    ("midnight", Word::DayPart(DayPart::Midnight)),
    ("a.m. a.m am", Word::Meridiem(false)),
    ("p.m. p.m pm", Word::Meridiem(true)),
    ("gmt utc est edt cst cdt mst mdt pst pdt et bst cet cest ist msk jst eet eest aest aedt", Word::Zone),
    ("today", Word::Deictic(0)),
    ("yesterday", Word::Deictic(-1)),
    ("tomorrow", Word::Deictic(1)),
    ("tonight", Word::Tonight),
    ("now currently nowadays presently", Word::Reference(Reference::Present)),
    ("recently lately", Word::Reference(Reference::Past)),
    ("zero", Word::Ones(0)),
    ("one", Word::Ones(1)),
    ("two", Word::Ones(2)),
    ("three", Word::Ones(3)),
    ("four", Word::Ones(4)),
    ("five", Word::Ones(5)),
    ("six", Word::Ones(6)),
    ("seven", Word::Ones(7)),
    ("eight", Word::Ones(8)),
    ("nine", Word::Ones(9)),
    ("ten", Word::Ones(10)),
    ("eleven", Word::Ones(11)),
    ("twelve", Word::Ones(12)),
    ("thirteen", Word::Ones(13)),
    ("fourteen", Word::Ones(14)),
    ("fifteen", Word::Ones(15)),
    ("sixteen", Word::Ones(16)),
    ("seventeen", Word::Ones(17)),
    ("eighteen", Word::Ones(18)),
    ("nineteen", Word::Ones(19)),
    ("twenty", Word::Tens(20)),
    ("thirty", Word::Tens(30)),
    ("forty fourty", Word::Tens(40)),
    ("fifty", Word::Tens(50)),
    ("sixty", Word::Tens(60)),
    ("seventy", Word::Tens(70)),
    ("eighty", Word::Tens(80)),
    ("ninety", Word::Tens(90)),
    ("hundred", Word::Hundred),
    ("thousand", Word::Scale(3)),
    ("lakh lakhs", Word::Scale(5)),
    ("million mn", Word::Scale(6)),
    ("crore crores", Word::Scale(7)),
    ("billion bn", Word::Scale(9)),
    ("trillion tn", Word::Scale(12)),
    ("dozen", Word::Dozen),
    ("dozens scores hundreds thousands millions billions trillions", Word::Many),
    ("first", Word::Ordinal(1)),
    ("second", Word::Ordinal(2)),
    ("third", Word::Ordinal(3)),
    ("fourth", Word::Ordinal(4)),
    ("fifth", Word::Ordinal(5)),
    ("sixth", Word::Ordinal(6)),
    ("seventh", Word::Ordinal(7)),
    ("eighth", Word::Ordinal(8)),
    ("ninth", Word::Ordinal(9)),
    ("tenth", Word::Ordinal(10)),
    ("eleventh", Word::Ordinal(11)),
    ("twelfth", Word::Ordinal(12)),
    ("thirteenth", Word::Ordinal(13)),
    ("fourteenth", Word::Ordinal(14)),
    ("fifteenth", Word::Ordinal(15)),
    ("sixteenth", Word::Ordinal(16)),
    ("seventeenth", Word::Ordinal(17)),
    ("eighteenth", Word::Ordinal(18)),
    ("nineteenth", Word::Ordinal(19)),
    ("twentieth", Word::Ordinal(20)),
    ("thirtieth", Word::Ordinal(30)),
    ("half halves", Word::Fraction(2)),
    ("thirds", Word::Fraction(3)),
    ("fifths", Word::Fraction(5)),
    ("sixths", Word::Fraction(6)),
    ("sevenths", Word::Fraction(7)),
    ("eighths", Word::Fraction(8)),
    ("ninths", Word::Fraction(9)),
    ("tenths", Word::Fraction(10)),
    ("several few couple many", Word::Few),
    ("about around nearly almost roughly approximately some over under", Word::Approximately),
    ("early", Word::Early),
    ("mid", Word::Mid),
    ("late", Word::Late),
    ("the a an", Word::Article),
    ("this that these those", Word::Demonstrative),
    ("last past", Word::Last),
    ("next coming upcoming", Word::Next),
    ("previous preceding prior", Word::Previous),
    ("following ensuing", Word::Following),
    ("current same", Word::Current),
    ("each every", Word::Each),
    ("more less fewer no at up well earlier later end beginning start middle recent latest final remaining sometime", Word::Opener),
    ("new ' \u{2018} `", Word::Opener),
    ("overnight fiscal fy calendar financial q1 q2 q3 q4 o'clock future christmas easter thanksgiving halloween", Word::Named),
    ("twenties thirties forties fifties sixties seventies eighties nineties", Word::Named),
    (
        "$ € £ ¥ ₹ ₽ ₩ ₺ ₴ ₪ us$ a$ c$ hk$ nz$ s$ r$ usd eur gbp jpy chf rs rs. rmb nt$ rm ksh inr cny cad aud zar ngn aed sgd hkd sek nok dkk pln uah",
        Word::Currency,
    ),
];

static TABLE: LazyLock<FxHashMap<&'static str, Word>> = LazyLock::new(|| {
    let rows = VOCABULARY.iter().flat_map(|(words, meaning)| words.split(' ').map(move |word| (word, *meaning)));
    rows.collect()
});

/// What every token of the document can mean.
pub(super) fn classify(lex: Lexical<'_>) -> Vec<Word> {
    let table = &*TABLE;
    let word = |(token, item): (usize, &crate::document::Token)| {
        if item.shape == Shape::Address {
            return Word::Other;
        }
        let norm = without_mid(lex.norm(token));
        match table.get(norm) {
            Some(&word) => word,
            None if norm.strip_prefix('\'').unwrap_or(norm).starts_with(char::is_numeric) => Word::Digits,
            None => Word::Other,
        }
    };
    lex.tokens.items.iter().enumerate().map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_one_row() {
        let mut words: Vec<&str> = VOCABULARY.iter().flat_map(|(words, _)| words.split(' ')).collect();
        words.sort_unstable();
        let twice: Vec<_> = words.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }
}
