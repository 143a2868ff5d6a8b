// From the sidebar to the text and back, by pointer and by keyboard.

import { FIXTURE } from "../fixture.js";
import { distFile, expect, expectDrawn, openSample, paste, test } from "../site.js";

/** @param {import("@playwright/test").Page} page */
const current = (page) => page.locator("mark.current");

/** @param {import("@playwright/test").Page} page */
async function expectCurrentInView(page) {
  await expect.poll(() => current(page).evaluate((mark) => {
    const box = mark.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
  })).toBe(true);
}

test("choosing an entity marks all its mentions, and n and p go round", async ({ staged: page }) => {
  await paste(page, FIXTURE.text);
  await page.getByRole("tab", { name: "Names" }).click();
  await page.locator(".name[data-entity='0']").click();
  await expect(page.locator("mark.chosen")).toHaveText(["Ada Lind", "Lind", "she", "Lind", "She", "Ada Lind"]);
  await expect(page.locator("#stepper")).toContainText("1 of 6");
  await expect(current(page)).toBeFocused();
  const places = [];
  for (let step = 0; step < 6; step += 1) {
    places.push(await current(page).getAttribute("data-key"));
    await expectCurrentInView(page);
    await page.keyboard.press("n");
  }
  expect(new Set(places).size).toBe(6);
  expect(await current(page).getAttribute("data-key")).toBe(places[0]);
  await page.keyboard.press("p");
  expect(await current(page).getAttribute("data-key")).toBe(places[5]);
  await page.getByRole("button", { name: "Next mention" }).click();
  await expect(page.locator("#stepper")).toContainText("1 of 6");
});

test("Esc lets go and returns the focus to where it came from", async ({ staged: page }) => {
  await paste(page, FIXTURE.text);
  await page.getByRole("tab", { name: "Names" }).click();
  await page.locator(".name[data-entity='2']").focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("#card")).toContainText("Harbour Trust");
  await page.keyboard.press("Escape");
  await expect(page.locator("#card")).toBeHidden();
  await expect(page.locator("#stepper")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.locator("#stepper")).toBeHidden();
  await expect(page.locator("mark.chosen")).toHaveCount(0);
  await expect(page.locator(".name[data-entity='2']")).toBeFocused();
});

test("a quote in the sidebar leads to its words, and a quote in the text to the sidebar", async ({ staged: page }) => {
  await paste(page, FIXTURE.text);
  await page.locator("mark[data-key='quote-1']").click({ position: { x: 4, y: 4 } });
  await expect(page.locator("#panel-quotes .passage[data-quote='1']")).toBeFocused();
  await page.locator("#panel-quotes .passage[data-quote='2']").click();
  await expect(page.locator("mark[data-key='quote-2']").first()).toBeFocused();
});

test("a speaker in the margin leads to that speaker's mentions", async ({ staged: page }) => {
  await paste(page, FIXTURE.text);
  await page.locator(".gloss-name").nth(1).click();
  await expect(page.locator("#stepper")).toContainText("a harbour official");
});

test("a card tells what a date means, on focus", async ({ staged: page }) => {
  await paste(page, FIXTURE.text);
  await page.locator("mark[data-key='timex-1']").click();
  await expect(page.locator("#card")).toContainText("December 2025");
  await expect(page.locator("#card")).toContainText("2025-12");
  await page.locator("mark[data-key='timex-0']").click();
  await expect(page.locator("#card")).toContainText("set the article’s date");
});

test("a card opens under a pointer that moves, not under one that rests while the text moves", async ({ staged: page }) => {
  await paste(page, FIXTURE.text);
  await expect(page.locator("#status")).toContainText("Annotated");
  const date = page.locator("mark[data-key='timex-1']");
  await date.hover();
  await expect(page.locator("#card")).toContainText("December 2025");
  await page.mouse.move(2, 2);
  await expect(page.locator("#card")).toBeHidden();
  await page.locator("mark[data-key='mention-0']").focus();
  await expect(page.locator("#card")).toContainText("Harbour Trust");
  await date.evaluate((mark) => mark.dispatchEvent(new PointerEvent("pointerover", { bubbles: true })));
  await page.waitForTimeout(400);
  await expect(page.locator("#card")).toContainText("Harbour Trust");
  await date.hover();
  await expect(page.locator("#card")).toContainText("December 2025");
});

test("the whole way by keyboard, focus always to be seen", async ({ glossator: page }) => {
  /** @param {string} selector */
  async function tabTo(selector) {
    for (let press = 0; press < 80; press += 1) {
      await page.keyboard.press("Tab");
      const { matches, outlined, name } = await page.evaluate((selector) => {
        const focused = document.activeElement;
        if (!focused || focused === document.body) return { matches: false, outlined: true, name: "" };
        const ring = (/** @type {Element | null} */ element) => element !== null && getComputedStyle(element).outlineStyle !== "none";
        return { matches: focused.matches(selector), outlined: ring(focused) || ring(focused.closest("label")), name: focused.outerHTML.slice(0, 120) };
      }, selector);
      expect(outlined, `the focus can be seen on ${name}`).toBe(true);
      if (matches) return;
    }
    throw new Error(`Tab never came to ${selector}`);
  }
  await tabTo("#samples button");
  await page.keyboard.press("Enter");
  await expectDrawn(page, distFile("samples/ferry.txt").toString());
  await page.locator(".skip").focus();
  await tabTo("#article mark");
  const first = await page.evaluate(() => document.activeElement?.getAttribute("data-key"));
  await page.keyboard.press("ArrowRight");
  const second = await page.evaluate(() => document.activeElement?.getAttribute("data-key"));
  expect(second).not.toBe(first);
  await page.keyboard.press("ArrowLeft");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("data-key"))).toBe(first);
  await tabTo("[role='tab']");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: "Names" })).toBeFocused();
  await expect(page.locator("#panel-people")).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await tabTo("#panel-quotes .passage");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.matches("mark.quote"))).toBe(true);
});

test("single-letter keys can be turned off", async ({ staged: page }) => {
  await paste(page, FIXTURE.text);
  await page.locator("#article mark").first().waitFor();
  await page.locator("#keys-open").click();
  await page.locator("#single-keys").uncheck();
  await page.getByRole("button", { name: "Close" }).click();
  await page.keyboard.press("n");
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe("MARK");
  await page.locator("#keys-open").click();
  await page.locator("#single-keys").check();
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("MARK");
});

test("n walks through all marks when no name is chosen, past those that are hidden", async ({ glossator: page }) => {
  await openSample(page, 1);
  const shown = await page.locator("#legend li input:checked").evaluateAll((boxes) => boxes.map(({ id }) => id));
  for (const id of shown.filter((id) => id !== "legend-QUOTE")) await page.locator(`#${id}`).uncheck();
  await page.locator("#article").focus();
  await page.keyboard.press("n");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("data-kind"))).toBe("QUOTE");
});
