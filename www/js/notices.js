// Messages to the reader, each with a name, so that a newer one takes the place of the older.

import { byId, el } from "./dom.js";
import { strings } from "./strings.js";

/** @typedef {{bad?: boolean, action?: {label: string, run(): void}}} NoticeOptions */

/**
 * @param {string} name
 * @param {string} text
 * @param {NoticeOptions} [options] `bad`: read out at once
 */
export function notify(name, text, { bad = false, action } = {}) {
  withdraw(name);
  const notice = el("div", { class: bad ? "notice bad" : "notice", "data-notice": name }, el("p", {}, text));
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
