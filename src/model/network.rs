//! The network that scores the labels of tokens, in integers: the same numbers natively and in the browser.
//!
//! A token's vector is the sum of its features' rows in one hashed table (Bloom embeddings after Serrà and Karatzoglou 2017, as
//! in spaCy's `tok2vec`). Each layer adds to it the rectified linear map of three tokens: itself and the two a number of tokens
//! before and behind (dilated convolutions after Strubell et al. 2017). A linear map gives the labels' scores.
//!
//! Fixed point: a vector's values are multiples of 2^-10 in `i16`, sums are `i32`, weights are `i8` with a power of two a part.
//! The trainer quantises to this form and measures with it.

use super::decoder::{N_LABELS, Scores};
use super::lanes::{LANES, Lanes, dot, lanes};

/// Width of a token's vector.
pub const WIDTH: usize = 64;
/// Bits behind the point of a vector's values.
pub const VECTOR_BITS: u32 = 10;
/// Most layers that a file may have.
const MAX_LAYERS: u32 = 8;
/// Farthest neighbour that a layer may read, in tokens.
const MAX_STEP: u32 = 64;
/// Most rows of the table, as a power of two.
const MAX_ROW_BITS: u32 = 20;
/// Most bits behind the point of weights.
const MAX_SHIFT: u32 = 12;

/// A token's vector.
type Vector = [i16; WIDTH];
/// What a layer reads: the vectors of three tokens.
const WINDOW: usize = 3 * WIDTH;

/// A layer.
#[derive(Debug)]
struct Layer {
    step: usize,
    shift: u32,
    /// One row of [`WINDOW`] weights a value.
    weights: Vec<Lanes>,
    bias: [i32; WIDTH],
}

/// The parameters; shown, their numbers and ranges.
#[derive(Debug)]
pub struct Network {
    row_mask: u32,
    table_shift: u32,
    table: Vec<i8>,
    layers: Vec<Layer>,
    /// One row of [`WIDTH`] weights a label.
    output: Vec<Lanes>,
    output_bias: Scores,
    /// Scores of each label (row) before each (column).
    pub transitions: [Scores; N_LABELS],
}

impl std::fmt::Display for Network {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let rows = self.table.len() / WIDTH;
        let (least, most) = range(self.table.iter().map(|&weight| i32::from(weight)));
        writeln!(f, "table: {rows} rows of {WIDTH}, {} bits, {least} to {most}", VECTOR_BITS - self.table_shift)?;
        for layer in &self.layers {
            let (least, most) = range(layer.bias.iter().copied());
            writeln!(f, "layer: step {}, {} bits, bias {least} to {most}", layer.step, layer.shift)?;
        }
        let (least, most) = range(self.output_bias.iter().copied());
        writeln!(f, "output: {N_LABELS} labels, bias {least} to {most}")?;
        let (least, most) = range(self.transitions.iter().flatten().copied());
        write!(f, "transitions: {least} to {most}")
    }
}

/// The least and the greatest number.
fn range(numbers: impl Iterator<Item = i32>) -> (i32, i32) {
    numbers.fold((i32::MAX, i32::MIN), |(least, most), n| (least.min(n), most.max(n)))
}

/// Why bytes are no network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NetworkError {
    /// Fewer or more bytes than the header's numbers make.
    Length {
        /// Bytes there.
        len: usize,
        /// Bytes needed.
        needed: usize,
    },
    /// A number of the header that this code does not take.
    Number {
        /// Its name.
        what: &'static str,
        /// Its value.
        found: u32,
    },
}

impl std::fmt::Display for NetworkError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Length { len, needed } => write!(f, "it has {len} bytes, but its header asks for {needed}"),
            Self::Number { what, found } => write!(f, "its {what} is {found}, which this code does not take"),
        }
    }
}

