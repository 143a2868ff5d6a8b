//! Noun phrases beside a cue: subjects before it, sources after it, adverbial phrases of time.
//!
//! By tags, from the phrase's last or first word outwards. Weak: prepositional phrases are attached to the noun before
//! them, and a coordination takes in whatever noun stands before `and`.

use super::scene::{Scene, WINDOW};
use crate::classes::Classes;
use crate::document::Shape;
use crate::labels::Xpos;
use crate::span::TokenRange;

/// Longest noun phrase that is looked for, in tokens.
const MAX_PHRASE: usize = 40;
/// Longest insertion between a subject and its verb, in tokens.
const MAX_INSERTION: usize = 45;
/// Longest quoted name inside a noun phrase: `the “Morning View” programme`.
const MAX_QUOTED_NAME: usize = 6;

/// A word that can be the head of a noun phrase.
fn is_head(scene: &Scene<'_>, token: usize) -> bool {
    matches!(scene.xpos(token), Xpos::Nn | Xpos::Nns | Xpos::Nnp | Xpos::Nnps | Xpos::Cd | Xpos::Fw | Xpos::Gw | Xpos::Add)
        || scene.norm(token) == "%"
}

/// A word that can stand before the head inside a noun phrase.
fn is_inner(scene: &Scene<'_>, token: usize) -> bool {
    matches!(
        scene.xpos(token),
        Xpos::Jj
            | Xpos::Jjr
            | Xpos::Jjs
            | Xpos::Dt
            | Xpos::Pdt
            | Xpos::PrpPoss
            | Xpos::Pos
            | Xpos::Hyph
            | Xpos::Afx
            | Xpos::Sym
            | Xpos::Dollar
    ) || matches!(scene.norm(token), "&" | "both")
        || scene.norm(token) == "per" && scene.norm(token + 1) == "cent"
        || scene.norm(token) == "/"
}

/// A pronoun or a determiner that stands alone.
fn is_pronoun(scene: &Scene<'_>, token: usize) -> bool {
    matches!(scene.xpos(token), Xpos::Prp | Xpos::Wp | Xpos::Wdt)
        || matches!(scene.norm(token), "who" | "some" | "others" | "many" | "both" | "one" | "another" | "most" | "none" | "few")
}

/// How many of them: `some of the voters`.
pub(super) fn is_amount(scene: &Scene<'_>, token: usize) -> bool {
    matches!(scene.norm(token), "some" | "many" | "most" | "none" | "few" | "several" | "all" | "both" | "each" | "neither" | "any")
}

fn is_linking_preposition(scene: &Scene<'_>, token: usize) -> bool {
    matches!(
        scene.norm(token),
        "of" | "for"
            | "from"
            | "in"
            | "at"
            | "with"
            | "on"
            | "between"
            | "against"
            | "to"
            | "near"
            | "behind"
            | "within"
            | "under"
            | "into"
    ) && !scene.is_verb(token)
}

/// Where an adjective with its adverb begins that ties a person to what the preposition names: `people close to the talks`,
/// `officials directly involved in the deal`.
fn tie_before(scene: &Scene<'_>, preposition: usize, floor: usize) -> Option<usize> {
    let adjective = preposition.checked_sub(1).filter(|&t| t > floor && is_tie(scene, t) && takes_tie(scene, preposition))?;
    let first = if scene.is_adverb(adjective - 1) { adjective - 1 } else { adjective };
    (first > floor && is_head(scene, first - 1)).then_some(first)
}

/// Where the object of such an adjective phrase begins, the phrase beginning at `start`.
fn tie_after(scene: &Scene<'_>, start: usize) -> Option<usize> {
    let adjective = if scene.is_adverb(start) { start + 1 } else { start };
    (is_tie(scene, adjective) && takes_tie(scene, adjective + 1)).then_some(adjective + 2)
}

fn is_tie(scene: &Scene<'_>, token: usize) -> bool {
    matches!(scene.norm(token), "familiar" | "close" | "briefed" | "involved" | "knowledgeable" | "aware" | "acquainted" | "privy")
}

