//! Cases of our own: `[VALUE|words]` marks a time expression (its type before the value where the value does not tell it),
//! `{TYPE VALUE UNIT|words}` a quantity; brackets in the code of a unit are left out.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::document::{Block, Document, QuantityValue, parse_date};
use crate::model::Model;
use crate::span::Span;
use crate::{sentencizer, tagger, tokenizer};

static MODEL: LazyLock<Model> = LazyLock::new(Model::embedded);

/// A document of one body block a line.
fn document(text: &str) -> Document {
    let model = &*MODEL;
    let mut doc = Document { text: text.to_owned(), ..Document::default() };
    let mut start = 0;
    for line in text.split('\n') {
        let kind = match line.split(' ').next() {
            Some("By") => BlockKind::Byline,
            Some("Stamp:") => BlockKind::Timestamp,
            _ => BlockKind::Body,
        };
        doc.blocks.push(Block { span: Span::at(start, start + line.len()), kind });
        start += line.len() + 1;
    }
    doc.blocks.retain(|block| !block.span.is_empty());
    doc.tokens = tokenizer::tokenize(&model.lexicon, &doc.text, &doc.blocks);
    doc.sentences = sentencizer::split(&doc.text, &doc.blocks, &doc.tokens);
    doc.tags = tagger::tag(&model.tag_dictionary, &model.tag_weights, doc.lexical());
    doc
}

/// The text without its marks.
fn unmarked(expected: &str) -> String {
    let mut text = String::new();
    let mut rest = expected;
    while let Some(open) = rest.find(['[', '{']) {
        text.push_str(&rest[..open]);
        let close = open + rest[open..].find([']', '}']).expect("a mark is closed");
        let (_, words) = rest[open..close].split_once('|').expect("a mark has a bar");
        text.push_str(words);
        rest = &rest[close + 1..];
    }
    text + rest
}

fn label(timex: &Timex) -> String {
    let told = match timex.value.as_str() {
        value if value.starts_with('P') && !value.ends_with("_REF") => TimexType::Duration,
        value if value.starts_with('T') || value.contains("T") && !value.ends_with("_REF") => TimexType::Time,
        _ => TimexType::Date,
    };
    if told == timex.timex_type { timex.value.clone() } else { format!("{} {}", timex.timex_type.as_str(), timex.value) }
}

fn quantity_label(quantity: &Quantity) -> String {
    let value = match &quantity.value {
        QuantityValue::Number(number) => number.to_string(),
        QuantityValue::Text(text) => text.clone(),
    };
    let unit = quantity.unit.as_ref().map_or_else(String::new, |unit| format!(" {}", unit.replace(['[', ']'], "")));
    format!("{} {value}{unit}", quantity.quantity_type.as_str())
}

#[track_caller]
fn check_on(date: &str, expected: &str) {
    let doc = document(&unmarked(expected));
    let (timexes, quantities) = find(doc.lexical(), &doc.tags, parse_date(date));
    let mut marks: Vec<(Span, String)> =
        timexes.iter().map(|t| (t.span, format!("[{}|{}]", label(t), t.span.of(&doc.text)))).collect();
    if expected.contains('{') || !expected.contains('[') {
        marks.extend(quantities.iter().map(|q| (q.span, format!("{{{}|{}}}", quantity_label(q), q.span.of(&doc.text)))));
    }
    marks.sort();
    let mut found = String::new();
    let mut end = 0;
    for (span, mark) in marks {
        found.push_str(&doc.text[end..span.start as usize]);
        found.push_str(&mark);
        end = span.end as usize;
    }
    found.push_str(&doc.text[end..]);
    assert_eq!(found, expected);
}

/// On a Thursday, the 16th of October 2025.
#[track_caller]
fn check(expected: &str) {
    check_on("2025-10-16", expected);
}

