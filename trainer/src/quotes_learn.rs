//! Learners of quotes: a judge of heads and the trust in a frame (multinomial logistic regression), and a linear chain over the tokens
//! around a head (Lafferty et al. 2001).
//!
//! All by stochastic gradient descent with AdaGrad (Duchi et al. 2011), its rate falling in a straight line, and where it helps an L1
//! penalty that is cut off at each step. Features rarer than a bound are left out. Exponentials are those of `libm`, which are the same
//! on every machine.

use glossator::model::frames::{N_ROLES, N_VERDICTS, RoleScores, is_later, may_follow};
use glossator::model::table::Table;
use rustc_hash::FxHashMap;

use crate::quotes::{Found, Labelled};
use crate::random::Random;

/// Steps of the integer weights of judge and roles in one.
const UNIT: f32 = 32.0;
/// Steps of the integer weights of trust in one.
const TRUST_UNIT: f32 = 32.0;

/// How to train.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Learner of heads.
    pub judge: Learning,
    /// Learner of roles.
    pub roles: Learning,
    /// Learner of trust.
    pub trust: Learning,
    /// By how much a cue must lead, in integer steps; see [`glossator::model::frames::FrameModel::least_leads`].
    pub least_leads: [i32; 3],
    /// Seed of everything random.
    pub seed: u64,
}

/// How one learner trains.
#[derive(Clone, Debug)]
pub struct Learning {
    /// Passes over the data.
    pub epochs: usize,
    /// The rate at the start; it falls to a tenth.
    pub rate: f32,
    /// The penalty on weights.
    pub l1: f32,
    /// Fewest occurrences of a feature.
    pub least: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            judge: Learning { epochs: 6, rate: 0.03, l1: 0.02, least: 4 },
            roles: Learning { epochs: 5, rate: 0.02, l1: 0.0, least: 6 },
            trust: Learning { epochs: 10, rate: 0.02, l1: 0.01, least: 10 },
            least_leads: [-48, 0, 32],
            seed: 1,
        }
    }
}

impl Learning {
    /// The step after so many examples of a pass.
    pub fn step(&self, epoch: usize, done: usize, all: usize) -> Step {
        let progress = (epoch as f32 + done as f32 / all as f32) / self.epochs as f32;
        Step { rate: self.rate * (1.0 - 0.9 * progress), l1: self.l1 }
    }
}

/// One step of AdaGrad.
pub struct Step {
    rate: f32,
    l1: f32,
}

impl Step {
    /// Moves the weights against the gradient.
    pub fn apply<const N: usize>(&self, weights: &mut [f32; N], squares: &mut [f32; N], gradient: &[f32; N]) {
        for ((weight, square), &slope) in weights.iter_mut().zip(squares).zip(gradient) {
            *square += slope * slope;
            let rate = self.rate / square.sqrt();
            let moved = *weight - rate * slope;
            let cut = rate * self.l1;
            *weight = if moved.abs() > cut { moved - cut.copysign(moved) } else { 0.0 };
        }
    }
}

/// Weights of the features that are frequent enough.
struct Weights<const N: usize> {
    numbers: FxHashMap<u32, u32>,
    rows: Vec<[f32; N]>,
    squares: Vec<[f32; N]>,
}

