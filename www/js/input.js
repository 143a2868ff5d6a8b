// How a text comes in: pasted, typed, dropped, opened, or one of the samples.

import { byId } from "./dom.js";
import { strings } from "./strings.js";

/** In bytes of UTF-8; the core's own limit. */
export const MOST_BYTES = 16 * 1024 * 1024;

// A text area lays all of its text out at once, so a longer text is put into it only when the reader opens it.
const MOST_IN_SHEET = 100_000;
const TYPING_MS = 350;

/**
 * @typedef {{onText(text: string, how: {fresh: boolean}): void, onProblem(message: string): void}} Handlers
 */

/**
 * @param {HTMLTextAreaElement} sheet
 * @param {Handlers} handlers `fresh` is false while the reader edits the text that is there
 */
export function createInput(sheet, { onText, onProblem }) {
  /** @type {number | undefined} */
  let typing;

  sheet.addEventListener("paste", (event) => {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    const replacesAll = sheet.selectionStart === 0 && sheet.selectionEnd === sheet.value.length;
    // A text area turns CRLF into LF, so a whole text is taken from the clipboard; a piece goes into the area first.
    if (!pasted || !replacesAll) return;
    event.preventDefault();
    onText(pasted.toWellFormed(), { fresh: true });
  });
  sheet.addEventListener("input", () => {
    clearTimeout(typing);
    typing = window.setTimeout(flush, TYPING_MS);
  });
  document.addEventListener("paste", (event) => {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    if (!pasted || event.defaultPrevented || isField(event.target)) return;
    event.preventDefault();
    onText(pasted.toWellFormed(), { fresh: true });
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
    const dragged = event.dataTransfer?.getData("text/plain");
    if (file) void open(file);
    else if (dragged) onText(dragged.toWellFormed(), { fresh: true });
  });
  const picker = /** @type {HTMLInputElement} */ (byId("file"));
  picker.addEventListener("change", () => {
    const [file] = picker.files ?? [];
    if (file) void open(file);
    picker.value = "";
  });

  /** Takes over at once what was typed a moment ago. */
  function flush() {
    if (typing === undefined) return;
    clearTimeout(typing);
    typing = undefined;
    onText(sheet.value.toWellFormed(), { fresh: false });
  }

  /** @param {File} file */
  async function open(file) {
    if (!file.name.toLowerCase().endsWith(".txt") && file.type !== "text/plain") {
      onProblem(strings.fileNotText(file.name));
      return;
    }
    if (file.size > MOST_BYTES) {
      onProblem(tooLong(file.size));
      return;
    }
    try {
      onText(decode(await file.arrayBuffer()), { fresh: true });
    } catch (error) {
      onProblem(error instanceof TypeError ? strings.binary : strings.fileUnreadable(file.name));
    }
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

/** @param {number} bytes */
function tooLong(bytes) {
  const megabytes = (/** @type {number} */ n) => (n / 1024 / 1024).toLocaleString("en", { maximumFractionDigits: 1 });
  return strings.tooLong(megabytes(bytes), megabytes(MOST_BYTES));
}

/** @param {string} text */
function isBinary(text) {
  const sample = text.slice(0, 20_000);
  const odd = sample.match(/[\x00-\x08\x0E-\x1A\x1C-\x1F\uFFFD]/g)?.length ?? 0;
  return odd > 4 && odd > sample.length / 50;
}

/**
 * UTF-8, or UTF-16 where its byte order mark says so; throws a TypeError for anything else.
 * @param {ArrayBuffer} bytes
 */
function decode(bytes) {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  const encoding = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}

/** @param {EventTarget | null} target */
function isField(target) {
  return target instanceof HTMLElement && (target.isContentEditable || ["TEXTAREA", "INPUT"].includes(target.tagName));
}
