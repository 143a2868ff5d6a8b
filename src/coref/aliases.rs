//! What no text tells: names of one thing that share no word, and short forms of given names.
//!
//! The facts are `lexicon/aliases/*.txt`, a group a line.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

const GIVEN_NAMES: &str = include_str!("../../lexicon/aliases/given_names.txt");
const THINGS: &str = include_str!("../../lexicon/aliases/things.txt");

/// The groups of names of one thing, spelt as [`super::keys::thing`] spells them, words joined by one space.
pub fn things() -> impl Iterator<Item = impl Iterator<Item = &'static str>> {
    lines(THINGS).map(|line| line.split(',').map(str::trim))
}

/// Whether two folded given names can be one person's: `Larry`, `Lawrence`.
pub fn same_given(one: &str, other: &str) -> bool {
    static GROUPS: OnceLock<FxHashMap<&str, Vec<usize>>> = OnceLock::new();
    let groups = GROUPS.get_or_init(|| {
        let mut groups: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (number, line) in lines(GIVEN_NAMES).enumerate() {
            line.split(' ').for_each(|name| groups.entry(name).or_default().push(number));
        }
        groups
    });
    let of = |name: &str| groups.get(name).map(Vec::as_slice).unwrap_or_default();
    of(one).iter().any(|number| of(other).contains(number))
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}
