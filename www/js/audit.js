// The fourth tab: who the article's sources are. One table, narrow in the sidebar and wide in a dialog, and the same as a file.

import { download, fileName, toCsv } from "./csv.js";
import { byId, el, longList } from "./dom.js";
import { speakerTag } from "./quotes.js";
import { headlineOf, isFlagged, isSaid, placesIn, sourcesOf, speechOf, totalsOf, wordsIn } from "./speech.js";
import { strings } from "./strings.js";

/**
 * @typedef {import("./speech.js").Reading} Reading
 * @typedef {import("./speech.js").Source} Source
 * @typedef {{onQuote(quote: number): void, onQuotes(quote: number): void}} Handlers `onQuote` leads to the text, `onQuotes` to the list
 * @typedef {{source: Source, name: string, kind: string, role: string, quotes: number, words: number, share: number, reason: string, outlet: string, place: string}} Row
 * @typedef {{label: string, sort?: (a: Row, b: Row) => number, most?: boolean, cell: (row: Row) => HTMLElement}} Column `most`: sorted first from the most down
 */

// In the order of what an editor should look at first.
const KINDS = ["unnamed", "collective", "document", "named"];

/**
 * @param {HTMLElement} panel
 * @param {Reading} reading
 * @param {Handlers} handlers
 */
export function showAudit(panel, reading, handlers) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("audit-dialog"));
  dialog.close();
  dialog.replaceChildren();
  const sources = sourcesOf(reading, speechOf(reading).filter(({ quote }) => isSaid(quote)));
  if (sources.length === 0) {
    panel.replaceChildren(el("p", { class: "none" }, strings.quotesNone));
    return;
  }
  const rows = rowsOf(reading, sources);
  const leave = (/** @type {(quote: number) => void} */ lead) => (/** @type {number} */ quote) => {
    dialog.close();
    putBack();
    lead(quote);
  };
  const widener = el("button", { type: "button", class: "widen", "aria-haspopup": "dialog", onclick: widen }, strings.auditWiden);
  const table = auditTable(rows, { onQuote: leave(handlers.onQuote), onQuotes: leave(handlers.onQuotes) });
  const saved = el("span", { role: "status" });
  const save = () => {
    const name = fileName(headlineOf(reading), strings.auditFile, "csv");
    download(name, toCsv(csvRows(reading, rows)), "text/csv;charset=utf-8");
    saved.textContent = strings.auditSaved(name);
  };
  const audit = el(
    "div",
    { class: "audit" },
    el("p", { class: "totals" }, strings.auditTotals(totalsOf(sources))),
    el(
      "p",
      { class: "audit-tools" },
      widener,
      el("button", { type: "button", onclick: save }, strings.auditSave),
      saved,
    ),
    el("div", { class: "audit-frame" }, table),
    el("p", { class: "help" }, strings.auditNote, " ", strings.quotesNote),
  );
  panel.replaceChildren(audit);

  function widen() {
    dialog.replaceChildren(
      el("form", { method: "dialog" }, el("button", {}, strings.close)),
      el("h2", { id: "audit-dialog-title", dir: "auto" }, strings.auditTitleOf(headlineOf(reading))),
      audit,
    );
    dialog.addEventListener("close", putBack, { once: true });
    dialog.showModal();
  }

  function putBack() {
    if (!dialog.contains(audit)) return;
    panel.replaceChildren(audit);
    widener.focus();
  }
}

/** @type {(reading: Reading, sources: Source[]) => Row[]} */
function rowsOf({ article }, sources) {
  const place = placesIn(article);
  const { words: all } = totalsOf(sources);
  return sources.map((source) => {
    const { person, items, words, start } = source;
    const { kind, number } = place(start);
    return {
      source,
      name: person?.name ?? strings.speakerNone,
      kind: person ? (strings.speakerKinds[person.kind] ?? person.kind) : strings.speakerNoneTag,
      role: person?.role ?? "",
      quotes: items.length,
      words,
      share: all > 0 ? words / all : 0,
      reason: person?.reasons.join("; ") || (person?.kind === "unnamed" ? strings.auditReasonNone : ""),
      outlet: person?.outlets.join("; ") ?? "",
      place: strings.auditPlace(strings.blockKinds[kind] ?? kind, number),
    };
  });
}

