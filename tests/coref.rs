//! Who is who in article-sized cases of our own writing: `coref/<slug>.txt`, one hard class each, and what is still wrong.
//!
//! A case is an article with marks: `[dara Dara Quist], the harbour minister, said [dara she] …`. All marks of one key must
//! be mentions of one entity, marks of two keys of two entities, and a mark of the key `-` must have none; words outside
//! of marks are free. Marks nest: `[gov the government of [norland Norland]]`. The first mark of a key may give the entity's type,
//! `[dara:PERSON Dara Quist]`. A literal bracket or backslash is escaped by a backslash: `\[`, `\]`, `\\`.
//!
//! A mark is a mention of exactly its words, as CONTRACT cuts them: a name without title, article and `'s`. Where a mark holds a word
//! in lower case, two more will do, since where a phrase stops is the mentions' business: a noun phrase that begins or ends with the
//! mark and has its head inside, and a name without the article (`the defense ministry`).
//!
//! Of all entities that a key's marks fall into, the key has the one that holds most of them and that no other key has a better
//! claim to; every mark elsewhere is a fault.
//!
//! What a careful editor expects stands in the case even where the program fails. The faults are listed in
//! `coref/known_faults.txt`, which must tell them all and no other; `UPDATE_EXPECT=1` writes it anew.

mod common;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use glossator::document::{Document, Mention};
use glossator::labels::{EntityType, MentionKind};
use glossator::span::{EntityId, Span};

/// Marked words.
#[derive(Debug, PartialEq)]
struct Mark {
    key: String,
    span: Span,
    /// The line of the case's file, from 1.
    line: usize,
}

/// A text without its marks, the marks, and the types that they give.
#[derive(Debug, Default, PartialEq)]
struct Case {
    text: String,
    marks: Vec<Mark>,
    types: BTreeMap<String, EntityType>,
}

/// The key of marks that must stay open.
const OPEN: &str = "-";

fn parse(marked: &str) -> Result<Case, String> {
    let mut case = Case::default();
    let mut begun: Vec<(&str, usize, usize)> = Vec::new();
    let mut line = 1;
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '[' => {
                let (label, after) = rest.split_once(' ').ok_or(format!("line {line}: a mark without words"))?;
                begun.push((label, case.text.len(), line));
                rest = after;
            }
            ']' => {
                let (label, start, line) = begun.pop().ok_or(format!("line {line}: a bracket closes no mark"))?;
                let key = case.key(label).map_err(|fault| format!("line {line}: {fault}"))?;
                case.marks.push(Mark { key, span: Span::at(start, case.text.len()), line });
            }
            '\\' => {
                let escaped = rest.chars().next().filter(|c| "[]\\".contains(*c));
                case.text.push(escaped.ok_or(format!("line {line}: a backslash before nothing that needs one"))?);
                rest = &rest[1..];
            }
            _ => {
                line += usize::from(c == '\n');
                case.text.push(c);
            }
        }
    }
    if let Some((label, _, line)) = begun.last() {
        return Err(format!("line {line}: the mark {label} is not closed"));
    }
    case.marks.sort_by_key(|mark| (mark.span.start, Reverse(mark.span.end)));
    Ok(case)
}

impl Case {
    /// The key of a label, whose type is kept: `dara:PERSON`.
    fn key(&mut self, label: &str) -> Result<String, String> {
        let (key, name) = label.split_once(':').map_or((label, None), |(key, name)| (key, Some(name)));
        let is_key = key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
        if key != OPEN && (key.is_empty() || !is_key) {
            return Err(format!("“{key}” is no key"));
        }
        if let Some(name) = name {
            let entity_type = EntityType::parse(name).ok_or(format!("“{name}” is no type"))?;
            if key == OPEN || self.types.insert(key.to_owned(), entity_type).is_some() {
                return Err(format!("the type of “{key}” is given where it is known or none"));
            }
        }
        Ok(key.to_owned())
    }
}

