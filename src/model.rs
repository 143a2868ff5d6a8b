//! The model file: magic, version, class hash, section table, checksum; and the [`Model`] made of it.
//!
//! All integers are little-endian `u32`. Layout: `GLOS`, format version, hash of the lexicon's classes, number of sections,
//! then for each section its id, offset and length in bytes, then the sections, then the FNV-1a hash of all bytes before it.
//! Every length is checked before it is read: a truncated, foreign, stale or damaged file is an error that names the
//! offending number, never a panic. Trained weights become further sections.

pub mod decoder;
pub mod frames;
mod lanes;
pub mod network;
pub mod ranker;
pub mod table;
pub mod tag_weights;

use std::fmt;

use crate::classes::CLASSES_HASH;
use crate::features::FEATURES_HASH;
use crate::features::tagging::TAGGING_HASH;
use crate::lexicon::Lexicon;
use crate::tag_dictionary::TagDictionary;
use frames::{FRAME_FEATURES_HASH, FrameModel};
use network::{Network, NetworkError};
use ranker::{RANKER_HASH, Ranker};
use table::WeightsError;
use tag_weights::{TagWeights, TagWeightsError};

const MAGIC: [u8; 4] = *b"GLOS";
const VERSION: u32 = 1;
const HEADER: usize = 16;
const ENTRY: usize = 12;
/// More sections than any version will have; bounds what a damaged count can ask for.
const MAX_SECTIONS: u32 = 64;

const TAG_WEIGHTS: &[u8] = include_bytes!("../models/tagger.bin");

/// What a section of the model file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The FST of [`Lexicon`].
    Lexicon = 1,
    /// The FST of [`TagDictionary`].
    TagDictionary = 2,
    /// The [`Network`] of names.
    Names = 3,
    /// The [`TagWeights`].
    TagWeights = 4,
    /// The [`FrameModel`] of quotes.
    Quotes = 5,
    /// The [`Ranker`] of antecedents.
    Ranker = 6,
}

/// Everything the stages know that is not code.
#[derive(Debug)]
pub struct Model {
    /// Words and phrases with their classes.
    pub lexicon: Lexicon,
    /// Words with the parts of speech that they take.
    pub tag_dictionary: TagDictionary,
    /// Scores the tags of words.
    pub tag_weights: TagWeights,
    /// Scores the labels of names.
    pub names: Network,
    /// Finds who said what.
    pub quotes: FrameModel,
    /// Finds whom pronouns and noun phrases mean.
    pub ranker: Ranker,
}

/// Why bytes are no model for this code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelError(ErrorKind);

#[derive(Clone, Debug, PartialEq, Eq)]
enum ErrorKind {
    TooShort { len: usize, needed: usize },
    Magic([u8; 4]),
    Version(u32),
    Classes(u32),
    SectionCount(u32),
    SectionBounds { id: u32, offset: u32, len: u32, file: usize },
    Checksum { stored: u32, computed: u32 },
    MissingSection(u32),
    Lexicon(String),
    TagDictionary(String),
    TagWeights(TagWeightsError),
    Names(NetworkError),
    Quotes(WeightsError),
    Ranker(WeightsError),
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            ErrorKind::TooShort { len, needed } => write!(f, "the model file has {len} bytes, but needs at least {needed}"),
            ErrorKind::Magic(found) => write!(f, "this is no model file: it begins with {found:02x?}, not with \"GLOS\""),
            ErrorKind::Version(found) => write!(f, "the model file has format version {found}, but this code reads {VERSION}"),
            ErrorKind::Classes(found) => {
                write!(f, "the model file was packed for lexicon classes {found:#010x}, but this code has {CLASSES_HASH:#010x}")
            }
            ErrorKind::SectionCount(found) => write!(f, "the model file claims {found} sections, more than {MAX_SECTIONS}"),
            ErrorKind::SectionBounds { id, offset, len, file } => {
                write!(f, "section {id} of the model file claims {len} bytes at {offset}, but the file has {file}")
            }
            ErrorKind::Checksum { stored, computed } => {
                write!(f, "the model file is damaged: its checksum is {stored:#010x}, its content gives {computed:#010x}")
            }
            ErrorKind::MissingSection(id) => write!(f, "the model file lacks section {id}"),
            ErrorKind::TagDictionary(why) => write!(f, "the tag dictionary of the model file cannot be read: {why}"),
            ErrorKind::TagWeights(why) => write!(f, "the tag weights of the model file cannot be read: {why}"),
            ErrorKind::Names(why) => write!(f, "the names network of the model file cannot be read: {why}"),
            ErrorKind::Quotes(why) => write!(f, "the weights of quotes in the model file cannot be read: {why}"),
            ErrorKind::Ranker(why) => write!(f, "the weights of antecedents in the model file cannot be read: {why}"),
            ErrorKind::Lexicon(why) => write!(f, "the lexicon of the model file cannot be read: {why}"),
        }
    }
}

