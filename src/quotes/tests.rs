//! Cases of our own writing. A case is a paragraph with its annotation drawn into it: `{1d …}` the content of quote 1, which
//! is direct (`m` mixed, `i` indirect, `s` scare; `*` after it for an act other than speech), `[1 …]` its source, `<1 …>` its
//! cue, `^1 …^` the outlet, `%1 …%` the reason for anonymity. `[1,2 …]` is the source of two quotes. Quotes are numbered in the
//! order of their contents.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::document::{Document, Quote};
use crate::labels::{QuoteAct, QuoteKind};
use crate::model::Model;
use crate::model::frames::FrameModel;
use crate::pipeline::{Options, annotate};
use crate::span::Span;

use super::frame::Pattern;

fn document(text: &str) -> Document {
    annotate(&Model::embedded(), format!("Council Votes On Bridge\n\n{text}"), &Options::default())
}

/// The markup of a quote's parts: opening sign, label, closing sign.
fn parts(number: usize, quote: &Quote) -> Vec<(Span, &'static str, String, &'static str)> {
    let kind = match quote.kind {
        QuoteKind::Direct => "d",
        QuoteKind::Mixed => "m",
        QuoteKind::Indirect => "i",
        QuoteKind::Scare => "s",
    };
    let act = if quote.act == QuoteAct::Other { "*" } else { "" };
    let mut parts: Vec<_> = quote.content.iter().map(|&span| (span, "{", format!("{number}{kind}{act}"), "}")).collect();
    let named = [(quote.source, "[", "]"), (quote.cue, "<", ">"), (quote.via, "^", "^"), (quote.reason, "%", "%")];
    parts.extend(named.into_iter().filter_map(|(span, open, close)| span.map(|span| (span, open, number.to_string(), close))));
    parts
}

fn drawn(doc: &Document) -> String {
    let mut labels: BTreeMap<(Span, &str, &str), Vec<String>> = BTreeMap::new();
    for (index, quote) in doc.quotes.iter().enumerate() {
        for (span, open, label, close) in parts(index + 1, quote) {
            labels.entry((span, open, close)).or_default().push(label);
        }
    }
    // Closing signs before opening ones; of those that open together the longer first.
    let mut signs: Vec<(u32, i64, String)> = Vec::new();
    for ((span, open, close), numbers) in labels {
        signs.push((span.start, i64::from(u32::MAX - span.len()), format!("{open}{} ", numbers.join(","))));
        signs.push((span.end, -1, close.to_owned()));
    }
    signs.sort();
    let mut out = String::new();
    let mut at = 0;
    for (offset, _, sign) in signs {
        write!(out, "{}{sign}", &doc.text[at..offset as usize]).expect("a String");
        at = offset as usize;
    }
    out + &doc.text[at..]
}

/// The text without the signs of the markup.
fn plain(case: &str) -> String {
    let mut out = String::new();
    let mut rest = case;
    while let Some(at) = rest.find(['{', '[', '<', '^', '%', '}', ']', '>']) {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let label = after.len()
            - after.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | 'd' | 'm' | 'i' | 's' | '*')).len();
        let opens = after.starts_with(|c: char| c.is_ascii_digit()) && after[label..].starts_with(' ');
        rest = if opens { &after[label + 1..] } else { after };
    }
    out + rest
}

#[track_caller]
fn check(case: &str) {
    let found = drawn(&document(&plain(case)));
    assert_eq!(found.trim_start_matches("Council Votes On Bridge\n\n"), case);
}

/// Checks the words of the mention that speaks the first quote; empty where none does.
#[track_caller]
fn check_speaker(text: &str, expected: &str) {
    let doc = document(text);
    let speaker = doc.quotes.first().and_then(|quote| quote.speaker);
    let words = speaker.map_or("", |id| doc.lexical().span(doc.mentions[id.index()].tokens).of(&doc.text));
    assert_eq!(words, expected, "{text}");
}

