//! Trains the network: Adam (Kingma and Ba 2015) over batches of sentences, the table's rows only where they are touched.
//!
//! Two threads share a batch, each sentence's derivatives are added up in a fixed order, and each parameter is
//! changed by one thread: the result depends on the seed and the data alone.

use crate::crf::Transitions;
use crate::examples::Example;
use crate::network::{D, DENSE, Gradient, Network, ROWS};
use crate::random::Random;

/// How to train.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Passes over the examples.
    pub epochs: usize,
    /// Tokens of a batch.
    pub batch: usize,
    /// The highest rate; it rises over the first twentieth and falls to zero in a straight line.
    pub rate: f32,
    /// Seed of everything random.
    pub seed: u64,
}

const THREADS: usize = 2;

/// Moments of parameters.
struct Moments {
    first: Vec<f32>,
    second: Vec<f32>,
}

impl Moments {
    fn new(n: usize) -> Self {
        Self { first: vec![0.0; n], second: vec![0.0; n] }
    }
}

/// One step of Adam on some parameters.
struct Step {
    rate: f32,
    first_share: f32,
    second_share: f32,
}

const BETA1: f32 = 0.9;
const BETA2: f32 = 0.99;

impl Step {
    fn apply(&self, parameters: &mut [f32], gradient: &[f32], first: &mut [f32], second: &mut [f32]) {
        for (((p, &g), m), v) in parameters.iter_mut().zip(gradient).zip(first).zip(second) {
            *m = BETA1 * *m + (1.0 - BETA1) * g;
            *v = BETA2 * *v + (1.0 - BETA2) * g * g;
            *p -= self.rate * (*m / self.first_share) / ((*v / self.second_share).sqrt() + 1e-6);
        }
    }
}

/// Trains on the examples; `report` is called after every epoch.
pub fn train(examples: &[Example], settings: &Settings, mut report: impl FnMut(usize, f32, &Network)) -> Network {
    let mut random = Random::new(settings.seed);
    let mut network = Network::new(random.bits());
    let mut dense_moments = Moments::new(DENSE);
    let mut table_moments = Moments::new(ROWS * D);
    let mut table_gradient = vec![0.0f32; ROWS * D];
    let mut gradients: Vec<Gradient> = (0..THREADS).map(|_| Gradient::new()).collect();
    let mut order: Vec<usize> = (0..examples.len()).filter(|&i| examples[i].weight > 0.0).collect();
    let n_tokens: usize = order.iter().map(|&i| examples[i].len()).sum();
    let total = (settings.epochs * n_tokens) as f32;
    let (mut seen, mut step) = (0, 0i32);
    for epoch in 0..settings.epochs {
        random.shuffle(&mut order);
        let mut sum = 0.0;
        let mut at = 0;
        while at < order.len() {
            let start = at;
            let mut size = 0;
            while at < order.len() && (size == 0 || size < settings.batch) {
                size += examples[order[at]].len();
                at += 1;
            }
            seen += size;
            step += 1;
            let batch = &order[start..at];
            let seed = random.bits();
            let transitions = Transitions::new(network.transitions());
            let net = &network;
            let losses: Vec<f32> = std::thread::scope(|scope| {
                let workers: Vec<_> = gradients
                    .iter_mut()
                    .enumerate()
                    .map(|(k, gradient)| {
                        let transitions = &transitions;
                        scope.spawn(move || {
                            gradient.clear();
                            let own = batch.iter().enumerate().filter(|(at, _)| at % THREADS == k);
                            own.map(|(at, &i)| {
                                net.learn(&examples[i], transitions, Random::new(seed ^ (at as u64) << 32), gradient)
                            })
                            .sum()
                        })
                    })
                    .collect();
                workers.into_iter().map(|w| w.join().expect("a worker does not panic")).collect()
            });
            sum += losses.iter().sum::<f32>();
            let progress = seen as f32 / total;
            let rate = settings.rate * (progress / 0.05).min(1.0) * (1.0 - progress).max(0.0);
            let rule = Step { rate, first_share: 1.0 - BETA1.powi(step), second_share: 1.0 - BETA2.powi(step) };
            let scale = 1.0 / size as f32;
            let (head, tail) = gradients.split_at_mut(1);
            for gradient in tail.iter() {
                for (g, other) in head[0].dense.iter_mut().zip(&gradient.dense) {
                    *g += other;
                }
            }
            for g in &mut head[0].dense {
                *g *= scale;
            }
            rule.apply(&mut network.dense, &head[0].dense, &mut dense_moments.first, &mut dense_moments.second);
            update_table(&gradients, scale, &rule, &mut network.table, &mut table_gradient, &mut table_moments);
        }
        report(epoch, sum / n_tokens as f32, &network);
    }
    network
}

/// Each thread changes its half of the table.
fn update_table(gradients: &[Gradient], scale: f32, rule: &Step, table: &mut [f32], sums: &mut [f32], moments: &mut Moments) {
    let half = ROWS / THREADS;
    let parts = table.chunks_mut(half * D).zip(sums.chunks_mut(half * D));
    let moments = moments.first.chunks_mut(half * D).zip(moments.second.chunks_mut(half * D));
    std::thread::scope(|scope| {
        for (k, ((table, sums), (first, second))) in parts.zip(moments).enumerate() {
            scope.spawn(move || {
                let mut touched = vec![false; half];
                for gradient in gradients {
                    for &(row, vector) in &gradient.rows {
                        let row = (row as usize).wrapping_sub(k * half);
                        if row < half {
                            touched[row] = true;
                            let slot = &mut sums[row * D..(row + 1) * D];
                            for (s, v) in slot.iter_mut().zip(&gradient.vectors[vector as usize]) {
                                *s += scale * v;
                            }
                        }
                    }
                }
                for row in (0..half).filter(|&r| touched[r]) {
                    let at = row * D..(row + 1) * D;
                    rule.apply(&mut table[at.clone()], &sums[at.clone()], &mut first[at.clone()], &mut second[at.clone()]);
                    sums[at].fill(0.0);
                }
            });
        }
    });
}
