//! The shorter words by which a body, an event, a law or a product is told again once it was named in full.

use crate::classes::Classes;
use crate::labels::EntityType;
use crate::lexicon::Lexicon;

/// A name's words, as [`super::keys::thing`] gives them, with its type.
#[derive(Clone, Copy)]
pub struct Long<'a> {
    pub words: &'a [String],
    pub entity_type: Option<EntityType>,
    /// Whether each of the name's words is a name of its own in the text.
    pub made_of_names: bool,
}

/// The short forms of a name, words joined by one space; none for a name that is not told in short.
pub fn of(lexicon: &Lexicon, long: Long<'_>) -> Vec<String> {
    /// Longer names are titles of works more often than organisations.
    const LONGEST: usize = 10;
    let words = long.words;
    if words.len() == 2 && is_half(&words[0]) && long.entity_type == Some(EntityType::Gpe) {
        return vec![words[0].clone()];
    }
    // "Berg v. University of Lenz" is a case and no university.
    let case = words.iter().any(|word| matches!(word.as_str(), "v" | "vs" | "versus"));
    if !may_shorten(long.entity_type) || case || words.len() < 2 || words.len() > LONGEST {
        return Vec::new();
    }
    let mut forms = parts(lexicon, long);
    forms.extend(campuses(words));
    forms.extend(beginnings(lexicon, long));
    forms
}

/// Whether names of the type are told again in short.
pub const fn may_shorten(entity_type: Option<EntityType>) -> bool {
    matches!(
        entity_type,
        Some(EntityType::Org | EntityType::Event | EntityType::Fac | EntityType::Law | EntityType::Product | EntityType::WorkOfArt)
    )
}

/// Whether the word tells one half of a divided country.
pub fn is_half(word: &str) -> bool {
    matches!(word, "north" | "south")
}

/// Whether the word at an index tells what the thing is: `Ministry`, `Act`, `Cup`.
fn is_head(lexicon: &Lexicon, long: Long<'_>, at: usize) -> bool {
    let bodies = Classes::ORGANISATION_NOUNS.or(Classes::ORGANISATION_HEADS);
    let heads = match long.entity_type {
        Some(EntityType::Law) => bodies.or(Classes::LAW_HEADS),
        Some(EntityType::Event) => bodies.or(Classes::EVENT_HEADS),
        _ => bodies,
    };
    let word = &long.words[at];
    // The House of Representatives is a body, the White House a building.
    let chamber = word == "house" && long.words.get(at + 1).is_some_and(|next| next == "of");
    (chamber || lexicon.classes(word).any(heads)) && !is_corporate(word)
}

/// Forms that end in the name's head, or are all that stands after its place: `Foreign Ministry` and `Ministry` of `Russian Foreign
/// Ministry`, `Department of Justice` of `U.S. Department of Justice`.
fn parts(lexicon: &Lexicon, long: Long<'_>) -> Vec<String> {
    let words = long.words;
    let mut forms = Vec::new();
    // "Central Bank of Brazil": "Central Bank", "Bank".
    let complement = words.iter().position(|word| matches!(word.as_str(), "of" | "for" | "in")).filter(|&of| of > 0);
    let end = complement.unwrap_or(words.len());
    if complement.is_some() {
        forms.extend((end >= 2).then(|| words[..end].join(" ")));
        let whole = (1..end).find(|&start| is_head(lexicon, long, start));
        forms.extend(whole.map(|start| words[start..].join(" ")));
    }
    // "Pirates" for "Lenz Pirates".
    let plural = complement.is_none() && words.len() == 2 && words[1].ends_with('s');
    for start in usize::from(complement.is_none())..end {
        let several = start > 0 && end - start >= 2;
        let alone = start + 1 == end && (plural || is_head(lexicon, long, start));
        forms.extend((several || alone).then(|| words[start..end].join(" ")));
    }
    // "House of Commons": "Commons"; "Orbell Chart": "Chart", where both have names of their own; "Storm Ada": "Ada".
    if words.len() == 3 && words[..2].join(" ") == "house of" {
        forms.push(words[2].clone());
    }
    if words.len() == 2 && (long.made_of_names || is_storm(&words[0])) {
        forms.push(words[1].clone());
    }
    forms
}

