// The list of keys, and the switch for single-letter ones (WCAG 2.1.4).

import { el } from "./dom.js";
import { keep, recall } from "./store.js";
import { strings } from "./strings.js";

/**
 * @param {HTMLDialogElement} dialog
 * @param {HTMLElement} opener
 */
export function createKeys(dialog, opener) {
  let single = recall("single-keys") !== false;
  const box = el("input", {
    type: "checkbox",
    id: "single-keys",
    checked: single,
    onchange: () => {
      single = box.checked;
      keep("single-keys", single);
    },
  });
  dialog.append(
    el("h2", { id: "keys-title" }, strings.keysTitle),
    el(
      "dl",
      {},
      ...strings.keysRows.flatMap(([first, second, meaning]) => [
        el("dt", {}, el("kbd", {}, first), second && " ", second && el("kbd", {}, second)),
        el("dd", {}, meaning),
      ]),
    ),
    el("p", {}, el("label", {}, box, strings.keysSingle)),
    el("form", { method: "dialog" }, el("button", {}, strings.close)),
  );
  opener.addEventListener("click", () => dialog.showModal());
  return { single: () => single };
}
