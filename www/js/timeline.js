// The fifth tab: what is said of when, in order of time; below, the dates that are open.

import { el, longList } from "./dom.js";
import { lastAtOrBefore } from "./ordered.js";
import { placesIn, slice } from "./speech.js";
import { strings } from "./strings.js";
import { whenOf } from "./time.js";

/**
 * @typedef {import("./article.d.ts").Article} Article
 * @typedef {import("./article.d.ts").TimexView} TimexView
 * @typedef {import("./time.js").When} When
 * @typedef {{text: string, article: Article}} Reading
 * @typedef {{onMark(key: string): void, onDate(): void}} Handlers
 * @typedef {{start: number, end: number, index: number, resolved: boolean}} Words a date as the text has it
 * @typedef {{start: number, end: number, words: Words[]}} Statement a sentence, with those of its dates that are the same
 * @typedef {{value: string, when: When, statements: Statement[]}} Moment
 */

// These say when the article appeared, which the slip above it shows.
const PUBLISHING = ["timestamp", "dateline", "byline"];
const MOMENTS_AT_ONCE = 30;
const STATEMENTS_AT_ONCE = 8;

/**
 * @param {HTMLElement} panel
 * @param {Reading} reading
 * @param {Handlers} handlers
 */
export function showTimeline(panel, reading, handlers) {
  const { text, article } = reading;
  const dates = article.timexes
    .map((timex, index) => ({ timex, index }))
    .filter(({ timex }) => (timex.type === "DATE" || timex.type === "TIME") && !timex.value.endsWith("_REF") && isTold(article, timex.start));
  if (dates.length === 0) {
    panel.replaceChildren(el("p", { class: "none" }, strings.datesNone));
    return;
  }
  const byValue = Map.groupBy(dates, ({ timex }) => timex.value);
  /** @type {Moment[]} */
  const moments = [];
  /** @type {typeof dates} */
  const open = [];
  let isRelative = false;
  for (const [value, found] of byValue) {
    const when = whenOf(value);
    if (!when) {
      open.push(...found);
      continue;
    }
    isRelative ||= found.some(({ timex }) => isResolved(text, timex));
    moments.push({ value, when, statements: statementsOf(reading, found) });
  }
  open.sort((a, b) => a.index - b.index);
  // What is vaguer comes first: a year before its days.
  moments.sort((a, b) => a.when.start - b.when.start || breadth(b.when) - breadth(a.when));
  const entry = entryMaker(reading, handlers);

  panel.replaceChildren();
  const own = article.date && whenOf(article.date);
  if (own && isRelative) panel.append(el("p", { class: "help" }, strings.datesFrom(own.words)));
  if (moments.length === 0) panel.append(el("p", { class: "none" }, strings.datesNoneDated));
  const items = (/** @type {Statement[]} */ statements) => longList(el("ul", {}), statements, entry, strings.more, STATEMENTS_AT_ONCE).nodes;
  const moment = (/** @type {Moment} */ { value, when, statements }) =>
    el(
      "li",
      { class: `moment ${when.precision}` },
      el("h3", {}, el("time", { datetime: /^[\d:T-]+$/.test(value) ? value : undefined }, when.words), " ", el("small", { class: "tag" }, strings.precisions[when.precision])),
      items(statements),
    );
  panel.append(longList(el("ol", { class: "timeline" }), moments, moment, strings.more, MOMENTS_AT_ONCE).nodes);
  if (open.length === 0) return;

  const unset = article.date === null;
  panel.append(
    el("h2", {}, strings.datesOpenTitle),
    el("p", { class: "help" }, unset ? strings.datesOpenSet : strings.datesOpenStay),
    ...(unset ? [el("button", { type: "button", class: "set-date", onclick: handlers.onDate }, strings.datesSet)] : []),
  );
  const grouped = [...Map.groupBy(open, ({ timex }) => slice(text, [timex.start, timex.end]).toLowerCase()).values()];
  const group = (/** @type {typeof open} */ found) =>
    el(
      "li",
      { class: "moment open" },
      el("h3", {}, el("bdi", {}, strings.inMarks(slice(text, [found[0].timex.start, found[0].timex.end]))), " ", el("small", { class: "tag unattributed" }, strings.datesOpen)),
      items(statementsOf(reading, found)),
    );
  panel.append(longList(el("ul", { class: "timeline" }), grouped, group, strings.more, MOMENTS_AT_ONCE).nodes);
}

/** @type {(article: Article, offset: number) => boolean} */
function isTold({ blocks }, offset) {
  const block = blocks[lastAtOrBefore(blocks, offset)];
  return block?.article && !PUBLISHING.includes(block.kind);
}

/**
 * Whether the text leaves it to others to say the year: the article's date, or a date nearby.
 * @type {(text: string, timex: TimexView) => boolean}
 */
function isResolved(text, { start, end, value }) {
  const words = text.slice(start, end);
  const [year] = /^\d{2,4}/.exec(value) ?? [""];
  // “The ’80s” and “the 19th century” say themselves which they are.
  return year.length < 4 ? !/\d/.test(words) : !words.includes(year);
}

/** @type {(reading: Reading, found: {timex: TimexView, index: number}[]) => Statement[]} */
function statementsOf({ text, article: { sentences, blocks } }, found) {
  /** @type {Map<number, Statement>} */
  const statements = new Map();
  for (const { timex, index } of found) {
    const sentence = sentences[lastAtOrBefore(sentences, timex.start)];
    const { start, end } = sentence && sentence.end >= timex.end ? sentence : blocks[lastAtOrBefore(blocks, timex.start)];
    const statement = statements.get(start) ?? { start, end, words: [] };
    statement.words.push({ start: timex.start, end: timex.end, index, resolved: timex.value !== "" && isResolved(text, timex) });
    statements.set(start, statement);
  }
  return [...statements.values()];
}

/** @type {(reading: Reading, handlers: Handlers) => (statement: Statement) => HTMLElement} */
function entryMaker({ text, article }, { onMark }) {
  const placeOf = placesIn(article);
  return ({ start, end, words }) => {
    const passage = el("button", { type: "button", class: "passage", dir: "auto", "data-start": start, "data-end": end, onclick: () => onMark(`timex-${words[0].index}`) });
    let at = start;
    for (const date of words) {
      passage.append(text.slice(at, date.start), el("b", {}, text.slice(date.start, date.end)));
      at = date.end;
    }
    passage.append(text.slice(at, end));
    const { kind, number } = placeOf(start);
    const resolved = words.filter((date) => date.resolved).map((date) => slice(text, [date.start, date.end]));
    return el(
      "li",
      {},
      passage,
      el("p", { class: "entry-facts" }, strings.auditPlace(strings.blockKinds[kind] ?? kind, number), resolved.length > 0 && [" · ", strings.datesResolved([...new Set(resolved)])].join("")),
    );
  };
}

const BREADTHS = Object.keys(strings.precisions);

/** @param {When} when */
function breadth({ precision }) {
  return BREADTHS.indexOf(precision);
}