#[test]
fn quotation_before_its_cue() {
    check("“{1d We lost,}” [1 Dana Reyes] <1 said>.");
    check("\"{1d We lost,}\" [1 Dana Reyes] <1 said>.");
    check("“{1d We lost,}” <1 said> [1 Dana Reyes].");
    check("“{1d We lost,}” [1 she] <1 said>. “{1d We will try again.}”");
    check("“{1d The bridge,}” [1 Reyes] <1 said>, “{1d will open in May.}”");
    check("“{1d Is it safe?}” [1 Reyes] <1 asked>.");
    check("“{1d One. Two. Three,}” [1 he] <1 said>.");
}

#[test]
fn cue_before_its_quotation() {
    check("[1 Reyes] <1 said>, “{1d We lost.}”");
    check("[1 Reyes] <1 said:> “{1d We lost. We will try again.}”");
    check("[1 She] <1 told> ^1 the Harbour Courier^: “{1d Enough is enough.}”");
    check("[1 A reporter for Skarn Today] <1 said> {1i the pier was closed}.");
    check("[1 An analyst in Porto Verde] <1 put it>, “{1d This is a pause, not an end.}”");
    check("<1 Said> [1 Jo Poe]: “{1d Enough is enough.}”");
    check("The hall was full.\n\n<1 Continued> [1 Poe]:\n\n“{1d Enough is enough.}”");
    check("“{1d The pier is open, right?}” [1 Reyes] <1 remarked>, alluding to the flood.");
    check("The crews were put in a terrible position: the pier was closed.");
    check("[1 The minister] <1 wrote on Twitter:> “{1d We are ready.}”");
}

#[test]
fn attribution_in_the_middle() {
    check(
        "“{1d Our firms have worked there for years,}” [1 Lindqvist] <1 said>, according to ^1 the state-run NTA news agency^. “{1d There are new fields.}”",
    );
    check("“{1d We will rebuild,}” <1 said> [1 Tom Achebe, the mayor of Westport]. “{1d It will take time.}”");
    check("{1i The plan}, [1 he] <1 said>, {1i would fail by spring}.");
}

#[test]
fn reported_clauses() {
    check("[1 Reyes] <1 said> {1i the road would close on Friday}.");
    check("[1 The ministry] <1 announced> {1i that schools would reopen}.");
    check("{1i The road will close on Friday}, [1 officials] <1 said>.");
    check("[1 He] <1 added> {1i that the port was ready}.");
    check("[1 Police] <1 declined> {1i to say whether anyone was hurt}.");
    check("[1 Karlsson] <1 told> ^1 the Tribune^ {1i that talks had failed}.");
    check("[1 Karlsson] <1 told> the court {1i Ms Lindqvist was looking for a flat}.");
    check("[1 Karlsson] <1 told> ^1 reporters^ {1i Lindqvist had left}.");
    check("[1 Two groups] <1 warned> {1i the work would destroy the beds}.");
    check("<1 According to> [1 the bank], {1i rates will rise again}.");
    check("{1i Rates will rise again}, <1 according to> [1 the bank].");
    check("[1,2 Kim] <1 praised> {1i the bill} and <2 said> {2i she would sign it}.");
    check("[1,2 The governor] <1 said> {1i the storm had passed}, <2 adding> {2i that crews were at work}.");
}

#[test]
fn clauses_with_quoted_words() {
    check("[1 President Amara Diallo] on Tuesday <1 called for> {1m a “redefinition” of ties with Norvia}.");
    check("[1 Diallo] <1 praised> {1m the “special bond” that has tied the two nations for decades}.");
    check("[1 The company] <1 said> {1m crews “would work all through the night.”}");
    check("[1 Reyes] <1 said> {1m the plan was “a disaster” for the coast}.");
    check("[1 Both sides] <1 hailed> {1m the talks as “constructive,”} but doubts remain.");
}

#[test]
fn markers_that_belong_to_another_word() {
    check("[1,2 Reyes] <1 criticised> {1i the plan}, <2 calling> {2m it “a gift to the shippers”}.");
    check("[1 Reyes] <1 hopes> {1i* to win votes in towns that lost a school}.");
    check("Most of the people admitted to the country since June are children.");
    check("The pact came late in a decade that nobody forgot, and the towns “{1s between}” paid.");
    check("[1 Reyes, who lost in May], <1 called> {1m his rival “a weathervane without a roof”}.");
    check("[1 Reyes] <1 said> in Skarn {1i that the road would close}.");
}