/** @type {(rows: Row[], handlers: Handlers) => DocumentFragment} */
function auditTable(rows, handlers) {
  const columns = columnsFor(rows, handlers);
  const body = el("tbody", { role: "rowgroup" });
  const more = el("div", {});
  const heads = columns.map((column) => {
    const { label, sort } = column;
    const button = sort && el("button", { type: "button", class: "sort-by", onclick: () => arrange(column) }, label);
    return el("th", { role: "columnheader", scope: "col", class: sort ? "sortable" : undefined }, button ?? label);
  });
  // As they come: the wordiest first.
  let sorted = { by: columns.findIndex(({ label }) => label === strings.auditColumns.words), direction: -1 };

  /** @param {Column} column */
  function arrange(column) {
    const by = columns.indexOf(column);
    const direction = by === sorted.by ? -sorted.direction : column.most ? -1 : 1;
    sorted = { by, direction };
    fill(rows.toSorted((a, b) => direction * (column.sort?.(a, b) ?? 0)));
  }

  /** @param {Row[]} arranged */
  function fill(arranged) {
    heads.forEach((head, at) => {
      if (at === sorted.by) head.setAttribute("aria-sort", sorted.direction > 0 ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    });
    body.replaceChildren();
    const make = (/** @type {Row} */ row) =>
      el("tr", { role: "row", class: isFlagged(row.source.person) ? "flagged" : undefined }, ...columns.map(({ cell }) => cell(row)));
    const { nodes } = longList(body, arranged, make, strings.more);
    table.append(body);
    more.replaceChildren(nodes);
  }

  const table = el(
    "table",
    { class: "sources", role: "table" },
    el("caption", {}, strings.auditTitle),
    el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, ...heads)),
  );
  fill(rows);
  const fragment = document.createDocumentFragment();
  fragment.append(table, more);
  return fragment;
}

/**
 * The columns in order. In the narrow table a cell without text takes no room, and numbers carry their unit.
 * @type {(rows: Row[], handlers: Handlers) => Column[]}
 */
function columnsFor(rows, { onQuote, onQuotes }) {
  const labels = strings.auditColumns;
  const most = Math.max(1, ...rows.map(({ words }) => words));
  const cell = (/** @type {string} */ name, /** @type {import("./dom.js").Child[]} */ ...children) => el("td", { role: "cell", class: `s-${name}` }, ...children);
  const named = (/** @type {string} */ label, /** @type {string} */ text) => text && el("span", {}, el("span", { class: "lead" }, `${label}: `), el("bdi", {}, text));
  const first = (/** @type {Row} */ { source }) => source.items[0].index;
  return [
    {
      label: labels.source,
      sort: (a, b) => a.name.localeCompare(b.name, "en"),
      cell: ({ name }) => el("th", { role: "rowheader", scope: "row", class: "s-source" }, el("bdi", {}, name)),
    },
    {
      label: labels.kind,
      sort: (a, b) => rank(a) - rank(b),
      cell: ({ source, kind }) => cell("kind", speakerTag(source.person) ?? kind),
    },
    { label: labels.role, cell: ({ role }) => cell("role", named(labels.role, role)) },
    {
      label: labels.quotes,
      most: true,
      sort: (a, b) => a.quotes - b.quotes,
      cell: (row) =>
        cell("quotes", el(
          "button",
          { type: "button", class: "key", "aria-label": strings.auditQuotesLabel(row.quotes, row.name), onclick: () => onQuotes(first(row)) },
          String(row.quotes),
          el("span", { class: "unit" }, strings.auditQuotes(row.quotes).replace(/^\S+/, "")),
        )),
    },
    {
      label: labels.words,
      most: true,
      sort: (a, b) => a.words - b.words,
      cell: ({ words }) => cell("words", String(words), el("span", { class: "unit" }, strings.quoteWords(words).replace(/^\S+/, ""))),
    },
    {
      label: labels.share,
      cell: ({ source, words, share }) => {
        const bar = el("span", { class: source.person && !isFlagged(source.person) ? "voice-bar" : "voice-bar open" });
        bar.style.inlineSize = `${(words / most) * 100}%`;
        return cell("share", el("span", {}, strings.auditShare(share), el("span", { class: "unit" }, strings.auditShareUnit)), bar);
      },
    },
    { label: labels.reason, cell: ({ reason }) => cell("reason", named(labels.reason, reason)) },
    { label: labels.outlet, cell: ({ outlet }) => cell("outlet", named(labels.outlet, outlet)) },
    {
      label: labels.place,
      sort: (a, b) => a.source.start - b.source.start,
      cell: (row) =>
        cell("place", el(
          "button",
          { type: "button", class: "key", "aria-label": strings.auditPlaceLabel(row.place, row.name), onclick: () => onQuote(first(row)) },
          row.place,
        )),
    },
  ];
}

/** @param {Row} row */
function rank({ source: { person } }) {
  return person === null ? -1 : KINDS.indexOf(person.kind);
}

/** @type {(reading: Reading, rows: Row[]) => (string | number)[][]} */
function csvRows({ text }, rows) {
  const { source, kind, role, quotes, words, reason, outlet, place, first } = strings.auditColumns;
  return [
    [source, kind, role, quotes, words, reason, outlet, place, first],
    ...rows.map((row) => [row.name, row.kind, row.role, row.quotes, row.words, row.reason, row.outlet, row.place, wordsIn(text, row.source.items[0].quote)]),
  ];
}
