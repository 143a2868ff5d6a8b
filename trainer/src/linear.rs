//! Candidate (a): a linear-chain conditional random field over the features of the token and its two neighbours on each side.
//!
//! Trained by stochastic gradient descent with AdaGrad (Duchi et al. 2011), a sentence at a time. It is measured against the
//! network and not shipped: see the model card.

use glossator::model::decoder::{N_LABELS, Scores};

use crate::crf::{self, Row, Transitions, WIDTH};
use crate::examples::{Example, SOURCES};
use crate::random::Random;

/// Rows of the hashed weights, a power of two.
const ROWS: usize = 1 << 18;
/// Neighbours on each side.
const REACH: isize = 2;
const RATE: f32 = 0.1;

/// The weights.
pub struct Linear {
    weights: Vec<Row>,
    sources: Vec<Row>,
    transitions: Vec<f32>,
}

fn rows_of(example: &Example, token: usize, out: &mut Vec<usize>) {
    out.clear();
    for offset in -REACH..=REACH {
        let salt = (offset + REACH + 1) as u32;
        match token.checked_add_signed(offset).filter(|&t| t < example.len()) {
            Some(at) => out.extend(example.of(at).iter().map(|f| (f.wrapping_mul(2 * salt + 1) ^ salt << 7) as usize % ROWS)),
            None => out.push(salt as usize),
        }
    }
}

/// Trains on the examples.
pub fn train(examples: &[Example], epochs: usize, seed: u64, mut report: impl FnMut(usize, &Linear)) -> Linear {
    let mut random = Random::new(seed);
    let mut linear = Linear {
        weights: vec![[0.0; WIDTH]; ROWS],
        sources: vec![[0.0; WIDTH]; SOURCES.len()],
        transitions: vec![0.0; WIDTH * WIDTH],
    };
    let mut squares = vec![[1e-3f32; WIDTH]; ROWS];
    let mut source_squares = vec![[1e-3f32; WIDTH]; SOURCES.len()];
    let mut transition_squares = vec![1e-3f32; WIDTH * WIDTH];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let (mut scratch, mut d_logits, mut rows) = (crf::Scratch::default(), Vec::new(), Vec::new());
    let mut d_transitions = vec![0.0; WIDTH * WIDTH];
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        for &i in &order {
            let example = &examples[i];
            let logits = linear.logits(example, example.source);
            d_transitions.fill(0.0);
            let table = Transitions::new(&linear.transitions);
            if crf::loss(&logits, &example.masks, &table, example.weight, &mut scratch, &mut d_logits, &mut d_transitions).is_none()
            {
                continue;
            }
            adagrad(&mut linear.transitions, &d_transitions, &mut transition_squares);
            for (token, d) in d_logits.iter().enumerate() {
                if d.iter().all(|d| d.abs() < 1e-4) {
                    continue;
                }
                rows_of(example, token, &mut rows);
                for &row in &rows {
                    adagrad(&mut linear.weights[row], d, &mut squares[row]);
                }
                adagrad(&mut linear.sources[example.source], d, &mut source_squares[example.source]);
            }
        }
        report(epoch, &linear);
    }
    linear
}

fn adagrad(weights: &mut [f32], gradient: &[f32], squares: &mut [f32]) {
    for ((w, &g), s) in weights.iter_mut().zip(gradient).zip(squares) {
        *s += g * g;
        *w -= RATE * g / s.sqrt();
    }
}

/// Parts of a whole in the integer scores.
const UNIT: f32 = 65536.0;

impl Linear {
    fn logits(&self, example: &Example, source: usize) -> Vec<Row> {
        let mut rows = Vec::new();
        (0..example.len())
            .map(|token| {
                let mut sum = self.sources[source];
                rows_of(example, token, &mut rows);
                for &row in &rows {
                    for (s, w) in sum.iter_mut().zip(&self.weights[row]) {
                        *s += w;
                    }
                }
                sum
            })
            .collect()
    }

    /// The scores of a sentence as the first source would have them.
    pub fn scores(&self, example: &Example) -> Vec<Scores> {
        let narrow = |row: Row| std::array::from_fn(|j| (row[j] * UNIT) as i32);
        self.logits(example, 0).into_iter().map(narrow).collect()
    }

    /// Transitions in the unit of the scores.
    pub fn transitions(&self) -> [Scores; N_LABELS] {
        std::array::from_fn(|i| std::array::from_fn(|j| (self.transitions[i * WIDTH + j] * UNIT) as i32))
    }

    /// Weights quantised to steps of a sixteenth, row by row: what would be shipped.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.weights.iter().flat_map(|row| &row[..N_LABELS]).map(|w| (w * 16.0).round().clamp(-127.0, 127.0) as i8 as u8).collect()
    }
}
