// A strip that shows where in the article something stands: a tick a place, pronouns and such shorter than names.

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 1000;
const HEIGHT = 16;
// Room for the outermost ticks, and how much of the height a quiet one leaves free.
const INSET = 6;
const QUIET = 9;

/**
 * @typedef {import("./article.d.ts").Article} Article
 * @typedef {{share: number, quiet: boolean}} Point a place from 0, the article's first letter, to 1, its last
 */

/**
 * Tells where a mention stands on a strip.
 * @param {Article} article
 * @returns {(mention: number) => Point}
 */
export function pointsIn({ blocks, mentions }) {
  const first = blocks.find(({ article }) => article)?.start ?? 0;
  const last = blocks.findLast(({ article }) => article)?.end ?? 0;
  return (mention) => {
    const { start, kind } = mentions[mention];
    return { share: Math.min(1, Math.max(0, (start - first) / Math.max(1, last - first))), quiet: kind !== "name" };
  };
}

/**
 * @param {Point[]} points
 * @param {{label?: string, onPick(index: number): void}} options `label`: the same in words; without one the strip is an ornament
 */
export function createStrip(points, { label, onPick }) {
  const strip = shape("svg", { class: "strip", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none" });
  const current = shape("path", { class: "strip-current" });
  strip.append(
    shape("path", { class: "strip-rule", d: `M0 ${HEIGHT - 1}H${WIDTH}` }),
    shape("path", { class: "strip-quiet", d: ticks(points.filter(({ quiet }) => quiet)) }),
    shape("path", { class: "strip-name", d: ticks(points.filter(({ quiet }) => !quiet)) }),
    current,
  );
  if (label) {
    strip.setAttribute("role", "img");
    strip.setAttribute("aria-label", label);
  } else {
    strip.setAttribute("aria-hidden", "true");
  }
  strip.addEventListener("click", (event) => {
    const { left, width } = strip.getBoundingClientRect();
    onPick(nearest(points, ((event.clientX - left) / width) * WIDTH));
  });
  return {
    element: strip,
    /** @param {number} index */
    show(index) {
      current.setAttribute("d", ticks([{ ...points[index], quiet: false }]));
    },
  };
}

/** @type {(name: "svg" | "path", attributes: Record<string, string>) => SVGElement} */
function shape(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/**
 * One path for all ticks; those that would cover one another are drawn once.
 * @param {Point[]} points
 */
function ticks(points) {
  return [...new Set(points.map((point) => `M${xOf(point)} ${point.quiet ? QUIET : 1}V${HEIGHT}`))].join("");
}

/** @param {Point} point */
function xOf({ share }) {
  return Math.round(INSET + share * (WIDTH - 2 * INSET));
}

/** @type {(points: Point[], x: number) => number} */
function nearest(points, x) {
  const distances = points.map((point) => Math.abs(xOf(point) - x));
  return distances.indexOf(distances.reduce((least, distance) => Math.min(least, distance)));
}
