//! The parts of speech that a word takes, most frequent first, from `models/tags.tsv`.
//!
//! `build.rs` packs the file into a finite-state transducer; a look-up walks bytes. A key is a normalised word, or a word
//! with its capital where that is mostly no proper noun inside a sentence (`American`).

use std::fmt;

use crate::labels::Xpos;

include!(concat!(env!("OUT_DIR"), "/tag_names.rs"));

/// A set of Penn tags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TagSet(u64);

impl TagSet {
    /// The set of these tags.
    #[must_use]
    pub const fn of(tags: &[Xpos]) -> Self {
        let mut set = 0;
        let mut i = 0;
        while i < tags.len() {
            set |= 1 << tags[i] as u64;
            i += 1;
        }
        Self(set)
    }

    /// Whether the tag is in the set.
    #[must_use]
    pub const fn has(self, tag: Xpos) -> bool {
        self.0 & (1 << tag as u64) != 0
    }

    /// Whether the sets share a tag.
    #[must_use]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The set as bits, by the tags' numbers.
    #[must_use]
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// The tags of the set, in order.
    pub fn iter(self) -> impl Iterator<Item = Xpos> {
        Xpos::ALL.iter().copied().filter(move |&tag| self.has(tag))
    }

    /// The tags that the other set lacks.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// All tags of both sets.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The tags that a word takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The most frequent.
    pub first: Xpos,
    /// All, the first included.
    pub all: TagSet,
}

impl Reading {
    /// A word that takes these tags, the first most often.
    #[must_use]
    pub const fn new(first: Xpos, others: &[Xpos]) -> Self {
        Self { first, all: TagSet::of(&[first]).or(TagSet::of(others)) }
    }
}

/// Words with the parts of speech that they take.
pub struct TagDictionary {
    map: fst::Map<Vec<u8>>,
    /// The tag of each number of the packed values, from 1.
    tags: Vec<Xpos>,
}

impl fmt::Debug for TagDictionary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TagDictionary({} entries)", self.map.len())
    }
}

impl TagDictionary {
    /// Reads the FST; nothing is built.
    ///
    /// # Errors
    /// The reader's own words when the bytes are no FST, and the name of a tag that this code does not know.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, String> {
        let tag = |name: &&str| Xpos::parse(name).ok_or_else(|| format!("{name:?} is no tag"));
        let tags = TAG_NAMES.iter().map(tag).collect::<Result<_, _>>()?;
        fst::Map::new(bytes).map(|map| Self { map, tags }).map_err(|error| error.to_string())
    }

    /// The tags of a word; none where the dictionary lacks it.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<Reading> {
        let packed = self.map.get(word)?;
        let tag = |place: u32| self.tags.get(((packed >> (6 * place) & 63) as usize).checked_sub(1)?).copied();
        let mut reading = Reading::new(tag(0)?, &[]);
        for place in (1..10).take_while(|place| packed >> (6 * place) != 0) {
            reading.all = reading.all.or(TagSet::of(&[tag(place)?]));
        }
        Some(reading)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Model;

    #[test]
    fn gives_the_most_frequent_tag_first() {
        let dictionary = Model::embedded().tag_dictionary;
        let reading = dictionary.get("that").expect("`that` is in the dictionary");
        assert_eq!(reading.first, Xpos::In);
        assert!(reading.all.has(Xpos::Wdt) && reading.all.has(Xpos::Dt) && !reading.all.has(Xpos::Nn));
        assert_eq!(dictionary.get("American").map(|r| r.first), Some(Xpos::Jj));
        assert_eq!(dictionary.get("zzyzx"), None);
    }

    #[test]
    fn foreign_bytes_are_an_error() {
        assert!(TagDictionary::from_bytes(b"no fst".to_vec()).is_err());
    }
}
