//! Cases for the roles of blocks, each phenomenon in a text of our own.
//!
//! A case is the text with every block in brackets behind its role: `[headline Bridge reopens]`. White space outside the
//! brackets belongs to no block; a bracket inside a block is not possible.

use proptest::prelude::*;

use super::segment;
use crate::labels::BlockKind;
use crate::model::Model;

fn check(marked: &str) {
    let mut text = String::new();
    let mut expected = Vec::new();
    let mut rest = marked;
    while let Some((outside, inside)) = rest.split_once('[') {
        text.push_str(outside);
        let (block, after) = inside.split_once(']').expect("every bracket is closed");
        let (kind, words) = block.split_once(' ').expect("a role and a space before the words");
        expected.push((BlockKind::parse(kind).expect("a role").as_str(), words.to_owned()));
        text.push_str(words);
        rest = after;
    }
    text.push_str(rest);
    let lexicon = Model::embedded().lexicon;
    let found: Vec<_> = segment(&lexicon, &text).into_iter().map(|b| (b.kind.as_str(), b.span.of(&text).to_owned())).collect();
    assert_eq!(found, expected, "{text}");
}

const LEAD: &str = "[body The drawbridge of Port Elder opened to traffic on Monday, two years after a barge struck its pier.]";
const SECOND: &str = "[body Drivers had waited since dawn to be the first across the river, and some had brought flags.]";
const THIRD: &str = "[body The repair cost 40 million dollars, more than twice what the town council had planned for it.]";
const FOURTH: &str = "[body Ferries will go on running until the end of the month, the harbour master told the council.]";

#[test]
fn paragraphs_between_empty_lines() {
    check(&format!("[headline Bridge of Port Elder Reopens]\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}\n"));
}

#[test]
fn one_paragraph_a_line() {
    check(&format!("[headline Bridge of Port Elder reopens]\n{LEAD}\n{SECOND}\r\n{THIRD}"));
}

#[test]
fn no_headline() {
    check(&format!("{LEAD}\n\n{SECOND}\n\n{THIRD}"));
    check(LEAD);
}

#[test]
fn one_line() {
    check("[headline Bridge of Port Elder reopens]");
    check("[dateline PORT ELDER (Coastwire) -] [body The drawbridge opened on Monday. Drivers had waited since dawn for it.]");
}

#[test]
fn nothing() {
    check("");
    check(" \n\t\r\n\u{a0}\n");
}

#[test]
fn headline_with_a_stop_in_title_case() {
    check(&format!("[headline Bridge of Port Elder Reopens After Two Years.]\n\n{LEAD}\n\n{SECOND}"));
}

#[test]
fn head_of_a_story() {
    check(&format!(
        "[headline Harbour town reopens its bridge]\n[standfirst After two years of detours the town has its market back]\n\
         [byline By Mara Quill and Tom Field]\n[timestamp Published 3:14 PM EDT, Mon March 3, 2025]\n\n{LEAD}\n{SECOND}"
    ));
    check(&format!("[headline Harbour town reopens its bridge]\n[byline Mara Quill]\n[timestamp Updated 2 hours ago]\n{LEAD}"));
}

#[test]
fn bylines() {
    for byline in
        ["By Mara Quill", "Story by Mara Quill, Coastwire", "Mara Quill, Harbour Correspondent", "By MARA QUILL and TOM FIELD"]
    {
        check(&format!("[headline Harbour town reopens its bridge]\n[byline {byline}]\n{LEAD}\n{SECOND}"));
    }
    check(&format!("[headline Harbour town reopens its bridge]\n[byline By Will Dunlop]\n{LEAD}\n{SECOND}"));
    check(&format!("{LEAD}\n{SECOND}\n[byline (Reporting by Mara Quill in Port Elder; Editing by Tom Field)]"));
    check(&format!("{LEAD}\n{SECOND}\n[byline (Reporting by Mara Quill; Editing by Will Dunlop)]"));
}

#[test]
fn the_authors_role_is_part_of_the_byline() {
    for role in ["Education reporters", "Political correspondent", "Staff Writer", "Chief harbour correspondent, Skarn"] {
        check(&format!("[headline Harbour town reopens its bridge]\n[byline By Mara Quill]\n[byline {role}]\n{LEAD}\n{SECOND}"));
        check(&format!("[headline Harbour town reopens its bridge]\n[byline Mara Quill]\n[byline {role}]\n{LEAD}\n{SECOND}"));
    }
    check(&format!(
        "[headline Harbour town reopens its bridge]\n[standfirst Reporters watched from the pier as the first cars crossed]\n\
         [byline By Mara Quill]\n{LEAD}\n{SECOND}"
    ));
}