/// Numbers of a network in the form of the file; see [`Network::from_bytes`].
#[derive(Debug, Default)]
pub struct Parts {
    /// Identifies the feature templates: a network trained on others is refused.
    pub features: u32,
    /// Rows of the table, as a power of two.
    pub row_bits: u32,
    /// Bits behind the point of the table.
    pub table_bits: u32,
    /// The table, row by row.
    pub table: Vec<i8>,
    /// Distance to the neighbours, bits behind the point, weights (a row of three vectors for each value), bias.
    pub layers: Vec<(u32, u32, Vec<i8>, Vec<i32>)>,
    /// Weights of the labels, a row of a vector's width each.
    pub output: Vec<i8>,
    /// Bias of the labels, with [`VECTOR_BITS`] and the output's bits behind the point.
    pub output_bias: Vec<i32>,
    /// Transitions, in the same unit.
    pub transitions: Vec<i32>,
}

impl Parts {
    /// A network without layers whose table has one row and whose numbers are all zero.
    #[must_use]
    pub fn plain(features: u32) -> Self {
        Self {
            features,
            table: vec![0; WIDTH],
            output: vec![0; N_LABELS * WIDTH],
            output_bias: vec![0; N_LABELS],
            transitions: vec![0; N_LABELS * N_LABELS],
            ..Self::default()
        }
    }

    /// The bytes of the section.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let layers = self.layers.len() as u32;
        for number in [self.features, N_LABELS as u32, WIDTH as u32, self.row_bits, self.table_bits, layers] {
            bytes.extend(number.to_le_bytes());
        }
        for (step, bits, ..) in &self.layers {
            bytes.extend(step.to_le_bytes());
            bytes.extend(bits.to_le_bytes());
        }
        let words = |bytes: &mut Vec<u8>, values: &[i32]| bytes.extend(values.iter().flat_map(|v| v.to_le_bytes()));
        for (_, _, _, bias) in &self.layers {
            words(&mut bytes, bias);
        }
        words(&mut bytes, &self.output_bias);
        words(&mut bytes, &self.transitions);
        for (_, _, weights, _) in &self.layers {
            bytes.extend(weights.iter().map(|&w| w as u8));
        }
        bytes.extend(self.output.iter().map(|&w| w as u8));
        bytes.extend(self.table.iter().map(|&w| w as u8));
        bytes
    }
}

impl Network {
    /// Reads the section: six numbers (feature hash, labels, width, rows and their bits, layers), two a layer (step, bits),
    /// the biases and transitions as `i32`, then all weights as `i8`: layers, output, table.
    ///
    /// # Errors
    /// When a number is not one that this code takes, or the bytes are not as many as the numbers make.
    pub fn from_bytes(bytes: &[u8], features: u32) -> Result<Self, NetworkError> {
        let mut reader = Reader { bytes, at: 0 };
        reader.expect("feature hash", |n| n == features)?;
        reader.expect("number of labels", |n| n == N_LABELS as u32)?;
        reader.expect("width", |n| n == WIDTH as u32)?;
        let row_bits = reader.expect("rows, as a power of two,", |n| n <= MAX_ROW_BITS)?;
        let table_bits = reader.expect("bits of the table", |n| n <= VECTOR_BITS)?;
        let n_layers = reader.expect("number of layers", |n| n <= MAX_LAYERS)? as usize;
        let mut shapes = Vec::with_capacity(n_layers);
        for _ in 0..n_layers {
            let step = reader.expect("step of a layer", |n| (1..=MAX_STEP).contains(&n))?;
            shapes.push((step as usize, reader.expect("bits of a layer", |n| (1..=MAX_SHIFT).contains(&n))?));
        }
        let n_rows = 1usize << row_bits;
        let words = n_layers * WIDTH + N_LABELS + N_LABELS * N_LABELS;
        let weights = n_layers * WIDTH * WINDOW + N_LABELS * WIDTH + n_rows * WIDTH;
        let needed = reader.at + 4 * words + weights;
        if bytes.len() != needed {
            return Err(NetworkError::Length { len: bytes.len(), needed });
        }
        let biases: Vec<[i32; WIDTH]> = (0..n_layers).map(|_| reader.words()).collect();
        let output_bias = reader.words();
        let transitions = std::array::from_fn(|_| reader.words());
        let layers = shapes.into_iter().zip(biases);
        let layers =
            layers.map(|((step, shift), bias)| Layer { step, shift, weights: reader.weights(WIDTH * WINDOW), bias }).collect();
        let output = reader.weights(N_LABELS * WIDTH);
        let table = reader.rest().iter().map(|&b| b as i8).collect();
        let table_shift = VECTOR_BITS - table_bits;
        Ok(Self { row_mask: n_rows as u32 - 1, table_shift, table, layers, output, output_bias, transitions })
    }

