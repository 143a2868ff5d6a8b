// Slicing a text into nested elements. The core's marks nest already, so a stack is all it takes.

/**
 * @typedef {{start: number, end: number}} Range
 */

/**
 * Appends the text from `start` to `end` to `parent`, with an element for each mark.
 * @template {Range} M
 * @param {Element} parent
 * @param {string} text
 * @param {Range} range
 * @param {M[]} marks nested, in opening order, inside the range
 * @param {(mark: M) => Element} make
 */
export function paint(parent, text, { start, end }, marks, make) {
  const open = [{ node: parent, end }];
  let at = start;
  const close = (/** @type {number} */ until) => {
    while (open.length > 1 && open[open.length - 1].end <= until) {
      write(open[open.length - 1].end);
      open.pop();
    }
  };
  const write = (/** @type {number} */ to) => {
    if (to > at) open[open.length - 1].node.append(text.slice(at, to));
    at = Math.max(at, to);
  };
  for (const mark of marks) {
    close(mark.start);
    write(mark.start);
    const node = make(mark);
    open[open.length - 1].node.append(node);
    open.push({ node, end: mark.end });
  }
  close(end);
  write(end);
}

/**
 * Cuts a long stretch into pieces of at most `most` code units, at white space where there is some, and deals out the
 * marks: one that crosses a cut is in both pieces.
 * @template {Range} M
 * @param {string} text
 * @param {Range} range
 * @param {M[]} marks
 * @param {number} most
 * @returns {{start: number, end: number, marks: M[]}[]}
 */
export function pieces(text, { start, end }, marks, most) {
  if (end - start <= most) return [{ start, end, marks }];
  const cut = [];
  let next = 0;
  /** @type {M[]} */
  let open = [];
  for (let from = start; from < end; ) {
    const to = cutAfter(text, from, Math.min(end, from + most), end);
    /** @type {M[]} */
    const inside = open.map((mark) => ({ ...mark, start: from, end: Math.min(mark.end, to) }));
    /** @type {M[]} */
    const beyond = open.filter((mark) => mark.end > to);
    for (; next < marks.length && marks[next].start < to; next += 1) {
      const mark = marks[next];
      inside.push({ ...mark, end: Math.min(mark.end, to) });
      if (mark.end > to) beyond.push(mark);
    }
    cut.push({ start: from, end: to, marks: inside });
    open = beyond;
    from = to;
  }
  return cut;
}

/**
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {number} end
 */
function cutAfter(text, from, to, end) {
  if (to === end) return end;
  const space = text.lastIndexOf(" ", to);
  if (space > from + (to - from) / 2) return space + 1;
  // Not between the halves of a surrogate pair.
  const isLow = (text.charCodeAt(to) & 0xfc00) === 0xdc00;
  return isLow ? to - 1 : to;
}
