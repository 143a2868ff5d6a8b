//! The rules that change a word's first tag by its neighbours, and the sentence that they look at.
//!
//! A rule may only choose a tag that the word takes. Two passes from left to right: the second sees corrected tags on both sides.
//! Every look to the side is bounded.

use crate::document::Lexical;
use crate::labels::Xpos;
use crate::tag_dictionary::TagSet;

/// How many words a look to the side may skip.
const SKIP_REACH: usize = 4;
/// How far before a word its clause's finite verb is looked for.
const CLAUSE_REACH: usize = 12;
const PASSES: usize = 2;

pub const ADVERB: TagSet = TagSet::of(&[Xpos::Rb, Xpos::Rbr, Xpos::Rbs]);
pub const NOMINAL: TagSet = TagSet::of(&[Xpos::Nn, Xpos::Nns, Xpos::Nnp, Xpos::Nnps]);
pub const FINITE: TagSet = TagSet::of(&[Xpos::Vbd, Xpos::Vbz, Xpos::Vbp, Xpos::Md]);
const VERB: TagSet = FINITE.or(TagSet::of(&[Xpos::Vb, Xpos::Vbg, Xpos::Vbn]));
const ADJECTIVE: TagSet = TagSet::of(&[Xpos::Jj, Xpos::Jjr, Xpos::Jjs]);
/// What a noun follows: determiners, possessives, adjectives, numbers, prepositions.
const BEFORE_NOUN: TagSet =
    ADJECTIVE.or(TagSet::of(&[Xpos::Dt, Xpos::PrpPoss, Xpos::Pos, Xpos::Cd, Xpos::In, Xpos::Pdt, Xpos::WpPoss, Xpos::Hyph]));
/// What begins a noun phrase.
const PHRASE_START: TagSet =
    NOMINAL.or(ADJECTIVE).or(TagSet::of(&[Xpos::Dt, Xpos::Prp, Xpos::PrpPoss, Xpos::Cd, Xpos::Pdt, Xpos::Ex]));
const PUNCTUATION: TagSet =
    TagSet::of(&[Xpos::Comma, Xpos::Period, Xpos::Colon, Xpos::OpenQuote, Xpos::CloseQuote, Xpos::Lrb, Xpos::Rrb]);
const RELATIVE: TagSet = TagSet::of(&[Xpos::Wdt, Xpos::Wp]);

/// Nouns that a `that` clause explains: `the claim that …`.
const CONTENT_NOUNS: &[&str] = &[
    "accusation",
    "accusations",
    "agreement",
    "allegation",
    "allegations",
    "announcement",
    "argument",
    "assertion",
    "assumption",
    "assurances",
    "belief",
    "chance",
    "charge",
    "charges",
    "claim",
    "claims",
    "concern",
    "concerns",
    "conclusion",
    "confidence",
    "conviction",
    "danger",
    "doubt",
    "doubts",
    "evidence",
    "fact",
    "fear",
    "fears",
    "feeling",
    "ground",
    "grounds",
    "hope",
    "hopes",
    "idea",
    "impression",
    "indication",
    "indications",
    "knowledge",
    "likelihood",
    "message",
    "news",
    "notion",
    "opinion",
    "possibility",
    "probability",
    "promise",
    "proof",
    "proposal",
    "prospect",
    "reality",
    "realization",
    "report",
    "reports",
    "requirement",
    "risk",
    "rumor",
    "rumors",
    "rumours",
    "sense",
    "sign",
    "signal",
    "signs",
    "speculation",
    "statement",
    "suggestion",
    "suspicion",
    "theory",
    "threat",
    "understanding",
    "view",
    "warning",
    "warnings",
    "word",
    "worry",
];

/// The begins of verbs that a `that` clause follows, an object between.
const CONTENT_VERBS: &[&str] = &[
    "acknowledg",
    "add",
    "admit",
    "agree",
    "allege",
    "announc",
    "argu",
    "assert",
    "assur",
    "believ",
    "boast",
    "claim",
    "conced",
    "conclud",
    "confirm",
    "convinc",
    "declar",
    "den",
    "indicat",
    "inform",
    "insist",
    "learn",
    "not",
    "persuad",
    "predict",
    "promis",
    "realiz",
    "remind",
    "report",
    "reveal",
    "rul",
    "said",
    "say",
    "show",
    "stat",
    "stress",
    "suggest",
    "tell",
    "testif",
    "told",
    "tweet",
    "vow",
    "warn",
    "wrote",
];

