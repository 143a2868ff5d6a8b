//! The closed vocabularies of the result: tags, entity types, kinds.
//!
//! Every label has one spelling, [`as_str`](EntityType::as_str), which is the one of CONTRACT and of the field's corpora.

macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$vdoc])* #[doc = stringify!($variant)] $variant,)*
        }

        impl $name {
            /// Every label, in the order of declaration.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The label as it stands in the result.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// The label of that spelling.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|label| label.as_str() == text)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    )*};
}

labels! {
    /// What a block of the text is.
    BlockKind {
        Headline = "headline",
        Standfirst = "standfirst",
        Byline = "byline",
        Timestamp = "timestamp",
        Dateline = "dateline",
        Caption = "caption",
        Subhead = "subhead",
        Body = "body",
        PullQuote = "pullquote",
        Interruption = "interruption",
        Boilerplate = "boilerplate",
        Comment = "comment",
    }

    /// Entity types of OntoNotes 5.
    EntityType {
        Person = "PERSON",
        Norp = "NORP",
        Fac = "FAC",
        Org = "ORG",
        Gpe = "GPE",
        Loc = "LOC",
        Product = "PRODUCT",
        Event = "EVENT",
        WorkOfArt = "WORK_OF_ART",
        Law = "LAW",
        Language = "LANGUAGE",
    }

    /// How a mention refers.
    MentionKind {
        Name = "name",
        Nominal = "nominal",
        Pronoun = "pronoun",
    }

    /// TIMEX3 types.
    TimexType {
        Date = "DATE",
        Time = "TIME",
        Duration = "DURATION",
        Set = "SET",
    }

    /// Types of quantities, as in OntoNotes.
    QuantityType {
        Money = "MONEY",
        Percent = "PERCENT",
        Quantity = "QUANTITY",
        Cardinal = "CARDINAL",
        Ordinal = "ORDINAL",
    }

    /// How much of a quote stands inside quotation marks.
    QuoteKind {
        Direct = "direct",
        Mixed = "mixed",
        Indirect = "indirect",
        Scare = "scare",
    }

    /// What the source does: says it, or holds it in another way.
    QuoteAct {
        Speech = "speech",
        Other = "other",
    }

    /// What kind of source a speaker is.
    SpeakerKind {
        Named = "named",
        Unnamed = "unnamed",
        Collective = "collective",
        Document = "document",
    }

    /// Universal Dependencies part-of-speech tags.
    Upos {
        Adj = "ADJ",
        Adp = "ADP",
        Adv = "ADV",
        Aux = "AUX",
        Cconj = "CCONJ",
        Det = "DET",
        Intj = "INTJ",
        Noun = "NOUN",
        Num = "NUM",
        Part = "PART",
        Pron = "PRON",
        Propn = "PROPN",
        Punct = "PUNCT",
        Sconj = "SCONJ",
        Sym = "SYM",
        Verb = "VERB",
        X = "X",
    }

    /// Penn Treebank tags as GUM and EWT use them.
    Xpos {
        Add = "ADD",
        Afx = "AFX",
        Cc = "CC",
        Cd = "CD",
        Dt = "DT",
        Ex = "EX",
        Fw = "FW",
        Gw = "GW",
        Hyph = "HYPH",
        In = "IN",
        Jj = "JJ",
        Jjr = "JJR",
        Jjs = "JJS",
        Lrb = "-LRB-",
        Ls = "LS",
        Md = "MD",
        Nfp = "NFP",
        Nn = "NN",
        Nnp = "NNP",
        Nnps = "NNPS",
        Nns = "NNS",
        Pdt = "PDT",
        Pos = "POS",
        Prp = "PRP",
        PrpPoss = "PRP$",
        Rb = "RB",
        Rbr = "RBR",
        Rbs = "RBS",
        Rp = "RP",
        Rrb = "-RRB-",
        Sym = "SYM",
        To = "TO",
        Uh = "UH",
        Vb = "VB",
        Vbd = "VBD",
        Vbg = "VBG",
        Vbn = "VBN",
        Vbp = "VBP",
        Vbz = "VBZ",
        Wdt = "WDT",
        Wp = "WP",
        WpPoss = "WP$",
        Wrb = "WRB",
        Dollar = "$",
        OpenQuote = "``",
        CloseQuote = "''",
        Comma = ",",
        Period = ".",
        Colon = ":",
    }
}

impl BlockKind {
    /// Whether a block of this kind is part of the article: counted, quoted, summarised.
    #[must_use]
    pub const fn is_article(self) -> bool {
        matches!(
            self,
            Self::Headline | Self::Standfirst | Self::Byline | Self::Dateline | Self::Caption | Self::Subhead | Self::Body
        )
    }
}
