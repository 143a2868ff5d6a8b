// Making elements. Text becomes text nodes; nothing here or elsewhere in the page parses HTML.

/**
 * @typedef {Node | string | null | undefined | false} Child
 * @typedef {Record<string, string | number | boolean | undefined | ((event: any) => void)>} Properties
 */

/**
 * An element. Properties that are functions are listeners (`onclick`), `true` sets an empty attribute, `false` and
 * `undefined` set none.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Properties} [properties]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

/**
 * The page's element of that id.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 * @returns {T}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return /** @type {T} */ (element);
}

/**
 * A list that shows its first items and a button for the next ones: a long article has thousands.
 * @template T
 * @param {HTMLElement} list
 * @param {T[]} items
 * @param {(item: T) => HTMLElement} make
 * @param {(n: number) => string} moreLabel
 * @param {number} [step]
 * @returns {DocumentFragment}
 */
export function longList(list, items, make, moreLabel, step = 60) {
  const fragment = document.createDocumentFragment();
  fragment.append(list);
  let shown = 0;
  const more = el("button", { type: "button", class: "quiet more", onclick: () => extend(true) });
  function extend(/** @type {boolean} */ focus) {
    const first = shown;
    for (; shown < Math.min(items.length, first + step); shown += 1) list.append(make(items[shown]));
    more.textContent = moreLabel(Math.min(step, items.length - shown));
    if (focus) list.children[first]?.querySelector("button")?.focus();
    if (shown >= items.length) more.remove();
  }
  extend(false);
  if (shown < items.length) fragment.append(more);
  return fragment;
}
