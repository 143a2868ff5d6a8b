// Leading the reader to a place in the article: scrolled into view, focused, flashed.

const FLASH_MS = 1600;
const SENTENCE = "glossator-sentence";

/**
 * @param {HTMLElement} element
 */
export function goTo(element) {
  element.scrollIntoView({ block: "center" });
  element.focus({ preventScroll: true });
  element.classList.add("flash");
  setTimeout(() => element.classList.remove("flash"), FLASH_MS);
  // Paragraphs out of view have a guessed height until they are seen, so the place may have moved.
  requestAnimationFrame(() => element.scrollIntoView({ block: "center" }));
}

/**
 * Leads to a stretch of text that has no element of its own.
 * @param {{blockAt(offset: number): HTMLElement | undefined, rangeAt(start: number, end: number): Range | undefined}} view
 * @param {number} start
 * @param {number} end
 */
export function goToText(view, start, end) {
  const block = view.blockAt(start);
  const range = view.rangeAt(start, end);
  if (!block || !range) return;
  if ("highlights" in CSS) CSS.highlights.set(SENTENCE, new Highlight(range));
  else block.classList.add("flash");
  block.focus({ preventScroll: true });
  centre();
  requestAnimationFrame(centre);

  function centre() {
    const box = /** @type {Range} */ (range).getBoundingClientRect();
    window.scrollBy({ top: box.top + box.height / 2 - window.innerHeight / 2 });
  }
}

/** Takes the mark off the stretch that {@link goToText} led to. */
export function leaveText() {
  if ("highlights" in CSS) CSS.highlights.delete(SENTENCE);
}
