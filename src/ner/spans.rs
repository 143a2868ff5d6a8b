//! Candidate spans: runs of capitalised words and their joints, cut into pieces.

use crate::classes::Classes;
use crate::document::{Sentence, Shape};
use crate::features::words::{Casing, opens_sentence};
use crate::labels::{BlockKind, EntityType, Upos};
use crate::span::{Span, TokenRange};

use super::{BODIES, CALENDAR, CALLED_EVENTS, Candidate, HEADS, NAMES, PERSONAL, Reader};

/// The longest run that is read as one, in tokens; a longer one is cut.
const LONGEST_RUN: usize = 24;

/// Words that join the parts of a person's name.
const PARTICLES: &[&str] = &[
    "al", "an", "as", "ash", "az", "el", "ul", "bin", "ibn", "bint", "ben", "abu", "da", "das", "de", "dei", "del", "della", "der",
    "di", "do", "dos", "du", "la", "las", "le", "los", "op", "ter", "ten", "van", "von", "y", "zu", "den", "e", "arap",
];
/// Those of them that may open a sentence as part of a name and are no other English word: `De Winter said`.
const OPENING_PARTICLES: &[&str] =
    &["al", "el", "bin", "ben", "da", "de", "del", "della", "di", "dos", "du", "la", "le", "van", "von"];
/// Particles that a hyphen ties to the name after them.
const ARTICLES: &[&str] = &["al", "an", "as", "ash", "at", "az", "ad", "ar", "el", "es", "ed"];
/// Plural and other possessors inside names: `People's Party`, `Workers' Union`, `King's College`.
const POSSESSORS: &[&str] = &[
    "people",
    "peoples",
    "children",
    "women",
    "men",
    "workers",
    "farmers",
    "teachers",
    "students",
    "writers",
    "lawyers",
    "journalists",
    "veterans",
    "players",
    "boys",
    "girls",
    "king",
    "queen",
    "mother",
    "father",
    "world",
    "nation",
    "states",
    "st.",
    "attorney",
    "prosecutor",
    "governor",
    "citizens",
    "employers",
    "traders",
];
/// Words that do not end a name, although they may stand inside it.
const JOINTS: &[&str] = &["of", "for", "on", "against", "the", "and", "&", "-", "'s", "'", "with"];

/// Appends the candidates of a sentence.
pub(super) fn find(reader: &Reader<'_>, sentence: &Sentence, casing: Casing, out: &mut Vec<Candidate>) {
    let (mut token, end) = (sentence.tokens.start as usize, sentence.tokens.end as usize);
    let block = reader.lex.blocks[sentence.block.index()];
    let mut first = true;
    while token < end {
        let expected = slot(reader, block.kind, sentence, token);
        // Where only a name can stand, its capitals are those of a name.
        let casing = if expected.is_some() { Casing::Normal } else { casing };
        let scan = Scan { reader, casing, end };
        let weak = expected.is_none() && (first || casing != Casing::Normal);
        if scan.starts(token, weak) {
            let mut stop = scan.run_end(token, weak);
            if block.kind == BlockKind::Byline && expected.is_some() {
                stop = author_end(reader, token, stop);
            }
            cut(reader, TokenRange::at(token, stop), Setting { expected, weak }, out);
            token = stop;
            first = false;
        } else {
            first = opens_sentence(reader.lex, token, first);
            token += 1;
        }
    }
}

/// What kind of name must stand here by the form of the block: the author after `By`, the place that opens a dateline, the
/// agency in its parentheses or after the photographer's name.
fn slot(reader: &Reader<'_>, kind: BlockKind, sentence: &Sentence, token: usize) -> Option<EntityType> {
    let opens = token == sentence.tokens.start as usize;
    let before = if opens { "" } else { reader.lex.norm(token - 1) };
    match kind {
        BlockKind::Byline if matches!(before, "by" | "and") && !opens_body(reader, token, sentence.tokens.end as usize) => {
            Some(EntityType::Person)
        }
        BlockKind::Caption if before == "/" => Some(EntityType::Org),
        BlockKind::Dateline if before == "(" => Some(EntityType::Org),
        BlockKind::Dateline if opens => Some(EntityType::Gpe),
        _ => None,
    }
}

