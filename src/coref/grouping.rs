//! Groups of names: which spellings are of one person or thing.
//!
//! Equal words are one group. A person's full names meet over the surname; a single word (`Berg`, `Anna`) is tied, where it
//! stands, to the person most often and most lately spoken of who bears it, so that two people who share a surname stay two. An
//! organisation meets its acronym and its short forms. All through hash maps by word; where many bear one name only the latest
//! are compared.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use super::aliases;
use super::article::{Article, Position};
use super::clusters::{ClusterId, Clusters, told_gender};
use super::keys;
use super::misspellings::Misspellings;
use super::short_forms::{self, Long};
use crate::classes::Classes;
use crate::document::{Mention, Shape};
use crate::labels::{EntityType, MentionKind, Upos};
use crate::lexicon::Lexicon;
use crate::span::{MentionId, TokenRange};

/// How many bearers of one word are compared.
const WINDOW: usize = 32;

/// By how much the more present bearer of a given name must lead; see [`Groups::presence`].
const CLEAR_LEAD: i64 = 3;

/// The groups of all names in the article's blocks.
pub fn group(lexicon: &Lexicon, article: &Article<'_>) -> Clusters {
    let (mut people, mut things) = spellings(article);
    join_full_names(&mut people);
    join_acronyms(article, &mut things);
    join_known(&mut things);
    join_misspelt(lexicon, &mut things);
    let bearers = bearers(&people);
    let surnames = surnames(&people);
    let short_forms = short_forms(lexicon, article, &things);

    let mut clusters = Clusters::new(article.mentions.len());
    let mut groups = Groups::default();
    for (id, mention, place) in article.in_article() {
        if let Some(&spelling) = people.of.get(&id) {
            let target = misspelt(article, &people, &surnames, &bearers, spelling, id)
                .unwrap_or_else(|| bearer(article, &people, &groups, &bearers, spelling, id));
            let key = (Kind::Person, people.root(target));
            // A surname that is somebody else's given name says nothing of its bearer.
            let evidence = if target == spelling { gender(article, mention) } else { told_gender(mention.agreement) };
            groups.add(&mut clusters, key, id, evidence, place.sentence);
            let root = &people.items[key.1].words;
            let surname = |words| keys::without_origin(words).last();
            if !(mention.tokens.len() == 1 && root.len() > 1 && surname(root) != surname(&people.items[spelling].words)) {
                groups.by_surname(key, place.sentence);
            }
        } else if let Some(&spelling) = things.of.get(&id) {
            let target = long_form(article, &things, &groups, &short_forms, spelling, id);
            let key = (Kind::Thing, things.root(target));
            groups.add(&mut clusters, key, id, 0, place.sentence);
        }
    }
    clusters
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Person,
    Thing,
}

/// A name's words with all its mentions.
#[derive(Debug)]
struct Spelling {
    words: Vec<String>,
    mentions: Vec<MentionId>,
    /// The spelling that this one is joined to; itself for a root.
    root: usize,
    /// Evidence of all its mentions; see [`told_gender`].
    gender: i32,
}

#[derive(Debug, Default)]
struct Spellings {
    items: Vec<Spelling>,
    by_words: FxHashMap<String, usize>,
    of: FxHashMap<MentionId, usize>,
}

impl Spellings {
    fn add(&mut self, words: Vec<String>, id: MentionId, gender: i32) {
        let next = self.items.len();
        let index = *self.by_words.entry(words.join(" ").replace('-', " ")).or_insert(next);
        if index == next {
            self.items.push(Spelling { words, mentions: Vec::new(), root: index, gender: 0 });
        }
        self.items[index].mentions.push(id);
        self.items[index].gender += gender;
        self.of.insert(id, index);
    }

    fn root(&self, mut index: usize) -> usize {
        while self.items[index].root != index {
            index = self.items[index].root;
        }
        index
    }

    /// Joins two spellings; the one with more words becomes the root, of equals the earlier, so that chains stay short.
    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        if one == other {
            return;
        }
        let rank = |index: usize| (self.items[index].words.len(), Reverse(index));
        let (root, child) = if rank(one) > rank(other) { (one, other) } else { (other, one) };
        self.items[child].root = root;
        self.items[root].gender += self.items[child].gender;
    }
}

