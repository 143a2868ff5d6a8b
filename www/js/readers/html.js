// HTML as plain text: a line for each heading, paragraph, caption, item and time stamp, blank lines between them.
//
// The parser makes a document that runs nothing and loads nothing, and of it only text is taken. Browsers take time that grows with
// the square of the depth, so what lies too deep is flattened before; the walk keeps no stack of its own.

import { MOST_BYTES } from "../limits.js";
import { nextTask } from "../schedule.js";
import { parseInert } from "../trusted.js";

/** @typedef {import("./files.js").Reading} Reading */

const names = (/** @type {string} */ list) => new Set(list.split(" "));

// Nothing in these is the article's text, or nobody sees it.
const SKIPPED = names(
  "SCRIPT STYLE NOSCRIPT TEMPLATE HEAD NAV ASIDE IFRAME OBJECT EMBED svg CANVAS VIDEO AUDIO MAP BUTTON SELECT DATALIST TEXTAREA INPUT METER PROGRESS DIALOG MENU",
);
const SKIPPED_ROLES = names("navigation complementary search banner menu menubar toolbar dialog alertdialog tooltip");
const BLOCKS = names(
  "ADDRESS ARTICLE BLOCKQUOTE BODY CAPTION CENTER DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HGROUP HR HTML LEGEND LI MAIN OL P PRE SECTION SUMMARY TABLE TBODY TFOOT THEAD TR UL",
);
// A time inside of one of these is a word of its sentence; elsewhere it is a time stamp.
const RUNNING = names("BLOCKQUOTE CAPTION DD DT FIGCAPTION H1 H2 H3 H4 H5 H6 LI P PRE TD TH");
const CELLS = names("TD TH");
// Classes by which pages hide words from the eye.
const UNSEEN = /(?:^|\s)(?:visually-?hidden|sr-only|screen-reader-text)(?:\s|$)/i;

