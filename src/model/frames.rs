//! The weights that find the frames of quotes, in integers: the same sums natively and in the browser.
//!
//! Four hashed tables: counted cues; the judge, which tells for a head whether it is a cue and of which act; the roles of the
//! tokens around it, a linear chain; and the trust in a frame.

use super::table::{Reader, Table, WeightsError};
use crate::classes::CLASSES_HASH;

/// Identifies the features of `quotes` and the numbers of the word lists: weights trained on others are refused.
pub const FRAME_FEATURES_HASH: u32 = TEMPLATES_HASH ^ CLASSES_HASH;
/// Hash of the features of a probe; a test of `quotes` holds it to them.
pub const TEMPLATES_HASH: u32 = 0x6db2_6111;

/// What a token is to a cue: nothing, or the first or a later token of the source, of the cue, of the content.
pub const N_ROLES: usize = 7;
/// One score a role.
pub type RoleScores = [i32; N_ROLES];
/// The role of the first token of the source; of a later one the next number.
pub const SOURCE: usize = 1;
/// The role of the first token of the cue; of a later one the next number.
pub const CUE: usize = 3;
/// The role of the first token of the content; of a later one the next number.
pub const CONTENT: usize = 5;

/// What a head is: no cue, the cue of an act other than speech, the cue of speech.
pub const N_VERDICTS: usize = 3;

/// Most steps of the confidence.
const MAX_STEPS: u32 = 100;

/// The parameters.
#[derive(Debug, Default)]
pub struct FrameModel {
    /// Counted cues, by word and kind: how often of sixteen times the word is the head of a cue.
    pub cues: Table<1>,
    /// Scores of a head's verdicts.
    pub judge: Table<N_VERDICTS>,
    /// By how much a cue must lead over none: with a frame of the rules, where finding more is worth some errors; of speech without one;
    /// of another act without one, which is not shown.
    pub least_leads: [i32; 3],
    /// Scores of a token's roles.
    pub roles: Table<N_ROLES>,
    /// Scores of each role (row) before each (column).
    pub transitions: [RoleScores; N_ROLES],
    /// Scores of a frame's being right.
    pub trust: Table<1>,
    /// From which score on a frame is right in how many of a hundred cases, ascending.
    pub steps: Vec<(i32, u8)>,
}

impl FrameModel {
    /// Whether there are no weights, so that the rules decide alone.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.judge.is_empty()
    }

    /// The confidence of a frame with these features.
    #[must_use]
    pub fn confidence(&self, features: &[u32]) -> Option<f32> {
        let mut score = [0];
        self.trust.add(features, &mut score);
        let above = self.steps.iter().rev().find(|step| step.0 <= score[0]).or(self.steps.first());
        above.map(|&(_, percent)| f32::from(percent) / 100.0)
    }

    /// The bytes of the section.
    #[must_use]
    pub fn to_bytes(&self, templates: u32) -> Vec<u8> {
        let mut bytes = templates.to_le_bytes().to_vec();
        bytes.extend(self.least_leads.iter().flat_map(|lead| lead.to_le_bytes()));
        bytes.extend(self.transitions.iter().flatten().flat_map(|score| score.to_le_bytes()));
        bytes.extend((self.steps.len() as u32).to_le_bytes());
        for (score, percent) in &self.steps {
            bytes.extend(score.to_le_bytes());
            bytes.extend(u32::from(*percent).to_le_bytes());
        }
        self.cues.write(&mut bytes);
        self.judge.write(&mut bytes);
        self.roles.write(&mut bytes);
        self.trust.write(&mut bytes);
        bytes
    }

    /// Reads the section: the hash of the templates, the least leads, the transitions, the steps of the confidence, then each table
    /// as its number of rows and, where there are any, the sizes of its buckets, the rows' lower eight bits, and the weights, column
    /// by column.
    ///
    /// # Errors
    /// When a number is not one that this code takes, or the bytes are not as many as the numbers ask for.
    pub fn from_bytes(bytes: &[u8], templates: u32) -> Result<Self, WeightsError> {
        let mut reader = Reader::new(bytes);
        reader.number("template hash", |n| n == templates)?;
        let least_leads = [reader.score()?, reader.score()?, reader.score()?];
        let mut transitions = [[0; N_ROLES]; N_ROLES];
        for score in transitions.iter_mut().flatten() {
            *score = reader.score()?;
        }
        let n_steps = reader.number("number of steps", |n| n <= MAX_STEPS)?;
        let mut steps = Vec::new();
        for _ in 0..n_steps {
            let score = reader.score()?;
            steps.push((score, reader.number("percentage", |n| n <= 100)? as u8));
        }
        let model = Self {
            least_leads,
            transitions,
            steps,
            cues: Table::read(&mut reader)?,
            judge: Table::read(&mut reader)?,
            roles: Table::read(&mut reader)?,
            trust: Table::read(&mut reader)?,
        };
        reader.finish()?;
        Ok(model)
    }
}

