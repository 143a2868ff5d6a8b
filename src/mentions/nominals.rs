//! Mentions that are common-noun phrases: `a senior official in the capital`, `the company`, `two people close to the talks`.

use super::{Context, names, phrases};
use crate::classes::Classes;
use crate::document::{Agreement, Mention, Referent, Shape};
use crate::labels::{BlockKind, EntityType, MentionKind, Upos, Xpos};
use crate::span::TokenRange;

const HEADS: Classes = Classes::PERSON_NOUNS
    .or(Classes::PEOPLE_NOUNS)
    .or(Classes::ORGANISATION_NOUNS)
    .or(Classes::PLACE_NOUNS)
    .or(Classes::DOCUMENT_NOUNS);

/// Nouns for things that have names and are told again by what they are.
const THINGS: &[&str] = &[
    "aircraft",
    "album",
    "app",
    "attack",
    "award",
    "battle",
    "boat",
    "bomb",
    "book",
    "brand",
    "campaign",
    "ceremony",
    "championship",
    "collection",
    "comet",
    "comedy",
    "competition",
    "concert",
    "conference",
    "conflict",
    "contest",
    "cup",
    "cyclone",
    "device",
    "disease",
    "drama",
    "drink",
    "drug",
    "earthquake",
    "election",
    "event",
    "exhibit",
    "exhibition",
    "fair",
    "festival",
    "film",
    "final",
    "fire",
    "flood",
    "game",
    "games",
    "hurricane",
    "language",
    "missile",
    "mission",
    "movie",
    "musical",
    "novel",
    "opera",
    "operation",
    "painting",
    "pandemic",
    "phone",
    "plane",
    "planet",
    "platform",
    "play",
    "podcast",
    "poem",
    "prize",
    "product",
    "programme",
    "program",
    "project",
    "race",
    "referendum",
    "rocket",
    "satellite",
    "scheme",
    "series",
    "ship",
    "show",
    "sitcom",
    "site",
    "software",
    "song",
    "spacecraft",
    "storm",
    "summit",
    "system",
    "telescope",
    "thriller",
    "tournament",
    "train",
    "trial",
    "vaccine",
    "vehicle",
    "vessel",
    "virus",
    "war",
    "weapon",
    "website",
    "wildfire",
];

/// Most tokens of a share's number.
const LONGEST_NUMBER: usize = 4;

/// One mention a noun phrase whose head the word lists know.
pub fn mentions(context: Context<'_>) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut token = 0;
    while token < context.lex.tokens.len() {
        mentions.extend(share(context, token));
        mentions.extend(cited(context, token));
        mentions.extend(counted(context, token));
        let found = head(context, token);
        token = found.as_ref().map_or(token + 1, |head| head.tokens.end as usize);
        mentions.extend(found.and_then(|head| mention(context, &head)));
    }
    mentions
}

/// A share of those who were asked, where it says or thinks something: `73 percent said`, `41% of voters want`.
fn share(context: Context<'_>, token: usize) -> Option<Mention> {
    let lex = context.lex;
    let is_percent = matches!(lex.norm(token), "percent" | "%" | "pct")
        || lex.norm(token) == "cent" && token > 0 && lex.norm(token - 1) == "per";
    if !is_percent {
        return None;
    }
    let (_, sentence_end) = context.sentence(token);
    let end = match lex.norm(token + 1) {
        "of" => asked(context, token + 2).or_else(|| prepositional(context, token + 1))?,
        _ => token + 1,
    };
    let verb = (end..sentence_end).find(|&at| context.tags[at].upos != Upos::Adv)?;
    let speaks = matches!(context.tags[verb].xpos, Xpos::Vbd | Xpos::Vbp | Xpos::Vbz | Xpos::Vb | Xpos::Md)
        && (verb..sentence_end.min(verb + 2)).any(|at| lex.classes(at).any(Classes::SPEECH_VERBS.or(Classes::ATTITUDE_VERBS)));
    let start = (token.saturating_sub(LONGEST_NUMBER)..token)
        .rev()
        .take_while(|&at| matches!(context.tags[at].xpos, Xpos::Cd | Xpos::Hyph) || lex.norm(at) == "per")
        .last()?;
    let agreement = Agreement { plural: true, ..Agreement::default() };
    speaks.then_some(Mention {
        tokens: TokenRange::at(start, end),
        head: token as u32,
        kind: MentionKind::Nominal,
        entity_type: None,
        referent: Referent::People,
        agreement,
        title: None,
        same_as: None,
    })
}