fn takes_tie(scene: &Scene<'_>, preposition: usize) -> bool {
    matches!(scene.norm(preposition), "with" | "to" | "on" | "in" | "about" | "of")
}

/// Words that date an event and can follow a verb without a preposition; with a capital inside a name they are part of it:
/// `the Skarn Today programme`.
pub(super) fn is_time_word(scene: &Scene<'_>, token: usize) -> bool {
    let is_weekday = scene.lex.classes(token).any(Classes::WEEKDAYS);
    let in_name = !is_weekday && scene.shape(token).is_capitalised() && token > 0 && scene.shape(token - 1).is_capitalised();
    !in_name
        && matches!(
            scene.norm(token),
            "monday"
                | "tuesday"
                | "wednesday"
                | "thursday"
                | "friday"
                | "saturday"
                | "sunday"
                | "today"
                | "yesterday"
                | "tonight"
                | "tomorrow"
                | "morning"
                | "afternoon"
                | "evening"
                | "night"
                | "week"
                | "month"
                | "year"
                | "earlier"
                | "later"
                | "recently"
                | "ago"
        )
}

/// The noun phrase that ends before `end`, not reaching before `floor`.
pub(super) fn noun_phrase_before(scene: &Scene<'_>, end: usize, floor: usize) -> Option<TokenRange> {
    let last = end.checked_sub(1).filter(|&last| last >= floor)?;
    // `two of them`, `41 percent of those`.
    let is_counted = last > floor && scene.norm(last - 1) == "of" && matches!(scene.norm(last), "those" | "them" | "us" | "whom");
    if is_pronoun(scene, last) && !is_head(scene, last) && !is_counted {
        return Some(TokenRange::at(last, end));
    }
    let floor = floor.max(end.saturating_sub(MAX_PHRASE));
    let mut start = bracket_before(scene, end, floor);
    if start <= floor || !(is_counted || is_head(scene, start - 1) || is_adjective_as_head(scene, start - 1, floor)) {
        return None;
    }
    while start > floor {
        let token = start - 1;
        if let Some(run) = scene.run(token) {
            let open = run.outer.start as usize;
            if run.tokens.len() > MAX_QUOTED_NAME || scene.run_is_complete(run) || open < floor || start == end {
                break;
            }
            start = open;
            continue;
        }
        let links = token > floor
            && start < end
            && (is_head(scene, token - 1)
                || scene.norm(token - 1) == ")"
                || scene.norm(token) == "of" && is_amount(scene, token - 1));
        // `an earlier review`
        let compares = start < end && matches!(scene.norm(token), "earlier" | "later") && scene.xpos(token - 1) == Xpos::Dt;
        let is_part = if is_time_word(scene, token) && !compares {
            start == end
        } else {
            is_head(scene, token)
                || compares
                || is_inner(scene, token)
                || start == end && (is_counted || scene.xpos(token) == Xpos::Vbg)
                || is_attributive_participle(scene, token, start)
                || links && (is_linking_preposition(scene, token) || joins_nouns(scene, token))
        };
        if is_part {
            start = token;
            continue;
        }
        if let Some(tie) = tie_before(scene, token, floor) {
            start = tie;
            continue;
        }
        let bracketed = bracket_before(scene, start, floor);
        if bracketed == start {
            break;
        }
        start = bracketed;
    }
    // A phrase does not begin with what only joins.
    while start < end && scene.norm(start) != "both" && matches!(scene.xpos(start), Xpos::Pos | Xpos::Hyph | Xpos::In | Xpos::Cc) {
        start += 1;
    }
    (start < end).then(|| TokenRange::at(start, end))
}

/// Whether a conjunction joins what stands around it; the number of a date joins nothing: `closed on May 10 and the town said`.
fn joins_nouns(scene: &Scene<'_>, token: usize) -> bool {
    let is_number = |t: usize| scene.shape(t) == Shape::Number;
    matches!(scene.norm(token), "and" | "or") && (token == 0 || !is_number(token - 1) || is_number(token + 1))
}

