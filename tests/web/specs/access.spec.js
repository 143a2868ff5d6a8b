// axe-core over every state, and the narrowest screen.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { AUDIT, BRIEF, CAST, CHRONICLE, FIXTURE } from "../fixture.js";
import { expect, openSample, paste, test } from "../site.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** @param {import("@playwright/test").Page} page */
async function expectNoViolations(page) {
  // Evaluated, since the page's policy lets no script element in.
  await page.evaluate(AXE);
  const violations = await page.evaluate(async (values) => {
    // @ts-ignore: what the line above defined.
    const { violations } = await axe.run(document, { runOnly: { type: "tag", values } });
    return violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes.slice(0, 3).map((/** @type {any} */ node) => node.html).join(" | ")}`);
  }, TAGS);
  expect(violations).toEqual([]);
}

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme });

    test("the empty page has no violation", async ({ glossator: page }) => {
      await expectNoViolations(page);
    });

    test("an annotated article has none, in any tab", async ({ staged: page }) => {
      await paste(page, FIXTURE.text);
      for (const name of ["Summary", "Names", "Quotes", "Dates", "Sources"]) {
        await page.getByRole("tab", { name }).click();
        await expectNoViolations(page);
      }
    });

    test("nor have sources of every kind, in the sidebar and in the wide table", async ({ staged: page }) => {
      await paste(page, AUDIT.text);
      await page.getByRole("tab", { name: "Quotes" }).click();
      await page.locator(".copy").first().click();
      await expect(page.locator(".notice.brief")).toBeVisible();
      await expectNoViolations(page);
      await page.getByRole("tab", { name: "Sources" }).click();
      await expectNoViolations(page);
      await page.getByRole("button", { name: "Full table" }).click();
      await expectNoViolations(page);
    });

    test("nor have cards with a warning, brackets in the summary and the timeline", async ({ staged: page }) => {
      await paste(page, CAST.text);
      await page.getByRole("tab", { name: "Names" }).click();
      await page.locator(".name[data-entity='5']").click();
      await expect(page.locator("#stepper .strip")).toBeVisible();
      await expectNoViolations(page);
      await paste(page, BRIEF.text);
      await page.getByRole("tab", { name: "Summary" }).click();
      await page.locator("#summary-length").fill("6");
      await expect(page.locator("ins")).toHaveCount(3);
      await expectNoViolations(page);
      await paste(page, CHRONICLE.text);
      await page.getByRole("tab", { name: "Dates" }).click();
      await expect(page.locator(".moment.open").first()).toBeVisible();
      await expectNoViolations(page);
    });

    test("nor with a name chosen, a message, the sheet or the dialog open", async ({ staged: page }) => {
      await paste(page, FIXTURE.text);
      await page.locator("mark[data-kind='ORG']").first().click();
      await expect(page.locator("#stepper")).toBeVisible();
      await expectNoViolations(page);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      await page.locator("#edit").click();
      await page.locator("#text").selectText();
      await paste(page, "Another, with a hidden\u200b character.");
      await expect(page.locator("#notices .notice")).toHaveCount(2);
      await expectNoViolations(page);
      await page.locator("#keys-open").click();
      await expectNoViolations(page);
    });
  });
}

test.describe("at 320 pixels", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("nothing is cut off and axe finds nothing", async ({ glossator: page }) => {
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow()).toBe(0);
    await expectNoViolations(page);
    await openSample(page, 2);
    for (const name of ["Summary", "Names", "Quotes", "Dates", "Sources"]) {
      await page.getByRole("tab", { name }).click();
      expect(await overflow()).toBe(0);
      await expectNoViolations(page);
    }
    await page.getByRole("button", { name: "Full table" }).click();
    expect(await page.locator("#audit-dialog").evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth)).toBe(0);
    await expectNoViolations(page);
  });
});

test.describe("with forced colours", () => {
  test.use({ contextOptions: { forcedColors: "active" } });

  test("every type keeps its underline and its label", async ({ staged: page }) => {
    await paste(page, FIXTURE.text);
    await page.locator("#article mark").first().waitFor();
    const looks = await page.evaluate(() =>
      [...document.querySelectorAll("#article mark[data-sign]:not([data-kind='QUOTE'])")].map((mark) => [
        getComputedStyle(mark).textDecorationLine,
        getComputedStyle(mark, "::after").content,
      ]));
    expect(looks.length).toBeGreaterThan(5);
    for (const [line, label] of looks) {
      expect(line).toBe("underline");
      expect(label).not.toBe("none");
    }
    await expect(page.locator("mark[data-kind='QUOTE']").first()).toHaveCSS("border-inline-start-style", "solid");
  });
});

test("the theme button goes from system to light to dark and is remembered", async ({ glossator: page }) => {
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  await page.locator("#theme").click();
  expect(await paper()).toBe(light);
  await page.locator("#theme").click();
  const dark = await paper();
  expect(dark).not.toBe(light);
  await page.reload();
  expect(await paper()).toBe(dark);
});

test("with reduced motion nothing is animated", async ({ staged: page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await paste(page, FIXTURE.text);
  await page.locator("#panel-summary .key").first().click();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

test("in print the article and its glosses remain, the controls go", async ({ staged: page }) => {
  await paste(page, FIXTURE.text);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("#article .b-headline")).toBeVisible();
  await expect(page.locator(".gloss-name").first()).toBeVisible();
  for (const gone of ["#legend", "#clear", "#tabs", ".dropped"]) await expect(page.locator(gone).first()).toBeHidden();
});

test("in print the wide table, when it is open, stands alone", async ({ staged: page }) => {
  await paste(page, AUDIT.text);
  await page.getByRole("tab", { name: "Sources" }).click();
  await page.getByRole("button", { name: "Full table" }).click();
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".sources")).toBeVisible();
  for (const gone of ["#article", ".masthead", ".audit-tools"]) await expect(page.locator(gone)).toBeHidden();
});