/// People told by a number or amount alone, where they say something: `Some said`, `many think`, `said another`, `six in 10 say`.
fn counted(context: Context<'_>, token: usize) -> Option<Mention> {
    let lex = context.lex;
    /// How far the verb is looked for.
    const MOST_ADVERBS: usize = 5;
    let (first, end) = context.sentence(token);
    let is_one = matches!(lex.norm(token), "another" | "one" | "someone");
    let those =
        lex.norm(token) == "those" && matches!(lex.norm(token + 1), "who" | "surveyed" | "polled" | "interviewed" | "asked");
    let is_amount = those || matches!(lex.norm(token), "some" | "many" | "most" | "several" | "few" | "both" | "two" | "three");
    if !is_one && !is_amount || context.name_at(token).is_some() {
        return None;
    }
    let speaks = |at: usize| {
        context.tags[at].upos == Upos::Verb && lex.classes(at).any(Classes::SPEECH_VERBS.or(Classes::WEAK_SPEECH_VERBS))
    };
    let the = (lex.norm(token) == "two" && token > first && lex.norm(token - 1) == "the").then_some(token.saturating_sub(1));
    let start = the.unwrap_or(token);
    let before = start.checked_sub(1).filter(|&before| before >= first);
    let opens = before.is_none_or(|before| {
        lex.tokens.items[before].shape.is_mark() || matches!(context.tags[before].xpos, Xpos::Cc) || lex.norm(before) == "that"
    });
    let verb = (token + 1..end.min(token + MOST_ADVERBS)).find(|&at| !matches!(context.tags[at].upos, Upos::Adv | Upos::Aux))?;
    let follows = before.is_some_and(speaks) && lex.tokens.items[verb].shape.is_mark();
    (those || opens && speaks(verb) || follows).then(|| Mention {
        tokens: TokenRange::at(start, token + 1),
        head: token as u32,
        kind: MentionKind::Nominal,
        entity_type: is_one.then_some(EntityType::Person),
        referent: if is_one { Referent::Person } else { Referent::People },
        agreement: Agreement { plural: !is_one, ..Agreement::default() },
        title: None,
        same_as: None,
    })
}

/// What is cited, whatever it is: `according to the results`, `according to research`; but not `according to plan`.
fn cited(context: Context<'_>, token: usize) -> Option<Mention> {
    let lex = context.lex;
    let start = token + 2;
    if lex.norm(token) != "according" || lex.norm(token + 1) != "to" || start >= context.sentence(token).1 {
        return None;
    }
    let end = phrases::end(context, start)?;
    let head = end - 1;
    let is_known = context.name_at(head).is_some() || classes(context, head).any(HEADS) || THINGS.contains(&lex.norm(head));
    let xpos = context.tags[head].xpos;
    let is_bare =
        head == start && xpos == Xpos::Nn && !matches!(lex.norm(head), "research" | "evidence" | "testimony" | "analysis");
    (!is_known && !is_bare && matches!(xpos, Xpos::Nn | Xpos::Nns)).then(|| Mention {
        tokens: TokenRange::at(start, end),
        head: head as u32,
        kind: MentionKind::Nominal,
        entity_type: None,
        referent: Referent::Document,
        agreement: Agreement { plural: xpos == Xpos::Nns, ..Agreement::default() },
        title: None,
        same_as: None,
    })
}

/// The end of `those asked`, `those`, `them`.
fn asked(context: Context<'_>, token: usize) -> Option<usize> {
    let is_verb = |at: usize| context.tags.get(at).is_some_and(|tag| tag.upos == Upos::Verb);
    let end = token + 1;
    matches!(context.lex.norm(token), "those" | "them").then_some(if is_verb(end) && is_verb(end + 1) { end + 1 } else { end })
}