/// An adjective that stands for a noun, `the accused`, or a gerund that a noun describes, `the watchdog for government buying`.
fn is_adjective_as_head(scene: &Scene<'_>, token: usize, floor: usize) -> bool {
    if scene.xpos(token) == Xpos::Vbg {
        return token > floor + 1 && scene.xpos(token - 1) == Xpos::Nn && is_linking_preposition(scene, token - 2);
    }
    scene.xpos(token) == Xpos::Jj && token > floor && matches!(scene.xpos(token - 1), Xpos::Dt | Xpos::Jj | Xpos::Nnp | Xpos::Nn)
}

/// A participle before a noun: `a leading member`.
fn is_attributive_participle(scene: &Scene<'_>, token: usize, next: usize) -> bool {
    matches!(scene.xpos(token), Xpos::Vbg | Xpos::Vbn)
        && (is_head(scene, next) || matches!(scene.xpos(next), Xpos::Jj | Xpos::Hyph))
        && token > 0
        && (is_inner(scene, token - 1) || scene.is_adverb(token - 1) || scene.norm(token - 1) == "of")
}

/// Where a bracketed insertion that ends before `end` begins; `end` where there is none.
fn bracket_before(scene: &Scene<'_>, end: usize, floor: usize) -> usize {
    if end <= floor || scene.norm(end - 1) != ")" {
        return end;
    }
    (floor.max(end.saturating_sub(12))..end).rev().find(|&t| scene.norm(t) == "(").unwrap_or(end)
}

/// The noun phrase that begins at `start`, with its prepositional phrases, not reaching past `ceiling`.
pub(super) fn noun_phrase_after(scene: &Scene<'_>, start: usize, ceiling: usize) -> Option<TokenRange> {
    let ceiling = ceiling.min(start + MAX_PHRASE);
    if start >= ceiling {
        return None;
    }
    if is_pronoun(scene, start) && !is_head(scene, start + 1) && !is_linking_preposition(scene, start + 1) {
        return Some(TokenRange::at(start, start + 1));
    }
    let mut end = start;
    let mut head_end = start;
    while end < ceiling {
        if let Some(run) = scene.run_from(end).filter(|run| run.tokens.len() <= MAX_QUOTED_NAME && !scene.run_is_complete(run)) {
            end = run.outer.end as usize;
            head_end = end;
            continue;
        }
        let in_name = end > start && scene.shape(end).is_capitalised() && scene.shape(end - 1).is_capitalised();
        if head_end == end && end > start && !in_name && matches!(scene.xpos(end), Xpos::Dt | Xpos::Pdt | Xpos::PrpPoss | Xpos::Prp)
        {
            break;
        }
        if head_end == end && end > start && is_somebody_else(scene, end) {
            break;
        }
        if let Some(object) = tie_after(scene, end).filter(|&t| head_end == end && end > start && begins_noun_phrase(scene, t)) {
            end = object;
            continue;
        }
        let is_word = is_head(scene, end)
            || is_inner(scene, end)
            || end == start && is_pronoun(scene, end)
            || matches!(scene.xpos(end), Xpos::Vbn | Xpos::Vbg) && head_end < end && is_head(scene, end + 1)
            || head_end < end && scene.is_adverb(end);
        let links = head_end == end
            && end > start
            && (is_linking_preposition(scene, end) || matches!(scene.norm(end), "and" | "or"))
            && begins_noun_phrase(scene, end + 1);
        if scene.run_index(end).is_some() || !(is_word || links) || is_time_word(scene, end) && end > start {
            break;
        }
        end += 1;
        if is_word && (is_head(scene, end - 1) || is_pronoun(scene, end - 1)) {
            head_end = end;
        }
    }
    (head_end > start).then(|| TokenRange::at(start, head_end))
}

