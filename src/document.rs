//! The document: the text, untouched, and one vector a layer.
//!
//! Passive data. A stage borrows the layers that it needs and returns the one
//! that it owns; [`crate::pipeline`] stores it. Each fact lives in one layer.
//!
//! Invariants, held by the stages and checked by `tests/invariants.rs`: spans lie on
//! character boundaries; blocks, tokens and sentences are in order and do not overlap;
//! a sentence lies in one block and a token in one sentence; names do not overlap.

use time::{Date, Month};

use crate::classes::Classes;
use crate::labels::{BlockKind, EntityType, MentionKind, QuantityType, QuoteAct, QuoteKind, TimexType, Upos, Xpos};
use crate::span::{BlockId, EntityId, MentionId, SentenceId, Span, TokenRange};

/// A text with its layers, in the order in which the pipeline makes them.
#[derive(Debug, Default)]
pub struct Document {
    /// The text exactly as given.
    pub text: String,
    /// Paragraphs and lines with their roles; white space between them belongs to none.
    pub blocks: Vec<Block>,
    /// BCP 47 tag of the language; `und` when unknown.
    pub language: &'static str,
    /// Words and marks, with their normalised forms.
    pub tokens: Tokens,
    /// Sentences, each inside one block.
    pub sentences: Vec<Sentence>,
    /// One tag a token.
    pub tags: Vec<Tag>,
    /// Names with their types, in order, not overlapping.
    pub names: Vec<Name>,
    /// Names, nominals and pronouns, ordered by start, then longer first.
    pub mentions: Vec<Mention>,
    /// The document's date, given or read.
    pub date: Option<Date>,
    /// Dates, times, durations, in order, not overlapping.
    pub timexes: Vec<Timex>,
    /// Money, percentages, measures, numbers, in order, not overlapping.
    pub quantities: Vec<Quantity>,
    /// Quotes, ordered by the start of their content.
    pub quotes: Vec<Quote>,
    /// Mentions grouped into entities, most salient first.
    pub coreference: Coreference,
    /// Clean sentences of the article, best first.
    pub summary: Vec<SentenceId>,
}

impl Document {
    /// The layers that exist once the text is split into sentences.
    #[must_use]
    pub fn lexical(&self) -> Lexical<'_> {
        Lexical { text: &self.text, blocks: &self.blocks, tokens: &self.tokens, sentences: &self.sentences }
    }
}

/// The layers that every stage after the sentence splitter reads.
#[derive(Clone, Copy, Debug)]
pub struct Lexical<'d> {
    /// See [`Document::text`].
    pub text: &'d str,
    /// See [`Document::blocks`].
    pub blocks: &'d [Block],
    /// See [`Document::tokens`].
    pub tokens: &'d Tokens,
    /// See [`Document::sentences`].
    pub sentences: &'d [Sentence],
}

impl<'d> Lexical<'d> {
    /// The token's text as it stands in the document.
    #[must_use]
    pub fn word(&self, token: usize) -> &'d str {
        self.tokens.items.get(token).map_or("", |t| t.span.of(self.text))
    }

    /// The token's normalised form; see [`Tokens::norm`].
    #[must_use]
    pub fn norm(&self, token: usize) -> &'d str {
        self.tokens.norm(token)
    }

    /// The lexicon classes of the token's normalised form.
    #[must_use]
    pub fn classes(&self, token: usize) -> Classes {
        self.tokens.items.get(token).map_or(Classes::NONE, |t| t.classes)
    }

    /// The bytes from the first to the last token of the range.
    #[must_use]
    pub fn span(&self, range: TokenRange) -> Span {
        let items = &self.tokens.items;
        match (items.get(range.start as usize), items.get((range.end as usize).wrapping_sub(1))) {
            (Some(first), Some(last)) if range.start < range.end => Span::new(first.span.start, last.span.end),
            _ => Span::default(),
        }
    }

    /// The text of the range, as it stands in the document.
    #[must_use]
    pub fn phrase(&self, range: TokenRange) -> &'d str {
        self.span(range).of(self.text)
    }

    /// The tokens that lie wholly inside a byte span.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> TokenRange {
        let items = &self.tokens.items;
        let start = items.partition_point(|t| t.span.start < span.start);
        let end = items.partition_point(|t| t.span.end <= span.end);
        TokenRange::at(start, end.max(start))
    }

    /// The sentence that holds the token.
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> Option<SentenceId> {
        let after = self.sentences.partition_point(|s| s.tokens.start as usize <= token);
        let index = after.checked_sub(1)?;
        self.sentences[index].tokens.contains_token(token).then(|| SentenceId::new(index))
    }

    /// The block that holds the byte offset.
    #[must_use]
    pub fn block_at(&self, offset: u32) -> Option<BlockId> {
        let after = self.blocks.partition_point(|b| b.span.start <= offset);
        let index = after.checked_sub(1)?;
        self.blocks[index].span.contains_offset(offset).then(|| BlockId::new(index))
    }

    /// Whether the token lies in a block that counts as part of the article.
    #[must_use]
    pub fn in_article(&self, token: usize) -> bool {
        self.tokens.items.get(token).and_then(|t| self.block_at(t.span.start)).is_some_and(|b| self.blocks[b].kind.is_article())
    }

    /// Whether white space or a block's end stands before the token.
    #[must_use]
    pub fn space_before(&self, token: usize) -> bool {
        let Some(start) = self.tokens.items.get(token).map(|t| t.span.start) else { return true };
        token == 0 || self.tokens.items[token - 1].span.end != start
    }
}