#[test]
fn absolute_dates() {
    check("The talks opened in [2024-12|December 2024] and closed on [2025-10-15|Oct. 15, 2025].");
    check("Signed [1949-04-04|4 April 1949], it was amended on [1968-05-21|the 21st of May, 1968].");
    check("He served from [1987|1987] until [2015|2015].");
    check("Filed on [2025-03-03|2025-03-03] in Oslo.");
    check("It rose between [2023-03-03|March 3] and [2023-03-09|March 9, 2023].");
    check("It was sealed on [1997-07-01|Tuesday, July 1, 1997].");
    check("Born in [1979|nineteen seventy-nine], she left.");
    check("In [2000|the year 2000] the dam broke.");
    check("There is no February {CARDINAL 30|30}, as everyone knows.");
}

#[test]
fn decades_centuries_and_parts_of_years() {
    check("Music of [199X|the 1990s] and of [198X|the '80s] sold well.");
    check("It has worked there since [201X|the mid-2010s].");
    check("A [18XX|19th-century] mill stood there; [20XX|the 21st century] forgot it.");
    check("Output fell in [2011-Q3|the third quarter of 2011] and in [2019|FY 2019].");
    check("Prices rose in [2020-SP|spring 2020] and [2021-H1|the first half of 2021].");
    check("[2025-Q3|Third-quarter] profit doubled, but [2025-Q4|the fourth quarter] looks weak.");
    check("Costs grew in [2026-Q1|next year's first quarter], she will say.");
    check("The season of [1994-WI|the winter of 1994] was mild.");
    check("He grew up in [192X|the twenties] and was in his twenties then.");
    check("The market of [198X|the 1980's] fell, and its rate was in the low-50s.");
    check("Once in my early 20s, or in her late 30s, it was easy.");
}

#[test]
fn days_from_the_document() {
    check("[2025-10-16|Today] it rained; [2025-10-15|yesterday] it snowed; [2025-10-17|tomorrow] it will be dry.");
    check("She arrived [2025-10-14|the day before yesterday].");
    check("The minister spoke on [2025-10-13|Monday].");
    check("The court will rule on [2025-10-20|Monday].");
    check("The mayor resigned [2025-10-16|Thursday].");
    check("They met [2025-10-09|last Thursday] and meet again [2025-10-23|next Thursday].");
    check("Shops are scheduled to open [2025-10-18|Saturday].");
    check("On [2025-10-10|Friday] the council planned to vote; a march planned for [2025-10-19|Sunday] was called off.");
    check("She will study [2025-10-15|Wednesday]'s ruling, he said.");
    check("The offer stands until [2025-10-17|Friday].");
    check("Voters expect her to win [2025-10-20|Monday]'s debate, and met ahead of [2025-10-17|Friday]'s vote.");
    check("The company plans to appeal [2025-10-13|Monday]'s ruling.");
}

#[test]
fn stretches_from_the_document() {
    check("[2024|Last year] was dry, [2025|this year] is wet, [2026|next year] may be both.");
    check("He confirmed [2025-W42|earlier this week] what he had denied [2025-09|last month].");
    check("Seeds are sown [2025-11|next month] or in [2026|early 2026].");
    check("It was sold [2025-W40|two weeks ago] and bought [2015|a decade ago].");
    check("Three of them left [2025-10-06|10 days ago].");
    check("She was here [PAST_REF|several years ago].");
    check("The ship sails in [2025-10-19|three days], and it will return.");
    check("Rain fell over [2025-W41-WE|the weekend].");
    check("The fair will open at [2025-W42-WE|the weekend].");
    check("In [2025-05|May] he won; in [2025-12|December] he will play again.");
    check("It began [2025-SP|last spring] and ended [2025-05|last May].");
    check("It fell in [2025-W10|the week of March 6], in [1999|'99] and on [1999-W40-WE|the weekend of Oct. 9, 1999].");
    check("By [2025-12-31|year-end] all shall be well.");
}

#[test]
fn days_without_a_year_are_the_nearest() {
    check("The vote was held on [2025-08-02|Aug. 2].");
    check("The law will take effect on [2026-02-01|Feb. 1].");
    check("Books are due [2025-12-24|Christmas Eve].");
    check("[2025-11-27|Thanksgiving] will be quiet.");
    check_on("2025-01-05", "The siege ended on [2024-12-28|Dec. 28].");
}

