//! Ties a noun phrase to the name that it stands beside: `Anna Berg, the mayor,` · `the mayor, Anna Berg,` · `Berg is the mayor`.

use super::Context;
use crate::document::{Mention, Referent};
use crate::labels::{MentionKind, Upos, Xpos};
use crate::span::{MentionId, TokenRange};

/// How many mentions after a name are looked at for its apposition.
const WINDOW: usize = 6;

/// Sets `same_as` of nominals, and the title of a person whose role stands in apposition.
pub fn link(context: Context<'_>, mentions: &mut [Mention]) {
    for index in 0..mentions.len() {
        if mentions[index].kind != MentionKind::Name {
            if let Some(nominal) = predicate(context, mentions, index) {
                mentions[nominal].same_as = Some(MentionId::new(index));
            }
            continue;
        }
        let nominal = following(context, mentions, index).or_else(|| preceding(context, mentions, index));
        let Some(nominal) = nominal else { continue };
        mentions[nominal].same_as = Some(MentionId::new(index));
        let told = mentions[nominal].agreement;
        let role = role(context, &mentions[nominal]);
        let name = &mut mentions[index];
        name.agreement.feminine |= told.feminine;
        name.agreement.masculine |= told.masculine;
        if name.referent == Referent::Person && name.title.is_none() {
            name.title = Some(role);
        }
    }
}

/// What a clause says that its subject is, where that is a pronoun or a noun phrase: `She was the first mayor`.
fn predicate(context: Context<'_>, mentions: &[Mention], index: usize) -> Option<usize> {
    let subject = &mentions[index];
    let at = copula(context, subject.tokens.end as usize)?;
    let candidates = mentions.iter().enumerate().skip(index + 1).take(WINDOW);
    let mut begun = candidates.take_while(|(_, m)| m.tokens.start as usize <= at);
    begun.find(|(_, m)| m.tokens.start as usize == at && is_said_of(subject, m)).map(|(found, _)| found)
}

fn is_said_of(subject: &Mention, nominal: &Mention) -> bool {
    let open = subject.kind == MentionKind::Pronoun && subject.referent == Referent::Other;
    let thing = !matches!(nominal.referent, Referent::Person | Referent::People);
    let same = subject.referent == nominal.referent && subject.agreement.plural == nominal.agreement.plural;
    nominal.kind == MentionKind::Nominal
        && nominal.same_as.is_none()
        && (same && subject.referent != Referent::People || open && thing && !nominal.agreement.plural)
}

/// Where the predicate begins of a clause whose verb says what its subject is.
fn copula(context: Context<'_>, subject_end: usize) -> Option<usize> {
    let lex = context.lex;
    let (_, sentence_end) = context.sentence(subject_end.checked_sub(1)?);
    let adverb = |at: &usize| context.tags.get(*at).is_some_and(|t| t.upos == Upos::Adv && !matches!(lex.norm(*at), "not" | "n't"));
    let after_adverbs = |at: usize| (at..at + 3).find(|at| !adverb(at)).unwrap_or(at);
    let verb = after_adverbs(after_brackets(context, subject_end));
    let verb = match lex.norm(verb) {
        "has" | "had" | "'s" | "’s" if lex.norm(verb + 1) == "been" => verb + 1,
        _ => verb,
    };
    let is_verb = match lex.norm(verb) {
        "is" | "was" | "became" | "remains" | "remained" | "been" => true,
        "'s" | "’s" => context.tags.get(verb).is_some_and(|t| t.xpos == Xpos::Vbz),
        _ => false,
    };
    let at = after_adverbs(verb + 1);
    let determined = matches!(lex.norm(at), "the" | "a" | "an") || context.tags.get(at).is_some_and(|t| t.xpos == Xpos::PrpPoss);
    (is_verb && determined && at < sentence_end).then_some(at)
}

/// Past a remark in brackets after a name: `Anna Berg (born 1961) is a teacher`.
fn after_brackets(context: Context<'_>, at: usize) -> usize {
    /// The longest such remark, in tokens.
    const LONGEST: usize = 16;
    match context.lex.norm(at) {
        "(" => (at..at + LONGEST).find(|&end| context.lex.norm(end) == ")").map_or(at, |end| end + 1),
        _ => at,
    }
}