/// Whether an organisation of the lists begins here.
fn opens_body(reader: &Reader<'_>, token: usize, end: usize) -> bool {
    reader.lexicon.longest(reader.lex.tokens, token, end, BODIES).is_some()
}

/// Where the author's name ends in a run of a byline: the outlet may follow without a comma, `Jane Smith BBC News`.
fn author_end(reader: &Reader<'_>, start: usize, end: usize) -> usize {
    (start + 2..end).find(|&token| opens_body(reader, token, end)).unwrap_or(end)
}

/// Where a run of capitalised words stands.
#[derive(Clone, Copy)]
struct Setting {
    /// See [`Candidate::expected`].
    expected: Option<EntityType>,
    /// See [`Candidate::weak`].
    weak: bool,
}

/// A sentence being read.
struct Scan<'r, 'd> {
    reader: &'r Reader<'d>,
    casing: Casing,
    end: usize,
}

impl Scan<'_, '_> {
    fn norm(&self, token: usize) -> &str {
        if token < self.end { self.reader.lex.norm(token) } else { "" }
    }

    fn classes(&self, token: usize) -> Classes {
        if token < self.end { self.reader.lex.classes(token) } else { Classes::NONE }
    }

    fn is_capitalised(&self, token: usize) -> bool {
        token < self.end && self.reader.lex.tokens.items[token].shape.is_capitalised()
    }

    /// Whether a run may begin here.
    fn starts(&self, token: usize, weak: bool) -> bool {
        if self.is_article_with_name(token) {
            return true;
        }
        self.is_capitalised(token) && self.is_name_word(token, weak)
    }

    /// `al-` or `el-` with a capitalised word after it: `al-Jabri`.
    fn is_article_with_name(&self, token: usize) -> bool {
        ARTICLES.contains(&self.norm(token)) && self.is_tied(token + 1) && self.is_capitalised(token + 2)
    }

    /// A hyphen without a space on either side.
    fn is_tied(&self, token: usize) -> bool {
        token + 1 < self.end
            && self.reader.lex.tokens.items[token].shape == Shape::Hyphen
            && !self.reader.lex.space_before(token)
            && !self.reader.lex.space_before(token + 1)
    }

    /// Whether a capitalised word may belong to a name. Where its capital says nothing it must be known, or be seen with a
    /// capital elsewhere, or be a proper noun to the tagger.
    fn is_name_word(&self, token: usize, weak: bool) -> bool {
        let lex = self.reader.lex;
        let norm = lex.norm(token);
        let classes = lex.classes(token);
        if matches!(norm, "i" | "a" | "the") {
            return false;
        }
        if !weak {
            // `WHO` in capitals is a name, `Who` is not.
            let acronym = lex.tokens.items[token].shape == Shape::Upper && classes.any(NAMES);
            return acronym
                || !classes.any(CALENDAR.or(Classes::SENTENCE_STARTERS))
                || self.known_phrase(token)
                || self.opens_full_name(token);
        }
        if self.known_phrase(token) {
            return true;
        }
        // `WHO officials`, `Cyclone Odalys`.
        let acronym = self.casing == Casing::Normal && lex.tokens.items[token].shape == Shape::Upper && classes.any(NAMES);
        if acronym || CALLED_EVENTS.contains(&norm) && self.is_capitalised(token + 1) && !self.reader.is_common(token + 1) {
            return true;
        }
        if self.casing == Casing::Normal && OPENING_PARTICLES.contains(&norm) && self.is_capitalised(token + 1) {
            return true;
        }
        if classes.any(CALENDAR.or(Classes::SENTENCE_STARTERS)) {
            // `Will Smith`, `May Johnson`.
            let surname = self.is_capitalised(token + 1) && self.classes(token + 1).any(Classes::SURNAMES);
            return surname && classes.any(Classes::GIVEN_NAMES) && !self.classes(token + 1).any(Classes::GIVEN_NAMES);
        }
        if classes.any(Classes::DEMONYMS) && !self.reader.words.is_lower(norm) {
            return true;
        }
        if self.reader.words.is_capitalised(norm) {
            return true;
        }
        let common = self.reader.is_common(token);
        let proper = self.reader.tags.get(token).is_some_and(|t| t.upos == Upos::Propn);
        if classes.any(NAMES) {
            return !common || proper;
        }
        if classes.any(PERSONAL) {
            let next = token + 1;
            let full = self.is_capitalised(next)
                && (self.classes(next).any(PERSONAL) || !self.reader.is_common(next))
                && !self.classes(next).any(CALENDAR.or(HEADS));
            return !common || full || classes.any(Classes::GIVEN_NAMES) && proper;
        }
        if common && self.casing == Casing::Normal {
            return self.heads_ahead(token);
        }
        self.casing != Casing::Upper && !common && !self.reader.words.is_lower(norm)
    }

