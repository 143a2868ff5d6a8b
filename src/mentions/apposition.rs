//! Ties a noun phrase to the name that it stands beside: `Anna Berg, the mayor,` · `the mayor, Anna Berg,` · `Berg is the mayor` ·
//! `Berg was elected mayor` · `As a mayor, Berg`.

use super::{Context, names, phrases};
use crate::classes::Classes;
use crate::document::{Mention, Referent, Shape};
use crate::labels::{MentionKind, Upos, Xpos};
use crate::span::{MentionId, TokenRange};

/// How many mentions after a name are looked at for its apposition.
const WINDOW: usize = 6;

/// How many mentions may stand between a subject and what a later verb says of it.
const LATE: usize = 16;

/// Longest time or place between an opening role and its comma, in tokens.
const LONGEST_DATE: usize = 5;

/// Sets `same_as` of nominals, and the title of a person whose role the text tells.
pub fn link(context: Context<'_>, mentions: &mut [Mention]) {
    for index in 0..mentions.len() {
        if mentions[index].kind == MentionKind::Name
            && let Some(nominal) = following(context, mentions, index).or_else(|| preceding(context, mentions, index))
        {
            tie(context, mentions, index, nominal);
            if let Some(further) = coordinated(context, mentions, index, nominal)
                && is_comma(context, mentions[further].tokens.end as usize)
            {
                tie(context, mentions, index, further);
            }
        }
        if let Some(nominal) = calling(context, mentions, index) {
            mentions[nominal].same_as = Some(MentionId::new(index));
        }
        let mut said = predicate(context, mentions, index);
        while let Some(nominal) = said {
            tie(context, mentions, index, nominal);
            said = coordinated(context, mentions, index, nominal);
        }
        if let Some(nominal) = opening(context, mentions, index) {
            tie(context, mentions, index, nominal);
        }
    }
}

fn tie(context: Context<'_>, mentions: &mut [Mention], index: usize, nominal: usize) {
    mentions[nominal].same_as = Some(MentionId::new(index));
    if mentions[index].kind != MentionKind::Name {
        return;
    }
    let told = mentions[nominal].agreement;
    let role = role(context, &mentions[nominal]);
    let name = &mut mentions[index];
    name.agreement.feminine |= told.feminine;
    name.agreement.masculine |= told.masculine;
    if name.referent == Referent::Person && name.title.is_none() {
        name.title = Some(role);
    }
}

/// What a clause says that its subject is: `She was the first mayor`, `Anna Berg, who is a teacher`.
fn predicate(context: Context<'_>, mentions: &[Mention], index: usize) -> Option<usize> {
    let subject = &mentions[index];
    if is_supposed(context, subject) {
        return None;
    }
    let end = subject.tokens.end as usize;
    let said = said_of(context, end).or_else(|| said_after_remark(context, subject)).or_else(|| said_later(context, subject))?;
    let bare = |nominal: &Mention| said.bare && nominal.referent != Referent::Person;
    // More than the window may stand before what is said late.
    let late = mentions.iter().enumerate().skip(index + 1).take(LATE);
    let before = late.take_while(|(_, m)| (m.tokens.start as usize) < said.at).last().map_or(index, |(last, _)| last);
    beginning_at(mentions, before, said.at, |nominal| !bare(nominal) && is_said_of(subject, nominal))
}

/// Whether what the clause says is only supposed: `if Berg became mayor`, `should he become mayor`.
fn is_supposed(context: Context<'_>, subject: &Mention) -> bool {
    let start = subject.title.map_or(subject.tokens.start, |title| title.start.min(subject.tokens.start)) as usize;
    let (first, _) = context.sentence(start);
    let before = start.checked_sub(1).filter(|&before| before >= first);
    before.is_some_and(|before| {
        matches!(
            context.lex.norm(before),
            "if" | "whether" | "unless" | "until" | "should" | "had" | "were" | "was" | "is" | "could" | "would" | "might"
        )
    })
}

/// The mention after another that begins at a token and is of the kind asked for.
fn beginning_at(mentions: &[Mention], index: usize, at: usize, is_asked: impl Fn(&Mention) -> bool) -> Option<usize> {
    let candidates = mentions.iter().enumerate().skip(index + 1).take(WINDOW);
    let mut begun = candidates.take_while(|(_, m)| m.tokens.start as usize <= at);
    begun.find(|(_, m)| m.tokens.start as usize == at && is_asked(m)).map(|(found, _)| found)
}

