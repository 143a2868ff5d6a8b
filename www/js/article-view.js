// The article with its marks and, beside each paragraph, who speaks in it.

import { el } from "./dom.js";
import { keyOf, kindOf } from "./kinds.js";
import { lastAtOrBefore } from "./ordered.js";
import { paint, pieces } from "./paint.js";
import { inTasks } from "./schedule.js";
import { isFlagged, isSaid, speakerKey } from "./speech.js";
import { strings } from "./strings.js";

/**
 * @typedef {import("./article.d.ts").Article} Article
 * @typedef {import("./article.d.ts").BlockView} BlockView
 * @typedef {import("./article.d.ts").MarkView} MarkView
 * @typedef {{text: string, article: Article, restored: number[]}} Reading
 * @typedef {{signal: AbortSignal, onProgress(done: number, total: number): void}} DrawOptions
 */

// Lines of a longer paragraph are laid out at once whether seen or not, so it is drawn in several.
const LONGEST_PIECE = 12_000;

// Paragraphs out of sight cost nothing but their box; in leaves of this many, not even that.
const ROWS_A_LEAF = 40;
// For the height of a leaf that has not been seen: a line's characters and pixels, and the space below a paragraph.
const LINE = { characters: 68, height: 31, gap: 19 };

const ELEMENTS = /** @type {Record<string, "h2" | "h3" | "p">} */ ({ headline: "h2", subhead: "h3" });

/**
 * @param {HTMLElement} root
 * @param {{onRestore(offset: number): void, onDropAgain(offset: number): void, onSpeaker(quote: number): void}} handlers
 */
export function createArticleView(root, handlers) {
  /** @type {Map<string, HTMLElement[]>} */
  let elementsOf = new Map();
  /** @type {{start: number, end: number, element: HTMLElement}[]} */
  let drawn = [];

  /**
   * Draws beside the page and swaps when done, so that an abandoned drawing leaves the earlier one whole.
   * @param {Reading} reading
   * @param {DrawOptions} options
   * @returns {Promise<boolean>} false when it was aborted
   */
  async function draw({ text, article, restored }, { signal, onProgress }) {
    const { blocks, marks = [] } = article;
    /** @type {typeof elementsOf} */
    const elements = new Map();
    /** @type {typeof drawn} */
    const parts = [];
    const speakers = speakersByBlock(article);
    const fragment = document.createDocumentFragment();
    let at = 0;
    let nextMark = 0;

    const make = (/** @type {MarkView} */ mark) => {
      const element = markElement(article, mark);
      const key = keyOf(mark);
      const list = elements.get(key);
      // The label stands after the last piece only.
      if (list) {
        list[list.length - 1].removeAttribute("data-sign");
        list.push(element);
      } else {
        elements.set(key, [element]);
      }
      return element;
    };
    const gapBefore = (/** @type {number} */ start) => {
      const gap = text.slice(at, start);
      // White space between blocks is kept for the sake of the text; anything else there must be seen.
      return /\S/.test(gap) ? el("p", { class: "block", dir: "auto" }, gap) : gap;
    };
    const rows = rowsOf(text, blocks);
    /** @type {HTMLElement} */
    let leaf;
    const finished = await inTasks(
      rows.length,
      (number) => {
        const row = rows[number];
        const [first] = row;
        if (number % ROWS_A_LEAF === 0) {
          leaf = newLeaf(rows.slice(number, number + ROWS_A_LEAF).map((row) => blocks[row[0]]));
          fragment.append(leaf);
        }
        leaf.append(gapBefore(blocks[first].start));
        const column = el("div", { class: "column" });
        for (const index of row) {
          const block = blocks[index];
          if (index !== first) column.append(gapBefore(block.start));
          column.append(...lines(block, row.length > 1));
          at = block.end;
        }
        const block = blocks[first];
        const isRestored = restored.some((offset) => offset >= block.start && offset < block.end);
        if (!block.article) column.append(droppedNote(text, block, handlers.onRestore));
        else if (isRestored) column.append(dropAgain(block, handlers.onDropAgain));
        const quotes = row.flatMap((index) => speakers.get(index) ?? []);
        const note = quotes.length > 0 && gloss(article, quotes, handlers.onSpeaker);
        leaf.append(el("div", { class: block.article ? "para" : "para dropped" }, note, column));
      },
      { signal, onProgress: (done) => onProgress(done, rows.length) },
    );
    if (!finished || signal.aborted) return false;
    fragment.append(gapBefore(text.length));
    elementsOf = elements;
    drawn = parts;
    root.replaceChildren(fragment);
    root.querySelector("mark")?.setAttribute("tabindex", "0");
    return true;

    /**
     * The elements of a block: one, or several for a very long paragraph.
     * @type {(block: BlockView, runIn: boolean) => HTMLElement[]}
     */
    function lines(block, runIn) {
      const from = nextMark;
      while (nextMark < marks.length && marks[nextMark].start < block.end) nextMark += 1;
      const counted = block.article ? marks.slice(from, nextMark) : [];
      return pieces(text, block, counted, LONGEST_PIECE).map((piece) => {
        const name = `block b-${block.kind}${runIn ? " run-in" : ""}`;
        const line = el(ELEMENTS[block.kind] ?? "p", { class: name, dir: "auto", tabindex: -1 });
        paint(line, text, piece, piece.marks, make);
        parts.push({ start: piece.start, end: piece.end, element: line });
        return line;
      });
    }
  }

  return {
    draw,
    root,
    clear() {
      elementsOf = new Map();
      drawn = [];
      root.replaceChildren();
    },
    /** @param {string} key */
    elements: (key) => elementsOf.get(key) ?? [],
    /** @param {number} offset */
    blockAt: (offset) => partAt(drawn, offset)?.element,
    /** @type {(start: number, end: number) => Range | undefined} */
    rangeAt(start, end) {
      const from = placeAt(drawn, start);
      const to = placeAt(drawn, end);
      if (!from || !to) return undefined;
      const range = document.createRange();
      range.setStart(from.node, from.offset);
      range.setEnd(to.node, to.offset);
      return range;
    },
  };
}

