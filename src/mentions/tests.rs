//! Mentions as markup inside the text, compared as a whole: `[P Anna Berg]` a name of a type (P person, O organisation, G place,
//! N people), given as if the name stage had found it; `«Foreign Minister»` its title; `{the official}` a nominal; `<she>` a
//! pronoun. A nominal in apposition to a name is `{=the mayor}`.

use super::detect;
use crate::document::{Block, Document, Name};
use crate::labels::{BlockKind, EntityType, MentionKind};
use crate::model::Model;
use crate::span::Span;
use crate::{sentencizer, tagger, tokenizer};

const TYPES: [(&str, EntityType); 4] =
    [("P", EntityType::Person), ("O", EntityType::Org), ("G", EntityType::Gpe), ("N", EntityType::Norp)];

/// The bare text, and the names with their byte spans.
fn parse(marked: &str) -> (String, Vec<(Span, EntityType)>) {
    let mut text = String::new();
    let mut names = Vec::new();
    let mut open = None;
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '[' => {
                let (mark, words) = rest.split_once(' ').expect("a type before a name");
                let (_, entity_type) = TYPES.into_iter().find(|(name, _)| *name == mark).expect("a known type");
                open = Some((text.len(), entity_type));
                rest = words;
            }
            ']' => names.extend(open.take().map(|(start, entity_type)| (Span::at(start, text.len()), entity_type))),
            '{' | '}' | '<' | '>' | '«' | '»' | '=' => (),
            _ => text.push(c),
        }
    }
    (text, names)
}

fn render(doc: &Document) -> String {
    let lex = doc.lexical();
    let mut marks: Vec<(Span, String, &str)> = Vec::new();
    for mention in &doc.mentions {
        let open = match mention.kind {
            MentionKind::Name => {
                let mark = TYPES.into_iter().find(|(_, t)| Some(*t) == mention.entity_type).map_or("?", |(name, _)| name);
                format!("[{mark} ")
            }
            MentionKind::Nominal if mention.same_as.is_some() => "{=".to_owned(),
            MentionKind::Nominal => "{".to_owned(),
            MentionKind::Pronoun => "<".to_owned(),
        };
        let close = match mention.kind {
            MentionKind::Name => "]",
            MentionKind::Nominal => "}",
            MentionKind::Pronoun => ">",
        };
        marks.push((lex.span(mention.tokens), open, close));
        if let Some(title) = mention.title.filter(|title| title.end <= mention.tokens.start) {
            marks.push((lex.span(title), "«".to_owned(), "»"));
        }
    }
    let mut out = String::new();
    for (at, c) in doc.text.char_indices().chain([(doc.text.len(), '\0')]) {
        let at = at as u32;
        let mut closing: Vec<_> = marks.iter().filter(|(span, ..)| span.end == at).collect();
        closing.sort_by_key(|(span, ..)| std::cmp::Reverse(span.start));
        closing.iter().for_each(|(_, _, close)| out.push_str(close));
        let mut opening: Vec<_> = marks.iter().filter(|(span, ..)| span.start == at).collect();
        opening.sort_by_key(|(span, ..)| std::cmp::Reverse(span.end));
        opening.iter().for_each(|(_, open, _)| out.push_str(open));
        if c != '\0' {
            out.push(c);
        }
    }
    out
}

#[track_caller]
fn check(marked: &str) {
    let (text, names) = parse(marked);
    let model = Model::embedded();
    let block = Block { span: Span::at(0, text.len()), kind: BlockKind::Body };
    let mut doc = Document { text, blocks: vec![block], ..Document::default() };
    doc.tokens = tokenizer::tokenize(&model.lexicon, &doc.text, &doc.blocks);
    doc.sentences = sentencizer::split(&doc.text, &doc.blocks, &doc.tokens);
    doc.tags = tagger::tag(&model.tag_dictionary, &model.tag_weights, doc.lexical());
    doc.names = names.into_iter().map(|(span, entity_type)| Name { tokens: doc.lexical().tokens_in(span), entity_type }).collect();
    doc.mentions = detect(&model.lexicon, doc.lexical(), &doc.tags, &doc.names);
    assert_eq!(render(&doc), marked);
}

#[test]
fn titles_before_names() {
    check("«[N Ruritanian] President» [P Ana Lima] met «[N Borovian] Foreign Minister» [P Jan Kos].");
    check("The case of «former prime minister» [P Jan Kos] ended.");
    check("«Secretary of State» [P Ana Lima] met «Minister for Trade and Industry» [P Jan Kos].");
    check("«Attorney General» [P Ana Lima] resigned.");
    check("«Deputy Youth and Sports Minister» [P Ana Lima] resigned.");
    check("{The award} went to «actor and director» [P Jan Kos].");
}

#[test]
fn honorifics_are_no_role() {
    check("Mr. [P Kos] met Mrs. [P Lima] and DR. [P Adeyemi].");
    check("«Sen.» [P Kos] met Dr. [P Lima].");
}

#[test]
fn a_determiner_is_no_part_of_a_title() {
    check("“Well «Senator» [P Ana Lima], thank <you>.”");
    check("The «[N Ruritanian] lawyer» [P Ana Lima] won.");
}

