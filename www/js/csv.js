// Tables for spreadsheets: RFC 4180 in UTF-8.
//
// The file opens with a byte order mark: without one, Excel reads it in the machine's old code page and spoils every name with an accent.
// Programs that mind it are rarer, and can skip it (`utf-8-sig`).

import { el } from "./dom.js";

const BYTE_ORDER_MARK = "\uFEFF";
// What a spreadsheet would run as a formula; some take the full-width signs for the plain ones.
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
const LONGEST_NAME = 60;
// The file is long read by then; revoking its address at once would break the download in some browsers.
const REVOKE_MS = 60_000;

/**
 * @param {(string | number)[][]} rows
 */
export function toCsv(rows) {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/**
 * A name for a file, from words that somebody else wrote: letters, digits and hyphens only.
 * @type {(title: string | null, what: string, extension: string) => string}
 */
export function fileName(title, what, extension) {
  const words = (title ?? "").normalize("NFC").toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  let stem = "";
  for (const word of words) {
    if (stem.length + word.length > LONGEST_NAME) break;
    stem += `${word}-`;
  }
  return `${stem}${what}.${extension}`;
}

/**
 * Hands the reader a file made here; nothing is asked of a server.
 * @type {(name: string, content: string, type: string) => void}
 */
export function download(name, content, type) {
  const href = URL.createObjectURL(new Blob([content], { type }));
  el("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), REVOKE_MS);
}

/** @param {string | number} value */
function cell(value) {
  const text = String(value);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
