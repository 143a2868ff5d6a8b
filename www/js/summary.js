// The first tab: the article's own key sentences, who and where, numbers, dates in order.

import { el } from "./dom.js";
import { lastAtOrBefore } from "./ordered.js";
import { keep, recall } from "./store.js";
import { strings } from "./strings.js";

/**
 * @typedef {import("./article.d.ts").Article} Article
 * @typedef {{text: string, article: Article}} Reading
 * @typedef {{onText(start: number, end: number): void, onEntity(entity: number): void, onMark(key: string): void}} Handlers
 */

const MOST_SENTENCES = 10;
const MOST_KEYS = 5;
const MOST_DATES = 12;

/**
 * @param {HTMLElement} panel
 * @param {Reading} reading
 * @param {Handlers} handlers
 */
export function showSummary(panel, { text, article }, handlers) {
  const { sentences, summary } = article;
  if (summary.length === 0) {
    panel.replaceChildren(el("p", { class: "none" }, strings.summaryNone));
    return;
  }
  const most = Math.min(MOST_SENTENCES, summary.length);
  const kept = recall("length");
  const length = Math.min(most, typeof kept === "number" ? Math.max(1, kept) : 3);
  const list = el("ol", { class: "summary" });
  const shown = el("output", { for: "summary-length" });
  const range = el("input", {
    type: "range",
    id: "summary-length",
    min: 1,
    max: most,
    value: length,
    oninput: () => {
      keep("length", range.valueAsNumber);
      fill(range.valueAsNumber);
    },
  });

  function fill(/** @type {number} */ n) {
    shown.textContent = String(n);
    const chosen = summary.slice(0, n).map((item) => sentences[item.sentence]);
    chosen.sort((a, b) => a.start - b.start);
    list.replaceChildren(
      ...chosen.map(({ start, end }) =>
        el(
          "li",
          {},
          el("button", { type: "button", class: "passage", dir: "auto", "data-start": start, "data-end": end, onclick: () => handlers.onText(start, end) },
            text.slice(start, end)),
        ),
      ),
    );
  }
  fill(length);

  panel.replaceChildren(
    el("h2", {}, strings.summaryTitle),
    el("div", { class: "length" }, el("label", { for: "summary-length" }, strings.summaryLength), range, shown),
    list,
    el("p", { class: "help" }, strings.summaryNote),
    ...keyNames(article, handlers),
    ...keyNumbers(text, article, handlers),
    ...timeline(text, article, handlers),
  );
}

/** @type {(article: Article, handlers: Handlers) => HTMLElement[]} */
function keyNames({ entities }, { onEntity }) {
  const rows = /** @type {[string, string[]][]} */ ([
    [strings.keyPeople, ["PERSON"]],
    [strings.keyOrganisations, ["ORG"]],
    [strings.keyPlaces, ["GPE", "LOC", "FAC"]],
  ]);
  return rows.flatMap(([title, types]) => {
    const found = entities
      .map((entity, index) => ({ entity, index }))
      .filter(({ entity }) => entity.named && entity.mentions.length > 0 && types.includes(entity.type ?? ""))
      .slice(0, MOST_KEYS);
    if (found.length === 0) return [];
    const names = found.map(({ entity, index }) =>
      el("li", {}, el("button", { type: "button", class: "key", onclick: () => onEntity(index) }, el("bdi", {}, entity.name))),
    );
    return [el("h3", {}, title), el("ul", { class: "keys" }, ...names)];
  });
}

/** @type {(text: string, article: Article, handlers: Handlers) => HTMLElement[]} */
function keyNumbers(text, article, { onMark }) {
  const inArticle = inCountedBlocks(article);
  const found = article.quantities
    .map((quantity, index) => ({ quantity, index }))
    .filter(({ quantity }) => ["MONEY", "PERCENT", "QUANTITY"].includes(quantity.type) && inArticle(quantity.start))
    .slice(0, MOST_KEYS);
  if (found.length === 0) return [];
  const items = found.map(({ quantity, index }) =>
    el("li", {}, el("button", { type: "button", class: "key", onclick: () => onMark(`quantity-${index}`) }, text.slice(quantity.start, quantity.end))),
  );
  return [el("h3", {}, strings.keyNumbers), el("ul", { class: "keys" }, ...items)];
}

/** @type {(text: string, article: Article, handlers: Handlers) => HTMLElement[]} */
function timeline(text, article, { onMark }) {
  const inArticle = inCountedBlocks(article);
  // Days, months and years sort as text; weeks and seasons do not belong on one line with them.
  const found = article.timexes
    .map((timex, index) => ({ ...timex, index }))
    .filter((timex) => /^\d{4}(-\d\d)?(-\d\d)?(T.*)?$/.test(timex.value) && inArticle(timex.start));
  if (found.length === 0) return [];
  /** @type {Map<string, typeof found[number]>} */
  const byDay = new Map();
  for (const timex of found) {
    const day = timex.value.slice(0, 10);
    if (!byDay.has(day)) byDay.set(day, timex);
  }
  const days = [...byDay].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, MOST_DATES);
  const items = days.map(([day, timex]) =>
    el(
      "li",
      {},
      el("button", { type: "button", class: "key", onclick: () => onMark(`timex-${timex.index}`) },
        el("time", { datetime: day }, day),
        " ",
        el("span", { class: "as-written" }, text.slice(timex.start, timex.end))),
    ),
  );
  return [el("h3", {}, strings.timeline), el("ol", { class: "timeline" }, ...items)];
}

/** @type {(article: Article) => (offset: number) => boolean} */
function inCountedBlocks({ blocks }) {
  return (offset) => blocks[lastAtOrBefore(blocks, offset)]?.article ?? false;
}
