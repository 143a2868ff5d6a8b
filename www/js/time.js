// TIMEX3 values: their place in time, and a reader's words for them.

import { strings } from "./strings.js";

/**
 * @typedef {keyof typeof strings.precisions} Precision
 * @typedef {{start: number, precision: Precision, words: string}} When `start` in milliseconds, as `Date` counts
 * @typedef {(...parts: string[]) => When} Reader of the parts that its pattern has caught
 */

const UNITS = /** @type {const} */ ([
  ["Y", "year"],
  ["M", "month"],
  ["W", "week"],
  ["D", "day"],
]);
const CLOCK_UNITS = /** @type {const} */ ([
  ["H", "hour"],
  ["M", "minute"],
  ["S", "second"],
]);

const SEASONS = /** @type {const} */ ({ WI: 0, SP: 2, SU: 5, FA: 8 });
const DAY_MS = 86_400_000;

// From ISO 8601, and TIMEX3 where that has no spelling. A day's part and a season begin where the calendar has them begin, roughly.
const FORMS = /** @type {[RegExp, Reader][]} */ ([
  [/^(\d{4})-(\d\d)-(\d\d)$/, (year, month, day) => dated("day", [year, month, day], { year: "numeric", month: "long", day: "numeric" })],
  [/^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/, (year, month, day, hour, minute) =>
    dated("time", [year, month, day, hour, minute], { year: "numeric", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" })],
  [/^(\d{4}-\d\d-\d\d)T([A-Z]{2})$/, (date, part) => {
    const day = /** @type {When} */ (whenOf(date));
    return { ...day, precision: "part", words: strings.dayPart(day.words, strings.dayParts[part] ?? part) };
  }],
  [/^(\d{4})-(\d\d)$/, (year, month) => dated("month", [year, month], { year: "numeric", month: "long" })],
  [/^(\d{4})$/, (year) => dated("year", [year], { year: "numeric" })],
  [/^(\d{4})-W(\d\d)(-WE)?$/, (year, week, end) => {
    const start = weekStart(Number(year), Number(week)) + (end ? 5 * DAY_MS : 0);
    const words = inFull(start, { year: "numeric", month: "long", day: "numeric" });
    return { start, precision: end ? "weekend" : "week", words: end ? strings.weekendOf(words) : strings.weekOf(words) };
  }],
  [/^(\d{4})-(SP|SU|FA|WI)$/, (year, season) => ({
    start: utc(Number(year), SEASONS[/** @type {keyof typeof SEASONS} */ (season)]),
    precision: "season",
    words: strings.seasonOf(strings.seasons[season], year),
  })],
  [/^(\d{4})-Q([1-4])$/, (year, n) => ({ start: utc(Number(year), (Number(n) - 1) * 3), precision: "quarter", words: strings.quarterOf(Number(n), year) })],
  [/^(\d{4})-H([12])$/, (year, n) => ({ start: utc(Number(year), (Number(n) - 1) * 6), precision: "half", words: strings.halfOf(Number(n), year) })],
  [/^(\d{3})X$/, (tens) => ({ start: utc(Number(tens) * 10), precision: "decade", words: strings.decadeOf(`${tens}0`) })],
  [/^(\d{2})XX$/, (hundreds) => ({ start: utc(Number(hundreds) * 100), precision: "century", words: strings.centuryOf(Number(hundreds) + 1) })],
  [/^([^/]+)\/([^/]+)$/, (from, to) => {
    const [first, last] = [whenOf(from), whenOf(to)];
    if (!first || !last) throw new RangeError("an interval of something else than dates");
    return { start: first.start, precision: "span", words: strings.spanOf(first.words, last.words) };
  }],
]);

/**
 * The date behind a value; null where it is a duration, a set, or no date that could be placed.
 * @param {string} value
 * @returns {When | null}
 */
export function whenOf(value) {
  for (const [form, read] of FORMS) {
    const found = form.exec(value);
    if (!found) continue;
    try {
      return read(...found.slice(1));
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }
  return null;
}

/**
 * "12 March 2026" for `2026-03-12`, "9 weeks" for `P9W`; undefined where the value is of a rarer form.
 * @param {string} value
 * @returns {string | undefined}
 */
export function inWords(value) {
  return whenOf(value)?.words ?? durationInWords(value);
}

/** @type {(precision: Precision, parts: string[], format: Intl.DateTimeFormatOptions) => When} */
function dated(precision, parts, format) {
  const [year, month = 1, day = 1, hour = 0, minute = 0] = parts.map(Number);
  const start = utc(year, month - 1, day) + (hour * 60 + minute) * 60_000;
  return { start, precision, words: inFull(start, format) };
}

/**
 * Like `Date.UTC`, which takes the years before 100 for others.
 * @type {(year: number, month?: number, day?: number) => number}
 */
function utc(year, month = 0, day = 1) {
  return new Date(0).setUTCFullYear(year, month, day);
}

/**
 * The Monday of a week by ISO 8601: week 1 holds 4 January.
 * @type {(year: number, week: number) => number}
 */
function weekStart(year, week) {
  const fourth = utc(year, 0, 4);
  const sinceMonday = (new Date(fourth).getUTCDay() + 6) % 7;
  return fourth + ((week - 1) * 7 - sinceMonday) * DAY_MS;
}

// A formatter takes longer to make than a hundred dates to format.
/** @type {Map<string, Intl.DateTimeFormat>} */
const formatters = new Map();

/** @type {(at: number, format: Intl.DateTimeFormatOptions) => string} */
function inFull(at, format) {
  const key = Object.keys(format).join();
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...format });
  formatters.set(key, formatter);
  return formatter.format(at);
}

/** @param {string} value */
function durationInWords(value) {
  const [whole, days, clock] = /^P((?:\d+(?:\.\d+)?[YMWD])*)(?:T((?:\d+(?:\.\d+)?[HMS])+))?$/.exec(value) ?? [];
  if (!whole || whole === "P") return undefined;
  const parts = [...count(days ?? "", UNITS), ...count(clock ?? "", CLOCK_UNITS)];
  return parts.join(", ") || undefined;
}

/** @type {(amounts: string, units: readonly (readonly [string, string])[]) => string[]} */
function count(amounts, units) {
  return [...amounts.matchAll(/([\d.]+)([A-Z])/g)].map(([, amount, letter]) => {
    const unit = units.find(([sign]) => sign === letter)?.[1] ?? letter;
    return Number(amount).toLocaleString("en", { style: "unit", unit, unitDisplay: "long" });
  });
}