/// The index of the mention that a mark stands for.
fn mention_of(doc: &Document, mark: Span) -> Option<usize> {
    let lex = doc.lexical();
    let words = mark.of(&doc.text);
    let find = |fits: &dyn Fn(&Mention, Span) -> bool| doc.mentions.iter().position(|m| fits(m, lex.span(m.tokens)));
    let exact = find(&|_, span| span == mark);
    if exact.is_some() || !words.split_whitespace().any(|word| word.starts_with(char::is_lowercase)) {
        return exact;
    }
    let without_article = words.strip_prefix("the ").or(words.strip_prefix("The ")).unwrap_or(words);
    let bare = Span::new(mark.end - without_article.len() as u32, mark.end);
    find(&|mention, span| match mention.kind {
        MentionKind::Name => span == bare,
        MentionKind::Nominal => {
            let head = lex.tokens.items[mention.head as usize].span;
            (span.start == mark.start || span.end == mark.end) && mark.contains(head)
        }
        MentionKind::Pronoun => false,
    })
}

/// What stands in the place of a mention that is not there: a name or noun phrase that shares words with it.
fn no_mention(doc: &Document, mark: Span) -> String {
    let of = |mention: &Mention| doc.lexical().span(mention.tokens);
    let other = doc.mentions.iter().find(|m| m.kind != MentionKind::Pronoun && of(m).overlaps(mark));
    other.map_or("is no mention".to_owned(), |other| format!("is no mention, “{}” is", of(other).of(&doc.text)))
}

/// The entity of each key: pairs with most marks choose first, then those told first; nobody shares.
fn entity_of_keys<'c>(marks: &'c [Mark], entities: &[Option<EntityId>]) -> BTreeMap<&'c str, EntityId> {
    let mut counts: BTreeMap<(&str, EntityId), (usize, usize)> = BTreeMap::new();
    for (index, (mark, entity)) in marks.iter().zip(entities).enumerate() {
        if let Some(entity) = entity.filter(|_| mark.key != OPEN) {
            counts.entry((&mark.key, entity)).or_insert((0, index)).0 += 1;
        }
    }
    let mut claims: Vec<_> = counts.into_iter().collect();
    claims.sort_by_key(|&(_, (count, first))| (Reverse(count), first));
    let mut chosen = BTreeMap::new();
    for ((key, entity), _) in claims {
        if !chosen.contains_key(key) && !chosen.values().any(|&taken| taken == entity) {
            chosen.insert(key, entity);
        }
    }
    chosen
}

/// What is wrong in a case, one line a mark or type, in the order of the text.
fn faults(case: &Case) -> Vec<String> {
    let doc = common::annotate(&case.text);
    let named = |entity: EntityId| format!("“{}”", doc.coreference.entities[entity].name);
    let mentions: Vec<_> = case.marks.iter().map(|mark| mention_of(&doc, mark.span)).collect();
    let entities: Vec<_> = mentions.iter().map(|mention| mention.and_then(|index| doc.coreference.entity_of[index])).collect();
    let entity_of_key = entity_of_keys(&case.marks, &entities);
    let mut faults = Vec::new();
    for ((mark, mention), entity) in case.marks.iter().zip(&mentions).zip(&entities) {
        let due = entity_of_key.get(mark.key.as_str()).copied();
        let happens = match (mention, *entity) {
            (_, None) if mark.key == OPEN => continue,
            (_, Some(entity)) if Some(entity) == due => continue,
            (None, _) => no_mention(&doc, mark.span),
            (_, None) => "stays open".to_owned(),
            (_, Some(entity)) => {
                let not = due.map_or(String::new(), |due| format!(", not {}", named(due)));
                format!("is of {}{not}", named(entity))
            }
        };
        let (line, key, words) = (mark.line, &mark.key, mark.span.of(&case.text));
        faults.push(format!("{line}: {key} “{words}” → {happens}"));
    }
    for (key, due) in &case.types {
        let found = entity_of_key.get(key.as_str()).map(|&entity| &doc.coreference.entities[entity]);
        if let Some(entity) = found.filter(|entity| entity.entity_type != Some(*due)) {
            let found = entity.entity_type.map_or("none", EntityType::as_str);
            faults.push(format!("type: {key} “{}” → is {found}, not {}", entity.name, due.as_str()));
        }
    }
    faults
}