    /// Whether the word is a given name too and an unknown word with a capital follows: `by Will Dunmore`.
    fn opens_full_name(&self, token: usize) -> bool {
        let next = token + 1;
        self.classes(token).any(Classes::GIVEN_NAMES)
            && self.is_capitalised(next)
            && !self.classes(next).any(CALENDAR.or(HEADS))
            && !self.reader.is_common(next)
    }

    /// Whether the capitalised words from here on end in a head word: `Election Commission`.
    fn heads_ahead(&self, token: usize) -> bool {
        let limit = self.end.min(token + 6);
        let end = (token + 1..limit).find(|&t| !self.is_capitalised(t)).unwrap_or(limit);
        end > token + 1
            && self.classes(end - 1).any(Classes::ORGANISATION_HEADS.or(Classes::FACILITY_HEADS))
            && (token..end).all(|t| !self.classes(t).any(Classes::TITLES))
    }

    /// Whether a name of several words from the lists begins here.
    fn known_phrase(&self, token: usize) -> bool {
        self.reader
            .lexicon
            .longest(self.reader.lex.tokens, token, self.end.min(token + 8), NAMES)
            .is_some_and(|(end, _)| end > token + 1 && self.is_capitalised(end - 1))
    }

    /// The end of the run that begins here.
    fn run_end(&self, start: usize, weak: bool) -> usize {
        let limit = self.end.min(start + LONGEST_RUN);
        let mut run = Run { start, end: start + 1, headed: false };
        if self.is_article_with_name(start) {
            run.end = start + 3;
        }
        self.known_ahead(&mut run, start);
        self.note_head(&mut run);
        while run.end < limit {
            let before = run.end;
            self.extend(&mut run, weak);
            if run.end == before {
                break;
            }
            self.note_head(&mut run);
        }
        run.end.min(limit.max(start + 1))
    }

    fn note_head(&self, run: &mut Run) {
        run.headed |= self.classes(run.end - 1).any(HEADS);
    }

    /// Takes in a name of several words from the lists that begins at the token.
    fn known_ahead(&self, run: &mut Run, token: usize) {
        let tokens = self.reader.lex.tokens;
        if let Some((end, classes)) = self.reader.lexicon.longest(tokens, token, self.end.min(token + 8), NAMES)
            && end > run.end
            && (self.is_capitalised(end - 1) || classes.any(LOWER_ENDED))
        {
            run.end = end;
        }
    }