/// The next that is said of the same person: `is a nurse and amateur director`.
fn coordinated(context: Context<'_>, mentions: &[Mention], index: usize, nominal: usize) -> Option<usize> {
    let end = mentions[nominal].tokens.end as usize;
    let at = match (context.lex.norm(end), context.lex.norm(end + 1)) {
        ("," | ";", "and") => end + 2,
        ("and" | ",", _) => end + 1,
        _ => return None,
    };
    let subject = &mentions[index];
    let found = beginning_at(mentions, nominal, at, |nominal| is_said_of(subject, nominal))?;
    let verb = context.tags.get(mentions[found].tokens.end as usize).map(|tag| tag.xpos);
    let begins = matches!(verb, Some(Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md));
    // "was a lawyer and her son, Jan, a teacher"
    let further = context.tags.get(at).is_some_and(|tag| tag.xpos == Xpos::PrpPoss)
        && context.lex.norm(mentions[found].tokens.end as usize) == ",";
    (subject.referent == Referent::Person && !begins && !further).then_some(found)
}

/// What opens a sentence and is said of its subject: `As a student in Lenz, Berg`, `As governor of Skarn in 1983, Berg`.
fn opening(context: Context<'_>, mentions: &[Mention], index: usize) -> Option<usize> {
    let subject = &mentions[index];
    let comma = (subject.tokens.start as usize).checked_sub(1).filter(|&at| context.lex.norm(at) == ",")?;
    let (first, _) = context.sentence(comma);
    if context.lex.norm(first) != "as" {
        return None;
    }
    let earlier = mentions[..index].iter().enumerate().rev().take(WINDOW);
    let (found, nominal) = earlier.into_iter().find(|(_, m)| m.tokens.start as usize == first + 1)?;
    let rest = nominal.tokens.end as usize..comma;
    let dated = (1..=LONGEST_DATE).contains(&rest.len())
        && matches!(context.lex.norm(rest.start), "in" | "from" | "during" | "since" | "until" | "at")
        && rest.clone().all(|at| !matches!(context.tags[at].upos, Upos::Verb | Upos::Aux) && context.lex.norm(at) != ",");
    ((rest.start == comma || dated) && is_said_of(subject, nominal)).then_some(found)
}

fn is_said_of(subject: &Mention, nominal: &Mention) -> bool {
    let open = subject.kind == MentionKind::Pronoun && subject.referent == Referent::Other;
    let thing = !matches!(nominal.referent, Referent::Person | Referent::People);
    let same = subject.referent == nominal.referent && subject.agreement.plural == nominal.agreement.plural;
    nominal.kind == MentionKind::Nominal
        && nominal.same_as.is_none()
        && (same && subject.referent != Referent::People || open && thing && !nominal.agreement.plural)
}

/// What is said of a subject: where it begins, and whether it has no determiner.
struct Said {
    at: usize,
    bare: bool,
}

/// What is said of a subject that ends at a token: `Berg is the mayor`, `Berg (born 1961), who was the mayor`.
fn said_of(context: Context<'_>, subject_end: usize) -> Option<Said> {
    let lex = context.lex;
    let (_, sentence_end) = context.sentence(subject_end.checked_sub(1)?);
    let verb = after_brackets(context, subject_end);
    let relative = lex.norm(verb) == "," && lex.norm(verb + 1) == "who";
    said_by(context, verb + if relative { 2 } else { 0 }, sentence_end)
}

/// What is said of a subject past a remark in commas, or of one that is such a remark: `Berg, 45, is the mayor`, `Berg, who left,
/// was the mayor`, `his wife, Anna, is the mayor`.
fn said_after_remark(context: Context<'_>, subject: &Mention) -> Option<Said> {
    /// The longest remark, in tokens.
    const LONGEST: usize = 16;
    let lex = context.lex;
    let end = subject.tokens.end as usize;
    let (first, sentence_end) = context.sentence(end - 1);
    if lex.norm(end) != "," {
        return None;
    }
    let is_remark = (subject.tokens.start as usize).checked_sub(1).is_some_and(|at| at > first && lex.norm(at) == ",");
    let begins = context
        .tags
        .get(end + 1)
        .is_some_and(|tag| matches!(tag.xpos, Xpos::Cd | Xpos::Wp | Xpos::Wdt | Xpos::Vbn | Xpos::Vbg | Xpos::Dt | Xpos::PrpPoss));
    let close = if is_remark {
        Some(end)
    } else if begins {
        (end + 2..sentence_end.min(end + LONGEST)).find(|&at| lex.norm(at) == ",")
    } else {
        None
    };
    said_by(context, close? + 1, sentence_end)
}

