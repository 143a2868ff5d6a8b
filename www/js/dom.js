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
 * @returns {{nodes: DocumentFragment, showUpTo(index: number): void}} the list with its button, and how to have an item shown
 */
export function longList(list, items, make, moreLabel, step = 60) {
  const fragment = document.createDocumentFragment();
  fragment.append(list);
  let shown = 0;
  const more = el("button", { type: "button", class: "quiet more", onclick: showMore });
  function showMore() {
    const first = shown;
    showUpTo(first);
    list.children[first]?.querySelector("button")?.focus();
  }
  /** @param {number} index */
  function showUpTo(index) {
    const wanted = Math.min(items.length, Math.max(shown, Math.ceil((index + 1) / step) * step));
    for (; shown < wanted; shown += 1) list.append(make(items[shown]));
    more.textContent = moreLabel(Math.min(step, items.length - shown));
    if (shown >= items.length) more.remove();
  }
  showUpTo(0);
  if (shown < items.length) fragment.append(more);
  return { nodes: fragment, showUpTo };
}
