// A quote as one would cite it: its words, who said them, and the article's headline and date.

import { headlineOf, wordsIn } from "./speech.js";
import { strings } from "./strings.js";
import { inWords } from "./time.js";

/**
 * Words that stood between quotation marks are cited between quotation marks. Reported speech is the journalist's wording, so it is
 * cited as such, and never put into the speaker's mouth.
 * @type {(reading: import("./speech.js").Reading, quote: import("./article.d.ts").QuoteView) => string}
 */
export function citationOf(reading, quote) {
  const words = wordsIn(reading.text, quote).trim();
  const { date } = reading.article;
  const name = quote.speaker?.name.replace(/\s+/g, " ") ?? null;
  const where = strings.citeArticle(headlineOf(reading), date && (inWords(date) ?? date));
  return quote.kind === "direct" ? strings.citeDirect(words, name, where) : strings.citeReported(words, name, where);
}
