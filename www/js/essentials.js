// Below the summary: the people and organisations that the article is about, with what they say or do first; the numbers,
// with the words around them, which tell what they count; the places.

import { el } from "./dom.js";
import { lastAtOrBefore } from "./ordered.js";
import { isSaid, slice, startOf, wordsIn } from "./speech.js";
import { strings } from "./strings.js";

/**
 * @typedef {import("./article.d.ts").Article} Article
 * @typedef {import("./article.d.ts").EntityView} EntityView
 * @typedef {import("./article.d.ts").SentenceView} SentenceView
 * @typedef {import("./summary.js").Reading} Reading
 * @typedef {import("./summary.js").Handlers} Handlers
 * @typedef {{entity: EntityView, index: number}} Key
 * @typedef {{start: number, end: number, key: string, worth: number, sentence: SentenceView}} Figure
 */

const MOST_NAMES = 5;
const MOST_NUMBERS = 6;
// A quote of fewer words is a scrap.
const LEAST_QUOTE = 20;
// What opens the sentence is what the sentence is about, more often than not.
const OPENING = 40;
const GAP = "…";
// Words before and after a number that tell what it counts.
const AROUND = { before: 8, after: 7 };
// How many of them a comma must leave to end the row.
const ENOUGH = { before: 3, after: 2 };
// Where someone must be named to be one of those the article is about.
const TELLING = ["headline", "standfirst", "subhead", "body"];
// A number of no unit is worth showing from here on.
const LEAST_COUNT = 10;

/** @type {(reading: Reading, handlers: Handlers) => HTMLElement[]} */
export function keyNames(reading, handlers) {
  const groups = /** @type {[string, string[]][]} */ ([
    [strings.keyPeople, ["PERSON"]],
    [strings.keyOrganisations, ["ORG"]],
  ]);
  return groups.flatMap(([title, types]) => {
    const found = keysOf(reading.article, types);
    if (found.length === 0) return [];
    /** @type {Set<SentenceView>} */
    const used = new Set();
    const items = found.map(({ entity, index }) =>
      el(
        "li",
        {},
        nameButton(entity, index, handlers),
        entity.title && el("span", { class: "name-title" }, " ", entity.title),
        firstLine(reading, index, used, handlers),
      ),
    );
    return [el("h3", {}, title), el("ul", { class: "key-names" }, ...items)];
  });
}

/** @type {(reading: Reading, handlers: Handlers) => HTMLElement[]} */
export function keyPlaces({ article }, handlers) {
  const found = keysOf(article, ["GPE", "LOC", "FAC"]);
  if (found.length === 0) return [];
  return [el("h3", {}, strings.keyPlaces), el("ul", { class: "keys" }, ...found.map(({ entity, index }) => el("li", {}, nameButton(entity, index, handlers))))];
}

/** @type {(reading: Reading, handlers: Handlers) => HTMLElement[]} */
export function keyNumbers(reading, { onMark }) {
  const found = figuresOf(reading);
  if (found.length === 0) return [];
  const items = found.map((figure) =>
    el(
      "li",
      {},
      el(
        "button",
        { type: "button", class: "figure", dir: "auto", onclick: () => onMark(figure.key) },
        el("b", {}, slice(reading.text, [figure.start, figure.end])),
        el("span", {}, around(reading.text, figure)),
      ),
    ),
  );
  return [el("h3", {}, strings.keyNumbers), el("ul", { class: "figures" }, ...items)];
}

/** @type {(entity: EntityView, index: number, handlers: Handlers) => HTMLElement} */
function nameButton({ name }, index, { onEntity }) {
  return el("button", { type: "button", class: "key", onclick: () => onEntity(index) }, el("bdi", {}, name));
}

/**
 * The most salient named entities of these types; who wrote the article or took its picture is none.
 * @type {(article: Article, types: string[]) => Key[]}
 */
function keysOf({ blocks, mentions, entities }, types) {
  const isTold = (/** @type {number} */ mention) => TELLING.includes(blocks[lastAtOrBefore(blocks, mentions[mention].start)]?.kind);
  return entities
    .map((entity, index) => ({ entity, index }))
    .filter(({ entity }) => entity.named && types.includes(entity.type ?? "") && entity.mentions.some(isTold))
    .slice(0, MOST_NAMES);
}

/**
 * What an entity says first, or else the first sentence that is about it, where there is one that does not stand here yet.
 * @type {(reading: Reading, entity: number, used: Set<SentenceView>, handlers: Handlers) => HTMLElement | null}
 */
