//! Groups as markup inside the text: `[1 Anna Berg]` and `[1 she]` must be one entity, `[1 …]` and `[2 …]` two, `[- he]` none.
//! A letter before the number makes the words a name of that type, given as if the name stage had found it (`P` person, `O`
//! organisation, `G` place, `N` people, `E` event, `F` facility); without a letter they are a noun phrase or pronoun that the mention stage
//! must find. Blank lines part blocks; a block that begins with `# ` is a headline, with `~ ` a byline. Phrases outside the markup are free.

use std::collections::BTreeMap;

use super::resolve;
use crate::document::{Block, Document, Entity, Name};
use crate::labels::{BlockKind, EntityType};
use crate::model::Model;
use crate::span::{EntityId, MentionId, Span};
use crate::{mentions, quotes, sentencizer, tagger, tokenizer};

/// A marked phrase: its entity's number (none for `-`), its type if it is a name, its bytes.
struct Marked {
    number: Option<u32>,
    entity_type: Option<EntityType>,
    span: Span,
}

fn parse(marked: &str) -> (String, Vec<Block>, Vec<Marked>) {
    let mut text = String::new();
    let mut blocks = Vec::new();
    let mut phrases = Vec::new();
    for part in marked.split("\n\n") {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let kinds = [("# ", BlockKind::Headline), ("~ ", BlockKind::Byline)];
        let marked = kinds.into_iter().find_map(|(mark, kind)| part.strip_prefix(mark).map(|rest| (kind, rest)));
        let (kind, part) = marked.unwrap_or((BlockKind::Body, part));
        let start = text.len();
        let mut rest = part;
        while let Some((before, after)) = rest.split_once('[') {
            let (inside, after) = after.split_once(']').expect("a bracket is closed");
            let (mark, words) = inside.split_once(' ').expect("a mark and words");
            text.push_str(before);
            let span = Span::at(text.len(), text.len() + words.len());
            text.push_str(words);
            let digits = mark.trim_start_matches(|c: char| c.is_ascii_uppercase());
            phrases.push(Marked { number: digits.parse().ok(), entity_type: entity_type(mark), span });
            rest = after;
        }
        text.push_str(rest);
        blocks.push(Block { span: Span::at(start, text.len()), kind });
    }
    (text, blocks, phrases)
}

fn entity_type(mark: &str) -> Option<EntityType> {
    Some(match mark.chars().next()? {
        'P' => EntityType::Person,
        'O' => EntityType::Org,
        'G' => EntityType::Gpe,
        'N' => EntityType::Norp,
        'E' => EntityType::Event,
        'F' => EntityType::Fac,
        'D' => EntityType::Product,
        'L' => EntityType::Law,
        _ => return None,
    })
}

fn annotated(text: String, blocks: Vec<Block>, phrases: &[Marked]) -> Document {
    let model = Model::embedded();
    let lexicon = &model.lexicon;
    let mut doc = Document { text, blocks, ..Document::default() };
    doc.tokens = tokenizer::tokenize(lexicon, &doc.text, &doc.blocks);
    doc.sentences = sentencizer::split(&doc.text, &doc.blocks, &doc.tokens);
    doc.tags = tagger::tag(&model.tag_dictionary, &model.tag_weights, doc.lexical());
    let named = phrases.iter().filter_map(|p| Some((p.span, p.entity_type?)));
    doc.names = named.map(|(span, entity_type)| Name { tokens: doc.lexical().tokens_in(span), entity_type }).collect();
    doc.mentions = mentions::detect(lexicon, doc.lexical(), &doc.tags, &doc.names);
    doc.quotes = quotes::extract(&model.quotes, doc.lexical(), &doc.tags, &doc.mentions);
    doc.coreference = resolve(lexicon, &model.ranker, doc.lexical(), &doc.tags, &doc.mentions, &doc.quotes);
    doc
}

