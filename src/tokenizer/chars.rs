//! Classes of characters and the shape of a word.

use crate::document::Shape;

/// The first character.
pub fn first(text: &str) -> Option<char> {
    text.chars().next()
}

/// The last character.
pub fn last(text: &str) -> Option<char> {
    text.chars().next_back()
}

/// Letters, digits and the marks that combine with them.
pub fn is_word_char(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() || is_combining(c) }
}

/// Characters that show nothing: zero width, direction marks, soft hyphen, controls that are no white space.
pub fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
        || c.is_control() && !c.is_whitespace()
}

/// Combining marks that `char::is_alphanumeric` does not count as letters; a whole Indic block where marks are mixed in.
fn is_combining(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{6d6}'..='\u{6ed}' | '\u{900}'..='\u{963}'
        | '\u{966}'..='\u{dff}' | '\u{e31}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

/// Apostrophes and single quotation marks of all styles.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '‛' | '‚' | '`' | '´' | '＇')
}

/// The hyphens that join parts of a word.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

/// Marks that are neither letters nor symbols.
pub fn is_punctuation(c: char) -> bool {
    matches!(c,
        ',' | ';' | ':' | '?' | '!' | '(' | ')' | '[' | ']' | '{' | '}' | '/' | '\\' | '¡' | '¿' | '·' | '¶' | '§'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{3001}'..='\u{303f}' | '،' | '؛' | '؟' | '۔' | '।' | '॥'
        | '！' | '（' | '）' | '，' | '．' | '：' | '；' | '？' | '\u{2e00}'..='\u{2e5d}')
        && !matches!(c, '\u{2030}' | '\u{2031}' | '\u{2044}' | '\u{2052}')
}

/// The length of the emoji that begins here, with its modifiers, joined parts and flag letters.
pub fn emoji_length(text: &str) -> Option<usize> {
    let mut chars = text.char_indices().peekable();
    let (_, head) = chars.next()?;
    if !is_emoji(head) {
        return None;
    }
    let mut end = head.len_utf8();
    if is_flag_letter(head) {
        return Some(chars.next().filter(|&(_, c)| is_flag_letter(c)).map_or(end, |(at, c)| at + c.len_utf8()));
    }
    let mut joined = false;
    for (at, c) in chars {
        let extends =
            matches!(c, '\u{fe0e}' | '\u{fe0f}' | '\u{200d}' | '\u{20e3}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}');
        if !(extends || joined && is_emoji(c)) {
            break;
        }
        joined = c == '\u{200d}';
        end = at + c.len_utf8();
    }
    Some(end)
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2300}'..='\u{23ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}')
}

fn is_flag_letter(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

/// `len` bytes and the combining marks after them.
pub fn with_combining(text: &str, len: usize) -> usize {
    len + text[len..].chars().take_while(|&c| is_combining(c)).map(char::len_utf8).sum::<usize>()
}

/// Appends the normalised form: lower case, apostrophes and hyphens plain, invisible characters left out.
pub fn push_norm(word: &str, norm: &mut String) {
    if word.is_ascii() {
        let start = norm.len();
        norm.extend(word.chars().filter(|c| !c.is_control()));
        norm[start..].make_ascii_lowercase();
        return;
    }
    for c in word.chars() {
        match c {
            '’' | '‘' | '‛' | '´' | '＇' => norm.push('\''),
            '‐' | '‑' => norm.push('-'),
            _ if is_ignorable(c) => {}
            _ => norm.extend(c.to_lowercase()),
        }
    }
}

/// The shape of a token that begins with a letter, a digit or an apostrophe.
pub fn word_shape(word: &str) -> Shape {
    let mut letters = 0;
    let mut capitals = 0;
    let mut first_is_capital = false;
    let mut digits = 0;
    for c in word.chars().filter(|c| c.is_alphanumeric()) {
        if c.is_numeric() {
            if letters == 0 && digits == 0 {
                return Shape::Number;
            }
            digits += 1;
            continue;
        }
        if c.is_uppercase() {
            capitals += 1;
            first_is_capital |= letters == 0;
        }
        letters += 1;
    }
    match (capitals, letters) {
        (0, _) => Shape::Lower,
        (1, _) if first_is_capital && digits == 0 => Shape::Title,
        (_, _) if capitals == letters && digits == 0 => Shape::Upper,
        _ => Shape::Mixed,
    }
}