/// Where the people begin of whom a number is counted: `eight of 10 voters`, `nine out of ten doctors`.
fn counted_start(context: Context<'_>, start: usize) -> usize {
    let is_number = |at: usize| context.tags[at].xpos == Xpos::Cd;
    let before = |back: usize| start.checked_sub(back).filter(|_| is_number(start));
    let of = before(1).is_some_and(|at| matches!(context.lex.norm(at), "of" | "in"));
    let out = before(2).is_some_and(|at| context.lex.norm(at) == "out");
    before(if out { 3 } else { 2 }).filter(|&at| of && is_number(at)).unwrap_or(start)
}

/// The head of a noun phrase: one word, or a phrase of the lists such as `attorney general`.
struct Head {
    tokens: TokenRange,
    classes: Classes,
    /// Whether the name that follows is what the phrase means: `the novel` in `the novel Dark Tide`.
    named: bool,
}

fn head(context: Context<'_>, token: usize) -> Option<Head> {
    /// The longest phrase of the lists, in tokens.
    const LONGEST: usize = 4;
    let listed = classes(context, token).any(HEADS);
    if !listed && !THINGS.contains(&context.lex.norm(token)) || !can_head(context, token) || context.name_at(token).is_some() {
        return None;
    }
    let (_, sentence_end) = context.sentence(token);
    let reach = sentence_end.min(token + LONGEST);
    let (end, classes) =
        context.lexicon.longest(context.lex.tokens, token, reach, HEADS).unwrap_or((token + 1, classes(context, token)));
    let hyphen_follows = context.tags.get(end).is_some_and(|t| t.xpos == Xpos::Hyph);
    let adjective_follows = context.tags.get(end).is_some_and(|t| t.xpos == Xpos::Jj);
    // "The deputy prime minister": one office, told in several words.
    let office_follows = adjective_follows && context.lex.classes(end + 1).any(Classes::PERSON_NOUNS);
    // "An assistant managing editor"
    let gerund_follows = context.tags.get(end).is_some_and(|t| t.xpos == Xpos::Vbg);
    let office_follows = office_follows || gerund_follows && context.lex.classes(end + 1).any(Classes::PERSON_NOUNS);
    let noun_follows = phrases::is_noun(context, end) && !is_headline_verb(context, end);
    // "Youth and Sports Minister"
    let portfolio = matches!(context.lex.norm(end), "and" | "&")
        && (token..=token).chain(end + 1..end + 3).all(|at| phrases::is_noun(context, at) && phrases::is_capitalised(context, at))
        && context.lex.classes(end + 2).any(Classes::PERSON_NOUNS);
    let modifies = end < sentence_end && (noun_follows || hyphen_follows || office_follows || portfolio);
    let named = end < sentence_end && is_called(context, token, end, classes);
    (!modifies || named).then_some(Head { tokens: TokenRange::at(token, end), classes, named })
}

/// Whether the name that begins at `end` is what the phrase before it means: `her husband Jan Kos`, `the novel Dark Tide`, `the charity
/// Open Door`; but not `the company Brightwell bought`. A person's role without a possessor is a title.
fn is_called(context: Context<'_>, head: usize, end: usize, classes: Classes) -> bool {
    let lex = context.lex;
    let first = if lex.tokens.items[end].shape == Shape::Quote { end + 1 } else { end };
    let Some(name) = context.name_at(first).filter(|name| name.tokens.start as usize == first) else { return false };
    let start = phrases::start(context, head, phrases::Left::Phrase);
    let singular = matches!(context.tags[head].xpos, Xpos::Nn | Xpos::Nnp) && lex.tokens.items[head].shape == Shape::Lower;
    if !singular || start == head {
        return false;
    }
    let is_possessed = phrases::is_possessed(context, start, head);
    let is_determined = is_possessed || matches!(lex.norm(start), "the" | "this" | "that" | "a" | "an");
    let after = context.tags.get(name.tokens.end as usize).map(|tag| tag.xpos);
    let acts = matches!(after, Some(Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)) && context.sentence(start).0 != start;
    match name.entity_type {
        EntityType::Person => is_possessed && referent(classes, false) == Referent::Person,
        EntityType::Org => is_determined && referent(classes, false) == Referent::Organisation && !acts,
        EntityType::Product | EntityType::WorkOfArt | EntityType::Event => {
            is_determined && matches!(referent(classes, false), Referent::Document | Referent::Other) && !acts
        }
        _ => false,
    }
}