impl<const N: usize> Weights<N> {
    fn new<'f>(features: impl Iterator<Item = &'f [u32]>, least: u32) -> Self {
        let mut all: Vec<u32> = features.flatten().copied().collect();
        all.sort_unstable();
        let frequent = all.chunk_by(|a, b| a == b).filter(|same| same.len() >= least as usize).map(|same| same[0]);
        let numbers: FxHashMap<u32, u32> = frequent.zip(0..).collect();
        let n = numbers.len();
        Self { numbers, rows: vec![[0.0; N]; n], squares: vec![[1.0; N]; n] }
    }

    /// The rows of the features that have one.
    fn code(&self, features: &[u32]) -> Vec<u32> {
        features.iter().filter_map(|feature| self.numbers.get(feature).copied()).collect()
    }

    fn sum(&self, coded: &[u32]) -> [f32; N] {
        let mut sum = [0.0; N];
        for &row in coded {
            for (s, w) in sum.iter_mut().zip(&self.rows[row as usize]) {
                *s += w;
            }
        }
        sum
    }

    fn update(&mut self, coded: &[u32], step: &Step, gradient: &[f32; N]) {
        for &row in coded {
            step.apply(&mut self.rows[row as usize], &mut self.squares[row as usize], gradient);
        }
    }

    /// The weights as integers, without rows of zeros.
    fn table(&self, unit: f32) -> Table<N> {
        let rows =
            self.numbers.iter().map(|(&feature, &row)| (feature, self.rows[row as usize].map(|weight| narrow(weight, unit))));
        Table::new(rows.filter(|(_, row)| row.iter().any(|&weight| weight != 0)))
    }
}

fn narrow(weight: f32, unit: f32) -> i8 {
    (weight * unit).round().clamp(-127.0, 127.0) as i8
}

/// Trains a logistic regression of items with features and a class.
fn logistic<const N: usize>(items: &[(&[u32], usize)], learning: &Learning, seed: u64) -> Weights<N> {
    let mut weights = Weights::<N>::new(items.iter().map(|item| item.0), learning.least);
    let coded: Vec<(Vec<u32>, usize)> = items.iter().map(|&(features, class)| (weights.code(features), class)).collect();
    let mut order: Vec<usize> = (0..coded.len()).collect();
    let mut random = Random::new(seed);
    for epoch in 0..learning.epochs {
        random.shuffle(&mut order);
        for (done, &at) in order.iter().enumerate() {
            let (features, class) = &coded[at];
            let mut gradient = shares(weights.sum(features));
            gradient[*class] -= 1.0;
            weights.update(features, &learning.step(epoch, done, order.len()), &gradient);
        }
    }
    weights
}

/// Each class's share of the mass.
fn shares<const N: usize>(scores: [f32; N]) -> [f32; N] {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let masses = scores.map(|score| libm::expf(score - top));
    let sum: f32 = masses.iter().sum();
    masses.map(|mass| mass / sum)
}

/// Tells which heads are cues.
pub struct Judge;

impl Judge {
    /// Trains on all candidates.
    pub fn train(data: &[Labelled], settings: &Settings) -> Table<N_VERDICTS> {
        let items: Vec<(&[u32], usize)> = data.iter().map(|item| (&item.example.judge[..], item.verdict)).collect();
        logistic(&items, &settings.judge, settings.seed).table(UNIT)
    }
}

/// Tells how far frames are to be trusted.
pub struct Trust;

impl Trust {
    /// Trains on quotes that weights found which had not seen their articles.
    pub fn train<'f>(found: impl Iterator<Item = &'f Found>, settings: &Settings) -> Table<1> {
        let items: Vec<(&[u32], usize)> = found.map(|quote| (&quote.features[..], usize::from(quote.is_right))).collect();
        let weights = logistic::<2>(&items, &settings.trust, settings.seed);
        let rows = weights.numbers.iter().map(|(&feature, &row)| {
            let [wrong, right] = weights.rows[row as usize];
            (feature, [narrow(right - wrong, TRUST_UNIT)])
        });
        Table::new(rows.filter(|(_, row)| row[0] != 0))
    }
}

/// Tells what belongs to a cue.
pub struct Roles {
    /// Weights of the features.
    pub table: Table<N_ROLES>,
    /// Scores of one role after another.
    pub transitions: [RoleScores; N_ROLES],
}

type Row = [f32; N_ROLES];

/// A candidate's coded features and its roles.
struct Coded {
    tokens: Vec<Vec<u32>>,
    roles: Vec<u8>,
}

/// The weights while they are learnt.
struct Chain {
    weights: Weights<N_ROLES>,
    transitions: [Row; N_ROLES],
    squares: [Row; N_ROLES],
}