    fn extend(&self, run: &mut Run, weak: bool) {
        let next = run.end;
        let lex = self.reader.lex;
        if next >= self.end || self.breaks_line(next) {
            return;
        }
        if self.is_capitalised(next) {
            if self.joins(run, next, weak) {
                run.end = next + 1;
                self.known_ahead(run, next);
            }
            return;
        }
        if self.is_tied(next) {
            self.extend_over_hyphen(run);
            return;
        }
        let norm = lex.norm(next);
        let item = lex.tokens.items[next];
        if item.shape == Shape::Number && self.classes(next - 1).any(Classes::PRODUCTS) && item.span.len() <= 4 {
            run.end = next + 1;
            return;
        }
        match norm {
            "civil" if self.norm(next + 1) == "war" && self.classes(next - 1).any(Classes::DEMONYMS.or(Classes::COUNTRIES)) => {
                run.end = next + 2;
            }
            "of" if run.headed || self.classes(next - 1).any(HEADS) || self.known_with_of(next - 1) => {
                let after = if self.norm(next + 1) == "the" { next + 2 } else { next + 1 };
                if self.is_capitalised(after) && !self.classes(after).any(CALENDAR) {
                    run.end = after + 1;
                    self.known_ahead(run, after);
                }
            }
            "for" | "on" | "against" | "to"
                if run.headed
                    && self.is_capitalised(next + 1)
                    && !self.classes(next + 1).any(CALENDAR.or(NAMES).or(Classes::GIVEN_NAMES))
                    && (norm == "for" || self.classes(next - 1).any(Classes::ORGANISATION_HEADS)) =>
            {
                run.end = next + 2;
            }
            "&" if self.is_capitalised(next + 1) => run.end = next + 2,
            "and" if self.joins_by_and(run, next) => run.end = next + 2,
            "'s" | "'" if self.is_possessor(next) && self.is_capitalised(next + 1) => run.end = next + 2,
            "," if matches!(self.norm(next + 1), "jr." | "jr" | "sr." | "inc." | "inc" | "ltd." | "ltd" | "llc" | "iii") => {
                run.end = next + 2;
            }
            _ if PARTICLES.contains(&norm) => self.extend_over_particles(run),
            _ => {}
        }
    }

    /// Whether a capitalised word goes on with the run.
    fn joins(&self, run: &Run, next: usize, weak: bool) -> bool {
        let classes = self.classes(next);
        if self.norm(next) == "i" {
            // `Norton I, Emperor`, `Elizabeth I of England`.
            return self.classes(next - 1).any(PERSONAL) && matches!(self.norm(next + 1), "," | "of" | "'s");
        }
        if self.norm(next) == "the" {
            return false;
        }
        if classes.any(CALENDAR) {
            let given = classes.any(PERSONAL) && self.classes(next - 1).any(Classes::GIVEN_NAMES);
            return given && run.end == run.start + 1;
        }
        if classes.any(Classes::SENTENCE_STARTERS) && !classes.any(HEADS) {
            return false;
        }
        let plain_case = self.casing == Casing::Normal || !weak;
        let surname = classes.any(Classes::SURNAMES) && self.classes(next - 1).any(Classes::GIVEN_NAMES);
        plain_case || surname || self.is_name_word(next, true) || self.is_article_with_name(next) || classes.any(HEADS)
    }

    /// Whether a line ends before the token: lists of names have one a line.
    fn breaks_line(&self, token: usize) -> bool {
        let items = &self.reader.lex.tokens.items;
        let gap = Span::new(items[token - 1].span.end, items[token].span.start);
        gap.of(self.reader.lex.text).contains('\n')
    }

    fn extend_over_hyphen(&self, run: &mut Run) {
        let hyphen = run.end;
        let (before, after) = (hyphen - 1, hyphen + 1);
        let tokens = self.reader.lex.tokens;
        let shape = tokens.items[after].shape;
        let pair = self.classes(before).any(PAIRED) && self.classes(after).any(PAIRED);
        if self.is_capitalised(after) && !pair {
            run.end = after + 1;
        } else if self.is_article_with_name(after) {
            run.end = after + 3;
        } else if shape == Shape::Number && tokens.items[before].shape != Shape::Lower {
            run.end = after + 1;
        } else if let Some((end, _)) = self.reader.lexicon.longest(tokens, before, self.end.min(before + 5), NAMES.or(PERSONAL))
            && end > run.end
        {
            run.end = end;
        } else if self.is_second_syllable(run, after) {
            run.end = after + 1;
        }
    }

    /// The second part of an East Asian given name after a surname: `Lee Sang-min`.
    fn is_second_syllable(&self, run: &Run, after: usize) -> bool {
        const LONGEST_SYLLABLE: u32 = 6;
        let tokens = self.reader.lex.tokens;
        let short = |token: usize| tokens.items[token].span.len() <= LONGEST_SYLLABLE;
        run.end >= run.start + 2 && (run.end - 2..run.end).all(short) && short(after) && !self.reader.is_common(after)
    }

