// Odd input: what is drawn is the very text, and every mark is the slice at its offsets.

import { annotatorOf, expect, expectDrawn, paste, test } from "../site.js";

const ODD = {
  emoji: "😀 Ada Lind 👩‍👩‍👧 said: “It is 🇫🇮 fine 👍🏽.” Then 12 😀 came on 3 March 2026.",
  "right to left": "قالت آدا ليند يوم الاثنين. “We agree,” said Ada Lind in Tel Aviv. שלום עולם 2026.",
  "CRLF line ends": "Ferry will sail\r\n\r\nBy Jo Reed\r\n\r\nSOLVIK (AP) — “Yes,” Ada Lind said on Monday.\r\n\r\nRelated Posts\r\n",
  "no-break spaces": "Ada\u00a0Lind paid\u00a048\u202f000\u00a0kroner on 3\u00a0March. “No,”\u00a0she\u00a0said.",
  "lone surrogates": "Ada \ud800 Lind said “yes \udc00” on Monday. \ud83d",
  "zero-width characters": "A\u200bda L\u200dind\ufeff said \u2060“yes\u200b” in Os\u00adlo.",
  "bidi controls": "Ada \u202eLind\u202c said \u2066“yes”\u2069 to \u202aBob\u202c.",
  "combining marks": "A\u0301da Li\u0308nd said “o\u0302ui” to Z\u0335\u0321\u0322a\u0336lgo.",
  "a lone carriage return and separators": "One.\rTwo said “three”.\u2028Four.\u2029Five.\u0085Six.\u000bSeven.\u000cEight.",
  "nothing but marks": "“”‘’\"\"''«»„“‟",
  nul: "Ada\u0000Lind said “no” on Monday and left it at that.",
};

for (const [name, text] of Object.entries(ODD)) {
  test(`${name}: drawn whole and sliced right`, async ({ glossator: page }) => {
    const wellFormed = text.toWellFormed();
    await paste(page, text);
    await expectDrawn(page, wellFormed);
    const worker = await annotatorOf(page);
    const { article, marks } = await worker.evaluate((text) => {
      // @ts-ignore: the worker's own.
      const article = annotator.annotate(text, { marks: true });
      return { article, marks: article.marks };
    }, wellFormed);

    const spans = [article.blocks, article.sentences, article.mentions, article.timexes, article.quantities, marks].flat();
    for (const { start, end } of spans) {
      expect(start).toBeLessThan(end);
      expect(end).toBeLessThanOrEqual(wellFormed.length);
      expect(wellFormed.slice(start, end).isWellFormed(), `[${start}, ${end}) cuts a character`).toBe(true);
    }
    /** @type {Record<string, string>} */
    const slices = {};
    for (const { start, end, kind, index } of marks) {
      const counted = article.blocks.some((/** @type {any} */ block) => block.article && block.start <= start && end <= block.end);
      if (counted) slices[`${kind}-${index}`] = (slices[`${kind}-${index}`] ?? "") + wellFormed.slice(start, end);
    }
    const drawn = await page.evaluate(() => {
      /** @type {Record<string, string>} */
      const drawn = {};
      for (const mark of document.querySelectorAll("#article mark")) {
        const key = mark.getAttribute("data-key") ?? "";
        drawn[key] = (drawn[key] ?? "") + mark.textContent;
      }
      return drawn;
    });
    expect(drawn).toEqual(slices);
  });
}

test("characters that cannot be seen are said", async ({ glossator: page }) => {
  await paste(page, ODD["bidi controls"]);
  await expect(page.locator("#notices")).toContainText("invisible or change the direction");
});

test("names like properties of every object do no harm", async ({ glossator: page }) => {
  const text = "“Yes,” said constructor Prototype. Mr __proto__ and Ms HasOwnProperty of the toString Group agreed on Monday.";
  await paste(page, text);
  await expectDrawn(page, text);
});