#[test]
fn dates_from_the_date_last_spoken_of() {
    check("He fell on [1968-08-20|Aug. 20, 1968], and [1968-08-21|the next day] the town fell. [1968|Later that year] it burned.");
    check("Profit for [2025-Q3|the third quarter] was up from [2024-Q3|a year earlier].");
    check("Born on [1968-08-20|Aug. 20, 1968], he left [1986|18 years later].");
    check("She left in [2011|2011] and died [2014|three years later].");
}

#[test]
fn without_a_document_date_relatives_have_no_value() {
    check_on("", "On [|Wednesday] he said that [|last year] was hard, and [TIME |tonight] is harder.");
    check_on("", "It was in [2015|2015]; it took [P14Y|14 years].");
    check_on("", "Doors open at [T19:30|7:30 p.m.] sharp.");
}

#[test]
fn durations() {
    check("It is expected to last [P2W|two more weeks].");
    check("A [PT30S|30-second] spot about her [P15Y|15-plus years] in office; the twenty-second spot was longer.");
    check("She will rest on Election Day [2025-W42|later this week].");
    check("The talks lasted [PT2.5H|more than two and a half hours].");
    check("The [P14Y|14-year] war and the [P3Y|three-year] truce ended.");
    check("He waited [PT1.5H|an hour and a half], then [PT0.5H|half an hour] more.");
    check("A sentence of [P2Y6M|two years and six months] was asked.");
    check("[P10Y|Over a decade] of drought; it lasted [PXM|several months].");
    check("Over [P10Y|the past decade] and for [P20Y|the past twenty years] nothing grew.");
    check("It rained for [P9M|the first nine months], for [PXD|days], for [P1W|a week].");
    check("A [P1D|day-long] and [PXY|decades-long] silence.");
    check("She rested [P2Y|a couple of years] or [PXW|a few weeks].");
    check("Turn the page in [P3Y|no more than three years].");
    check("[P30D|Some 30 days] passed.");
}

#[test]
fn sets() {
    check("It runs [SET P1D|every day], [SET P2D|every other day] or [SET XXXX-WXX-4|each Thursday].");
    check("The [SET P1D|daily] count and the [SET P1W|weekly] sum; [SET P1Y|annually] it is checked.");
    check("Flights leave on [SET XXXX-WXX-2TNI|Tuesday nights] and on [SET XXXX-WXX-7|Sundays].");
    check("They meet [SET P2Y|every two years], [SET XXXX-07|every July].");
}

#[test]
fn times() {
    check("It struck at [2025-10-16T15:00|3 p.m.] sharp.");
    check("The plane landed at [2025-10-13T10:35|10:35 a.m. Monday].");
    check("He spoke on [2025-10-13TMO|Monday morning] and [2025-10-15TNI|last night].");
    check("[2025-10-16TNI|Tonight] it freezes; [2025-10-16TMO|this morning] it thawed.");
    check("The truce will end at [2025-10-17T24:00|midnight Friday].");
    check("Guns fell silent at [2025-10-16T05:30|0530 GMT].");
    check("Police came at [2025-10-14T21:00|9 p.m.] on [2025-10-14|Tuesday].");
    check("They rang at [2025-10-14T15:32|15:32, Tuesday, October 14].");
    check("The wind turned [2025-10-15TAF|yesterday afternoon].");
}

#[test]
fn references() {
    check("It is [PRESENT_REF|now] closed; [PAST_REF|recently] it was open.");
    check("In [PAST_REF|recent weeks] much changed, and [FUTURE_REF|coming months] will tell.");
    check("It was so in [PAST_REF|the past] and will be in [FUTURE_REF|the future].");
}

#[test]
fn ranges() {
    check("The fair runs [2026-05-05/2026-05-07|May 5-7, 2026].");
    check("He will appear on [2026-05-20|20] and [2026-05-21|21 May].");
    check("A vote is expected on [2026-03-12/2026-03-14|12 to 14 March 2026].");
    check("Pollsters rang from [2025-09-19/2025-09-22|Sept. 19 to 22], or from [2025-09-19|Sept. 19] to 22 towns.");
    check("She ruled in [1991/1995|1991-1995] and played in [2019/2020|2019-20].");
}