    /// `van der`, `de la`, `al-` and a capitalised word.
    fn extend_over_particles(&self, run: &mut Run) {
        let mut token = run.end;
        while token < run.end + 3 && PARTICLES.contains(&self.norm(token)) {
            token += 1;
        }
        let hyphened = self.is_tied(token);
        let name = if hyphened { token + 1 } else { token };
        let last = self.norm(token - 1);
        let lone = matches!(last, "e" | "y" | "do" | "as" | "an") && !hyphened && token == run.end + 1;
        if !lone && self.is_capitalised(name) && !self.classes(name).any(CALENDAR) {
            run.end = name + 1;
        }
    }

    /// Nouns that no list of heads holds and that `of` ties to a name.
    fn known_with_of(&self, token: usize) -> bool {
        matches!(
            self.norm(token),
            "bank"
                | "gulf"
                | "bay"
                | "strait"
                | "isle"
                | "republic"
                | "kingdom"
                | "state"
                | "port"
                | "tower"
                | "lord"
                | "sons"
                | "daughters"
                | "knights"
                | "game"
                | "war"
                | "battle"
                | "bill"
                | "voice"
                | "friends"
                | "court"
                | "house"
                | "school"
        )
    }

    fn is_possessor(&self, clitic: usize) -> bool {
        let owner = self.norm(clitic - 1);
        let common = self.reader.is_common(clitic - 1);
        let plural = common && self.norm(clitic) == "'" && owner.ends_with('s');
        // `Fishermen's Association`: a plural without `s`.
        let workers = common && owner.len() > 3 && owner.ends_with("men");
        plural || workers || POSSESSORS.contains(&owner)
    }

    /// `Ministry of Trade and Industry`, `Research and Analysis Agency`.
    fn joins_by_and(&self, run: &Run, and: usize) -> bool {
        let next = and + 1;
        if !self.is_capitalised(next) || self.classes(next).any(NAMES.or(CALENDAR)) {
            return false;
        }
        let plain = |token: usize| !self.classes(token).any(NAMES.or(Classes::GIVEN_NAMES).or(Classes::TITLES));
        if run.headed {
            let joined = (run.start + 1..and).any(|t| matches!(self.norm(t), "of" | "for" | "on"));
            return joined && plain(next) && !self.classes(and - 1).any(NAMES);
        }
        let mut last = next;
        while last < self.end.min(next + 4) && self.is_capitalised(last) {
            if !plain(last) {
                return false;
            }
            last += 1;
        }
        let heads = Classes::ORGANISATION_HEADS.or(Classes::LAW_HEADS);
        // `Kenya Fisheries and Oceans Commission`: the country before a pair of subjects is part of the name.
        let country = and > run.start + 1 && self.classes(run.start).any(Classes::COUNTRIES.or(Classes::DEMONYMS));
        let first = if country { run.start + 1 } else { run.start };
        last > next + 1 && self.classes(last - 1).any(heads) && (first..and).all(plain) && and - first <= 2
    }
}

/// Lists whose entries may end in lower case: `Labour party`, `Syrian civil war`.
const LOWER_ENDED: Classes = Classes::PARTIES.or(Classes::EVENTS).or(Classes::FACILITIES);

/// Names of which two with a hyphen between them stay two: `Russia-Ukraine`.
const PAIRED: Classes = Classes::COUNTRIES.or(Classes::DEMONYMS).or(Classes::CITIES);

/// A run that grows.
struct Run {
    start: usize,
    end: usize,
    /// Whether a head word is among its words, so that `of` and `for` may go on with it.
    headed: bool,
}