/// The entity number that the marked phrases say, and the entity that was made, must be one to one.
#[track_caller]
fn check(marked: &str) -> BTreeMap<u32, Entity> {
    let (text, blocks, phrases) = parse(marked);
    let doc = annotated(text, blocks, &phrases);
    let lex = doc.lexical();
    let spans = doc.mentions.iter().enumerate().map(|(index, m)| (lex.span(m.tokens), index));
    let mention_at: BTreeMap<_, _> = spans.map(|(span, index)| ((span.start, span.end), index)).collect();
    let mut found = BTreeMap::new();
    for phrase in &phrases {
        let words = phrase.span.of(&doc.text);
        let mention = mention_at.get(&(phrase.span.start, phrase.span.end));
        let entity = mention.and_then(|&index| doc.coreference.entity_of[index]);
        let Some(number) = phrase.number else {
            assert_eq!(entity, None, "“{words}” should stay open in: {}", doc.text);
            continue;
        };
        let entity = entity.unwrap_or_else(|| panic!("“{words}” has no entity (mention: {mention:?}) in: {}", doc.text));
        let known = *found.entry(number).or_insert(entity);
        let named = |id: EntityId| &doc.coreference.entities[id].name;
        assert_eq!(known, entity, "“{words}” should be {}, is {} in: {}", named(known), named(entity), doc.text);
    }
    let numbers: BTreeMap<_, _> = found.iter().map(|(number, entity)| (*entity, *number)).collect();
    assert_eq!(numbers.len(), found.len(), "two entities became one in: {}", doc.text);
    found.into_iter().map(|(number, entity)| (number, doc.coreference.entities[entity].clone())).collect()
}

#[test]
fn surname_titles_and_possessives() {
    let found = check(
        "Finance Minister [P1 Ilse Varga] spoke on Monday. [P1 Varga] said taxes would fall. Critics of [P1 Varga]'s plan left. Minister [P1 Varga] smiled.",
    );
    assert_eq!((found[&1].name.as_str(), found[&1].title.as_deref()), ("Ilse Varga", Some("Finance Minister")));
    assert_eq!(found[&1].aliases, ["Varga"]);
}

#[test]
fn particles_hyphens_and_accents() {
    check("[P1 Karim al-Hadid] won. [P1 Al-Hadid] thanked voters. [P1 Karim Hadid] left. [P1 Hadid] slept.");
    check("[P1 Jean-Luc Moreau] came. [P1 Jean Luc Moreau] went.");
    check("[P1 Ömer Kılıçoğlu] ran. [P1 Omer Kiliçoglu] won. [P1 Kılıçoğlu] rested.");
    check("[P1 Pieter van den Berg] came. [P1 Van den Berg] spoke. [P1 Berg] left.");
}

#[test]
fn initials_middle_names_and_spellings() {
    check("[P1 Harold T. Osei] ran. [P1 Harold Osei] won. [P1 H. Osei] slept.");
    check("[P1 Sergei Dragunov] came; a second report had [P1 Sergey Dragunov].");
    check("[P1 Marta Ruiz Ortega] came. [P1 Marta Ruiz] left.");
    check("[P1 Daniel Costa] came with [P2 Daniela Costa].");
}

#[test]
fn two_people_share_a_surname() {
    check("[P1 Tom Adler] met [P2 Rita Adler]. Mr. [P1 Adler] spoke first. Mrs. [P2 Adler] listened.");
    check("[P1 Tom Adler] opened the shop in May. [P1 Adler] sold bread. [P2 Rita Adler] joined in June. [P2 Adler] sold cakes.");
    check("Senator [P1 Tom Adler] met Judge [P2 Max Adler]. Senator [P1 Adler] voted. Judge [P2 Adler] ruled.");
    check("[P1 Tom Adler] and [P2 Rita Adler] arrived. [P1 Tom] sang. [P2 Rita] danced.");
}

#[test]
fn titles_tell_two_surnames_apart_without_full_names() {
    check("Mr. [P1 Lindqvist] drove. Mrs. [P2 Lindqvist] read the map. Mr. [P1 Lindqvist] was tired.");
}

#[test]
fn mother_and_daughter() {
    check("[P1 Clara Novotna] raised [P2 Eva Novotna] alone. [P2 Eva] studied law. [P1 Clara] worked nights.");
}