/// The classes of a word. Counted sides and countries are people who act together: `both sides`, `the two countries`, but not
/// `both sides of the street`.
fn classes(context: Context<'_>, token: usize) -> Classes {
    let lex = context.lex;
    let classes = lex.classes(token);
    let Some(before) = token.checked_sub(1).filter(|_| is_party(lex.norm(token))) else { return classes };
    let counted = context.tags[before].xpos == Xpos::Cd || matches!(lex.norm(before), "both" | "all");
    if counted && lex.norm(token + 1) != "of" { classes.or(Classes::PEOPLE_NOUNS) } else { classes }
}

/// Nouns for those who face one another in talks, a dispute or a war.
fn is_party(word: &str) -> bool {
    matches!(word, "sides" | "countries" | "nations" | "parties" | "governments" | "states" | "camps" | "factions")
}

/// Whether the word can be a head: a noun, or a word such as `official` that was read as an adjective and has no noun after it.
fn can_head(context: Context<'_>, token: usize) -> bool {
    if phrases::is_noun(context, token) {
        return true;
    }
    let xpos = |at: usize| context.tags.get(at).map(|t| t.xpos);
    let modified = token.checked_sub(1).and_then(xpos).is_some_and(|x| matches!(x, Xpos::Dt | Xpos::Jj | Xpos::Nnp | Xpos::Nn));
    let modifies = phrases::is_noun(context, token + 1) || matches!(xpos(token + 1), Some(Xpos::Jj | Xpos::Hyph | Xpos::Cc));
    xpos(token) == Some(Xpos::Jj) && modified && !modifies
}

/// Whether a word of a headline in title case is its verb, though it was read as a plural: `Ruritania's Leader Visits Lenz`.
fn is_headline_verb(context: Context<'_>, token: usize) -> bool {
    let lex = context.lex;
    let item = &lex.tokens.items[token];
    let block = lex.block_at(item.span.start);
    block.is_some_and(|b| lex.blocks[b].kind == BlockKind::Headline)
        && context.name_at(token).is_none()
        && item.shape == Shape::Title
        && lex.norm(token).ends_with('s')
        && !item.classes.any(HEADS)
}

fn mention(context: Context<'_>, head: &Head) -> Option<Mention> {
    let start = phrases::start(context, head.tokens.start as usize, phrases::Left::Phrase);
    let last = head.tokens.end as usize - 1;
    // A thing that no list of heads knows is told again with an article: "the ship".
    if !head.named && !head.classes.any(HEADS) && !matches!(context.lex.norm(start), "the" | "this" | "that" | "a" | "an") {
        return None;
    }
    let plural = matches!(context.tags[last].xpos, Xpos::Nns | Xpos::Nnps) || head.classes.any(Classes::PEOPLE_NOUNS);
    let referent = referent(head.classes, plural);
    let start = if referent == Referent::People { counted_start(context, start) } else { start };
    let end = if head.named { head.tokens.end as usize } else { complement_end(context, head, referent) };
    let mut agreement = names::gender(context, start..head.tokens.end as usize);
    // "His lawyer": a possessor's gender says nothing of the one possessed.
    let possessed = (start..last).rev().find(|&at| matches!(context.tags[at].xpos, Xpos::Pos | Xpos::PrpPoss));
    if let Some(possessor) = possessed {
        agreement = names::gender(context, possessor + 1..last + 1);
    }
    agreement.plural = plural;
    Some(Mention {
        tokens: TokenRange::at(start, end),
        head: last as u32,
        kind: MentionKind::Nominal,
        entity_type: match referent {
            Referent::Person => Some(EntityType::Person),
            Referent::Organisation => Some(EntityType::Org),
            _ => None,
        },
        referent,
        agreement,
        title: None,
        same_as: None,
    })
}

