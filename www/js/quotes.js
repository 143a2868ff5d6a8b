// The third tab: who gets how many words, and every quote, by speaker or in order.

import { el, longList } from "./dom.js";
import { keep, recall } from "./store.js";
import { strings } from "./strings.js";

/**
 * @typedef {import("./article.d.ts").Article} Article
 * @typedef {import("./article.d.ts").QuoteView} QuoteView
 * @typedef {{quote: QuoteView, index: number, words: number}} Item
 * @typedef {{name: string, kind: string | null, items: Item[], words: number}} Voice
 * @typedef {{text: string, article: Article}} Reading
 * @typedef {{onQuote(quote: number): void}} Handlers
 */

/**
 * @param {HTMLElement} panel
 * @param {Reading} reading
 * @param {Handlers} handlers
 */
export function showQuotes(panel, { text, article }, handlers) {
  const items = article.quotes
    .map((quote, index) => ({ quote, index, words: wordsOf(text, quote) }))
    .filter(({ quote }) => quote.act === "speech");
  if (items.length === 0) {
    panel.replaceChildren(el("p", { class: "none" }, strings.quotesNone));
    return;
  }
  const said = items.filter(({ quote }) => quote.kind !== "scare");
  const scare = items.filter(({ quote }) => quote.kind === "scare");
  const voices = voicesOf(said);
  const lists = el("div", {});
  const card = (/** @type {Item} */ item) => el("li", {}, quoteCard(text, item, handlers));

  function arrange(/** @type {boolean} */ inOrder) {
    keep("quotes-in-order", inOrder);
    lists.replaceChildren();
    if (inOrder) {
      const named = (/** @type {Item} */ item) => el("li", {}, speakerLine("h3", item.quote.speaker?.name ?? null, item.quote.speaker?.kind ?? null), quoteCard(text, item, handlers));
      lists.append(longList(el("ol", { class: "quotes" }), said, named, strings.more));
    } else {
      for (const voice of voices) {
        lists.append(speakerLine("h3", voice.name, voice.kind), longList(el("ul", { class: "quotes" }), voice.items, card, strings.more));
      }
    }
    if (scare.length > 0) {
      lists.append(el("h3", { class: "speaker" }, strings.scareTitle), longList(el("ul", { class: "quotes" }), scare, card, strings.more));
    }
  }
  const inOrder = recall("quotes-in-order") === true;
  arrange(inOrder);
  panel.replaceChildren(
    ...(voices.length > 0 ? [shareOfVoice(voices)] : []),
    el(
      "fieldset",
      { class: "arrange" },
      el("legend", { class: "visually-hidden" }, strings.quotesOrderLabel),
      choice("by-speaker", strings.quotesBySpeaker, !inOrder, () => arrange(false)),
      choice("in-order", strings.quotesInOrder, inOrder, () => arrange(true)),
    ),
    el("p", { class: "help" }, strings.quotesNote),
    lists,
  );
}

/** @type {(id: string, label: string, checked: boolean, onChoose: () => void) => HTMLElement} */
function choice(id, label, checked, onChoose) {
  const input = el("input", { type: "radio", name: "quotes-order", id: `quotes-${id}`, onchange: onChoose });
  input.checked = checked;
  return el("label", {}, input, label);
}

/**
 * @param {Item[]} items
 * @returns {Voice[]} one a speaker, the wordiest first
 */
function voicesOf(items) {
  const grouped = Map.groupBy(items, ({ quote: { speaker } }) => (speaker ? `${speaker.entity ?? ""}/${speaker.name}` : null));
  const voices = [...grouped.values()].map((own) => {
    const { speaker } = own[0].quote;
    return {
      name: speaker?.name ?? strings.speakerNone,
      kind: speaker?.kind ?? null,
      items: own,
      words: own.reduce((sum, { words }) => sum + words, 0),
    };
  });
  return voices.sort((a, b) => b.words - a.words);
}

/** @param {Voice[]} voices */
function shareOfVoice(voices) {
  const total = voices.reduce((sum, { words }) => sum + words, 0);
  const rows = voices.slice(0, 12).map(({ name, kind, items, words }) => {
    const share = total > 0 ? words / total : 0;
    const bar = el("span", { class: kind === "named" ? "voice-bar" : "voice-bar open" });
    bar.style.inlineSize = `${(words / Math.max(1, voices[0].words)) * 100}%`;
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, el("bdi", {}, name), bar),
      el("td", {}, String(items.length)),
      el("td", {}, String(words)),
      el("td", {}, `${Math.round(share * 100)} %`),
    );
  });
  const head = [strings.voiceSource, strings.voiceQuotes, strings.voiceWords, strings.voiceShare];
  return el(
    "table",
    { class: "voices" },
    el("caption", {}, strings.voiceTitle),
    el("thead", {}, el("tr", {}, ...head.map((title) => el("th", { scope: "col" }, title)))),
    el("tbody", {}, ...rows),
  );
}

/** @type {(tag: "h3", name: string | null, kind: string | null) => HTMLElement} */
function speakerLine(tag, name, kind) {
  return el(
    tag,
    { class: kind === "named" ? "speaker" : "speaker flagged" },
    el("bdi", {}, name ?? strings.speakerNone),
    kind !== null && kind !== "named" && el("small", {}, strings.speakerKinds[kind] ?? kind),
  );
}

/** @type {(text: string, item: Item, handlers: Handlers) => HTMLElement} */
function quoteCard(text, { quote, index, words }, { onQuote }) {
  const slice = (/** @type {[number, number] | null} */ range) => (range ? text.slice(range[0], range[1]) : null);
  const [cue, via, reason] = [slice(quote.cue), slice(quote.via), slice(quote.reason)];
  const facts = [
    strings.quoteKinds[quote.kind] ?? quote.kind,
    strings.quoteWords(words),
    cue && strings.quoteCue(cue),
    via && strings.quoteVia(via),
    reason && strings.quoteReason(reason),
  ];
  return el(
    "button",
    { type: "button", class: "passage", "data-quote": index, onclick: () => onQuote(index) },
    el("q", { dir: "auto", class: quote.kind }, quote.content.map(slice).join(" … ")),
    el("span", { class: "passage-facts" }, facts.filter(Boolean).join(" · ")),
  );
}

/** @type {(text: string, quote: QuoteView) => number} */
function wordsOf(text, quote) {
  return quote.content.reduce((sum, [start, end]) => sum + (text.slice(start, end).match(/[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu)?.length ?? 0), 0);
}