/// Cuts a run into candidates: titles off, neighbours of different kind apart.
fn cut(reader: &Reader<'_>, run: TokenRange, setting: Setting, out: &mut Vec<Candidate>) {
    let (start, end) = (run.start as usize, run.end as usize);
    let mut from = start;
    let mut expected = setting.expected;
    while from < end {
        if JOINTS.contains(&reader.lex.norm(from)) || opens_by_epithet(reader, from, end) {
            from += 1;
            continue;
        }
        let known = known_at(reader, from, end);
        let title = title_at(reader, from, end);
        if let Some(after) = title
            && known.is_none_or(|(known_end, _)| known_end <= after)
            && !(after > end || keeps_title(reader, from, after, end))
        {
            if after == end && after == from + 1 && reader.lex.classes(from).any(PERSONAL) {
                // `King said`: a name only where the document tells whose.
                push(reader, TokenRange::at(from, end), Setting { expected: None, ..setting }, out);
                if let Some(candidate) = out.last_mut().filter(|c| c.tokens == TokenRange::at(from, end)) {
                    candidate.plain = true;
                }
            }
            expected = Some(EntityType::Person);
            from = after;
            continue;
        }
        let stop = piece_end(reader, from, end, known);
        push(reader, TokenRange::at(from, stop), Setting { expected, weak: setting.weak && from == start }, out);
        expected = None;
        from = stop;
    }
}

/// Whether an ordinary word stands before a full personal name: `Crooked Jane Smith`.
fn opens_by_epithet(reader: &Reader<'_>, from: usize, end: usize) -> bool {
    let classes = |token: usize| reader.lex.classes(token);
    end == from + 3
        && reader.is_common(from)
        && !classes(from).any(NAMES.or(PERSONAL).or(HEADS).or(Classes::TITLES))
        && classes(from + 1).any(Classes::GIVEN_NAMES)
        && classes(from + 2).any(Classes::SURNAMES)
        && !classes(from + 2).any(HEADS)
}

/// The longest name of the lists that begins here.
fn known_at(reader: &Reader<'_>, from: usize, end: usize) -> Option<(usize, Classes)> {
    reader.lexicon.longest(reader.lex.tokens, from, end, NAMES)
}

/// The end of the longest title that begins here.
fn title_at(reader: &Reader<'_>, from: usize, end: usize) -> Option<usize> {
    reader.lexicon.longest(reader.lex.tokens, from, end, Classes::TITLES).map(|(after, _)| after)
}

/// Whether a title is part of the name that it opens: `General Motors`, `King Fahd Hospital`, `Dean Jordan`.
fn keeps_title(reader: &Reader<'_>, from: usize, after: usize, end: usize) -> bool {
    if after >= end {
        return false;
    }
    if after == from + 1 && reader.lex.classes(from).any(Classes::GIVEN_NAMES) {
        return true;
    }
    let last = reader.lex.classes(end - 1);
    if !last.any(HEADS) || last.any(PERSONAL) {
        return false;
    }
    !reader.lex.word(from).ends_with('.') && end - from <= 6
}

/// Where the piece that begins at `from` ends inside the run.
fn piece_end(reader: &Reader<'_>, from: usize, end: usize, known: Option<(usize, Classes)>) -> usize {
    let lex = reader.lex;
    let bound = (from + 1..end).find(|&at| cuts_before(reader, from, at, end)).unwrap_or(end);
    let Some((known_end, classes)) = known else { return trimmed(reader, from, bound) };
    if known_end >= bound {
        return known_end.max(from + 1);
    }
    let ends_name = |token: usize| token + 1 == bound || JOINTS.contains(&lex.norm(token + 1));
    let is_head = |token: usize| lex.classes(token).any(HEADS) && !lex.classes(token).any(Classes::GIVEN_NAMES);
    let rest_head = (known_end..bound).any(|token| ends_name(token) && is_head(token));
    let next = lex.classes(known_end);
    let person = next.any(Classes::GIVEN_NAMES) && !rest_head;
    let apart = if classes.any(Classes::DEMONYMS) {
        !rest_head && (person || next.any(NAMES) || bound - known_end > 1)
    } else if classes.any(PERSONAL) {
        false
    } else {
        let unknown = classes.any(Classes::COUNTRIES) && bound == known_end + 2 && (known_end..bound).all(|t| !reader.is_common(t));
        !rest_head && (person || unknown || next.any(Classes::DEMONYMS))
    };
    if apart { known_end } else { trimmed(reader, from, bound) }
}

