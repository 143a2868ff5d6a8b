//! The sentence that the rules look at: its words with their present tags, and bounded looks to either side.

use crate::document::Lexical;
use crate::features::tagging::Place;
use crate::labels::Xpos;
use crate::tag_dictionary::{Reading, TagSet};

/// How many words a look to the side may skip.
const SKIP_REACH: usize = 4;
/// How far back a clause is searched.
pub const CLAUSE_REACH: usize = 12;

pub const ADVERB: TagSet = TagSet::of(&[Xpos::Rb, Xpos::Rbr, Xpos::Rbs]);
pub const NOMINAL: TagSet = TagSet::of(&[Xpos::Nn, Xpos::Nns, Xpos::Nnp, Xpos::Nnps]);
pub const FINITE: TagSet = TagSet::of(&[Xpos::Vbd, Xpos::Vbz, Xpos::Vbp, Xpos::Md]);
pub const VERB: TagSet = FINITE.or(TagSet::of(&[Xpos::Vb, Xpos::Vbg, Xpos::Vbn]));
pub const ADJECTIVE: TagSet = TagSet::of(&[Xpos::Jj, Xpos::Jjr, Xpos::Jjs]);
/// What begins a noun phrase.
pub const PHRASE_START: TagSet =
    NOMINAL.or(ADJECTIVE).or(TagSet::of(&[Xpos::Dt, Xpos::Prp, Xpos::PrpPoss, Xpos::Cd, Xpos::Pdt, Xpos::Ex]));
pub const PUNCTUATION: TagSet =
    TagSet::of(&[Xpos::Comma, Xpos::Period, Xpos::Colon, Xpos::OpenQuote, Xpos::CloseQuote, Xpos::Lrb, Xpos::Rrb]);
pub const RELATIVE: TagSet = TagSet::of(&[Xpos::Wdt, Xpos::Wp]);

/// Verbs with an object and a base form: `let him go`.
pub const CAUSATIVES: &[&str] =
    &["help", "helped", "helping", "helps", "let", "lets", "letting", "made", "make", "makes", "making", "saw", "watched"];

/// A word with its present tag and the tags that it takes.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    pub tag: Xpos,
    pub may: TagSet,
    /// What the dictionary says of it in lower case; a mark is always known.
    pub known: Option<Reading>,
    pub place: Place,
}

/// The words of one sentence.
pub struct Clause<'c> {
    lex: Lexical<'c>,
    start: usize,
    pub words: &'c mut [Word],
}

impl<'c> Clause<'c> {
    pub fn new(lex: Lexical<'c>, start: usize, words: &'c mut [Word]) -> Self {
        Self { lex, start, words }
    }

    /// The tag of a word of the sentence.
    pub fn tag(&self, at: usize) -> Xpos {
        self.words[at].tag
    }

    pub fn tag_at(&self, at: usize) -> Option<Xpos> {
        self.words.get(at).map(|word| word.tag)
    }

    pub fn tags_at(&self, at: usize, tags: TagSet) -> bool {
        self.tag_at(at).is_some_and(|tag| tags.has(tag))
    }

    /// The normalised form; empty outside the sentence.
    pub fn norm(&self, at: usize) -> &'c str {
        if at < self.words.len() { self.lex.norm(self.start + at) } else { "" }
    }

    /// The nearest word to the right that has none of the `skipped` tags.
    pub fn right(&self, at: usize, skipped: TagSet) -> Option<usize> {
        (at + 1..self.words.len()).take(SKIP_REACH + 1).find(|&next| !skipped.has(self.tag(next)))
    }

    /// The nearest word to the left that has none of the `skipped` tags.
    pub fn left(&self, at: usize, skipped: TagSet) -> Option<usize> {
        (0..at).rev().take(SKIP_REACH + 1).find(|&before| !skipped.has(self.tag(before)))
    }

    pub fn tag_before(&self, at: usize) -> Option<Xpos> {
        at.checked_sub(1).map(|before| self.tag(before))
    }

    pub fn tags_before(&self, at: usize, tags: TagSet) -> bool {
        self.tag_before(at).is_some_and(|tag| tags.has(tag))
    }

    pub fn norm_before(&self, at: usize, back: usize) -> &'c str {
        at.checked_sub(back).map_or("", |before| self.norm(before))
    }

    pub fn may(&self, at: usize, tag: Xpos) -> bool {
        self.words.get(at).is_some_and(|word| word.may.has(tag))
    }
}

pub fn is_be(norm: &str) -> bool {
    matches!(norm, "be" | "am" | "is" | "are" | "was" | "were" | "been" | "being" | "'m" | "'re" | "'s" | "ai")
}

pub fn is_have(norm: &str) -> bool {
    matches!(norm, "have" | "has" | "had" | "having" | "'ve" | "'d")
}

pub fn is_do(norm: &str) -> bool {
    matches!(norm, "do" | "does" | "did")
}

/// Pronouns that are subjects only.
pub fn is_subject_pronoun(norm: &str) -> bool {
    matches!(norm, "i" | "he" | "she" | "we" | "they" | "you" | "it" | "who")
}

/// Whether a list of words, separated by spaces, holds the word.
pub fn is_among(word: &str, list: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

/// Whether what follows the word fits a verb rather than a noun.
pub fn opens_object(clause: &Clause<'_>, at: usize) -> bool {
    let object = TagSet::of(&[
        Xpos::Dt,
        Xpos::Prp,
        Xpos::PrpPoss,
        Xpos::In,
        Xpos::Rp,
        Xpos::Rb,
        Xpos::Nnp,
        Xpos::Cd,
        Xpos::Nns,
        Xpos::Jj,
        Xpos::To,
        Xpos::Nn,
        Xpos::Wp,
        Xpos::Wrb,
    ]);
    clause.tags_at(at + 1, object)
}