    /// The scores of a sentence's tokens; `features` gives each token's, the word itself first.
    #[must_use]
    pub fn scores<'f>(&self, features: impl Iterator<Item = &'f [u32]>) -> Vec<Scores> {
        let mut vectors: Vec<Vector> = features.map(|of| self.embed(of)).collect();
        let mut next: Vec<Vector> = Vec::with_capacity(vectors.len());
        for layer in &self.layers {
            next.clear();
            let packed: Vec<Packed> = vectors.iter().map(pack).collect();
            next.extend((0..vectors.len()).map(|token| layer.apply(&packed, token, vectors[token])));
            std::mem::swap(&mut vectors, &mut next);
        }
        vectors
            .iter()
            .map(|vector| {
                let vector = pack(vector);
                let rows = self.output.chunks_exact(WIDTH / LANES).zip(&self.output_bias);
                let mut scores = [0; N_LABELS];
                for (score, (row, bias)) in scores.iter_mut().zip(rows) {
                    *score = bias.saturating_add(dot(row, &vector));
                }
                scores
            })
            .collect()
    }

    fn embed(&self, features: &[u32]) -> Vector {
        let mut sums = [0i32; WIDTH];
        for row in rows(features, self.row_mask) {
            let at = row as usize * WIDTH;
            if let Some(values) = self.table.get(at..at + WIDTH) {
                for (sum, &value) in sums.iter_mut().zip(values) {
                    *sum += i32::from(value);
                }
            }
        }
        sums.map(|sum| narrow(sum.saturating_mul(1 << self.table_shift)))
    }
}

/// The rows of a token's features in a table of `mask + 1` rows, a power of two; the word, which is first, has a second row, so
/// that two words seldom share both.
pub fn rows(features: &[u32], mask: u32) -> impl Iterator<Item = u32> + '_ {
    let second = features.first().map(|&word| (word.rotate_right(14) ^ word.wrapping_mul(0x9e37_79b1)) & mask);
    features.iter().map(move |&feature| feature & mask).chain(second)
}

/// A token's vector in lanes.
type Packed = [Lanes; WIDTH / LANES];

fn pack(vector: &Vector) -> Packed {
    std::array::from_fn(|i| Lanes::new(std::array::from_fn(|j| vector[i * LANES + j])))
}

impl Layer {
    /// The token's next vector; `own` is its present one. Weights are of eight bits and at most [`WINDOW`] in number, so that no
    /// sum passes 32 bits.
    fn apply(&self, vectors: &[Packed], token: usize, own: Vector) -> Vector {
        let mut window = [Lanes::new([0; LANES]); WINDOW / LANES];
        let places = [token.checked_sub(self.step), Some(token), token.checked_add(self.step)];
        for (slot, at) in window.chunks_exact_mut(WIDTH / LANES).zip(places) {
            if let Some(vector) = at.and_then(|at| vectors.get(at)) {
                slot.copy_from_slice(vector);
            }
        }
        let mut out = own;
        let half = 1 << (self.shift - 1);
        for ((value, row), bias) in out.iter_mut().zip(self.weights.chunks_exact(WINDOW / LANES)).zip(&self.bias) {
            let sum = bias.saturating_add(dot(row, &window)).saturating_add(half) >> self.shift;
            *value = narrow(i32::from(*value) + sum.max(0));
        }
        out
    }
}

fn narrow(value: i32) -> i16 {
    value.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16
}

