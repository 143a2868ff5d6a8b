//! Cases of our own writing, invented people and events: every name marked in the text, `[TYPE words]`.

use super::read;
use crate::document::{Document, Name};
use crate::model::Model;
use crate::pipeline::{Options, annotate};

/// Compares the names that the rules propose with the marks.
#[track_caller]
fn check(marked: &str) {
    compare(marked, |model, doc| {
        let reading = read(&model.lexicon, &model.tag_dictionary, doc.lexical(), &doc.tags);
        reading.rules.iter().map(|proposal| proposal.name).collect()
    });
}

/// Compares the names that the text gets in the end with the marks.
#[track_caller]
fn check_names(marked: &str) {
    compare(marked, |_, doc| doc.names.clone());
}

#[track_caller]
fn compare(marked: &str, names: impl Fn(&Model, &Document) -> Vec<Name>) {
    let plain = strip(marked);
    let model = Model::embedded();
    let doc = annotate(&model, plain.clone(), &Options::default());
    let mut found = String::new();
    let mut at = 0;
    for name in names(&model, &doc) {
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
fn first_word_of_a_firm() {
    check_names(
        "It was bought by its rival [ORG Oranje Credit]. [ORG Oranje] fell by 2 percent. Shares of [ORG Oranje] fell again.",
    );
}

#[test]
fn surnames_of_full_names_again() {
    check_names("The court heard [PERSON Joost van der Marlow]. A lawyer for [PERSON van der Marlow] spoke to the press.");
    check_names(
        "We met the minister, [PERSON Wopke Brands]. Brands, a lawyer by training, said on Monday that it was late."
            .replace("Brands, a", "[PERSON Brands], a")
            .as_str(),
    );
}

#[test]
fn capital_inside_a_word() {
    check_names("The site is [ORG tripNow]. Users of [ORG tripNow] trade tickets.");
    check_names("The vote was nonBinding for all.");
}

#[test]
fn titles_and_nationalities_stand_apart() {
    check("The talks began after [NORP Kenyan] President [PERSON Amina Odhiambo] met Mr. [PERSON Tulio Benavides] on Monday.");
    check("The [NORP French] Foreign Minister [PERSON Luc Varenne] will visit [GPE Ghana] in May.");
    check("It was agreed by [GPE Lagos] Governor [PERSON Tunde Adeyemi] and the mayor.");
}

#[test]
fn particles_belong_to_the_name() {
    check("Mayor [PERSON Joost de Winter] left. [PERSON De Winter] did not say why.");
    check("The envoy met [PERSON Karim al-Jabri] and [PERSON Joost van der Meulen] in [GPE Vienna].");
    check("Nobody believed that [PERSON Al-Sabahi] would return.");
}

#[test]
fn a_pair_of_subjects_is_one_ministry() {
    check("The [ORG Kenya Fisheries and Oceans Commission] met delegates of [GPE Norway].");
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
fn a_dash_between_spaces_parts_two_names() {
    check("She met [PERSON Deborah Jordan Reynolds] - [PERSON Marlow]'s girlfriend - at a hotel.");
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
fn acronyms_in_lists_keep_their_type() {
    check("[ORG WHO] officials left. Who knows why?");
    check("The [ORG World Health Organization] ([ORG WHO]) asked who had said it, and the [GPE US] told us nothing.");
}

#[test]
fn a_first_word_needs_evidence() {
    check("Farmers blamed the drought. Rain fell on Monday in [GPE Nairobi].");
    check("[PERSON Will Porter] will resign. Will it rain?");
    check("[ORG Election Commission] officials were late.");
    check("[NORP Polish] police found the van.");
}

#[test]
fn headlines_are_read_by_what_is_known() {
    check("Leader Praises Old Ties, [PERSON Okafor] Visits [GPE Moscow] Again\n\nMinister [PERSON Chidi Okafor] left on Monday.");
    check("[PERSON OKAFOR] MEETS ENVOYS IN [GPE CAIRO] AS RAIN GOES ON\n\nMinister [PERSON Chidi Okafor] left on Monday.");
}

#[test]
fn joints_stay_inside() {
    check("The [ORG Bank of Ghana] and the [ORG Commission for Water and Power] agreed.");
    check("[ORG Bellweather & Sons] rose, said the [ORG Nurses' Union].");
    check("She left the [FAC Palace of Justice] and the [LOC Gulf of Aden].");
}

#[test]
fn east_asian_given_names_keep_their_second_part() {
    check("They asked [PERSON Cho Min-seok] about the London-based bank.".replace("London", "[GPE London]").as_str());
}

#[test]
fn events_take_their_common_head() {
    check("The [EVENT Libyan civil war] and [EVENT Hurricane Odalys] were named.");
}

#[test]
fn storms_keep_their_given_name() {
    check("[EVENT Cyclone Odalys] moved inland on Monday. The winds of [EVENT Odalys] will weaken.");
}

#[test]
fn regnal_numbers_belong_to_the_name() {
    check("The coins show [PERSON Harald I], King of the islands, and [PERSON Harald II] of [GPE Norway].");
}

#[test]
fn a_verb_in_lower_case_makes_no_headline() {
    check("What is [ORG Heaven Wide Gaming]?");
}

#[test]
fn facilities_take_their_head() {
    check("The plane landed at [FAC Kestrel Airport] near the [FAC Old Harbour Bridge].");
}

#[test]
fn roles_and_capitals_of_respect_are_no_names() {
    check("The State and the Court thanked God, the CEO and the Acting Director for the GDP figures.");
    check("It cost US$5 million, and COVID-19 cases rose on Christmas.");
}

#[test]
fn consistent_capitals_make_a_name_of_a_noun() {
    check("They swore to keep the [LAW Constitution], and she said that the [LAW Constitution] would stand.");
    check("He said that the Company and the Opposition had met, and that the Company and the Opposition would meet again.");
    check("The [LAW Charter of the Islands] was signed on Monday.");
    check("She left the House after a house had burnt down, and the House rose.");
}

#[test]
fn bylines_name_people() {
    check(
        "Library Closes After Flood\n\nBy [PERSON Esther Brook] and [PERSON Tamsin Vale]\n\nThe library was closed on Monday after water came in.",
    );
    check("Library Closes After Flood\n\nBy [PERSON Oriel Lindqvarn]\n\nThe library was closed on Monday after water came in.");
}

#[test]
fn bylines_name_outlets() {
    check(
        "Library Closes After Flood\n\nBy [PERSON Tamsin Field] [ORG BBC News]\n\nThe library was closed on Monday after water came in.",
    );
}

#[test]
fn datelines_name_a_place_and_an_agency() {
    check(
        "Boats Leave Harbour Again\n\n[GPE PORT MARLOW], June 3, 2021 ([ORG Island News]) — The boats left the harbour on Thursday, a week late.",
    );
}

#[test]
fn credits_name_an_agency() {
    check(
        "Boats Leave Harbour Again\n\nA boat at its berth on Thursday. Photo: [PERSON Maria Weber]/[ORG Shoreline News Agency]\n\nThe boats left the harbour on Thursday, a week late.",
    );
}

#[test]
fn short_forms_follow_the_full_form() {
    check("[PERSON Ellen Garner] runs [ORG Garner Milling Inc.] alone. She said [ORG Garner Milling] would hire.");
    check("[PERSON Ellen Garner] leads the [ORG Ellen Garner Foundation]. [PERSON Ellen Garner] was pleased.");
}

#[test]
fn firms_broadcasters_and_unions_are_organisations() {
    check("Shares in [ORG Barrow & Street] rose, she told [ORG Radio Lissau].");
    check("The [ORG Skarven Fishermen's Association] and the [ORG Skarven Women's League] objected.");
}

#[test]
fn families_are_people() {
    check("[PERSON Nora Garvin] and her brother left. Nobody likes the [PERSON Garvins], they said.");
}

#[test]
fn unknown_places_are_told_by_their_surroundings() {
    check("The glass works at [GPE Tornvik] will reopen, the [ORG Tornvik Tribune] reported.");
    check("The mayor of [GPE Skarven] resigned.");
    check("Boats sail to the [LOC Varnsund] islands, and birds nest in the [LOC Ollerby] wetlands.");
}

#[test]
fn lines_part_names() {
    check("The list of those present on that day was this:\n[PERSON Anna Fischer]\n[PERSON Peter Lindner]");
}

#[test]
fn odd_texts_have_no_names_and_do_not_panic() {
    for text in ["", " ", "A", "al-", "-", "'s", "of the", "Al - - Al-", "\u{200b}", "İ", "X & Y & ", "The Of And"] {
        let _ = annotate(&Model::embedded(), text.to_owned(), &Options::default());
    }
}

#[test]
fn people_are_found_by_what_stands_around_them() {
    check_names("\u{201c}We lost,\u{201d} said [PERSON Brian Baker], a longtime adviser. [PERSON Baker] would not say more.");
    check_names("[PERSON Dilnoza Yusupova], who runs the bakery, told [PERSON Ade Cole] that flour was short.");
    check_names("Police named the driver as [PERSON Marek Hollin], 34, of [GPE Leeds].");
    check_names(
        "The judge, [PERSON Rose Field], asked [PERSON Mr. Young] to sit."
            .replace("[PERSON Mr. Young]", "Mr. [PERSON Young]")
            .as_str(),
    );
}

#[test]
fn offices_are_no_part_of_a_name() {
    check_names("It was Secretary of State [PERSON Ada Marlow] who asked, and she left with [PERSON Marlow]’s aide.");
}

#[test]
fn ordinary_words_with_a_capital_are_no_names() {
    check_names("However, the board met on Monday. Two members left. Nobody objected.");
    check_names("Read more: How the harbour was lost");
    check_names("Voters Worried About Rising Fares\n\nThe fares rose again on Monday, and voters in [GPE Leeds] complained.");
}

#[test]
fn bodies_and_places_keep_their_whole_name() {
    check_names("The [ORG Ministry of Health and Sports] opened a clinic in [GPE Port Marlow], [GPE Ohio].");
    check_names("She left the [ORG University of Lagos] for the [ORG Institute for Border Studies] in [GPE Nairobi].");
    check_names("The [NORP Kenyan] parliament met [ORG European Union] envoys near the [LOC Danube River].");
}

#[test]
fn all_capitals_and_small_letters_are_read_as_far_as_they_tell() {
    check_names("MAYOR OF [GPE PARIS] MEETS [PERSON ADE COLE] IN [GPE LONDON]");
    check_names("the mayor of [GPE paris] met [PERSON angela merkel] in [GPE london] on monday");
}

#[test]
fn hyphens_tie_what_is_one_name() {
    check_names("They asked [PERSON Cho Min-seok] about the [GPE London]-based bank.");
}

#[test]
fn an_acronym_found_once_is_found_everywhere() {
    check_names(
        "The [ORG Harbour Workers' Federation] ([ORG HWFX]) met on Monday. It was the third time [ORG HWFX] said that fees must fall. \
         [ORG HWFX] argues that families want their own quays.",
    );
}

#[test]
fn religions_are_no_persons() {
    check_names("The preacher spoke of radical [NORP Islam] on Monday.");
}

#[test]
fn a_name_found_once_is_found_whole_everywhere() {
    check_names(
        "A host of [ORG RT Norland] said so. You can watch [ORG RT Norland] online. They told the [ORG RT Norland] audience.",
    );
}

#[test]
fn headings_show_the_names_that_the_text_has() {
    check_names(
        "[PERSON Marlow] Power Plant Rules Face Key Test In [GPE U.S.] Court\n\nPresident [PERSON Ada Marlow] said so on Monday. \
         [PERSON Marlow] will leave.\n\nLittle Relief for Refugees: The crisis is here.",
    );
}

#[test]
fn given_names_that_are_verbs() {
    check_names("(Reporting by [PERSON Ada Marlow]; editing by [PERSON Will Dunmore].)");
    check_names("So it went, says [PERSON Ryan Marlow]. Said [PERSON Marlow]: “I do not get the sense of it.”");
}

#[test]
fn an_article_with_a_capital_names_a_newspaper() {
    check_names("He told it to a [NORP New Yorker] and then in The [ORG New Yorker] once more.");
}

#[test]
fn epithets_are_no_part_of_a_name() {
    check_names("[PERSON Ada Marlow] spoke on Monday. Then he met Honest [PERSON Ada Marlow] again.");
}

#[test]
fn partners_are_a_firm() {
    check_names("The contract went to [ORG Lund & Marlow], a caterer. [ORG Lund & Marlow] said that it had acted properly.");
}

#[test]
fn part_of_a_name_that_is_a_place_is_the_person() {
    check_names("[PERSON Ida Jordan] won the race. [PERSON Jordan] said that she was tired.");
}

#[test]
fn a_town_before_its_region_is_no_person() {
    check_names(
        "General [PERSON George Washington] spoke in May. He lived near [GPE Washington], [GPE D.C.], and [PERSON Washington] was tall.",
    );
}
