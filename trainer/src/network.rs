//! The neural tagger in floating point: hash embeddings, convolutions over the neighbours, a conditional random field.
//!
//! A token's vector is the sum of its features' rows in one hashed table (Bloom embeddings in the manner of Serrà and Karatzoglou
//! 2017, as in spaCy's `tok2vec`). Each layer adds to it the rectified linear map of three tokens: itself and those `DILATIONS`
//! before and behind (dilated convolutions after Strubell et al. 2017). A linear map gives the labels' scores.

use glossator::features::FEATURES_HASH;
use glossator::model::decoder::N_LABELS;
use glossator::model::network::{Parts, VECTOR_BITS, rows};

use crate::crf::{self, Row, WIDTH};
use crate::examples::{Example, SOURCES};
use crate::random::Random;

/// Width of a token's vector.
pub const D: usize = glossator::model::network::WIDTH;
/// Distance to the neighbours that each layer reads.
pub const DILATIONS: &[usize] = &[1, 2, 4];
/// Rows of the hashed table, a power of two.
pub const ROWS: usize = 1 << 14;

/// A token's vector.
pub type Vector = [f32; D];

/// Offsets of the parts in the dense parameters.
const LAYER: usize = 3 * D * D + D;
const OUT: usize = DILATIONS.len() * LAYER;
const BIAS: usize = OUT + D * WIDTH;
const SOURCE_BIAS: usize = BIAS + WIDTH;
const TRANSITIONS: usize = SOURCE_BIAS + SOURCES.len() * WIDTH;
/// Number of dense parameters.
pub const DENSE: usize = TRANSITIONS + WIDTH * WIDTH;

/// All parameters.
#[derive(Clone)]
pub struct Network {
    /// The hashed table, row by row.
    pub table: Vec<f32>,
    /// Layers, output map, biases, transitions; see the constants.
    pub dense: Vec<f32>,
}

fn rows_of(features: &[u32]) -> impl Iterator<Item = usize> + '_ {
    rows(features, ROWS as u32 - 1).map(|row| row as usize)
}

