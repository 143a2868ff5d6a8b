// Owns the worker: start, one reply to each request, cancellation, restart. Nothing else talks to it.
//
// A request gets any number of {id, done, total, stage} and {id, list, items} and then exactly one {id, article, times} or
// {id, error}. A running WebAssembly call reads no messages, so to cancel is to end the worker and start another from the
// module that is compiled already.

import { startWorker } from "./trusted.js";

/**
 * @typedef {import("./article.d.ts").Article} Article
 * @typedef {{date?: string | null, restored?: number[]}} AnnotateOptions
 * @typedef {{done: number, total: number, stage: string}} Progress
 * @typedef {{article: Article, times: Record<string, number>}} Reply
 * @typedef {{wasm: string, glue: string, worker: string, model: string}} Sources
 * @typedef {"superseded" | "cancelled" | "crashed" | "refused" | "no-wasm" | "no-worker" | "load" | "model"} Failure
 * @typedef {{module: WebAssembly.Module, model: ArrayBuffer, source: string[]}} Parts
 * @typedef {{id: number, text: string, options: AnnotateOptions, onProgress: (p: Progress) => void, resolve: (r: Reply) => void,
 *   reject: (e: BridgeError) => void, lists: Map<string, unknown[]>, sent: number, tries: number, alive: number | undefined}} Request
 */

// A worker that has not said a word this long after a request is taken for dead.
const SILENCE_MS = 8000;
// A superseded request that runs longer than this is ended rather than awaited.
const PATIENCE_MS = 250;

export class BridgeError extends Error {
  /**
   * @param {Failure} code
   * @param {string} [message]
   */
  constructor(code, message = code) {
    super(message);
    this.name = "BridgeError";
    this.code = code;
  }
}

/**
 * @param {Sources} sources
 * @returns {{annotate(text: string, options: AnnotateOptions, onProgress: (p: Progress) => void): Promise<Reply>, cancel(): void}}
 */