impl std::error::Error for ModelError {}

impl Model {
    /// Reads a model file.
    ///
    /// # Errors
    /// When the bytes are truncated, foreign, of another version, packed for other classes, or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let sections = Sections::read(bytes).map_err(ModelError)?;
        let lexicon = sections.get(Section::Lexicon).map_err(ModelError)?;
        let lexicon = Lexicon::from_bytes(lexicon.to_vec()).map_err(|why| ModelError(ErrorKind::Lexicon(why)))?;
        let tag_dictionary = sections.get(Section::TagDictionary).map_err(ModelError)?;
        let tag_dictionary =
            TagDictionary::from_bytes(tag_dictionary.to_vec()).map_err(|why| ModelError(ErrorKind::TagDictionary(why)))?;
        let tag_weights = sections.get(Section::TagWeights).map_err(ModelError)?;
        let tag_weights =
            TagWeights::from_bytes(tag_weights, TAGGING_HASH).map_err(|why| ModelError(ErrorKind::TagWeights(why)))?;
        let names = sections.get(Section::Names).map_err(ModelError)?;
        let names = Network::from_bytes(names, FEATURES_HASH).map_err(|why| ModelError(ErrorKind::Names(why)))?;
        let quotes = sections.get(Section::Quotes).map_err(ModelError)?;
        let quotes = FrameModel::from_bytes(quotes, FRAME_FEATURES_HASH).map_err(|why| ModelError(ErrorKind::Quotes(why)))?;
        let ranker = sections.get(Section::Ranker).map_err(ModelError)?;
        let ranker = Ranker::from_bytes(ranker, RANKER_HASH).map_err(|why| ModelError(ErrorKind::Ranker(why)))?;
        Ok(Self { lexicon, tag_dictionary, tag_weights, names, quotes, ranker })
    }

    /// The lists of the embedded model without its trained weights: what the trainer works with.
    ///
    /// # Panics
    /// Never: the bytes were packed by this very code.
    #[must_use]
    pub fn embedded_lists() -> (Lexicon, TagDictionary) {
        let bytes = embedded_bytes();
        let sections = Sections::read(&bytes).expect("the embedded model was packed by this code");
        let of = |section| sections.get(section).expect("the embedded model has every section").to_vec();
        let lexicon = Lexicon::from_bytes(of(Section::Lexicon)).expect("build.rs writes an FST");
        let dictionary = TagDictionary::from_bytes(of(Section::TagDictionary)).expect("build.rs writes an FST");
        (lexicon, dictionary)
    }

    /// The tag weights of the embedded model; none where they are of other features than this code's, and must be trained anew.
    #[must_use]
    pub fn embedded_tag_weights() -> Option<TagWeights> {
        TagWeights::from_bytes(TAG_WEIGHTS, TAGGING_HASH).ok()
    }

    /// The embedded model with no weights for quotes, which the rules then find alone: what the trainer of those weights works with.
    ///
    /// # Panics
    /// Never: the bytes were packed by this very code.
    #[must_use]
    pub fn embedded_but_quotes() -> Self {
        let none = FrameModel::default().to_bytes(FRAME_FEATURES_HASH);
        Self::embedded_but(&[(Section::Quotes, &none[..]), (Section::Ranker, &Ranker::default().to_bytes(RANKER_HASH))])
    }

    /// The embedded model with no weights for antecedents, of which it then finds none: what the trainer of those weights works with.
    ///
    /// # Panics
    /// Never: the bytes were packed by this very code.
    #[must_use]
    pub fn embedded_but_ranker() -> Self {
        Self::embedded_but(&[(Section::Ranker, &Ranker::default().to_bytes(RANKER_HASH))])
    }

    fn embedded_but(others: &[(Section, &[u8])]) -> Self {
        let kept = SECTIONS.iter().copied().filter(|(section, _)| others.iter().all(|(other, _)| other != section));
        let sections: Vec<(Section, &[u8])> = kept.chain(others.iter().copied()).collect();
        Self::from_bytes(&pack(&sections)).expect("the embedded model was packed by this code")
    }

    /// The model that was packed when the crate was built.
    ///
    /// # Panics
    /// Never: the bytes were packed by this very code.
    #[must_use]
    pub fn embedded() -> Self {
        Self::from_bytes(&embedded_bytes()).expect("the embedded model was packed by this code")
    }
}

