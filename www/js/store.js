// What the page keeps in this browser. Names are prefixed, since on shared hosts (`user.github.io`) pages share one store.

const PREFIX = "glossator:";

/**
 * @param {string} name
 * @returns {unknown} the kept value, or undefined
 */
export function recall(name) {
  try {
    const json = localStorage.getItem(PREFIX + name);
    return json === null ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}

/**
 * @param {string} name
 * @param {unknown} value
 * @returns {boolean} whether it could be kept
 */
export function keep(name, value) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name */
export function forget(name) {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // Storage is switched off: then nothing was kept either.
  }
}
