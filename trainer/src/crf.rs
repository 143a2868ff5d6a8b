//! A linear-chain conditional random field over the labels of a sentence (Lafferty et al. 2001), with partial supervision:
//! the loss is the negative log of the share of all label sequences' mass that the allowed sequences hold (Tsuboi et al. 2008).
//!
//! Forward and backward sums run on scaled probabilities, not on logarithms. Exponentials are those of `libm`, which are the same on
//! every machine.

use glossator::model::decoder::{N_LABELS, may_begin, may_follow};

/// Labels, rounded up to whole vector registers.
pub const WIDTH: usize = 24;
/// One value a label.
pub type Row = [f32; WIDTH];

fn is_label(label: usize) -> bool {
    label < N_LABELS
}

/// The scores of one label after another.
#[derive(Clone)]
pub struct Transitions {
    /// Exponentials of the scores, zero where a label may not follow.
    forth: [Row; WIDTH],
    /// The same, transposed.
    back: [Row; WIDTH],
}

impl Transitions {
    /// From scores, `WIDTH` a label before.
    pub fn new(scores: &[f32]) -> Self {
        let mut this = Self { forth: [[0.0; WIDTH]; WIDTH], back: [[0.0; WIDTH]; WIDTH] };
        for (i, row) in scores.chunks_exact(WIDTH).enumerate() {
            for (j, &score) in row.iter().enumerate() {
                let value = if may_follow(i, j) { libm::expf(score) } else { 0.0 };
                this.forth[i][j] = value;
                this.back[j][i] = value;
            }
        }
        this
    }
}

/// Working memory.
#[derive(Default)]
pub struct Scratch {
    emit: Vec<Row>,
    alpha: Vec<Row>,
    scale: Vec<f32>,
    free: Vec<Row>,
}

/// The loss of a sentence; adds its derivatives, times `weight`, to those of the logits and of the transitions. None when no
/// allowed sequence exists.
pub fn loss(
    logits: &[Row],
    masks: &[u32],
    transitions: &Transitions,
    weight: f32,
    scratch: &mut Scratch,
    d_logits: &mut Vec<Row>,
    d_transitions: &mut [f32],
) -> Option<f32> {
    d_logits.clear();
    d_logits.resize(logits.len(), [0.0; WIDTH]);
    let constrained = pass(logits, Some(masks), transitions, -weight, scratch, d_logits, d_transitions)?;
    let free = pass(logits, None, transitions, weight, scratch, d_logits, d_transitions)?;
    Some(weight * (free - constrained))
}

/// The log of the mass of all sequences that the masks allow; adds `sign` times the marginals.
fn pass(
    logits: &[Row],
    masks: Option<&[u32]>,
    transitions: &Transitions,
    sign: f32,
    scratch: &mut Scratch,
    d_logits: &mut [Row],
    d_transitions: &mut [f32],
) -> Option<f32> {
    let n = logits.len();
    let Scratch { emit, alpha, scale, free } = scratch;
    for rows in [&mut *emit, &mut *alpha, &mut *free] {
        rows.clear();
        rows.resize(n, [0.0; WIDTH]);
    }
    scale.clear();
    let mut total = 0.0;
    for t in 0..n {
        let mask = masks.map_or(u32::MAX, |m| m[t]);
        let allowed = |j: usize| is_label(j) && mask >> j & 1 == 1;
        let top = (0..WIDTH).filter(|&j| allowed(j)).map(|j| logits[t][j]).fold(f32::MIN, f32::max);
        let mut sums = [0.0; WIDTH];
        if t == 0 {
            for (j, sum) in sums.iter_mut().enumerate() {
                *sum = f32::from(u8::from(may_begin(j)));
            }
        } else {
            for (i, row) in transitions.forth.iter().enumerate() {
                let a = alpha[t - 1][i];
                if a != 0.0 {
                    for (sum, value) in sums.iter_mut().zip(row) {
                        *sum += a * value;
                    }
                }
            }
        }
        let mut norm = 0.0;
        for j in 0..WIDTH {
            if allowed(j) {
                emit[t][j] = libm::expf(logits[t][j] - top);
                sums[j] *= emit[t][j];
                norm += sums[j];
            } else {
                sums[j] = 0.0;
            }
        }
        if !(norm > 0.0 && norm.is_finite()) {
            return None;
        }
        for (a, sum) in alpha[t].iter_mut().zip(sums) {
            *a = sum / norm;
        }
        scale.push(norm);
        total += norm.ln() + top;
    }
    let mut beta = [1.0; WIDTH];
    for t in (0..n).rev() {
        for j in 0..WIDTH {
            d_logits[t][j] += sign * alpha[t][j] * beta[j];
        }
        if t == 0 {
            break;
        }
        let mut ahead = [0.0; WIDTH];
        for j in 0..WIDTH {
            ahead[j] = emit[t][j] * beta[j] / scale[t];
        }
        for (i, row) in transitions.forth.iter().enumerate() {
            let a = sign * alpha[t - 1][i];
            if a != 0.0 {
                let slot = &mut d_transitions[i * WIDTH..(i + 1) * WIDTH];
                for j in 0..WIDTH {
                    slot[j] += a * row[j] * ahead[j];
                }
            }
        }
        let mut sums = [0.0; WIDTH];
        for (j, row) in transitions.back.iter().enumerate() {
            let v = ahead[j];
            if v != 0.0 {
                for (sum, value) in sums.iter_mut().zip(row) {
                    *sum += v * value;
                }
            }
        }
        beta = sums;
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use glossator::labels::EntityType;
    use glossator::model::decoder::label_of;

    use super::*;

    /// The derivative agrees with the difference quotient.
    #[test]
    fn gradient_is_the_slope_of_the_loss() {
        let n = 4;
        let mut logits: Vec<Row> = (0..n).map(|t| std::array::from_fn(|j| ((t * 7 + j * 5) % 11) as f32 / 5.0 - 1.0)).collect();
        let mut scores: Vec<f32> = (0..WIDTH * WIDTH).map(|k| (k % 7) as f32 / 7.0 - 0.4).collect();
        let person = 1 << label_of(EntityType::Person, false);
        let masks = [1, person, 1 | person, 1];
        let value = |logits: &[Row], scores: &[f32]| {
            let mut sink = vec![0.0; WIDTH * WIDTH];
            let (mut scratch, mut d) = (Scratch::default(), Vec::new());
            loss(logits, &masks, &Transitions::new(scores), 0.5, &mut scratch, &mut d, &mut sink).expect("a path")
        };
        let mut d_transitions = vec![0.0; WIDTH * WIDTH];
        let mut d_logits = Vec::new();
        loss(&logits, &masks, &Transitions::new(&scores), 0.5, &mut Scratch::default(), &mut d_logits, &mut d_transitions);
        let step = 1e-2;
        for (t, j) in [(0, 0), (1, 1), (1, 5), (2, 0), (3, 9)] {
            logits[t][j] += step;
            let up = value(&logits, &scores);
            logits[t][j] -= 2.0 * step;
            let down = value(&logits, &scores);
            logits[t][j] += step;
            assert!(((up - down) / (2.0 * step) - d_logits[t][j]).abs() < 2e-3, "logit {t} {j}");
        }
        for k in [0, 1, WIDTH, WIDTH + 2] {
            scores[k] += step;
            let up = value(&logits, &scores);
            scores[k] -= 2.0 * step;
            let down = value(&logits, &scores);
            scores[k] += step;
            assert!(((up - down) / (2.0 * step) - d_transitions[k]).abs() < 2e-3, "transition {k}");
        }
    }
}