// What the parser would log, since the page's policy forbids it, and what would make it slow, deep in one another: by the standard's
// name “formatting elements”. A name of the second kind stays where the tag may say that its words are not seen.
const LOGGED = /([\s"'/])(style|on[a-z]{1,30})(?=\s{0,9}=)/gi;
const FORMATTING = names("A B BIG CODE EM FONT I NOBR S SMALL STRIKE STRONG TT U");
const EMPTY = names("AREA BR COL EMBED HR IMG INPUT LINK META PARAM SOURCE TRACK WBR");
// What the next of its kind closes adds no depth.
const SELF_CLOSING = names("HTML HEAD BODY P LI DD DT TR TD TH THEAD TBODY TFOOT OPTION");
// Browsers look at all that such a one holds whenever it comes to hold more.
const FORMS = names("FORM FIELDSET");
const MOST_DEPTH = 150;
const MAY_HIDE = /hidden|role|sr-only|screen-reader|display|visibility/i;

const MOST_STAMPS = 100;
const MOST_NODES = 1_000_000;
const NODES_BETWEEN_LOOKS = 1000;
const TASK_MS = 30;

/**
 * @param {string} html
 * @returns {Promise<Reading>}
 */
export async function readHtml(html) {
  const page = parseInert(quieted(html));
  const root = mainPart(page);
  /** @type {string[]} */
  const lines = [];
  /** @type {string[]} */
  let line = [];
  let length = 0;
  let running = 0;
  let preformatted = 0;
  let visited = 0;
  let since = performance.now();

  function endLine() {
    const words = line.join("").trim();
    if (words) lines.push(words);
    line = [];
  }

  /** @param {Element} element */
  function enter(element) {
    const name = element.nodeName;
    if (isBlock(element) || (name === "TIME" && running === 0)) endLine();
    if (name === "BR") line.push("\n");
    if (CELLS.has(name)) add(" ");
    if (RUNNING.has(name)) running += 1;
    if (name === "PRE") preformatted += 1;
  }

  /** @param {Element} element */
  function leave(element) {
    const name = element.nodeName;
    if (RUNNING.has(name)) running -= 1;
    if (name === "PRE") preformatted -= 1;
    if (isBlock(element) || (name === "TIME" && running === 0)) endLine();
  }

  /** @param {string} words */
  function add(words) {
    length += words.length;
    if (preformatted > 0) {
      line.push(words);
      return;
    }
    const collapsed = words.replace(/[ \t\n\f\r]+/g, " ");
    // A space at the seam of two pieces counts once.
    const kept = collapsed.startsWith(" ") && /^$|[ \n]$/.test(line.at(-1)?.slice(-1) ?? "") ? collapsed.slice(1) : collapsed;
    if (kept) line.push(kept);
  }

  /** @type {Node | null} */
  let node = root;
  let isEntering = true;
  while (node) {
    visited += 1;
    if (visited % NODES_BETWEEN_LOOKS === 0 && performance.now() - since > TASK_MS) {
      await nextTask();
      since = performance.now();
    }
    if (visited > MOST_NODES || length > MOST_BYTES) break;
    const element = node.nodeType === Node.ELEMENT_NODE ? /** @type {Element} */ (node) : null;
    if (isEntering) {
      if (node.nodeType === Node.TEXT_NODE) add(/** @type {Text} */ (node).data);
      const isSkipped = element !== null && isHidden(element);
      if (element && !isSkipped) enter(element);
      if (node.firstChild && !isSkipped) {
        node = node.firstChild;
        continue;
      }
      if (element && !isSkipped) leave(element);
    } else if (element) {
      leave(element);
    }
    if (node === root) {
      node = null;
    } else if (node.nextSibling) {
      node = node.nextSibling;
      isEntering = true;
    } else {
      node = node.parentNode;
      isEntering = false;
    }
  }
  const cut = node !== null;
  endLine();
  return { text: lines.join("\n\n").toWellFormed(), date: publishedOn(page, root), cut };
}

/**
 * The same for the eye of the walk above, but quiet and quick to parse: scripts, style sheets and comments go, styles and listeners
 * become data, tags that merely format go, and so do those below a depth that no page of news has, where a line's end is all that is
 * left of them. A tag that no pattern here gets right is the parser's business as before.
 * @param {string} html
 */
function quieted(html) {
  let depth = 0;
  /** @type {Map<string, number>} */
  const open = new Map();
  /** @type {Map<string, number>} */
  const flattened = new Map();
  const more = (/** @type {Map<string, number>} */ counts, /** @type {string} */ name, /** @type {number} */ by) => counts.set(name, (counts.get(name) ?? 0) + by);

  return withoutRaw(html).replace(/<(\/?)([a-z][a-z0-9]*)([^<>]*)>/gi, (tag, slash, written, rest) => {
    const name = written.toUpperCase();
    if (slash) {
      if (flattened.get(name)) {
        more(flattened, name, -1);
        return lineEnd(name);
      }
      if (open.get(name)) {
        more(open, name, -1);
        depth -= 1;
      }
      return tag;
    }
    if (name === "BASE" || (FORMATTING.has(name) && !MAY_HIDE.test(rest))) return "";
    const isEmpty = EMPTY.has(name) || (rest.endsWith("/") && !BLOCKS.has(name));
    if ((depth >= MOST_DEPTH && !isEmpty) || FORMS.has(name)) {
      more(flattened, name, 1);
      return lineEnd(name);
    }
    if (!isEmpty && !SELF_CLOSING.has(name)) {
      more(open, name, 1);
      depth += 1;
    }
    return `<${written}${rest.replace(LOGGED, "$1data-$2")}>`;
  });
}

/** @param {string} name */
function lineEnd(name) {
  return BLOCKS.has(name) ? "<hr>" : "";
}

/**
 * Without what begins like this and ends like that; one that does not end takes all the rest, as it does in browsers.
 * @param {string} html
 */
function withoutRaw(html) {
  const begin = /<(?:!--|(?:script|style)(?=[\s/>]))/gi;
  let kept = "";
  let at = 0;
  for (let found = begin.exec(html); found; found = begin.exec(html)) {
    const end = found[0] === "<!--" ? /-->/g : new RegExp(`</${found[0].slice(1)}[^>]{0,99}>`, "gi");
    end.lastIndex = found.index;
    kept += html.slice(at, found.index);
    if (!end.test(html)) return kept;
    at = end.lastIndex;
    begin.lastIndex = at;
  }
  return kept + html.slice(at);
}

/**
 * The one article of a page, when its headline is in it; else all of the page.
 * @param {Document} page
 * @returns {Element}
 */
function mainPart(page) {
  for (const name of ["article", "main"]) {
    const found = page.getElementsByTagName(name);
    if (found.length === 1 && found[0].querySelector("h1")) return found[0];
  }
  return page.body ?? page.documentElement;
}

/** @param {Element} element */
function isHidden(element) {
  if (SKIPPED.has(element.nodeName) || SKIPPED_ROLES.has(element.getAttribute("role") ?? "")) return true;
  if (element.hasAttribute("hidden") || element.getAttribute("aria-hidden") === "true") return true;
  return UNSEEN.test(element.getAttribute("class") ?? "") || /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(styleOf(element));
}

/** @param {Element} element */
function isBlock(element) {
  return BLOCKS.has(element.nodeName) || /display\s*:\s*(?:block|flex|grid|list-item)/i.test(styleOf(element));
}

/**
 * As it was written: no style is ever applied.
 * @param {Element} element
 */
function styleOf(element) {
  return element.getAttribute("data-style") ?? "";
}

/**
 * The day on which a page says that it appeared.
 * @type {(page: Document, root: Element) => string | null}
 */
function publishedOn(page, root) {
  const said = page.querySelector('meta[property="article:published_time"]')?.getAttribute("content");
  const isStamp = (/** @type {Element} */ time) => !time.closest("p, li, blockquote, figcaption, td, dd");
  const stamped = [...root.querySelectorAll("time[datetime]")].slice(0, MOST_STAMPS).find(isStamp)?.getAttribute("datetime");
  const [day] = /^\d{4}-\d\d-\d\d/.exec(said ?? stamped ?? "") ?? [];
  return day && !Number.isNaN(Date.parse(day)) ? day : null;
}
