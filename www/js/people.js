// The second tab: a card for everyone and everything named, with title, other names, count and places in the text; then for
// sources without a name.

import { el, longList } from "./dom.js";
import { scriptWarning } from "./scripts.js";
import { placesIn } from "./speech.js";
import { strings } from "./strings.js";
import { createStrip, pointsIn } from "./strip.js";

/**
 * @typedef {import("./article.d.ts").Article} Article
 * @typedef {import("./article.d.ts").EntityView} EntityView
 * @typedef {{entity: EntityView, index: number}} Item
 * @typedef {{onEntity(entity: number, mention?: number): void}} Handlers
 */

const GROUPS = /** @type {[keyof typeof strings.groups, (entity: EntityView) => boolean][]} */ ([
  ["people", (entity) => entity.named && entity.type === "PERSON"],
  ["organisations", (entity) => entity.named && entity.type === "ORG"],
  ["places", (entity) => entity.named && ["GPE", "LOC", "FAC"].includes(entity.type ?? "")],
  ["others", (entity) => entity.named],
  ["sources", () => true],
]);

// Fewer cards than this are read at a glance.
const FILTER_FROM = 6;
const CARDS_AT_ONCE = 30;
const MOST_PLACES = 8;

/**
 * @param {HTMLElement} panel
 * @param {Article} article
 * @param {Handlers} handlers
 * @returns {{choose(entity: number | null): void}} marks the card of the entity that is followed through the text
 */
export function showPeople(panel, article, handlers) {
  const speakers = new Set(article.quotes.map((quote) => quote.speaker?.entity));
  const items = article.entities
    .map((entity, index) => ({ entity, index }))
    .filter(({ entity, index }) => entity.mentions.length > 0 && (entity.named || speakers.has(index)));
  if (items.length === 0) {
    panel.replaceChildren(el("p", { class: "none" }, strings.namesNone));
    return { choose() {} };
  }
  /** @type {number | null} */
  let chosen = null;
  const makeCard = cardMaker(article, handlers);
  const lists = el("div", {});
  const filter = el("input", { type: "search", id: "names-filter", autocomplete: "off", spellcheck: "false", oninput: fill });
  const found = el("span", { class: "found", role: "status" });

  function fill() {
    const wanted = folded(filter.value.trim());
    const matches = items.filter(({ entity }) => [entity.name, entity.title ?? "", ...entity.aliases].some((words) => folded(words).includes(wanted)));
    const grouped = Map.groupBy(matches, ({ entity }) => GROUPS.find(([, belongs]) => belongs(entity))?.[0]);
    lists.replaceChildren();
    for (const [group] of GROUPS) {
      const members = grouped.get(group);
      if (!members) continue;
      const make = (/** @type {Item} */ item) => makeCard(item, item.index === chosen);
      lists.append(el("h2", {}, strings.groups[group]), longList(el("ul", { class: "names" }), members, make, strings.more, CARDS_AT_ONCE).nodes);
    }
    if (matches.length === 0) lists.append(el("p", { class: "none" }, strings.namesFilterNone));
    found.textContent = wanted ? strings.namesFound(matches.length, items.length) : "";
  }
  fill();
  const search = el("div", { class: "filter" }, el("label", { for: "names-filter" }, strings.namesFilter), filter, found);
  panel.replaceChildren(...(items.length >= FILTER_FROM ? [search] : []), lists);

  return {
    choose(entity) {
      chosen = entity;
      for (const button of lists.querySelectorAll(".name")) mark(button, button.getAttribute("data-entity") === String(entity));
    },
  };
}

/**
 * @type {(article: Article, handlers: Handlers) => (item: Item, isChosen: boolean) => HTMLElement}
 */
function cardMaker(article, { onEntity }) {
  const pointOf = pointsIn(article);
  const placeOf = placesIn(article);
  return ({ entity, index }, isChosen) => {
    const { name, title, aliases, mentions } = entity;
    const type = typeOf(entity);
    const warning = scriptWarning(entity);
    const button = el(
      "button",
      { type: "button", class: "name", "data-entity": index, onclick: () => onEntity(index) },
      el(
        "span",
        { class: "name-head" },
        el("bdi", { class: "name-itself" }, name),
        type && el("span", { class: "swatch", "data-kind": type, "aria-hidden": true }, strings.types[type].sign),
        type && el("span", { class: "visually-hidden" }, strings.types[type].one),
        warning && el("span", { class: "tag odd", title: warning }, strings.mixedScriptsTag, el("span", { class: "visually-hidden" }, warning)),
      ),
      el("span", { class: "tally", "aria-label": strings.mentions(mentions.length), role: "img" }, String(mentions.length)),
      title && el("span", { class: "name-title" }, title),
      aliases.length > 0 && el("span", { class: "name-aliases" }, el("bdi", {}, strings.alsoCalled(aliases))),
    );
    mark(button, isChosen);
    const places = mentions.map((mention) => placeOf(article.mentions[mention].start));
    const distinct = places.filter(({ kind, number }, at) => at === 0 || kind !== places[at - 1].kind || number !== places[at - 1].number);
    const label = strings.stripLabel(distinct.slice(0, MOST_PLACES).map(placeIn), distinct.length);
    const strip = createStrip(mentions.map(pointOf), { label, onPick: (place) => onEntity(index, mentions[place]) });
    return el("li", { class: "entity" }, button, strip.element);
  };
}

/** @param {import("./speech.js").Place} place */
function placeIn({ kind, number }) {
  return strings.auditPlace(strings.blockKinds[kind] ?? kind, number);
}

/** @type {(button: Element, isChosen: boolean) => void} */
function mark(button, isChosen) {
  if (isChosen) button.setAttribute("aria-current", "true");
  else button.removeAttribute("aria-current");
}

/**
 * @param {EntityView} entity
 * @returns {keyof typeof strings.types | null}
 */
function typeOf({ type, named }) {
  if (!named || type === null) return null;
  return Object.hasOwn(strings.types, type) ? /** @type {keyof typeof strings.types} */ (type) : "OTHER";
}

/**
 * Without case and accents, so that “jose” finds José.
 * @param {string} words
 */
function folded(words) {
  return words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