#[test]
fn headline_before_the_full_name() {
    let found = check("# [P1 Okafor] wins the vote\n\n[P1 Grace Okafor] won on Sunday. [P1 Okafor] is 44.");
    assert_eq!(found[&1].name, "Grace Okafor");
    let found = check("# [P1 OKAFOR] RESIGNS\n\n[P1 Okafor] resigned on Sunday.");
    assert_eq!(found[&1].name, "Okafor");
}

#[test]
fn surname_first_names_and_mononyms() {
    check("[P1 Park Ji-hoon] spoke. [P1 Park] said little.");
    check("[P1 Wardah] sang. Fans cheered [P1 Wardah].");
    check("[P1 Sukarto], who uses one name, met [P2 Ana Lima]. [P1 Sukarto] left.");
}

#[test]
fn person_named_like_a_place() {
    check("[P1 Kate Jordan] flew to [G2 Jordan]. [P1 Jordan] met officials. The king of [G2 Jordan] was away.");
    check("[P1 Chad Ellis] visited [G2 Chad]. [P1 Ellis] likes [G2 Chad].");
}

#[test]
fn country_and_its_people_stay_two() {
    check("[G1 Syria] voted. Many [N2 Syrians] stayed calm. The [N- Syrian] vote cheered [G1 Syria]; [N2 Syrians] danced.");
}

#[test]
fn acronyms() {
    let found = check("The [O1 Harbour Workers Union] ([O1 HWU]) struck. [O1 HWU] wants more pay.");
    assert_eq!(found[&1].name, "Harbour Workers Union");
    check("The [O1 Jabhat al-Nur] ([O1 JN]) grew. [O1 JN] then split.");
    check("The [O1 Kurd Labour Front] ([O1 PKX]) grew. [O1 PKX] then split.");
    check("The [O1 National Tax Office] raised fees. The [O1 NTO] said so.");
    check("[G1 United States] and [G1 U.S.] are one; so are [G2 United Kingdom] and [G2 UK].");
}

#[test]
fn short_forms_of_organisations() {
    check("The [O1 Central Bank of Ruritania] cut rates. The [O1 Central Bank] will meet again.");
    check("[O1 Hartmann Voss] rose. [O1 Hartmann] fell later.");
    check("[O1 Brightwell Inc.] rose. [O1 Brightwell] fell.");
    check("The [O1 Ruritanian Foreign Ministry] replied. The [O1 Foreign Ministry] gave no details.");
    check("The [O1 U.S. Department of Fisheries] met. The [O1 Department of Fisheries] voted. [O1 DOF] staff left.");
    check("The [O1 House] voted. The [O1 U.S. House of Representatives] sat late. The [O2 White House] waited.");
    check("[O1 Quill News] reported it first. [O1 Quill] stood by its story. The [O2 Vane Party] lost. [O2 Vane] fell to third.");
    check("[D1 Google Chrome] is fast. [O2 Google] made it.");
    check("[L1 Orr-Vane Act] passed. [L1 Orr-Vane] is harsh. The [L1 Act] starts in May.");
    check("The [O1 New People's League] won. The [O1 New People League] cheered.");
}

#[test]
fn names_that_share_no_word() {
    check("The [O1 Islamic State] lost the town. [O1 ISIS] fled. [O1 Daesh] said nothing.");
    check("[G1 Burma] voted. [G1 Myanmar] is poor. [G2 Taiwan] and [G3 China] watched.");
    let found = check("The [O1 Republican Party] met. [O1 GOP] leaders spoke. The [O1 GOP] won.");
    assert_eq!(found[&1].name, "Republican Party");
}

#[test]
fn short_given_names() {
    check("[P1 Larry Osei] won. [P1 Lawrence Osei] is his name. [P2 Mary Osei] is his wife.");
    check("[P1 Bill] and [P2 Melinda Quist] gave money. [P1 Bill Quist] left.");
    check("[P1 George H.W. Marl] is the father of [P2 George W. Marl].");
    let found = check("[P1 Rafael Edward Quist] is known as [P1 Ted Quist]. [P1 Ted Quist] won. [P1 Quist] smiled.");
    assert_eq!(found[&1].name, "Ted Quist");
}

