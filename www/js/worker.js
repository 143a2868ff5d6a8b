// The worker's source, read as text and run after wasm-bindgen's glue in one classic `blob:` worker (see trusted.js).
// It speaks the protocol of bridge.js: first one {module, model}, answered by {ready}; then any number of {id, text, options}.

"use strict";

/**
 * What the glue before this text defines.
 * @type {{initSync(input: {module: WebAssembly.Module}): unknown, Annotator: new (model: Uint8Array) => {annotate(text: string, options: object): Record<string, unknown>, stageTimes(): Record<string, number>}}}
 */
// @ts-ignore
const engine = wasm_bindgen;

/** @type {InstanceType<typeof engine.Annotator> | undefined} */
let annotator;

// Reading a long message back is one task of the page, so lists travel in pieces of this many items.
const PIECE = 4000;

onmessage = ({ data }) => {
  if (data.module) begin(data.module, data.model);
  else answer(data.id, data.text, data.options);
};

/** @type {(module: WebAssembly.Module, model: ArrayBuffer) => void} */
function begin(module, model) {
  try {
    engine.initSync({ module });
    annotator = new engine.Annotator(new Uint8Array(model));
    postMessage({ ready: true });
  } catch (error) {
    postMessage({ ready: false, error: messageOf(error) });
  }
}

/** @type {(id: number, text: string, options: object) => void} */
function answer(id, text, options) {
  // The first word says that the worker lives: without it the bridge starts another.
  postMessage({ id, done: 0, total: 1, stage: "structure" });
  try {
    if (!annotator) throw new Error("the annotator has not started");
    const onStage = (/** @type {number} */ done, /** @type {number} */ total, /** @type {string} */ stage) =>
      postMessage({ id, done, total, stage });
    const article = annotator.annotate(text, { ...options, marks: true, onStage });
    for (const [list, items] of Object.entries(article)) {
      if (!Array.isArray(items) || items.length <= PIECE) continue;
      for (let from = 0; from < items.length; from += PIECE) postMessage({ id, list, items: items.slice(from, from + PIECE) });
      article[list] = [];
    }
    postMessage({ id, article, times: annotator.stageTimes() });
  } catch (error) {
    // After a trap the module's memory cannot be trusted; the bridge starts another worker.
    postMessage({ id, error: messageOf(error), fatal: error instanceof WebAssembly.RuntimeError });
  }
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