/// The spellings of people and of everything else.
fn spellings(article: &Article<'_>) -> (Spellings, Spellings) {
    let names =
        || article.in_article().filter(|(_, mention, _)| mention.kind == MentionKind::Name && !is_adjective(article, mention));
    let mut votes: FxHashMap<String, i32> = FxHashMap::default();
    let mut surnames: FxHashSet<String> = FxHashSet::default();
    let particles = particles(article);
    let person_words = |id: MentionId, mention: &Mention| match keys::doubtful_given(article.lex, mention.tokens) {
        Some(words) if !particles.contains(&words.join(" ")) => words.to_vec(),
        _ => keys::person(article.lex, mention.tokens).into_iter().chain(shared_surname(article, id)).collect(),
    };
    for (id, mention, _) in names() {
        let person = mention.entity_type == Some(EntityType::Person);
        let words = person_words(id, mention);
        *votes.entry(words.join(" ")).or_default() += if person { 1 } else { -1 };
        if let (true, Some((last, [_, ..]))) = (person, keys::without_origin(&words).split_last()) {
            surnames.insert(last.clone());
        }
    }
    let (mut people, mut things) = (Spellings::default(), Spellings::default());
    for (id, mention, _) in names() {
        let words = person_words(id, mention);
        let typed_person = mention.entity_type == Some(EntityType::Person);
        let known_place = Classes::COUNTRIES.or(Classes::CITIES).or(Classes::REGIONS).or(Classes::DEMONYMS);
        let place = matches!(mention.entity_type, Some(EntityType::Gpe | EntityType::Loc | EntityType::Norp))
            && article.lex.classes(mention.head as usize).any(known_place);
        let vote = votes.get(&words.join(" ")).copied().unwrap_or_default();
        // A person named like a place stays apart from the place; any other doubt about a spelling is settled by the
        // majority, or by a full name that ends in it.
        let bears = words.len() == 1 && surnames.contains(&words[0]);
        let is_person = match (bears, place) {
            (true, true) => typed_person,
            (true, false) => true,
            (false, _) => vote > 0 || vote == 0 && typed_person,
        };
        if is_person {
            // Elizabeth Warren is no man, though Warren is a man's given name.
            let evidence = if bears { told_gender(mention.agreement) } else { gender(article, mention) };
            people.add(words, id, evidence);
        } else {
            things.add(keys::thing(article.lex, mention.tokens), id, 0);
        }
    }
    (people, things)
}

/// The last two words of longer names: `Itamar Ben Gvir`.
fn particles(article: &Article<'_>) -> FxHashSet<String> {
    let people = article.in_article().filter(|(_, mention, _)| mention.entity_type == Some(EntityType::Person));
    let long = people.filter(|(_, mention, _)| mention.kind == MentionKind::Name && mention.tokens.len() > 2);
    long.filter_map(|(_, mention, _)| {
        let ending = TokenRange::at(mention.tokens.end as usize - 2, mention.tokens.end as usize);
        keys::doubtful_given(article.lex, ending).map(|words| words.join(" "))
    })
    .collect()
}

/// The surname that a given name shares with the full name after it: `Bill and Melinda Gates`.
fn shared_surname(article: &Article<'_>, id: MentionId) -> Option<String> {
    let mention = &article.mentions[id];
    let after = MentionId::new(id.index() + 1);
    let next = (after.index() < article.mentions.len()).then(|| &article.mentions[after])?;
    let classes = article.lex.classes(mention.head as usize);
    let given = mention.tokens.len() == 1 && classes.any(Classes::GIVEN_NAMES) && !classes.any(Classes::SURNAMES);
    let joined =
        mention.tokens.end + 1 == next.tokens.start && matches!(article.lex.norm(mention.tokens.end as usize), "and" | "&");
    let full = next.entity_type == Some(EntityType::Person) && next.kind == MentionKind::Name;
    match keys::person(article.lex, next.tokens).as_slice() {
        [_, .., surname] if given && joined && full => Some(surname.clone()),
        _ => None,
    }
}

