// Looking things up by their place in the text.

/**
 * @template {{start: number}} T
 * @param {T[]} ordered by start
 * @param {number} offset
 * @returns {number} index of the last one that starts at or before the offset, or -1
 */
export function lastAtOrBefore(ordered, offset) {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ordered[middle].start <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
