// The module itself, as any program would call it: loaded here in Node from the files that the page loads.

import vm from "node:vm";
import { built, distFile, expect, test } from "../site.js";

/** @type {any} */
const engine = vm.runInThisContext(`${distFile(built("glue"))}\n;wasm_bindgen`);
engine.initSync({ module: new WebAssembly.Module(distFile(built("wasm"))) });
const annotator = new engine.Annotator(new Uint8Array(distFile(built("model"))));

const TEXT = "Ferry sails again\n\nOSLO, March 12, 2026 — “It sails,” Ada Lind said on Monday. 😀 She paid 12 kroner.";

test("the result has the schema's shape", () => {
  const article = annotator.annotate(TEXT, {});
  expect(article.schema).toBe("glossator/1");
  expect(article.offsets).toBe("utf16");
  for (const list of ["blocks", "sentences", "mentions", "entities", "timexes", "quantities", "quotes", "summary"]) {
    expect(Array.isArray(article[list]), list).toBe(true);
  }
  expect(Object.getPrototypeOf(article)).toBe(Object.prototype);
  expect(article).not.toHaveProperty("tokens");
  expect(article).not.toHaveProperty("text");
  expect(article).not.toHaveProperty("marks");
});

test("offsets are UTF-16 code units", () => {
  const { quotes, sentences } = annotator.annotate(TEXT, {});
  expect(quotes.map((/** @type {any} */ { content }) => content.map((/** @type {[number, number]} */ range) => TEXT.slice(...range)))).toContainEqual(["It sails,"]);
  const last = sentences.at(-1);
  expect(TEXT.slice(last.start, last.end)).toContain("She paid 12 kroner.");
});

test("tokens, text and marks come when asked for", () => {
  const article = annotator.annotate(TEXT, { tokens: true, text: true, marks: true });
  expect(article.text).toBe(TEXT);
  expect(article.tokens.map((/** @type {any} */ { start, end }) => TEXT.slice(start, end))).toEqual(expect.arrayContaining(["Ferry", "“", "Lind", "😀"]));
  expect(article.marks.length).toBeGreaterThan(0);
});

test("a date is taken, and a bad one throws with a message", () => {
  expect(annotator.annotate(TEXT, { date: "2026-03-13" }).date).toBe("2026-03-13");
  for (const date of ["13 March", "2026-02-30", "", "2026-3-1"]) expect(() => annotator.annotate(TEXT, { date })).toThrow(/is no date/);
  expect(() => annotator.annotate(TEXT, { date: null })).not.toThrow();
});

test("options may be left out", () => {
  expect(annotator.annotate("").sentences).toEqual([]);
  expect(annotator.annotate(TEXT, null).schema).toBe("glossator/1");
});

test("a text over the limit throws with both figures", () => {
  expect(() => annotator.annotate("x".repeat(16 * 1024 * 1024 + 1), {})).toThrow(/16777217.*16777216/);
});

test("bytes that are no model throw with a message, at any length", () => {
  const model = new Uint8Array(distFile(built("model")));
  for (const bytes of [new Uint8Array(), new Uint8Array([1, 2, 3]), model.slice(0, 40), model.slice(0, model.length - 1)]) {
    expect(() => new engine.Annotator(bytes)).toThrow(/model/i);
  }
});

test("stages are told in order as they begin, and timed", () => {
  /** @type {string[]} */
  const told = [];
  annotator.annotate(TEXT, { onStage: (/** @type {number} */ _done, /** @type {number} */ _total, /** @type {string} */ stage) => told.push(stage) });
  expect(told[0]).toBe("structure");
  expect(told.at(-1)).toBe("summary");
  expect(Object.keys(annotator.stageTimes())).toEqual(told);
});

test("a throwing onStage does not end the annotation", () => {
  const onStage = () => { throw new Error("no"); };
  expect(annotator.annotate(TEXT, { onStage }).schema).toBe("glossator/1");
});

test("the same text gives the same result", () => {
  expect(annotator.annotate(TEXT, { marks: true })).toEqual(annotator.annotate(TEXT, { marks: true }));
});