/// Whether the name of a people only describes the noun after it: `Syrian` in `the Syrian official` speaks of nobody.
fn is_adjective(article: &Article<'_>, mention: &Mention) -> bool {
    let after = article.tags.get(mention.tokens.end as usize);
    let head = mention.head as usize;
    let adjective = article.tags[head].upos == Upos::Adj;
    let modifies = after.is_some_and(|t| matches!(t.upos, Upos::Noun | Upos::Propn | Upos::Adj));
    let plural = article.lex.norm(head).ends_with('s');
    mention.entity_type == Some(EntityType::Norp) && !plural && (adjective || modifies)
}

/// Evidence of one mention: the words before it, or else its given name.
fn gender(article: &Article<'_>, mention: &Mention) -> i32 {
    let told = told_gender(mention.agreement);
    if told != 0 {
        return told;
    }
    let first = mention.tokens.start as usize;
    // "Abu Leila" is Leila's father.
    if matches!(article.lex.norm(first), "abu" | "umm" | "um" | "bint" | "ibn") {
        return 0;
    }
    let classes = article.lex.classes(first);
    i32::from(classes.any(Classes::FEMININE_NAMES)) - i32::from(classes.any(Classes::MASCULINE_NAMES))
}

/// Joins full names of one person: over the surname where the given names agree, or where one begins the other
/// (`Claudia Sheinbaum`, `Claudia Sheinbaum Pardo`), or where they stand turned round (`Higuchi Ichiyo`).
fn join_full_names(people: &mut Spellings) {
    let mut by_surname: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let mut by_start: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let mut by_slip = Misspellings::default();
    for index in 0..people.items.len() {
        let words = people.items[index].words.clone();
        let [first, second, ..] = words.as_slice() else { continue };
        let start = format!("{first} {second}");
        let surname = keys::without_origin(&words).last().map(|word| keys::sound(word)).unwrap_or_default();
        let agreeing = by_surname.get(&surname).into_iter().flatten().rev().take(WINDOW).copied().find(|&other| {
            let fullest = &people.items[people.root(other)].words;
            keys::same_surname(&words, fullest) && keys::given_names_agree(&words, fullest)
        });
        let mut turned = words.clone();
        turned.reverse();
        let turned = people.by_words.get(&turned.join(" ")).copied().filter(|&other| other < index);
        let beginning = by_start.get(&start).into_iter().flatten().rev().take(WINDOW).copied().find(|&other| {
            let other = &people.items[other].words;
            words.starts_with(other) || other.starts_with(&words)
        });
        // "Daniel Prichard", else "Daniel Pritchard"; but a list of names that are alike is of many people.
        let spelt = words.join(" ");
        let slip = || {
            let known = |&other: &usize| people.items[other].words[0] == *first && often(people, other) != often(people, index);
            by_slip.of(&spelt).find(known)
        };
        if let Some(other) = agreeing.or(beginning).or(turned).or_else(slip) {
            people.join(index, other);
        }
        by_slip.add(&spelt, index);
        by_surname.entry(surname).or_default().push(index);
        by_start.entry(start).or_default().push(index);
    }
}

/// Which part of a full name a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Surname,
    Given,
    Middle,
}

/// For every word of a full name the roots of the full names that hold it, in order of appearance.
type Bearers = FxHashMap<String, Vec<(Part, usize)>>;

fn bearers(people: &Spellings) -> Bearers {
    let mut bearers = Bearers::default();
    for (index, spelling) in people.items.iter().enumerate() {
        if spelling.words.len() < 2 {
            continue;
        }
        let root = people.root(index);
        let words = keys::without_origin(&spelling.words);
        let last = words.len() - 1;
        for (at, word) in words.iter().enumerate() {
            let part = if at == last {
                Part::Surname
            } else if at == 0 {
                Part::Given
            } else {
                Part::Middle
            };
            let mut add = |key: String, part: Part| {
                let list = bearers.entry(key).or_default();
                if !list.iter().rev().take(WINDOW).any(|&(_, r)| r == root) {
                    list.push((part, root));
                }
            };
            add(word.clone(), part);
            for half in word.split('-').filter(|half| *half != word) {
                add(half.to_owned(), Part::Middle);
            }
            // Another spelling of the surname, found where no name has that very one.
            if at == last && keys::sound(word) != *word {
                add(keys::sound(word), part);
            }
        }
    }
    bearers
}