impl Roles {
    /// Trains on the candidates that are cues.
    pub fn train(data: &[Labelled], settings: &Settings) -> Self {
        let cues = || data.iter().filter(|item| item.verdict > 0);
        let tokens = cues().flat_map(|item| (0..item.roles.len()).map(|at| item.example.of(at)));
        let weights = Weights::new(tokens, settings.roles.least);
        let code = |item: &Labelled| Coded {
            tokens: (0..item.roles.len()).map(|at| weights.code(item.example.of(at))).collect(),
            roles: item.roles.clone(),
        };
        let coded: Vec<Coded> = cues().map(code).collect();
        let mut chain = Chain { weights, transitions: [[0.0; N_ROLES]; N_ROLES], squares: [[1.0; N_ROLES]; N_ROLES] };
        let mut order: Vec<usize> = (0..coded.len()).collect();
        let mut random = Random::new(settings.seed);
        for epoch in 0..settings.roles.epochs {
            random.shuffle(&mut order);
            for (done, &at) in order.iter().enumerate() {
                chain.learn(&coded[at], &settings.roles.step(epoch, done, order.len()));
            }
        }
        let transitions = chain.transitions.map(|row| row.map(|score| (score * UNIT).round() as i32));
        Self { table: chain.weights.table(UNIT), transitions }
    }
}

impl Chain {
    /// One step down the slope of a candidate's loss. Sums run on scaled probabilities, not on logarithms.
    fn learn(&mut self, item: &Coded, step: &Step) {
        let (d_tokens, d_transitions) = self.slope(item);
        for (coded, d) in item.tokens.iter().zip(&d_tokens) {
            // Most tokens are sure, and their features many.
            if d.iter().any(|slope| slope.abs() >= 1e-3) {
                self.weights.update(coded, step, d);
            }
        }
        let step = Step { l1: 0.0, ..*step };
        for ((row, squares), d) in self.transitions.iter_mut().zip(&mut self.squares).zip(&d_transitions) {
            step.apply(row, squares, d);
        }
    }