#[test]
fn a_sentence_that_begins_with_by_is_no_byline() {
    check(&format!("{LEAD}\n[body By Monday, the queue was two miles long.]\n{THIRD}"));
}

#[test]
fn timestamps() {
    for stamp in
        ["3 March 2025", "Monday, March 3, 2025", "2025-03-03 14:05 UTC", "Last updated: 03/03/2025 at 9.15am GMT", "5 hours ago"]
    {
        check(&format!("[headline Harbour town reopens its bridge]\n[timestamp {stamp}]\n{LEAD}\n{SECOND}"));
    }
}

#[test]
fn marks_without_a_place_are_no_dateline() {
    check("[body //_0:]");
}

#[test]
fn datelines() {
    check(
        "[headline Bridge reopens]\n[dateline PORT ELDER, March 3 (Coastwire) —] [body The drawbridge opened to traffic on Monday.]",
    );
    check("[headline Bridge reopens]\n[dateline PORT ELDER –] [body The drawbridge of the town opened to traffic on Monday.]");
}

#[test]
fn captions() {
    check(&format!("[headline Bridge reopens at last]\n\n[caption Mayor Lena Ortiz - Engineer Tom Field]\n\n{LEAD}\n\n{SECOND}"));
    check(&format!("{LEAD}\n[caption Drivers wait at the bridge on Monday. (Photo: Mara Quill)]\n{SECOND}"));
    check(&format!("{LEAD}\n[caption File photo: the bridge after the collision]\n{SECOND}"));
    check(&format!("{LEAD}\n[caption Lena Ortiz in her office. Lou Fenn/Getty Images]\n{SECOND}"));
}

#[test]
fn subheads() {
    check(
        &format!("{LEAD}\n\n[subhead A long road]\n\n{SECOND}\n\n[subhead Who pays?]\n\n{THIRD}")
            .replace("[subhead Who pays?]", "[body Who pays?]"),
    );
}

#[test]
fn a_line_that_ends_with_a_colon_is_body() {
    check(&format!("{LEAD}\n\n[body Ortiz continued:]\n\n{SECOND}"));
    let welcome =
        "Madam Speaker, Governor Lind, Reverend Oake, Senator Quill, Mayor Ortiz, and Fellow Citizens of the Lenz Valley:";
    check(&format!("[body {welcome}]\n\n{LEAD}\n\n{SECOND}"));
}

#[test]
fn interruptions() {
    for cue in [
        "Advertisement",
        "ADVERTISEMENT",
        "Read more: Ferry captains look for new work",
        "Story continues below advertisement",
        "Related: Council votes on harbour fees",
        "Also read: Council votes on harbour fees",
        "Sign up for our newsletter",
    ] {
        check(&format!("{LEAD}\n\n[interruption {cue}]\n\n{SECOND}\n\n{THIRD}"));
    }
}

#[test]
fn a_list_of_other_stories_after_the_end() {
    check(&format!("{LEAD}\n\n{SECOND}\n\n[boilerplate Related Posts]"));
    check(&format!(
        "{LEAD}\n\n{SECOND}\n\n[boilerplate Related Posts]\n[boilerplate Ferry captains look for new work]\n\
         [boilerplate Council votes on harbour fees]"
    ));
}

#[test]
fn a_list_of_other_stories_between_paragraphs() {
    check(&format!(
        "{LEAD}\n\n[interruption Recommended]\n[boilerplate Ferry captains look for new work]\n[boilerplate Lou Fenn]\n\
         [boilerplate Mar 1, 2025]\n\n{SECOND}\n\n{THIRD}"
    ));
}

#[test]
fn share_buttons_and_notices() {
    check(&format!(
        "[headline Harbour town reopens its bridge]\n[boilerplate Share on Facebook]\n[boilerplate Tweet]\n{LEAD}\n{SECOND}\n\
         [boilerplate © 2025 Coastwire. All rights reserved.]"
    ));
}

