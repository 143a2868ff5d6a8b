//! The frame of a quote: the token ranges of content, cue and source, before they become the document's layer.

use crate::labels::QuoteAct;
use crate::span::TokenRange;

/// Which rule found a frame; decides how far it is to be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pattern {
    /// `“…,” she said.`
    QuoteThenCue,
    /// `She said: “…”`
    CueThenQuote,
    /// `She said the plan was “…”.`, `She praised the “…”.`
    ClauseWithQuote,
    /// `She said that …`
    Clause,
    /// `…, she said.`
    ClauseThenCue,
    /// `according to …`
    According,
    /// `her claim that …`
    Noun,
    /// `NAME: …`, `“…” — Name`, `Mayor: Bridge To Open`.
    Layout,
    /// A quotation introduced by a comma or colon and no known verb.
    Introduced,
    /// A quotation without a cue.
    Unattributed,
    /// Quoted words, a title or a nickname that nobody says.
    Scare,
}

impl Pattern {
    /// How often the rule's attributions were right on the training part of PolNeAR: the confidence where no weights tell it.
    pub(super) const fn confidence(self) -> f32 {
        match self {
            Self::QuoteThenCue => 0.93,
            Self::CueThenQuote => 0.78,
            Self::ClauseWithQuote => 0.75,
            Self::Clause => 0.7,
            Self::ClauseThenCue => 0.7,
            Self::According => 0.8,
            Self::Noun => 0.3,
            Self::Layout => 0.8,
            Self::Introduced => 0.33,
            Self::Unattributed => 0.1,
            Self::Scare => 0.5,
        }
    }
}

/// Who said what, in tokens.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// The parts of the content, in order.
    pub(super) content: Vec<TokenRange>,
    pub(super) cue: Option<TokenRange>,
    pub(super) source: Option<TokenRange>,
    /// The outlet that was told or is quoted.
    pub(super) via: Option<TokenRange>,
    /// The reason for anonymity.
    pub(super) reason: Option<TokenRange>,
    pub(super) act: QuoteAct,
    pub(super) pattern: Pattern,
    /// What the model says of it; none where the rules decided alone.
    pub(super) verdict: Option<Verdict>,
}

/// What the model says of a frame.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Verdict {
    /// By how much the cue leads over no cue.
    pub(super) lead: i32,
    /// How far the rules say the same: nothing, another content, a like one, the same; more by 4 where the source is the same.
    pub(super) agreement: u32,
    /// How much of the content that is to be expected the frame has, and no more than it, in 32nds.
    pub(super) content: u32,
    /// The same of the source.
    pub(super) source: u32,
}

impl Frame {
    pub(super) fn new(pattern: Pattern, content: Vec<TokenRange>) -> Self {
        Self { content, cue: None, source: None, via: None, reason: None, act: QuoteAct::Speech, pattern, verdict: None }
    }

    /// The token after the last one of content, cue and source.
    pub(super) fn end(&self) -> usize {
        let content = self.content.last().map_or(0, |part| part.end);
        let cue = self.cue.map_or(0, |cue| cue.end);
        let source = self.source.map_or(0, |source| source.end);
        content.max(cue).max(source) as usize
    }
}
