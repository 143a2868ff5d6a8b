//! The reading of the article from left to right: noun phrases and pronouns find whom they mean.
//!
//! What a phrase stands beside in apposition is its entity. For any other phrase or pronoun the last entities spoken of are
//! candidates; those that contradict it in gender, number or kind fall out, and the best by [`ranking`] is taken, or none.

use super::article::{Article, Place};
use super::clusters::{ClusterId, Clusters, told_gender};
use super::kin::Kin;
use super::memory::{Antecedent, Memory};
use super::profile::Profile;
use super::ranking::{self, Anaphor, Candidate, Kind, Scene};
use super::roles::{self, Role, Roles};
use crate::document::{Mention, Referent};
use crate::labels::{BlockKind, EntityType, MentionKind, QuoteKind};
use crate::span::MentionId;

/// Most candidates that are compared.
const MOST: usize = 24;
/// How many mentions before an anaphor may stand inside it.
const INSIDE: usize = 6;
/// Up to how many mentions an entity becomes more present.
const COUNTED: usize = 20;
/// How many sentences back `he` reaches, and `it` and `they`.
const PRONOUN_REACH: u32 = 5;
/// How many sentences back a noun phrase reaches.
const NOMINAL_REACH: u32 = 24;

/// The candidates of one anaphor with their features.
#[derive(Debug, Default)]
pub struct Slate {
    pub candidates: Vec<Candidate>,
    features: Vec<u32>,
    /// Where the features of each candidate end; those of having none come first.
    ends: Vec<usize>,
}

impl Slate {
    /// The features of having no antecedent.
    pub fn none(&self) -> &[u32] {
        &self.features[..self.ends[0]]
    }

    /// The features of a candidate.
    pub fn of(&self, candidate: usize) -> &[u32] {
        &self.features[self.ends[candidate]..self.ends[candidate + 1]]
    }
}