#[test]
fn quoted_words_that_nobody_says() {
    check("Norvia brokered a series of “{1s truce deals}” along the coast.");
    check("The so-called “{1s fix}” came late.");
}

#[test]
fn sources_with_what_identifies_them() {
    check("“{1d We lost,}” <1 said> [1 Ann Lee, who runs the county's shelter].");
    check("[1 Cory Amsel, 22, of Flint, Mich.], <1 said> {1i he had not given up}.");
    check("[1 The mayor], who spent the morning there, <1 said> {1i the fire was out}.");
    check("[1 The official watchdog for government buying] <1 said> {1i the contract was void}.");
    check("[1 A spokesman for the port authority] <1 said> {1i ships would wait}.");
    check(
        "“{1d He will ask for their return,}” [1 the official] <1 said>, %1 speaking on condition of anonymity because he was not allowed to talk%.",
    );
}

#[test]
fn sources_close_to_the_matter() {
    check("[1 Two people familiar with the merger] <1 said> {1i the bank's board was divided}.");
    check("[1 Officials directly involved in the plan] <1 said> {1i it would cost more}.");
    check("{1i The board was divided}, <1 said> [1 a person briefed on the vote].");
    check_speaker("People close to the talks said they would resume.", "People close to the talks");
    check_speaker(
        "A source close to the harbour secretary said the pair had not spoken.",
        "A source close to the harbour secretary",
    );
    check_speaker("A transport ministry official said a second wall was planned.", "A transport ministry official");
}

#[test]
fn reasons_for_anonymity_are_not_said() {
    check(
        "[1 A senior harbour official], %1 speaking on condition of anonymity because the terms are not yet public%, <1 said> {1i the two sides had come close to walking out}.",
    );
    check("[1 A ministry official] who %1 asked not to be named% <1 said> {1i a second wall was planned}.");
    check("[1 A diplomat] who %1 declined to be identified% <1 said> {1i the talks had stalled}.");
    check("“{1d It was dead,}” [1 a diplomat] <1 said>. He %1 asked not to be named because the meetings were private%.");
    check("“{1d It was dead,}” [1 a diplomat] <1 said>.\n\nHe asked not to be named because the meetings were private.");
}

#[test]
fn labels_of_genre_are_no_sources() {
    for label in ["Interview", "The Latest", "Live updates", "Exclusive", "Opinion"] {
        let text = format!("{label}: Bridge To Open Early Next Spring\n\nThe council met on Monday. It has nine members.");
        assert!(annotate(&Model::embedded(), text, &Options::default()).quotes.is_empty(), "{label}");
    }
    let text = "Mayor: Bridge To Open Early Next Spring\n\nThe council met on Monday. It has nine members.";
    assert_eq!(annotate(&Model::embedded(), text.to_owned(), &Options::default()).quotes.len(), 1);
}

#[test]
fn relative_pronouns_speak_for_their_antecedent() {
    check_speaker("The authority, which threatened to cancel the contract, met on Friday.", "The authority");
    check_speaker("The mayor, who said the fire was out, left early.", "The mayor");
    check_speaker("The Skarn Harbour Authority (SHA), which threatened to withdraw, met on Friday.", "Skarn Harbour Authority");
    check_speaker("The mayor of Skarn, a former pilot, who said the fire was out, left early.", "a former pilot");
    check("[1 Ann Lee and Tom Achebe] <1 both denied> {1i that they had met}.");
    check_speaker("The head of the harbour board, who said fees would rise, left.", "The head of the harbour board");
    check_speaker("The head of the harbour board, which said fees would rise, left.", "the harbour board");
    check("[2 Dieter Ahl], [1 who] <1 wanted> {1i* a signature}, <2 blamed> {2m “a handful of lawyers” for the delay}.");
}

