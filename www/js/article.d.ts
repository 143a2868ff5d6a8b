// The result of an annotation. Made from src/view.rs by its test; not edited by hand.

export type Article = {
/**
 * `glossator/1`.
 */
schema: string,
/**
 * `utf16`.
 */
offsets: string,
/**
 * The caller's id.
 */
id: string | null,
/**
 * The input, untouched, when asked for.
 */
text?: string,
/**
 * BCP 47 tag, `und` when unknown.
 */
language: string,
/**
 * The document's date, `YYYY-MM-DD`.
 */
date: string | null,
/**
 * Paragraphs and lines with their roles.
 */
blocks: Array<BlockView>,
/**
 * Sentences.
 */
sentences: Array<SentenceView>,
/**
 * Tokens, when asked for.
 */
tokens?: Array<TokenView>,
/**
 * Names, nominals, pronouns, ordered by start, then longer first.
 */
mentions: Array<MentionView>,
/**
 * Who and what the article is about, most salient first.
 */
entities: Array<EntityView>,
/**
 * Dates, times, durations.
 */
timexes: Array<TimexView>,
/**
 * Money, percentages, measures, numbers.
 */
quantities: Array<QuantityView>,
/**
 * Quotes with their speakers.
 */
quotes: Array<QuoteView>,
/**
 * All clean sentences, best first.
 */
summary: Array<SummaryView>,
/**
 * Nested marks for display, when asked for.
 */
marks?: Array<MarkView>, };

export type BlockView = {
/**
 * First code unit.
 */
start: number,
/**
 * After the last code unit.
 */
end: number,
/**
 * What it is.
 */
kind: string,
/**
 * Whether it counts as part of the article.
 */
article: boolean, };

export type SentenceView = {
/**
 * First code unit.
 */
start: number,
/**
 * After the last code unit.
 */
end: number,
/**
 * Index of its block.
 */
block: number, };

export type TokenView = {
/**
 * First code unit.
 */
start: number,
/**
 * After the last code unit.
 */
end: number,
/**
 * Universal tag.
 */
upos: string,
/**
 * Penn tag.
 */
xpos: string, };

export type MentionView = {
/**
 * First code unit.
 */
start: number,
/**
 * After the last code unit.
 */
end: number,
/**
 * How it refers.
 */
kind: string,
/**
 * Type of the entity, null when unknown.
 */
type: string | null,
/**
 * Index of its entity, null when unresolved or outside the article.
 */
entity: number | null, };

export type EntityView = {
/**
 * Its type, null for an unnamed speaker whose kind is unclear.
 */
type: string | null,
/**
 * The fullest name or phrase.
 */
name: string,
/**
 * Whether it has a name.
 */
named: boolean,
/**
 * Its other names.
 */
aliases: Array<string>,
/**
 * The role as the article gives it first.
 */
title: string | null,
/**
 * Indexes of its mentions.
 */
mentions: Array<number>,
/**
 * How central it is, 0 to 1.
 */
salience: number, };

export type TimexView = {
/**
 * First code unit.
 */
start: number,
/**
 * After the last code unit.
 */
end: number,
/**
 * TIMEX3 type.
 */
type: string,
/**
 * ISO 8601 value, empty when it cannot be grounded.
 */
value: string, };

export type QuantityView = {
/**
 * First code unit.
 */
start: number,
/**
 * After the last code unit.
 */
end: number,
/**
 * Its type.
 */
type: string,
/**
 * A number, or a string where it is no single number.
 */
value: number | string,
/**
 * ISO 4217 for money, UCUM for measures.
 */
unit: string | null, };

export type QuoteView = {
/**
 * Its words as `[start, end]`, outer quotation marks left out.
 */
content: Array<[number, number]>,
/**
 * Direct, mixed, indirect or scare.
 */
kind: string,
/**
 * Speech or other.
 */
act: string,
/**
 * The words that attribute.
 */
cue: [number, number] | null,
/**
 * The source's words.
 */
source: [number, number] | null,
/**
 * The outlet told or quoted.
 */
via: [number, number] | null,
/**
 * The reason for anonymity.
 */
reason: [number, number] | null,
/**
 * Who speaks.
 */
speaker: SpeakerView | null,
/**
 * 0 to 1.
 */
confidence: number, };

export type SpeakerView = {
/**
 * Index of the entity, null when unresolved.
 */
entity: number | null,
/**
 * As shown to a reader.
 */
name: string,
/**
 * Named, unnamed, collective or document.
 */
kind: string, };

export type SummaryView = {
/**
 * Index of the sentence.
 */
sentence: number,
/**
 * From 1, best first.
 */
rank: number, };

export type MarkKind = "quote" | "source" | "cue" | "mention" | "timex" | "quantity";

export type MarkView = {
/**
 * First code unit.
 */
start: number,
/**
 * After the last code unit.
 */
end: number,
/**
 * What it shows.
 */
kind: MarkKind,
/**
 * Index into `quotes`, `mentions`, `timexes` or `quantities`.
 */
index: number, };