/// Reads numbers in order.
struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Reader<'b> {
    /// The next number of the header.
    fn expect(&mut self, what: &'static str, is_taken: impl Fn(u32) -> bool) -> Result<u32, NetworkError> {
        let end = self.at + 4;
        let Some(bytes) = self.bytes.get(self.at..end) else {
            return Err(NetworkError::Length { len: self.bytes.len(), needed: end });
        };
        self.at = end;
        let found = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        if is_taken(found) { Ok(found) } else { Err(NetworkError::Number { what, found }) }
    }

    /// The next words; the length has been checked.
    fn words<const N: usize>(&mut self) -> [i32; N] {
        let start = self.at;
        self.at += 4 * N;
        let bytes = self.bytes;
        std::array::from_fn(|i| {
            let at = start + 4 * i;
            i32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
        })
    }

    /// The next weights, widened.
    fn weights(&mut self, n: usize) -> Vec<Lanes> {
        let start = self.at;
        self.at += n;
        let wide: Vec<i16> = self.bytes[start..self.at].iter().map(|&b| i16::from(b as i8)).collect();
        lanes(&wide).collect()
    }

    fn rest(&self) -> &'b [u8] {
        &self.bytes[self.at..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A network of one layer and four rows whose numbers are all small.
    fn parts() -> Parts {
        let cycle = |n: usize, m: i32| (0..n).map(move |i| (i as i32 % m - m / 2) as i8).collect::<Vec<i8>>();
        let words = |n: usize, m: i32| (0..n).map(|i| i as i32 % m * 100).collect::<Vec<i32>>();
        Parts {
            features: 7,
            row_bits: 2,
            table_bits: 5,
            table: cycle(4 * WIDTH, 13),
            layers: vec![(1, 6, cycle(WIDTH * WINDOW, 7), words(WIDTH, 5))],
            output: cycle(N_LABELS * WIDTH, 9),
            output_bias: words(N_LABELS, 3),
            transitions: words(N_LABELS * N_LABELS, 4),
        }
    }

    #[test]
    fn reads_what_is_written() {
        let bytes = parts().to_bytes();
        let network = Network::from_bytes(&bytes, 7).expect("a whole network");
        assert_eq!(network.transitions[0][1], 100);
        assert_eq!(network.output_bias[2], 200);
        let scores = network.scores([&[1u32, 2][..], &[3], &[]].into_iter());
        assert_eq!(scores.len(), 3);
        assert_ne!(scores[0], scores[1]);
    }

    #[test]
    fn bad_numbers_are_named() {
        let bytes = parts().to_bytes();
        let error = |bytes: &[u8], features| Network::from_bytes(bytes, features).expect_err("no network").to_string();
        assert!(error(&bytes, 8).contains("feature hash is 7"));
        assert!(error(&bytes[..3], 7).contains("3 bytes"));
        assert!(error(&bytes[..bytes.len() - 1], 7).contains("asks for"));
        for (at, what) in
            [(4, "labels"), (8, "width"), (12, "rows"), (16, "table"), (20, "layers"), (24, "step"), (28, "bits of a layer")]
        {
            let mut bad = bytes.clone();
            bad[at..at + 4].copy_from_slice(&u32::MAX.to_le_bytes());
            assert!(error(&bad, 7).contains(what), "{what}");
        }
    }

    #[test]
    fn every_truncation_is_refused() {
        let bytes = parts().to_bytes();
        assert!((0..bytes.len()).all(|len| Network::from_bytes(&bytes[..len], 7).is_err()));
    }

    #[test]
    fn extreme_numbers_do_not_overflow() {
        let mut extreme = parts();
        extreme.table.fill(i8::MIN);
        extreme.layers[0].2.fill(i8::MIN);
        extreme.layers[0].3.fill(i32::MAX);
        extreme.output.fill(i8::MIN);
        extreme.output_bias.fill(i32::MAX);
        let network = Network::from_bytes(&extreme.to_bytes(), 7).expect("numbers in range");
        let many = vec![3u32; 100_000];
        assert_eq!(network.scores([&many[..], &many].into_iter()).len(), 2);
    }
}
