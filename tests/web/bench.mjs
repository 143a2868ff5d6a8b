// How long the module takes in Chromium: for an article, and against the length of the text. Prints one JSON object,
// which `cargo xtask bench` shows beside the native times. The texts are those of benches/annotate.rs.

import { readFile } from "node:fs/promises";

import { chromium } from "@playwright/test";

import { serve } from "./server.js";

// Article and lengths in bytes, each twice the one before: 1 kB to 4 MB.
const ARTICLE = 6 << 10;
const LENGTHS = Array.from({ length: 13 }, (_, n) => 1024 << n);

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const story = await readFile(new URL("../../benches/story.txt", import.meta.url), "utf8");

/** A number in letters: a, b, …, z, ba, bb, … */
function letters(number) {
  const last = String.fromCharCode(97 + (number % 26));
  return number < 26 ? last : letters(Math.floor(number / 26)) + last;
}

/** The story over and over with other names, cut to a length in bytes. */
function text(length) {
  const parts = [];
  for (let copy = 0, size = 0; size < length; copy += 1) {
    const part = Buffer.from(`${story.replaceAll("{n}", letters(copy))}\n\n`);
    parts.push(part);
    size += part.length;
  }
  // A character that the cut divides decodes to a replacement mark at the very end.
  return Buffer.concat(parts).subarray(0, length).toString("utf8").replace(/\uFFFD$/, "");
}

/** In the page: the module, started as the worker does it. */
async function start() {
  const address = (name) => document.querySelector(`meta[name="glossator-${name}"]`).content;
  const [wasm, model] = await Promise.all([
    WebAssembly.compileStreaming(fetch(address("wasm"))),
    fetch(address("model")).then((response) => response.arrayBuffer()),
  ]);
  wasm_bindgen.initSync({ module: wasm });
  globalThis.annotator = new wasm_bindgen.Annotator(new Uint8Array(model));
}

/** In the page: the median time of an annotation in milliseconds, of at least three and as many as fit in a second. */
function measure(input) {
  const times = [];
  const begin = performance.now();
  while (times.length < 3 || (performance.now() - begin < 1000 && times.length < 200)) {
    const from = performance.now();
    globalThis.annotator.annotate(input, { marks: true });
    times.push(performance.now() - from);
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)];
}

const server = await serve(process.env.GLOSSATOR_DIST ?? "../../dist");
const browser = await chromium.launch({ executablePath: process.env.CHROME, args: FLAGS });
try {
  // The policy of the page would refuse the script that starts the module outside of the page's own worker.
  const page = await (await browser.newContext({ bypassCSP: true })).newPage();
  await page.goto(server.url);
  await page.addScriptTag({ url: await page.getAttribute('meta[name="glossator-glue"]', "content") });
  await page.evaluate(start);
  // The engine compiles once more while it runs; the first texts warm it up.
  await page.evaluate(measure, text(ARTICLE));
  const article = { words: text(ARTICLE).split(/\s+/u).filter(Boolean).length, ms: await page.evaluate(measure, text(ARTICLE)) };
  const length = [];
  for (const bytes of LENGTHS) length.push({ bytes, ms: await page.evaluate(measure, text(bytes)) });
  console.log(JSON.stringify({ article, length }));
} finally {
  await browser.close();
  await server.close();
}