#[test]
fn words_that_are_no_dates() {
    check("He may march on the capital in a second.");
    check("The deputy takes over on [2025-05-01|1 May], and 2 May voters agreed.");
    check("The fall of the wall gave spring to their step.");
    check("June Arbor met May Lindqvist, and both sat in the sun.");
    check("Watch the March of Wooden Soldiers.");
    check("At {QUANTITY 2000 ft_i|2000 feet} the air is thin.");
    check("He paid {MONEY 1999 USD|$1999} for it.");
    check("About {CARDINAL 0.75|three-quarters} of them left.");
}

#[test]
fn money() {
    check("It cost {MONEY 1500000000 USD|$1.5 billion}, {MONEY 20 EUR|€20} or {MONEY 20000000 EUR|20 million euros}.");
    check("A fine of {MONEY 5000000000 INR|Rs 500 crore}; {MONEY 0.5 USD|50 cents} a cup.");
    check("It made {MONEY 4100000 GBP|£4.1m}, or {MONEY 4100000 GBP|£4.1mn}, and {MONEY 1100000-4100000 USD|$1.1-4.1 million}.");
    check("The fund passed {MONEY 1000000000 USD|$1B}, while a 737B flew over.");
    check("It raised {MONEY 1000000000 USD|$1billion}, {MONEY 846800000 GBP|£846.8million} and {CARDINAL 3000000|3million} votes.");
    check("They raised {MONEY 20000000 USD|US$20m} and {MONEY 3500000000 GBP|£3.5bn}.");
    check("Some {CARDINAL 5000000|5m} voters and a {QUANTITY 100 m|100m} race.");
    check("Bail of {MONEY 50000 TWD|NT$50,000} and {MONEY 300000 MYR|RM 300,000} was set.");
    check("A bid of {MONEY 5000000-7000000 USD|$5-7 million} failed.");
    check("Aid of {MONEY 4700000 CAD|4.7 million Canadian dollars} and {MONEY 300 RUB|300 roubles}.");
    check("It swallowed {MONEY millions USD|millions of dollars}.");
    check("A {MONEY 50000000 USD|fifty million dollar} campus.");
}

#[test]
fn percentages() {
    check("It rose {PERCENT 12|12 percent}, {PERCENT 4.5|4.5%}, {PERCENT 3|three per cent} and {PERCENT 2|two percentage points}.");
    check("Between {PERCENT 5-7|5-7%} voted.");
}

#[test]
fn measures_and_ages() {
    check("It is {QUANTITY 300 km|300 km} or {QUANTITY 40 mi_i|40 miles} away, a {QUANTITY 20 kg|20-kilogram} load.");
    check("At {QUANTITY 15 Cel|15 degrees Celsius} over {QUANTITY 3000 km2|3,000 square kilometres}.");
    check("A {QUANTITY 40 a|40-year-old} man and an {QUANTITY 8 mo|8-month-old} child; she is {QUANTITY 37 a|37 years old}.");
    check("At {QUANTITY 60 km/h|60 kilometres per hour} it burned {QUANTITY 9 bbl_us|nine barrels}.");
}

#[test]
fn cardinals_and_ordinals() {
    check("{CARDINAL 24|Two dozen} men and {CARDINAL hundreds of thousands|hundreds of thousands} more.");
    check("The {ORDINAL 1|first} and the {ORDINAL 21|21st} of {CARDINAL 1200|twelve hundred}.");
    check("A {CARDINAL 9-0|9-0} win in {CARDINAL 3|three} rounds.");
    check("{CARDINAL 2500000|2.5 million} people, {CARDINAL 121|one hundred twenty-one} towns.");
    check("No one knew one of the men; this one did.");
    check("The new bridge is longer than the old one, a red one, and it is the one they want.");
    check(
        "There was {CARDINAL 1|one} dead man, and {CARDINAL 1|one} in {CARDINAL 5|five} left; only {CARDINAL 1|one} member voted.",
    );
    check(
        "Under the Fifth Amendment the Sixth Circuit on 23rd Street met one-on-one, and a first-name voter came {ORDINAL 3|third}.",
    );
    check("He met the crew at Pier Zero and flew on to Harbour Four.");
    check("The AK-47, COVID-19 and F-16 are no numbers, nor is 555-0123.");
    check("At first the First Lady was silent.");
}