#[test]
fn nobody_says_nothing() {
    check("Neither leader mentioned the border dispute.");
    check("No one said the bridge was safe.");
    check("Nobody told the crew that the port was shut.");
    check("None of the ministers said that the plan was sound.");
    check("Not a single official said the plan was sound.");
}

#[test]
fn deeds_are_no_speech() {
    check("The ministry refused such requests.");
    check("Reporters saw fishing crews taken from the pier.");
    check("She has led a programme called Harbour Lights since May.");
    check("The council set about the repair of the pier.");
    check("[1 Reyes] <1 pointed out> {1i that the pier was closed}.");
    check("The company wrote a detailed letter to the council.");
    check("Reyes reported from Skarn.");
    check("The king welcomed his guest warmly, marking a new era.");
    check("[1 The king] <1 welcomed> {1m the start of “a new era”}.");
    check("[1 The ministry] <1 refused> {1i to publish the report}.");
    check("Turnout has declined slightly from 58 percent to 55 percent.");
    check("[1 The ministry] <1 declined> {1i to comment}.");
    check("The minister appeared in court on Monday.");
    check("The minister called in to a talk show about the pier.");
    check("The committees don't disclose their donors, then use that money to pay for spots.");
    check("A leader of a group called Harbour Watch belongs on the list.");
    check("They ran a clinic, Lissito (pronounced lee-SEE-toe), in the hills.");
    check("The ferry company declared bankruptcy in May and was denied a loan.");
    check("The port denied them a mooring until the work was done.");
    check("[1 The mayor] <1 called> {1i Reyes a coward}.");
}

#[test]
fn readers_and_those_punished_do_not_speak() {
    check("You can call the plan whatever you want.");
    check("The council held the mayor in contempt for refusing to testify.");
    check("There was no mention of the flood.");
    check("The move came despite repeated warnings from her lawyer.");
}

#[test]
fn things_that_threaten_or_promise_do_not_speak() {
    check("[1 The drought] <1 threatens> {1i* to ruin the crop}.");
    check("The council passed rules [1 that] <1 encourage> {1i* boats to leave early}.");
    check("[1 The minister] <1 threatened> {1i to leave early}.");
    check("[1 The report] <1 suggests> {1i that boats should leave early}.");
}

#[test]
fn what_is_left_unsaid_is_no_speech() {
    check("She spoke for an hour without mentioning the harbour.");
    check("The council steered clear of criticising the ferry company.");
    check("He left instead of saying who would pay.");
    check("“{1d We lost,}” <1 said> [1 Reyes], speaking of the harbour vote.");
}

#[test]
fn titles_before_the_clause_are_not_said() {
    check("On the programme “Harbour View,” [1 Reyes] <1 said> {1i the road would close}.");
    check("{1m The road, “a disgrace,” would close}, [1 Reyes] <1 said>.");
    check("The film “Low Water” could face the censors.");
}

#[test]
fn adverbs_of_the_content_are_no_part_of_the_cue() {
    check("[1 Reyes] <1 vowed> {1i not to repeat that mistake}.");
    check("[1 Reyes] <1 said> {1i the plan would add so many new rules that nobody could read them}.");
}

#[test]
fn the_last_cue_of_one_who_goes_on_owns_the_sentence() {
    check("{1i Reyes told the guards that she would walk, but they drove her home}, [1 the official] <1 added>.");
    check("{1i Though the pier was new}, [1 he] <1 said>, {1i rebuilding it would cost less}.");
}

#[test]
fn sides_and_countries_speak_together() {
    check_speaker("Both sides hailed the meeting as “constructive,” but doubts remain.", "Both sides");
    check_speaker("The two countries said they would meet again.", "The two countries");
    check_speaker("Officials on both sides said the truce was holding.", "Officials");
}

