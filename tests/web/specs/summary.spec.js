// The summary: how long, in whose words, who and how much.

import { BRIEF } from "../fixture.js";
import { distFile, expect, openSample, paste, test } from "../site.js";

const passages = "#panel-summary .passage";

/**
 * The article's words of a passage, without what is ours.
 * @param {import("@playwright/test").Locator} passage
 */
const wordsOf = (passage) =>
  passage.evaluate((element) => {
    const copy = /** @type {Element} */ (element.cloneNode(true));
    for (const ours of copy.querySelectorAll("[data-ui]")) ours.remove();
    return copy.textContent;
  });

test("a summary sentence equals its slice and leads to its place", async ({ glossator: page }) => {
  await openSample(page, 1);
  const text = distFile("samples/river.txt").toString();
  await page.locator("#summary-length").fill("5");
  await expect(page.locator("#panel-summary .passage")).toHaveCount(5);
  for (const passage of await page.locator("#panel-summary .passage").all()) {
    const [start, end] = [Number(await passage.getAttribute("data-start")), Number(await passage.getAttribute("data-end"))];
    const slice = text.slice(start, end);
    expect(await wordsOf(passage)).toBe(slice);
    await passage.click();
    const place = await page.evaluate(() => ({
      marked: String([...(CSS.highlights.get("glossator-sentence") ?? [])][0]),
      focused: document.activeElement?.textContent ?? "",
      top: document.activeElement?.getBoundingClientRect().top ?? -1,
    }));
    expect(place.marked).toBe(slice);
    expect(place.focused).toContain(slice);
    await expect.poll(() => page.evaluate(() => {
      const box = document.activeElement?.getBoundingClientRect();
      return box && box.bottom > 0 && box.top < innerHeight;
    })).toBe(true);
  }
});

test("a pronoun that opens a sentence shows the name behind it, marked as ours", async ({ staged: page }) => {
  await paste(page, BRIEF.text);
  await page.locator("#summary-length").fill("6");
  await expect(page.locator(passages)).toHaveCount(6);
  const shown = await page.locator(passages).evaluateAll((all) => all.map((passage) => passage.querySelector("ins")?.textContent ?? ""));
  expect(shown).toEqual(["", " [added: Ada Lind]", " [added: Ada Lind’s]", " [added: Ada Lind]", "", ""]);
  await expect(page.locator(passages).nth(1)).toContainText("She [added: Ada Lind] said");
  await expect(page.locator(passages).nth(2)).toContainText("Her [added: Ada Lind’s] deputy");
  await expect(page.locator(passages).nth(3)).toContainText("“I’d [added: Ada Lind] do it again");
  await expect(page.locator("ins").first()).toHaveAttribute("title", /Not in the article/);
  await expect(page.locator("#panel-summary")).toContainText("Names in [brackets] are ours");
  for (const [index, passage] of (await page.locator(passages).all()).entries()) {
    const { start, end } = BRIEF.article.sentences[index + 2];
    expect(await wordsOf(passage)).toBe(BRIEF.text.slice(start, end));
  }
});

test("the length is set in sentences or in words, and outlasts a reload", async ({ staged: page }) => {
  await paste(page, BRIEF.text);
  await expect(page.locator(passages)).toHaveCount(3);
  const lengths = BRIEF.article.sentences.map((/** @type {{start: number, end: number}} */ { start, end }) =>
    BRIEF.text.slice(start, end).match(/[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu)?.length ?? 0);
  const two = lengths[2] + lengths[3];
  await page.locator("#summary-unit").selectOption("words");
  const room = Math.ceil(two / 10) * 10;
  await page.locator("#summary-length").fill(String(room));
  await expect(page.locator(passages)).toHaveCount(2);
  await expect(page.locator(".length output")).toHaveText(`2 sentences, ${two} words`);
  await page.locator("#summary-length").fill("20");
  await expect(page.locator(passages)).toHaveCount(1);
  await page.reload();
  await expect(page.locator(passages)).toHaveCount(1);
  await expect(page.locator("#summary-unit")).toHaveValue("words");
  await page.locator("#summary-unit").selectOption("sentences");
  await expect(page.locator(passages)).toHaveCount(3);
});

test("a length kept by an earlier version, or damaged, is no harm", async ({ staged: page }) => {
  for (const kept of ["7", "null", '{"unit":"pages","sentences":"many","words":-1}']) {
    await page.evaluate((kept) => localStorage.setItem("glossator:length", kept), kept);
    await page.reload();
    await paste(page, BRIEF.text);
    await expect(page.locator(passages)).toHaveCount(3);
  }
});

test("key people and organisations have a title and what they said or did first", async ({ staged: page }) => {
  await paste(page, BRIEF.text);
  await expect(page.locator(".key-names .key")).toHaveText(["Ada Lind", "Bo Dahl", "Solvik Port"]);
  const [lind, dahl, port] = await page.locator(".key-names li").all();
  await expect(lind).toContainText("mayor");
  await expect(lind.locator(".line")).toHaveText("said: the work took nine weeks of winter");
  await expect(dahl.locator(".line")).toHaveText("Her deputy, Bo Dahl, 51, saw four ships go by.");
  await expect(port.locator(".line")).toContainText("Ada Lind told Solvik Port");
  await lind.locator(".line").click();
  await expect(page.locator("mark[data-key='quote-0']")).toBeFocused();
  await dahl.locator(".line").click();
  expect(await page.evaluate(() => String([...(CSS.highlights.get("glossator-sentence") ?? [])][0]))).toBe("Her deputy, Bo Dahl, 51, saw four ships go by.");
  await lind.locator(".key").click();
  await expect(page.locator("#stepper")).toContainText("Ada Lind");
});

test("key numbers stand with the words that tell what they count", async ({ staged: page }) => {
  await paste(page, BRIEF.text);
  await expect(page.locator(".figure b")).toHaveText(["48 million kroner", "nine weeks", "300", "31 days"]);
  await expect(page.locator(".figure span")).toHaveText([
    "that repairs of the long pier had cost …",
    "She said the work took … of winter and 300 workers",
    "the work took nine weeks of winter and … workers, a day more than planned",
    "It rained for …",
  ]);
  await page.locator(".figure").first().click();
  await expect(page.locator("mark[data-kind='QUANTITY']").first()).toBeFocused();
});