/// What a later verb says of the subject that begins its sentence: `Berg left and became the mayor`.
fn said_later(context: Context<'_>, subject: &Mention) -> Option<Said> {
    /// How far the verb may stand.
    const FAR: usize = 24;
    let lex = context.lex;
    let start = subject.title.map_or(subject.tokens.start, |title| title.start.min(subject.tokens.start)) as usize;
    let end = subject.tokens.end as usize;
    let (first, sentence_end) = context.sentence(start);
    if start != first || !context.tags.get(end).is_some_and(|tag| matches!(tag.xpos, Xpos::Vbd | Xpos::Vbz)) {
        return None;
    }
    // What a clause of its own says is said of its own subject.
    let clause = |&at: &usize| {
        let turns = matches!(
            lex.norm(at),
            "that" | "who" | "which" | "whose" | "as" | "when" | "because" | "while" | "if" | "where" | "whether" | ";" | ":"
        );
        turns || lex.tokens.items[at].shape == Shape::Quote || lex.classes(at).any(Classes::SPEECH_VERBS)
    };
    let near = (end..sentence_end.min(end + FAR)).take_while(|at| !clause(at));
    let verb = near.skip(1).find(|&at| {
        matches!(lex.norm(at), "is" | "was" | "became" | "served")
            && matches!(lex.norm(at - 1), "and" | "then" | "later" | "eventually")
    });
    said_by(context, verb?, sentence_end)
}

/// What a verb says: `is the mayor`, `became mayor`, `was elected mayor`, `served as mayor`.
fn said_by(context: Context<'_>, mut verb: usize, sentence_end: usize) -> Option<Said> {
    let lex = context.lex;
    let xpos = |at: usize| context.tags.get(at).map(|t| t.xpos);
    let adverb = |at: &usize| context.tags.get(*at).is_some_and(|t| t.upos == Upos::Adv && !matches!(lex.norm(*at), "not" | "n't"));
    let after_adverbs = |at: usize| (at..at + 3).find(|at| !adverb(at)).unwrap_or(at);
    verb = after_adverbs(verb);
    if matches!(lex.norm(verb), "has" | "had" | "'s" | "’s") && matches!(xpos(verb + 1), Some(Xpos::Vbn)) {
        verb += 1;
    }
    let next = after_adverbs(verb + 1);
    let (at, may_be_bare) = match lex.norm(verb) {
        "became" | "become" => (next, true),
        "served" | "serves" | "worked" | "works" | "acted" | "acts" if lex.norm(next) == "as" => (next + 1, true),
        "is" | "was" | "been" => match (lex.norm(next), lex.norm(next + 1)) {
            ("elected" | "named" | "appointed" | "reelected" | "re-elected" | "promoted" | "made", "as" | "to") => (next + 2, true),
            ("elected" | "named" | "appointed" | "reelected" | "re-elected" | "made", _) => (next + 1, true),
            (
                "known" | "regarded" | "remembered" | "hailed" | "ordained" | "trained" | "recognized" | "recognised" | "hired"
                | "employed" | "chosen" | "selected" | "picked" | "installed",
                "as",
            ) => (next + 2, false),
            _ => (next, false),
        },
        "remains" | "remained" => (next, false),
        "'s" | "’s" if xpos(verb) == Some(Xpos::Vbz) => (next, false),
        _ => return None,
    };
    // "She was head of the jury."
    let head = lex.classes(at).any(Classes::PERSON_NOUNS) && lex.norm(at + 1) == "of" && lex.norm(verb) != "been";
    let may_be_bare = may_be_bare || head;
    // "Berg is Marlow's lawyer"
    let possessed = || context.name_at(at).is_some_and(|name| xpos(name.tokens.end as usize) == Some(Xpos::Pos));
    let both = lex.norm(at) == "both" && matches!(lex.norm(at + 1), "the" | "a" | "an");
    let determined = both || matches!(lex.norm(at), "the" | "a" | "an") || xpos(at) == Some(Xpos::PrpPoss) || possessed();
    ((determined || may_be_bare) && at < sentence_end).then_some(Said { at, bare: !determined })
}

