//! Labels of tokens in the BIO scheme, and the best sequence of them (Viterbi).

use crate::labels::EntityType;

/// Number of labels of a token: outside, and first or later token of a name of each type.
pub const N_LABELS: usize = 1 + 2 * EntityType::ALL.len();
/// The label of a token in no name.
pub const OUTSIDE: usize = 0;

/// One score a label.
pub type Scores = [i32; N_LABELS];

/// The label of the first (or a later) token of a name.
#[must_use]
pub const fn label_of(entity_type: EntityType, inside: bool) -> usize {
    1 + 2 * entity_type as usize + inside as usize
}

/// What a label says: the type, and whether the token is a later one of its name.
#[must_use]
pub fn meaning(label: usize) -> Option<(EntityType, bool)> {
    let at = label.checked_sub(1)?;
    EntityType::ALL.get(at / 2).map(|&entity_type| (entity_type, at % 2 == 1))
}

/// Whether a sentence may begin with the label.
#[must_use]
pub fn may_begin(label: usize) -> bool {
    label < N_LABELS && !matches!(meaning(label), Some((_, true)))
}

/// Whether a label may follow another: a later token only a token of a name of its type.
#[must_use]
pub fn may_follow(before: usize, after: usize) -> bool {
    match (meaning(before), meaning(after)) {
        (Some((own, _)), Some((wanted, true))) => own == wanted,
        (None, Some((_, true))) => false,
        _ => before < N_LABELS && after < N_LABELS,
    }
}

/// Low enough never to be chosen, high enough to be added to.
const NEVER: i32 = i32::MIN / 4;
/// Sums are brought back to a best of 0 at each token, so that no length of a sentence can overflow them; scores and transitions
/// are held within this.
const LIMIT: i32 = 1 << 26;

/// The best sequence of labels, one a token; `transitions` scores each label (row) before each (column).
#[must_use]
pub fn best_path(scores: &[Scores], transitions: &[Scores; N_LABELS]) -> Vec<u8> {
    let mut links: Vec<[u8; N_LABELS]> = Vec::with_capacity(scores.len());
    let mut best: Scores = [NEVER; N_LABELS];
    for (token, row) in scores.iter().enumerate() {
        let mut next = [NEVER; N_LABELS];
        let mut link = [0u8; N_LABELS];
        if token == 0 {
            for label in (0..N_LABELS).filter(|&l| may_begin(l)) {
                next[label] = 0;
            }
        } else {
            for before in (0..N_LABELS).filter(|&l| best[l] > NEVER) {
                for (after, transition) in transitions[before].iter().enumerate() {
                    let sum = best[before] + transition;
                    if sum > next[after] && may_follow(before, after) {
                        next[after] = sum;
                        link[after] = before as u8;
                    }
                }
            }
        }
        let mut top = NEVER;
        for (sum, score) in next.iter_mut().zip(row) {
            if *sum > NEVER {
                *sum += (*score).clamp(-LIMIT, LIMIT);
                top = top.max(*sum);
            }
        }
        for sum in &mut next {
            *sum = if *sum > NEVER { (*sum - top).max(NEVER + 1) } else { NEVER };
        }
        links.push(link);
        best = next;
    }
    let mut label = (0..N_LABELS).fold(OUTSIDE, |top, label| if best[label] > best[top] { label } else { top });
    let mut path = vec![0; scores.len()];
    for (slot, link) in path.iter_mut().zip(&links).rev() {
        *slot = label as u8;
        label = link[label] as usize;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERSON: usize = label_of(EntityType::Person, false);
    const LATER_PERSON: usize = label_of(EntityType::Person, true);
    const LATER_ORG: usize = label_of(EntityType::Org, true);

    fn scores(pairs: &[(usize, i32)]) -> Scores {
        let mut row = [-100; N_LABELS];
        for &(label, score) in pairs {
            row[label] = score;
        }
        row
    }

    #[test]
    fn only_a_name_goes_on() {
        assert!(may_begin(OUTSIDE) && may_begin(PERSON) && !may_begin(LATER_PERSON));
        assert!(may_follow(PERSON, LATER_PERSON) && may_follow(LATER_PERSON, LATER_PERSON) && may_follow(LATER_PERSON, OUTSIDE));
        assert!(!may_follow(OUTSIDE, LATER_PERSON) && !may_follow(PERSON, LATER_ORG));
    }

    #[test]
    fn the_whole_sequence_decides() {
        let none = [[0; N_LABELS]; N_LABELS];
        // A later token cannot stand first, however well it scores; `I-ORG` cannot follow `B-PERSON`.
        let rows = [scores(&[(LATER_PERSON, 90), (PERSON, 10), (OUTSIDE, 5)]), scores(&[(LATER_ORG, 50), (LATER_PERSON, 40)])];
        assert_eq!(best_path(&rows, &none), [PERSON as u8, LATER_PERSON as u8]);
        let mut dear = none;
        dear[PERSON][LATER_PERSON] = -1000;
        let rows = [scores(&[(PERSON, 10), (OUTSIDE, 5)]), scores(&[(LATER_PERSON, 40), (OUTSIDE, 0)])];
        assert_eq!(best_path(&rows, &dear), [PERSON as u8, OUTSIDE as u8]);
        assert!(best_path(&[], &none).is_empty());
    }

    #[test]
    fn extreme_scores_do_not_overflow() {
        let rows = vec![scores(&[(OUTSIDE, i32::MAX), (PERSON, i32::MIN)]); 1000];
        assert!(best_path(&rows, &[[LIMIT; N_LABELS]; N_LABELS]).iter().all(|&l| l == OUTSIDE as u8));
    }
}