/// Whether a role may follow another: a later token only a token of its own part.
#[must_use]
pub const fn may_follow(before: usize, after: usize) -> bool {
    !is_later(after) || before == after || before + 1 == after
}

/// Whether a token with the role is a later one of its part, so that the role cannot be the first.
#[must_use]
pub const fn is_later(role: usize) -> bool {
    matches!(role, 2 | 4 | 6)
}

/// Steps of the weights in one.
pub const UNIT: usize = 32;
/// The whole of a token's shares.
pub const WHOLE: u32 = 1 << 16;

/// Bits behind the point of a factor and of a sum.
const FACTOR_BITS: u32 = 16;
const SUM_BITS: u32 = 28;
/// Scores that lie further below the best than this many steps have the least factor.
const N_FACTORS: usize = 11 * UNIT;
/// `exp(-n / UNIT)` for each `n`, by repeated multiplication, so that it is the same everywhere.
const FACTORS: [u32; N_FACTORS] = {
    // exp(-1/32) with 32 bits behind the point.
    let ratio = 4_162_825_044u64;
    let mut factors = [0; N_FACTORS];
    let mut value = (1u64 << 32) - 1;
    let mut n = 0;
    while n < N_FACTORS {
        let rounded = (value + (1 << 15)) >> (32 - FACTOR_BITS);
        factors[n] = if rounded == 0 { 1 } else { rounded as u32 };
        value = (value * ratio) >> 32;
        n += 1;
    }
    factors
};

/// The factor of a score beside the best; never 0, so that nothing is impossible.
fn factor(score: i32, top: i32) -> u64 {
    let below = i64::from(top) - i64::from(score);
    u64::from(FACTORS[usize::try_from(below).unwrap_or(0).min(N_FACTORS - 1)])
}

/// The parts of a frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shares {
    /// How sure it is that the token belongs to the source.
    pub source: u32,
    /// That it belongs to the cue.
    pub cue: u32,
    /// That it belongs to the content.
    pub content: u32,
}

type Sums = [u64; N_ROLES];

/// The sums brought to a whole.
fn normalised(sums: Sums) -> Sums {
    let whole: u64 = sums.iter().sum::<u64>().max(1);
    sums.map(|sum| ((u128::from(sum) << SUM_BITS) / u128::from(whole)) as u64)
}

