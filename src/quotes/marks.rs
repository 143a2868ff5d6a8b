//! Quoted runs: the stretches of an article that stand in quotation marks.
//!
//! From the characters of each block, by an automaton with one open run: a mark opens or closes by its form and, where the
//! form does not tell (straight marks, apostrophes) or contradicts its place, by its neighbours. Marks inside a run of the
//! other style are nested and belong to it. Whether single marks are marks or apostrophes is decided for the whole document
//! (`SingleMarks`). A run that is not closed ends with its block, or with its sentence where it did not open the block or
//! follow a comma or colon; where the next paragraph opens with a mark again it is continued there.
//!
//! Weak: apostrophes that end a plural (`the workers' vote`) inside a run in single marks are told from closing marks only
//! by what follows; a missing closing mark quotes a whole paragraph.

use crate::document::{Block, Lexical};
use crate::labels::BlockKind;
use crate::span::{Span, TokenRange};

/// A stretch of text in quotation marks, inside one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The words, marks left out.
    pub(super) inner: Span,
    /// The tokens of the words.
    pub(super) tokens: TokenRange,
    /// The tokens with the marks.
    pub(super) outer: TokenRange,
    /// Whether the run goes on one that the paragraph before left open.
    pub(super) continues: bool,
    /// Whether the next paragraph goes on with it.
    pub(super) is_continued: bool,
}

/// How many marks a single mark looks ahead for its partner.
const LOOKAHEAD: usize = 16;
/// How many blocks that are no paragraphs may stand between the parts of a quotation over several paragraphs.
const MAX_INTERRUPTION: usize = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Double,
    Single,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Open,
    Close,
    /// A closing mark or the apostrophe of a plural possessive.
    PerhapsClose,
    /// The neighbours do not tell.
    Either,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    span: Span,
    style: Style,
    direction: Direction,
}

/// What single marks are in this document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SingleMarks {
    /// The document's main quotation marks, as in British papers.
    Main,
    /// Apostrophes, unless a pair encloses words between runs in double marks.
    Secondary,
}

/// The runs of all blocks that belong to the article, in order, not overlapping.
pub(super) fn find_runs(lex: Lexical<'_>) -> Vec<Run> {
    let blocks: Vec<(Block, Vec<Mark>)> =
        lex.blocks.iter().filter(|b| b.kind.is_article()).map(|&block| (block, find_marks(lex.text, block.span))).collect();
    let singles = single_marks(&blocks);

    let mut runs = Vec::new();
    let mut left_open = None;
    for (index, (block, marks)) in blocks.iter().enumerate() {
        let opening = opening_style(block, marks);
        let continues = left_open.is_some() && left_open == opening;
        let is_paragraph = block.kind == BlockKind::Body;
        let first = runs.len();
        let open = pair_marks(lex, *block, marks, singles, &mut runs);
        if let Some(run) = runs.get_mut(first).filter(|_| continues) {
            run.continues = true;
        }
        if let Some(open) = open {
            let is_continued = is_paragraph && next_paragraph_style(&blocks[index + 1..]) == Some(open.style);
            left_open = is_continued.then_some(open.style);
            close_at_block_end(lex, *block, open, is_continued, &mut runs);
        } else if is_paragraph {
            left_open = None;
        }
    }
    runs
}

/// The style of the mark that the next paragraph opens with.
fn next_paragraph_style(blocks: &[(Block, Vec<Mark>)]) -> Option<Style> {
    let (block, marks) = blocks.iter().take(MAX_INTERRUPTION + 1).find(|(block, _)| block.kind == BlockKind::Body)?;
    opening_style(block, marks)
}

fn opening_style(block: &Block, marks: &[Mark]) -> Option<Style> {
    marks.first().filter(|m| m.span.start == block.span.start && m.direction != Direction::Close).map(|m| m.style)
}

fn single_marks(blocks: &[(Block, Vec<Mark>)]) -> SingleMarks {
    let opening =
        |style| blocks.iter().flat_map(|(_, marks)| marks).filter(|m| m.style == style && m.direction == Direction::Open).count();
    let (double, single) = (opening(Style::Double), opening(Style::Single));
    if single > double { SingleMarks::Main } else { SingleMarks::Secondary }
}

