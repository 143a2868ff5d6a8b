// A card that tells what the mark under the pointer or the focus means. Esc closes it.

import { el } from "./dom.js";
import { kindOf } from "./kinds.js";
import { scriptWarning } from "./scripts.js";
import { strings } from "./strings.js";
import { inWords } from "./time.js";

/**
 * @typedef {import("./article.d.ts").Article} Article
 */

const HOVER_MS = 250;

/**
 * @param {HTMLElement} card
 * @param {HTMLElement} root the article's element
 * @param {() => Article | null} current
 */
export function createCard(card, root, current) {
  /** @type {number | undefined} */
  let timer;
  /** @type {HTMLElement | undefined} */
  let shownFor;
  /** @type {HTMLElement | null} */
  let under = null;

  // Not `pointerover`, which comes as well when the text moves under a pointer that rests: nobody asks what has come to lie there.
  root.addEventListener("pointermove", (event) => {
    const mark = markOf(event.target);
    if (mark === under) return;
    under = mark;
    clearTimeout(timer);
    if (!mark) timer = window.setTimeout(close, HOVER_MS);
    else if (mark !== shownFor) timer = window.setTimeout(() => show(mark), HOVER_MS);
  });
  root.addEventListener("pointerleave", () => {
    under = null;
    clearTimeout(timer);
    timer = window.setTimeout(close, HOVER_MS);
  });
  card.addEventListener("pointerenter", () => clearTimeout(timer));
  card.addEventListener("pointerleave", close);
  root.addEventListener("focusin", (event) => {
    const mark = markOf(event.target);
    if (mark === event.target && mark) show(mark);
    else close();
  });
  root.addEventListener("focusout", close);
  window.addEventListener("scroll", () => shownFor && place(shownFor), { passive: true });

  function close() {
    clearTimeout(timer);
    shownFor?.removeAttribute("aria-describedby");
    shownFor = undefined;
    card.hidden = true;
  }

  /** @param {HTMLElement} mark */
  function show(mark) {
    const article = current();
    const lines = article && linesFor(article, mark);
    close();
    if (!lines || getComputedStyle(mark).getPropertyValue("--hidden").trim() === "1") return;
    shownFor = mark;
    card.replaceChildren(...lines.map((line, index) => el(index === 0 ? "strong" : "span", {}, el("bdi", {}, line))));
    card.hidden = false;
    mark.setAttribute("aria-describedby", card.id);
    place(mark);
  }

  /** @param {HTMLElement} mark */
  function place(mark) {
    const box = mark.getClientRects()[0];
    if (!box) return;
    const { width, height } = card.getBoundingClientRect();
    const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - width - 8));
    const above = box.top - height - 8;
    card.style.left = `${left}px`;
    card.style.top = `${above > 8 ? above : box.bottom + 8}px`;
  }

  return { close, isOpen: () => !card.hidden };
}

/**
 * The innermost mark at an event's target.
 * @param {EventTarget | null} target
 * @returns {HTMLElement | null}
 */
export function markOf(target) {
  return target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest("mark")) : null;
}

/**
 * @param {HTMLElement} mark
 * @returns {{kind: string, index: number}}
 */
export function refersTo(mark) {
  const [kind, index] = (mark.dataset.key ?? "").split("-");
  return { kind, index: Number(index) };
}

/**
 * @param {Article} article
 * @param {HTMLElement} mark
 * @returns {string[]}
 */
function linesFor(article, mark) {
  const { kind, index } = refersTo(mark);
  switch (kind) {
    case "mention": {
      const mention = article.mentions[index];
      const entity = mention.entity === null ? undefined : article.entities[mention.entity];
      const type = kindOf(article, { kind, index });
      const sort = type && type !== "REFERENCE" ? strings.types[type].one : "";
      if (!entity) return sort ? [sort] : [];
      return [entity.name, entity.title, [sort, strings.mentions(entity.mentions.length)].filter(Boolean).join(" · "), scriptWarning(entity)].filter(
        (line) => line !== null,
      );
    }
    case "timex": {
      const { value, type } = article.timexes[index];
      if (value) return [...new Set([inWords(value) ?? value, value])];
      return [article.date === null && type !== "DURATION" ? strings.cardUngrounded : strings.cardOpenDate];
    }
    case "quantity": {
      const { value, unit, type } = article.quantities[index];
      const number = typeof value === "number" ? value.toLocaleString("en") : value;
      return [[number, unit ?? (type === "PERCENT" ? "%" : "")].filter(Boolean).join(" ")];
    }
    default: {
      const quote = article.quotes[index];
      if (!quote) return [];
      const { speaker } = quote;
      const sort = [strings.quoteKinds[quote.kind], speaker && strings.speakerKinds[speaker.kind]].filter(Boolean).join(" · ");
      return [speaker ? strings.cardSpeaker(speaker.name) : strings.speakerNone, sort];
    }
  }
}
