//! What the steps of coreference read of the article, looked up once for every mention.

use crate::document::{Lexical, Mention, Quote, Referent, Tag};
use crate::labels::{BlockKind, MentionKind, QuoteKind, Upos, Xpos};
use crate::span::MentionId;

/// The layers below, with each mention's place in the article.
pub struct Article<'d> {
    pub lex: Lexical<'d>,
    pub tags: &'d [Tag],
    pub mentions: &'d [Mention],
    pub quotes: &'d [Quote],
    /// One slot a mention; none outside the article's blocks.
    pub places: Vec<Option<Place>>,
}

/// Where and how a mention stands.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Index of its sentence.
    pub sentence: u32,
    /// Index of its block.
    pub block: u32,
    /// Whether the block is a headline.
    pub headline: bool,
    /// The quote with quotation marks whose content holds it.
    pub quote: Option<u32>,
    /// Whether it stands between the quotation marks themselves, and not in a reported part of the content.
    pub marked: bool,
    /// Its part in the clause.
    pub position: Position,
}

/// A mention's grammatical part, as far as the words beside it show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    Subject,
    Object,
    /// After a preposition.
    Oblique,
    Possessor,
    Other,
}

impl<'d> Article<'d> {
    pub fn new(lex: Lexical<'d>, tags: &'d [Tag], mentions: &'d [Mention], quotes: &'d [Quote]) -> Self {
        let mut article = Self { lex, tags, mentions, quotes, places: Vec::new() };
        let quoted = quoted(lex, quotes, mentions.iter().map(|m| lex.span(m.tokens).start));
        let mut speaks = vec![false; mentions.len()];
        for speaker in quotes.iter().filter_map(|quote| quote.speaker) {
            if let Some(slot) = speaks.get_mut(speaker.index()) {
                *slot = true;
            }
        }
        let mut previous = None;
        for (index, mention) in mentions.iter().enumerate() {
            let place = article.place(mention, quoted[index], previous).map(|place| match speaks[index] {
                true => Place { position: Position::Subject, ..place },
                false => place,
            });
            previous = place.map(|p| p.sentence);
            article.places.push(place);
        }
        article
    }

    fn place(&self, mention: &Mention, quote: Option<u32>, previous: Option<u32>) -> Option<Place> {
        let first = mention.tokens.start as usize;
        let sentence = self.lex.sentence_of(first)?;
        let block = self.lex.sentences[sentence].block;
        let kind = self.lex.blocks.get(block.index())?.kind;
        let opens = previous != Some(sentence.0);
        kind.is_article().then(|| Place {
            sentence: sentence.0,
            block: block.0,
            headline: kind == BlockKind::Headline,
            quote,
            marked: quote.is_some_and(|quote| self.is_marked(&self.quotes[quote as usize], first)),
            position: self.position(mention, opens),
        })
    }

    /// Whether the token of a quote's content stands between quotation marks, by counting the double ones before it.
    fn is_marked(&self, quote: &Quote, token: usize) -> bool {
        if quote.kind != QuoteKind::Mixed {
            return quote.kind == QuoteKind::Direct;
        }
        /// Longer contents are not looked through.
        const LONGEST: usize = 200;
        let offset = self.lex.tokens.items[token].span.start;
        let Some(content) = quote.content.iter().find(|span| span.contains_offset(offset)) else { return false };
        let before = (token.saturating_sub(LONGEST)..token).rev();
        let inside = before.take_while(|&at| self.lex.tokens.items[at].span.start >= content.start);
        inside.filter(|&at| matches!(self.lex.word(at), "\"" | "“" | "”" | "''" | "``")).count() % 2 == 1
    }

    fn position(&self, mention: &Mention, opens_sentence: bool) -> Position {
        let xpos = |token: usize| self.tags.get(token).map(|t| t.xpos);
        let first = mention.title.filter(|t| t.end <= mention.tokens.start).unwrap_or(mention.tokens).start as usize;
        let after = mention.tokens.end as usize;
        if xpos(after) == Some(Xpos::Pos) {
            return Position::Possessor;
        }
        if mention.kind == MentionKind::Pronoun
            && let Some(position) = self.case(mention.tokens.start as usize)
        {
            return position;
        }
        let before = first.checked_sub(1).map(|b| if xpos(b) == Some(Xpos::Dt) { b.saturating_sub(1) } else { b });
        let before = before.and_then(|b| self.tags.get(b));
        if before.is_some_and(|t| matches!(t.xpos, Xpos::In | Xpos::To)) && !opens_sentence {
            return Position::Oblique;
        }
        if self.verb_follows(after) {
            return Position::Subject;
        }
        match before {
            // "For Berg, the vote …": the topic stands first.
            Some(t) if matches!(t.xpos, Xpos::In | Xpos::To) => Position::Subject,
            Some(t) if t.upos == Upos::Verb => Position::Object,
            _ if opens_sentence => Position::Subject,
            _ => Position::Other,
        }
    }

