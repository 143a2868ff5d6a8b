//! Weights by feature, in integers, as the trained models of quotes and coreference hold them; and how their sections are read.
//!
//! A feature is a number of 24 bits: the upper 16 name a bucket, the lower 8 are kept beside the weights, so that of unseen features
//! one in a few hundred meets a row that is not its own.

use std::ops::Range;

/// Bits of a feature's number.
pub const FEATURE_BITS: u32 = 24;
/// Bits of it that name the bucket.
const BUCKET_BITS: u32 = 16;
const PRINT_BITS: u32 = FEATURE_BITS - BUCKET_BITS;
/// Most rows of a table; bounds what a damaged number can ask for.
const MAX_ROWS: u32 = 1 << 20;
/// Bytes of a word that its hash reads.
const LONGEST_WORD: usize = 48;

/// One number of a template and two values (the finaliser is that of `lowbias32`).
pub(crate) fn feature_of(template: u32, a: u32, b: u32) -> u32 {
    let mut h = template.wrapping_mul(0x9e37_79b1) ^ a.wrapping_mul(0x85eb_ca6b) ^ b.rotate_left(13).wrapping_mul(0xc2b2_ae35);
    h ^= h >> 15;
    h = h.wrapping_mul(0x2c1b_3c6d);
    h ^= h >> 12;
    h = h.wrapping_mul(0x297a_2d39);
    (h ^ h >> 15) >> (32 - FEATURE_BITS)
}

/// FNV-1a.
pub(crate) fn word_hash(norm: &str) -> u32 {
    norm.bytes().take(LONGEST_WORD).fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Rows of weights by feature.
#[derive(Debug)]
pub struct Table<const N: usize> {
    /// Where each bucket's rows begin, and where the last one's end.
    starts: Vec<u32>,
    prints: Vec<u8>,
    weights: Vec<[i8; N]>,
}

impl<const N: usize> Default for Table<N> {
    fn default() -> Self {
        Self { starts: vec![0; (1 << BUCKET_BITS) + 1], prints: Vec::new(), weights: Vec::new() }
    }
}

impl<const N: usize> Table<N> {
    /// A table of these rows; of features with one number the first counts.
    ///
    /// # Panics
    /// When a bucket would hold more than 255 rows, of the 256 that it can tell apart.
    #[must_use]
    pub fn new(rows: impl Iterator<Item = (u32, [i8; N])>) -> Self {
        let mut rows: Vec<(u32, [i8; N])> = rows.map(|(feature, row)| (feature % (1 << FEATURE_BITS), row)).collect();
        rows.sort_by_key(|row| row.0);
        rows.dedup_by_key(|row| row.0);
        let mut sizes = vec![0usize; 1 << BUCKET_BITS];
        for (feature, _) in &rows {
            sizes[(feature >> PRINT_BITS) as usize] += 1;
        }
        let sizes: Vec<u8> = sizes.into_iter().map(|n| u8::try_from(n).expect("a bucket of at most 255 rows")).collect();
        let prints = rows.iter().map(|row| row.0 as u8).collect();
        Self { starts: starts_of(&sizes), prints, weights: rows.into_iter().map(|row| row.1).collect() }
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.weights.len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// The row of a feature.
    #[must_use]
    pub fn get(&self, feature: u32) -> Option<&[i8; N]> {
        let rows = self.bucket(feature);
        let first = rows.start;
        let place = self.prints[rows].iter().position(|&print| print == feature as u8)?;
        self.weights.get(first + place)
    }

    fn bucket(&self, feature: u32) -> Range<usize> {
        let bucket = (feature >> PRINT_BITS) as usize % (1 << BUCKET_BITS);
        self.starts[bucket] as usize..self.starts[bucket + 1] as usize
    }

    /// Adds the features' rows to the scores.
    pub fn add(&self, features: &[u32], scores: &mut [i32; N]) {
        for row in features.iter().filter_map(|&feature| self.get(feature)) {
            for (score, &weight) in scores.iter_mut().zip(row) {
                *score += i32::from(weight);
            }
        }
    }

    pub(super) fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend((self.len() as u32).to_le_bytes());
        if self.is_empty() {
            return;
        }
        bytes.extend(self.starts.windows(2).map(|pair| (pair[1] - pair[0]) as u8));
        bytes.extend(&self.prints);
        // A column after the other: their zeros compress better.
        for column in 0..N {
            bytes.extend(self.weights.iter().map(|row| row[column] as u8));
        }
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, WeightsError> {
        let n = reader.number("number of rows", |n| n <= MAX_ROWS)? as usize;
        if n == 0 {
            return Ok(Self::default());
        }
        let starts = starts_of(reader.take(1 << BUCKET_BITS)?);
        let total = starts[1 << BUCKET_BITS];
        if total as usize != n {
            return Err(WeightsError::Number { what: "sum of the buckets", found: total });
        }
        let prints = reader.take(n)?.to_vec();
        let columns = reader.take(N * n)?;
        let weights = (0..n).map(|row| std::array::from_fn(|column| columns[column * n + row] as i8)).collect();
        Ok(Self { starts, prints, weights })
    }
}

fn starts_of(sizes: &[u8]) -> Vec<u32> {
    let mut sum = 0;
    let ends = sizes.iter().map(|&size| {
        sum += u32::from(size);
        sum
    });
    std::iter::once(0).chain(ends).collect()
}

/// Scores are held within this.
pub(super) const LIMIT: i32 = 1 << 26;
/// Why bytes are no weights for this code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WeightsError {
    /// Fewer or more bytes than the numbers ask for.
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

impl std::fmt::Display for WeightsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Length { len, needed } => write!(f, "they have {len} bytes, but their numbers ask for {needed}"),
            Self::Number { what, found } => write!(f, "their {what} is {found}, which this code does not take"),
        }
    }
}

/// Reads numbers and bytes, with every length checked before it is read.
pub(super) struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Reader<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn take(&mut self, len: usize) -> Result<&'b [u8], WeightsError> {
        let needed = self.at + len;
        let taken = self.bytes.get(self.at..needed).ok_or(WeightsError::Length { len: self.bytes.len(), needed })?;
        self.at = needed;
        Ok(taken)
    }

    pub fn number(&mut self, what: &'static str, is_good: impl Fn(u32) -> bool) -> Result<u32, WeightsError> {
        let found = self.take(4)?.iter().rev().fold(0, |n, &byte| n << 8 | u32::from(byte));
        if is_good(found) { Ok(found) } else { Err(WeightsError::Number { what, found }) }
    }

    pub fn score(&mut self) -> Result<i32, WeightsError> {
        self.number("score", |n| (n as i32).abs() <= LIMIT).map(|n| n as i32)
    }

    /// An error where bytes are left over.
    pub fn finish(&self) -> Result<(), WeightsError> {
        let (len, needed) = (self.bytes.len(), self.at);
        if len == needed { Ok(()) } else { Err(WeightsError::Length { len, needed }) }
    }
}
