//! Cases of our own writing, invented people and events: every name marked in the text, `[TYPE words]`.

use crate::model::Model;
use crate::pipeline::{Options, annotate};

/// Annotates the text without its marks and compares the names with the marks.
#[track_caller]
fn check(marked: &str) {
    let plain = strip(marked);
    let doc = annotate(&Model::embedded(), plain.clone(), &Options::default());
    let mut found = String::new();
    let mut at = 0;
    for name in &doc.names {
        let span = doc.lexical().span(name.tokens).range();
        found.push_str(&plain[at..span.start]);
        found.push_str(&format!("[{} {}]", name.entity_type.as_str(), &plain[span.clone()]));
        at = span.end;
    }
    found.push_str(&plain[at..]);
    assert_eq!(found, marked);
}

/// The text without `[TYPE ` and `]`.
fn strip(marked: &str) -> String {
    let mut plain = String::new();
    for piece in marked.split(']') {
        match piece.rsplit_once('[') {
            Some((before, name)) => {
                plain.push_str(before);
                plain.push_str(name.split_once(' ').map_or("", |(_, words)| words));
            }
            None => plain.push_str(piece),
        }
    }
    plain
}

#[test]
fn titles_and_nationalities_stand_apart() {
    check("The talks began after [NORP Kenyan] President [PERSON Amina Odhiambo] met Mr. [PERSON Tulio Benavides] on Monday.");
    check("The [NORP French] Foreign Minister [PERSON Luc Varenne] will visit [GPE Ghana] in May.");
    check("It was agreed by [GPE Lagos] Governor [PERSON Tunde Adeyemi] and the mayor.");
}

#[test]
fn particles_belong_to_the_name() {
    check("The envoy met [PERSON Karim al-Jabri] and [PERSON Joost van der Meulen] in [GPE Vienna].");
    check("Nobody believed that [PERSON Al-Sabahi] would return.");
}

#[test]
fn heads_make_organisations() {
    check("She joined the [ORG Ministry of Health and Sports] and later the [ORG Institute for Border Studies].");
    check("He worked for [ORG Kellner Holdings Ltd.] before the trial.");
}

#[test]
fn hyphens_part_what_they_do_not_join() {
    check("A [GPE Syria]-backed group and the [GPE China]-[GPE India] border were on the agenda.");
    check("Trade in the [LOC Asia-Pacific] fell.");
}

#[test]
fn last_names_follow_full_names() {
    check("The coach, [PERSON Dean Jordan], said nothing. Later [PERSON Jordan] said that he was sorry.");
}

#[test]
fn acronyms_follow_what_they_stand_for() {
    check("Fighters of [ORG Harakat Nur al-Bahr] (HNB) left. The [ORG HNB] denied it.".replace("(HNB)", "([ORG HNB])").as_str());
}

#[test]
fn odd_texts_have_no_names_and_do_not_panic() {
    for text in ["", " ", "A", "al-", "-", "'s", "of the", "Al - - Al-", "\u{200b}", "İ", "X & Y & ", "The Of And"] {
        let _ = annotate(&Model::embedded(), text.to_owned(), &Options::default());
    }
}
