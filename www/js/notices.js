// Messages to the reader, each with a name, so that a newer one takes the place of the older.

import { byId, el } from "./dom.js";
import { strings } from "./strings.js";

const BRIEF_MS = 8000;

/** @typedef {{bad?: boolean, brief?: boolean, action?: {label: string, run(): void}}} NoticeOptions */

/**
 * @param {string} name
 * @param {string} text
 * @param {NoticeOptions} [options] `bad`: read out at once; `brief`: about what the reader does just now, so it shows wherever the page
 *   is scrolled to, and goes by itself unless it is bad
 */
export function notify(name, text, { bad = false, brief = false, action } = {}) {
  withdraw(name);
  const notice = el("div", { class: `notice${bad ? " bad" : ""}${brief ? " brief" : ""}`, "data-notice": name }, el("p", {}, text));
  if (brief && !bad) setTimeout(() => notice.remove(), BRIEF_MS);
  if (action) {
    const run = () => {
      notice.remove();
      action.run();
    };
    notice.append(el("button", { type: "button", onclick: run }, action.label));
  }
  notice.append(el("button", { type: "button", class: "quiet", onclick: () => notice.remove() }, strings.dismiss));
  byId(bad ? "alerts" : "notices").append(notice);
}

/** @param {string[]} names */
export function withdraw(...names) {
  for (const name of names) document.querySelector(`[data-notice="${name}"]`)?.remove();
}
