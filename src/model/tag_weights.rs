//! The weights by which a word's tag is chosen: for each feature that matters a few tags with integers, found by hash.
//!
//! A feature's high bits name its bucket, its low 16 bits its key in it. The trainer keeps the features that matter most;
//! that a feature it left out has another's bucket and key is so rare that it does not count.

use std::fmt;

use crate::labels::Xpos;

/// Number of tags.
pub const N_TAGS: usize = Xpos::ALL.len();
/// Most buckets that a file may have, as a power of two; the key's bits stay apart from the bucket's.
const MAX_BUCKET_BITS: u32 = 16;
/// Numbers of the header.
const HEADER: usize = 5;

/// One score a tag.
pub type TagScores = [i32; N_TAGS];

/// The weights.
pub struct TagWeights {
    bucket_shift: u32,
    /// Where each bucket's features begin, and the last one's end.
    buckets: Vec<u32>,
    keys: Vec<u16>,
    /// Where each feature's weights begin, and the last one's end.
    starts: Vec<u32>,
    /// Tag and weight.
    weights: Vec<(u8, i8)>,
}

/// Why bytes are no weights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TagWeightsError {
    /// Fewer or more bytes than the header's numbers make.
    Length {
        /// Bytes there.
        len: usize,
        /// Bytes needed.
        needed: usize,
    },
    /// A number that this code does not take.
    Number {
        /// Its name.
        what: &'static str,
        /// Its value.
        found: u32,
    },
}

impl fmt::Display for TagWeightsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length { len, needed } => write!(f, "it has {len} bytes, but its header asks for {needed}"),
            Self::Number { what, found } => write!(f, "its {what} is {found}, which this code does not take"),
        }
    }
}

impl fmt::Debug for TagWeights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TagWeights({} features, {} weights, {} buckets)", self.keys.len(), self.weights.len(), self.buckets.len() - 1)
    }
}

/// The bytes of the section. `features` are in ascending order, each once, with their tags in ascending order.
///
/// # Panics
/// When a bucket has more than 255 features, or a feature more than 255 weights.
#[must_use]
pub fn to_bytes(hash: u32, bucket_bits: u32, features: &[(u32, Vec<(u8, i8)>)]) -> Vec<u8> {
    let n_weights: usize = features.iter().map(|(_, weights)| weights.len()).sum();
    let mut bytes = Vec::new();
    for number in [hash, N_TAGS as u32, bucket_bits, features.len() as u32, n_weights as u32] {
        bytes.extend(number.to_le_bytes());
    }
    let mut counts = vec![0usize; 1 << bucket_bits];
    for (feature, _) in features {
        counts[(feature >> (32 - bucket_bits)) as usize] += 1;
    }
    let small = |n: usize| u8::try_from(n).expect("counts fit a byte");
    bytes.extend(counts.into_iter().map(small));
    bytes.extend(features.iter().flat_map(|(feature, _)| (*feature as u16).to_le_bytes()));
    bytes.extend(features.iter().map(|(_, weights)| small(weights.len())));
    bytes.extend(features.iter().flat_map(|(_, weights)| weights.iter().map(|w| w.0)));
    bytes.extend(features.iter().flat_map(|(_, weights)| weights.iter().map(|w| w.1 as u8)));
    bytes
}

impl TagWeights {
    /// Reads the section: five numbers (feature hash, tags, buckets as a power of two, features, weights), the number of
    /// features of each bucket, the features' keys as `u16`, the number of weights of each, then all tags, then all weights as `i8`.
    ///
    /// # Errors
    /// When a number is not one that this code takes, or the bytes are not as many as the numbers make.
    pub fn from_bytes(bytes: &[u8], hash: u32) -> Result<Self, TagWeightsError> {
        let mut numbers = [0; HEADER];
        let needed = 4 * HEADER;
        for (slot, number) in numbers.iter_mut().zip(bytes.chunks_exact(4)) {
            *slot = u32::from_le_bytes([number[0], number[1], number[2], number[3]]);
        }
        if bytes.len() < needed {
            return Err(TagWeightsError::Length { len: bytes.len(), needed });
        }
        let [features, tags, bucket_bits, n_features, n_weights] = numbers;
        let checks = [
            ("feature hash", features, features == hash),
            ("number of tags", tags, tags == N_TAGS as u32),
            ("buckets, as a power of two,", bucket_bits, (1..=MAX_BUCKET_BITS).contains(&bucket_bits)),
        ];
        if let Some(&(what, found, _)) = checks.iter().find(|check| !check.2) {
            return Err(TagWeightsError::Number { what, found });
        }
        let n_buckets = 1usize << bucket_bits;
        let (features, weights) = (n_features as usize, n_weights as usize);
        let needed = needed as u64 + n_buckets as u64 + 3 * features as u64 + 2 * weights as u64;
        if bytes.len() as u64 != needed {
            return Err(TagWeightsError::Length { len: bytes.len(), needed: usize::try_from(needed).unwrap_or(usize::MAX) });
        }
        let (counts, rest) = bytes[4 * HEADER..].split_at(n_buckets);
        let (keys, rest) = rest.split_at(2 * features);
        let (lengths, rest) = rest.split_at(features);
        let (tags, values) = rest.split_at(weights);
        if let Some(&tag) = tags.iter().find(|&&tag| usize::from(tag) >= N_TAGS) {
            return Err(TagWeightsError::Number { what: "tag of a weight", found: u32::from(tag) });
        }
        Ok(Self {
            bucket_shift: 32 - bucket_bits,
            buckets: starts(counts, "sum of features", n_features)?,
            keys: keys.chunks_exact(2).map(|key| u16::from_le_bytes([key[0], key[1]])).collect(),
            starts: starts(lengths, "sum of weights", n_weights)?,
            weights: tags.iter().zip(values).map(|(&tag, &value)| (tag, value as i8)).collect(),
        })
    }