#[test]
fn shares_and_counts_are_sources() {
    check("[1 73 percent] <1 said> {1i the bridge was safe}.");
    check("[1 Only 52 percent of registered voters] <1 said> {1i the bridge was safe}.");
    check("[1 About 41 percent of those asked] <1 said> {1i they would move}.");
    check("[1 Two of them] <1 said> {1i the bridge was safe}.");
    check_speaker("73 percent said they would vote.", "73 percent");
    check_speaker("Only 52 percent of registered voters said they would vote.", "52 percent of registered voters");
    check_speaker("About 41% of those asked said they would move.", "41% of those asked");
    check_speaker("More than 60 per cent said they would move.", "60 per cent");
    check_speaker("Nearly eight of 10 voters say the bridge is unsafe.", "eight of 10 voters");
    check_speaker("Many of his supporters said the bridge was unsafe.", "his supporters");
}

#[test]
fn paragraphs_in_marks_follow_their_introduction() {
    check(
        "The hall was full.\n\n[1 The Skarn Courier] <1 reports:>\n\n\"{1d The bridge was closed at dawn.}\"\n\n\"{1d The mayor stayed at home that day.}\"",
    );
}

#[test]
fn a_name_in_apposition_speaks() {
    check_speaker("One of the crew's lawyers, Aoife Halloran, said the pier was closed.", "Aoife Halloran");
    check_speaker("The ferry company, Nordvest Line, said it would run four crossings.", "Nordvest Line");
    check_speaker("But his daughter, deputy party leader Aoife Halloran, said the minister was wrong.", "Aoife Halloran");
    check_speaker("The mayor, a friend of Tom Achebe, said the bridge was safe.", "The mayor");
}

#[test]
fn a_quotation_goes_on_with_the_speaker_of_its_first_part() {
    check(
        "“{1d We waited all night,}” [1 Reyes] <1 said> after [2 the mayor] <2 criticised> {2i the plan}. “{1d Nobody came to open the door.}”",
    );
}

#[test]
fn a_lone_quotation_is_not_given_to_several_people() {
    check(
        "{1i The pier must be rebuilt}, [1 engineers] <1 say>.\n\n“{2d It is a disaster for us all.}”\n\nThe council meets on Monday.",
    );
    check("[1 Reyes] <1 said> {1m the pier must be rebuilt}.\n\n“{1m It is a disaster for us all.}”");
}

#[test]
fn sources_with_a_participle_or_relative_clause() {
    check("[1 A surgeon at the centre of an inquiry into deaths at the clinic] <1 said> {1i nobody listened}.");
    check("[1 An earlier review] <1 warned> {1i that the pier was unsafe}.");
    check("[1 A survey released in late August] <1 found> {1i* that most people wanted a pier}.");
    check("[1 A study that appeared in the journal] <1 found> {1i* that piers rot from below}.");
    check("The broadcasts ended on May 10 and [1 the town] <1 says> {1i they will not go on}.");
    check_speaker("A letter seen by the Courier says the pier will close.", "A letter");
}

#[test]
fn insertions_with_a_relative_clause() {
    check("[1 Jo Poe, the head of the firm that owns the pier], <1 said> {1i it would close}.");
    check("[1 The report], published last Friday, <1 said> {1m officials had ignored “explicit warnings”}.");
}

#[test]
fn quotations_over_paragraphs() {
    check("“{1d We began at dawn,}” [1 Reyes] <1 said>. “{1d The river was high.}\n\n“{1d By noon it was over.}”");
    check("“{1d We began at dawn,}” [1 Reyes] <1 said>.\n\n“{1d By noon it was over.}”\n\nNobody was hurt.");
    check(
        "“{1d We began at dawn,}” [1 Reyes] <1 said>. “{1d By noon it was over and nobody could say where the boats had gone}” on the coast.",
    );
}

#[test]
fn unbalanced_marks_end_with_their_paragraph() {
    check("“{1d We began at dawn, and the river was high.}\n\nThe council meets on Monday. It has nine members.");
    check("It was a \"{1s bad idea.}\n\nThe council meets on Monday.");
    check("The board was 6 feet 2\" long.");
}

#[test]
fn single_marks_as_main_style() {
    check("‘{1d I am glad,}’ [1 Mr Hale] <1 said>. ‘{1d It’s the workers’ vote.}’\n\nThe ’90s were different.");
    check("'{1d I'm glad,}' [1 Mr Hale] <1 said>. '{1d They call it “home” here.}'");
}

