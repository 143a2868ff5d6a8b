//! The role of every line: first which lines are the article, then what each line of it is.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::labels::BlockKind;

use super::byline::{holds_role, is_person_like, opens_with_author};
use super::cue::Cue;
use super::index;
use super::line::Line;
use super::region;

/// How far above the first paragraph the headline is looked for, in lines.
const HEAD_LINES: usize = 40;
/// How far a headline with its author's name below it may stand above the first paragraph, in lines.
const SIGNED_HEAD_LINES: usize = 100;
/// A sentence that the story does not tell again is a standfirst only so near to the headline, in lines.
const NEAR_HEADLINE: usize = 10;
/// The most lines above the first paragraph of an article that was pasted alone.
const LONGEST_HEAD: usize = 12;
/// Lines below the first paragraph that a headline's words are compared with.
const LEAD_LINES: usize = 8;
/// The most words below that a headline's words are compared with.
const WORDS_COMPARED: usize = 600;

/// The longest title of a story, in bytes.
const LONGEST_TITLE: u32 = 90;

/// The signature of a mail has at most so many lines.
const SIGNATURE_LINES: usize = 8;
/// A line of fewer words may well stand in a text twice.
const COPIED_WORDS: usize = 4;
/// A button has at most so many words.
const BUTTON_WORDS: usize = 3;
/// A longer line, in bytes, is a paragraph even where furniture stands on both sides of it.
const LONGEST_ISLAND: u32 = 200;

/// What was pasted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Setting {
    /// A page copied whole: what is not known to be the article is dropped.
    Page,
    /// An article with little else: nothing is dropped but what says itself that it does not belong.
    Article,
}