/// Whether a person's name after a noun is not that noun's: `told the court Ms Roe had left`, `told reporters Roe had left`.
/// A role goes on with its bearer's name: `the minister Anna Roe`.
fn is_somebody_else(scene: &Scene<'_>, token: usize) -> bool {
    let noun = token - 1;
    if scene.shape(noun) != Shape::Lower || !scene.shape(token).is_capitalised() {
        return false;
    }
    let before = scene.lex.classes(noun);
    let honorific = matches!(scene.norm(token).trim_end_matches('.'), "mr" | "mrs" | "ms" | "miss" | "dr" | "sir" | "dame");
    let given = honorific || scene.lex.classes(token).any(Classes::GIVEN_NAMES);
    before.any(Classes::PEOPLE_NOUNS) || given && before.any(Classes::ORGANISATION_NOUNS) && !before.any(Classes::PERSON_NOUNS)
}

fn begins_noun_phrase(scene: &Scene<'_>, token: usize) -> bool {
    (is_head(scene, token) || is_inner(scene, token)) && scene.run_index(token).is_none() && !is_time_word(scene, token)
}

/// The source after its verb: the noun phrase and its apposition or relative clause, up to `ceiling`.
pub(super) fn source_after(scene: &Scene<'_>, start: usize, ceiling: usize) -> Option<TokenRange> {
    let phrase = noun_phrase_after(scene, start, ceiling)?;
    let end = phrase.end as usize;
    if end < ceiling && scene.norm(end) == "who" {
        let limit = ceiling.min(end + MAX_INSERTION);
        let ends = |t: &usize| scene.run_index(*t).is_some() || scene.is_break(*t) || scene.is_final(*t);
        return Some(TokenRange::at(phrase.start as usize, (end..limit).find(ends).unwrap_or(limit)));
    }
    if end >= ceiling || !scene.is_comma(end) {
        return Some(phrase);
    }
    let next = end + 1;
    let is_apposition = begins_apposition(scene, next) || matches!(scene.norm(next), "who" | "whose");
    if !is_apposition {
        return Some(phrase);
    }
    let limit = ceiling.min(next + MAX_INSERTION);
    let ends = |t: &usize| scene.run_index(*t).is_some() || scene.is_break(*t) && !joins_name(scene, *t) || scene.is_final(*t);
    let stop = (next..limit).find(ends).unwrap_or(limit);
    let verb = (next..stop).find(|&t| scene.is_finite(t));
    let is_clause = verb.is_some_and(|verb| !(next..verb).any(|t| matches!(scene.norm(t), "who" | "whose" | "which" | "that")));
    let reports = (next..stop).any(|t| scene.is_verb(t) && scene.lex.classes(t).any(Classes::SPEECH_VERBS));
    Some(if is_clause || reports { phrase } else { TokenRange::at(phrase.start as usize, stop) })
}

/// A comma inside an apposition: before a place (`of Flint, Mich.`) or between coordinated nouns.
fn joins_name(scene: &Scene<'_>, comma: usize) -> bool {
    scene.is_comma(comma) && scene.shape(comma + 1).is_capitalised() && scene.norm(comma - 1) != ")" && !scene.is_verb(comma + 2)
}

fn begins_apposition(scene: &Scene<'_>, token: usize) -> bool {
    matches!(scene.xpos(token), Xpos::Dt | Xpos::Cd | Xpos::Jj | Xpos::Jjs | Xpos::Nn | Xpos::Nns | Xpos::Nnp | Xpos::PrpPoss)
        || matches!(scene.norm(token), "of" | "from" | "now" | "then" | "also" | "himself" | "herself")
}

/// Whether a subject says that nobody did: `neither leader`, `none of them`, `not a single official`.
pub(super) fn is_negated(scene: &Scene<'_>, subject: TokenRange) -> bool {
    let first = subject.start as usize;
    let before = first.checked_sub(1).map_or("", |t| scene.norm(t));
    matches!(scene.norm(first), "no" | "nobody" | "none" | "neither")
        || matches!(before, "no" | "neither" | "nor")
        || before == "not" && matches!(scene.norm(first), "a" | "one")
}

