// How much the page takes in, and what it says of more.

import { strings } from "./strings.js";

/** In bytes of UTF-8; the core's own limit. */
export const MOST_BYTES = 16 * 1024 * 1024;

/**
 * @param {number} bytes
 * @param {number} [most]
 */
export function tooLong(bytes, most = MOST_BYTES) {
  const megabytes = (/** @type {number} */ n) => (n / 1024 / 1024).toLocaleString("en", { maximumFractionDigits: 1 });
  return strings.tooLong(megabytes(bytes), megabytes(most));
}
