// The legend: what is marked, how often, and whether the reader wants to see it. Choices are remembered.

import { el } from "./dom.js";
import { countKinds, KINDS, QUIET_KINDS } from "./kinds.js";
import { keep, recall } from "./store.js";
import { strings } from "./strings.js";

/**
 * @typedef {import("./kinds.js").Kind} Kind
 * @typedef {{hidden: Kind[], marks: boolean, labels: boolean}} Choices
 */

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} article the element whose classes hide and show
 */
export function createLegend(root, article) {
  const choices = recalledChoices();
  apply();

  function apply() {
    for (const kind of KINDS) article.classList.toggle(`hide-${kind}`, !choices.marks || choices.hidden.includes(kind));
    article.classList.toggle("hide-labels", !choices.labels);
  }

  function change() {
    apply();
    keep("legend", choices);
  }

  return {
    /** @param {import("./article.d.ts").Article} result */
    show(result) {
      const counts = countKinds(result);
      const chips = KINDS.filter((kind) => counts.get(kind)).map((kind) =>
        el(
          "li",
          {},
          check(`legend-${kind}`, !choices.hidden.includes(kind), (on) => {
            choices.hidden = choices.hidden.filter((other) => other !== kind);
            if (!on) choices.hidden.push(kind);
            change();
          }, [
            el("span", { class: "swatch", "data-kind": kind, "aria-hidden": true }, strings.types[kind].sign),
            el("span", {}, strings.types[kind].name),
            el("b", {}, String(counts.get(kind))),
          ]),
        ),
      );
      const list = el("ul", { class: choices.marks ? "" : "off" }, ...chips);
      const switches = el(
        "div",
        { class: "switches" },
        check("legend-marks", choices.marks, (on) => {
          choices.marks = on;
          list.classList.toggle("off", !on);
          change();
        }, [strings.legendAll]),
        check("legend-labels", choices.labels, (on) => {
          choices.labels = on;
          change();
        }, [strings.legendNotes]),
      );
      root.replaceChildren(list, switches);
    },
    /** @param {Kind} kind */
    isShown: (kind) => choices.marks && !choices.hidden.includes(kind),
  };
}

/** @type {(id: string, on: boolean, onChange: (on: boolean) => void, label: (Node | string)[]) => HTMLElement} */
function check(id, on, onChange, label) {
  const box = el("input", { type: "checkbox", id, checked: on, onchange: () => onChange(box.checked) });
  return el("label", { class: "chip" }, box, ...label);
}

/** @returns {Choices} */
function recalledChoices() {
  const kept = /** @type {Partial<Choices> | undefined} */ (recall("legend"));
  const hidden = Array.isArray(kept?.hidden) ? kept.hidden.filter((kind) => KINDS.includes(kind)) : [...QUIET_KINDS];
  return { hidden, marks: kept?.marks !== false, labels: kept?.labels !== false };
}
