// The second tab: everyone and everything named, with other names, title and count; then sources without a name.

import { el, longList } from "./dom.js";
import { strings } from "./strings.js";

/**
 * @typedef {import("./article.d.ts").Article} Article
 * @typedef {import("./article.d.ts").EntityView} EntityView
 * @typedef {{entity: EntityView, index: number}} Item
 */

const GROUPS = /** @type {[keyof typeof strings.groups, (entity: EntityView) => boolean][]} */ ([
  ["people", (entity) => entity.named && entity.type === "PERSON"],
  ["organisations", (entity) => entity.named && entity.type === "ORG"],
  ["places", (entity) => entity.named && ["GPE", "LOC", "FAC"].includes(entity.type ?? "")],
  ["others", (entity) => entity.named],
  ["sources", () => true],
]);

/**
 * @param {HTMLElement} panel
 * @param {Article} article
 * @param {{onEntity(entity: number): void}} handlers
 */
export function showPeople(panel, { entities, quotes }, { onEntity }) {
  const speakers = new Set(quotes.map((quote) => quote.speaker?.entity));
  const items = entities
    .map((entity, index) => ({ entity, index }))
    .filter(({ entity, index }) => entity.mentions.length > 0 && (entity.named || speakers.has(index)));
  if (items.length === 0) {
    panel.replaceChildren(el("p", { class: "none" }, strings.namesNone));
    return;
  }
  const lists = el("div", {});
  const filter = el("input", { type: "search", id: "names-filter", autocomplete: "off", spellcheck: "false", oninput: fill });

  function fill() {
    const wanted = filter.value.trim().toLowerCase();
    const matches = items.filter(({ entity }) => !wanted || [entity.name, ...entity.aliases].some((name) => name.toLowerCase().includes(wanted)));
    const grouped = Map.groupBy(matches, ({ entity }) => GROUPS.find(([, belongs]) => belongs(entity))?.[0]);
    lists.replaceChildren();
    for (const [group] of GROUPS) {
      const members = grouped.get(group);
      if (!members) continue;
      lists.append(
        el("h2", {}, strings.groups[group]),
        longList(el("ul", { class: "names" }), members, (item) => row(item, onEntity), strings.more).nodes,
      );
    }
    if (matches.length === 0) lists.append(el("p", { class: "none" }, strings.namesFilterNone));
  }
  fill();
  const search = el("div", { class: "filter" }, el("label", { for: "names-filter" }, strings.namesFilter), filter);
  panel.replaceChildren(...(items.length > 8 ? [search] : []), lists);
}

/** @type {(item: Item, onEntity: (entity: number) => void) => HTMLElement} */
function row({ entity, index }, onEntity) {
  return el(
    "li",
    {},
    el(
      "button",
      { type: "button", class: "name", "data-entity": index, "data-type": entity.type ?? "OTHER", onclick: () => onEntity(index) },
      el("bdi", { class: "name-itself" }, entity.name),
      el("span", { class: "tally", "aria-label": strings.mentions(entity.mentions.length), role: "img" }, String(entity.mentions.length)),
      entity.title && el("span", { class: "name-title" }, entity.title),
      entity.aliases.length > 0 && el("span", { class: "name-aliases" }, el("bdi", {}, strings.alsoCalled(entity.aliases))),
    ),
  );
}