/// The phrase without its determiner.
fn role(context: Context<'_>, nominal: &Mention) -> TokenRange {
    let start = nominal.tokens.start as usize;
    let determined = matches!(context.tags[start].xpos, Xpos::Dt | Xpos::PrpPoss) && start < nominal.head as usize;
    TokenRange::at(start + usize::from(determined), nominal.tokens.end as usize)
}

fn fits(name: &Mention, nominal: &Mention) -> bool {
    nominal.kind == MentionKind::Nominal
        && nominal.same_as.is_none()
        && match name.referent {
            Referent::Person => nominal.referent == Referent::Person,
            Referent::Organisation => matches!(nominal.referent, Referent::Organisation) && !nominal.agreement.plural,
            Referent::Place => nominal.referent == Referent::Place && !nominal.agreement.plural,
            _ => false,
        }
}

/// The apposition or predicate after the name.
fn following(context: Context<'_>, mentions: &[Mention], index: usize) -> Option<usize> {
    let name = &mentions[index];
    let start = after(context, name.tokens.end as usize)?;
    let candidates = mentions.iter().enumerate().skip(index + 1).take(WINDOW);
    let (found, nominal) = candidates
        .take_while(|(_, m)| m.tokens.start as usize <= start.at)
        .find(|(_, m)| m.tokens.start as usize == start.at && fits(name, m))?;
    let closed = start.predicate || closes(context, nominal.tokens.end as usize, start.dash);
    closed.then_some(found)
}

/// Where a phrase about the name may begin, and how it is joined.
struct Joint {
    at: usize,
    predicate: bool,
    dash: bool,
}

fn after(context: Context<'_>, name_end: usize) -> Option<Joint> {
    let lex = context.lex;
    let xpos = |token: usize| context.tags.get(token).map(|t| t.xpos);
    let (_, sentence_end) = context.sentence(name_end.checked_sub(1)?);
    let mut at = name_end;
    let mut dash = false;
    if let Some(at) = copula(context, name_end) {
        return Some(Joint { at, predicate: true, dash });
    }
    match lex.norm(at) {
        // "Anna Berg, 45, a teacher": the age stands between.
        "," if xpos(at + 1) == Some(Xpos::Cd) && lex.norm(at + 2) == "," => at += 3,
        "," | "(" => at += 1,
        ")" => {
            at += 1;
            dash = lex.tokens.items.get(at).is_some_and(|t| t.shape == crate::document::Shape::Dash);
            at += usize::from(dash || lex.norm(at) == ",");
        }
        _ if lex.tokens.items.get(at)?.shape == crate::document::Shape::Dash => {
            dash = true;
            at += 1;
        }
        _ => return None,
    }
    (at > name_end && at < sentence_end).then_some(Joint { at, predicate: false, dash })
}

/// Whether what follows the phrase shows that it was an apposition and no subject or member of a list.
fn closes(context: Context<'_>, end: usize, dash: bool) -> bool {
    let Some(token) = context.lex.tokens.items.get(end) else { return true };
    if token.shape.is_mark() && !matches!(token.shape, crate::document::Shape::Hyphen) {
        return true;
    }
    match context.tags[end].xpos {
        Xpos::Wp | Xpos::Wdt | Xpos::WpPoss | Xpos::Vbn | Xpos::Vbg | Xpos::In => true,
        _ => dash,
    }
}

/// The apposition before the name: `the mayor, Anna Berg,`.
fn preceding(context: Context<'_>, mentions: &[Mention], index: usize) -> Option<usize> {
    let name = &mentions[index];
    if name.referent != Referent::Person {
        return None;
    }
    let start = name.tokens.start as usize;
    let comma = start.checked_sub(1)?;
    let after = context.lex.norm(name.tokens.end as usize);
    if context.lex.norm(comma) != "," || !matches!(after, "," | "." | "" | ")" | ";") {
        return None;
    }
    let earlier = mentions[index.saturating_sub(WINDOW)..index].iter().enumerate().rev();
    let (offset, _) = earlier.into_iter().find(|(_, m)| m.tokens.end as usize == comma && fits(name, m))?;
    Some(index.saturating_sub(WINDOW) + offset)
}