#[test]
fn given_names_that_are_particles_elsewhere() {
    check("[P1 Ben Quist] and his wife [P2 Candy Quist] left. [P1 Ben] drove.");
    check("[P1 Itamar Ben Zur] spoke. [P1 Ben Zur] left.");
}

#[test]
fn a_surname_that_is_a_given_name_tells_no_gender() {
    check("[P1 Elizabeth Warren] ran. [P1 Warren] won.");
    check("[P1 Mark Kelly] flew. [P1 Kelly] landed.");
}

#[test]
fn company_and_founder_and_foundation() {
    check("[P1 Otto Brandt] founded [O2 Brandt Foundation]. [P1 Brandt] gave millions.");
    check("[O1 Lowell Foundation] met [O2 Lowell] staff.");
    check("The [O1 United League] met. The [O2 United League Security Council] voted.");
}

#[test]
fn pronouns_follow_the_subject() {
    check("[P1 Anna Berg] met [P2 Lena Holt] in Oslo. [1 She] said the talks went well.");
    check("[P1 Anna Berg] praised [P2 Tom Adler]. [2 He] thanked [1 her].");
    check("[P1 Anna Berg] resigned. [1 Her] deputy, [P2 Tom Adler], took over. [2 He] starts on Monday.");
}

#[test]
fn who_spoke_last_goes_on() {
    check(
        "[P1 Tom Adler] ran again. [P1 Adler] won. [P1 Adler] was glad. [P2 Max Holt] ([G3 Lenz]), a critic, said that [2 he] had seen \
         [P1 Adler] lose. “It was close,” [2 he] said.",
    );
}

#[test]
fn initials_with_spaces() {
    check("[G1 The U. S.] said so. [G1 The United States] is sure.");
}

#[test]
fn states_by_their_full_names() {
    check("The [G1 Republic of Norland] voted. [G1 Norland] stayed calm. [G2 D.C.] heard of it in the [O3 District Council].");
}

#[test]
fn a_surname_of_two_is_told_by_the_pronoun_after_it() {
    check("Mrs. [P1 Mara Clay] ran again. Her rival was Mr. [P2 Tom Clay]. If [P1 Clay] wins, as [1 she] did in May, it is over.");
}

#[test]
fn a_term_of_office_tells_who_bore_it() {
    check(
        "Voters remember [P1 Rosa Kern]’s presidency. Senator [P2 Max Holt] spoke. [2 The senator] left. [1 The president] called.",
    );
}

#[test]
fn somebody_of_whom_the_text_speaks_keeps_the_surname() {
    check(
        "[P1 Anna Berg] ran again. [P1 Berg] won the first round. Voters liked [P1 Berg]. The papers liked [P1 Berg]. Critics of [P1 Berg] \
         were few. It rained. [P2 Tom Berg] cooked. It cost little, [P1 Berg] wrote in May.",
    );
    check(
        "[P1 Anna Berg] ran again. Mrs. [P1 Berg] had a daughter, [P2 Ida Berg]. [P2 Ida] sang. Critics liked [P2 Ida]. Mrs. [P1 Berg] did not.",
    );
}

#[test]
fn gender_told_by_the_text() {
    check("Mrs. [P1 Quill] met Mr. [P2 Zandt]. [1 She] left first. [2 He] stayed.");
    check("Actress [P1 Quill] met spokesman [P2 Zandt]. [2 He] smiled at [1 her].");
    check("[P1 Quill], the queen of the village, met [P2 Tom Adler]. [1 She] waved.");
}

#[test]
fn object_pronoun_is_not_its_own_subject() {
    check("[P1 Tom Adler] waited. [P2 Max Holt] called [1 him].");
    check("[P1 Tom Adler] hurt [1 himself].");
}

#[test]
fn nobody_fits() {
    check("[P1 Anna Berg] spoke. [- He] was not there.");
    check("The price rose again. [- She] was not told.");
}

#[test]
fn quotes_change_the_first_and_third_person() {
    check("“[1 I] will win,” [P1 Anna Berg] said. “[1 My] plan is ready.”");
    check("[P2 Tom Adler] resigned in May. “[2 He] was tired,” [P1 Max Holt] said.");
    check("[P1 Tom Adler] spoke for an hour. “The bridge will open,” [1 he] said.");
}

