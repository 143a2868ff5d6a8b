// The third tab: every quote, by speaker or in the order of the text, each with its kind, its cue and a citation to copy.

import { citationOf } from "./citation.js";
import { copy } from "./clipboard.js";
import { el, longList } from "./dom.js";
import { notify } from "./notices.js";
import { isFlagged, isSaid, slice, sourcesOf, speechOf, totalsOf, wordsIn } from "./speech.js";
import { keep, recall } from "./store.js";
import { strings } from "./strings.js";

/**
 * @typedef {import("./speech.js").Reading} Reading
 * @typedef {import("./speech.js").Item} Item
 * @typedef {import("./speech.js").Source} Source
 * @typedef {{onQuote(quote: number): void}} Handlers
 */

const SPEAKERS_AT_ONCE = 30;
const LABEL_LENGTH = 40;

/**
 * @param {HTMLElement} panel
 * @param {Reading} reading
 * @param {Handlers} handlers
 * @returns {(quote: number) => HTMLElement | null} finds the entry of a quote, in whichever arrangement is shown
 */
export function showQuotes(panel, reading, handlers) {
  const items = speechOf(reading);
  if (items.length === 0) {
    panel.replaceChildren(el("p", { class: "none" }, strings.quotesNone));
    return () => null;
  }
  const said = items.filter(({ quote }) => isSaid(quote));
  const scare = items.filter(({ quote }) => !isSaid(quote));
  const sources = sourcesOf(reading, said);
  const lists = el("div", {});
  const entry = (/** @type {Item} */ item) => el("li", {}, ...quoteEntry(reading, item, handlers));
  /** @type {((quote: number) => void)[]} */
  let revealers = [];

  /** @type {(list: HTMLElement, own: Item[], make: (item: Item) => HTMLElement) => DocumentFragment} */
  function listOf(list, own, make) {
    const { nodes, showUpTo } = longList(list, own, make, strings.more);
    revealers.push((quote) => showUpTo(own.findIndex(({ index }) => index === quote)));
    return nodes;
  }

  function arrange(/** @type {boolean} */ inOrder) {
    keep("quotes-in-order", inOrder);
    revealers = [];
    lists.replaceChildren();
    if (inOrder) {
      lists.append(listOf(el("ol", { class: "quotes" }), said, (item) => el("li", {}, speakerLine(item.quote.speaker), ...quoteEntry(reading, item, handlers))));
    } else {
      const section = (/** @type {Source} */ { person, items }) => el("section", {}, speakerLine(person), listOf(el("ul", { class: "quotes" }), items, entry));
      const { nodes, showUpTo } = longList(el("div", {}), sources, section, strings.more, SPEAKERS_AT_ONCE);
      revealers.unshift((quote) => showUpTo(sources.findIndex(({ items }) => items.some(({ index }) => index === quote))));
      lists.append(nodes);
    }
    if (scare.length > 0) {
      lists.append(
        el("h3", { class: "speaker" }, strings.scareTitle),
        el("p", { class: "help" }, strings.scareNote),
        listOf(el("ul", { class: "quotes" }), scare, (item) => el("li", {}, ...scareEntry(reading, item, handlers))),
      );
    }
  }
  const inOrder = recall("quotes-in-order") === true;
  arrange(inOrder);
  panel.replaceChildren(
    el("p", { class: "totals" }, strings.auditTotals(totalsOf(sources))),
    el(
      "fieldset",
      { class: "arrange" },
      el("legend", { class: "visually-hidden" }, strings.quotesOrderLabel),
      choice("by-speaker", strings.quotesBySpeaker, !inOrder, () => arrange(false)),
      choice("in-order", strings.quotesInOrder, inOrder, () => arrange(true)),
    ),
    el("p", { class: "help" }, strings.quotesNote),
    lists,
    el("p", { class: "help" }, strings.quotesKindsNote),
  );

  return (quote) => {
    // A list of speakers makes its lists of quotes as it grows, so those are asked after it.
    for (let at = 0; at < revealers.length; at += 1) revealers[at](quote);
    return panel.querySelector(`[data-quote="${quote}"]`);
  };
}

/** @type {(id: string, label: string, checked: boolean, onChoose: () => void) => HTMLElement} */
function choice(id, label, checked, onChoose) {
  const input = el("input", { type: "radio", name: "quotes-order", id: `quotes-${id}`, onchange: onChoose });
  input.checked = checked;
  return el("label", {}, input, label);
}

/**
 * A speaker's name with a tag where there is something to say of it.
 * @param {{name: string, kind: string} | null} speaker
 */
function speakerLine(speaker) {
  return el(
    "h3",
    { class: isFlagged(speaker) ? "speaker flagged" : "speaker" },
    el("bdi", {}, speaker?.name ?? strings.speakerNone),
    speakerTag(speaker),
  );
}

/**
 * Unnamed and missing speakers differ from the others by the tag's words and outline, and by colour last.
 * @param {{kind: string} | null} speaker
 * @returns {HTMLElement | null}
 */
export function speakerTag(speaker) {
  if (speaker === null) return el("small", { class: "tag unattributed" }, strings.speakerNoneTag);
  if (speaker.kind === "named") return null;
  return el("small", { class: `tag ${speaker.kind}` }, strings.speakerKinds[speaker.kind] ?? speaker.kind);
}

/** @type {(reading: Reading, item: Item, handlers: Handlers) => HTMLElement[]} */
function quoteEntry(reading, { quote, index, words }, { onQuote }) {
  const { text } = reading;
  const part = (/** @type {[number, number] | null} */ range) => range && slice(text, range);
  const [cue, via, reason] = [part(quote.cue), part(quote.via), part(quote.reason)];
  const said = wordsIn(text, quote);
  const facts = [
    el("span", { class: "sort" }, strings.quoteKinds[quote.kind] ?? quote.kind),
    strings.quoteWords(words),
    cue && strings.quoteCue(cue),
    via && strings.quoteVia(via),
    reason && strings.quoteReason(reason),
  ];
  return [
    el("button", { type: "button", class: `passage ${quote.kind}`, "data-quote": index, onclick: () => onQuote(index) }, el("q", { dir: "auto" }, said)),
    el(
      "div",
      { class: "quote-facts" },
      el("p", {}, ...facts.flatMap((fact, at) => (fact ? [at > 0 && " · ", typeof fact === "string" ? el("bdi", {}, fact) : fact] : []))),
      el(
        "button",
        { type: "button", class: "quiet copy", "aria-label": strings.copyLabel(opening(said)), onclick: () => void copyCitation(citationOf(reading, quote)) },
        strings.copy,
      ),
    ),
  ];
}

/** @type {(reading: Reading, item: Item, handlers: Handlers) => HTMLElement[]} */
function scareEntry({ text }, { quote, index }, { onQuote }) {
  return [
    el("button", { type: "button", class: "passage scare", "data-quote": index, onclick: () => onQuote(index) }, el("q", { dir: "auto" }, wordsIn(text, quote))),
  ];
}

/** @param {string} citation */
async function copyCitation(citation) {
  if (await copy(citation)) notify("copied", strings.copied(citation), { brief: true });
  else notify("copied", strings.copyFailed(citation), { bad: true, brief: true });
}

/**
 * The first words, for a label.
 * @param {string} words
 */
function opening(words) {
  const characters = [...words];
  return characters.length > LABEL_LENGTH ? `${characters.slice(0, LABEL_LENGTH).join("")}…` : words;
}