/// The subject of a verb group that begins at `verb`: the noun phrase before it, over insertions between commas or dashes.
pub(super) fn subject_before(scene: &Scene<'_>, verb: usize, floor: usize) -> Option<TokenRange> {
    let verb = before_time(scene, verb, floor);
    let last = verb.checked_sub(1).filter(|&last| last >= floor)?;
    // `Amsel, citing “the mood of the town,” said`: the comma that closes the insertion stands inside the marks.
    let quoted = scene.run_to(verb).filter(|run| scene.is_comma(run.tokens.end as usize - 1));
    let last = match quoted.map(|run| run.outer.start as usize) {
        Some(start) if start > floor && !scene.is_break(start - 1) => start,
        Some(_) => return None,
        None if scene.is_break(last) => last,
        None => {
            let phrase = noun_phrase_before(scene, verb, floor).or_else(|| reduced_phrase_before(scene, verb, floor))?;
            return Some(described_noun(scene, phrase, floor).unwrap_or(phrase));
        }
    };
    let floor = floor.max(verb.saturating_sub(MAX_INSERTION));
    let mut best: Option<TokenRange> = None;
    let mut closing = last;
    for opening in (floor..last).rev() {
        if scene.run_index(opening).is_some() && scene.run(opening).is_some_and(|run| scene.run_is_complete(run)) {
            break;
        }
        if scene.is_final(opening) || scene.is_colon(opening) {
            break;
        }
        if !scene.is_break(opening) {
            continue;
        }
        if !is_insertion(scene, opening + 1, closing) {
            break;
        }
        if let Some(phrase) = noun_phrase_before(scene, opening, floor).filter(|&phrase| begins_clause(scene, phrase, floor)) {
            let end = if begins_apposition(scene, opening + 1) { last } else { phrase.end as usize };
            best = Some(TokenRange::at(phrase.start as usize, end));
        }
        closing = opening;
    }
    best
}

/// Where an expression of time that ends before `verb` begins: `Diallo on Tuesday called for`; `verb` where there is none.
fn before_time(scene: &Scene<'_>, verb: usize, floor: usize) -> usize {
    let lowest = floor.max(verb.saturating_sub(5));
    (lowest + 1..verb).find(|&start| scene.run_index(start).is_none() && skip_time(scene, start, verb) == verb).unwrap_or(verb)
}

/// A noun phrase with a participle after its noun: `56 percent of those polled`, `a document filed on Monday`.
fn reduced_phrase_before(scene: &Scene<'_>, end: usize, floor: usize) -> Option<TokenRange> {
    let participle = end.checked_sub(1).filter(|&t| t > floor && matches!(scene.xpos(t), Xpos::Vbn | Xpos::Vbd))?;
    let phrase = noun_phrase_before(scene, participle, floor)?;
    Some(TokenRange::at(phrase.start as usize, end))
}

/// The noun phrase with its participle or relative clause, which `phrase` closes: `a poll released in May found`, `a
/// study that appeared in the journal found`.
fn described_noun(scene: &Scene<'_>, phrase: TokenRange, floor: usize) -> Option<TokenRange> {
    let is_place = |t: usize| matches!(scene.norm(t), "in" | "on" | "at" | "by" | "to" | "from" | "for" | "with");
    let preposition = (phrase.start as usize).checked_sub(1).filter(|&t| t > floor + 1 && is_place(t))?;
    let verb = preposition - 1;
    let is_relative = verb > floor && matches!(scene.norm(verb - 1), "that" | "which" | "who");
    let noun_end = if is_relative { verb - 1 } else { verb };
    let describes = matches!(scene.xpos(verb), Xpos::Vbn | Xpos::Vbd);
    let noun = describes.then(|| noun_phrase_before(scene, noun_end, floor)).flatten()?;
    let joins = phrase.range().any(|t| scene.xpos(t) == Xpos::Cc);
    (begins_clause(scene, noun, floor) && !joins).then_some(TokenRange { start: noun.start, end: phrase.end })
}