/// Pairs the marks of a block into runs; returns the mark that is left open at its end.
fn pair_marks(lex: Lexical<'_>, block: Block, marks: &[Mark], singles: SingleMarks, runs: &mut Vec<Run>) -> Option<Mark> {
    let mut open: Option<Mark> = None;
    // The last run of this block that another opening mark cut short.
    let mut cut_short: Option<(usize, Mark)> = None;
    for (index, &mark) in marks.iter().enumerate() {
        let Some(opened) = open else {
            match (mark.style, mark.direction) {
                (Style::Double, Direction::Open | Direction::Either) => open = Some(mark),
                (Style::Single, Direction::Open) if singles == SingleMarks::Main || closes_before_double(&marks[index + 1..]) => {
                    open = Some(mark);
                }
                (Style::Double, _) => {
                    // `“He said “no” to me”`: what looked unclosed enclosed the runs since.
                    if let Some((first, outer)) = cut_short.take() {
                        runs.truncate(first);
                        push_run(lex, outer.span, mark.span, runs);
                    }
                }
                (Style::Single, _) => {}
            }
            continue;
        };
        if mark.style != opened.style {
            continue;
        }
        let direction = if closes_by_form(lex, opened, mark) { Direction::Close } else { mark.direction };
        match direction {
            Direction::Open if mark.style == Style::Double => {
                cut_short = Some((runs.len(), opened));
                push_run(lex, opened.span, Span::new(mark.span.start, mark.span.start), runs);
                open = Some(mark);
            }
            Direction::Open => {}
            Direction::PerhapsClose if closes_before_open(&marks[index + 1..]) => {}
            Direction::Close | Direction::PerhapsClose | Direction::Either => {
                push_run(lex, opened.span, mark.span, runs);
                open = None;
            }
        }
    }
    open.filter(|mark| mark.span.end < block.span.end)
}

/// Whether the marks are a pair by their form, wherever a space stands: `“Enough, ”he said`.
fn closes_by_form(lex: Lexical<'_>, opened: Mark, mark: Mark) -> bool {
    matches!((opened.span.of(lex.text), mark.span.of(lex.text)), ("“", "”") | ("«", "»"))
}

/// Whether a single mark closes before the next double mark or opening single mark: then a pair encloses words.
fn closes_before_double(marks: &[Mark]) -> bool {
    let next = marks.iter().take(LOOKAHEAD).find(|m| m.style == Style::Double || m.direction != Direction::PerhapsClose);
    match next {
        Some(mark) => mark.style == Style::Single && mark.direction == Direction::Close,
        None => !marks.is_empty(),
    }
}

/// Whether another single mark closes before one opens: then the mark before was an apostrophe.
fn closes_before_open(marks: &[Mark]) -> bool {
    marks.iter().take(LOOKAHEAD).find(|m| m.style == Style::Single).is_some_and(|m| m.direction != Direction::Open)
}

fn push_run(lex: Lexical<'_>, opening: Span, closing: Span, runs: &mut Vec<Run>) {
    let inner = Span::new(opening.end, closing.start);
    let tokens = lex.tokens_in(inner);
    if !tokens.is_empty() {
        let outer = lex.tokens_in(opening.cover(closing));
        runs.push(Run { inner, tokens, outer, continues: false, is_continued: false });
    }
}

/// A run that the block leaves open.
fn close_at_block_end(lex: Lexical<'_>, block: Block, open: Mark, is_continued: bool, runs: &mut Vec<Run>) {
    let before = lex.text.get(block.span.start as usize..open.span.start as usize).unwrap_or("").trim_end();
    let opens_speech = is_continued || before.is_empty() || before.ends_with([',', ':']);
    if opens_speech {
        let first = runs.len();
        push_run(lex, open.span, Span::new(block.span.end, block.span.end), runs);
        if let Some(run) = runs.get_mut(first) {
            run.is_continued = is_continued;
        }
        return;
    }
    if open.style == Style::Single {
        return;
    }
    let token = lex.tokens_in(Span::new(open.span.end, block.span.end)).start as usize;
    if let Some(sentence) = lex.sentence_of(token) {
        let end = lex.sentences[sentence].span.end;
        push_run(lex, open.span, Span::new(end, end), runs);
    }
}