/// Verbs after which `home` is an adverb.
const MOTION_VERBS: &[&str] = &[
    "back",
    "brought",
    "came",
    "come",
    "comes",
    "coming",
    "drove",
    "flew",
    "get",
    "go",
    "goes",
    "going",
    "got",
    "gone",
    "head",
    "headed",
    "heading",
    "return",
    "returned",
    "returning",
    "sent",
    "stay",
    "stayed",
    "staying",
    "take",
    "taken",
    "took",
    "went",
    "work",
];

/// Nouns that follow `to` without an article: `back to work`.
const BARE_NOUNS: &[&str] = &[
    "bed",
    "business",
    "church",
    "class",
    "college",
    "control",
    "court",
    "date",
    "death",
    "defeat",
    "election",
    "jail",
    "land",
    "life",
    "light",
    "market",
    "mind",
    "office",
    "order",
    "peace",
    "power",
    "press",
    "prison",
    "sea",
    "school",
    "trial",
    "university",
    "victory",
    "war",
    "water",
];

/// Verbs with an object and a base form: `let him go`.
const CAUSATIVES: &[&str] =
    &["help", "helped", "helping", "helps", "let", "lets", "letting", "made", "make", "makes", "making", "saw", "watched"];

/// A word with its present tag and the tags that it takes.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    pub tag: Xpos,
    pub may: TagSet,
}