/// Past remarks in brackets after a name: `Anna Berg (born 1961) [1] is a teacher`.
fn after_brackets(context: Context<'_>, mut at: usize) -> usize {
    /// The longest such remark, in tokens.
    const LONGEST: usize = 32;
    /// How many of them.
    const MOST: usize = 3;
    for _ in 0..MOST {
        let close = match context.lex.norm(at) {
            "(" => ")",
            "[" => "]",
            _ => return at,
        };
        let Some(end) = (at..at + LONGEST).find(|&end| context.lex.norm(end) == close) else { return at };
        at = end + 1;
    }
    at
}

/// The phrase without its determiner.
fn role(context: Context<'_>, nominal: &Mention) -> TokenRange {
    let start = nominal.tokens.start as usize;
    let determined = matches!(context.tags[start].xpos, Xpos::Dt | Xpos::PrpPoss) && start < nominal.head as usize;
    TokenRange::at(start + usize::from(determined), nominal.tokens.end as usize)
}

fn fits(context: Context<'_>, name: &Mention, nominal: &Mention) -> bool {
    // "Senator Lima, Mr. Speaker, and friends": who is addressed is another in a list; but "Mrs. Lima's chief of staff".
    let start = nominal.tokens.start as usize;
    let is_addressed = names::is_honorific(context.lex.norm(start)) && context.name_at(start + 1).is_none();
    nominal.kind == MentionKind::Nominal
        && nominal.same_as.is_none()
        && !is_addressed
        && match name.referent {
            Referent::Person => nominal.referent == Referent::Person,
            Referent::Organisation => matches!(nominal.referent, Referent::Organisation) && !nominal.agreement.plural,
            Referent::Place => nominal.referent == Referent::Place && !nominal.agreement.plural,
            _ => false,
        }
}

/// The apposition after the name.
fn following(context: Context<'_>, mentions: &[Mention], index: usize) -> Option<usize> {
    let name = &mentions[index];
    let joint = after(context, name.tokens.end as usize)?;
    let found = beginning_at(mentions, index, joint.at, |nominal| fits(context, name, nominal))?;
    let end = |nominal: usize| mentions[nominal].tokens.end as usize;
    // "Anna Berg, a lawyer and a member of the board,"
    let further = || {
        let at = end(found) + 1;
        let next = (context.lex.norm(end(found)) == "and")
            .then(|| beginning_at(mentions, found, at, |nominal| fits(context, name, nominal)));
        next.flatten().is_some_and(|next| is_comma(context, end(next)))
    };
    // "Anna Berg, a lawyer told us": the comma after it is forgotten.
    let unclosed = || {
        let start = name.title.map_or(name.tokens.start, |title| title.start.min(name.tokens.start)) as usize;
        let speaks = context.tags.get(end(found)).is_some_and(|tag| matches!(tag.xpos, Xpos::Vbd | Xpos::Vbz))
            && context.lex.classes(end(found)).any(Classes::SPEECH_VERBS);
        let indefinite = matches!(context.lex.norm(joint.at), "a" | "an");
        speaks && indefinite && context.sentence(start).0 == start
    };
    (closes(context, end(found), joint.dash) || further() || unclosed()).then_some(found)
}

fn is_comma(context: Context<'_>, token: usize) -> bool {
    matches!(context.lex.norm(token), "," | "." | ";" | "")
}

/// Where a phrase about the name may begin, and whether a dash joins it.
struct Joint {
    at: usize,
    dash: bool,
}