#[test]
fn words_in_quotation_marks_are_read_after_their_source() {
    check(
        "[P1 Tom Adler] met [P2 Max Holt]. [P1 Adler] was calm. “[2 This man] is a fraud. [2 He] lies to [1 me],” [1 he] said of [P2 Holt].",
    );
    check("[P1 Ada Lund] praised [P2 Eva Brill]. “[P2 Brill] is brave. [2 She] fears nobody,” [1 she] said.");
}

#[test]
fn relatives_by_their_surname() {
    check(
        "[P1 Ada Lund] met [P2 Tom Lund] and [P3 Max Brill]. [P1 Ada Lund] said [2 her husband] was at home, and [- her son] too.",
    );
    check("[P1 Ada Lund] met [P2 Tom Lund] and [P3 Paul Lund]. [P1 Ada Lund] said [- her husband] was at home.");
}

#[test]
fn a_lawyer_speaks_of_his_client() {
    check("[P1 Ada Lund] kept quiet. [2 Her lawyer], [P2 Max Holt], said that [1 his client] was at home.");
}

#[test]
fn who_leads_a_body_speaks_of_his_own() {
    check(
        "The director of the [O1 Harbour Centre], [P2 Ina Kord], told the [O3 Marlow Courier] that [1 her group] was calm. [1 The center] closed.",
    );
    check("Republican senator [P1 Tom Brill] of the [O2 Senate] met [P3 Ada Lund]. [P1 Brill] left [- his group].");
}

#[test]
fn companies_without_the_word_for_their_trade() {
    check("[O1 Marlow Brill Elementary School] closed. [O1 Marlow Brill Elementary] was old.");
    check(
        "[O1 Tallow Foods] sold [O2 Brill Energy]. [O1 Tallow] was glad. [P3 Max Orbell] runs [O4 Orbell Foundation]. [O2 Brill] was not.",
    );
}

#[test]
fn chief_opens_the_text() {
    check("# Chief resigns\n\n[P1 Tom Brill] left.");
}

#[test]
fn a_leader_in_the_words_that_told_him() {
    check("Opposition leader [P1 Tom Brill] met [P2 Ada Lund]. [P2 Lund] said [1 the opposition leader] was glad.");
    check("[P1 Tom Brill] met [P2 Max Holt]. [1 He] said [P2 Holt] [2 himself] should leave.");
}

#[test]
fn the_bank_is_the_last_named() {
    check("[1 The central bank], [O1 NBR], warned. [O2 Orvanebank] lost more than ever. [2 The bank] had lent too much.");
    check("[O2 Orvanebank] lost more. [1 The central bank], [O1 NBR], warned it. [1 The bank] is strict.");
}

#[test]
fn the_ceo_is_the_chief_executive() {
    check("[P1 Max Orbell], [1 the chief executive of Tallow Foods], met [P2 Tom Smit]. [P2 Smit] said [1 the CEO] had lied.");
}

#[test]
fn the_newspaper_is_the_last_named() {
    check("[O1 The Marlow Courier] asked [O2 Brill Industries]. [O2 Brill] did not answer. [1 The newspaper] went on asking.");
    check("[O1 The Marlow Courier] asked [O2 Brill News]. [1 The paper] went on asking. [2 The outlet] did not answer.");
}

#[test]
fn candidate_by_his_party() {
    check("[P1 Ada Lund] trails [1 her] rival. [P2 Max Holt], [2 a Republican rival], leads. [2 The Republican nominee] spoke.");
}

#[test]
fn pronoun_after_a_quote_that_names_another() {
    check("[P1 Max Holt] spoke on Friday. “We trust [P2 Tom Adler],” [1 he] said.");
}

#[test]
fn roles() {
    check(
        "Ruritanian President [P1 Ana Lima] met Borovian President [P2 Jan Kos]. The [N- Ruritanian] press cheered. [1 The Ruritanian president] left.",
    );
    check("Foreign Minister [P1 Jan Kos] spoke. Finance Minister [P2 Ana Lima] listened. [2 The finance minister] then left.");
    check("[P1 Jan Kos], the mayor of [G2 Lenz], resigned. [1 The mayor] gave no reason.");
    check("[P1 Jan Kos] is the director of the museum. [1 The director] spoke.");
}