fn referent(classes: Classes, plural: bool) -> Referent {
    let kinds = [
        (Classes::PEOPLE_NOUNS, Referent::People),
        (Classes::PERSON_NOUNS, Referent::Person),
        (Classes::ORGANISATION_NOUNS, Referent::Organisation),
        (Classes::DOCUMENT_NOUNS, Referent::Document),
        (Classes::PLACE_NOUNS, Referent::Place),
    ];
    let found = kinds.into_iter().find(|&(class, _)| classes.any(class)).map_or(Referent::Other, |(_, referent)| referent);
    if found == Referent::Person && plural { Referent::People } else { found }
}

/// Where the phrase ends with the complement that tells which one is meant: `of the company`, `in Beirut`, `familiar with the matter`.
fn complement_end(context: Context<'_>, head: &Head, referent: Referent) -> usize {
    let end = head.tokens.end as usize;
    let (_, sentence_end) = context.sentence(end - 1);
    if end + 1 >= sentence_end {
        return end;
    }
    let person = matches!(referent, Referent::Person | Referent::People);
    let word = context.lex.norm(end);
    let object = match word {
        // "accused the secretary of using …"
        "of" if referent == Referent::Person && context.tags[end + 1].xpos == Xpos::Vbg => None,
        "of" => prepositional(context, end),
        "for" | "at" | "from" | "in" | "with" | "on" | "to" if person => located(context, head, end),
        "familiar" | "close" | "briefed" | "involved" | "knowledgeable" | "aware" if person => {
            matches!(context.lex.norm(end + 1), "with" | "to" | "on" | "in" | "about" | "of")
                .then(|| prepositional(context, end + 1))
                .flatten()
        }
        _ => None,
    };
    object.unwrap_or(end)
}

/// The end of the preposition's object, with one more name or `of` phrase: `of Skarn and Norland`, `of the head of the bank`.
fn prepositional(context: Context<'_>, preposition: usize) -> Option<usize> {
    let end = phrases::end(context, preposition + 1)?;
    let named = |at: usize| context.name_at(at).filter(|name| name.tokens.start as usize == at);
    if context.lex.norm(end) == "and"
        && context.name_at(end - 1).is_some()
        && context.tags[preposition - 1].xpos == Xpos::Nns
        && let Some(name) = named(end + 1)
    {
        return Some(name.tokens.end as usize);
    }
    let acts = context.tags.get(end + 1).is_some_and(|tag| tag.xpos == Xpos::Vbg);
    let further = (context.lex.norm(end) == "of" && !acts).then(|| phrases::end(context, end + 1)).flatten();
    Some(further.unwrap_or(end))
}

/// A complement that places a person: `in Beirut`, `at the bank`, `for the ministry`, `with knowledge of the talks`. Only one
/// that begins with a name or a determiner; a date or a measure belongs to the verb.
fn located(context: Context<'_>, head: &Head, preposition: usize) -> Option<usize> {
    let lex = context.lex;
    let next = preposition + 1;
    let named = context.name_at(next).is_some();
    match lex.norm(preposition) {
        "with" => {
            let knowledge = (next..next + 3).find(|&at| lex.norm(at) == "knowledge")?;
            (lex.norm(knowledge + 1) == "of").then(|| prepositional(context, knowledge + 1)).flatten()
        }
        "on" => None,
        "to" => {
            let emissary = matches!(
                lex.norm(head.tokens.start as usize),
                "adviser" | "advisor" | "ambassador" | "envoy" | "aide" | "assistant" | "heir"
            );
            let determined = context.tags[next].upos == Upos::Det || context.tags[next].xpos == Xpos::PrpPoss;
            (emissary && (named || determined)).then(|| prepositional(context, preposition)).flatten()
        }
        "in" | "at" | "from" if named => prepositional(context, preposition),
        "at" | "for" if named || lex.norm(next) == "the" => prepositional(context, preposition),
        _ => None,
    }
}