function firstLine({ text, article }, entity, used, { onText, onQuote }) {
  const isBody = (/** @type {number} */ offset) => article.blocks[lastAtOrBefore(article.blocks, offset)]?.kind === "body";
  const quote = article.quotes.findIndex(
    (quote) => quote.speaker?.entity === entity && isSaid(quote) && isBody(startOf(quote)) && wordsIn(text, quote).length >= LEAST_QUOTE,
  );
  if (quote >= 0) {
    const { cue, kind } = article.quotes[quote];
    const words = el("q", { dir: "auto" }, wordsIn(text, article.quotes[quote]).replace(/,$/, ""));
    const lead = el("span", { class: "lead" }, strings.firstSaid(cue && slice(text, cue)));
    return el("button", { type: "button", class: `line ${kind}`, "data-start": startOf(article.quotes[quote]), onclick: () => onQuote(quote) }, lead, " ", words);
  }
  const sentence = firstSentence(article, entity, used);
  if (!sentence) return null;
  used.add(sentence);
  const { start, end } = sentence;
  return el("button", { type: "button", class: "line", dir: "auto", "data-start": start, onclick: () => onText(start, end) }, slice(text, [start, end]));
}

/** @type {(article: Article, entity: number, used: Set<SentenceView>) => SentenceView | undefined} */
function firstSentence({ blocks, sentences, mentions, entities }, entity, used) {
  const told = entities[entity].mentions
    .map((mention) => mentions[mention])
    .filter(({ kind }) => kind === "name")
    .map(({ start }) => ({ start, sentence: sentences[lastAtOrBefore(sentences, start)] }))
    .filter(({ sentence }) => sentence && blocks[sentence.block]?.kind === "body");
  const fresh = told.filter(({ sentence }) => !used.has(sentence));
  return (fresh.find(({ start, sentence }) => start - sentence.start < OPENING) ?? fresh[0] ?? told[0])?.sentence;
}

/**
 * The numbers of the best sentences, in the order of the text.
 * @param {Reading} reading
 * @returns {Figure[]}
 */
function figuresOf({ text, article: { sentences, summary, quantities, timexes } }) {
  const rankOf = new Map(summary.map(({ sentence, rank }) => [sentence, rank]));
  /** @type {Map<string, Figure>} */
  const figures = new Map();
  /** @type {(found: {start: number, end: number}, key: string, handicap: number) => void} */
  const add = ({ start, end }, key, handicap) => {
    const at = lastAtOrBefore(sentences, start);
    const rank = rankOf.get(at);
    if (rank === undefined || end > sentences[at].end) return;
    // “Lind, 51, said”: an age.
    if (/,\s*$/.test(text.slice(start - 3, start)) && text[end] === "," && /^\d+$/.test(text.slice(start, end))) return;
    const words = slice(text, [start, end]).toLowerCase();
    const figure = { start, end, key, worth: rank + handicap, sentence: sentences[at] };
    if (around(text, figure) === GAP) return;
    if (figure.worth < (figures.get(words)?.worth ?? Infinity)) figures.set(words, figure);
  };
  quantities.forEach((quantity, index) => {
    const { type, value, unit } = quantity;
    const isCount = type === "CARDINAL" && typeof value === "number" && value >= LEAST_COUNT;
    const isAge = unit === "a";
    if (isCount || (["MONEY", "PERCENT", "QUANTITY"].includes(type) && !isAge)) add(quantity, `quantity-${index}`, isCount ? 4 : 0);
  });
  timexes.forEach((timex, index) => {
    // “A day”, “years” and “the past decade” are no figures.
    const [, amount] = /^PT?(\d+(?:\.\d+)?)/.exec(timex.value) ?? [];
    const isVague = /^(?:the|this|last|past|next)\b/i.test(text.slice(timex.start, timex.end));
    if (timex.type === "DURATION" && Number(amount) > 1 && !isVague) add(timex, `timex-${index}`, 2);
  });
  return [...figures.values()]
    .sort((a, b) => a.worth - b.worth)
    .slice(0, MOST_NUMBERS)
    .sort((a, b) => a.start - b.start);
}

/**
 * The words before and after a number, an ellipsis in its place: “the repairs cost …”.
 * @type {(text: string, figure: Figure) => string}
 */
function around(text, { start, end, sentence }) {
  const before = text.slice(sentence.start, start).split(/[;:—–()“”"]\s*/).at(-1) ?? "";
  const [after] = text.slice(end, sentence.end).split(/[;:—–()“”".!?](?=\s|$)|[—–()“”"]/);
  const left = lastWords(before.match(/\S+/g) ?? []);
  const right = /^,/.test(after) && left.length >= ENOUGH.before ? [] : firstWords(after.match(/\S+/g) ?? []);
  const joint = /^[\s,]/.test(after) ? " " : "";
  const opening = left.join(" ");
  const closing = right.join(" ").replace(/^,\s*|[,;:.]+$/g, "");
  return [opening && `${opening} `, GAP, closing && `${joint}${closing}`].join("");
}

/**
 * The last few words, from after a comma where enough of them remain.
 * @param {string[]} words
 */
function lastWords(words) {
  const few = words.slice(-AROUND.before);
  return few.slice(few.slice(0, -ENOUGH.before).findLastIndex((word) => word.endsWith(",")) + 1);
}

/**
 * The first few words, up to a comma that leaves enough of them.
 * @param {string[]} words
 */
function firstWords(words) {
  const few = words.slice(0, AROUND.after);
  const comma = few.findIndex((word, index) => word.endsWith(",") && index + 1 >= ENOUGH.after);
  return comma < 0 ? few : few.slice(0, comma + 1);
}