/// A paragraph, a line, or a part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// From the first to the last character that is not white space.
    pub span: Span,
    /// What the block is.
    pub kind: BlockKind,
}

/// All tokens of a document with their normalised forms.
#[derive(Debug, Default)]
pub struct Tokens {
    /// The tokens in order.
    pub items: Vec<Token>,
    norms: String,
    norm_ends: Vec<u32>,
}

impl Tokens {
    /// Appends a token with its normalised form.
    pub fn push(&mut self, token: Token, norm: &str) {
        self.items.push(token);
        self.norms.push_str(norm);
        self.norm_ends.push(self.norms.len() as u32);
    }

    /// Number of tokens.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is no token.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The token in lower case, curly apostrophes straight and zero-width characters left out; empty past the end.
    #[must_use]
    pub fn norm(&self, token: usize) -> &str {
        let Some(&end) = self.norm_ends.get(token) else { return "" };
        let start = if token == 0 { 0 } else { self.norm_ends[token - 1] };
        &self.norms[start as usize..end as usize]
    }
}

/// A word, number or mark. Clitics (`'s`, `n't`) and hyphenated parts are tokens of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What its characters are.
    pub shape: Shape,
    /// What the lexicon knows of its normalised form.
    pub classes: Classes,
}

/// The shape of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Letters, all lower case: `said`; also scripts without case.
    Lower,
    /// One capital, then lower case: `Moscow`, `I`, `A`.
    Title,
    /// Two or more letters, all capitals: `NATO`, `U.S.`.
    Upper,
    /// Capitals elsewhere: `McDonald`, `iPhone`, `COVID19`.
    Mixed,
    /// Begins with a digit or is a number: `2,000`, `10th`, `4.5`.
    Number,
    /// An opening or closing quotation mark of any style (an apostrophe that opens or closes a quotation included).
    Quote,
    /// A hyphen inside a word: `two` `-` `year`.
    Hyphen,
    /// A dash between phrases: `—`, `–`, `--`.
    Dash,
    /// Any other mark.
    Punct,
    /// A URL, e-mail address, handle or hashtag.
    Address,
    /// Anything else: `$`, `%`, emoji.
    Symbol,
}

impl Shape {
    /// Whether the token is a word with a capital letter.
    #[must_use]
    pub const fn is_capitalised(self) -> bool {
        matches!(self, Self::Title | Self::Upper | Self::Mixed)
    }

    /// Whether the token is a word: letters in any case.
    #[must_use]
    pub const fn is_word(self) -> bool {
        matches!(self, Self::Lower | Self::Title | Self::Upper | Self::Mixed)
    }

    /// Whether the token is a mark: quotation mark, hyphen, dash or other punctuation.
    #[must_use]
    pub const fn is_mark(self) -> bool {
        matches!(self, Self::Quote | Self::Hyphen | Self::Dash | Self::Punct)
    }
}

/// A sentence: at least one token, inside one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first to its last token.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenRange,
    /// The block that holds it.
    pub block: BlockId,
}

/// A token's part of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Universal tag.
    pub upos: Upos,
    /// Penn tag.
    pub xpos: Xpos,
}

/// A name: title, honorific, leading article and possessive `'s` left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its tokens.
    pub tokens: TokenRange,
    /// Its type.
    pub entity_type: EntityType,
}

/// What a mention's words say of the thing meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Referent {
    /// One person: `the minister`, `she`.
    Person,
    /// Several people: `officials`, `they`, `both leaders`.
    People,
    /// A body: `the ministry`, `the company`.
    Organisation,
    /// A place: `the city`.
    Place,
    /// A text: `the report`, `a statement`.
    Document,
    /// Anything else, or not known: `it`, `this`.
    Other,
}