#[test]
fn numbers_of_other_languages() {
    let doc = document("Das kostet 12 % mehr, €20 und 1.234 Meter.");
    let labels: Vec<String> = find_numbers(doc.lexical()).iter().map(quantity_label).collect();
    assert_eq!(labels, ["PERCENT 12", "MONEY 20 EUR", "CARDINAL 1.234"]);
}

#[test]
fn the_documents_date() {
    let date = |text: &str| document_date(document(text).lexical()).map(|date| date.to_string());
    assert_eq!(date("A story\nBy Ada Quill, March 3, 2025\nIt began in 2011."), Some("2025-03-03".to_owned()));
    assert_eq!(date("Published on March 3, 2025\nIt began."), Some("2025-03-03".to_owned()));
    assert_eq!(date("2025-03-03\nIt began."), Some("2025-03-03".to_owned()));
    assert_eq!(date("2025-03-03T10:00:00Z\nIt began."), Some("2025-03-03".to_owned()));
    assert_eq!(date("Stamp: updated Jan. 5, 2026, published 15:32, 3 March 2025\nIt began."), Some("2025-03-03".to_owned()));
    assert_eq!(date("He wrote. March 3, 2025. It was late."), None);
    assert_eq!(date("It began on March 3, 2025, when the dam broke and the river took the town."), None);
    assert_eq!(date(""), None);
}

#[test]
fn odd_input_gives_less() {
    for text in [
        "In year 999999 and on February 30, 99999999999999999999 years ago.",
        "9999-12-31 and two million years later, a thousand centuries ago, 10000 decades from now",
        "999999999999 million billion trillion dollars, 0/0, 1/0, ½½, 5-5-5-5-5-5-5-5-5-5-5, --- %%% $$$",
        "last last last next next the the the of of of 's 's 's - - - mid-mid- mid-",
        "May May May May 5-5-5 1999-1999, q1 q2 the end of the end of the end of",
    ] {
        let doc = document(text);
        for date in [None, parse_date("0001-01-01"), parse_date("9999-12-31"), parse_date("2024-02-29")] {
            let (timexes, quantities) = find(doc.lexical(), &doc.tags, date);
            assert!(timexes.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
            assert!(quantities.iter().all(|q| timexes.iter().all(|t| !t.span.overlaps(q.span))));
        }
    }
}

/// Words of the vocabulary, numbers and marks in any order.
fn any_words() -> impl Strategy<Value = String> {
    let mut words: Vec<&'static str> = words::VOCABULARY.iter().flat_map(|(words, _)| words.split(' ')).collect();
    words.extend(["-", ",", ".", "'s", "of", "to", "ago", "later", "earlier", "period", "ended", "old", "than", "and", "in"]);
    words.extend([
        "1",
        "31",
        "30",
        "2024",
        "0",
        "99",
        "1/2",
        "10:35",
        "3rd",
        "1990s",
        "'90s",
        "999999999999",
        "1e9",
        "2,000",
        "%",
        "km",
    ]);
    let capitals = |word: &str| word[..1].to_uppercase() + &word[1..];
    let mut all: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    all.extend(words.iter().filter(|word| word.is_ascii()).map(|word| capitals(word)));
    proptest::collection::vec(proptest::sample::select(all), 0..60).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn any_words_give_ordered_spans(text in any_words(), glued in any::<bool>(), date in "000[19]-01-01|9999-12-31|20[0-9]{2}-02-2[0-9]") {
        let text = if glued { text.replace(" - ", "-").replace(" , ", ", ") } else { text };
        let doc = document(&text);
        let (timexes, quantities) = find(doc.lexical(), &doc.tags, parse_date(&date));
        prop_assert!(timexes.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        prop_assert!(quantities.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        prop_assert!(quantities.iter().all(|q| !q.span.is_empty() && timexes.iter().all(|t| !t.span.overlaps(q.span))));
        prop_assert!(timexes.iter().all(|t| !t.span.is_empty() && t.value.is_ascii()));
        let _ = document_date(doc.lexical());
        let _ = find_numbers(doc.lexical());
    }
}
