// Names that mix alphabets whose letters look alike: “Аda” with a Cyrillic А is not “Ada”.

import { strings } from "./strings.js";

/** @typedef {keyof typeof strings.scripts} Script */

// After Unicode Technical Standard 39: alphabets with letters that pass for Latin ones. Others beside Latin mislead nobody.
const LOOKALIKE = /** @type {[Script, RegExp][]} */ ([
  ["latin", /\p{Script=Latin}/u],
  ["cyrillic", /\p{Script=Cyrillic}/u],
  ["greek", /\p{Script=Greek}/u],
  ["armenian", /\p{Script=Armenian}/u],
  ["cherokee", /\p{Script=Cherokee}/u],
  ["coptic", /\p{Script=Coptic}/u],
]);

/**
 * The alphabets that a name mixes; none where it keeps to one.
 * @param {string} name
 * @returns {Script[]}
 */
export function mixedScripts(name) {
  const found = LOOKALIKE.filter(([, letter]) => letter.test(name)).map(([script]) => script);
  return found.length > 1 ? found : [];
}

/**
 * A warning for the reader, or null.
 * @param {{name: string, aliases: string[]}} entity
 */
export function scriptWarning({ name, aliases }) {
  const mixed = [name, ...aliases].map(mixedScripts).find((scripts) => scripts.length > 0);
  return mixed ? strings.mixedScripts(mixed.map((script) => strings.scripts[script])) : null;
}