    /// The scores of a word with these features.
    #[must_use]
    pub fn scores(&self, features: &[u32]) -> TagScores {
        let mut scores = [0; N_TAGS];
        for &feature in features {
            let bucket = (feature >> self.bucket_shift) as usize;
            let (start, end) = (self.buckets[bucket] as usize, self.buckets[bucket + 1] as usize);
            if let Some(at) = self.keys[start..end].iter().position(|&key| key == feature as u16) {
                let (start, end) = (self.starts[start + at] as usize, self.starts[start + at + 1] as usize);
                for &(tag, weight) in &self.weights[start..end] {
                    scores[usize::from(tag)] += i32::from(weight);
                }
            }
        }
        scores
    }
}

/// Where runs of these lengths begin, and the last one ends; their sum is known.
fn starts(lengths: &[u8], what: &'static str, sum: u32) -> Result<Vec<u32>, TagWeightsError> {
    let mut end = 0u32;
    let starts = std::iter::once(0).chain(lengths.iter().map(|&length| {
        end += u32::from(length);
        end
    }));
    let starts: Vec<u32> = starts.collect();
    if end == sum { Ok(starts) } else { Err(TagWeightsError::Number { what, found: end }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two features in one bucket and one in the last of four.
    fn small() -> Vec<u8> {
        to_bytes(9, 2, &[(5, vec![(0, 3), (48, -7)]), (6, vec![(1, 127)]), (0xc000_0005, vec![(0, -128), (2, 1)])])
    }

    #[test]
    fn reads_what_is_written() {
        let weights = TagWeights::from_bytes(&small(), 9).expect("whole weights");
        let mut expected = [0; N_TAGS];
        (expected[0], expected[48]) = (3, -7);
        assert_eq!(weights.scores(&[5]), expected);
        (expected[0], expected[2]) = (-125, 1);
        assert_eq!(weights.scores(&[5, 0xc000_0005, 0x4000_0005, 7]), expected);
        assert_eq!(weights.scores(&[]), [0; N_TAGS]);
    }

    #[test]
    fn bad_numbers_are_named() {
        let good = small();
        let error = |bytes: &[u8], hash| TagWeights::from_bytes(bytes, hash).expect_err("no weights").to_string();
        assert!(error(&good, 8).contains("feature hash is 9"));
        assert!(error(&good[..19], 9).contains("19 bytes"));
        assert!(error(&good[..good.len() - 1], 9).contains("asks for"));
        for at in (4..4 * HEADER).step_by(4) {
            let mut bad = good.clone();
            bad[at..at + 4].copy_from_slice(&u32::MAX.to_le_bytes());
            let what = if at < 12 { "4294967295" } else { "asks for" };
            assert!(error(&bad, 9).contains(what), "{at}");
        }
        // The number of features of the first bucket, that of weights of the first feature, the tag of the first weight.
        let lengths = 4 * HEADER + 4 + 2 * 3;
        for (at, what) in [(4 * HEADER, "sum of features"), (lengths, "sum of weights"), (lengths + 3, "tag of a weight")] {
            let mut bad = good.clone();
            bad[at] = 200;
            assert!(error(&bad, 9).contains(what), "{what}");
        }
    }

    #[test]
    fn every_truncation_is_refused_and_no_flipped_bit_panics() {
        let good = small();
        assert!((0..good.len()).all(|len| TagWeights::from_bytes(&good[..len], 9).is_err()));
        for bit in 0..good.len() * 8 {
            let mut bytes = good.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            if let Ok(weights) = TagWeights::from_bytes(&bytes, 9) {
                assert_eq!(weights.scores(&[5, 6, u32::MAX]).len(), N_TAGS);
            }
        }
    }
}