/// The quotation marks of a block; apostrophes inside words are none.
fn find_marks(text: &str, block: Span) -> Vec<Mark> {
    let slice = block.of(text);
    let mut marks = Vec::new();
    // The last character that is no mark, and the next one, found once for each row of marks.
    let mut before: Option<char> = None;
    let mut row_end = 0;
    let mut after: Option<char> = None;
    let mut chars = slice.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !is_mark(c) {
            before = Some(c);
            continue;
        }
        if at >= row_end {
            let rest = slice.get(at..).unwrap_or("");
            row_end = rest.find(|c| !is_mark(c)).map_or(slice.len(), |len| at + len);
            after = slice.get(row_end..).and_then(|rest| rest.chars().next());
        }
        let mut end = at + c.len_utf8();
        let mut style = style_of(c);
        if matches!(c, '\'' | '`') && chars.peek() == Some(&(end, c)) {
            chars.next();
            end += 1;
            style = Style::Double;
        }
        let neighbours = Neighbours { before, after, rest: slice.get(row_end..).unwrap_or("") };
        let direction = match style {
            Style::Double => Some(double_direction(c, neighbours)),
            Style::Single => single_direction(c, neighbours),
        };
        if let Some(direction) = direction {
            let start = block.start as usize;
            marks.push(Mark { span: Span::at(start + at, start + end), style, direction });
        }
    }
    marks
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '`'
            | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '＂'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
    )
}

fn style_of(c: char) -> Style {
    match c {
        '\'' | '`' | '‘' | '’' | '‚' | '‛' | '‹' | '›' => Style::Single,
        _ => Style::Double,
    }
}

/// What stands around a row of marks.
#[derive(Clone, Copy)]
struct Neighbours<'t> {
    before: Option<char>,
    after: Option<char>,
    rest: &'t str,
}

impl Neighbours<'_> {
    /// A word begins here and none ends.
    fn suit_opening(self) -> bool {
        self.before.is_none_or(|c| c.is_whitespace() || is_opening(c)) && self.after.is_some_and(|c| !c.is_whitespace())
    }

    /// A word or sentence ends here and none begins.
    fn suit_closing(self) -> bool {
        self.before.is_some_and(|c| !c.is_whitespace()) && self.after.is_none_or(|c| !c.is_alphanumeric() && !is_bracket(c))
    }
}

fn is_opening(c: char) -> bool {
    is_bracket(c) || matches!(c, '-' | '–' | '—' | '/')
}

fn is_bracket(c: char) -> bool {
    matches!(c, '(' | '[' | '{')
}

fn double_direction(c: char, around: Neighbours<'_>) -> Direction {
    let by_place = match (around.suit_opening(), around.suit_closing()) {
        (true, false) => Direction::Open,
        (false, true) => Direction::Close,
        _ => Direction::Either,
    };
    match (c, by_place) {
        ('„' | '「' | '『', _) => Direction::Open,
        ('」' | '』', _) => Direction::Close,
        // A curly mark turned the wrong way gives itself away by its place.
        ('“' | '‟' | '«', Direction::Open | Direction::Either) => Direction::Open,
        ('”' | '»', Direction::Close | Direction::Either) => Direction::Close,
        _ => by_place,
    }
}

/// None for an apostrophe.
fn single_direction(c: char, around: Neighbours<'_>) -> Option<Direction> {
    if around.suit_opening() {
        let may_open = !matches!(c, '’' | '›') && !begins_with_elision(around.rest);
        return may_open.then_some(Direction::Open);
    }
    if !around.suit_closing() || matches!(c, '‘' | '‹') {
        return None;
    }
    let after_word = around.before.is_some_and(char::is_alphabetic);
    let before_space = around.after.is_some_and(char::is_whitespace);
    let may_be_plural = after_word && before_space && matches!(around.before, Some('s' | 'S' | 'n' | 'z'));
    Some(if may_be_plural { Direction::PerhapsClose } else { Direction::Close })
}

/// Whether an apostrophe stands for letters left out: `'90s`, `'em`.
fn begins_with_elision(rest: &str) -> bool {
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).take(6).collect::<String>().to_lowercase();
    let is_decade = word.len() >= 2 && word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 3;
    is_decade || matches!(word.as_str(), "em" | "til" | "tis" | "twas" | "cause" | "n" | "bout" | "round")
}
