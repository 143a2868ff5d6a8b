// The page's one Trusted Types policy. Only this file can make a script URL, and only for a worker whose source it wrapped itself;
// only this file can have HTML parsed, and only into a document apart.

/** @type {Set<string>} */
const own = new Set();

/** @param {string} url */
function scriptUrl(url) {
  if (!own.has(url)) throw new TypeError("not a script of this page");
  return url;
}

/** @typedef {{createScriptURL(url: string): string, createHTML(html: string): string}} Policy */

const rules = { createScriptURL: scriptUrl, createHTML: (/** @type {string} */ html) => html };
const { trustedTypes } = /** @type {{trustedTypes?: {createPolicy(name: string, rules: Policy): Policy}}} */ (/** @type {unknown} */ (globalThis));
// Where the browser has no Trusted Types, the same on plain strings.
const policy = trustedTypes?.createPolicy("glossator", rules) ?? rules;

/**
 * HTML as a document that runs no script, loads nothing and is never shown. This is the only use of the policy for HTML, and
 * the policy does not leave this file: nothing can put HTML into the page.
 * @param {string} html
 */
export function parseInert(html) {
  return new DOMParser().parseFromString(policy.createHTML(html), "text/html");
}

/**
 * Starts a classic worker from its source. A `blob:` worker inherits the page's Content Security Policy, which a worker
 * from a URL does not: this is what keeps the text from leaving on hosts that send no headers.
 * @param {string[]} source
 * @returns {Worker}
 */
export function startWorker(source) {
  const url = URL.createObjectURL(new Blob(source, { type: "text/javascript" }));
  own.add(url);
  try {
    return new Worker(policy.createScriptURL(url));
  } finally {
    own.delete(url);
    // The worker's fetch of its source has begun; the address is of no further use, but revoking it at once breaks some browsers.
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }
}
