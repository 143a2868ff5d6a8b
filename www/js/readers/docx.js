// The text of a .docx file: a paragraph a line, blank lines between them.
//
// The file is a zip archive (PKWARE's APPNOTE), of which one entry is read, as a stream: memory is bounded by the text that is kept, and
// an entry that unpacks to more than any document does is given up. The entry is WordprocessingML (ECMA-376, part 1), of which only the
// tags below matter, so it is scanned rather than parsed: no entity is defined in it, and no depth of nesting is a danger.

import { MOST_BYTES, tooLong } from "../limits.js";
import { strings } from "../strings.js";
import { FileProblem } from "./problem.js";

/**
 * @typedef {import("./files.js").Reading} Reading
 * @typedef {{method: number, flags: number, packed: number, start: number}} Entry
 */

const ENTRY = "word/document.xml";
const MOST_ENTRIES = 10_000;
const MOST_DIRECTORY_BYTES = 4 * 1024 * 1024;
const MOST_XML_BYTES = 128 * 1024 * 1024;
// Text in XML packs to a tenth, very dull text to a fiftieth; a bomb to a thousandth.
const MOST_RATIO = 250;
const RATIO_FROM = 1024 * 1024;
const MOST_TAG_LENGTH = 1024 * 1024;

const SIGNATURES = { entry: 0x04034b50, directory: 0x02014b50, end: 0x06054b50 };
const END = { bytes: 22, comment: 0xffff };
const ENCRYPTED = 1;
const [STORED, DEFLATED] = [0, 8];

/**
 * @param {Blob & {name: string}} file
 * @returns {Promise<Reading>}
 */
export async function readDocx(file) {
  const entry = await findEntry(file);
  const scanner = createScanner();
  const decoder = new TextDecoder();
  let unpacked = 0;
  const reader = (await unpack(file, entry)).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      unpacked += value.length;
      if (unpacked > MOST_XML_BYTES || (unpacked > RATIO_FROM && unpacked > entry.packed * MOST_RATIO)) throw new FileProblem(strings.fileBomb(file.name));
      if (!scanner.feed(decoder.decode(value, { stream: true }))) throw new FileProblem(strings.fileNotWord(file.name));
      if (scanner.length() > MOST_BYTES) throw new FileProblem(tooLong(scanner.length()));
    }
  } catch (error) {
    if (error instanceof FileProblem) throw error;
    throw new FileProblem(strings.fileUnreadable(file.name));
  } finally {
    await reader.cancel().catch(() => {});
  }
  return { text: scanner.text().toWellFormed(), date: null };
}

/** @type {(file: Blob & {name: string}) => Promise<Entry>} */
async function findEntry(file) {
  const notWord = () => new FileProblem(strings.fileNotWord(file.name));
  const tailStart = Math.max(0, file.size - END.bytes - END.comment);
  const tail = await view(file, tailStart, file.size);
  let end = tail.byteLength - END.bytes;
  while (end >= 0 && tail.getUint32(end, true) !== SIGNATURES.end) end -= 1;
  if (end < 0) throw notWord();
  const count = tail.getUint16(end + 10, true);
  const size = tail.getUint32(end + 12, true);
  const start = tail.getUint32(end + 16, true);
  if (count > MOST_ENTRIES || size > MOST_DIRECTORY_BYTES) throw new FileProblem(strings.fileBomb(file.name));
  if (start + size > file.size) throw notWord();
  const directory = await view(file, start, start + size);
  for (let at = 0, entry = 0; entry < count && at + 46 <= directory.byteLength; entry += 1) {
    if (directory.getUint32(at, true) !== SIGNATURES.directory) break;
    const nameLength = directory.getUint16(at + 28, true);
    const next = at + 46 + nameLength + directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true);
    if (next > directory.byteLength) break;
    const name = new TextDecoder().decode(new Uint8Array(directory.buffer, at + 46, nameLength));
    if (name === ENTRY) {
      return { flags: directory.getUint16(at + 8, true), method: directory.getUint16(at + 10, true), packed: directory.getUint32(at + 20, true), start: directory.getUint32(at + 42, true) };
    }
    at = next;
  }
  throw notWord();
}