/// Forms with initials: `UC Berkeley` of `University of California, Berkeley`.
fn campuses(words: &[String]) -> Vec<String> {
    let told: Vec<&str> = words.iter().map(String::as_str).filter(|word| !is_joint(word)).collect();
    let initials = |words: &[&str]| words.iter().filter_map(|word| word.chars().next()).collect::<String>();
    (2..told.len()).map(|at| format!("{} {}", initials(&told[..at]), told[at..].join(" "))).collect()
}

/// Forms without the words that only tell what the thing is: `Goldman` of `Goldman Sachs`, `Fox` of `Fox News`, `Orr-Vane` of
/// `Orr-Vane Act`; but `Ford Foundation` is not Ford and `Google Chrome` is not Google.
fn beginnings(lexicon: &Lexicon, long: Long<'_>) -> Vec<String> {
    let words = long.words;
    let last = words[words.len() - 1].as_str();
    let left_out = match long.entity_type {
        Some(EntityType::Org) => is_left_out(last),
        Some(EntityType::Event) => matches!(last, "awards" | "festival"),
        _ => false,
    };
    let made = matches!(long.entity_type, Some(EntityType::Product | EntityType::WorkOfArt | EntityType::Law));
    let plain = !made && !(0..words.len()).any(|at| is_head(lexicon, long, at));
    let bare = words.len() == 2 && !long.made_of_names && !is_storm(&words[0]) && (left_out || plain);
    // "Marlow Elementary School": "Marlow Elementary".
    let several = words.len() > 2 && long.entity_type == Some(EntityType::Org) && (is_learning(last) || is_trade(last));
    let act = long.entity_type == Some(EntityType::Law) && matches!(last, "act" | "bill");
    let mut forms = Vec::new();
    for at in 1..words.len() {
        let rest = &words[at..];
        let legal = rest.iter().all(|word| is_corporate(word));
        let told = at > 1 && matches!(rest.join(" ").as_str(), "pac" | "football club");
        let dropped = at == 1 && bare || several && rest.len() == 1 || legal || told || act && rest.len() == 1;
        forms.extend(dropped.then(|| words[..at].join(" ")));
    }
    forms
}

/// Whether the word opens a storm's name.
pub fn is_storm(word: &str) -> bool {
    matches!(word, "storm" | "hurricane" | "typhoon" | "cyclone")
}

/// Whether the last word of a name tells a place of learning, which a word alone may mean that looks like a town: `Orvane`.
pub fn is_learning(word: &str) -> bool {
    matches!(word, "university" | "college" | "school" | "academy" | "institute")
}

/// Whether the last word of a body's name is left out where it is told again: `Census Bureau`.
fn is_left_out(word: &str) -> bool {
    matches!(
        word,
        "university"
            | "college"
            | "school"
            | "news"
            | "research"
            | "magazine"
            | "party"
            | "bureau"
            | "institute"
            | "institution"
            | "airlines"
            | "airways"
    ) || is_trade(word)
}

/// Whether the last word of a company's name tells its trade: `Tallow` for `Tallow Foods`.
fn is_trade(word: &str) -> bool {
    matches!(
        word,
        "biotech"
            | "brands"
            | "capital"
            | "chemicals"
            | "electric"
            | "electronics"
            | "energy"
            | "entertainment"
            | "financial"
            | "foods"
            | "healthcare"
            | "industries"
            | "insurance"
            | "logistics"
            | "media"
            | "mining"
            | "motor"
            | "motors"
            | "oil"
            | "partners"
            | "petroleum"
            | "pharma"
            | "pharmaceuticals"
            | "pictures"
            | "power"
            | "resources"
            | "semiconductor"
            | "shipping"
            | "software"
            | "steel"
            | "stores"
            | "studios"
            | "systems"
            | "technologies"
            | "technology"
            | "telecom"
    )
}

/// Whether the word counts for nothing in initials.
fn is_joint(word: &str) -> bool {
    matches!(word, "of" | "for" | "in" | "at" | "and" | "&")
}

/// Words that a company's name may leave out.
fn is_corporate(word: &str) -> bool {
    matches!(
        word,
        "inc"
            | "corp"
            | "corporation"
            | "co"
            | "company"
            | "ltd"
            | "limited"
            | "llc"
            | "plc"
            | "ag"
            | "sa"
            | "se"
            | "nv"
            | "gmbh"
            | "spa"
            | "group"
            | "holding"
            | "holdings"
            | "and"
            | "&"
            | "international"
            | "incorporated"
    )
}