    /// The derivatives of the negative log of the roles' probability by the tokens' scores and by the transitions.
    fn slope(&self, item: &Coded) -> (Vec<Row>, [Row; N_ROLES]) {
        let n = item.roles.len();
        let emit: Vec<Row> = item.tokens.iter().map(|coded| shares(self.weights.sum(coded))).collect();
        let follow: [Row; N_ROLES] = std::array::from_fn(|before| {
            let mass = |after| if may_follow(before, after) { libm::expf(self.transitions[before][after]) } else { 0.0 };
            std::array::from_fn(mass)
        });
        let mut alpha: Vec<Row> = Vec::with_capacity(n);
        let mut scale = Vec::with_capacity(n);
        for (at, emit) in emit.iter().enumerate() {
            let mut sums: Row = match at.checked_sub(1) {
                None => std::array::from_fn(|role| f32::from(u8::from(!is_later(role)))),
                Some(last) => {
                    std::array::from_fn(|after| (0..N_ROLES).map(|before| alpha[last][before] * follow[before][after]).sum())
                }
            };
            sums.iter_mut().zip(emit).for_each(|(sum, mass)| *sum *= mass);
            let norm: f32 = sums.iter().sum();
            alpha.push(sums.map(|sum| sum / norm));
            scale.push(norm);
        }
        let mut d_tokens = vec![[0.0; N_ROLES]; n];
        let mut d_transitions = [[0.0; N_ROLES]; N_ROLES];
        let mut beta = [1.0; N_ROLES];
        for at in (0..n).rev() {
            let gold = usize::from(item.roles[at]);
            d_tokens[at] = std::array::from_fn(|role| alpha[at][role] * beta[role]);
            d_tokens[at][gold] -= 1.0;
            let Some(last) = at.checked_sub(1) else { break };
            let ahead: Row = std::array::from_fn(|role| emit[at][role] * beta[role] / scale[at]);
            for before in 0..N_ROLES {
                for after in 0..N_ROLES {
                    d_transitions[before][after] += alpha[last][before] * follow[before][after] * ahead[after];
                }
            }
            d_transitions[usize::from(item.roles[last])][gold] -= 1.0;
            beta = std::array::from_fn(|before| (0..N_ROLES).map(|after| follow[before][after] * ahead[after]).sum());
        }
        (d_tokens, d_transitions)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The derivative agrees with the difference quotient.
    #[test]
    fn slope_is_that_of_the_loss() {
        let features = [10u32, 11, 12, 13];
        let weights = Weights::new([&features[..]].into_iter(), 1);
        let mut chain = Chain { weights, transitions: [[0.0; N_ROLES]; N_ROLES], squares: [[1.0; N_ROLES]; N_ROLES] };
        for (at, row) in chain.weights.rows.iter_mut().enumerate() {
            *row = std::array::from_fn(|role| ((at * 7 + role * 5) % 11) as f32 / 5.0 - 1.0);
        }
        let item = Coded { tokens: (0..4).map(|at| vec![at]).collect(), roles: vec![1, 3, 5, 6] };
        // The loss by summing over all sequences.
        let loss = |chain: &Chain| {
            let mut sums = [0.0f64; 2];
            for code in 0..N_ROLES.pow(4) {
                let path: Vec<usize> = (0..4).map(|at| code / N_ROLES.pow(at) % N_ROLES).collect();
                if is_later(path[0]) || path.windows(2).any(|pair| !may_follow(pair[0], pair[1])) {
                    continue;
                }
                let own: f32 = path.iter().enumerate().map(|(at, &role)| chain.weights.rows[at][role]).sum();
                let between: f32 = path.windows(2).map(|pair| chain.transitions[pair[0]][pair[1]]).sum();
                let mass = f64::from(own + between).exp();
                sums[1] += mass;
                sums[0] += if path.iter().zip(&item.roles).all(|(a, b)| *a == usize::from(*b)) { mass } else { 0.0 };
            }
            -(sums[0] / sums[1]).ln()
        };
        let (d_tokens, d_transitions) = chain.slope(&item);
        let step = 1e-2;
        for (at, role) in [(0, 0), (1, 3), (2, 6), (3, 2)] {
            let mut moved = |by: f32| {
                chain.weights.rows[at][role] += by;
                loss(&chain)
            };
            let (up, down) = (moved(step), moved(-2.0 * step));
            moved(step);
            assert!(((up - down) / (2.0 * f64::from(step)) - f64::from(d_tokens[at][role])).abs() < 2e-3, "token {at} role {role}");
        }
        for (before, after) in [(1, 3), (0, 0), (5, 6)] {
            let mut moved = |by: f32| {
                chain.transitions[before][after] += by;
                loss(&chain)
            };
            let (up, down) = (moved(step), moved(-2.0 * step));
            moved(step);
            let slope = f64::from(d_transitions[before][after]);
            assert!(((up - down) / (2.0 * f64::from(step)) - slope).abs() < 2e-3, "{before} before {after}");
        }
    }

    #[test]
    fn logistic_regression_learns_what_tells_classes_apart() {
        let items: Vec<(&[u32], usize)> = vec![(&[1, 2], 0), (&[1, 3], 1), (&[1, 4], 2)];
        let learning = Learning { epochs: 200, rate: 0.3, l1: 0.0, least: 1 };
        let weights = logistic::<3>(&items, &learning, 1);
        for (features, class) in items {
            let scores = weights.sum(&weights.code(features));
            assert!((0..3).all(|other| other == class || scores[other] < scores[class]));
        }
        let rare = logistic::<3>(&[(&[1][..], 0), (&[2][..], 0)], &Learning { least: 2, ..learning }, 1);
        assert!(rare.table(UNIT).is_empty());
    }
}