export function createBridge(sources) {
  /** @type {Promise<Parts>} */
  const parts = load(sources);
  // A failure to load is reported with the first request.
  parts.catch(() => {});

  /** @type {Worker | undefined} */
  let worker;
  /** @type {Promise<Worker> | undefined} */
  let starting;
  /** @type {Request | undefined} */
  let current;
  /** @type {Request | undefined} */
  let waiting;
  let lastId = 0;

  void start().catch(() => {});

  function start() {
    starting ??= parts.then(
      ({ module, model, source }) =>
        new Promise((resolve, reject) => {
          const born = startWorker(source);
          let isReady = false;
          worker = born;
          born.onerror = (event) => {
            event.preventDefault();
            reject(new BridgeError("no-worker", event.message));
            if (isReady && worker === born) crash(event.message);
          };
          born.onmessage = ({ data }) => {
            if (worker !== born) return;
            if (data.ready === true) {
              isReady = true;
              resolve(born);
            } else if (data.ready === false) reject(new BridgeError("model", data.error));
            else hear(data);
          };
          born.postMessage({ module, model });
        }),
    );
    return starting;
  }

  function stop() {
    worker?.terminate();
    worker = undefined;
    starting = undefined;
  }

  /** @param {Request} request */
  async function send(request) {
    current = request;
    request.sent = performance.now();
    try {
      const ready = await start();
      if (current !== request) return;
      request.tries += 1;
      request.sent = performance.now();
      request.alive = window.setTimeout(() => crash("no answer"), SILENCE_MS);
      ready.postMessage({ id: request.id, text: request.text, options: request.options });
    } catch (error) {
      stop();
      finish(request, () => request.reject(asBridgeError(error)));
    }
  }

  /** @param {any} data */
  function hear(data) {
    const request = current;
    if (!request || data.id !== request.id) return;
    clearTimeout(request.alive);
    if (data.list) {
      const items = request.lists.get(data.list);
      if (items) for (const item of data.items) items.push(item);
      else request.lists.set(data.list, data.items);
    } else if (data.article) {
      for (const [list, items] of request.lists) data.article[list] = items;
      finish(request, () => request.resolve({ article: data.article, times: data.times }));
    } else if (data.error === undefined) {
      request.onProgress(data);
    } else if (data.fatal) {
      crash(data.error);
    } else {
      finish(request, () => request.reject(new BridgeError("refused", data.error)));
    }
  }

  /**
   * The worker died. A request that it never answered is sent once more, since the fault may have been the worker's.
   * @param {string} message
   */
  function crash(message) {
    stop();
    const request = current;
    if (!request) {
      void start().catch(() => {});
      return;
    }
    clearTimeout(request.alive);
    if (message === "no answer" && request.tries < 2) {
      void send(request);
      return;
    }
    finish(request, () => request.reject(new BridgeError("crashed", message)));
    void start().catch(() => {});
  }

  /**
   * Ends a superseded request that still runs, so that the one that waits need not wait longer.
   * @param {Request} request
   */
  function abandon(request) {
    if (current !== request || !waiting) return;
    stop();
    finish(request, () => {});
  }

  /**
   * @param {Request} request
   * @param {() => void} settle
   */
  function finish(request, settle) {
    clearTimeout(request.alive);
    if (current === request) current = undefined;
    settle();
    if (!current && waiting) {
      const next = waiting;
      waiting = undefined;
      void send(next);
    }
  }

  return {
    annotate(text, options, onProgress) {
      return new Promise((resolve, reject) => {
        lastId += 1;
        /** @type {Request} */
        const request = { id: lastId, text, options, onProgress, resolve, reject, lists: new Map(), sent: 0, tries: 0, alive: undefined };
        waiting?.reject(new BridgeError("superseded"));
        waiting = undefined;
        if (!current) {
          void send(request);
          return;
        }
        const superseded = current;
        superseded.reject(new BridgeError("superseded"));
        superseded.onProgress = () => {};
        if (superseded.tries === 0) {
          // Not with the worker yet: the newer one goes in its place.
          void send(request);
          return;
        }
        waiting = request;
        const patience = PATIENCE_MS - (performance.now() - superseded.sent);
        setTimeout(() => abandon(superseded), Math.max(0, patience));
      });
    },
    cancel() {
      waiting?.reject(new BridgeError("cancelled"));
      waiting = undefined;
      if (!current) return;
      stop();
      finish(current, current.reject.bind(null, new BridgeError("cancelled")));
      void start().catch(() => {});
    },
  };
}

/**
 * Fetches everything side by side and compiles the module once; every worker gets the same one.
 * @param {Sources} sources
 * @returns {Promise<Parts>}
 */
async function load(sources) {
  if (typeof WebAssembly !== "object") throw new BridgeError("no-wasm");
  const [module, model, glue, worker] = await Promise.all([
    compile(sources.wasm),
    get(sources.model).then((response) => response.arrayBuffer()),
    get(sources.glue).then((response) => response.text()),
    get(sources.worker).then((response) => response.text()),
  ]);
  return { module, model, source: [glue, "\n", worker] };
}

/** @param {string} url */
async function get(url) {
  const name = url.slice(url.lastIndexOf("/") + 1);
  const response = await fetch(url).catch(() => undefined);
  if (!response?.ok) throw new BridgeError("load", `${name}: ${response?.status ?? "no answer"}`);
  return response;
}

/** @param {string} url */
async function compile(url) {
  const response = await get(url);
  // A host that serves `.wasm` under another type makes compileStreaming refuse; the bytes are the same.
  const typed = response.headers.get("content-type")?.startsWith("application/wasm") ?? false;
  try {
    return await (typed ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer()));
  } catch (error) {
    throw new BridgeError("load", error instanceof Error ? error.message : String(error));
  }
}

/**
 * @param {unknown} error
 * @returns {BridgeError}
 */
function asBridgeError(error) {
  return error instanceof BridgeError ? error : new BridgeError("no-worker", String(error));
}