fn after(context: Context<'_>, name_end: usize) -> Option<Joint> {
    let lex = context.lex;
    let is_number = |token: usize| context.tags.get(token).is_some_and(|t| t.xpos == Xpos::Cd);
    let is_dash = |token: usize| lex.tokens.items.get(token).is_some_and(|t| t.shape == Shape::Dash);
    let (_, sentence_end) = context.sentence(name_end.checked_sub(1)?);
    let past = after_brackets(context, name_end);
    // "Anna Berg (born 1961), a teacher"; but "Anna Berg (a teacher)".
    let at = if matches!(lex.norm(past), ",") || is_dash(past) { past } else { name_end };
    let joint = match lex.norm(at) {
        // "Anna Berg, 45, a teacher": the age stands between.
        "," if is_number(at + 1) && lex.norm(at + 2) == "," => Joint { at: at + 3, dash: false },
        "," | "(" => Joint { at: at + 1, dash: false },
        ")" => {
            let dash = is_dash(at + 1);
            Joint { at: at + 1 + usize::from(dash || lex.norm(at + 1) == ","), dash }
        }
        _ if is_dash(at) => Joint { at: at + 1, dash: true },
        _ => return None,
    };
    (joint.at < sentence_end).then_some(joint)
}

/// Whether what follows the phrase shows that it was an apposition and no subject or member of a list.
fn closes(context: Context<'_>, end: usize, dash: bool) -> bool {
    let Some(token) = context.lex.tokens.items.get(end) else { return true };
    if token.shape.is_mark() && !matches!(token.shape, Shape::Hyphen) {
        return true;
    }
    match context.tags[end].xpos {
        Xpos::Wp | Xpos::Wdt | Xpos::WpPoss | Xpos::Vbn | Xpos::Vbg | Xpos::In => true,
        _ => dash,
    }
}

/// The phrase right before a name that says what is called so: `her husband Jan Kos`, `the novel “Dark Tide”`.
fn calling(context: Context<'_>, mentions: &[Mention], index: usize) -> Option<usize> {
    let name = &mentions[index];
    if name.kind != MentionKind::Name {
        return None;
    }
    let start = name.tokens.start as usize;
    let quoted = start.checked_sub(1).filter(|&at| context.lex.tokens.items[at].shape == Shape::Quote);
    let end = quoted.unwrap_or(start) as u32;
    let (first, _) = context.sentence(start);
    let earlier = mentions[index.saturating_sub(WINDOW)..index].iter().enumerate().rev();
    let person = name.referent == Referent::Person;
    let calls = |m: &Mention| {
        let here = m.kind == MentionKind::Nominal && m.tokens.end == end && m.tokens.start as usize >= first;
        let one = here && !m.agreement.plural && m.same_as.is_none();
        one && (m.referent == Referent::Person) == person && m.referent != Referent::People
    };
    let (offset, _) = earlier.into_iter().find(|(_, m)| calls(m))?;
    Some(index.saturating_sub(WINDOW) + offset)
}

/// The apposition before the name: `the mayor, Anna Berg,` · `its capital, Lenz,` · `his latest book, Dark Tide,`.
fn preceding(context: Context<'_>, mentions: &[Mention], index: usize) -> Option<usize> {
    let name = &mentions[index];
    let start = name.tokens.start as usize;
    let end = name.tokens.end as usize;
    let comma = start.checked_sub(1)?;
    if context.lex.norm(comma) != "," || !matches!(context.lex.norm(end), "," | "." | "" | ")" | ";") {
        return None;
    }
    // "Its capital, Lenz,"; but "the bank, Brightwell, and the court" are three, as are "the court, the bank, Brightwell".
    let stands = |m: &Mention| {
        let begin = m.tokens.start as usize;
        let known =
            matches!(context.lex.norm(begin), "the" | "this" | "that") || phrases::is_possessed(context, begin, m.head as usize);
        let listed = begin > 0 && matches!(context.lex.norm(begin - 1), "," | "and" | "or")
            || context.lex.norm(end) == "," && matches!(context.lex.norm(end + 1), "and" | "or");
        // "The suburb of Marlow, Ohio": the region is around both.
        let named = context.name_at(m.tokens.end as usize - 1).is_some();
        name.referent == Referent::Person || known && !listed && !named
    };
    let calls = |m: &Mention| {
        let thing = matches!(name.referent, Referent::Document | Referent::Other) && name.kind == MentionKind::Name;
        let same = thing && m.kind == MentionKind::Nominal && m.same_as.is_none() && !m.agreement.plural;
        fits(context, name, m) || same && matches!(m.referent, Referent::Document | Referent::Other)
    };
    let earlier = mentions[index.saturating_sub(WINDOW)..index].iter().enumerate().rev();
    let (offset, _) = earlier.into_iter().find(|(_, m)| m.tokens.end as usize == comma && calls(m) && stands(m))?;
    Some(index.saturating_sub(WINDOW) + offset)
}