/// The lines of the first that are not among the second, each with what is the matter with it; a line counts as often as it stands.
fn lines_missing(lines: &[String], among: &[String], matter: &str) -> String {
    let mut left: Vec<&String> = among.iter().collect();
    let mut missing = String::new();
    for line in lines {
        match left.iter().position(|other| *other == line) {
            Some(index) => drop(left.swap_remove(index)),
            None => missing.extend([matter, ": ", line, "\n"]),
        }
    }
    missing
}

/// How many cases there are at least, so that a folder not found is no success.
const LEAST_CASES: usize = 50;

/// The first line of the list.
const HEAD: &str = "# case:line: key “words” → what happens; see ../coref.rs. An entity is told by its name.\n";

#[test]
fn entities_are_as_an_editor_expects() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/coref");
    let list = folder.join("known_faults.txt");
    let entries = fs::read_dir(&folder).expect("tests/coref is part of the tree").flatten().map(|entry| entry.path());
    let mut paths: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|e| e == "txt") && *path != list).collect();
    paths.sort();
    let mut found = Vec::new();
    for path in &paths {
        let slug = path.file_stem().and_then(|stem| stem.to_str()).expect("a case has a plain name");
        let marked = fs::read_to_string(path).expect("every case is UTF-8");
        let case = parse(&marked).unwrap_or_else(|fault| panic!("{slug}: {fault}"));
        found.extend(faults(&case).into_iter().map(|fault| format!("{slug}:{fault}")));
    }
    assert!(paths.len() >= LEAST_CASES, "only {} cases in {}", paths.len(), folder.display());
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let text = found.iter().fold(HEAD.to_owned(), |text, fault| text + fault + "\n");
        fs::write(&list, text).expect("the list can be written");
        return;
    }
    let listed = fs::read_to_string(&list).expect("the list is part of the tree");
    let listed: Vec<String> = listed.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect();
    let new = lines_missing(&found, &listed, "not listed");
    let gone = lines_missing(&listed, &found, "no longer happens, remove this line");
    assert!(new.is_empty() && gone.is_empty(), "{} differs:\n{new}{gone}", list.display());
}

#[test]
fn marks_nest_and_brackets_are_escaped() {
    let case = parse("A\n[gov:ORG the board of [norland Norland]] \\[sic\\] met; [- it] left.").expect("a case");
    assert_eq!(case.text, "A\nthe board of Norland [sic] met; it left.");
    let marks: Vec<_> = case.marks.iter().map(|mark| (mark.key.as_str(), mark.span.of(&case.text), mark.line)).collect();
    assert_eq!(marks, [("gov", "the board of Norland", 2), ("norland", "Norland", 2), ("-", "it", 2)]);
    assert_eq!(case.types, BTreeMap::from([("gov".to_owned(), EntityType::Org)]));
}

#[test]
fn a_case_that_is_not_well_formed_is_refused() {
    for marked in ["[a b", "a]", "[a", "[A b]", "[a:CITY b]", "[a:ORG b] [a:ORG b]", "[-:ORG b]", "a \\ b"] {
        parse(marked).expect_err(marked);
    }
}

#[test]
fn a_wrong_grouping_is_a_fault() {
    let faults_of = |marked: &str| faults(&parse(marked).expect("a case"));
    let right = "[ana:PERSON Ana Lima] met [jan Jan Kos] on Friday. [ana Lima] left. [- He] was not told of it by [ana Lima].";
    assert_eq!(faults_of(&right.replace("[- He]", "He")), [""; 0]);
    let wrong = right.replace("[ana Lima] left", "[jan Lima] left").replace("PERSON", "ORG").replace("[- He]", "He");
    assert_eq!(faults_of(&wrong), ["1: jan “Lima” → is of “Ana Lima”, not “Jan Kos”", "type: ana “Ana Lima” → is PERSON, not ORG"]);
    assert_eq!(faults_of("[ana Ana] Lima met Jan Kos."), ["1: ana “Ana” → is no mention, “Ana Lima” is"]);
    assert_eq!(faults_of("[- Ana Lima] met Jan Kos."), ["1: - “Ana Lima” → is of “Ana Lima”"]);
}
