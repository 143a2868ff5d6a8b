// TIMEX3 values in a reader's words.

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

/**
 * "12 March 2026" for `2026-03-12`, "9 weeks" for `P9W`; undefined where the value is of a rarer form.
 * @param {string} value
 * @returns {string | undefined}
 */
export function inWords(value) {
  return dateInWords(value) ?? durationInWords(value);
}

/** @param {string} value */
function dateInWords(value) {
  const [, year, month, day, hours, minutes] = /^(\d{4})-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d))?)?$/.exec(value) ?? [];
  if (!year) return undefined;
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1), Number(hours ?? 0), Number(minutes ?? 0)));
  return at.toLocaleString("en-GB", {
    timeZone: "UTC",
    year: "numeric",
    month: "long",
    day: day ? "numeric" : undefined,
    hour: hours ? "2-digit" : undefined,
    minute: hours ? "2-digit" : undefined,
  });
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
