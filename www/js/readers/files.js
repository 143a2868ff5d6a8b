// Files of the kinds that the page reads, each turned into plain text. Loaded when the first one comes.

import { MOST_BYTES, tooLong } from "../limits.js";
import { strings } from "../strings.js";
import { readDocx } from "./docx.js";
import { readHtml } from "./html.js";
import { readMarkdown } from "./markdown.js";
import { FileProblem } from "./problem.js";

/**
 * @typedef {{text: string, date: string | null, cut?: boolean}} Reading `date`: when it appeared, if the file says so; `cut`: it was too
 *   much to read to its end
 */

// Pictures make a document large, and are not read.
const MOST_DOCX_BYTES = 256 * 1024 * 1024;
const CHARSET_WITHIN = 2048;

const KINDS = /** @type {[RegExp, RegExp, number, (file: File) => Promise<Reading>][]} */ ([
  [/\.docx$/i, /wordprocessingml/, MOST_DOCX_BYTES, readDocx],
  [/\.(?:html?|xhtml)$/i, /^(?:text\/html|application\/xhtml\+xml)$/, MOST_BYTES, async (file) => readHtml(decodeHtml(await file.arrayBuffer()))],
  [/\.(?:md|markdown)$/i, /^text\/markdown$/, MOST_BYTES, async (file) => readMarkdown(decode(await file.arrayBuffer()))],
  [/\.(?:txt|text)$/i, /^text\/plain$/, MOST_BYTES, async (file) => ({ text: decode(await file.arrayBuffer()), date: null })],
]);

/**
 * @param {File} file
 * @returns {Promise<Reading | {problem: string}>}
 */
export async function readFile(file) {
  const kind = KINDS.find(([name]) => name.test(file.name)) ?? KINDS.find(([, type]) => type.test(file.type));
  if (!kind) return { problem: strings.fileKind(file.name) };
  const [, , most, read] = kind;
  if (file.size > most) return { problem: tooLong(file.size, most) };
  try {
    const reading = await read(file);
    return /\S/.test(reading.text) ? reading : { problem: strings.fileEmpty(file.name) };
  } catch (error) {
    if (error instanceof FileProblem) return { problem: error.message };
    return { problem: error instanceof TypeError ? strings.binary : strings.fileUnreadable(file.name) };
  }
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

/**
 * An older page may be in another encoding, and then says so near its start.
 * @param {ArrayBuffer} bytes
 */
function decodeHtml(bytes) {
  try {
    return decode(bytes);
  } catch (error) {
    const start = new TextDecoder("latin1").decode(bytes.slice(0, CHARSET_WITHIN));
    const [, charset] = /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{1,40})/i.exec(start) ?? [];
    if (!charset || /^utf-?8$/i.test(charset)) throw error;
    try {
      return new TextDecoder(charset).decode(bytes);
    } catch {
      throw error;
    }
  }
}