#[test]
fn former_and_deputy_are_other_offices() {
    check(
        "President [P1 Ana Lima] met Vice President [P2 Jan Kos]. [1 The president] spoke first. [2 The vice president] followed.",
    );
    check("Deputy Minister [P1 Jan Kos] spoke. [- The former minister] was absent.");
}

#[test]
fn the_countrys_leader_by_role() {
    check("# [1 Ruritania's Leader] Visits Lenz\n\nRuritanian President [P1 Ana Lima] came on Friday.");
    check("Ruritanian President [P1 Ana Lima] came. [1 The Ruritanian leader] smiled.");
}

#[test]
fn apposition_before_and_after() {
    check("[P1 Jan Kos], [1 the deputy prime minister], spoke.");
    check("[1 The deputy prime minister], [P1 Jan Kos], spoke.");
    let found = check("[P1 Jan Kos], a lawyer for the union, spoke.");
    assert_eq!(found[&1].title.as_deref(), Some("lawyer for the union"));
    check("[O1 Nur Front] — [1 an armed group] led by [P2 Ali Nur] — withdrew. [1 The group] lost.");
}

#[test]
fn lists_are_no_apposition() {
    let found = check("[P1 Jan Kos], the minister and the mayor met [P2 Ana Lima].");
    assert_eq!(found[&1].mentions.len(), 1);
}

#[test]
fn unnamed_sources() {
    let found = check("[1 A senior Ruritanian official] said the talks failed. “They were tense,” [1 the official] said.");
    assert!(!found[&1].named);
    assert_eq!(found[&1].name, "A senior Ruritanian official");
    let found = check("[1 Residents] said the water rose. [1 Residents] said no help came.");
    assert!(!found[&1].named);
}

#[test]
fn a_phrase_alone_is_no_entity() {
    check("[P1 Ana Lima] bought [- the house] near [- a school].");
}

#[test]
fn pronoun_in_a_relative_clause_and_after_a_topic() {
    check("[P1 Max Holt] met [P2 Tom Adler], who has lived abroad since [2 his] fall.");
    check("[P1 Max Holt] spoke on Friday.\n\nFor [P2 Tom Adler], the vote is crucial as [2 he] seeks a new term.");
}

#[test]
fn definite_bodies_and_places() {
    check("The [O1 Lenz High Court] ruled on Friday. [1 The court] gave no reasons.");
    check("[1 The House] met early. The [O1 House of Deputies] passed the bill.");
    check("[O1 Brightwell] cut prices. [1 The company] will close two shops.");
}

#[test]
fn all_article_names_have_an_entity_and_odd_names_are_names() {
    check("[P1 __proto__] met [P2 constructor]. [P1 __proto__] left.");
    check("[P1 Анна Berg] met [P2 Anna Berg].");
}

#[test]
fn salience_orders_entities() {
    let (text, blocks, phrases) =
        parse("# [P1 Lima] resigns\n\n[P1 Ana Lima] resigned. [P1 Lima] left. She thanked [P2 Jan Kos].\n\nShe will go home.");
    let doc = annotated(text, blocks, &phrases);
    let names: Vec<_> = doc.coreference.entities.iter().map(|e| e.name.as_str()).collect();
    assert_eq!(names, ["Ana Lima", "Jan Kos"]);
    let salience: Vec<_> = doc.coreference.entities.iter().map(|e| e.salience).collect();
    assert!(salience.iter().all(|s| (0.0..=1.0).contains(s)) && salience[0] > salience[1]);
}

#[test]
fn boilerplate_names_have_no_entity() {
    let (text, mut blocks, phrases) = parse("[P1 Ana Lima] resigned.\n\nMore: [P1 Ana Lima] at home");
    blocks[1].kind = BlockKind::Boilerplate;
    let doc = annotated(text, blocks, &phrases);
    assert_eq!(doc.coreference.entities.len(), 1);
    assert_eq!(doc.coreference.entities[0].mentions, [MentionId::new(0)]);
}