#[test]
fn a_menu_word_heads_a_section_of_an_article() {
    check(&format!("{LEAD}\n\n[subhead Politics]\n\n{SECOND}\n\n[subhead Culture]\n\n{THIRD}"));
}

#[test]
fn pull_quotes() {
    check(&format!(
        "{LEAD}\n\n[body “We have waited long enough for this bridge and nobody will miss the ferry,” Ortiz said on Monday.]\n\n\
         [pullquote We have waited long enough for this bridge and nobody will miss the ferry]\n\n{SECOND}"
    ));
}

#[test]
fn comments_below_an_article() {
    check(&format!(
        "{LEAD}\n{SECOND}\n[boilerplate Comments]\n[boilerplate mountainman99]\n[comment They should have seen this coming years ago.]\n\
         [boilerplate Reply]"
    ));
    check(&format!("{LEAD}\n{SECOND}\n[boilerplate Join the conversation]\n{THIRD}"));
}

/// The article on a page that was copied whole: a menu above it, a list of other stories below it.
fn check_on_page(article: &str) {
    let menu: String =
        ["Skip to main content", "Home", "News", "World", "Sport", "Weather", "Sign in", "Subscribe", "Search", "Most read"]
            .iter()
            .map(|line| format!("[boilerplate {line}]\n"))
            .collect();
    let others: String =
        (1..20).map(|n| format!("[boilerplate Story number {n} from the harbour]\n[boilerplate {n} hours ago]\n")).collect();
    let others = others.replace("[boilerplate 1 hours ago]", "[boilerplate 1 hour ago]");
    check(&format!(
        "{menu}{article}\n[boilerplate More on this story]\n{others}[boilerplate View comments]\n\
         [comment I drove across it this morning and it shakes.]\n[boilerplate Terms of Use]\n"
    ));
}

/// The head of a story for [`check_on_page`].
const HEAD: &str = "[headline Harbour town reopens its drawbridge]\n[byline By Mara Quill]\n[timestamp 3 March 2025]";

#[test]
fn a_whole_page() {
    check_on_page(&format!("{HEAD}\n[boilerplate Share this story]\n{LEAD}\n{SECOND}\n[subhead A long road]\n{THIRD}"));
}

#[test]
fn a_byline_with_the_authors_life() {
    check_on_page(&format!(
        "[headline Harbour town reopens its drawbridge]\n\
         [byline By Mara Quill, a deputy editor who was born in Port Elder. She has covered harbours and ferries for ten years.]\n\
         [timestamp 3 March 2025]\n{LEAD}\n{SECOND}\n{THIRD}"
    ));
}

#[test]
fn a_headline_on_a_page_may_end_with_an_abbreviation() {
    check_on_page(&format!(
        "[headline Drivers Wait for Drawbridge of Port Elder, R.I.]\n[byline By Mara Quill]\n{LEAD}\n{SECOND}\n{THIRD}"
    ));
}

#[test]
fn the_second_copy_of_a_text_is_the_pages() {
    let caption = "Drivers crossed the river for the first time.";
    check_on_page(&format!("{HEAD}\n{LEAD}\n{SECOND}\n[body {caption}]\n[boilerplate {caption}]\n{THIRD}"));
    let chorus = "[body Row, row, said the ferrymen of Port Elder to one another.]";
    check(&format!("{LEAD}\n{chorus}\n{SECOND}\n{chorus}\n{THIRD}"));
}

#[test]
fn a_line_among_buttons_is_a_gallerys() {
    check_on_page(&format!(
        "{HEAD}\n{LEAD}\n{SECOND}\n[boilerplate View photos]\n[boilerplate The first cars cross the bridge on Monday.]\n\
         [boilerplate Buy photo]\n{THIRD}\n{FOURTH}"
    ));
}

#[test]
fn the_title_of_another_story_between_paragraphs() {
    check_on_page(&format!(
        "{HEAD}\n{LEAD}\n{SECOND}\n[interruption Why Are the Piers of Port Elder So Old?]\n[interruption March 1, 2025]\n{THIRD}\n{FOURTH}"
    ));
    check_on_page(&format!(
        "{HEAD}\n{LEAD}\n{SECOND}\n[interruption Related]\n[boilerplate I drove across the new bridge. It hums like an organ.]\n{THIRD}"
    ));
}