/// How often a spelling is written, its surname alone counted too.
fn often(people: &Spellings, index: usize) -> usize {
    let spelling = &people.items[index];
    let surname = keys::without_origin(&spelling.words)
        .last()
        .filter(|_| spelling.words.len() > 1)
        .and_then(|last| people.by_words.get(last));
    spelling.mentions.len() + surname.map_or(0, |&surname| people.items[surname].mentions.len())
}

/// The surnames of full names and the names of one word, with the number of their spelling.
fn surnames(people: &Spellings) -> Misspellings {
    let mut surnames = Misspellings::default();
    for (index, spelling) in people.items.iter().enumerate() {
        if let Some(last) = keys::without_origin(&spelling.words).last() {
            surnames.add(last, index);
        }
    }
    surnames
}

/// The spelling of which a name of one word is a misspelling: nobody's name but for one slip, and less often written so.
fn misspelt(
    article: &Article<'_>,
    people: &Spellings,
    surnames: &Misspellings,
    bearers: &Bearers,
    spelling: usize,
    id: MentionId,
) -> Option<usize> {
    let [word] = people.items[spelling].words.as_slice() else { return None };
    let known = article.lex.classes(article.mentions[id].head as usize).any(Classes::GIVEN_NAMES.or(Classes::SURNAMES));
    if known || bearers.contains_key(word) || bearers.contains_key(&keys::sound(word)) {
        return None;
    }
    surnames.of(word).find(|&other| often(people, other) > often(people, spelling))
}

/// The spelling whose person a name means: for one word the most present person who bears it.
fn bearer(article: &Article<'_>, people: &Spellings, groups: &Groups, bearers: &Bearers, spelling: usize, id: MentionId) -> usize {
    let mention = &article.mentions[id];
    let [word] = people.items[spelling].words.as_slice() else { return spelling };
    let Some(list) = bearers.get(word).or_else(|| bearers.get(&keys::sound(word))) else { return spelling };
    // Where the text says `Mr. Marlow`, a bare `Marlow` is no more likely Ida.
    let told = match told_gender(mention.agreement) {
        0 => people.items[spelling].gender,
        told => told,
    };
    let genders = || list.iter().rev().take(WINDOW).map(|(_, root)| people.items[*root].gender.signum());
    let told = match told {
        0 if genders().any(|gender| gender > 0) && genders().any(|gender| gender < 0) => pronouns_after(article, id),
        told => told,
    };
    let recent = || list.iter().rev().take(WINDOW).filter(|(_, root)| told * people.items[*root].gender >= 0);
    let Some(part) = recent().map(|&(part, _)| part).min() else { return spelling };
    let among = || recent().filter(|(p, _)| *p == part).map(|&(_, root)| root);
    let sentence = article.place_of(id).map_or(0, |place| place.sentence);
    let presence = |root: usize| groups.presence((Kind::Person, root), sentence);
    // Who is called Ida all along is not meant by "Ms. Marlow".
    let addressed = told_gender(mention.agreement) != 0;
    let by_surname = |root: usize| addressed.then(|| groups.presence_by_surname((Kind::Person, root), sentence)).flatten();
    if part != Part::Surname {
        // A given name alone is clear where one bears it, or where one is far more present than the rest.
        let best = among().max_by_key(|&root| presence(root)).unwrap_or(spelling);
        let rival = among().filter(|&root| root != best).filter_map(presence).max();
        let clear = rival.is_none_or(|rival| presence(best).is_some_and(|best| best >= rival + CLEAR_LEAD));
        let told_apart = among().nth(1).is_none() || presence(best).is_some();
        return if clear && told_apart { best } else { spelling };
    }
    let titled = |root: usize| same_title(article, mention, &people.items[root]);
    among()
        .max_by_key(|&root| {
            let first = people.items[root].mentions.first().copied();
            (told * people.items[root].gender > 0, titled(root), by_surname(root), presence(root), Reverse(first))
        })
        .unwrap_or(spelling)
}

