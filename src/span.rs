//! Positions: byte spans, token ranges, typed indices, and the table that turns
//! byte offsets into UTF-16 offsets.
//!
//! Inside the core every offset is a `u32` **byte** offset into the UTF-8 text
//! as given, half-open. UTF-16 offsets exist only in [`crate::view`]; they are
//! made there, once, by [`Utf16Table`].

use std::ops::{Index, Range};

/// A half-open range of byte offsets `[start, end)` into the document's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// A span from `start` to `end`, in bytes.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// A span from `usize` offsets. Texts are limited to 16 MiB, so `u32` always holds them.
    #[must_use]
    pub const fn at(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// As a range for slicing a `str`.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The slice of `text` at this span; empty where the span does not fit the text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Whether `other` lies wholly inside this span.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `offset` lies inside this span.
    #[must_use]
    pub const fn contains_offset(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether the two spans share a byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A half-open range `[start, end)` of token indices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenRange {
    /// Index of the first token.
    pub start: u32,
    /// Index after the last token.
    pub end: u32,
}

impl TokenRange {
    /// A range from `usize` indices.
    #[must_use]
    pub const fn at(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// As a range for slicing.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Number of tokens.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Whether the range holds no token.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies wholly inside this range.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the token at `token` lies inside this range.
    #[must_use]
    pub const fn contains_token(self, token: usize) -> bool {
        self.start as usize <= token && token < self.end as usize
    }

    /// Whether the two ranges share a token.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

macro_rules! typed_index {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The index of an element of a vector.
            #[must_use]
            pub const fn new(index: usize) -> Self {
                Self(index as u32)
            }

            /// As an index into the vector.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl<T> Index<$name> for [T] {
            type Output = T;
            fn index(&self, id: $name) -> &T {
                &self[id.index()]
            }
        }

        impl<T> Index<$name> for Vec<T> {
            type Output = T;
            fn index(&self, id: $name) -> &T {
                &self[id.index()]
            }
        }
    )*};
}

typed_index! {
    /// Index of a [`crate::document::Block`].
    BlockId;
    /// Index of a [`crate::document::Sentence`].
    SentenceId;
    /// Index of a [`crate::document::Mention`].
    MentionId;
    /// Index of an [`crate::document::Entity`].
    EntityId;
}

/// Every how many bytes the table keeps a count.
const STRIDE: usize = 64;

/// Byte offsets to UTF-16 offsets, built once in linear time; a look-up reads at most 64 bytes.
///
/// ```
/// use glossator::span::Utf16Table;
/// let table = Utf16Table::new("a😀b");
/// assert_eq!(table.utf16(5), 3);
/// assert_eq!(table.byte(3), 5);
/// ```
#[derive(Debug)]
pub struct Utf16Table<'t> {
    text: &'t str,
    /// UTF-16 length of the text before byte `i * STRIDE`, moved back to a character boundary;
    /// empty where the text is ASCII.
    before: Vec<u32>,
}

impl<'t> Utf16Table<'t> {
    /// The table of `text`.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        if text.is_ascii() {
            return Self { text, before: Vec::new() };
        }
        let mut before = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut units = 0u32;
        for (offset, byte) in text.bytes().enumerate() {
            if offset % STRIDE == 0 {
                before.push(units);
            }
            units += utf16_units(byte);
        }
        Self { text, before }
    }

    /// The UTF-16 offset of byte offset `byte`, which is on a character boundary.
    #[must_use]
    pub fn utf16(&self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.text.len());
        if self.before.is_empty() {
            return byte as u32;
        }
        let slot = (byte / STRIDE).min(self.before.len() - 1);
        let rest = &self.text.as_bytes()[slot * STRIDE..byte];
        self.before[slot] + rest.iter().map(|&b| utf16_units(b)).sum::<u32>()
    }

    /// The byte offset of the character that holds UTF-16 offset `utf16`; the text's length where it is past the end.
    #[must_use]
    pub fn byte(&self, utf16: u32) -> u32 {
        if self.before.is_empty() {
            return utf16.min(self.text.len() as u32);
        }
        let slot = self.before.partition_point(|&units| units <= utf16).saturating_sub(1);
        let mut units = self.before[slot];
        let mut boundary = slot * STRIDE;
        for (offset, &byte) in self.text.as_bytes().iter().enumerate().skip(slot * STRIDE) {
            let is_boundary = byte & 0xC0 != 0x80;
            if is_boundary {
                if units >= utf16 && offset > slot * STRIDE || units > utf16 {
                    return if units == utf16 { offset as u32 } else { boundary as u32 };
                }
                boundary = offset;
                if units == utf16 {
                    return boundary as u32;
                }
            }
            units += utf16_units(byte);
        }
        if utf16 < units { boundary as u32 } else { self.text.len() as u32 }
    }
}

/// UTF-16 code units that begin at this UTF-8 byte: a leading byte counts for its whole character.
const fn utf16_units(byte: u8) -> u32 {
    match byte {
        0x80..=0xBF => 0,
        0xF0..=0xFF => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn table_agrees_with_encode_utf16(text in "\\PC{0,200}|[a😀é\u{200b}\r\n\u{a0}]{0,300}") {
            let table = Utf16Table::new(&text);
            let mut units = 0;
            for (byte, c) in text.char_indices() {
                prop_assert_eq!(table.utf16(byte as u32), units);
                prop_assert_eq!(table.byte(units), byte as u32);
                if c.len_utf16() == 2 {
                    prop_assert_eq!(table.byte(units + 1), byte as u32);
                }
                units += c.len_utf16() as u32;
            }
            prop_assert_eq!(table.utf16(text.len() as u32), units);
            prop_assert_eq!(table.byte(units), text.len() as u32);
            prop_assert_eq!(table.byte(units + 7), text.len() as u32);
        }
    }
}