#[test]
fn nested_marks_belong_to_the_outer_quotation() {
    check("“{1d He told me, ‘Go home,’}” [1 she] <1 said>.");
    check("“{1d They call it “home” here,}” [1 she] <1 said>.");
}

#[test]
fn apostrophes_are_no_marks() {
    check("The workers' union and the '90s band 'em all.");
}

#[test]
fn guillemets_and_low_marks() {
    check("«{1d We lost,}» [1 Reyes] <1 said>.");
    check("„{1d We lost,}“ [1 Reyes] <1 said>.");
}

#[test]
fn clauses_that_the_main_clause_ends() {
    check("{1i The road will close}, as [1 Reyes] <1 said> on Friday.");
    check("As [1 Reyes] <1 said>, {1i the road will close}.");
    check("As [1 Reyes] <1 put it> in a letter to the council, {1m the road is “a ruin.”}");
    check("Although {1i* the council's new plan for the harbour} <1 is expected> {1i* to cost more}, the mayor left it alone.");
    check("[1 Reyes] <1 said> {1i the bridge was safe}, but [2 engineers] <2 said> {2i it was not}.");
    check("[1 The port], however, <1 rejected> {1i* the claim}.");
}

#[test]
fn contents_without_a_verb_end_where_the_clause_goes_on() {
    check("[1 Officials] <1 praised> {1i the crews on the pier} but also had to pay them.");
    check("[1 The firm] <1 agreed> {1i to lend him money}, and the miners' union stepped in.");
    check("[1 Reyes] <1 called for> {1i a new pier} in a brief statement on Thursday.");
    check("Contrary to [1 his] <1 claim> {1i that nobody would pay}, there were long queues.");
    check("Once in her thirties, when [1 Reyes] <1 mentioned> {1i the flood to him}, he laughed.");
    check("The agency has made progress: more staff, more beds and fewer calls lost.");
    check("[1 Reyes] <1 said> {1i the town and its allies will rebuild the pier and open it in May}.");
}

#[test]
fn an_inverted_cue_may_close_the_sentence() {
    check(
        "{1i The town felt safe because it could press the owners for money}, <1 said> [1 Jo Poe, the lawyer for the harbour agency].",
    );
}

#[test]
fn a_last_cue_owns_the_paragraphs_left_open() {
    check("The hall was full.\n\n“{1d We began at dawn.}\n\n“{1d By noon it was over,}” [1 Reyes] <1 said>.");
}

#[test]
fn a_space_before_a_closing_mark_does_not_open_one() {
    check("“{1d We lost, }”[1 Reyes] <1 said>.");
}

#[test]
fn transcript_turns() {
    check("[1 HOST]<1 :> {1i Will you run?}\n\n[2 SEN. LOW]<2 :> {2i I have not decided.}\n\n[3 HOST]<3 :> {3i When will you?}");
    check(
        "[1 HOST]<1 :> {1i You lost. Will you run again?}\n\n[2 LOW]<2 :> {2m No. They say “never” for a reason.}\n\n[3 HOST]<3 :> {3i Why?}",
    );
    check("\"[1 HOST]<1 :> {1d Will you run?}\n\n\"[2 LOW]<2 :> {2d No. Never.}\n\n\"[3 HOST]<3 :> {3d Why?}\"");
}

#[test]
fn labels_of_an_interview() {
    check(
        "Question: When did you begin?\n\n[1 Falco]<1 :> {1i I was nine.}\n\nQuestion: Where was that?\n\n[2 Falco]<2 :> {2i At Brill Point. It rained.}",
    );
    check("Score: two goals.\n\nThe town won again.\n\nScore: three goals.");
}