/// The gender of the pronouns between a name and the next person's in its sentence, where the name is its subject and no person
/// stands before: `Clay won, as she did before`.
fn pronouns_after(article: &Article<'_>, id: MentionId) -> i32 {
    /// How many mentions of the sentence are looked at.
    const REACH: usize = 8;
    let Some(place) = article.place_of(id).filter(|place| place.position == Position::Subject) else { return 0 };
    let before = article.mentions[..id.index()].iter().enumerate().rev().map(|(index, _)| MentionId::new(index));
    let mut beside = before.take_while(|&other| article.place_of(other).is_some_and(|there| there.sentence == place.sentence));
    if beside.any(|other| article.is_person(other)) {
        return 0;
    }
    let after = (id.index() + 1..article.mentions.len()).take(REACH).map(MentionId::new);
    let near = after.take_while(|&next| {
        let here = article.place_of(next).is_some_and(|there| there.sentence == place.sentence && there.quote == place.quote);
        here && !(article.is_person(next) && article.mentions[next].kind != MentionKind::Pronoun)
    });
    // "Clay, without naming him": an object is somebody else.
    let object = |next: MentionId| article.place_of(next).is_some_and(|there| there.position == Position::Object);
    let told = near.filter(|&next| article.mentions[next].kind == MentionKind::Pronoun && !object(next));
    let (mut feminine, mut masculine) = (false, false);
    for next in told {
        let gender = told_gender(article.mentions[next].agreement);
        feminine |= gender > 0;
        masculine |= gender < 0;
    }
    i32::from(feminine) - i32::from(masculine)
}

/// Whether the mention's title ends in the same word as a title of the full name: `Senator Berg`, `Senator Anna Berg`.
fn same_title(article: &Article<'_>, mention: &Mention, full: &Spelling) -> bool {
    let head = |title: Option<TokenRange>| title.map(|t| article.lex.norm(t.end as usize - 1));
    let Some(wanted) = head(mention.title) else { return false };
    full.mentions.iter().take(4).any(|&id| head(article.mentions[id].title) == Some(wanted))
}

/// Joins acronyms to the names that they abbreviate: in parentheses after one of the same type (`PARIS (AFP)` is two
/// things), or by initials.
fn join_acronyms(article: &Article<'_>, things: &mut Spellings) {
    let mut joined: FxHashSet<usize> = FxHashSet::default();
    let mut previous: Option<(MentionId, usize)> = None;
    for (id, mention, _) in article.in_article() {
        let Some(&spelling) = things.of.get(&id) else { continue };
        if let Some((before, other)) = previous {
            let gap = article.mentions[before].tokens.end as usize;
            let parenthesised = article.lex.norm(gap) == "(" && gap + 1 == mention.tokens.start as usize;
            let parenthesised = parenthesised && article.mentions[before].entity_type == mention.entity_type;
            let abbreviates = is_acronym(article, mention.tokens) || is_acronym(article, article.mentions[before].tokens);
            if parenthesised && abbreviates && article.lex.norm(mention.tokens.end as usize) == ")" && spelling != other {
                things.join(spelling, other);
                joined.insert(spelling);
                joined.insert(other);
            }
        }
        previous = Some((id, spelling));
    }
    // "Ministry of Defence": "Defence Ministry".
    for index in 0..things.items.len() {
        if let [head @ ("ministry" | "department" | "office" | "bureau"), "of" | "for", rest @ ..] =
            things.items[index].words.iter().map(String::as_str).collect::<Vec<_>>().as_slice()
        {
            let turned = format!("{} {head}", rest.join(" "));
            if let Some(&other) = things.by_words.get(&turned) {
                things.join(index, other);
            }
        }
    }
    let mut by_initials: FxHashMap<String, usize> = FxHashMap::default();
    for (index, spelling) in things.items.iter().enumerate().filter(|(_, s)| s.words.len() > 1) {
        for initials in keys::initials(article.lex, article.mentions[spelling.mentions[0]].tokens) {
            by_initials.entry(initials).or_insert(index);
        }
    }
    for index in 0..things.items.len() {
        let spelling = &things.items[index];
        let tokens = article.mentions[spelling.mentions[0]].tokens;
        if joined.contains(&index) || !is_acronym(article, tokens) {
            continue;
        }
        let initials = spelling
            .words
            .first()
            .map(|word| if tokens.len() == 1 && is_plural(article, tokens) { word.trim_end_matches('s') } else { word });
        // D.C. is no Democratic Congress.
        let is_place = |index: usize| article.mentions[things.items[index].mentions[0]].entity_type == Some(EntityType::Gpe);
        let full = initials.and_then(|word| by_initials.get(word)).copied();
        if let Some(full) = full.filter(|&full| !is_place(index) || is_place(full)) {
            things.join(index, full);
        }
    }
}