    /// The part that a pronoun's form shows.
    fn case(&self, token: usize) -> Option<Position> {
        match self.lex.norm(token) {
            "he" | "she" | "i" | "we" | "they" => Some(Position::Subject),
            "him" | "me" | "us" | "them" => Some(Position::Object),
            "his" | "its" | "their" | "my" | "our" => Some(Position::Possessor),
            "her" if self.tags[token].xpos == Xpos::PrpPoss => Some(Position::Possessor),
            "her" => Some(Position::Object),
            _ => None,
        }
    }

    /// Whether a finite verb follows, after adverbs.
    fn verb_follows(&self, after: usize) -> bool {
        let mut rest = self.tags[after.min(self.tags.len())..].iter().take(3);
        let next = rest.find(|t| t.upos != Upos::Adv);
        next.is_some_and(|t| matches!(t.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md))
    }

    /// The mention's words as they stand in the text, on one line.
    pub fn phrase(&self, mention: MentionId) -> String {
        self.tidy(self.mentions[mention].tokens)
    }

    /// The words of a token range, on one line.
    pub fn tidy(&self, tokens: crate::span::TokenRange) -> String {
        self.lex.phrase(tokens).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub fn place_of(&self, mention: MentionId) -> Option<Place> {
        self.places.get(mention.index()).copied().flatten()
    }

    /// The mentions of the article's blocks, in order.
    pub fn in_article(&self) -> impl Iterator<Item = (MentionId, &'d Mention, Place)> + '_ {
        let mentions: &'d [Mention] = self.mentions;
        let placed = self.places.iter().enumerate().filter_map(|(index, place)| Some((index, (*place)?)));
        placed.map(move |(index, place)| (MentionId::new(index), &mentions[index], place))
    }

    /// The mentions that stand inside another, which begins no later than they do.
    pub fn inside(&self, outer: &Mention) -> impl Iterator<Item = MentionId> + '_ {
        /// More than stand inside any phrase.
        const MOST: usize = 8;
        let tokens = outer.tokens;
        let first = self.mentions.partition_point(|mention| mention.tokens.start < tokens.start);
        let from = self.mentions[first..].iter().take(MOST).take_while(move |mention| mention.tokens.start < tokens.end);
        let inside = from.enumerate().filter(move |(_, mention)| mention.tokens != tokens && tokens.contains(mention.tokens));
        inside.map(move |(index, _)| MentionId::new(first + index))
    }

    /// Whether the mention is a phrase or a name for one person.
    pub fn is_person(&self, mention: MentionId) -> bool {
        let mention = &self.mentions[mention];
        mention.referent == Referent::Person && !mention.agreement.plural
    }
}

/// For every offset, in order, the quote whose content holds it in somebody's own words: in quotation marks, or a turn of a conversation.
fn quoted(lex: Lexical<'_>, quotes: &[Quote], offsets: impl Iterator<Item = u32>) -> Vec<Option<u32>> {
    let is_turn = |quote: &Quote| quote.cue.is_some_and(|cue| cue.of(lex.text) == ":");
    let in_marks = |quote: &&Quote| matches!(quote.kind, QuoteKind::Direct | QuoteKind::Mixed) || is_turn(quote);
    let marked = quotes.iter().enumerate().filter(|(_, quote)| in_marks(quote));
    let mut spans: Vec<_> = marked.flat_map(|(index, quote)| quote.content.iter().map(move |&span| (span, index as u32))).collect();
    spans.sort_by_key(|(span, _)| span.start);
    let mut next = 0;
    let mut current = None;
    let mut found = Vec::new();
    for offset in offsets {
        while let Some(&(span, quote)) = spans.get(next)
            && span.start <= offset
        {
            current = Some((span, quote));
            next += 1;
        }
        found.push(current.and_then(|(span, quote)| span.contains_offset(offset).then_some(quote)));
    }
    found
}