/// The words of one sentence.
pub struct Clause<'c> {
    lex: Lexical<'c>,
    start: usize,
    words: &'c mut [Word],
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
    fn left(&self, at: usize, skipped: TagSet) -> Option<usize> {
        (0..at).rev().take(SKIP_REACH + 1).find(|&before| !skipped.has(self.tag(before)))
    }

    fn tag_before(&self, at: usize) -> Option<Xpos> {
        at.checked_sub(1).map(|before| self.tag(before))
    }

    fn tags_before(&self, at: usize, tags: TagSet) -> bool {
        self.tag_before(at).is_some_and(|tag| tags.has(tag))
    }

    fn norm_before(&self, at: usize, back: usize) -> &'c str {
        at.checked_sub(back).map_or("", |before| self.norm(before))
    }

    fn may(&self, at: usize, tag: Xpos) -> bool {
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
fn is_subject_pronoun(norm: &str) -> bool {
    matches!(norm, "i" | "he" | "she" | "we" | "they" | "you" | "it" | "who")
}

/// Changes tags by the rules.
pub fn apply(clause: &mut Clause<'_>) {
    for _ in 0..PASSES {
        for at in 0..clause.words.len() {
            if let Some(tag) = retag(clause, at) {
                clause.words[at].tag = tag;
            }
        }
    }
}

/// The tag that the neighbours ask for; none where the present one stands.
fn retag(clause: &Clause<'_>, at: usize) -> Option<Xpos> {
    if let Some(tag) = closed_class(clause, at) {
        return Some(tag);
    }
    let tag = base_form(clause, at)
        .or_else(|| third_person(clause, at))
        .or_else(|| past_or_participle(clause, at))
        .or_else(|| gerund(clause, at))
        .or_else(|| particle(clause, at))
        .or_else(|| adjective_or_noun(clause, at))
        .or_else(|| adverb_or_adjective(clause, at))
        .or_else(|| name(clause, at))?;
    clause.may(at, tag).then_some(tag)
}

/// Words of the closed classes, each with its own rule.
fn closed_class(clause: &Clause<'_>, at: usize) -> Option<Xpos> {
    let next = clause.tag_at(at + 1);
    let tag = match clause.norm(at) {
        "to" => infinitive_to(clause, at),
        "that" => that(clause, at),
        "her" => {
            let owned = NOMINAL.or(ADJECTIVE).or(TagSet::of(&[Xpos::Cd, Xpos::Vbg, Xpos::Vbn, Xpos::OpenQuote]));
            let noun_follows = clause.may(at + 1, Xpos::Nn) && !CAUSATIVES.contains(&clause.norm_before(at, 1));
            if clause.tags_at(at + 1, owned) || noun_follows { Xpos::PrpPoss } else { Xpos::Prp }
        }
        "his" => Xpos::PrpPoss,
        "'s" => apostrophe_s(clause, at),
        "'d" => {
            let after = clause.right(at, ADVERB).map(|next| clause.words[next]);
            let participle = after.is_some_and(|w| w.may.has(Xpos::Vbn) && !w.may.has(Xpos::Vb));
            if participle { Xpos::Vbd } else { Xpos::Md }
        }
        "as" => {
            let degree = clause.tags_at(at + 1, ADJECTIVE.or(ADVERB)) && (2..6).any(|ahead| clause.norm(at + ahead) == "as");
            if degree || clause.norm(at + 1) == "well" { Xpos::Rb } else { Xpos::In }
        }
        "there" => {
            let verb = clause.right(at, ADVERB).map_or("", |next| clause.norm(next));
            let before = clause.norm_before(at, 1);
            let exists = is_be(verb)
                || matches!(
                    verb,
                    "seems" | "seemed" | "remains" | "remained" | "exists" | "existed" | "has" | "have" | "had" | "'ll" | "'d"
                );
            let modal = clause.right(at, ADVERB).is_some_and(|next| clause.tag(next) == Xpos::Md);
            let asked = is_be(before)
                && (at == 1 || clause.tags_before(at - 1, TagSet::of(&[Xpos::Wrb, Xpos::Cc, Xpos::Comma, Xpos::OpenQuote])));
            let is_place = matches!(before, "from" | "in" | "out" | "over" | "up");
            if exists && !is_place || modal || asked { Xpos::Ex } else { Xpos::Rb }
        }
        "so" => {
            let purpose = clause.tags_before(at, NOMINAL) && clause.tags_at(at + 1, TagSet::of(&[Xpos::Prp]));
            if purpose || clause.norm(at + 1) == "that" { Xpos::In } else { Xpos::Rb }
        }
        "home" if MOTION_VERBS.contains(&clause.norm_before(at, 1)) => Xpos::Rb,
        "based" => Xpos::Vbn,
        "like" if clause.tags_before(at, TagSet::of(&[Xpos::To, Xpos::Md])) => Xpos::Vb,
        "like" if matches!(clause.norm_before(at, 1), "i" | "you" | "we" | "they" | "n't" | "who") => Xpos::Vbp,
        "all" | "half" if matches!(next, Some(Xpos::Dt | Xpos::PrpPoss)) => Xpos::Pdt,
        "such" if matches!(clause.norm(at + 1), "a" | "an") => Xpos::Pdt,
        "both"
            if (2..7).any(|ahead| clause.norm(at + ahead) == "and")
                && !clause.tags_at(at + 1, TagSet::of(&[Xpos::Nns, Xpos::Nnps, Xpos::In])) =>
        {
            Xpos::Cc
        }
        "either" if (2..8).any(|ahead| clause.norm(at + ahead) == "or") => Xpos::Cc,
        "neither" if (2..8).any(|ahead| clause.norm(at + ahead) == "nor") => Xpos::Cc,
        "more" | "less" => {
            let grades = matches!(next, Some(Xpos::Jj | Xpos::Rb | Xpos::Vbn | Xpos::Vbg))
                && !clause.tags_at(at + 2, TagSet::of(&[Xpos::Nns]));
            let alone = clause.tags_before(at, VERB) && clause.tags_at(at + 1, PUNCTUATION);
            if grades || alone && clause.norm(at + 1) != "than" { Xpos::Rbr } else { Xpos::Jjr }
        }
        "most" | "least" => {
            let grades = matches!(next, Some(Xpos::Jj | Xpos::Rb | Xpos::Vbn))
                && clause.tags_before(at, TagSet::of(&[Xpos::Dt, Xpos::PrpPoss, Xpos::Pos]));
            if grades || matches!(next, Some(Xpos::Rb)) { Xpos::Rbs } else { Xpos::Jjs }
        }
        "what" | "whatever" => {
            if clause.tags_at(at + 1, TagSet::of(&[Xpos::Nn, Xpos::Nns])) {
                Xpos::Wdt
            } else {
                Xpos::Wp
            }
        }
        "well" if at == 0 && next == Some(Xpos::Comma) => Xpos::Uh,
        "about" | "around" | "over" | "some" | "under" if next == Some(Xpos::Cd) && clause.norm(at + 1) != "one" => Xpos::Rb,
        "first" if clause.tags_at(at + 1, TagSet::of(&[Xpos::Vbd, Xpos::Vbn])) => Xpos::Rb,
        "no" if matches!(clause.norm(at + 1), "longer" | "more") => Xpos::Rb,
        "no" if matches!(next, Some(Xpos::Comma | Xpos::Period)) => Xpos::Uh,
        "one" if clause.tags_before(at, TagSet::of(&[Xpos::Jj, Xpos::Jjs])) && !clause.tags_at(at + 1, NOMINAL) => Xpos::Nn,
        "one" if matches!(clause.norm_before(at, 1), "this" | "that" | "another" | "which") && !clause.tags_at(at + 1, NOMINAL) => {
            Xpos::Nn
        }
        "out" if clause.norm(at + 1) == "of" => Xpos::In,
        "'" | "’" if clause.tags_before(at, NOMINAL) && clause.tag(at) != Xpos::OpenQuote && clause.tag(at) != Xpos::CloseQuote => {
            Xpos::Pos
        }
        _ => return None,
    };
    Some(tag)
}

/// `to` before a base form, or before nothing: `he wants to`.
fn infinitive_to(clause: &Clause<'_>, at: usize) -> Xpos {
    let Some(next) = clause.right(at, ADVERB.or(TagSet::of(&[Xpos::OpenQuote]))) else { return Xpos::To };
    let word = clause.words[next];
    let is_verb = match word.tag {
        Xpos::Vb | Xpos::Vbp => true,
        Xpos::Nn if word.may.has(Xpos::Vb) => !BARE_NOUNS.contains(&clause.norm(next)),
        Xpos::Jj | Xpos::Vbn | Xpos::Vbd | Xpos::In => word.may.has(Xpos::Vb) && opens_object(clause, next),
        _ => false,
    };
    if is_verb { Xpos::To } else { Xpos::In }
}

/// Whether what follows the word fits a verb rather than a noun.
fn opens_object(clause: &Clause<'_>, at: usize) -> bool {
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

fn that(clause: &Clause<'_>, at: usize) -> Xpos {
    let next = clause.right(at, ADVERB);
    let verb_follows =
        clause.norm(at + 1) != "there" && next.is_some_and(|next| FINITE.has(clause.tag(next)) || clause.tag(next) == Xpos::Vb);
    let before = clause.tag_before(at);
    if before.is_some_and(|tag| NOMINAL.has(tag)) {
        if verb_follows || is_misread_verb(clause, at + 1) {
            return Xpos::Wdt;
        }
        let explains = CONTENT_NOUNS.contains(&clause.norm_before(at, 1)) || has_content_verb(clause, at);
        // After a name the clause belongs to a verb before it: `told Haddad that`.
        let belongs_to_verb = before.is_some_and(|tag| matches!(tag, Xpos::Nnp | Xpos::Nnps));
        return if explains || belongs_to_verb || !clause.tags_at(at + 1, PHRASE_START) { Xpos::In } else { Xpos::Wdt };
    }
    if verb_follows {
        let relative =
            before.is_some_and(|tag| matches!(tag, Xpos::Cd | Xpos::Cc | Xpos::Rrb)) || clause.norm_before(at, 1) == "one";
        return if relative && at > 1 { Xpos::Wdt } else { Xpos::Dt };
    }
    if clause.tags_at(at + 1, PUNCTUATION) || clause.tag_at(at + 1).is_none() {
        return Xpos::Dt;
    }
    let verb = clause.norm_before(at, if clause.norm_before(at, 1) == "n't" { 2 } else { 1 });
    let is_asked = at <= 2 && (is_be(verb) || is_do(verb));
    if is_asked || matches!(clause.norm(at + 1), "kind" | "much" | "same" | "way") {
        return Xpos::Dt;
    }
    let bare_noun = clause.tag_at(at + 1) == Some(Xpos::Nn) && !clause.tags_at(at + 2, FINITE.or(NOMINAL));
    match before {
        Some(Xpos::In) if !matches!(clause.norm_before(at, 1), "so" | "now" | "in" | "except" | "given" | "provided") => Xpos::Dt,
        Some(Xpos::Dt | Xpos::Pdt) => Xpos::Dt,
        None if clause.tags_at(at + 1, TagSet::of(&[Xpos::Nn, Xpos::Jj])) => Xpos::Dt,
        _ if bare_noun => Xpos::Dt,
        _ => Xpos::In,
    }
}

/// Whether the word, read as a participle or plural so far, is the verb of a relative clause: `a law that bans it`.
fn is_misread_verb(clause: &Clause<'_>, at: usize) -> bool {
    let object = TagSet::of(&[Xpos::Dt, Xpos::Prp, Xpos::PrpPoss, Xpos::In, Xpos::To, Xpos::Rb, Xpos::Cd]);
    match clause.tag_at(at) {
        Some(Xpos::Vbn) => true,
        Some(Xpos::Nns) => clause.may(at, Xpos::Vbz) && clause.tags_at(at + 1, object),
        _ => false,
    }
}

/// Whether a verb that takes a `that` clause stands before the noun phrase that ends here: `told officials that`.
fn has_content_verb(clause: &Clause<'_>, at: usize) -> bool {
    let before = (0..at).rev().take(CLAUSE_REACH).take_while(|&b| !PUNCTUATION.has(clause.tag(b)) && !RELATIVE.has(clause.tag(b)));
    before.into_iter().any(|b| VERB.has(clause.tag(b)) && CONTENT_VERBS.iter().any(|stem| clause.norm(b).starts_with(stem)))
}

/// The possessive, or `is` and `has`; after `let` the pronoun.
fn apostrophe_s(clause: &Clause<'_>, at: usize) -> Xpos {
    if clause.norm_before(at, 1) == "let" {
        return Xpos::Prp;
    }
    let not_nouns = TagSet::of(&[Xpos::Prp, Xpos::Ex, Xpos::Wp, Xpos::Wrb, Xpos::Wdt, Xpos::Dt, Xpos::Rb, Xpos::In]);
    if clause.tags_before(at, not_nouns) {
        return Xpos::Vbz;
    }
    let predicate = TagSet::of(&[Xpos::Dt, Xpos::Vbg, Xpos::In, Xpos::Prp, Xpos::To, Xpos::Ex, Xpos::PrpPoss]);
    let next = clause.right(at, ADVERB);
    let is_verb =
        next.is_some_and(|next| predicate.has(clause.tag(next)) && !clause.may(next, Xpos::Nn)) || clause.norm(at + 1) == "not";
    if is_verb { Xpos::Vbz } else { Xpos::Pos }
}

/// Base form, present, or noun: `to work`, `they work`, `the work`.
fn base_form(clause: &Clause<'_>, at: usize) -> Option<Xpos> {
    let may_be_verb = clause.may(at, Xpos::Vb) || clause.may(at, Xpos::Vbp);
    if !may_be_verb || matches!(clause.tag(at), Xpos::Md | Xpos::Nnp) {
        return None;
    }
    let Some(left) = clause.left(at, ADVERB) else {
        let is_aux = is_do(clause.norm(at)) || is_have(clause.norm(at));
        return (at == 0 && !is_aux && clause.may(at, Xpos::Vb) && matches!(clause.tag(at), Xpos::Vb | Xpos::Vbp))
            .then_some(Xpos::Vb);
    };
    let left_norm = clause.norm(left);
    match clause.tag(left) {
        Xpos::To | Xpos::Md => return Some(Xpos::Vb),
        _ if is_do(left_norm) => return Some(Xpos::Vb),
        Xpos::Prp | Xpos::Nn | Xpos::Nns | Xpos::Nnp if asks(clause, left) => return Some(Xpos::Vb),
        Xpos::Prp | Xpos::Nns | Xpos::Nn if CAUSATIVES.contains(&clause.norm_before(left, 1)) && !is_be(clause.norm(at)) => {
            return (clause.tag(at) != Xpos::Vbg && !is_subject_pronoun(left_norm) || left_norm == "it" || left_norm == "you")
                .then_some(Xpos::Vb);
        }
        Xpos::Prp if matches!(left_norm, "i" | "you" | "we" | "they") => {
            return (!matches!(clause.tag(at), Xpos::Vbd)).then_some(Xpos::Vbp);
        }
        Xpos::Cc
            if clause.left(left, NOMINAL.or(ADVERB)).is_some_and(|b| clause.tag(b) == Xpos::Vb)
                && clause.tag(at) != Xpos::Vbd
                && opens_object(clause, at) =>
        {
            return Some(Xpos::Vb);
        }
        Xpos::Wdt | Xpos::Wp if clause.tag(at) != Xpos::Vbd => return Some(Xpos::Vbp),
        Xpos::Nns | Xpos::Nnps | Xpos::Ex if matches!(clause.tag(at), Xpos::Vb | Xpos::Vbp) => return Some(Xpos::Vbp),
        Xpos::Nns
            if clause.may(at, Xpos::Vbp)
                && matches!(clause.tag(at), Xpos::Nn)
                && clause.tags_at(at + 1, TagSet::of(&[Xpos::Dt, Xpos::Prp, Xpos::PrpPoss, Xpos::To, Xpos::In, Xpos::Nns]))
                && !has_finite_before(clause, at) =>
        {
            return Some(Xpos::Vbp);
        }
        Xpos::Nn if clause.tag(at) == Xpos::Vb && clause.may(at, Xpos::Nn) => return Some(Xpos::Nn),
        tag if BEFORE_NOUN.has(tag) && clause.may(at, Xpos::Nn) && left + 1 == at => {
            return (tag != Xpos::In || !matches!(left_norm, "that" | "if" | "because" | "whether" | "so")).then_some(Xpos::Nn);
        }
        Xpos::Dt | Xpos::PrpPoss | Xpos::Pos if clause.may(at, Xpos::Jj) => return Some(Xpos::Jj),
        _ => {}
    }
    None
}

/// `Did he go`: an auxiliary stands before the subject.
fn asks(clause: &Clause<'_>, subject: usize) -> bool {
    let Some(aux) = clause.left(subject, TagSet::of(&[Xpos::Dt, Xpos::PrpPoss, Xpos::Jj, Xpos::Rb, Xpos::Nnp])) else {
        return false;
    };
    let begins =
        aux == 0 || clause.tags_before(aux, PUNCTUATION.or(TagSet::of(&[Xpos::Wrb, Xpos::Wp, Xpos::Cc, Xpos::Wdt, Xpos::Rb])));
    begins && (is_do(clause.norm(aux)) || clause.tag(aux) == Xpos::Md)
}

/// `he plans` or `his plans`.
fn third_person(clause: &Clause<'_>, at: usize) -> Option<Xpos> {
    if !(clause.may(at, Xpos::Vbz) && clause.may(at, Xpos::Nns)) {
        return None;
    }
    let left = clause.left(at, ADVERB)?;
    let object = TagSet::of(&[
        Xpos::Dt,
        Xpos::Prp,
        Xpos::PrpPoss,
        Xpos::To,
        Xpos::Vbn,
        Xpos::Vbg,
        Xpos::Wrb,
        Xpos::Wp,
        Xpos::Rp,
        Xpos::Cd,
        Xpos::Jj,
        Xpos::Rb,
    ]);
    match clause.tag(left) {
        Xpos::Prp if matches!(clause.norm(left), "he" | "she" | "it") => Some(Xpos::Vbz),
        Xpos::Wdt | Xpos::Wp => Some(Xpos::Vbz),
        Xpos::To | Xpos::Md => None,
        Xpos::Nnp | Xpos::Nn | Xpos::Dt if clause.tag(left) != Xpos::Dt || matches!(clause.norm(left), "this" | "that") => {
            let takes_object = clause.tags_at(at + 1, object) || clause.norm(at + 1) == "that";
            (takes_object && !has_finite_before(clause, at)).then_some(Xpos::Vbz).or(Some(Xpos::Nns))
        }
        tag if BEFORE_NOUN.has(tag) => Some(Xpos::Nns),
        _ => None,
    }
}

/// `he called`, `was called`, `a man called`.
fn past_or_participle(clause: &Clause<'_>, at: usize) -> Option<Xpos> {
    if !clause.may(at, Xpos::Vbn) {
        return None;
    }
    let left = clause.left(at, ADVERB);
    let norm = left.map_or("", |left| clause.norm(left));
    let is_aux = left.is_some_and(|left| VERB.has(clause.tag(left)))
        && (is_be(norm) || is_have(norm) || matches!(norm, "get" | "gets" | "got" | "getting" | "become" | "became"));
    if is_aux && matches!(clause.tag(at), Xpos::Vb | Xpos::Vbp | Xpos::Vbd) {
        return Some(Xpos::Vbn);
    }
    if !clause.may(at, Xpos::Vbd) || matches!(clause.tag(at), Xpos::Vb | Xpos::Nn | Xpos::Jj) || is_aux {
        return None;
    }
    let Some(left) = left else { return Some(Xpos::Vbn) };
    if subject_is_asked(clause, left) || clause.norm(at + 1) == "by" && !is_subject_pronoun(norm) {
        return Some(Xpos::Vbn);
    }
    match clause.tag(left) {
        Xpos::Prp if is_subject_pronoun(norm) => Some(Xpos::Vbd),
        Xpos::Wdt | Xpos::Wp | Xpos::Ex => Some(Xpos::Vbd),
        Xpos::Jj if clause.norm(at) == "said" => Some(Xpos::Vbd),
        Xpos::Dt if !matches!(norm, "this" | "that" | "all" | "some" | "both") => Some(Xpos::Vbn),
        Xpos::PrpPoss | Xpos::Pos | Xpos::In | Xpos::Jj | Xpos::Cd | Xpos::Hyph => Some(Xpos::Vbn),
        Xpos::Cc => (0..left).rev().take(CLAUSE_REACH).map(|b| clause.tag(b)).find(|tag| matches!(tag, Xpos::Vbd | Xpos::Vbn)),
        tag if NOMINAL.has(tag) || PUNCTUATION.has(tag) || tag == Xpos::Prp || tag == Xpos::Dt => {
            Some(if has_finite_before(clause, at) { Xpos::Vbn } else { Xpos::Vbd })
        }
        _ => None,
    }
}

/// `Was he told`: a form of `be` or `have` before the subject.
fn subject_is_asked(clause: &Clause<'_>, subject: usize) -> bool {
    let Some(aux) = subject.checked_sub(1) else { return false };
    let begins = aux == 0 || clause.tags_before(aux, PUNCTUATION.or(TagSet::of(&[Xpos::Wrb, Xpos::Wp])));
    begins && clause.tag(subject) == Xpos::Prp && (is_be(clause.norm(aux)) || is_have(clause.norm(aux)))
}

/// Whether the clause has a finite verb before the word: no other follows without a connective.
fn has_finite_before(clause: &Clause<'_>, at: usize) -> bool {
    for before in (0..at).rev().take(CLAUSE_REACH) {
        let tag = clause.tag(before);
        if FINITE.has(tag) {
            return true;
        }
        let opens = RELATIVE.has(tag) || PUNCTUATION.has(tag) || matches!(tag, Xpos::Wrb | Xpos::Cc);
        if opens
            || tag == Xpos::In
                && matches!(
                    clause.norm(before),
                    "that" | "if" | "because" | "while" | "whether" | "although" | "though" | "as" | "after" | "before"
                )
        {
            return false;
        }
    }
    false
}

/// `the building of` or `building it`.
fn gerund(clause: &Clause<'_>, at: usize) -> Option<Xpos> {
    if !(clause.may(at, Xpos::Vbg) && clause.may(at, Xpos::Nn)) {
        return None;
    }
    let left = clause.left(at, ADVERB);
    let left_tag = left.map(|left| clause.tag(left));
    match left_tag {
        Some(Xpos::Dt | Xpos::Jj | Xpos::PrpPoss | Xpos::Pos | Xpos::Cd)
            if !clause.tags_at(at + 1, TagSet::of(&[Xpos::Dt, Xpos::Prp, Xpos::PrpPoss])) =>
        {
            Some(Xpos::Nn)
        }
        _ if left.is_some_and(|left| is_be(clause.norm(left)))
            && clause.tags_at(at + 1, TagSet::of(&[Xpos::Dt, Xpos::Prp, Xpos::PrpPoss, Xpos::In, Xpos::Rp, Xpos::To])) =>
        {
            Some(Xpos::Vbg)
        }
        _ if clause.tags_at(at + 1, TagSet::of(&[Xpos::Dt, Xpos::Prp, Xpos::PrpPoss])) => Some(Xpos::Vbg),
        _ => None,
    }
}

/// `took off his hat`, `the road up`, `went up`.
fn particle(clause: &Clause<'_>, at: usize) -> Option<Xpos> {
    if !(clause.may(at, Xpos::Rp) && (clause.may(at, Xpos::In) || clause.may(at, Xpos::Rb))) {
        return None;
    }
    let object = at.checked_sub(1).is_some_and(|before| clause.tag(before) == Xpos::Prp);
    let verb_before =
        clause.tags_before(at, VERB) || object && at.checked_sub(1).is_some_and(|before| clause.tags_before(before, VERB));
    let is_auxiliary = at.checked_sub(1).is_some_and(|before| is_be(clause.norm(before)));
    if !verb_before || is_auxiliary {
        return (clause.tag(at) == Xpos::Rp && clause.may(at, Xpos::In)).then_some(Xpos::In);
    }
    let phrase_follows = clause.tags_at(at + 1, PHRASE_START);
    match clause.norm(at) {
        "back" | "away" | "together" | "around" | "along" | "forward" | "apart" | "ahead" | "aside" => None,
        "up" | "out" | "down" | "off" => Some(Xpos::Rp),
        _ if !phrase_follows => Some(Xpos::Rp),
        _ => Some(Xpos::In),
    }
}

/// `the public said` or `a public square`.
fn adjective_or_noun(clause: &Clause<'_>, at: usize) -> Option<Xpos> {
    if !clause.may(at, Xpos::Nn) || !(clause.may(at, Xpos::Jj) || clause.may(at, Xpos::Rb)) {
        return None;
    }
    let noun_follows = clause.tags_at(at + 1, NOMINAL.or(ADJECTIVE).or(TagSet::of(&[Xpos::Hyph, Xpos::Cd])));
    let in_phrase = clause.tags_before(at, TagSet::of(&[Xpos::Dt, Xpos::PrpPoss, Xpos::Pos, Xpos::Jj]));
    let left = clause.left(at, ADVERB);
    match clause.tag(at) {
        Xpos::Jj if clause.tags_before(at, NOMINAL) && clause.tags_at(at + 1, FINITE) => Some(Xpos::Nn),
        Xpos::Jj | Xpos::Rb if in_phrase && !noun_follows && !clause.tags_at(at + 1, TagSet::of(&[Xpos::Cc, Xpos::Comma])) => {
            Some(Xpos::Nn)
        }
        Xpos::Nn if left.is_some_and(|left| is_be(clause.norm(left)) && left + 1 < at) && !noun_follows => Some(Xpos::Jj),
        _ => None,
    }
}

/// `Mark Cuban said`: an adjective of nationality that ends a name.
fn name(clause: &Clause<'_>, at: usize) -> Option<Xpos> {
    let ends_name =
        clause.tag(at) == Xpos::Jj && clause.tag_before(at) == Some(Xpos::Nnp) && !clause.tags_at(at + 1, NOMINAL.or(ADJECTIVE));
    ends_name.then_some(Xpos::Nnp)
}

/// `an early vote` or `voted early`.
fn adverb_or_adjective(clause: &Clause<'_>, at: usize) -> Option<Xpos> {
    let noun_follows = clause.tags_at(at + 1, NOMINAL);
    let after_determiner = clause.tags_before(at, TagSet::of(&[Xpos::Dt, Xpos::PrpPoss, Xpos::Pos, Xpos::Cd]));
    if clause.may(at, Xpos::Jj) && clause.may(at, Xpos::Rb) {
        let graded = clause.tags_at(at + 1, ADJECTIVE.or(TagSet::of(&[Xpos::Rb, Xpos::Vbn, Xpos::Vbg])));
        return match clause.tag(at) {
            Xpos::Rb if after_determiner && noun_follows => Some(Xpos::Jj),
            Xpos::Jj
                if clause.tags_before(at, VERB)
                    && !noun_follows
                    && clause.tags_at(at + 1, PUNCTUATION.or(TagSet::of(&[Xpos::In]))) =>
            {
                let linking = clause.norm_before(at, 1);
                (!is_be(linking)
                    && !matches!(
                        linking,
                        "seem"
                            | "seems"
                            | "seemed"
                            | "look"
                            | "looks"
                            | "become"
                            | "became"
                            | "remain"
                            | "remains"
                            | "remained"
                            | "feel"
                            | "felt"
                    ))
                .then_some(Xpos::Rb)
            }
            Xpos::Jj if graded && !clause.tags_at(at + 2, NOMINAL) && !after_determiner => Some(Xpos::Rb),
            _ => None,
        };
    }
    if clause.may(at, Xpos::Jjr) && clause.may(at, Xpos::Rbr) {
        return Some(if noun_follows || at > 0 && is_be(clause.norm(at - 1)) {
            Xpos::Jjr
        } else if clause.tags_before(at, VERB.or(NOMINAL)) {
            Xpos::Rbr
        } else {
            return None;
        });
    }
    None
}
