// What a mark is to the reader: its type in the legend, and whether it is painted at all.

import { strings } from "./strings.js";

/**
 * @typedef {import("./article.d.ts").Article} Article
 * @typedef {import("./article.d.ts").MarkView} MarkView
 * @typedef {keyof typeof strings.types} Kind
 */

/** Every type of the legend, in its order. */
export const KINDS = /** @type {Kind[]} */ (Object.keys(strings.types));

/** Types that are hidden until the reader asks for them. */
export const QUIET_KINDS = /** @type {Kind[]} */ (["REFERENCE"]);

/**
 * The legend's type of a mark, or null for cues and sources, which are drawn with their quote.
 * @param {Article} article
 * @param {{kind: string, index: number}} mark
 * @returns {Kind | null}
 */
export function kindOf(article, mark) {
  switch (mark.kind) {
    case "mention": {
      const mention = article.mentions[mark.index];
      if (mention.kind !== "name") return "REFERENCE";
      return isKind(mention.type) ? mention.type : "OTHER";
    }
    case "timex":
      return "TIMEX";
    case "quantity":
      return "QUANTITY";
    case "quote":
      return "QUOTE";
    default:
      return null;
  }
}

/**
 * @param {string | null} type
 * @returns {type is Kind}
 */
function isKind(type) {
  return type !== null && Object.hasOwn(strings.types, type);
}

/**
 * How many annotations of each type the article has; a mark drawn in several pieces counts once, one in a dropped block
 * not at all.
 * @param {Article} article
 * @returns {Map<Kind, number>}
 */
export function countKinds(article) {
  /** @type {Map<Kind, number>} */
  const counts = new Map();
  const seen = new Set();
  forEachCountedMark(article, (mark) => {
    const kind = kindOf(article, mark);
    if (!kind) return;
    const key = keyOf(mark);
    if (seen.has(key)) return;
    seen.add(key);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  });
  return counts;
}

/**
 * A name for the annotation behind a mark.
 * @param {{kind: string, index: number}} mark
 */
export function keyOf({ kind, index }) {
  return `${kind}-${index}`;
}

/**
 * Marks outside dropped blocks, in order.
 * @param {Article} article
 * @param {(mark: MarkView) => void} visit
 */
function forEachCountedMark({ blocks, marks = [] }, visit) {
  let block = 0;
  for (const mark of marks) {
    while (block < blocks.length && blocks[block].end <= mark.start) block += 1;
    if (blocks[block]?.article) visit(mark);
  }
}
