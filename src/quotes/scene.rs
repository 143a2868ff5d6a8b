//! What the rules look at: tokens with tags, quoted runs as units of their own, and the units of the text.

use super::marks::Run;
use crate::document::{Lexical, Shape, Tag};
use crate::labels::{BlockKind, Xpos};
use crate::span::TokenRange;

/// How far any rule looks from its cue, in tokens; keeps the stage linear in unpunctuated text.
pub(super) const WINDOW: usize = 120;

const NO_RUN: u32 = u32::MAX;

/// A block of the article and the indices of its sentences.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paragraph {
    pub(super) kind: BlockKind,
    pub(super) sentences: TokenRange,
}

/// The article as the rules see it.
#[derive(Debug)]
pub(super) struct Scene<'d> {
    pub(super) lex: Lexical<'d>,
    tags: &'d [Tag],
    pub(super) runs: &'d [Run],
    run_of: Vec<u32>,
}

impl<'d> Scene<'d> {
    pub(super) fn new(lex: Lexical<'d>, tags: &'d [Tag], runs: &'d [Run]) -> Self {
        let mut run_of = vec![NO_RUN; lex.tokens.len()];
        for (index, run) in runs.iter().enumerate() {
            run_of[run.outer.range()].fill(index as u32);
        }
        Self { lex, tags, runs, run_of }
    }

    pub(super) fn xpos(&self, token: usize) -> Xpos {
        self.tags.get(token).map_or(Xpos::Nfp, |tag| tag.xpos)
    }

    pub(super) fn norm(&self, token: usize) -> &'d str {
        self.lex.norm(token)
    }

    pub(super) fn shape(&self, token: usize) -> Shape {
        self.lex.tokens.items.get(token).map_or(Shape::Symbol, |t| t.shape)
    }

    /// Index of the run that holds the token, its marks included.
    pub(super) fn run_index(&self, token: usize) -> Option<usize> {
        self.run_of.get(token).filter(|&&run| run != NO_RUN).map(|&run| run as usize)
    }

    /// The run that holds the token, its marks included.
    pub(super) fn run(&self, token: usize) -> Option<&'d Run> {
        self.run_index(token).map(|index| &self.runs[index])
    }

    /// The run that begins at the token.
    pub(super) fn run_from(&self, token: usize) -> Option<&'d Run> {
        self.run(token).filter(|run| run.outer.start as usize == token)
    }

    /// The run that ends right before the token.
    pub(super) fn run_to(&self, token: usize) -> Option<&'d Run> {
        self.run(token.checked_sub(1)?).filter(|run| run.outer.end as usize == token)
    }

    /// The runs that begin inside the range.
    pub(super) fn runs_in(&self, range: TokenRange) -> &'d [Run] {
        let from = self.runs.partition_point(|run| run.outer.start < range.start);
        let to = self.runs.partition_point(|run| run.outer.start < range.end);
        &self.runs[from..to]
    }

    pub(super) fn is_comma(&self, token: usize) -> bool {
        self.norm(token) == ","
    }

    pub(super) fn is_colon(&self, token: usize) -> bool {
        self.norm(token) == ":"
    }

    /// A mark that sets off an insertion: comma or dash.
    pub(super) fn is_break(&self, token: usize) -> bool {
        self.is_comma(token) || self.shape(token) == Shape::Dash
    }

    /// A full stop, question or exclamation mark or ellipsis.
    pub(super) fn is_final(&self, token: usize) -> bool {
        matches!(self.norm(token), "." | "?" | "!" | "…" | "..." | ";" | "?!" | "!!")
    }

    pub(super) fn is_verb(&self, token: usize) -> bool {
        matches!(self.xpos(token), Xpos::Vb | Xpos::Vbd | Xpos::Vbg | Xpos::Vbn | Xpos::Vbp | Xpos::Vbz)
    }

    /// A verb that makes a clause by itself.
    pub(super) fn is_finite(&self, token: usize) -> bool {
        matches!(self.xpos(token), Xpos::Vbd | Xpos::Vbp | Xpos::Vbz | Xpos::Md)
    }

    pub(super) fn is_adverb(&self, token: usize) -> bool {
        matches!(self.xpos(token), Xpos::Rb | Xpos::Rbr | Xpos::Rbs)
    }

    /// Whether the token begins a clause that depends on what stands before.
    pub(super) fn is_complementizer(&self, token: usize) -> bool {
        matches!(self.norm(token), "that" | "whether" | "if" | "how" | "why")
    }

    /// Whether the run ends with a mark that closes a sentence or clause: a quotation of its own rather than quoted words.
    pub(super) fn run_is_complete(&self, run: &Run) -> bool {
        let last = run.tokens.end as usize - 1;
        self.is_comma(last) || self.is_final(last) || self.shape(last) == Shape::Dash
    }

    /// Number of words in the range.
    pub(super) fn words(&self, range: TokenRange) -> usize {
        range.range().filter(|&t| !self.shape(t).is_mark()).count()
    }

    /// The range without commas, dashes and full stops at its ends; a full stop inside a run that ends there stays.
    pub(super) fn trim(&self, range: TokenRange) -> TokenRange {
        let (mut start, mut end) = (range.start as usize, range.end as usize);
        let loose = |t: usize| self.run_index(t).is_none() && (self.is_break(t) || self.is_colon(t) || self.is_final(t));
        while start < end && loose(start) {
            start += 1;
        }
        while start < end && loose(end - 1) && !matches!(self.norm(end - 1), "?" | "!") {
            end -= 1;
        }
        TokenRange::at(start, end)
    }

    /// The article's blocks with their sentences, in order.
    pub(super) fn blocks(&self) -> Vec<Paragraph> {
        let mut blocks: Vec<Paragraph> = Vec::new();
        let mut last = None;
        for (index, sentence) in self.lex.sentences.iter().enumerate() {
            let kind = self.lex.blocks[sentence.block].kind;
            if !kind.is_article() {
                continue;
            }
            match blocks.last_mut() {
                Some(block) if last == Some(sentence.block) => block.sentences.end = index as u32 + 1,
                _ => blocks.push(Paragraph { kind, sentences: TokenRange::at(index, index + 1) }),
            }
            last = Some(sentence.block);
        }
        blocks
    }

    /// The units of a block's sentences: sentences that a run holds together are one.
    pub(super) fn units(&self, sentences: TokenRange) -> Vec<TokenRange> {
        let sentences = &self.lex.sentences[sentences.range()];
        let mut units: Vec<TokenRange> = Vec::with_capacity(sentences.len());
        for sentence in sentences {
            let start = sentence.tokens.start as usize;
            let goes_on = self.run(start).is_some_and(|run| (run.outer.start as usize) < start);
            match units.last_mut() {
                Some(unit) if goes_on => unit.end = sentence.tokens.end,
                _ => units.push(sentence.tokens),
            }
        }
        units
    }
}
