// Who speaks in the article, how often and how much: the figures behind the quotes and the source audit.

import { lastAtOrBefore } from "./ordered.js";

/**
 * @typedef {import("./article.d.ts").Article} Article
 * @typedef {import("./article.d.ts").QuoteView} QuoteView
 * @typedef {{text: string, article: Article}} Reading
 * @typedef {{quote: QuoteView, index: number, words: number}} Item a quote with its place in the article's list
 * @typedef {{name: string, kind: string, role: string | null, reasons: string[], outlets: string[]}} Person who a source is
 * @typedef {{person: Person | null, items: Item[], words: number, start: number}} Source one speaker, or all that has none
 * @typedef {{kind: string, number: number | null}} Place a block's kind and, in the body, the paragraph's number from 1
 */

/** @param {QuoteView} quote */
export function isSaid({ act, kind }) {
  return act === "speech" && kind !== "scare";
}

/**
 * Speech in the order of the text, quoted words without a speaker among it.
 * @param {Reading} reading
 * @returns {Item[]}
 */
export function speechOf({ text, article }) {
  return article.quotes
    .map((quote, index) => ({ quote, index, words: wordsOf(text, quote) }))
    .filter(({ quote }) => quote.act === "speech");
}

/**
 * The same for two quotes of one speaker; null without a speaker.
 * @param {QuoteView} quote
 */
export function speakerKey({ speaker }) {
  if (!speaker) return null;
  return speaker.entity === null ? `name ${speaker.name}` : `entity ${speaker.entity}`;
}

/**
 * Whether an editor should look twice: no speaker, or one without a name.
 * @param {{kind: string} | null} speaker
 */
export function isFlagged(speaker) {
  return speaker === null || speaker.kind === "unnamed";
}

/**
 * One a speaker, the wordiest first; what has no speaker comes last, since it is no source.
 * @param {Reading} reading
 * @param {Item[]} said
 * @returns {Source[]}
 */
export function sourcesOf({ text, article }, said) {
  const grouped = [...Map.groupBy(said, ({ quote }) => speakerKey(quote)).values()];
  const sources = grouped.map((items) => ({
    person: personOf(text, article, items),
    items,
    words: items.reduce((sum, { words }) => sum + words, 0),
    start: startOf(items[0].quote),
  }));
  return sources.sort((a, b) => Number(a.person === null) - Number(b.person === null) || b.words - a.words || a.start - b.start);
}

/**
 * @param {Source[]} sources
 */
export function totalsOf(sources) {
  const persons = sources.flatMap(({ person }) => person ?? []);
  return {
    quotes: sources.reduce((sum, { items }) => sum + items.length, 0),
    words: sources.reduce((sum, { words }) => sum + words, 0),
    sources: persons.length,
    unnamed: persons.filter(isFlagged).length,
    unattributed: sources.find(({ person }) => person === null)?.items.length ?? 0,
  };
}

/** @param {QuoteView} quote */
export function startOf({ content }) {
  return content[0]?.[0] ?? 0;
}

/**
 * A quote's words; parts on both sides of an attribution are parted by an ellipsis.
 * @type {(text: string, quote: QuoteView) => string}
 */
export function wordsIn(text, { content }) {
  return content.map((range) => slice(text, range)).join(" … ");
}

/**
 * A stretch of the text on one line.
 * @type {(text: string, range: [number, number]) => string}
 */
export function slice(text, [start, end]) {
  return text.slice(start, end).replace(/\s+/g, " ");
}

/**
 * Tells where an offset stands, as an editor would say it.
 * @param {Article} article
 * @returns {(offset: number) => Place}
 */
export function placesIn({ blocks }) {
  let number = 0;
  const numbers = blocks.map(({ article, kind }) => (article && kind === "body" ? (number += 1) : null));
  return (offset) => {
    const at = Math.max(0, lastAtOrBefore(blocks, offset));
    return { kind: blocks[at]?.kind ?? "body", number: numbers[at] ?? null };
  };
}

/**
 * @param {Reading} reading
 * @returns {string | null}
 */
export function headlineOf({ text, article }) {
  const headline = article.blocks.find(({ article, kind }) => article && kind === "headline");
  return headline ? slice(text, [headline.start, headline.end]).trim() : null;
}

/** @type {(text: string, article: Article, items: Item[]) => Person | null} */
function personOf(text, { entities }, items) {
  const { speaker } = items[0].quote;
  if (!speaker) return null;
  const said = (/** @type {"reason" | "via"} */ what) => [...new Set(items.flatMap(({ quote }) => (quote[what] ? [slice(text, quote[what])] : [])))];
  return {
    name: speaker.name.replace(/\s+/g, " "),
    kind: speaker.kind,
    role: speaker.entity === null ? null : (entities[speaker.entity]?.title ?? null),
    reasons: said("reason"),
    outlets: said("via"),
  };
}

/** @type {(text: string, quote: QuoteView) => number} */
function wordsOf(text, { content }) {
  return content.reduce((sum, [start, end]) => sum + countWords(text.slice(start, end)), 0);
}

/** @param {string} words */
export function countWords(words) {
  return words.match(/[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}