/// For each token the shares of the mass of all sequences of roles that give it to a part, of [`WHOLE`]; the token at `head` is of the
/// cue. Forward and backward sums with a fixed point.
#[must_use]
pub fn shares(scores: &[RoleScores], transitions: &[RoleScores; N_ROLES], head: usize) -> Vec<Shares> {
    let top = transitions.iter().flatten().copied().max().unwrap_or(0);
    let follow: [Sums; N_ROLES] = std::array::from_fn(|before| {
        std::array::from_fn(|after| if may_follow(before, after) { factor(transitions[before][after], top) } else { 0 })
    });
    let is_allowed = |token: usize, role: usize| token != head || role == CUE || role == CUE + 1;
    let emit = |token: usize| -> Sums {
        let row = &scores[token];
        let top = (0..N_ROLES).filter(|&role| is_allowed(token, role)).map(|role| row[role]).max().unwrap_or(0);
        std::array::from_fn(|role| if is_allowed(token, role) { factor(row[role], top) } else { 0 })
    };
    let mut forward: Vec<Sums> = Vec::with_capacity(scores.len());
    for token in 0..scores.len() {
        let mut sums: Sums = match forward.last() {
            None => std::array::from_fn(|role| u64::from(!is_later(role)) << SUM_BITS),
            Some(last) => std::array::from_fn(|after| {
                (0..N_ROLES).map(|before| last[before] * follow[before][after]).sum::<u64>() >> FACTOR_BITS
            }),
        };
        sums.iter_mut().zip(emit(token)).for_each(|(sum, factor)| *sum *= factor);
        forward.push(normalised(sums));
    }
    let mut backward: Sums = [1 << SUM_BITS; N_ROLES];
    let mut out = vec![Shares::default(); scores.len()];
    for token in (0..scores.len()).rev() {
        let sums: Sums = std::array::from_fn(|role| (forward[token][role] * backward[role]) >> FACTOR_BITS);
        let [_, source, source_later, cue, cue_later, content, content_later] =
            normalised(sums).map(|sum| (sum >> (SUM_BITS - 16)) as u32);
        out[token] = Shares { source: source + source_later, cue: cue + cue_later, content: content + content_later };
        let ahead: Sums = {
            let emit = emit(token);
            std::array::from_fn(|role| (emit[role] * backward[role]) >> FACTOR_BITS)
        };
        backward =
            normalised(std::array::from_fn(|before| (0..N_ROLES).map(|after| follow[before][after] * ahead[after]).sum::<u64>()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::table::LIMIT;
    use super::*;

    fn model() -> FrameModel {
        FrameModel {
            cues: Table::new([(7, [3])].into_iter()),
            judge: Table::new([(1 << 8, [1, 2, 3]), (1 << 8 | 1, [4, 5, -6]), (u32::MAX, [1, 1, 1])].into_iter()),
            least_leads: [5, -12, 7],
            roles: Table::new([(9, [1, 0, 0, 5, 0, -3, 0])].into_iter()),
            transitions: [[2; N_ROLES]; N_ROLES],
            trust: Table::new([(5, [10])].into_iter()),
            steps: vec![(0, 30), (10, 90)],
        }
    }

    #[test]
    fn reads_what_is_written() {
        let read = FrameModel::from_bytes(&model().to_bytes(7), 7).expect("whole weights");
        assert_eq!(read.to_bytes(7), model().to_bytes(7));
        assert_eq!(read.cues.get(7), Some(&[3]));
        let mut scores = [0; N_VERDICTS];
        read.judge.add(&[1 << 8, 1 << 8 | 1, 12345], &mut scores);
        assert_eq!(scores, [5, 7, -3]);
    }

    #[test]
    fn confidence_is_that_of_the_highest_step_reached() {
        assert_eq!(model().confidence(&[5]), Some(0.9));
        assert_eq!(model().confidence(&[6]), Some(0.3));
        assert_eq!(FrameModel::default().confidence(&[6]), None);
    }

    #[test]
    fn bad_numbers_are_named() {
        let bytes = model().to_bytes(7);
        let error = |bytes: &[u8], templates| FrameModel::from_bytes(bytes, templates).expect_err("no weights").to_string();
        assert!(error(&bytes, 8).contains("template hash is 7"));
        assert!(error(&bytes[..3], 7).contains("3 bytes"));
        assert!(error(&[&bytes[..], &[0]].concat(), 7).contains("ask for"));
        let at_steps = 4 * (4 + N_ROLES * N_ROLES);
        let at_rows = at_steps + 4 + 2 * 8;
        for (at, what) in
            [(4, "score"), (at_steps, "steps"), (at_steps + 8, "percentage"), (at_rows, "rows"), (at_rows + 4, "buckets")]
        {
            let mut bad = bytes.clone();
            bad[at..at + 4].copy_from_slice(&0x7fff_ffffu32.to_le_bytes());
            assert!(error(&bad, 7).contains(what), "{what}");
        }
    }

    #[test]
    fn every_truncation_is_refused() {
        let bytes = model().to_bytes(7);
        let lengths = (0..400).chain((400..bytes.len()).step_by(977)).chain([bytes.len() - 1]);
        assert!(lengths.into_iter().all(|len| FrameModel::from_bytes(&bytes[..len], 7).is_err()));
    }

    #[test]
    fn head_is_of_the_cue_whatever_the_scores_say() {
        let mut scores = vec![[0; N_ROLES]; 4];
        scores[1][CONTENT] = 200;
        scores[2][CONTENT + 1] = 200;
        let flat = [[0; N_ROLES]; N_ROLES];
        let parts = shares(&scores, &flat, 0);
        assert!(parts[0].cue > WHOLE - 99 && parts[1].content > WHOLE / 2 && parts[2].content > WHOLE / 2);
        assert!(shares(&scores, &flat, 1)[1].cue > WHOLE - 99);
        assert!(shares(&[], &flat, 0).is_empty());
    }

    /// Agrees with sums over all sequences.
    #[test]
    fn shares_are_those_of_all_sequences() {
        let scores: Vec<RoleScores> = (0..4).map(|t| std::array::from_fn(|r| ((t * 7 + r * 5) % 11) as i32 * 9 - 40)).collect();
        let transitions = std::array::from_fn(|a| std::array::from_fn(|b| ((a * 3 + b * 2) % 7) as i32 * 8 - 20));
        let head = 2;
        let mut content = [0.0; 4];
        let mut whole = 0.0;
        for code in 0..N_ROLES.pow(4) {
            let path: Vec<usize> = (0..4).map(|at| code / N_ROLES.pow(at) % N_ROLES).collect();
            let holds =
                !is_later(path[0]) && path.windows(2).all(|pair| may_follow(pair[0], pair[1])) && matches!(path[head], 3 | 4);
            if holds {
                let own: i32 = path.iter().zip(&scores).map(|(&role, row)| row[role]).sum();
                let between: i32 = path.windows(2).map(|pair| transitions[pair[0]][pair[1]]).sum();
                let mass = (f64::from(own + between) / UNIT as f64).exp();
                whole += mass;
                path.iter().zip(&mut content).filter(|(role, _)| **role >= CONTENT).for_each(|(_, sum)| *sum += mass);
            }
        }
        for (share, sum) in shares(&scores, &transitions, head).iter().zip(content) {
            assert!((f64::from(share.content) / f64::from(WHOLE) - sum / whole).abs() < 1e-3);
        }
    }

    #[test]
    fn extreme_scores_do_not_overflow() {
        let scores = vec![[i32::MAX, i32::MIN, i32::MAX, i32::MIN, i32::MAX, i32::MIN, i32::MAX]; 1000];
        assert_eq!(shares(&scores, &[[LIMIT; N_ROLES]; N_ROLES], 500).len(), 1000);
    }
}
