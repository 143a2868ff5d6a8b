// The sidebar's tabs, by the tabs pattern of the ARIA Authoring Practices: arrows move, one stop in the tab order.

import { byId, el } from "./dom.js";
import { keep, recall } from "./store.js";
import { strings } from "./strings.js";

const TABS = /** @type {const} */ (["summary", "people", "quotes", "sources", "dates"]);

/** @typedef {(typeof TABS)[number]} Tab */

/** @param {HTMLElement} root */
export function createSidebar(root) {
  const buttons = TABS.map((tab) =>
    el(
      "button",
      { type: "button", role: "tab", id: `tab-${tab}`, "aria-controls": `panel-${tab}`, onclick: () => open(tab) },
      strings.tabs[tab],
    ),
  );
  root.append(...buttons);
  root.addEventListener("keydown", (event) => {
    const from = buttons.findIndex((button) => button === event.target);
    const to = { ArrowRight: from + 1, ArrowLeft: from - 1, Home: 0, End: TABS.length - 1 }[event.key];
    if (from < 0 || to === undefined) return;
    event.preventDefault();
    const index = (to + TABS.length) % TABS.length;
    open(TABS[index]);
    buttons[index].focus();
  });
  const kept = recall("tab");
  open(TABS.find((tab) => tab === kept) ?? "summary");

  /** @param {Tab} chosen */
  function open(chosen) {
    TABS.forEach((tab, index) => {
      const selected = tab === chosen;
      buttons[index].setAttribute("aria-selected", String(selected));
      buttons[index].tabIndex = selected ? 0 : -1;
      byId(`panel-${tab}`).hidden = !selected;
    });
    keep("tab", chosen);
  }

  return { open };
}