/**
 * @param {Article} article
 * @param {MarkView} mark
 */
function markElement(article, mark) {
  const kind = kindOf(article, mark);
  const element = el("mark", { class: mark.kind, "data-key": keyOf(mark), tabindex: -1 });
  if (kind) {
    element.dataset.kind = kind;
    if (kind !== "REFERENCE") element.dataset.sign = strings.types[kind].sign;
  }
  if (mark.kind === "quote") element.dataset.quote = article.quotes[mark.index].kind;
  return element;
}

/**
 * An element for the next paragraphs, with a guess at its height until it is seen.
 * @param {BlockView[]} blocks
 */
function newLeaf(blocks) {
  const leaf = el("div", { class: "leaf" });
  const lines = blocks.reduce((sum, { start, end }) => sum + Math.ceil((end - start) / LINE.characters), 0);
  leaf.style.containIntrinsicBlockSize = `auto ${lines * LINE.height + blocks.length * LINE.gap}px`;
  return leaf;
}

/**
 * The blocks that share a line, as a dateline and the paragraph that it opens; most stand alone.
 * @type {(text: string, blocks: BlockView[]) => number[][]}
 */
function rowsOf(text, blocks) {
  /** @type {number[][]} */
  const rows = [];
  blocks.forEach((block, index) => {
    const earlier = blocks[index - 1];
    const runsOn = earlier?.article && block.article && !/[\n\r\u2028\u2029]/.test(text.slice(earlier.end, block.start));
    if (runsOn) rows[rows.length - 1].push(index);
    else rows.push([index]);
  });
  return rows;
}

/**
 * For each block the quotes with a speaker, or in want of one, whose words stand in it; one a speaker.
 * @param {Article} article
 */
function speakersByBlock({ blocks, quotes }) {
  /** @type {Map<number, number[]>} */
  const byBlock = new Map();
  quotes.forEach((quote, index) => {
    if (!isSaid(quote)) return;
    for (const [start] of quote.content) {
      const block = lastAtOrBefore(blocks, start);
      const listed = byBlock.get(block) ?? [];
      byBlock.set(block, listed);
      if (!listed.some((other) => speakerKey(quotes[other]) === speakerKey(quote))) listed.push(index);
    }
  });
  return byBlock;
}

/**
 * @param {Article} article
 * @param {number[]} quotes
 * @param {(quote: number) => void} onSpeaker
 */
function gloss({ quotes: all }, quotes, onSpeaker) {
  const note = el("div", { class: "gloss", "data-ui": true });
  for (const index of quotes) {
    const { speaker } = all[index];
    note.append(
      el(
        "button",
        { type: "button", class: isFlagged(speaker) ? "gloss-name flagged" : "gloss-name", onclick: () => onSpeaker(index) },
        el("bdi", {}, speaker?.name ?? strings.glossNobody),
        speaker?.kind === "unnamed" && el("small", { class: "tag unnamed" }, strings.glossUnnamed),
      ),
    );
  }
  return note;
}

/** @type {(text: string, block: BlockView, onRestore: (offset: number) => void) => HTMLElement} */
function droppedNote(text, block, onRestore) {
  const start = text.slice(block.start, Math.min(block.end, block.start + 40)).trim();
  return el(
    "div",
    { class: "dropped-note", "data-ui": true },
    el("span", {}, strings.leftOut(strings.blockKinds[block.kind] ?? block.kind)),
    el(
      "button",
      { type: "button", class: "quiet", "aria-label": strings.restoreLabel(start), onclick: () => onRestore(block.start) },
      strings.restore,
    ),
  );
}

/** @type {(block: BlockView, onDropAgain: (offset: number) => void) => HTMLElement} */
function dropAgain(block, onDropAgain) {
  return el(
    "div",
    { class: "dropped-note", "data-ui": true },
    el("button", { type: "button", class: "quiet", onclick: () => onDropAgain(block.start) }, strings.dropAgain),
  );
}

/** @type {(drawn: {start: number, end: number, element: HTMLElement}[], offset: number) => {start: number, end: number, element: HTMLElement} | undefined} */
function partAt(drawn, offset) {
  return drawn[lastAtOrBefore(drawn, offset)];
}

/** @type {(drawn: {start: number, end: number, element: HTMLElement}[], offset: number) => {node: Text, offset: number} | undefined} */
function placeAt(drawn, offset) {
  const part = partAt(drawn, offset);
  if (!part) return undefined;
  const walker = document.createTreeWalker(part.element, NodeFilter.SHOW_TEXT);
  let left = offset - part.start;
  let node = /** @type {Text | null} */ (walker.nextNode());
  for (; node; node = /** @type {Text | null} */ (walker.nextNode())) {
    if (left <= node.length) return { node, offset: left };
    left -= node.length;
  }
  return undefined;
}