#[test]
fn extents_of_nominals() {
    check("{A senior [N Ruritanian] official} left.");
    check("{The head of {the company}} met {the head of [O Brightwell]}.");
    check("{An analyst in [G Lenz]} and {a spokesman for {the ministry}} agreed.");
    check("{Two people familiar with the matter} spoke.");
    check("{People briefed on the talks} spoke to {reporters}.");
    check("{An official with knowledge of the plan} spoke.");
    check("{A veteran} attending {school} met {an assistant managing editor}.");
    check("{The leaders of [G Skarn] and [G Norland]} met. {The two} agreed that <it> was late.");
    check("{Both sides} spoke to {the two countries}.");
    check("Trees grew on both sides of {the road}.");
}

#[test]
fn shares_that_speak_are_people() {
    check("{73 percent} said {41% of {voters}} want <it>.");
    check("Turnout of 73 percent beat the 41% of last year.");
    check("{Eight of 10 voters} agree.");
    check("{Environmental groups} warned {the companies}.");
}

#[test]
fn people_told_by_an_amount_speak() {
    check("{Some} said the plan works, {many} have privately warned of <it>.");
    check("{Those} who said no left. Two of {those} asked were away.");
    check("“No,” said {another}. {Both} said so.");
    check("Some plans failed, and one cost more than another.");
}

#[test]
fn what_is_cited() {
    check("According to {the results}, they won.".replace("they", "<they>").as_str());
    check("All went according to plan.");
}

#[test]
fn relative_clauses_stay_out() {
    check("{The official} who wrote {the letter} resigned.");
}

#[test]
fn possessors() {
    check("{[G Ruritania]'s president} met {<her> lawyer}.");
}

#[test]
fn modifiers_are_no_heads() {
    check("{The police officer} stopped the company car.");
}

#[test]
fn appositions() {
    check("[P Jan Kos], {=the deputy prime minister}, spoke.");
    check("{=The «deputy prime minister»}, [P Jan Kos], spoke.");
    check("[P Ana Lima], 45, {=a teacher}, spoke.");
    check("[P Ana Lima] is {=the director of {the museum}}.");
    check("[P Ana Lima], {=a lawyer} and {=a member of the board}, spoke.");
    check("[P Ana Lima], {a lawyer} and {a member of the board} spoke.");
    check("[P Ana Lima], {=a lawyer} told <us> why.");
    check("<They> left {=the city}, [G Lenz], in May.");
    check("<They> met {the company}, [O Brightwell], and {the court}.");
    check("[O Nur Front] — {=an armed group} led by [P Ali Nur] — withdrew.");
}

#[test]
fn phrases_that_say_what_is_called_so() {
    check("{=<Her> «husband»} [P Jan Kos] left {=the company} [O Brightwell] in May.");
    check("{=[P Ana Lima]'s «sister»} [P Eva Lima] spoke.");
    check("{The report} says that the company [O Brightwell] bought is small.");
    check("The «mayor» [P Jan Kos] spoke.");
}

#[test]
fn what_somebody_is_accused_of_is_no_complement() {
    check("<They> accused {the former secretary of state} of using {the victims}.");
    check("<They> accused {the mayor} of hiding <it>.");
}

#[test]
fn an_opening_role_with_its_date() {
    check("As {=«governor of [G Skarn]}» in 1983, [P Ana Lima] met <them>.");
    check("As {governor of [G Skarn]} <she> left in 1983, [P Ana Lima] said.");
}

#[test]
fn who_is_addressed_is_in_no_apposition() {
    check("«Senator» [P Lima], {Mr. Speaker}, «Governor» [P Kos]: Welcome.");
}

#[test]
fn predicates() {
    check("[P Ana Lima] (born 4 May 1961; died 2020) was {=an actress} and {=amateur director}.");
    check("[P Ana Lima] (D-Lenz), {=the chairwoman of {the committee}}, spoke.");
    check("[P Ana Lima], who is {=a lawyer}, won.");
    check("[P Ana Lima] was elected {=mayor} in May.");
    check("[P Ana Lima] had become {=chairwoman of {the bank}}.");
    check("[P Ana Lima] served as {=mayor}.");
    check("<He> was promoted to {=general}.");
    check("[P Ana Lima] remains {=[P Jan Kos]'s lawyer}.");
    check("[P Ana Lima] was {=both an artist} and {=a teacher}.");
    check("<She> was ordained as {=a minister}.");
    check("As {=a «student in [G Lenz]»}, [P Ana Lima] wrote {a novel}.");
}

#[test]
fn predicates_past_a_remark() {
    check("[P Ana Lima], 45, is {=the mayor}.");
    check("[P Ana Lima], who left in May, was {=the mayor}.");
    check("{=<His> «wife»}, [P Ana Lima], is {=the mayor}.");
    check("[P Ana Lima] left [G Lenz] and later became {=the mayor}.");
    check("[P Ana Lima] said that [P Jan Kos] left and became {the mayor}.");
    check("[P Ana Lima] was {=a lawyer} and {<her> son}, [P Jan Kos], {=a teacher}.");
    check("<She> was {=head of {the jury}}.");
}

#[test]
fn what_is_no_predicate() {
    check("[P Ana Lima] was not {a lawyer}.");
    check("[P Ana Lima] served {the mayor}.");
    check("If [P Ana Lima] is elected {mayor}, the bridge stays.");
    check("Should <she> become {mayor}, the bridge stays.");
    check("Is [P Ana Lima] {a lawyer}?");
    check("As {the mayor} spoke, [P Ana Lima] left.");
    check("[P Ana Lima] is {=a teacher} and {the mayor} was told.");
}

#[test]
fn pronouns_and_the_it_that_refers_to_nothing() {
    check("<She> said <her> plan works and <it> is cheap.");
    check("It is clear that <they> lost.");
    check("It seems <we> won.");
    check("The US vote was <theirs>.");
}