/// Whether a new piece begins at a token inside a run: a title with a name after it.
fn cuts_before(reader: &Reader<'_>, from: usize, at: usize, end: usize) -> bool {
    if JOINTS.contains(&reader.lex.norm(at - 1)) || !reader.lex.classes(at).any(Classes::TITLES) && !starts_title(reader, at) {
        return false;
    }
    let Some(after) = title_at(reader, at, end) else { return false };
    if after >= end {
        // A title at the end of a run: `Kenya President`, `Lagos State Governor`.
        let acronym = reader.lex.tokens.items[at].shape == Shape::Upper;
        return reader.lex.classes(at - 1).any(NAMES) || after > at + 1 || at > from + 1 || acronym;
    }
    let name = after == at + 1 && reader.lex.classes(at).any(PERSONAL);
    !name && !keeps_title(reader, at, after, end)
}

fn starts_title(reader: &Reader<'_>, at: usize) -> bool {
    matches!(
        reader.lex.norm(at),
        "foreign"
            | "prime"
            | "vice"
            | "deputy"
            | "defence"
            | "defense"
            | "interior"
            | "finance"
            | "health"
            | "education"
            | "home"
            | "chief"
            | "acting"
            | "former"
            | "interim"
            | "state"
            | "house"
            | "senate"
            | "opposition"
            | "police"
            | "army"
            | "minority"
            | "majority"
            | "managing"
            | "executive"
            | "external"
            | "environment"
            | "energy"
            | "trade"
            | "justice"
            | "secretary"
            | "attorney"
            | "supreme"
            | "first"
            | "high"
            | "special"
            | "national"
            | "union"
    )
}

/// The end of the piece without joints at its end.
fn trimmed(reader: &Reader<'_>, from: usize, end: usize) -> usize {
    let mut end = end;
    while end > from + 1 && JOINTS.contains(&reader.lex.norm(end - 1)) {
        end -= 1;
    }
    end
}

fn push(reader: &Reader<'_>, tokens: TokenRange, setting: Setting, out: &mut Vec<Candidate>) {
    let lex = reader.lex;
    let (from, end) = (tokens.start as usize, tokens.end as usize);
    let titled = setting.expected.is_some();
    let only = lex.classes(from);
    let lone = end == from + 1;
    // A lone common head or title ("the Minister", "Lake") names nothing by itself.
    if lone && !titled && only.any(Classes::TITLES) && !only.any(NAMES.or(PERSONAL)) {
        return;
    }
    if lone && lex.tokens.items[from].span.len() == 1 {
        return;
    }
    // `State`, `Court`, `CEO`, `God`: words with a capital that name nothing here.
    let listed = only.any(NAMES.or(PERSONAL));
    let plain = |t: usize| reader.is_common(t) && !JOINTS.contains(&lex.norm(t));
    let role = lex.classes(end - 1).any(Classes::PERSON_NOUNS) && (from..end).all(plain);
    if !lone && role && reader.phrase(from, end, NAMES).is_empty() {
        return;
    }
    if lone && !titled && only.any(Classes::UNNAMED_WORDS) && !only.any(PERSONAL) {
        return;
    }
    let currency = ['$', '€', '£'];
    let priced = lex.word(end).starts_with(currency) && !lex.space_before(end);
    if priced || lex.word(from).ends_with(currency) {
        return;
    }
    let numbered = (from..end).all(|t| lex.classes(t).any(Classes::UNNAMED_WORDS));
    if !listed && (numbered || !reader.phrase(from, end, Classes::UNNAMED_WORDS).is_empty()) {
        return;
    }
    out.push(Candidate {
        tokens,
        expected: setting.expected,
        weak: setting.weak && lone,
        plain: lone && !titled && !listed && is_plain(reader, from),
        own: Default::default(),
        context: Default::default(),
    });
}

/// Whether a lone word is an ordinary one, written with a capital out of respect or habit, or with a bound prefix.
fn is_plain(reader: &Reader<'_>, token: usize) -> bool {
    let word = reader.lex.word(token);
    let prefixed = word.contains('-') && word.starts_with(char::is_lowercase);
    let acronym = reader.lex.tokens.items[token].shape == Shape::Upper;
    prefixed || !acronym && (reader.is_common(token) || reader.words.is_lower(reader.lex.norm(token)))
}