/// Whether the name is one word of capitals.
fn is_acronym(article: &Article<'_>, tokens: TokenRange) -> bool {
    let item = article.lex.tokens.items.get(tokens.start as usize);
    let upper = item.is_some_and(|t| t.shape == Shape::Upper && (2..=8).contains(&t.span.len()));
    tokens.len() == 1 && (upper || is_plural(article, tokens))
}

/// Whether the word is capitals with a plural `s`: `MDGs`.
fn is_plural(article: &Article<'_>, tokens: TokenRange) -> bool {
    let stem = article.lex.word(tokens.start as usize).strip_suffix('s');
    stem.is_some_and(|stem| (2..=7).contains(&stem.len()) && stem.bytes().all(|b| b.is_ascii_uppercase()))
}

/// Joins names of one thing that share no word; see [`aliases::things`].
fn join_known(things: &mut Spellings) {
    let mut known: FxHashSet<usize> = FxHashSet::default();
    for names in aliases::things() {
        let mut present = names.filter_map(|name| things.by_words.get(name).copied());
        if let Some(first) = present.next() {
            known.insert(first);
            for other in present.collect::<Vec<_>>() {
                known.insert(other);
                things.join(first, other);
            }
        }
    }
    // "Republic of Malta": "Malta".
    for index in (0..things.items.len()).filter(|index| !known.contains(index)) {
        if let ["republic" | "kingdom" | "state", "of", rest @ ..] =
            things.items[index].words.iter().map(String::as_str).collect::<Vec<_>>().as_slice()
            && let Some(&short) = things.by_words.get(&rest.join(" "))
        {
            things.join(index, short);
        }
    }
}

/// Joins a name that is written once to one that is written often and differs by a slip in a word that no list knows.
fn join_misspelt(lexicon: &Lexicon, things: &mut Spellings) {
    /// How often is often.
    const OFTEN: usize = 3;
    let mut known = Misspellings::default();
    for (index, spelling) in things.items.iter().enumerate().filter(|(_, spelling)| spelling.mentions.len() >= OFTEN) {
        known.add(&spelling.words.join(" "), index);
    }
    for index in 0..things.items.len() {
        let spelling = &things.items[index];
        let odd = |other: &usize| {
            let words = spelling.words.iter().zip(&things.items[*other].words);
            words.filter(|(one, other)| one != other).all(|(one, _)| lexicon.classes(one) == Classes::NONE)
        };
        if spelling.mentions.len() == 1
            && let Some(other) = known.of(&spelling.words.join(" ")).find(odd)
        {
            things.join(index, other);
        }
    }
}

/// For every short form the roots of the names that it may stand for.
type ShortForms = FxHashMap<String, Vec<usize>>;

fn short_forms(lexicon: &Lexicon, article: &Article<'_>, things: &Spellings) -> ShortForms {
    let mut forms = ShortForms::default();
    for (index, spelling) in things.items.iter().enumerate() {
        let words = &spelling.words;
        let long = Long {
            words,
            entity_type: article.mentions[spelling.mentions[0]].entity_type,
            made_of_names: words.len() == 2 && words.iter().all(|word| things.by_words.contains_key(word)),
        };
        for short in short_forms::of(lexicon, long) {
            forms.entry(short).or_default().push(things.root(index));
        }
    }
    forms
}

