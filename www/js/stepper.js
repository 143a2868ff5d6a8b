// Walking through the mentions of one entity, or through all marks: buttons, `n` and `p`.

import { el } from "./dom.js";
import { goTo } from "./places.js";
import { strings } from "./strings.js";

/**
 * @param {HTMLElement} root
 * @param {{onClose(): void}} handlers
 */
export function createStepper(root, { onClose }) {
  /** @type {HTMLElement[]} */
  let places = [];
  let at = -1;
  const name = el("bdi", { class: "stepper-name" });
  const where = el("span", { class: "stepper-where", role: "status" });
  root.append(
    name,
    el("button", { type: "button", "aria-label": strings.stepperPrevious, onclick: () => step(-1) }, "‹"),
    where,
    el("button", { type: "button", "aria-label": strings.stepperNext, onclick: () => step(1) }, "›"),
    el("button", { type: "button", class: "quiet", onclick: onClose }, strings.stepperClose),
  );

  /** @param {number} by */
  function step(by) {
    if (places.length === 0) return;
    at = (at + by + places.length) % places.length;
    arrive();
  }

  function arrive() {
    where.textContent = strings.stepperPlace(at + 1, places.length);
    for (const place of places) place.classList.toggle("current", place === places[at]);
    goTo(places[at]);
  }

  function close() {
    for (const place of places) place.classList.remove("chosen", "current");
    places = [];
    root.hidden = true;
  }

  return {
    step,
    close,
    isOpen: () => places.length > 0,
    /**
     * @param {string} title
     * @param {HTMLElement[]} elements in the order of the text
     * @param {{from?: HTMLElement}} [options] where to begin, instead of at the first
     */
    open(title, elements, { from } = {}) {
      close();
      if (elements.length === 0) return;
      places = elements;
      for (const place of places) place.classList.add("chosen");
      at = from ? Math.max(0, places.indexOf(from)) : 0;
      name.textContent = title;
      root.hidden = false;
      arrive();
    },
  };
}