/// Whether the tokens between two commas can be put between subject and verb: no clause of its own, unless relative.
fn is_insertion(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    // `the report, published on Friday, said`
    if matches!(scene.xpos(start), Xpos::Vbg | Xpos::Vbn | Xpos::Vbd) {
        return true;
    }
    if matches!(scene.norm(start), "who" | "which" | "whose" | "whom" | "when" | "where" | "as" | "while" | "if" | "though") {
        return true;
    }
    let verb = (start..end).find(|&t| scene.is_finite(t) && scene.run_index(t).is_none());
    verb.is_none_or(|verb| (start..verb).any(|t| matches!(scene.norm(t), "who" | "whose" | "which" | "that")))
}

/// Whether a noun phrase stands where a subject can: not after a preposition or a verb.
fn begins_clause(scene: &Scene<'_>, phrase: TokenRange, floor: usize) -> bool {
    let start = phrase.start as usize;
    if start <= floor {
        return true;
    }
    let before = start - 1;
    scene.run_index(before).is_some()
        || scene.is_break(before)
        || scene.is_final(before)
        || matches!(scene.xpos(before), Xpos::Cc | Xpos::Rb)
        || matches!(
            scene.norm(before),
            "that"
                | "but"
                | "and"
                | "while"
                | "because"
                | "when"
                | "as"
                | "if"
                | "though"
                | "although"
                | "where"
                | "since"
                | "after"
        )
}

/// The subject of the clause before `end`: that of the nearest finite verb.
pub(super) fn subject_of_clause(scene: &Scene<'_>, end: usize, floor: usize) -> Option<TokenRange> {
    let floor = floor.max(end.saturating_sub(WINDOW));
    let mut token = end;
    while token > floor {
        token -= 1;
        if let Some(run) = scene.run(token) {
            token = run.outer.start as usize;
            continue;
        }
        if scene.is_finite(token) {
            let mut group = token;
            while group > floor && (scene.is_adverb(group - 1) || scene.is_finite(group - 1)) {
                group -= 1;
            }
            if let Some(subject) = subject_before(scene, group, floor) {
                return Some(subject);
            }
        }
    }
    None
}

/// Where the expressions of time that begin at `start` end: `on Monday`, `late last week`.
pub(super) fn skip_time(scene: &Scene<'_>, start: usize, ceiling: usize) -> usize {
    let mut end = start;
    while let Some(next) = time_expression(scene, end, ceiling) {
        end = next;
    }
    end
}

fn time_expression(scene: &Scene<'_>, start: usize, ceiling: usize) -> Option<usize> {
    let mut token = start;
    if matches!(scene.norm(token), "on" | "in" | "at" | "during" | "late" | "early" | "since" | "over") {
        token += 1;
    }
    while token < ceiling
        && token < start + 4
        && matches!(
            scene.norm(token),
            "last" | "this" | "next" | "late" | "early" | "the" | "a" | "earlier" | "later" | "that" | "same"
        )
        && !is_time_word(scene, token)
    {
        token += 1;
    }
    let first = token;
    while token < ceiling
        && scene.run_index(token).is_none()
        && (is_time_word(scene, token) || token > first && is_date_part(scene, token))
    {
        token += 1;
    }
    let is_year = token == first
        && first > start
        && scene.shape(first) == Shape::Number
        && scene.norm(first).len() == 4
        && scene.norm(first).bytes().all(|b| b.is_ascii_digit());
    if is_year {
        return Some(first + 1);
    }
    // `called Friday's vote a disgrace`: the day belongs to what is called.
    let owns = matches!(scene.norm(token), "'s" | "'");
    (token > first && !owns).then_some(token)
}

fn is_date_part(scene: &Scene<'_>, token: usize) -> bool {
    scene.shape(token) == Shape::Number
}