/// One role a line.
pub(super) fn assign(lines: &mut [Line<'_>]) -> Vec<BlockKind> {
    if !region::is_page(lines) {
        return assign_article(lines);
    }
    let counts = region::repetitions(lines);
    region::mark_repeated(lines, &counts);
    if index::is_index(lines) {
        return index::assign(lines);
    }
    let body = region::densest(lines);
    let mut kinds = vec![BlockKind::Boilerplate; lines.len()];
    let lead = Lead::of(&lines[body.start..]);
    let headline = find_headline(lines, body.start, &lead, &counts);
    assign_head(lines, headline.unwrap_or(body.start)..body.start, Some(&lead), &mut kinds);
    assign_body(lines, body.clone(), Setting::Page, &mut kinds);
    keep_caption_above(lines, headline, &mut kinds);
    drop_copies(lines, &mut kinds);
    drop_islands(lines, &mut kinds);
    assign_comments(lines, body.end, &mut kinds);
    kinds
}

/// Roles where the text is an article alone.
fn assign_article(lines: &[Line<'_>]) -> Vec<BlockKind> {
    let body = plain_body(lines);
    let mut kinds = vec![BlockKind::Body; lines.len()];
    assign_head(lines, 0..body.start, None, &mut kinds);
    assign_body(lines, body, Setting::Article, &mut kinds);
    if let Some(start) = comments_start(lines) {
        kinds[start..].fill(BlockKind::Boilerplate);
        assign_comments(lines, start, &mut kinds);
    }
    if let Some(start) = signature_start(lines) {
        kinds[start..].fill(BlockKind::Boilerplate);
    }
    kinds
}

/// The two dashes above the signature of a mail (RFC 3676, 4.3), where only a few short lines follow.
fn signature_start(lines: &[Line<'_>]) -> Option<usize> {
    let from = lines.len().saturating_sub(SIGNATURE_LINES + 1).max(1);
    let start = (from..lines.len()).find(|&index| lines[index].text == "--")?;
    lines[start + 1..].iter().all(Line::is_bare).then_some(start)
}

/// Of an article alone: from its first paragraph to the end. Where that comes late the text is talk in short lines, and begins
/// with the first sentence.
fn plain_body(lines: &[Line<'_>]) -> Range<usize> {
    let first = lines.iter().position(|l| l.is_prose() && matches!(l.cue, None | Some(Cue::Caption)));
    match first {
        Some(late) if late > LONGEST_HEAD => {
            let sentence = lines.iter().position(|l| l.cue.is_none() && !l.is_bare());
            sentence.unwrap_or(late)..lines.len()
        }
        Some(0) if lines.len() > 1 && is_headline_at_top(&lines[0], &lines[1]) => 1..lines.len(),
        Some(1) if is_salutation(&lines[0]) => 0..lines.len(),
        Some(first) => first_turn(lines, first)..lines.len(),
        None if lines.first().is_some_and(Line::is_bare) => 1..lines.len(),
        None => 0..lines.len(),
    }
}

/// Where the talk begins whose first long turn this is; the line itself where it is no turn.
fn first_turn(lines: &[Line<'_>], prose: usize) -> usize {
    let turns = lines[..=prose].iter().rev().take_while(|line| is_turn(line)).count();
    prose + 1 - turns.max(1)
}

/// `HOST: Why owls?`
fn is_turn(line: &Line<'_>) -> bool {
    line.text.split_once(": ").is_some_and(|(speaker, _)| {
        speaker.split(' ').count() <= 4 && speaker.starts_with(char::is_uppercase) && !speaker.contains(char::is_lowercase)
    })
}

/// `Madam Speaker, Governor Lind, Reverend Oake:`, with which a speech begins.
fn is_salutation(line: &Line<'_>) -> bool {
    line.open && line.text.ends_with([':', ',']) && line.text.matches(',').count() >= 2
}

/// Whether a first line that looks like prose is a headline all the same: in title case, without a stop and short, a short
/// question, or a short sentence whose words the next paragraph tells again at greater length; none that ends with a colon.
fn is_headline_at_top(line: &Line<'_>, next: &Line<'_>) -> bool {
    if line.words > 30 || line.span.len() >= next.span.len().max(60) * 3 {
        return false;
    }
    let without_stop = !line.stop && !line.open && line.words <= 25;
    let question = line.stop && !line.period && line.words <= 16 && next.is_prose() && next.words > line.words;
    let told_again = || {
        line.words <= 16 && next.is_prose() && next.words > line.words && {
            let told: FxHashSet<String> = next.bare_words().take(WORDS_COMPARED).filter_map(content_stem).collect();
            let stems: Vec<String> = line.bare_words().filter_map(content_stem).collect();
            stems.len() >= 3 && stems.iter().filter(|s| told.contains(*s)).count() * 5 >= stems.len() * 2
        }
    };
    // "Madam Speaker, Governor Lind, Reverend Oake:" opens a speech.
    line.is_title_case() && line.words >= 4 && !line.open || without_stop || question || told_again()
}

/// Headline, standfirst, byline, time stamp and caption above the first paragraph; the lead is given where the text is a page.
fn assign_head(lines: &[Line<'_>], head: Range<usize>, lead: Option<&Lead>, kinds: &mut [BlockKind]) {
    let mut headline_seen = false;
    for index in head.clone() {
        let kind = head_kind(lines, &head, index, HeadState { headline_seen, lead });
        headline_seen |= kind == BlockKind::Headline;
        kinds[index] = kind;
    }
}

/// What is known when a line of the head is judged.
#[derive(Clone, Copy)]
struct HeadState<'l> {
    headline_seen: bool,
    /// The words of the story where the text is a page.
    lead: Option<&'l Lead>,
}

fn head_kind(lines: &[Line<'_>], head: &Range<usize>, index: usize, state: HeadState<'_>) -> BlockKind {
    let HeadState { headline_seen, lead } = state;
    let line = &lines[index];
    let page = lead.is_some();
    let last = index + 1 == head.end;
    if !headline_seen && let Some(kind) = mail_header(line) {
        return kind;
    }
    match line.cue {
        Some(Cue::Timestamp) => return BlockKind::Timestamp,
        Some(Cue::Byline) => return BlockKind::Byline,
        Some(Cue::Caption) => return BlockKind::Caption,
        Some(Cue::MenuWord | Cue::Section) if !page && !headline_seen && last => {}
        Some(_) => return BlockKind::Boilerplate,
        None => {}
    }
    if line.words == 0 {
        return BlockKind::Boilerplate;
    }
    if !headline_seen && (page || line.words >= 2 || last) {
        return BlockKind::Headline;
    }
    if headline_seen && (tells_author(lines, head, index) || opens_with_author(line)) {
        return BlockKind::Byline;
    }
    let distance = index - head.start;
    // Below the page's buttons a name alone is rather a link than who is in the picture.
    let below_furniture = page && index > 0 && lines[index - 1].cue.is_some_and(Cue::is_furniture);
    if is_name_list(line) && !(page && distance > NEAR_HEADLINE) && !(below_furniture && is_person_like(line.text)) {
        return BlockKind::Caption;
    }
    match lead {
        Some(lead) if !is_standfirst(line, lead, distance) => BlockKind::Boilerplate,
        _ => BlockKind::Standfirst,
    }
}

/// Whether a line of a page's head is a standfirst: a sentence near the headline, or one that the story tells again.
fn is_standfirst(line: &Line<'_>, lead: &Lead, distance: usize) -> bool {
    distance == 1 || line.stop && (distance <= NEAR_HEADLINE || lead.tells(line))
}

/// A name or a role alone that the lines around it show to be the author's: `Mara Quill` over a time stamp, `Education
/// reporters` under a byline, or the one above the other.
fn tells_author(lines: &[Line<'_>], head: &Range<usize>, index: usize) -> bool {
    let is_name = |i: usize| lines[i].words <= 5 && lines[i].cue.is_none() && is_person_like(lines[i].text);
    let (name, role) = (is_name(index), holds_role(&lines[index]));
    (name || role) && beside_byline(lines, head, index)
        || name && head.contains(&(index + 1)) && holds_role(&lines[index + 1])
        || role && index > head.start + 1 && is_name(index - 1)
}

/// Whether a byline or time stamp stands next to the line.
fn beside_byline(lines: &[Line<'_>], head: &Range<usize>, index: usize) -> bool {
    let neighbours = [index.wrapping_sub(1), index + 1];
    neighbours.iter().any(|&i| head.contains(&i) && matches!(lines[i].cue, Some(Cue::Timestamp | Cue::Byline)))
}

/// The role of a header line of a mail.
fn mail_header(line: &Line<'_>) -> Option<BlockKind> {
    let (name, _) = line.text.split_once(':')?;
    match name.to_ascii_lowercase().as_str() {
        "from" | "to" | "cc" | "bcc" | "reply-to" => Some(BlockKind::Boilerplate),
        "date" | "sent" => Some(BlockKind::Timestamp),
        "subject" => Some(BlockKind::Headline),
        _ => None,
    }
}

/// Names and titles with a dash, comma or bar between them, and no verb: who is in the picture.
fn is_name_list(line: &Line<'_>) -> bool {
    let separated = [" - ", " – ", " — ", " | ", " / ", ", "].iter().any(|s| line.text.contains(s));
    line.is_bare() && line.verbs == 0 && line.words <= 25 && line.is_title_case() && (separated || is_person_like(line.text))
}

/// The lines of the article from its first paragraph on.
fn assign_body(lines: &[Line<'_>], body: Range<usize>, setting: Setting, kinds: &mut [BlockKind]) {
    let mut in_story_list = false;
    for index in body.clone() {
        let line = &lines[index];
        let prose_follows = lines[index + 1..body.end].iter().take(4).any(Line::is_prose);
        if line.cue == Some(Cue::StoryList) {
            in_story_list = true;
        } else if line.is_prose() && line.cue.is_none() && !(in_story_list && is_listed_story(lines, index)) {
            in_story_list = false;
        }
        kinds[index] = match line.cue {
            Some(Cue::StoryList) if prose_follows => BlockKind::Interruption,
            Some(Cue::StoryList) => BlockKind::Boilerplate,
            _ if in_story_list => BlockKind::Boilerplate,
            _ if setting == Setting::Page && region::is_dated_title(lines, index) => BlockKind::Interruption,
            Some(Cue::Timestamp) if index > 0 && setting == Setting::Page && region::is_dated_title(lines, index - 1) => {
                BlockKind::Interruption
            }
            _ if !line.has_letter && !line.text.chars().any(char::is_alphanumeric) => BlockKind::Boilerplate,
            Some(Cue::Furniture | Cue::Comments) => BlockKind::Boilerplate,
            Some(Cue::Interruption) => BlockKind::Interruption,
            None if setting == Setting::Page && prose_follows && has_bar_label(line) => BlockKind::Interruption,
            Some(Cue::Section) if prose_follows && is_between_paragraphs(lines, index) => BlockKind::Subhead,
            Some(Cue::MenuWord | Cue::Section) if setting == Setting::Page || beside_furniture(lines, index) => {
                BlockKind::Boilerplate
            }
            Some(Cue::Byline) => BlockKind::Byline,
            Some(Cue::Caption) => BlockKind::Caption,
            Some(Cue::Timestamp) if !prose_follows || has_age_word(line) => BlockKind::Timestamp,
            _ if is_in_list(lines, index) => BlockKind::Body,
            _ if line.is_bare() && line.words <= 14 && index > body.start && prose_follows && !is_signed(line) => {
                BlockKind::Subhead
            }
            _ => BlockKind::Body,
        };
    }
}

/// `Interview | Mara Quill`: a box or a link, since the headings of an article have no bars.
fn has_bar_label(line: &Line<'_>) -> bool {
    line.is_bare() && line.text.split_once(" | ").is_some_and(|(label, _)| !label.contains(' '))
}

/// A title that is a sentence, directly below the heading of a list of stories.
fn is_listed_story(lines: &[Line<'_>], index: usize) -> bool {
    lines[index].span.len() <= LONGEST_TITLE && index > 0 && lines[index - 1].cue == Some(Cue::StoryList)
}

/// Whether this line and one next to it are items of a list.
fn is_in_list(lines: &[Line<'_>], index: usize) -> bool {
    let is_item = |i: usize| lines.get(i).is_some_and(region::is_list_item);
    is_item(index) && (is_item(index.wrapping_sub(1)) || is_item(index + 1))
}

/// A quotation with something after it, such as a signature, or the signature alone: `“We lost it all.” — Mara Quill`.
fn is_signed(line: &Line<'_>) -> bool {
    line.text.starts_with(['—', '–'])
        || line.text.starts_with(['"', '“', '”', '‘', '«'])
            && line
                .text
                .trim_end_matches('.')
                .rfind(['"', '”', '’', '»'])
                .is_some_and(|close| close > 0 && close + 4 < line.text.len())
}

/// A stamp that speaks of the text's own age, other than the date that heads an entry of a chronicle.
fn has_age_word(line: &Line<'_>) -> bool {
    line.bare_words().any(|w| matches!(w.to_lowercase().as_str(), "published" | "updated" | "ago" | "posted" | "modified"))
}

/// Whether the story goes on right above and right below the line; below a year another heading may come first.
fn is_between_paragraphs(lines: &[Line<'_>], index: usize) -> bool {
    let is_text = |i: usize| lines.get(i).is_some_and(region::is_text);
    let under_year = || !lines[index].has_letter && lines.get(index + 1).is_some_and(|l| l.cue.is_none()) && is_text(index + 2);
    is_text(index.wrapping_sub(1)) && (is_text(index + 1) || under_year())
}

/// Whether a line next to this one is furniture too.
fn beside_furniture(lines: &[Line<'_>], index: usize) -> bool {
    let is_furniture = |i: usize| lines.get(i).and_then(|l| l.cue).is_some_and(Cue::is_furniture);
    is_furniture(index.wrapping_sub(1)) || is_furniture(index + 1)
}

/// The picture above the headline is the story's, unlike those that stand further up.
fn keep_caption_above(lines: &[Line<'_>], headline: Option<usize>, kinds: &mut [BlockKind]) {
    if let Some(above) = headline.and_then(|index| index.checked_sub(1))
        && lines[above].cue == Some(Cue::Caption)
    {
        kinds[above] = BlockKind::Caption;
    }
}

/// Drops the second copy of a text: galleries and players repeat their captions, no article its paragraphs. Of such a caption
/// under the headline the first copy goes as well, and so does a title whose next line is the same without a button's words.
fn drop_copies(lines: &[Line<'_>], kinds: &mut [BlockKind]) {
    let mut copies: FxHashMap<&str, u32> = FxHashMap::default();
    for line in lines.iter().filter(|l| l.words >= COPIED_WORDS) {
        *copies.entry(line.text).or_default() += 1;
    }
    let mut seen = FxHashSet::default();
    for index in 0..lines.len() {
        let line = &lines[index];
        if !kinds[index].is_article() || line.words < COPIED_WORDS {
            continue;
        }
        let second = !seen.insert(line.text);
        let short_text = kinds[index] == BlockKind::Standfirst || kinds[index] == BlockKind::Body && !line.is_prose();
        let of_player = short_text && copies[line.text] > 1 && index > 0 && !kinds[index - 1].is_article();
        if second || of_player || is_title_with_button(line, lines.get(index + 1)) {
            kinds[index] = BlockKind::Boilerplate;
        }
    }
}

/// Whether the next line is this title again, without the last words.
fn is_title_with_button(line: &Line<'_>, next: Option<&Line<'_>>) -> bool {
    next.is_some_and(|next| {
        next.is_bare()
            && next.words >= COPIED_WORDS
            && line.is_bare()
            && line.words <= next.words + BUTTON_WORDS
            && line.text.strip_prefix(next.text).is_some_and(|button| button.starts_with(' '))
    })
}

/// Drops short lines that stand alone among the page's buttons while the article goes on below: the captions of a gallery.
fn drop_islands(lines: &[Line<'_>], kinds: &mut [BlockKind]) {
    let last = kinds.iter().rposition(|kind| kind.is_article()).unwrap_or(0);
    for index in 1..last {
        let short = lines[index].span.len() <= LONGEST_ISLAND;
        let dropped = |i: usize| matches!(kinds[i], BlockKind::Boilerplate | BlockKind::Interruption) && lines[i].has_letter;
        let before = if lines[index - 1].has_letter { index - 1 } else { index.saturating_sub(2) };
        let button_follows = matches!(lines[index + 1].cue, Some(Cue::Furniture | Cue::MenuWord | Cue::Section));
        if matches!(kinds[index], BlockKind::Subhead | BlockKind::Body | BlockKind::Caption)
            && short
            && button_follows
            && dropped(before)
            && dropped(index + 1)
        {
            kinds[index] = BlockKind::Boilerplate;
        }
    }
}

/// The heading after which an article is followed by what readers wrote: names and buttons stand between the comments,
/// while after a mere "join the conversation" the paragraphs go on.
fn comments_start(lines: &[Line<'_>]) -> Option<usize> {
    let start = lines.iter().position(|l| l.cue == Some(Cue::Comments) && l.words <= 3)?;
    let (article, comments) = lines.split_at(start);
    let prose = |lines: &[Line<'_>]| lines.iter().filter(|l| l.is_prose()).count();
    let bare = comments[1..].iter().filter(|l| l.is_bare()).count();
    (prose(article) >= 2 && bare >= 1 && bare >= prose(&comments[1..])).then_some(start)
}

/// What readers wrote below the article.
fn assign_comments(lines: &[Line<'_>], end: usize, kinds: &mut [BlockKind]) {
    let mut in_comments = false;
    for (line, kind) in lines.iter().zip(kinds).skip(end) {
        match line.cue {
            Some(Cue::Comments) => in_comments = true,
            Some(Cue::StoryList) => in_comments = false,
            None if in_comments && (line.is_prose() || line.stop) => *kind = BlockKind::Comment,
            _ => {}
        }
    }
}

/// The words of the story's first lines, which its headline and its key points tell in short.
struct Lead(FxHashSet<String>);

impl Lead {
    fn of(lines: &[Line<'_>]) -> Self {
        Self(lines.iter().take(LEAD_LINES).flat_map(Line::bare_words).take(WORDS_COMPARED).filter_map(content_stem).collect())
    }

    /// How many words of the line the lead holds, and of how many.
    fn shared(&self, line: &Line<'_>) -> (usize, usize) {
        let stems: Vec<String> = line.bare_words().filter_map(content_stem).collect();
        (stems.iter().filter(|s| self.0.contains(*s)).count(), stems.len())
    }

    /// Whether the lead tells the line again.
    fn tells(&self, line: &Line<'_>) -> bool {
        let (shared, stems) = self.shared(line);
        shared >= 2 && shared * 5 >= stems * 2
    }
}

/// The line above the first paragraph that shares most words with the first paragraphs; of equals the nearest. An author's name
/// below it speaks for a line, also where a player or a box of facts separates it from the first paragraph.
fn find_headline(lines: &[Line<'_>], body_start: usize, lead: &Lead, counts: &FxHashMap<&str, u32>) -> Option<usize> {
    let mut best = None;
    let mut best_score = 0;
    for (index, line) in lines.iter().enumerate().take(body_start).skip(body_start.saturating_sub(SIGNED_HEAD_LINES)) {
        let signed = lines[index + 1..body_start].iter().take(3).any(|l| l.cue == Some(Cue::Byline));
        let near = body_start - index <= HEAD_LINES;
        let candidate =
            line.cue.is_none() && (!line.period || line.is_title_case()) && (3..=30).contains(&line.words) && line.span.len() >= 15;
        if !candidate || !near && !signed {
            continue;
        }
        let (shared, stems) = lead.shared(line);
        let repeated = line.words >= 4 && counts.get(line.text).is_some_and(|&n| n > 1);
        let score = shared * 50 / stems.max(3)
            + shared.min(4) * 20
            + line.words.min(8) * 5
            + usize::from(repeated) * 40
            + usize::from(signed) * 60;
        if score >= best_score {
            (best, best_score) = (Some(index), score);
        }
    }
    best
}

/// The first five letters of a word of four letters or more, in lower case.
fn content_stem(word: &str) -> Option<String> {
    (word.chars().take(4).count() == 4).then(|| word.chars().take(5).flat_map(char::to_lowercase).collect())
}
