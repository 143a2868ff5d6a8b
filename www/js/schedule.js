// Long work in short tasks, so that the page answers while a long text is drawn.

const TASK_MS = 30;

/** Resolves in a task of its own. */
export function nextTask() {
  return new Promise((resolve) => setTimeout(resolve));
}

/**
 * Calls `step` for every number below `n`, leaving the thread free every few milliseconds.
 * @param {number} n
 * @param {(index: number) => void} step
 * @param {{signal: AbortSignal, onProgress?: (done: number) => void}} options
 * @returns {Promise<boolean>} false when it was aborted
 */
export async function inTasks(n, step, { signal, onProgress }) {
  let from = performance.now();
  for (let index = 0; index < n; index += 1) {
    if (performance.now() - from > TASK_MS) {
      onProgress?.(index);
      await nextTask();
      if (signal.aborted) return false;
      from = performance.now();
    }
    step(index);
  }
  return true;
}
