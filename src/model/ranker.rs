//! The weights that choose the antecedent of a pronoun or noun phrase, in integers.

use super::table::{Reader, Table, WeightsError};
use crate::classes::CLASSES_HASH;

/// Identifies the features of `coref` and the numbers of the word lists: weights trained on others are refused.
pub const RANKER_HASH: u32 = TEMPLATES_HASH ^ CLASSES_HASH;
/// Hash of the features of a probe; a test of `coref` holds it to them.
pub const TEMPLATES_HASH: u32 = 0x9f65_e3fb;

/// Kinds of anaphors: the bits of a feature's template below the template's number.
pub const N_KINDS: usize = 16;

/// The parameters.
#[derive(Debug, Default)]
pub struct Ranker {
    /// Scores of the features of a candidate, and of there being none.
    pub weights: Table<1>,
    /// By how much the best candidate of an anaphor of each kind must lead over none.
    pub least_leads: [i32; N_KINDS],
}

impl Ranker {
    /// The sum of the features' weights.
    #[must_use]
    pub fn score(&self, features: &[u32]) -> i32 {
        let mut score = [0];
        self.weights.add(features, &mut score);
        score[0]
    }

    /// The best candidate, if it leads over having none by enough; of equals the first. A candidate is given by what it has beforehand and
    /// its features.
    #[must_use]
    pub fn choose<'f>(&self, kind: usize, none: &[u32], candidates: impl Iterator<Item = (i32, &'f [u32])>) -> Option<usize> {
        let least = self.score(none) + self.least_leads.get(kind).copied().unwrap_or(0);
        let scored = candidates.map(|(before, features)| before + self.score(features)).enumerate();
        let best = scored.max_by_key(|&(at, score)| (score, std::cmp::Reverse(at)));
        best.filter(|&(_, score)| score > least).map(|(at, _)| at)
    }

    /// The bytes of the section.
    #[must_use]
    pub fn to_bytes(&self, hash: u32) -> Vec<u8> {
        let mut bytes = hash.to_le_bytes().to_vec();
        bytes.extend(self.least_leads.iter().flat_map(|lead| lead.to_le_bytes()));
        self.weights.write(&mut bytes);
        bytes
    }

    /// Reads the section: the hash of the features, the least lead of each kind, the table.
    ///
    /// # Errors
    /// When a number is not one that this code takes, or the bytes are not as many as the numbers ask for.
    pub fn from_bytes(bytes: &[u8], hash: u32) -> Result<Self, WeightsError> {
        let mut reader = Reader::new(bytes);
        reader.number("feature hash", |n| n == hash)?;
        let mut least_leads = [0; N_KINDS];
        for lead in &mut least_leads {
            *lead = reader.score()?;
        }
        let weights = Table::read(&mut reader)?;
        reader.finish()?;
        Ok(Self { weights, least_leads })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranker() -> Ranker {
        let mut least_leads = [0; N_KINDS];
        least_leads[3] = 4;
        Ranker { weights: Table::new([(1, [5]), (2, [8]), (3, [-2])].into_iter()), least_leads }
    }

    #[test]
    fn best_candidate_must_lead() {
        let choose = |kind, candidates: &[&[u32]]| ranker().choose(kind, &[1], candidates.iter().map(|features| (0, *features)));
        assert_eq!(choose(0, &[&[3], &[2], &[2]]), Some(1));
        assert_eq!(choose(3, &[&[3], &[2]]), None);
        assert_eq!(choose(3, &[&[2, 2]]), Some(0));
        assert_eq!(choose(0, &[]), None);
    }

    #[test]
    fn bad_bytes_are_refused_with_the_number() {
        let bytes = ranker().to_bytes(7);
        assert_eq!(Ranker::from_bytes(&bytes, 7).expect("whole weights").to_bytes(7), bytes);
        let error = |bytes: &[u8], hash| Ranker::from_bytes(bytes, hash).expect_err("no weights").to_string();
        assert!(error(&bytes, 8).contains("feature hash is 7"));
        assert!(error(&[&bytes[..], &[0]].concat(), 7).contains("ask for"));
        let lengths = (0..200).chain((200..bytes.len()).step_by(977)).chain([bytes.len() - 1]);
        assert!(lengths.into_iter().all(|len| Ranker::from_bytes(&bytes[..len], 7).is_err()));
    }
}