impl Network {
    /// Small random parameters.
    pub fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let mut fill = |n: usize, size: f32| (0..n).map(|_| random.normal() * size).collect::<Vec<f32>>();
        let table = fill(ROWS * D, 0.1);
        let mut dense = fill(DENSE, (1.0 / (3.0 * D as f32)).sqrt());
        for layer in 0..DILATIONS.len() {
            dense[layer * LAYER + 3 * D * D..(layer + 1) * LAYER].fill(0.0);
        }
        dense[BIAS..].fill(0.0);
        Self { table, dense }
    }

    fn layer(&self, layer: usize) -> (&[f32], &[f32]) {
        self.dense[layer * LAYER..(layer + 1) * LAYER].split_at(3 * D * D)
    }

    /// Scores of one label after another.
    pub fn transitions(&self) -> &[f32] {
        &self.dense[TRANSITIONS..]
    }

    /// The vectors before the first layer.
    fn embed(&self, example: &Example, drop: Option<&mut Dropout>) -> Vec<Vector> {
        let mut drop = drop;
        (0..example.len())
            .map(|token| {
                let mut sum = [0.0; D];
                let features = example.of(token);
                let known = drop.as_deref_mut().is_none_or(|d| d.keeps_word());
                if let Some(d) = drop.as_deref_mut() {
                    d.known.push(known);
                }
                for (at, row) in rows_of(features).enumerate() {
                    if known || at > 0 && at < features.len() {
                        for (s, v) in sum.iter_mut().zip(&self.table[row * D..(row + 1) * D]) {
                            *s += v;
                        }
                    }
                }
                if let Some(d) = drop.as_deref_mut() {
                    d.thin(&mut sum);
                }
                sum
            })
            .collect()
    }

    /// One layer's sums before rectification.
    fn convolve(&self, layer: usize, input: &[Vector], t: usize) -> Vector {
        let (weights, bias) = self.layer(layer);
        let mut sum: Vector = bias.try_into().expect("a layer's bias");
        for (k, at) in neighbours(layer, t, input.len()) {
            for (x, row) in input[at].iter().zip(weights[k * D * D..(k + 1) * D * D].chunks_exact(D)) {
                for (s, w) in sum.iter_mut().zip(row) {
                    *s += x * w;
                }
            }
        }
        sum
    }

    fn next(&self, layer: usize, input: &[Vector]) -> Vec<Vector> {
        (0..input.len())
            .map(|t| {
                let mut h = self.convolve(layer, input, t);
                for (h, x) in h.iter_mut().zip(&input[t]) {
                    *h = h.max(0.0) + x;
                }
                h
            })
            .collect()
    }

    fn output(&self, h: &Vector, source: usize) -> Row {
        let mut row: Row = std::array::from_fn(|j| self.dense[BIAS + j] + self.dense[SOURCE_BIAS + source * WIDTH + j]);
        for (x, weights) in h.iter().zip(self.dense[OUT..BIAS].chunks_exact(WIDTH)) {
            for (r, w) in row.iter_mut().zip(weights) {
                *r += x * w;
            }
        }
        row
    }

    /// The loss of a sentence, its derivatives added to `gradient`.
    pub fn learn(&self, example: &Example, transitions: &crf::Transitions, random: Random, gradient: &mut Gradient) -> f32 {
        let mut drop = Dropout { random, known: Vec::new(), kept: Vec::new() };
        let mut states = vec![self.embed(example, Some(&mut drop))];
        for layer in 0..DILATIONS.len() {
            let next = self.next(layer, &states[layer]);
            states.push(next);
        }
        let top = &states[DILATIONS.len()];
        let logits: Vec<Row> = top.iter().map(|h| self.output(h, example.source)).collect();
        let Gradient { dense, rows, vectors, scratch, d_logits } = gradient;
        let d_transitions = &mut dense[TRANSITIONS..];
        let Some(loss) = crf::loss(&logits, &example.masks, transitions, example.weight, scratch, d_logits, d_transitions) else {
            return 0.0;
        };
        let mut d_states: Vec<Vector> = vec![[0.0; D]; top.len()];
        for (t, d) in d_logits.iter().enumerate() {
            for j in 0..WIDTH {
                dense[BIAS + j] += d[j];
                dense[SOURCE_BIAS + example.source * WIDTH + j] += d[j];
            }
            for i in 0..D {
                let at = OUT + i * WIDTH;
                let weights = &self.dense[at..at + WIDTH];
                let mut lanes = [0.0; WIDTH];
                for j in 0..WIDTH {
                    dense[at + j] += top[t][i] * d[j];
                    lanes[j] = weights[j] * d[j];
                }
                d_states[t][i] = lanes.iter().sum();
            }
        }
        for layer in (0..DILATIONS.len()).rev() {
            d_states = self.back(layer, &states[layer], &states[layer + 1], d_states, dense);
        }
        for (t, mut d) in d_states.into_iter().enumerate() {
            drop.thin_back(t, &mut d);
            let features = example.of(t);
            for (at, row) in rows_of(features).enumerate() {
                if drop.known[t] || at > 0 && at < features.len() {
                    rows.push((row as u32, vectors.len() as u32));
                }
            }
            vectors.push(d);
        }
        loss
    }

    fn back(&self, layer: usize, input: &[Vector], output: &[Vector], d_output: Vec<Vector>, dense: &mut [f32]) -> Vec<Vector> {
        let (weights, _) = self.layer(layer);
        let (d_weights, d_bias) = dense[layer * LAYER..(layer + 1) * LAYER].split_at_mut(3 * D * D);
        let mut d_input = d_output.clone();
        for (t, d_out) in d_output.iter().enumerate() {
            // The rectified part is what the layer added.
            let d: Vector = std::array::from_fn(|o| if output[t][o] > input[t][o] { d_out[o] } else { 0.0 });
            for (slot, d) in d_bias.iter_mut().zip(&d) {
                *slot += d;
            }
            for (k, at) in neighbours(layer, t, input.len()) {
                for i in 0..D {
                    let row = (k * D + i) * D;
                    let x = input[at][i];
                    let mut lanes = [0.0f32; 16];
                    for c in (0..D).step_by(16) {
                        let (w, g) = (&weights[row + c..row + c + 16], &mut d_weights[row + c..row + c + 16]);
                        for l in 0..16 {
                            g[l] += x * d[c + l];
                            lanes[l] += w[l] * d[c + l];
                        }
                    }
                    d_input[at][i] += lanes.iter().sum::<f32>();
                }
            }
        }
        d_input
    }
}