/// Ties noun phrases and pronouns to the groups of names, or to one another; `choose` picks a candidate of a slate that has some, or none.
pub fn resolve(
    article: &Article<'_>,
    clusters: &mut Clusters,
    choose: &mut dyn FnMut(&Anaphor<'_>, &Clusters, &Slate) -> Option<usize>,
) {
    let mut roles = Roles::new(article, clusters);
    let mut kin = Kin::new(article, clusters);
    let profile = Profile::new(article, clusters);
    let mut memory = Memory::new(article, clusters);
    let mut waiting: Vec<(MentionId, Place)> = Vec::new();
    let mut slate = Slate::default();
    let mut order: Vec<(MentionId, &Mention, Place)> = article.in_article().collect();
    order.sort_by_key(|&(_, mention, place)| turn(article, mention, place));
    for (id, mention, place) in order {
        if waiting.first().is_some_and(|(_, there)| there.sentence != place.sentence) {
            for (id, place) in waiting.drain(..) {
                settle(article, clusters, &mut roles, &mut kin, &profile, &memory, &mut slate, choose, id, place);
            }
        }
        if is_ahead(article, mention, place) {
            waiting.push((id, place));
        } else {
            settle(article, clusters, &mut roles, &mut kin, &profile, &memory, &mut slate, choose, id, place);
        }
        memory.keep(article, clusters, id, place);
    }
    for (id, place) in waiting {
        settle(article, clusters, &mut roles, &mut kin, &profile, &memory, &mut slate, choose, id, place);
    }
}

/// When a mention is read: a phrase at its head, after what stands inside it before the head, `her mother` after `her`; what is in
/// quotation marks after the one by whom it is quoted, “He is glad,” after `she said`.
fn turn(article: &Article<'_>, mention: &Mention, place: Place) -> (u32, u32) {
    let quote = place.quote.map(|quote| &article.quotes[quote as usize]).filter(|quote| quote.kind == QuoteKind::Direct);
    let speaker = quote.and_then(|quote| quote.speaker);
    let later = speaker.filter(|&speaker| {
        let head = article.mentions[speaker].head;
        head > mention.head && article.place_of(speaker).is_some_and(|there| there.block == place.block)
    });
    later.map_or((mention.head, 0), |speaker| (article.mentions[speaker].head, 1 + mention.head))
}

/// Whether the pronoun stands in a clause before the main one, and may mean somebody named after it: `Before he resigned, the minister …`.
fn is_ahead(article: &Article<'_>, mention: &Mention, place: Place) -> bool {
    /// How far into the sentence such a pronoun may stand.
    const REACH: u32 = 8;
    if mention.kind != MentionKind::Pronoun || told_gender(mention.agreement) == 0 || place.quote.is_some() {
        return false;
    }
    let Some(sentence) = article.lex.sentences.get(place.sentence as usize) else { return false };
    let first = sentence.tokens.start;
    let opens = matches!(
        article.lex.norm(first as usize),
        "before"
            | "after"
            | "when"
            | "while"
            | "as"
            | "although"
            | "though"
            | "since"
            | "until"
            | "if"
            | "in"
            | "despite"
            | "with"
            | "once"
            | "unless"
            | "because"
            | "during"
            | "on"
            | "for"
            | "at"
    );
    let near = mention.tokens.start > first && mention.tokens.start <= first + REACH;
    opens && near && !(first..mention.tokens.start).any(|token| article.lex.norm(token as usize) == ",")
}

/// Finds the antecedent of one mention and puts it into its group.
#[expect(clippy::too_many_arguments, reason = "the state of one pass")]
fn settle<'d>(
    article: &Article<'d>,
    clusters: &mut Clusters,
    roles: &mut Roles<'d>,
    kin: &mut Kin,
    profile: &Profile,
    memory: &Memory<'_>,
    slate: &mut Slate,
    choose: &mut dyn FnMut(&Anaphor<'_>, &Clusters, &Slate) -> Option<usize>,
    id: MentionId,
    place: Place,
) {
    if article.mentions[id].kind == MentionKind::Pronoun
        && matches!(article.lex.norm(article.mentions[id].head as usize), "you" | "your" | "yours" | "yourself")
    {
        if let Some(asked) = profile.asked(place) {
            clusters.add(asked, id, 0);
        }
        return;
    }
    let Some(anaphor) = Anaphor::new(article, id, place) else { return };
    let found = match anaphor.mention.same_as {
        Some(name) => clusters.of(name).map(Antecedent::Cluster),
        None => {
            let scene = Scene { article, clusters, profile, focus: &memory.focus };
            told(&scene, roles, kin, memory, &anaphor).or_else(|| {
                fill(&scene, roles, memory, &anaphor, slate);
                let chosen = if slate.candidates.is_empty() {
                    None
                } else if profile.speaks(id) {
                    most_present(&scene, &anaphor, slate)
                } else {
                    choose(&anaphor, clusters, slate)
                };
                chosen.map(|chosen| slate.candidates[chosen].entity)
            })
        }
    };
    if let Some(antecedent) = found {
        let cluster = match antecedent {
            Antecedent::Cluster(cluster) => cluster,
            Antecedent::Mention(other) => clusters.of_or_open(other, told_gender(article.mentions[other].agreement)),
        };
        clusters.add(cluster, id, told_gender(anaphor.mention.agreement));
        if anaphor.mention.kind == MentionKind::Nominal {
            kin.learn(article, clusters, anaphor.mention, cluster);
        }
        if let Some(subject) = anaphor.mention.same_as
            && article.mentions[subject].kind != MentionKind::Name
        {
            roles.learn(article, Role { cluster, told: id, tokens: anaphor.mention.tokens, head: anaphor.mention.head as usize });
        }
    }
}

/// Who is quoted by a pronoun is whoever is most present; a quoted phrase that the text does not tie to anybody is a source of its own.
fn most_present(scene: &Scene<'_, '_>, anaphor: &Anaphor<'_>, slate: &Slate) -> Option<usize> {
    /// What speaking last is worth beside presence.
    const SPOKE_LAST: i32 = 20;
    /// The same where the paragraph has gone on to speak of somebody.
    const SPOKE_BEFORE: i32 = 6;
    /// What being named in the quotation costs.
    const SPOKEN_OF: i32 = 30;
    let Scene { article, profile, .. } = scene;
    let own = article.lex.span(anaphor.mention.tokens).start;
    let start = profile.speaks_from(anaphor.id).map_or(own, |start| start.min(own));
    let last = profile.spoke_before(anaphor.id, start);
    let sentence = |offset: u32| article.lex.sentences.partition_point(|s| article.lex.span(s.tokens).start <= offset);
    let goes_on = last.is_some_and(|(end, _)| sentence(start) <= sentence(end.saturating_sub(1)) + 1);
    let worth = if goes_on { SPOKE_LAST } else { SPOKE_BEFORE };
    let last = last.map(|(_, speaker)| Antecedent::of(scene.clusters, speaker));
    let spoken_of = |entity| matches!(entity, Antecedent::Cluster(cluster) if profile.speaks_of(anaphor.id, cluster));
    let behind = |candidate: &Candidate| {
        let spoke_last = if Some(candidate.entity) == last { worth } else { 0 };
        candidate.behind - spoke_last + if spoken_of(candidate.entity) { SPOKEN_OF } else { 0 }
    };
    let candidates = slate.candidates.iter().enumerate();
    let best = candidates.min_by_key(|(_, candidate)| (behind(candidate), candidate.rank));
    best.map(|(at, _)| at).filter(|_| anaphor.kind == Kind::Gendered)
}

/// Collects the candidates and their features.
fn fill(scene: &Scene<'_, '_>, roles: &Roles<'_>, memory: &Memory<'_>, anaphor: &Anaphor<'_>, slate: &mut Slate) {
    slate.candidates.clear();
    slate.features.clear();
    slate.ends.clear();
    if !seeks(scene, anaphor) {
        return;
    }
    collect(scene, memory, anaphor, &mut slate.candidates);
    if anaphor.mention.kind == MentionKind::Nominal {
        let denied = |entity| match entity {
            Antecedent::Cluster(cluster) => roles.denies(scene.article, anaphor.mention, cluster),
            Antecedent::Mention(_) => false,
        };
        slate.candidates.retain(|candidate| !denied(candidate.entity));
    }
    ranking::none(scene, anaphor, slate.candidates.len(), &mut slate.features);
    slate.ends.push(slate.features.len());
    for candidate in &slate.candidates {
        ranking::pair(scene, anaphor, candidate, &mut slate.features);
        slate.ends.push(slate.features.len());
    }
}

/// Whether the word looks for an antecedent at all: `I` and `we` inside quotation marks are their speaker's.
fn seeks(scene: &Scene<'_, '_>, anaphor: &Anaphor<'_>) -> bool {
    let writes = scene.article.lex.blocks[anaphor.place.block as usize].kind == BlockKind::Byline;
    match anaphor.kind {
        _ if writes => false,
        Kind::First => anaphor.place.quote.is_none() && scene.profile.is_interview,
        Kind::FirstPlural => anaphor.place.quote.is_none(),
        Kind::Gendered | Kind::It | Kind::They => true,
        // "Her husband" is nobody of whom the text does not say so.
        Kind::Person if super::kin::tells_relation(scene.article, anaphor.mention) => false,
        _ => anaphor.is_definite(),
    }
}

/// The entities of the window that do not contradict the anaphor, the nearest first.
fn collect(scene: &Scene<'_, '_>, memory: &Memory<'_>, anaphor: &Anaphor<'_>, candidates: &mut Vec<Candidate>) {
    let Scene { article, clusters, profile, .. } = scene;
    let here = anaphor.place;
    let reach = match anaphor.kind {
        Kind::Gendered | Kind::It | Kind::They => PRONOUN_REACH,
        _ => NOMINAL_REACH,
    };
    let head = article.lex.norm(anaphor.mention.head as usize);
    // Whoever is spoken of inside the phrase is not whom it means.
    let overlapping = memory.recent().take(INSIDE).filter(|&id| article.mentions[id].tokens.overlaps(anaphor.mention.tokens));
    let inside: Vec<Antecedent> = overlapping.map(|id| Antecedent::of(clusters, id)).collect();
    for id in memory.recent() {
        let Some(there) = article.place_of(id) else { continue };
        if there.sentence + reach < here.sentence {
            break;
        }
        if id == anaphor.id {
            continue;
        }
        let mention = &article.mentions[id];
        let entity = Antecedent::of(clusters, id);
        let mut presence = ranking::presence(mention, there, here);
        if there.sentence == here.sentence && ranking::is_described(article, mention, anaphor.mention) {
            presence += 12;
        }
        let same_head = mention.kind == MentionKind::Nominal && article.lex.norm(mention.head as usize) == head;
        if let Some(known) = candidates.iter_mut().find(|known| known.entity == entity) {
            known.times += 1;
            // Every further mention of a candidate speaks for it a little.
            known.presence = presence.max(known.presence) + 1;
            known.subject |= there.position == super::article::Position::Subject;
            known.same_head |= same_head;
            known.beside += u32::from(there.sentence == here.sentence);
            continue;
        }
        let ahead = mention.tokens.start > anaphor.mention.tokens.start;
        let useless = mention.kind == MentionKind::Pronoun && clusters.of(id).is_none();
        if candidates.len() >= MOST
            || useless
            || ahead && mention.kind != MentionKind::Name
            || inside.contains(&entity)
            || contradicts(scene, anaphor, entity, mention, there)
        {
            continue;
        }
        candidates.push(Candidate {
            entity,
            nearest: id,
            subject: there.position == super::article::Position::Subject,
            times: 1,
            beside: u32::from(there.sentence == here.sentence),
            rank: candidates.len() as u32,
            same_head,
            presence,
            behind: 0,
        });
    }
    let told = told_gender(anaphor.mention.agreement);
    for candidate in candidates.iter_mut() {
        if let Antecedent::Cluster(id) = candidate.entity {
            let cluster = clusters.get(id);
            candidate.presence += cluster.mentions.len().min(COUNTED) as i32 + if told * cluster.gender > 0 { 8 } else { 0 };
        }
    }
    let most = candidates.iter().map(|candidate| candidate.presence).max().unwrap_or(0);
    candidates.iter_mut().for_each(|candidate| candidate.behind = most - candidate.presence);
    // Who says `I` outside of quotation marks may not have been named for long.
    if anaphor.kind == Kind::First {
        for &cluster in profile.people.iter().chain(profile.author().as_ref()) {
            push_far(scene, Antecedent::Cluster(cluster), candidates);
        }
    }
}

/// Adds an entity that the window does not hold.
fn push_far(scene: &Scene<'_, '_>, entity: Antecedent, candidates: &mut Vec<Candidate>) {
    if candidates.iter().any(|known| known.entity == entity) {
        return;
    }
    let nearest = match entity {
        Antecedent::Cluster(cluster) => scene.clusters.get(cluster).mentions[0],
        Antecedent::Mention(id) => id,
    };
    let rank = candidates.len() as u32;
    candidates.push(Candidate {
        entity,
        nearest,
        subject: false,
        times: 0,
        beside: 0,
        rank,
        same_head: false,
        presence: 0,
        behind: i32::MAX / 4,
    });
}

/// Whether the anaphor cannot mean the entity.
fn contradicts(scene: &Scene<'_, '_>, anaphor: &Anaphor<'_>, entity: Antecedent, mention: &Mention, there: Place) -> bool {
    let Scene { article, clusters, profile, .. } = scene;
    let (gender, entity_type) = match entity {
        Antecedent::Cluster(id) => (clusters.get(id).gender, profile.entity_type(id)),
        Antecedent::Mention(_) => (told_gender(mention.agreement), mention.entity_type),
    };
    let writes = article.lex.blocks[there.block as usize].kind == BlockKind::Byline;
    let person = mention.referent == Referent::Person || entity_type == Some(EntityType::Person);
    let single_person = person && !mention.agreement.plural;
    let unfit = match anaphor.kind {
        Kind::Gendered => {
            !single_person
                || writes
                || ranking::speaks_here(article, clusters, entity, anaphor.place) == 2
                || ranking::is_clause_mate(article, mention, there, anaphor.mention, anaphor.place)
        }
        Kind::Person => !single_person || writes || ranking::speaks_here(article, clusters, entity, anaphor.place) == 2,
        Kind::First => !single_person,
        Kind::It | Kind::Body | Kind::Place | Kind::Document | Kind::Other => {
            person || mention.agreement.plural && entity_type != Some(EntityType::Norp)
        }
        Kind::They | Kind::People => single_person,
        Kind::FirstPlural => single_person,
    };
    unfit
        || is_listed_with(article, mention, anaphor.mention)
        || told_gender(anaphor.mention.agreement) * gender < 0
        || mention.tokens.overlaps(anaphor.mention.tokens)
}

/// Whether a noun phrase stands beside a name in a list: `Kos, the minister and the mayor`.
fn is_listed_with(article: &Article<'_>, candidate: &Mention, nominal: &Mention) -> bool {
    let between = candidate.tokens.end as usize..nominal.tokens.start as usize;
    let joins = |token: usize| matches!(article.lex.norm(token), "," | "and" | "or" | "&");
    nominal.kind == MentionKind::Nominal && (1..=2).contains(&between.len()) && between.into_iter().all(joins)
}

/// Whom somebody points at in his own words: “This man is a fraud” is whoever was named last and does not speak.
fn pointed_at(scene: &Scene<'_, '_>, memory: &Memory<'_>, anaphor: &Anaphor<'_>) -> Option<ClusterId> {
    /// How many sentences back the pointing reaches.
    const REACH: u32 = 3;
    let Scene { article, clusters, .. } = scene;
    let (mention, place) = (anaphor.mention, anaphor.place);
    let points = article.lex.norm(mention.tokens.start as usize) == "this" && mention.tokens.start + 1 == mention.head;
    let plain = matches!(article.lex.norm(mention.head as usize), "man" | "guy" | "fellow" | "woman" | "lady" | "person");
    let speaker = place.quote.and_then(|quote| article.quotes[quote as usize].speaker)?;
    let ends = mention.tokens.end == mention.head + 1;
    let near = memory.recent().filter(|&id| article.place_of(id).is_some_and(|there| there.sentence + REACH >= place.sentence));
    let others =
        near.filter(|&id| article.is_person(id) && clusters.of(id) != clusters.of(speaker)).filter_map(|id| clusters.of(id));
    let agrees = |cluster: &ClusterId| told_gender(mention.agreement) * clusters.get(*cluster).gender >= 0;
    let mut fitting = others.filter(|&cluster| clusters.get(cluster).named).filter(agrees);
    if points && plain && ends { fitting.next() } else { None }
}

/// Whom the text itself tells: the bearer of the phrase's role, the body with its common noun, the earlier phrase with its head, or the one in
/// focus.
fn told(scene: &Scene<'_, '_>, roles: &Roles<'_>, kin: &Kin, memory: &Memory<'_>, anaphor: &Anaphor<'_>) -> Option<Antecedent> {
    let Scene { article, clusters, .. } = scene;
    let (mention, place) = (anaphor.mention, anaphor.place);
    if mention.kind == MentionKind::Pronoun {
        if anaphor.kind == Kind::First
            && place.quote.is_none()
            && let Some(answering) = scene.profile.answers(place.block)
        {
            return Some(Antecedent::Cluster(answering));
        }
        if anaphor.kind == Kind::First
            && let Some(speaker) = place.quote.and_then(|quote| article.quotes[quote as usize].speaker)
        {
            return clusters.of(speaker).map(Antecedent::Cluster);
        }
        if anaphor.kind == Kind::First && place.quote.is_none() && !scene.profile.is_interview {
            return scene.profile.author().map(Antecedent::Cluster);
        }
        // "Berg himself"
        let beside = memory.recent().next().filter(|&id| article.mentions[id].tokens.end == mention.tokens.start);
        if let Some(id) = beside.filter(|_| matches!(article.lex.norm(mention.head as usize), "himself" | "herself" | "itself"))
            && (anaphor.kind == Kind::Gendered) == article.is_person(id)
            && clusters.of(id).is_some_and(|cluster| told_gender(mention.agreement) * clusters.get(cluster).gender >= 0)
        {
            return Some(Antecedent::of(clusters, id));
        }
        // "Berg said that she"
        if matches!(article.lex.norm(mention.head as usize), "he" | "she")
            && let Some(speaker) = scene.profile.reported_by(anaphor.id).filter(|_| !scene.profile.speaks(anaphor.id))
            && let Some(there) = article.place_of(speaker).filter(|there| there.sentence == place.sentence)
        {
            let entity = Antecedent::of(clusters, speaker);
            let named = matches!(entity, Antecedent::Cluster(cluster) if clusters.get(cluster).named);
            let said = named && article.mentions[speaker].tokens.end < mention.tokens.start;
            if said && !contradicts(scene, anaphor, entity, &article.mentions[speaker], there) {
                return Some(entity);
            }
        }
        let quoted = matches!(anaphor.kind, Kind::It | Kind::They) && scene.profile.speaks(anaphor.id);
        let source = if quoted { memory.focus.source(article, mention, place) } else { None };
        return source.map(|id| Antecedent::of(clusters, id));
    }
    let related = kin.find(article, clusters, mention).or_else(|| kin.employers.find(article, clusters, anaphor.id));
    if let Some(cluster) = related.or_else(|| pointed_at(scene, memory, anaphor)) {
        return Some(Antecedent::Cluster(cluster));
    }
    let may_bear =
        roles::can_bear(mention) && (roles::is_definite(article, mention, place.headline) || roles::is_office(article, mention));
    let find = || roles.find(article, mention, |cluster| memory.latest.get(&cluster).copied());
    let find = || find().or_else(|| roles.find_candidate(article, mention));
    let role = if may_bear { find() } else { None };
    let thing = match mention.referent {
        Referent::Person | Referent::People => None,
        _ => memory.thing(article, clusters, mention, place),
    };
    // Of two bodies, one told to be a bank and one called so, the bank is the last named.
    let latest = |cluster: &ClusterId| memory.latest.get(cluster).copied();
    if let Some(cluster) = role.into_iter().chain(thing).max_by_key(latest) {
        return Some(Antecedent::Cluster(cluster));
    }
    if !may_bear {
        return None;
    }
    memory.earlier(article, clusters, mention, place).or_else(|| {
        let described = memory.focus.described(article, clusters, mention, place, |cluster| roles.has(cluster));
        described.map(Antecedent::Cluster)
    })
}
