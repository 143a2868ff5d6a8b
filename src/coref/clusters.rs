//! Groups of mentions in the making.

use crate::document::Agreement;
use crate::span::MentionId;

/// What a gendered word or pronoun weighs; a given name of the lists weighs one.
const WORD: i32 = 3;

/// Words' evidence of gender: below zero for `he`, above it for `she`.
pub fn told_gender(agreement: Agreement) -> i32 {
    WORD * (i32::from(agreement.feminine) - i32::from(agreement.masculine))
}

/// Index of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClusterId(pub u32);

/// Mentions that are of one entity.
#[derive(Clone, Debug, Default)]
pub struct Cluster {
    /// In the order in which they were added.
    pub mentions: Vec<MentionId>,
    /// Whether some mention is a name.
    pub named: bool,
    /// Sum of the evidence; see [`told_gender`].
    pub gender: i32,
}

/// All groups, and each mention's.
#[derive(Debug)]
pub struct Clusters {
    items: Vec<Cluster>,
    of: Vec<Option<ClusterId>>,
}

impl Clusters {
    /// No group yet, for so many mentions.
    pub fn new(n_mentions: usize) -> Self {
        Self { items: Vec::new(), of: vec![None; n_mentions] }
    }

    pub fn of(&self, mention: MentionId) -> Option<ClusterId> {
        self.of.get(mention.index()).copied().flatten()
    }

    pub fn get(&self, id: ClusterId) -> &Cluster {
        &self.items[id.0 as usize]
    }

    pub fn get_mut(&mut self, id: ClusterId) -> &mut Cluster {
        &mut self.items[id.0 as usize]
    }

    /// An empty group.
    pub fn open(&mut self) -> ClusterId {
        self.items.push(Cluster::default());
        ClusterId(self.items.len() as u32 - 1)
    }

    /// Puts a mention without a group into one, with what it tells of gender.
    pub fn add(&mut self, id: ClusterId, mention: MentionId, gender: i32) {
        debug_assert!(self.of(mention).is_none(), "a mention is added once");
        self.of[mention.index()] = Some(id);
        let cluster = &mut self.items[id.0 as usize];
        cluster.mentions.push(mention);
        cluster.gender += gender;
    }

    /// The mention's group; a new one where it has none.
    pub fn of_or_open(&mut self, mention: MentionId, gender: i32) -> ClusterId {
        self.of(mention).unwrap_or_else(|| {
            let id = self.open();
            self.add(id, mention, gender);
            id
        })
    }

    pub fn into_parts(self) -> (Vec<Cluster>, Vec<Option<ClusterId>>) {
        (self.items, self.of)
    }
}