/**
 * The entry's bytes, unpacked as they are asked for.
 * @type {(file: Blob & {name: string}, entry: Entry) => Promise<ReadableStream<Uint8Array>>}
 */
async function unpack(file, { method, flags, packed, start }) {
  if (flags & ENCRYPTED) throw new FileProblem(strings.fileLocked(file.name));
  const head = await view(file, start, start + 30);
  if (head.byteLength < 30 || head.getUint32(0, true) !== SIGNATURES.entry || (method !== STORED && method !== DEFLATED)) {
    throw new FileProblem(strings.fileNotWord(file.name));
  }
  const from = start + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  const bytes = file.slice(from, from + packed).stream();
  return method === STORED ? bytes : bytes.pipeThrough(new DecompressionStream("deflate-raw"));
}

/** @type {(file: Blob, from: number, to: number) => Promise<DataView>} */
async function view(file, from, to) {
  return new DataView(await file.slice(from, to).arrayBuffer());
}

/** Takes XML in pieces and keeps the text of its paragraphs. */
function createScanner() {
  /** @type {string[]} */
  const paragraphs = [];
  // A paragraph can stand in another, in a text box: the inner one ends first.
  /** @type {string[]} */
  let open = [];
  let rest = "";
  let length = 0;
  let inText = false;
  let hidden = false;
  let skipped = 0;

  /** @param {string} words */
  function add(words) {
    if (skipped > 0 || hidden) return;
    if (open.length === 0) open.push("");
    open[open.length - 1] += words;
    length += words.length;
  }

  /** @param {string} tag what stands between the angle brackets */
  function take(tag) {
    const [, closing, name] = /^(\/?)([\w:]+)/.exec(tag) ?? [];
    const isEmpty = tag.endsWith("/");
    switch (name) {
      case "w:p":
        if (isEmpty) return;
        if (!closing) open.push("");
        else paragraphs.push(open.pop() ?? "");
        return;
      case "w:t":
        inText = !closing && !isEmpty;
        return;
      case "w:r":
        hidden = false;
        return;
      case "w:vanish":
        hidden = !/w:val="(?:0|false|off)"/.test(tag);
        return;
      case "w:tab":
        // In a paragraph's properties it is a stop, and has a position.
        if (!tag.includes("w:pos")) add("\t");
        return;
      case "w:br":
      case "w:cr":
        add("\n");
        return;
      case "w:noBreakHyphen":
        add("\u2011");
        return;
      // The same as what stands beside it for newer programs, and what was moved elsewhere.
      case "mc:Fallback":
      case "w:moveFrom":
        if (!isEmpty) skipped += closing ? -1 : 1;
    }
  }

  return {
    length: () => length,
    /**
     * @param {string} xml
     * @returns {boolean} false where this is no XML
     */
    feed(xml) {
      const all = rest + xml;
      const until = all.lastIndexOf(">") + 1;
      rest = all.slice(until);
      for (const [, tag, words] of all.slice(0, until).matchAll(/<([^>]*)>|([^<]+)/g)) {
        if (tag !== undefined) take(tag);
        else if (inText) add(unescaped(words));
      }
      return rest.length < MOST_TAG_LENGTH;
    },
    text() {
      return [...paragraphs, ...open]
        .map((paragraph) => paragraph.trim())
        .filter(Boolean)
        .join("\n\n");
    },
  };
}

const ENTITIES = /** @type {Record<string, string>} */ ({ lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" });

/** @param {string} words */
function unescaped(words) {
  return words.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(lt|gt|amp|quot|apos));/gi, (whole, decimal, hexadecimal, name) => {
    if (name) return ENTITIES[name.toLowerCase()];
    const point = decimal ? Number(decimal) : parseInt(hexadecimal, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