#[test]
fn who_is_of_a_place_is_not_the_place() {
    check("[P1 Edric of Brill] left [G2 Brill]. [P1 Edric] loved [G2 Brill]. [P3 Edric of Lund] did not.");
    check("[P1 Ada Marlow of Brill] spoke. [P1 Ada Marlow] left with [P2 Tom Brill]. [P1 Marlow] waved.");
}

#[test]
fn a_name_repeated_stays_linear() {
    let marked = "[P1 Ana Lima] ".repeat(20_000);
    let found = check(&marked);
    assert_eq!(found[&1].mentions.len(), 20_000);
}

#[test]
fn who_is_spoken_of_is_called_by_what_he_is() {
    check("[P1 Ida Marlow] won a seat in [G2 Norland] on Monday. [1 The Norland senator] said the vote was close.");
    check("[P1 Ida Marlow] met [P2 Jo Berg] on Monday. \u{201c}No,\u{201d} [1 the billionaire] said.");
    check("Sen. [P1 Ida Marlow] met [P2 Jo Berg], who cheered. [1 The senator] said the vote was close.");
    check("Mayor [P1 Ida Marlow] spoke on Monday. [2 The Norland senator] said the vote was close.");
    check("[P1 Ida Marlow] spoke on Monday. [2 Her lawyer] said the vote was close.");
}

#[test]
fn it_and_they_are_the_subject_before_where_they_are_quoted() {
    check("The [O1 Harbour Authority] sued on Monday. [1 It] said the fees were fair.");
    check("[1 Two local officials] met on Monday. [1 They] said the fees were fair.");
    check("The [O1 Harbour Authority] sued on Monday. [- It] rained.");
}

#[test]
fn the_author_says_i() {
    check("# A day at the quay\n\n~ By [P1 Ida Marlow]\n\n[P2 Jo Berg] left at noon. [1 I] said that it was late.");
}

#[test]
fn a_bare_surname_follows_the_honorific() {
    check("President [P1 Marlow] spoke. Mr. [P1 Marlow] met the first lady, [P2 Ida Marlow], on Monday. [P1 Marlow] smiled.");
}

#[test]
fn a_slip_is_the_one_written_more_often() {
    check("[P1 Daniel Pritchard] swam. [P1 Pritchard] won. [P1 Daniel Prichard] slept.");
    check(
        "[E1 Cyclone Orvande] came. [E1 Orvande] grew. [E1 Cyclone Orvande] left. [E1 Cyclone Orvande] died. [E1 Cyclone Ovande] was late.",
    );
    check("[P1 Ada Halinden], [P2 Ada Kalinden], [P3 Ada Karinden] and [P4 Ada Kalinder] met.");
    check("[P1 Boris Jonsen] met [P2 Ada Jonson]. [P2 Jonson] left.");
}

#[test]
fn who_is_interviewed_answers() {
    check(
        "# The Courier interviews [P1 Ida Marlow]\n\nWhen did [1 you] begin?\n\n[1 I] was nine. [1 My] father hated paper, and [1 I] forgave him.\n\nDo [1 you] draw?\n\n[1 I] do, on driftwood alone.",
    );
    check(
        "# An interview with [P1 Ida Marlow] and [P2 Jan Kos]\n\nHow did it begin?\n\nIt was late, and [1 I] met [P2 Kos].\n\nWho draws?\n\n[2 I] do, since [P1 Ida] writes. I'm [P2 Jan Kos], after all.",
    );
}

#[test]
fn what_was_called_so_is_found_again() {
    check("[1 Her husband] [P1 Jan Kos] left. [P2 Ida Marlow] spoke. [2 She] said nothing.");
    check("She sails on [1 the ship] [D1 Arden]. On Monday [1 the ship] sank. [1 This ship] was old.");
}

#[test]
fn a_school_by_the_word_that_looks_like_a_town() {
    check("[O1 Orvane University] grew. He met her at [G1 Orvane] in May. [G2 Lenz] is far from [G1 Orvane].");
}
