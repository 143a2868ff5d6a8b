// How a text comes in: pasted, typed, dropped, opened, or one of the samples.

import { byId } from "./dom.js";
import { MOST_BYTES, tooLong } from "./limits.js";
import { strings } from "./strings.js";

// A text area lays all of its text out at once, so a longer text is put into it only when the reader opens it.
const MOST_IN_SHEET = 100_000;
const TYPING_MS = 350;

// HTML that has none of these tells no more than its plain text does.
const STRUCTURED = /<(?:h[1-6]|p|li|figcaption|blockquote|time|article)[\s>]/i;
const MOST_PASTED_HTML = 8 * 1024 * 1024;

/**
 * @typedef {{fresh: boolean, date?: string | null}} How `date`: the day on which the text appeared, where its source says so
 * @typedef {{onText(text: string, how: How): void, onProblem(message: string): void, onCut(): void}} Handlers
 */

/**
 * @param {HTMLTextAreaElement} sheet
 * @param {Handlers} handlers `fresh` is false while the reader edits the text that is there
 */
export function createInput(sheet, { onText, onProblem, onCut }) {
  /** @type {number | undefined} */
  let typing;
  // What comes in by a slow way gives way to what came in after it.
  let turn = 0;

  sheet.addEventListener("paste", (event) => {
    const replacesAll = sheet.selectionStart === 0 && sheet.selectionEnd === sheet.value.length;
    // A text area turns CRLF into LF, so a whole text is taken from the clipboard; a piece goes into the area first.
    if (replacesAll && take(event.clipboardData)) event.preventDefault();
  });
  sheet.addEventListener("input", () => {
    clearTimeout(typing);
    typing = window.setTimeout(flush, TYPING_MS);
  });
  document.addEventListener("paste", (event) => {
    if (!event.defaultPrevented && !isField(event.target) && take(event.clipboardData)) event.preventDefault();
  });
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    document.documentElement.classList.add("dropping");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.documentElement.classList.remove("dropping");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    document.documentElement.classList.remove("dropping");
    const [file] = event.dataTransfer?.files ?? [];
    if (file) void open(file);
    else take(event.dataTransfer);
  });
  const picker = /** @type {HTMLInputElement} */ (byId("file"));
  picker.addEventListener("change", () => {
    const [file] = picker.files ?? [];
    if (file) void open(file);
    picker.value = "";
  });

  /**
   * Takes what was pasted or dragged: with its structure where it has some, else its words.
   * @param {DataTransfer | null} data
   * @returns {boolean} whether there was anything
   */
  function take(data) {
    const plain = data?.getData("text/plain").toWellFormed() ?? "";
    const html = data?.getData("text/html") ?? "";
    turn += 1;
    if (html.length < MOST_PASTED_HTML && STRUCTURED.test(html)) void takeHtml(html, plain, turn);
    else if (plain) onText(plain, { fresh: true });
    else return false;
    return true;
  }

  /** @type {(html: string, plain: string, own: number) => Promise<void>} */
  async function takeHtml(html, plain, own) {
    // Whatever keeps the structure from being read, the words are there.
    const read = await import("./readers/html.js").then(({ readHtml }) => readHtml(html)).catch(() => null);
    if (own !== turn) return;
    if (read?.text) onText(read.text, { fresh: true, date: read.date });
    else if (plain) onText(plain, { fresh: true });
    if (read?.cut) onCut();
  }

  /** Takes over at once what was typed a moment ago. */
  function flush() {
    if (typing === undefined) return;
    clearTimeout(typing);
    typing = undefined;
    turn += 1;
    onText(sheet.value.toWellFormed(), { fresh: false });
  }

  /** @param {File} file */
  async function open(file) {
    turn += 1;
    const own = turn;
    const read = await import("./readers/files.js").then(({ readFile }) => readFile(file)).catch(() => ({ problem: strings.loadFailed("readers/files.js") }));
    if (own !== turn) return;
    if ("problem" in read) {
      onProblem(read.problem);
      return;
    }
    onText(read.text, { fresh: true, date: read.date });
    if (read.cut) onCut();
  }

  return {
    flush,
    /**
     * Puts a text into the sheet.
     * @param {string} text
     */
    fill(text) {
      clearTimeout(typing);
      typing = undefined;
      sheet.value = text;
    },
  };
}

/** @param {string} text */
export function fitsSheet(text) {
  return text.length <= MOST_IN_SHEET;
}

/**
 * What keeps a text from being annotated, in words for the reader; undefined where nothing does.
 * @param {string} text
 */
export function problemOf(text) {
  const size = new Blob([text]).size;
  if (size > MOST_BYTES) return tooLong(size);
  if (isBinary(text)) return strings.binary;
  return undefined;
}

/**
 * Invisible characters and such that turn the direction of writing: harmless in themselves, but they can mislead.
 * @param {string} text
 */
export function countHidden(text) {
  return text.match(/[\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069]/g)?.length ?? 0;
}

/** @param {string} text */
function isBinary(text) {
  const sample = text.slice(0, 20_000);
  const odd = sample.match(/[\x00-\x08\x0E-\x1A\x1C-\x1F\uFFFD]/g)?.length ?? 0;
  return odd > 4 && odd > sample.length / 50;
}

/** @param {EventTarget | null} target */
function isField(target) {
  return target instanceof HTMLElement && (target.isContentEditable || ["TEXTAREA", "INPUT"].includes(target.tagName));
}
