// Markdown (CommonMark, and what GitHub adds) as plain text: the marks go, the words stay; wrapped lines of a paragraph are joined.
//
// Line by line and mark by mark, without a tree: emphasis, links and lists lose their signs wherever a renderer would hide them, and
// nesting does not matter to that. Linear in the length, since no pattern looks further than a bounded way ahead.

/** @typedef {import("./files.js").Reading} Reading */

const MOST_FRONT_LINES = 100;
const LONGEST_RULE = 200;

/**
 * @param {string} source
 * @returns {Reading}
 */
export function readMarkdown(source) {
  const lines = withoutComments(source.replace(/^\uFEFF/, "")).split(/\r\n|\n|\r/);
  const front = frontMatter(lines);
  /** @type {string[]} */
  const blocks = [];
  /** @type {string[]} */
  let paragraph = [];
  let fence = "";
  const end = () => {
    if (paragraph.length > 0) blocks.push(inline(paragraph.join("")).trim());
    paragraph = [];
  };
  /** @param {string} words */
  const add = (words) => {
    // Two spaces or a backslash at the end break the line.
    const isBroken = words.endsWith("  ") || words.endsWith("\\");
    paragraph.push(isBroken ? `${words.slice(0, -1).trim()}\n` : `${words.trim()} `);
  };

  for (const raw of lines.slice(front.lines)) {
    const [mark] = /^ {0,3}(?:`{3,}|~{3,})/.exec(raw) ?? [];
    if (fence) {
      if (mark?.trim().startsWith(fence)) fence = "";
      else blocks.push(raw);
      continue;
    }
    if (mark) {
      end();
      fence = mark.trim();
      continue;
    }
    const line = raw.replace(/^ {0,3}(?:> ?)+/, "");
    const [, heading] = /^ {0,3}#{1,6}(?:[ \t]+(.*))?$/.exec(line) ?? [];
    const [item] = /^\s{0,20}(?:[-*+]|\d{1,9}[.)])(?:[ \t]+(?:\[[ xX]\][ \t]+)?|$)/.exec(line) ?? [];
    if (line.trim() === "" || isRule(line)) {
      end();
    } else if (heading !== undefined || /^ {0,3}#{1,6}$/.test(line)) {
      end();
      add(withoutClosing(heading ?? ""));
      end();
    } else if (/^ {0,3}\[[^\]]{1,200}\]:\s*\S/.test(line)) {
      // Where a link leads, said apart.
      end();
    } else if (/^\s*\|/.test(line)) {
      end();
      const cells = line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());
      if (!cells.every((cell) => /^:?-*:?$/.test(cell))) blocks.push(inline(cells.join("\t")));
    } else {
      if (item !== undefined) end();
      add(item === undefined ? line : line.slice(item.length));
    }
  }
  end();
  const text = blocks.filter((block) => /\S/.test(block)).join("\n\n");
  const title = front.title && !text.startsWith(front.title) ? `${front.title}\n\n` : "";
  return { text: (title + text).toWellFormed(), date: front.date };
}

/**
 * A rule, or the line below a heading.
 * @param {string} line
 */
function isRule(line) {
  return line.length < LONGEST_RULE && /^ {0,3}(?:=+|-+|(?:[-*_] *){3,})\s*$/.test(line);
}

/**
 * A heading without the signs that may close it.
 * @param {string} heading
 */
function withoutClosing(heading) {
  const words = heading.trimEnd();
  let end = words.length;
  while (words[end - 1] === "#") end -= 1;
  return end === 0 || /\s/.test(words[end - 1]) ? words.slice(0, end) : words;
}

/** @param {string} source */
function withoutComments(source) {
  const [first, ...others] = source.split("<!--");
  return first + others.map((part) => part.slice(part.indexOf("-->") < 0 ? part.length : part.indexOf("-->") + 3)).join("");
}

/**
 * What some programs write above the text, between two lines of three hyphens.
 * @param {string[]} lines
 */
function frontMatter(lines) {
  const nothing = { lines: 0, title: "", date: /** @type {string | null} */ (null) };
  if (!/^---\s*$/.test(lines[0])) return nothing;
  const last = lines.slice(0, MOST_FRONT_LINES).findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(line));
  if (last < 0) return nothing;
  const value = (/** @type {string} */ name) => {
    const line = lines.slice(1, last).find((line) => line.startsWith(`${name}:`)) ?? "";
    return line.slice(name.length + 1).trim().replace(/^(["'])(.*)\1$/, "$2");
  };
  const [date] = /^\d{4}-\d\d-\d\d/.exec(value("date")) ?? [];
  return { lines: last + 1, title: value("title"), date: date && !Number.isNaN(Date.parse(date)) ? date : null };
}

const MARKS = new RegExp(
  [
    /\\([!-/:-@[-`{-~])/, // 1: an escaped sign
    /(`{1,3})([^`]{1,2000})\2/, // 3: code
    /!?\[([^[\]]{0,2000})\](?:\([^()\s]{0,2000}(?:\s{1,3}(?:"[^"]{0,300}"|'[^']{0,300}'))?\)|\[[^[\]]{0,200}\])/, // 4: a link's or a picture's words
    /<((?:https?|mailto):[^<>\s]{1,2000})>/, // 5: an address
    /<\/?[a-z][^<>]{0,1000}>|\[\^[^\]]{1,50}\]/, // a tag, the sign of a footnote
    /([*_~]{1,3})/, // 6: emphasis
  ].map(({ source }) => source).join("|"),
  "gi",
);

/**
 * Without the marks inside of lines.
 * @param {string} words
 * @returns {string}
 */
function inline(words) {
  return words.replace(MARKS, (whole, escaped, _ticks, code, link, address, emphasis, offset) => {
    if (escaped !== undefined) return escaped;
    if (code !== undefined) return code;
    if (link !== undefined) return inline(link);
    if (address !== undefined) return address;
    if (emphasis === undefined) return "";
    const [before, after] = [words[offset - 1] ?? " ", words[offset + whole.length] ?? " "];
    const isAlone = /\s/.test(before) && /\s/.test(after);
    const isInWord = emphasis[0] === "_" && /[\p{L}\p{N}]/u.test(before) && /[\p{L}\p{N}]/u.test(after);
    const isTilde = emphasis === "~";
    return isAlone || isInWord || isTilde ? whole : "";
  });
}
