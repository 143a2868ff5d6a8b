// The cards of names: what they say, where their strips point, and what becomes of the text when one is chosen.

import { CAST, FIXTURE } from "../fixture.js";
import { expect, openSample, paste, test } from "../site.js";

/** @type {(page: import("@playwright/test").Page, text: string) => Promise<void>} */
async function openNames(page, text) {
  await paste(page, text);
  await page.getByRole("tab", { name: "Names" }).click();
  await page.locator(".name").first().waitFor();
}

/** @type {(page: import("@playwright/test").Page, entity: number) => import("@playwright/test").Locator} */
const cardOf = (page, entity) => page.locator(".entity", { has: page.locator(`.name[data-entity='${entity}']`) });

test("a card tells name, type, title, other names, count and places", async ({ staged: page }) => {
  await openNames(page, CAST.text);
  const card = cardOf(page, 0);
  await expect(card.locator(".name-itself")).toHaveText("Åsa Vik");
  await expect(card.locator(".swatch")).toHaveText("per");
  await expect(card.locator(".name-title")).toHaveText("chair");
  await expect(card.locator(".name-aliases")).toHaveText("also Vik");
  await expect(card.locator(".tally")).toHaveAccessibleName("5 mentions");
  await expect(card.getByRole("img", { name: "Where: headline, paragraph 1, paragraph 2, caption" })).toBeVisible();
  const ticks = (/** @type {string} */ kind) => card.locator(`.strip-${kind}`).evaluate((path) => (path.getAttribute("d") ?? "").split("M").length - 1);
  expect(await ticks("name")).toBe(3);
  expect(await ticks("quiet")).toBe(2);
});

test("a strip's ticks stand in the order of the text, from its first word to its last", async ({ staged: page }) => {
  await openNames(page, CAST.text);
  const [first, second] = await cardOf(page, 3).locator(".strip-name").evaluate((path) => [...(path.getAttribute("d") ?? "").matchAll(/M(\d+)/g)].map(([, x]) => Number(x)));
  const [{ start }, { end }] = [CAST.article.blocks[0], CAST.article.blocks.at(-1)];
  const shares = CAST.article.entities[3].mentions.slice(0, 2).map((/** @type {number} */ mention) => (CAST.article.mentions[mention].start - start) / (end - start));
  expect(Math.abs(first - (6 + 988 * shares[0]))).toBeLessThan(1);
  expect(Math.abs(second - (6 + 988 * shares[1]))).toBeLessThan(1);
});

test("a click on a strip leads to the nearest mention", async ({ staged: page }) => {
  await openNames(page, CAST.text);
  const strip = cardOf(page, 0).locator(".strip");
  const width = (await strip.boundingBox())?.width ?? 0;
  await strip.click({ position: { x: width - 3, y: 8 } });
  await expect(page.locator("mark.current")).toHaveText("Vik");
  await expect(page.locator("#stepper")).toContainText("5 of 5");
  await page.locator("#stepper .strip").click({ position: { x: 2, y: 8 } });
  await expect(page.locator("#stepper")).toContainText("1 of 5");
});

test("of the mentions of a chosen name, pronouns and such are marked more quietly", async ({ staged: page }) => {
  await openNames(page, CAST.text);
  await page.locator(".name[data-entity='0']").click();
  await expect(page.locator(".name[data-entity='0']")).toHaveAttribute("aria-current", "true");
  await expect(page.locator("mark.chosen")).toHaveText(["Åsa Vik", "Åsa Vik", "She", "the chair", "Vik"]);
  const ground = (/** @type {string} */ selector) => page.locator(selector).first().evaluate((mark) => getComputedStyle(mark).backgroundColor);
  const [name, quiet] = [await ground("mark.chosen[data-kind='PERSON']"), await ground("mark.chosen[data-kind='REFERENCE']")];
  expect(quiet).not.toBe(name);
  expect(quiet).not.toBe("rgba(0, 0, 0, 0)");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(page.locator("[aria-current]")).toHaveCount(0);
});

test("names like properties of every object have cards like any other", async ({ staged: page }) => {
  await openNames(page, CAST.text);
  for (const [entity, name, places] of /** @type {[number, string, number][]} */ ([[2, "__proto__", 2], [3, "constructor", 3]])) {
    const button = page.locator(`.name[data-entity='${entity}']`);
    await expect(button).toContainText(name);
    await button.click();
    await expect(page.locator("mark.chosen")).toHaveCount(places);
    await expect(page.locator("#stepper")).toContainText(`1 of ${places}`);
  }
});

test("a name of mixed alphabets has a badge, and the card at its mark says why", async ({ staged: page }) => {
  await openNames(page, CAST.text);
  await expect(page.locator(".tag.odd")).toHaveCount(1);
  await expect(cardOf(page, 5).locator(".tag.odd")).toContainText("mixed alphabets");
  await cardOf(page, 5).locator(".name").click();
  await expect(page.locator("#card")).toContainText("Letters of Latin and Cyrillic in one name");
});

test("the filter finds names, other names and titles, whatever their case and accents", async ({ staged: page }) => {
  await openNames(page, CAST.text);
  for (const [wanted, found] of /** @type {[string, string[]][]} */ ([
    ["asa", ["Åsa Vik"]],
    ["CHAIR", ["Åsa Vik"]],
    ["hasown", ["__proto__"]],
    ["vik", ["Åsa Vik", "Solvik"]],
    ["nobody", []],
  ])) {
    await page.getByLabel("Filter names").fill(wanted);
    await expect(page.locator(".name-itself")).toHaveText(found);
    await expect(page.locator(".found")).toHaveText(`${found.length} of 7`);
  }
  await expect(page.locator("#panel-people")).toContainText("No name matches");
  await page.getByLabel("Filter names").fill("");
  await expect(page.locator(".name-itself")).toHaveCount(7);
});

test("a few names need no filter", async ({ staged: page }) => {
  await openNames(page, FIXTURE.text);
  await expect(page.getByLabel("Filter names")).toHaveCount(0);
});

test("every mention that a card of the real core counts has its place in the text", async ({ glossator: page }) => {
  await openSample(page, 1);
  await page.getByRole("tab", { name: "Names" }).click();
  for (const name of await page.locator(".name").all()) {
    const tally = Number(await name.locator(".tally").textContent());
    await name.click();
    await expect(page.locator("#stepper")).toContainText(`1 of ${tally}`);
  }
});
