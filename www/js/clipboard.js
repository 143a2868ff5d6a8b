// Copying text, also where the browser keeps its clipboard from pages (no secure origin, a `file:` page, a refusal).

import { el } from "./dom.js";

/**
 * @param {string} text
 * @returns {Promise<boolean>} whether the clipboard holds the text now
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text);
  }
}

/**
 * The older way: through the selection. The focus returns to where it was.
 * @param {string} text
 */
function copySelected(text) {
  const focused = document.activeElement;
  const field = el("textarea", { class: "visually-hidden", readonly: true });
  field.value = text;
  document.body.append(field);
  field.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  }
}
