//! Captions of pictures, known by a credit or by how they begin.

use super::cue::Cue;
use super::line::Line;

/// How many characters at the line's end are searched for a credit.
const END: usize = 90;

/// Below a picture's label a longer line, in bytes, is a paragraph of the story.
const LONGEST_LABELLED: u32 = 400;

/// How a caption begins, in lower case.
const OPENINGS: [&str; 22] = [
    "image caption",
    "image:",
    "image credit",
    "image source",
    "main image:",
    "photo:",
    "photo by",
    "photos:",
    "photo credit",
    "photograph:",
    "photograph by",
    "picture:",
    "pictured:",
    "credit:",
    "file photo",
    "file:",
    "file -",
    "file –",
    "file —",
    "in this photo",
    "in this file photo",
    "illustration:",
];

/// How the label of a player begins, in lower case; what it plays is not on the page.
const PLAYER_OPENINGS: [&str; 3] = ["media caption", "video caption", "audio caption"];

/// Credits that end a caption, with marks of their own.
const MARKED_ENDS: [&str; 11] =
    ["/getty", "/afp", "/reuters", "/ap", "(ap)", "(afp)", "(reuters)", "(file)", "photo)", "via ap)", "/epa"];

/// Credits that end a caption that is no sentence.
const PLAIN_ENDS: [&str; 10] = [
    "getty images",
    "ap photo",
    "file photo",
    "via reuters",
    "via afp",
    "via getty",
    "handout photo",
    "shutterstock",
    "istock",
    "courtesy photo",
];

/// Credits with something after them.
const INSIDE: [&str; 11] = [
    "(photo by",
    "(photo:",
    "(ap photo",
    "photo credit:",
    "photograph:",
    " photo: ",
    "(reuters/",
    "(afp/",
    "/getty images",
    "(image:",
    " credit: ",
];

/// The label of a player.
pub(super) fn is_of_player(line: &Line<'_>) -> bool {
    let start = start_of(line);
    PLAYER_OPENINGS.iter().any(|opening| start.starts_with(opening))
}

/// The line's first characters in lower case.
fn start_of(line: &Line<'_>) -> String {
    line.text.chars().take(24).flat_map(char::to_lowercase).collect()
}

/// A credit at the line's end, or the opening of a caption.
pub(super) fn is_caption(line: &Line<'_>) -> bool {
    let start = start_of(line);
    if OPENINGS.iter().any(|o| start.starts_with(o)) || start.starts_with("(photo") || start.starts_with("(file") {
        return true;
    }
    let tail_start = line.text.char_indices().rev().nth(END).map_or(0, |(at, _)| at);
    let tail = line.text[tail_start..].to_lowercase();
    let end = tail.trim_end_matches(['.', ']', ' ']);
    MARKED_ENDS.iter().any(|c| end.ends_with(c))
        || PLAIN_ENDS.iter().any(|c| end.ends_with(c)) && (!line.period || line.verbs == 0)
        || tail.contains(['(', ':', '/']) && INSIDE.iter().any(|c| tail.contains(c))
        || is_name_slash_agency(line)
        || line.text.strip_prefix("Credit").is_some_and(|name| name.starts_with(char::is_uppercase))
        || holds_glued_credit(&line.text[tail_start..])
}

/// Marks `Image` or `Photo` alone on a line, and the caption below it, which may have no sign of its own or
/// be a credit without a name.
pub(super) fn mark_labelled(lines: &mut [Line<'_>]) {
    for index in 1..lines.len() {
        let (before, after) = lines.split_at_mut(index);
        let (label, caption) = (&mut before[index - 1], &mut after[0]);
        let labelled = matches!(label.text, "Image" | "Photo" | "Picture" | "Photograph");
        let is_caption = caption.cue == Some(Cue::Caption)
            || caption.text == "Credit"
            || caption.cue.is_none() && caption.is_prose() && caption.span.len() <= LONGEST_LABELLED;
        if labelled && is_caption {
            label.cue = Some(Cue::Caption);
            caption.cue = Some(Cue::Caption);
        }
    }
}

/// A credit whose label the page sets apart by its looks alone: `… at the pier.CreditJane Doe`.
fn holds_glued_credit(tail: &str) -> bool {
    tail.split_once("Credit").is_some_and(|(before, name)| {
        before.ends_with(['.', '!', '?', ')', '”']) && (name.starts_with(char::is_uppercase) || name.starts_with("..."))
    })
}

/// `Jane Doe/Daily Planet`, alone on its line or after a few words.
fn is_name_slash_agency(line: &Line<'_>) -> bool {
    let Some((name, agency)) = line.text.split_once('/') else { return false };
    let titled = |text: &str, edge: Option<&str>| {
        edge.is_some_and(|w| w.chars().count() > 2 && w.starts_with(char::is_uppercase)) && text.contains(char::is_lowercase)
    };
    line.words <= 8
        && line.is_bare()
        && line.is_title_case()
        && !agency.contains('/')
        && titled(name, name.split(' ').next_back())
        && agency.starts_with(char::is_uppercase)
        && name.contains(' ')
}