/// The bytes of the model file that belongs to this build. Not in the wasm module: nothing there calls it, and the page
/// fetches the model as a file of its own.
#[must_use]
pub fn embedded_bytes() -> Vec<u8> {
    pack(&SECTIONS)
}

/// What this build packs.
const SECTIONS: [(Section, &[u8]); 6] = [
    (Section::Lexicon, include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.fst"))),
    (Section::TagDictionary, include_bytes!(concat!(env!("OUT_DIR"), "/tags.fst"))),
    (Section::TagWeights, TAG_WEIGHTS),
    (Section::Names, include_bytes!("../models/names.bin")),
    (Section::Quotes, include_bytes!("../models/quotes.bin")),
    (Section::Ranker, include_bytes!("../models/coref.bin")),
];

/// Writes a model file of these sections.
#[must_use]
pub fn pack(sections: &[(Section, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    bytes.extend(MAGIC);
    for number in [VERSION, CLASSES_HASH, sections.len() as u32] {
        bytes.extend(number.to_le_bytes());
    }
    let mut offset = HEADER + ENTRY * sections.len();
    for (id, content) in sections {
        for number in [*id as u32, offset as u32, content.len() as u32] {
            bytes.extend(number.to_le_bytes());
        }
        offset += content.len();
    }
    for (_, content) in sections {
        bytes.extend(*content);
    }
    bytes.extend(fnv1a(&bytes).to_le_bytes());
    bytes
}

/// The checked section table of a model file.
struct Sections<'b> {
    bytes: &'b [u8],
    table: Vec<(u32, usize, usize)>,
}

impl<'b> Sections<'b> {
    fn read(bytes: &'b [u8]) -> Result<Self, ErrorKind> {
        need(bytes, HEADER + 4)?;
        let magic = [bytes[0], bytes[1], bytes[2], bytes[3]];
        if magic != MAGIC {
            return Err(ErrorKind::Magic(magic));
        }
        let version = number(bytes, 4);
        if version != VERSION {
            return Err(ErrorKind::Version(version));
        }
        let n_sections = number(bytes, 12);
        if n_sections > MAX_SECTIONS {
            return Err(ErrorKind::SectionCount(n_sections));
        }
        need(bytes, HEADER + ENTRY * n_sections as usize + 4)?;
        let content_end = bytes.len() - 4;
        let stored = number(bytes, content_end);
        let computed = fnv1a(&bytes[..content_end]);
        if stored != computed {
            return Err(ErrorKind::Checksum { stored, computed });
        }
        let classes = number(bytes, 8);
        if classes != CLASSES_HASH {
            return Err(ErrorKind::Classes(classes));
        }
        let mut table = Vec::new();
        for entry in 0..n_sections as usize {
            let at = HEADER + ENTRY * entry;
            let (id, offset, len) = (number(bytes, at), number(bytes, at + 4), number(bytes, at + 8));
            let end = offset as usize + len as usize;
            if end > content_end {
                return Err(ErrorKind::SectionBounds { id, offset, len, file: bytes.len() });
            }
            table.push((id, offset as usize, end));
        }
        Ok(Self { bytes, table })
    }

    fn get(&self, section: Section) -> Result<&'b [u8], ErrorKind> {
        let id = section as u32;
        let found = self.table.iter().find(|entry| entry.0 == id);
        found.map(|&(_, start, end)| &self.bytes[start..end]).ok_or(ErrorKind::MissingSection(id))
    }
}

fn need(bytes: &[u8], needed: usize) -> Result<(), ErrorKind> {
    if bytes.len() < needed { Err(ErrorKind::TooShort { len: bytes.len(), needed }) } else { Ok(()) }
}

/// The number at `at`, which the caller has checked to be inside.
fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

/// FNV-1a, 32 bits: every step is a bijection, so that a single flipped bit always shows.
fn fnv1a(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(bytes: &[u8]) -> String {
        Model::from_bytes(bytes).expect_err("these bytes are no model").to_string()
    }

    #[test]
    fn packed_model_loads() {
        assert!(Model::from_bytes(&embedded_bytes()).is_ok());
    }

    #[test]
    fn bad_files_are_refused_with_the_number() {
        let good = embedded_bytes();
        assert!(error(b"").contains("0 bytes"));
        assert!(error(&good[..19]).contains("19 bytes"));
        assert!(error(b"\0asm_______________________").contains("no model file"));
        let mut other = good.clone();
        other[4] = 99;
        assert!(error(&other).contains("version 99"));
        let mut many = good.clone();
        many[12..16].copy_from_slice(&70u32.to_le_bytes());
        assert!(error(&many).contains("70 sections"));
        let mut far = good[..good.len() - 4].to_vec();
        far[24..28].copy_from_slice(&u32::MAX.to_le_bytes());
        far.extend(fnv1a(&far).to_le_bytes());
        assert!(error(&far).contains("4294967295 bytes"));
        let mut stale = good[..good.len() - 4].to_vec();
        stale[8] ^= 1;
        stale.extend(fnv1a(&stale).to_le_bytes());
        assert!(error(&stale).contains("lexicon classes"));
        assert!(error(&pack(&[])).contains("lacks section 1"));
        assert!(error(&pack(&[(Section::Lexicon, b"no fst")])).contains("cannot be read"));
    }

    #[test]
    fn every_truncation_and_flipped_bit_is_refused() {
        let fst = fst::Map::from_iter([("a", 1u64)]).expect("one key").into_fst().into_inner();
        let tag_weights = tag_weights::to_bytes(TAGGING_HASH, 1, &[(7, vec![(2, -3)])]);
        let names = network::Parts::plain(FEATURES_HASH).to_bytes();
        let quotes = FrameModel::default().to_bytes(FRAME_FEATURES_HASH);
        let small = pack(&[
            (Section::Lexicon, &fst),
            (Section::TagDictionary, &fst),
            (Section::TagWeights, &tag_weights),
            (Section::Names, &names),
            (Section::Quotes, &quotes),
            (Section::Ranker, &Ranker::default().to_bytes(RANKER_HASH)),
        ]);
        assert!(Model::from_bytes(&small).is_ok());
        for len in 0..small.len() {
            assert!(Model::from_bytes(&small[..len]).is_err(), "{len} bytes");
        }
        // Every bit of the header and the lists, and some of the weights: the checksum takes all bytes alike.
        for bit in (0..small.len() * 8).filter(|bit| *bit < 4096 || bit % 97 == 0) {
            let mut bytes = small.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert!(Model::from_bytes(&bytes).is_err(), "bit {bit}");
        }
    }
}