/// The spelling whose organisation a name means: for a short form the one last spoken of.
fn long_form(
    article: &Article<'_>,
    things: &Spellings,
    groups: &Groups,
    forms: &ShortForms,
    spelling: usize,
    id: MentionId,
) -> usize {
    /// "House", "House of Representatives", "U.S. House of Representatives".
    const LONGEST_CHAIN: usize = 3;
    let sentence = article.place_of(id).map_or(0, |place| place.sentence);
    let presence =
        |root: usize| (groups.presence((Kind::Thing, root), sentence), Reverse(things.items[root].mentions.first().copied()));
    let mut long = spelling;
    for _ in 0..LONGEST_CHAIN {
        let words = things.items[long].words.join(" ");
        // "The North" is North Korea where that is named; "Marlow" Marlow School where no list knows a place of that name.
        let mention = &article.mentions[id];
        let places = Classes::COUNTRIES.or(Classes::CITIES).or(Classes::REGIONS).or(Classes::LOCATIONS).or(Classes::DEMONYMS);
        let known_place = article.lex.classes(mention.head as usize).any(places) || mention.tokens.len() > 1;
        let unknown = mention.entity_type == Some(EntityType::Gpe) && !known_place;
        if !short_forms::may_shorten(mention.entity_type) && !short_forms::is_half(&words) && !unknown {
            break;
        }
        let root = || forms.get(&things.items[things.root(long)].words.join(" "));
        let roots = forms.get(&words).or_else(root).map(Vec::as_slice).unwrap_or_default();
        let learns = |root: &usize| things.items[*root].words.last().is_some_and(|last| short_forms::is_learning(last));
        let fitting = roots.iter().rev().take(WINDOW).copied().filter(|root| !unknown || learns(root));
        let Some(longer) = fitting.max_by_key(|&root| presence(root)) else { break };
        long = longer;
    }
    long
}

/// The clusters of each root. A root has more than one where a title tells two people of one surname apart.
#[derive(Debug, Default)]
struct Groups {
    clusters: FxHashMap<(Kind, usize), Vec<ClusterId>>,
    seen: FxHashMap<(Kind, usize), Seen>,
    /// The same of the mentions with a surname.
    seen_by_surname: FxHashMap<(Kind, usize), Seen>,
}

/// How often and how lately a root was named.
#[derive(Debug, Default)]
struct Seen {
    times: i64,
    sentence: u32,
}

impl Seen {
    fn presence(&self, sentence: u32) -> i64 {
        self.times.min(8) - 2 * i64::from(sentence.saturating_sub(self.sentence).min(3))
    }

    fn again(&mut self, sentence: u32) {
        *self = Self { times: self.times + 1, sentence };
    }
}

impl Groups {
    /// How present a root is to the reader of a sentence: named often and lately; none when not named yet. Somebody of whom
    /// all of the text speaks is not displaced by a relative named once.
    fn presence(&self, key: (Kind, usize), sentence: u32) -> Option<i64> {
        self.seen.get(&key).map(|seen| seen.presence(sentence))
    }

    fn presence_by_surname(&self, key: (Kind, usize), sentence: u32) -> Option<i64> {
        self.seen_by_surname.get(&key).map(|seen| seen.presence(sentence))
    }

    fn by_surname(&mut self, key: (Kind, usize), sentence: u32) {
        self.seen_by_surname.entry(key).or_default().again(sentence);
    }

    fn add(&mut self, clusters: &mut Clusters, key: (Kind, usize), id: MentionId, gender: i32, sentence: u32) {
        let known = self.clusters.entry(key).or_default();
        let fitting = known.iter().position(|&cluster| gender * clusters.get(cluster).gender >= 0);
        let cluster = match fitting {
            Some(at) => known.remove(at),
            None => clusters.open(),
        };
        // The latest stands first.
        known.insert(0, cluster);
        known.truncate(WINDOW);
        clusters.add(cluster, id, gender);
        clusters.get_mut(cluster).named = true;
        self.seen.entry(key).or_default().again(sentence);
    }
}
