//! Strict F1 over spans and types, as `../shared/eval/score_ner.py` counts it: duplicates once, micro-averaged.

use glossator::labels::EntityType;
use glossator::model::decoder::meaning;

use crate::examples::{Coarse, Example, coarse};

/// The names of a label sequence: first token, end token, type.
pub fn names_of(path: &[u8]) -> Vec<(u32, u32, EntityType)> {
    let mut names: Vec<(u32, u32, EntityType)> = Vec::new();
    for (at, &label) in path.iter().enumerate() {
        let at = at as u32;
        match (meaning(label as usize), names.last_mut()) {
            (Some((_, true)), Some(last)) => last.1 = at + 1,
            (Some((kind, _)), _) => names.push((at, at + 1, kind)),
            (None, _) => {}
        }
    }
    names
}

/// Counts of right, gold and found names.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Found and right.
    pub right: usize,
    /// In the corpus.
    pub gold: usize,
    /// Found.
    pub found: usize,
}

impl Counts {
    fn add(&mut self, example: &Example, found: &[(u32, u32, EntityType)], wanted: impl Fn(Coarse) -> bool) {
        for &(start, end, kind) in found.iter().filter(|n| wanted(coarse(n.2))) {
            self.found += 1;
            self.right += usize::from(example.gold.contains(&(start, end, coarse(kind))));
        }
        self.gold += example.gold.iter().filter(|g| wanted(g.2)).count();
    }

    /// The harmonic mean of precision and recall, in percent.
    pub fn f1(self) -> f64 {
        200.0 * self.right as f64 / (self.gold + self.found).max(1) as f64
    }
}

/// The figures of a set.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures {
    /// People, organisations and places.
    pub three: Counts,
    /// All names.
    pub all: Counts,
    /// Each coarse type, in order.
    pub kinds: [Counts; 4],
}

impl Figures {
    /// Adds a sentence's names.
    pub fn add(&mut self, example: &Example, found: &[(u32, u32, EntityType)]) {
        self.three.add(example, found, |c| c != Coarse::Misc);
        self.all.add(example, found, |_| true);
        for (counts, kind) in self.kinds.iter_mut().zip([Coarse::Per, Coarse::Org, Coarse::Loc, Coarse::Misc]) {
            counts.add(example, found, |c| c == kind);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::process::Command;

    use glossator::model::decoder::label_of;

    use super::*;

    #[test]
    fn labels_become_names() {
        let person = label_of(EntityType::Person, false) as u8;
        let path = [person, person + 1, 0, person, person];
        let people = |a, b| (a, b, EntityType::Person);
        assert_eq!(names_of(&path), [people(0, 2), people(3, 4), people(4, 5)]);
    }

    /// The scorer that the project's figures come from gives the same number.
    #[test]
    fn f1_agrees_with_the_scorer() -> std::io::Result<()> {
        let scorer = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/eval/score_ner.py");
        if !scorer.exists() {
            println!("skipped: {} is not there", scorer.display());
            return Ok(());
        }
        use Coarse::{Loc, Misc, Org, Per};
        let example = Example { gold: vec![(0, 2, Per), (3, 4, Org), (5, 6, Loc), (7, 8, Misc)], ..Example::default() };
        let found = [(0, 2, EntityType::Person), (3, 4, EntityType::Gpe), (5, 6, EntityType::Gpe), (6, 7, EntityType::Org)];
        let mut figures = Figures::default();
        figures.add(&example, &found);

        let name = |kind: Coarse| format!("{kind:?}").to_uppercase();
        let line = |entities: &[(u32, u32, Coarse)]| {
            let entities: Vec<String> = entities.iter().map(|(a, b, k)| format!("[{a}, {b}, \"{}\"]", name(*k))).collect();
            format!("{{\"id\": \"a\", \"text\": \"abcdefghi\", \"entities\": [{}]}}\n", entities.join(", "))
        };
        let folder = std::env::temp_dir().join(format!("glossator-trainer-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let (gold, response, out) = (folder.join("gold"), folder.join("response"), folder.join("out"));
        std::fs::File::create(&gold)?.write_all(line(&example.gold).as_bytes())?;
        std::fs::write(&response, line(&found.map(|(a, b, k)| (a, b, coarse(k)))))?;
        let status = Command::new("python3")
            .arg(&scorer)
            .args([&gold, &response])
            .args(["--types", "PER,ORG,LOC", "--json"])
            .arg(&out)
            .status()?;
        assert!(status.success());
        let report = std::fs::read_to_string(&out)?;
        let f1 = report.split("\"f1\":").nth(1).and_then(|r| r.trim().split([',', '}']).next()).expect("a figure").trim();
        let f1: f64 = f1.parse().expect("a number");
        let f1 = if f1 <= 1.0 { 100.0 * f1 } else { f1 };
        assert!((f1 - figures.three.f1()).abs() < 0.06, "{f1} against {}", figures.three.f1());
        std::fs::remove_dir_all(&folder)
    }
}
