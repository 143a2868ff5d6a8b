// Walking through the mentions of one entity, or through all marks: buttons, `n` and `p`.

import { el } from "./dom.js";
import { goTo } from "./places.js";
import { strings } from "./strings.js";
import { createStrip } from "./strip.js";

/**
 * @typedef {{element: HTMLElement, point: import("./strip.js").Point}} Place
 */

/**
 * @param {HTMLElement} root
 * @param {{onClose(): void}} handlers
 */
export function createStepper(root, { onClose }) {
  /** @type {Place[]} */
  let places = [];
  /** @type {ReturnType<typeof createStrip> | null} */
  let strip = null;
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
    places.forEach(({ element }, index) => element.classList.toggle("current", index === at));
    strip?.show(at);
    goTo(places[at].element);
  }

  function close() {
    for (const { element } of places) element.classList.remove("chosen", "current");
    places = [];
    strip?.element.remove();
    strip = null;
    root.hidden = true;
  }

  return {
    step,
    close,
    isOpen: () => places.length > 0,
    /**
     * @param {string} title
     * @param {Place[]} found in the order of the text
     * @param {{from?: HTMLElement}} [options] where to begin, instead of at the first
     */
    open(title, found, { from } = {}) {
      close();
      if (found.length === 0) return;
      places = found;
      for (const { element } of places) element.classList.add("chosen");
      at = Math.max(0, places.findIndex(({ element }) => element === from));
      strip = createStrip(places.map(({ point }) => point), {
        onPick(index) {
          at = index;
          arrive();
        },
      });
      name.after(strip.element);
      name.textContent = title;
      root.hidden = false;
      arrive();
    },
  };
}