impl Referent {
    /// What a name of that type stands for.
    #[must_use]
    pub const fn of_type(entity_type: EntityType) -> Self {
        match entity_type {
            EntityType::Person => Self::Person,
            EntityType::Norp => Self::People,
            EntityType::Org => Self::Organisation,
            EntityType::Gpe | EntityType::Loc | EntityType::Fac => Self::Place,
            EntityType::WorkOfArt | EntityType::Law => Self::Document,
            EntityType::Product | EntityType::Event | EntityType::Language => Self::Other,
        }
    }
}

/// Grammatical gender and number, as far as the words themselves tell: `he`, `the actress`, `Mrs`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Evidence for `she`. Used to resolve pronouns; never shown or exported.
    pub feminine: bool,
    /// Evidence for `he`. Used to resolve pronouns; never shown or exported.
    pub masculine: bool,
    /// More than one.
    pub plural: bool,
}

/// A phrase that refers to somebody or something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Its tokens; for a nominal the noun phrase without relative clause.
    pub tokens: TokenRange,
    /// Index of the head word's token; for a name its last token.
    pub head: u32,
    /// Name, nominal or pronoun.
    pub kind: MentionKind,
    /// The type, where the words tell it.
    pub entity_type: Option<EntityType>,
    /// What kind of thing is meant.
    pub referent: Referent,
    /// Gender and number.
    pub agreement: Agreement,
    /// The title before a name (`Syrian President`) or the role in apposition after it.
    pub title: Option<TokenRange>,
    /// The name that this nominal is an apposition or title of, or that it names: `Berg, the deputy mayor`.
    pub same_as: Option<MentionId>,
}

/// A TIMEX3 expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// Where it stands.
    pub span: Span,
    /// Its type.
    pub timex_type: TimexType,
    /// ISO 8601 value; empty when it cannot be grounded.
    pub value: String,
}

/// An amount.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Where it stands.
    pub span: Span,
    /// Its type.
    pub quantity_type: QuantityType,
    /// Its value.
    pub value: QuantityValue,
    /// ISO 4217 code for money, UCUM code for measures.
    pub unit: Option<String>,
}

/// The value of a quantity.
#[derive(Clone, Debug, PartialEq)]
pub enum QuantityValue {
    /// One number.
    Number(f64),
    /// Something that is no single number: `5-7`, `hundreds of thousands`.
    Text(String),
}

/// Words attributed to a source, or words in quotation marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// Its words, outer quotation marks left out; in order, at least one span, none empty.
    pub content: Vec<Span>,
    /// Direct, mixed, indirect or scare.
    pub kind: QuoteKind,
    /// Speech, or wants, believes, endorses.
    pub act: QuoteAct,
    /// The words that attribute: `said`, `according to`.
    pub cue: Option<Span>,
    /// The source's words, with what identifies it.
    pub source: Option<Span>,
    /// The mention that the source's words hold; its entity is the speaker.
    pub speaker: Option<MentionId>,
    /// The outlet that was told or is quoted.
    pub via: Option<Span>,
    /// The reason for anonymity.
    pub reason: Option<Span>,
    /// How sure the attribution is, 0 to 1.
    pub confidence: f32,
}

/// Mentions grouped by what they refer to.
#[derive(Debug, Default)]
pub struct Coreference {
    /// The entities, most salient first.
    pub entities: Vec<Entity>,
    /// One slot a mention: its entity, or none when unresolved or outside the article.
    pub entity_of: Vec<Option<EntityId>>,
}

/// A person, organisation, place or unnamed source of the article.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Its type by agreement of its mentions; none for an unnamed speaker whose kind is unclear.
    pub entity_type: Option<EntityType>,
    /// The fullest name, or the article's fullest phrase for a source without a name.
    pub name: String,
    /// Whether some mention is a name.
    pub named: bool,
    /// What kind of thing it is.
    pub referent: Referent,
    /// Its other names, in order of appearance, without repetition.
    pub aliases: Vec<String>,
    /// The role as the article gives it first.
    pub title: Option<String>,
    /// Its mentions, in order; never empty.
    pub mentions: Vec<MentionId>,
    /// How central it is, 0 to 1.
    pub salience: f32,
}

/// Reads `YYYY-MM-DD`; none where it is no day of the calendar.
///
/// ```
/// use glossator::document::parse_date;
/// assert!(parse_date("2024-02-29").is_some());
/// assert!(parse_date("2023-02-29").is_none());
/// ```
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
    let well_formed =
        text.len() == 10 && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    if !well_formed {
        return None;
    }
    let month = Month::try_from(text[5..7].parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(text[..4].parse().ok()?, month, text[8..].parse().ok()?).ok()
}