#[test]
fn pictures_with_labels_and_credits_set_apart_by_looks() {
    let caption = "[caption Drivers wait at the bridge before dawn on Monday, some with flags in their hands.]";
    for label in ["Image", "Photo"] {
        check(&format!("{LEAD}\n[caption {label}]\n{caption}\n{SECOND}\n{THIRD}"));
    }
    check(&format!("{LEAD}\n[caption The bridge from the pier.CreditLou Fenn for Coastwire]\n{SECOND}"));
    check(&format!("{LEAD}\n[caption CreditLou Fenn for Coastwire]\n{SECOND}"));
    check(&format!("{LEAD}\n[body Credit for the early finish goes to the night shift, the engineers said.]\n{SECOND}"));
}

#[test]
fn notices_and_keywords() {
    for line in [
        "bridges, ferries, harbours, Port Elder, traffic, transport",
        "Tags: bridges, ferries, harbours, Port Elder, traffic, transport",
        "A version of this article appeared in print on March 4, 2025, on page 3 of the morning edition",
        "Coastal stories delivered to your inbox every Friday",
        "Our reports from the harbours are supported by",
        "© 2025 Coastwire",
    ] {
        check(&format!("{LEAD}\n{SECOND}\n{THIRD}\n[boilerplate {line}]"));
    }
}

#[test]
fn talk_begins_with_its_first_turn() {
    check(
        "[headline Talking of bridges]\n\n[body Q: Why two years?]\n\n[body A: Because the pier had to be built again from the river's bed.]",
    );
    check(
        "[headline Talking of bridges]\n[body HOST: Why?]\n[body MARA QUILL: Because the pier had to be built again from the bed.]",
    );
    check(&format!("[headline Talking of bridges]\n[standfirst UPDATE: Cars cross]\n{LEAD}"));
}

#[test]
fn a_mail_that_was_passed_on() {
    check(&format!(
        "[boilerplate ---------- Forwarded message ---------]\n[boilerplate From: Mara Quill <mara@example.com>]\n\
         [headline Subject: The bridge is open]\n\n{LEAD}\n\n{SECOND}\n\n[boilerplate --]\n[boilerplate Mara Quill]\n\
         [boilerplate Sent from my telephone]"
    ));
    check(&format!("{LEAD}\n[boilerplate --]\n{SECOND}\n{THIRD}"));
}

#[test]
fn a_list_in_a_sentence_is_no_list_of_keywords() {
    check(&format!("{LEAD}\n[body Cars, vans, carts, bicycles, prams, and one hearse were the first to cross.]\n{THIRD}"));
}

#[test]
fn a_paragraph_behind_a_pictures_copyright() {
    check(&format!(
        "{LEAD}\n[body © Provided by Coastwire The bridge had been closed for two years, and nobody in the town could say when the barge \
         that struck it would be taken away from the northern pier or who would pay for that.]\n{THIRD}"
    ));
}

#[test]
fn wrapped_lines_of_a_mail() {
    for line_end in ["\n", "\r\n"] {
        check(
            &"[boilerplate From: Mara Quill <mara@example.com>]\n[headline Subject: The bridge is open]\n\n\
              [body The drawbridge of Port Elder opened to traffic on Monday, two\nyears after a barge struck its northern pier and cut the town\n\
              off from its market.]\n\n\
              [body Drivers had waited since dawn to be the first across the river,\nand some had brought flags.]\n\
              [body The council was glad.]\n"
                .replace('\n', line_end),
        );
    }
}

#[test]
fn short_lines_are_not_joined() {
    check(
        &format!("{LEAD}\n\n[body Those honoured were:]\n[body The crew of the northern ferry line\n]{SECOND}")
            .replace("\n]", "]\n")
            .replace("[body The crew", "[subhead The crew"),
    );
}

proptest! {
    #[test]
    fn blocks_hold_every_character_that_is_not_white_space(text in "\\PC{0,80}|([A-Za-z.:\"“”©@/()-]{0,9}[ \r\n\u{a0}\u{2028}]{1,3}){0,60}") {
        let lexicon = Model::embedded().lexicon;
        let blocks = segment(&lexicon, &text);
        let mut at = 0;
        for block in &blocks {
            prop_assert!(text[at..block.span.start as usize].trim().is_empty());
            let words = block.span.of(&text);
            prop_assert!(!words.is_empty() && words.trim() == words);
            at = block.span.end as usize;
        }
        prop_assert!(text[at..].trim().is_empty());
    }
}