/// The three tokens that a layer reads, with their place among the weights; those outside the sentence are left out.
fn neighbours(layer: usize, t: usize, n: usize) -> impl Iterator<Item = (usize, usize)> {
    let step = DILATIONS[layer];
    [t.checked_sub(step), Some(t), Some(t + step)]
        .into_iter()
        .enumerate()
        .filter_map(move |(k, at)| at.filter(|&a| a < n).map(|a| (k, a)))
}

/// Random silence in training: of words, so that the other features learn to do without, and of parts of the vectors.
struct Dropout {
    random: Random,
    known: Vec<bool>,
    kept: Vec<Vector>,
}

impl Dropout {
    const WORD: f32 = 0.15;
    const PART: f32 = 0.25;

    fn keeps_word(&mut self) -> bool {
        self.random.unit() >= Self::WORD
    }

    fn thin(&mut self, vector: &mut Vector) {
        let kept: Vector = std::array::from_fn(|_| if self.random.unit() < Self::PART { 0.0 } else { 1.0 / (1.0 - Self::PART) });
        for (v, k) in vector.iter_mut().zip(&kept) {
            *v *= k;
        }
        self.kept.push(kept);
    }

    fn thin_back(&self, t: usize, vector: &mut Vector) {
        for (v, k) in vector.iter_mut().zip(&self.kept[t]) {
            *v *= k;
        }
    }
}

/// Derivatives of some sentences.
pub struct Gradient {
    /// Of the dense parameters.
    pub dense: Vec<f32>,
    /// Rows of the table with the number of the vector to add.
    pub rows: Vec<(u32, u32)>,
    /// Derivatives of the tokens' vectors.
    pub vectors: Vec<Vector>,
    scratch: crf::Scratch,
    d_logits: Vec<Row>,
}

impl Gradient {
    /// Zero.
    pub fn new() -> Self {
        Self {
            dense: vec![0.0; DENSE],
            rows: Vec::new(),
            vectors: Vec::new(),
            scratch: crf::Scratch::default(),
            d_logits: Vec::new(),
        }
    }

    /// Back to zero.
    pub fn clear(&mut self) {
        self.dense.fill(0.0);
        self.rows.clear();
        self.vectors.clear();
    }
}

/// Bits behind the point of the table's numbers.
const TABLE_BITS: u32 = 5;
/// Bits behind the point of the labels' weights.
const OUTPUT_BITS: u32 = 6;

impl Network {
    /// The network in integers, with the bias of the first source.
    pub fn quantised(&self) -> Parts {
        let bytes = |values: &[f32], bits: u32| -> Vec<i8> {
            values.iter().map(|v| (v * f32::from(1u16 << bits)).round().clamp(-127.0, 127.0) as i8).collect()
        };
        let words =
            |values: &[f32], bits: u32| -> Vec<i32> { values.iter().map(|v| (v * (1u32 << bits) as f32).round() as i32).collect() };
        let layers = DILATIONS.iter().enumerate().map(|(at, &step)| {
            let (weights, bias) = self.layer(at);
            let largest = weights.iter().fold(0.0f32, |top, w| top.max(w.abs()));
            let bits = (4..=9).rev().find(|&bits| largest * (1u32 << bits) as f32 <= 127.0).unwrap_or(4);
            // One row a value, the window's weights in it.
            let turned: Vec<f32> = (0..D).flat_map(|o| (0..3 * D).map(move |i| weights[i * D + o])).collect();
            (step as u32, bits, bytes(&turned, bits), words(bias, VECTOR_BITS + bits))
        });
        let turned: Vec<f32> = (0..N_LABELS).flat_map(|j| (0..D).map(move |i| self.dense[OUT + i * WIDTH + j])).collect();
        let bias: Vec<f32> = (0..N_LABELS).map(|j| self.dense[BIAS + j] + self.dense[SOURCE_BIAS + j]).collect();
        let transitions: Vec<f32> =
            self.transitions().chunks_exact(WIDTH).take(N_LABELS).flat_map(|row| &row[..N_LABELS]).copied().collect();
        Parts {
            features: FEATURES_HASH,
            row_bits: ROWS.trailing_zeros(),
            table_bits: TABLE_BITS,
            table: bytes(&self.table, TABLE_BITS),
            layers: layers.collect(),
            output: bytes(&turned, OUTPUT_BITS),
            output_bias: words(&bias, VECTOR_BITS + OUTPUT_BITS),
            transitions: words(&transitions, VECTOR_BITS + OUTPUT_BITS),
        }
    }
}
