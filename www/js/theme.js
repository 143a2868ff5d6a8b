// Light or dark: as the system has it, or as the reader says.

import { keep, recall } from "./store.js";
import { strings } from "./strings.js";

const THEMES = /** @type {const} */ (["auto", "light", "dark"]);

/** @param {HTMLButtonElement} button */
export function createTheme(button) {
  const kept = recall("theme");
  let theme = THEMES.find((name) => name === kept) ?? "auto";
  apply();
  button.addEventListener("click", () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    keep("theme", theme);
    apply();
  });

  function apply() {
    document.documentElement.dataset.theme = theme;
    button.textContent = strings.theme[theme];
  }
}