#[test]
fn signatures_after_a_dash() {
    check("The hall was full.\n\n“{1d We lost. It is a disgrace.}” <1 —> [1 Jo Poe], Leeds");
    check("The hall was full.\n\n“{1d We lost. It is a disgrace.}”<1 ―> [1 Jo Poe].");
    check("The hall was full.\n\n\"{1d We lost. It is a disgrace.}\" <1 --> [1 Jo Poe], 34");
    check("The hall was full.\n\n“{1d It is a disgrace to the town}” <1 -> [1 Mayor Jo Poe]\n\nNobody else spoke.");
    check("The hall was full.\n\n“{1d It is a disgrace to the town.}”\n\n<1 —> [1 Jo Poe]\n\nNobody else spoke.");
    check("“{1d We lost,}” [1 Reyes] <1 said>.\n\n“{2d It is a disgrace.}” <2 —> [2 Jo Poe]");
}

#[test]
fn a_quotation_before_a_name_without_a_verb() {
    check("“{1d It is a disgrace,}” [1 Dr. Jo Poe]. The hall was full.");
}

#[test]
fn ten_thousand_marks_in_a_row() {
    for mark in ["\"", "“", "'", "''", "«"] {
        assert!(document(&mark.repeat(10_000)).quotes.len() <= 10_000);
    }
}

#[test]
fn other_languages_get_their_marks_only() {
    let doc = annotate(
        &Model::embedded(),
        "Der Rat stimmt ab\n\n„Wir haben verloren“, sagte die Ministerin. Das ist nicht das Ende für die Stadt und ihre Brücke."
            .to_owned(),
        &Options::default(),
    );
    assert_eq!(doc.quotes.iter().map(|quote| quote.content[0].of(&doc.text)).collect::<Vec<_>>(), ["Wir haben verloren"]);
    assert!(doc.quotes.iter().all(|quote| quote.source.is_none()));
}

#[test]
fn days_that_own_something_are_not_skipped() {
    check("[1 The mayor] <1 called> {1m Friday's vote a “great day for Skarn.”}");
    check("[1 The mayor] <1 said> Friday {1i the bridge would open}.");
}

#[test]
fn surnames_are_no_auxiliaries() {
    check("[1 Prime Minister Anna May] <1 said> {1i the bridge would open}.");
    check("[1 The bridge] <1 may say> {1i a lot about the town}.");
}

#[test]
fn a_second_quotation_after_the_cue() {
    check("“{1d We lost the vote,}” [1 Ada Marlow] <1 said>, and still “{1d got to sit in on the meeting that day.}”");
    check("{1m Many of the visitors were older}, [1 she] <1 said>, and “{1m I had to step back and think about it.}”");
}

#[test]
fn who_after_several_people_is_the_last() {
    check_speaker("The crowd cheered Ida Lund, Jo Berg and Ana Dahl, who joked, “I have not seen it yet.”", "Ana Dahl");
}

#[test]
fn quotations_keep_what_is_theirs() {
    check("“{1d Every time you say that,}” [1,2 Lund] <1 said>, <2 referring to> {2i the fee}, “{1d you give up the quay.}”");
    check("When pressed on why the plan leaves out dads, [1 the mother of three] <1 replied>, “{1d It is meant to help.}”");
    check("Sen. Ida Lund scolded him: “{1d The town is against you,}” [1 she] <1 said>. “{1d You know it.}”");
}

#[test]
fn verbs_that_no_list_holds_attribute() {
    check("“{1d The pier is gone,}” [1 Reyes] <1 deadpanned>.");
}

#[test]
fn without_weights_the_rules_decide() {
    let doc = document("“We lost,” Dana Reyes said.");
    let quotes = super::extract(&FrameModel::default(), doc.lexical(), &doc.tags, &doc.mentions);
    assert_eq!(quotes[0].confidence, Pattern::QuoteThenCue.confidence());
    assert_eq!(quotes[0].source, doc.quotes[0].source);
}

#[test]
fn confidence_tells_plain_attributions_from_odd_ones() {
    let confidence = |text| document(text).quotes[0].confidence;
    assert!(confidence("“We lost the vote and we will try again,” Dana Reyes said.") > 0.9);
    assert!(confidence("The hall was full and loud.\n\n“We lost the vote and we will try again.”") < 0.6);
}
