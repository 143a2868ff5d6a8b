// The first tab: the article's own key sentences, as many as the reader wants; then who, where and how much.

import { el } from "./dom.js";
import { keyNames, keyNumbers, keyPlaces } from "./essentials.js";
import { lastAtOrBefore } from "./ordered.js";
import { countWords } from "./speech.js";
import { keep, recall } from "./store.js";
import { strings } from "./strings.js";

/**
 * @typedef {import("./article.d.ts").Article} Article
 * @typedef {import("./article.d.ts").SentenceView} SentenceView
 * @typedef {{text: string, article: Article}} Reading
 * @typedef {{onText(start: number, end: number): void, onEntity(entity: number): void, onMark(key: string): void, onQuote(quote: number): void}} Handlers
 * @typedef {"sentences" | "words"} Unit
 * @typedef {{unit: Unit, sentences: number, words: number}} Length
 */

const UNITS = /** @type {const} */ (["sentences", "words"]);
const MOST_SENTENCES = 10;
const WORDS = { least: 20, most: 300, step: 10 };
const USUAL = /** @type {Length} */ ({ unit: "sentences", sentences: 3, words: 80 });

// Pronouns that stand for “Lind’s”; “her” among them, since at the start of a sentence it seldom is an object.
const POSSESSIVE = /^(?:his|her|its|their|my|our|your)$/i;

/**
 * @param {HTMLElement} panel
 * @param {Reading} reading
 * @param {Handlers} handlers
 */
export function showSummary(panel, reading, handlers) {
  const { text, article } = reading;
  const ranked = article.summary.map(({ sentence }) => article.sentences[sentence]).map((sentence) => ({ sentence, words: countWords(text.slice(sentence.start, sentence.end)) }));
  if (ranked.length === 0) {
    panel.replaceChildren(el("p", { class: "none" }, strings.summaryNone));
    return;
  }
  const length = recalledLength();
  const list = el("ol", { class: "summary" });
  const shown = el("output", { for: "summary-length" });
  const note = el("p", { class: "help" });
  const range = el("input", { type: "range", id: "summary-length", oninput: () => change({ [length.unit]: range.valueAsNumber }) });
  const unit = el("select", { id: "summary-unit", onchange: () => change({ unit: UNITS[unit.selectedIndex] }) }, ...UNITS.map((name) => el("option", { value: name }, strings.summaryUnits[name])));
  unit.selectedIndex = UNITS.indexOf(length.unit);

  /** @param {Partial<Length>} part */
  function change(part) {
    Object.assign(length, part);
    keep("length", length);
    fill();
  }

  function fill() {
    const inWords = length.unit === "words";
    const most = inWords ? WORDS.most : Math.min(MOST_SENTENCES, ranked.length);
    // The value comes last: a range refuses one outside of its limits.
    for (const [name, value] of Object.entries({ min: inWords ? WORDS.least : 1, max: most, step: inWords ? WORDS.step : 1 })) range.setAttribute(name, String(value));
    range.valueAsNumber = Math.min(most, length[length.unit]);
    const n = inWords ? fitting(ranked.map(({ words }) => words), length.words) : range.valueAsNumber;
    const chosen = ranked.slice(0, n).sort((a, b) => a.sentence.start - b.sentence.start);
    const passages = chosen.map(({ sentence }) => passage(reading, sentence, handlers));
    list.replaceChildren(...passages.map((button) => el("li", {}, button)));
    shown.textContent = strings.summaryShown(chosen.length, chosen.reduce((sum, { words }) => sum + words, 0));
    note.textContent = [strings.summaryNote, passages.some((button) => button.querySelector("ins")) && strings.summaryNoteOurs].filter(Boolean).join(" ");
  }
  fill();

  panel.replaceChildren(
    el("h2", {}, strings.summaryTitle),
    el("div", { class: "length" }, el("label", { for: "summary-unit" }, strings.summaryLengthIn), unit, el("label", { for: "summary-length", class: "visually-hidden" }, strings.summaryLength), range, shown),
    list,
    note,
    ...keyNames(reading, handlers),
    ...keyNumbers(reading, handlers),
    ...keyPlaces(reading, handlers),
  );
}

/**
 * How many of these, taken in order, have room; one at least.
 * @type {(sizes: number[], room: number) => number}
 */
function fitting(sizes, room) {
  let left = room;
  const over = sizes.findIndex((size) => (left -= size) < 0);
  return Math.max(1, over < 0 ? sizes.length : over);
}

/** @type {(reading: Reading, sentence: SentenceView, handlers: Handlers) => HTMLButtonElement} */
function passage(reading, { start, end }, { onText }) {
  const { text } = reading;
  const button = el("button", { type: "button", class: "passage", dir: "auto", "data-start": start, "data-end": end, onclick: () => onText(start, end) });
  const opening = openingPronoun(reading, start, end);
  if (!opening) {
    button.append(text.slice(start, end));
    return button;
  }
  const ours = el("ins", { title: strings.oursTitle, "data-ui": true }, " [", el("span", { class: "visually-hidden" }, strings.oursLabel), el("bdi", {}, opening.name), "]");
  button.append(text.slice(start, opening.end), ours, text.slice(opening.end, end));
  return button;
}

/**
 * The pronoun that a sentence opens with, and whom it stands for; null where there is none or nobody knows.
 * @type {(reading: Reading, start: number, end: number) => {end: number, name: string} | null}
 */
function openingPronoun({ text, article: { mentions, entities } }, start, end) {
  const first = lastAtOrBefore(mentions, start - 1) + 1;
  // A wider mention can open with the pronoun, as “his plan” does with “his”.
  const pronoun = mentions.slice(first, first + 3).find((mention) => mention.kind === "pronoun" && mention.start === mentions[first].start);
  if (!pronoun || pronoun.end > end || pronoun.entity === null) return null;
  if (/[\p{L}\p{N}]/u.test(text.slice(start, pronoun.start))) return null;
  const name = entities[pronoun.entity].name.replace(/\s+/g, " ");
  const word = text.slice(pronoun.start, pronoun.end);
  if (name.toLowerCase() === word.toLowerCase()) return null;
  const [contracted] = /^[’'][a-z]+/i.exec(text.slice(pronoun.end, pronoun.end + 4)) ?? [""];
  return { end: pronoun.end + contracted.length, name: POSSESSIVE.test(word) ? strings.possessive(name) : name };
}

/** @returns {Length} */
function recalledLength() {
  const kept = /** @type {Partial<Length> | null | undefined} */ (recall("length"));
  const number = (/** @type {Unit} */ name) => {
    const value = kept?.[name];
    return typeof value === "number" && value >= 1 ? value : USUAL[name];
  };
  return { unit: UNITS.find((name) => name === kept?.unit) ?? USUAL.unit, sentences: number("sentences"), words: number("words") };
}
