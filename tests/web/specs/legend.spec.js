// The legend: counts are what is seen, a type off hides exactly that type, choices are remembered.

import { FIXTURE } from "../fixture.js";
import { expect, openSample, paste, test } from "../site.js";

/**
 * How many annotations of each type can be seen as marks, by what the browser computes for them.
 * @param {import("@playwright/test").Page} page
 * @returns {Promise<Record<string, number>>}
 */
function visible(page) {
  return page.evaluate(() => {
    /** @type {Record<string, Set<string>>} */
    const seen = {};
    for (const mark of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#article mark[data-kind]"))) {
      const style = getComputedStyle(mark);
      const painted = style.textDecorationLine !== "none" || style.backgroundColor !== "rgba(0, 0, 0, 0)";
      const { kind = "", key = "" } = mark.dataset;
      if (painted) (seen[kind] ??= new Set()).add(key);
    }
    return Object.fromEntries(Object.entries(seen).map(([kind, keys]) => [kind, keys.size]));
  });
}

/**
 * What the legend says of the types that are on.
 * @param {import("@playwright/test").Page} page
 * @returns {Promise<Record<string, number>>}
 */
function legend(page) {
  return page.evaluate(() => {
    const on = [...document.querySelectorAll("#legend li")].filter((item) => item.querySelector("input")?.checked);
    return Object.fromEntries(on.map((item) => [item.querySelector(".swatch")?.getAttribute("data-kind"), Number(item.querySelector("b")?.textContent)]));
  });
}

test("counts are what is marked", async ({ staged: page }) => {
  await paste(page, FIXTURE.text);
  await page.locator("#article mark").first().waitFor();
  expect(await legend(page)).toEqual({ PERSON: 5, ORG: 2, GPE: 1, TIMEX: 2, QUANTITY: 1, QUOTE: 4 });
  expect(await visible(page)).toEqual(await legend(page));
});

for (const number of [0, 1, 2]) {
  test(`counts are what is marked in sample ${number}`, async ({ glossator: page }) => {
    await openSample(page, number);
    expect(await visible(page)).toEqual(await legend(page));
  });
}

test("a type that is switched off hides exactly its marks, and stays off after a reload", async ({ staged: page }) => {
  await paste(page, FIXTURE.text);
  await page.locator("#article mark").first().waitFor();
  const before = await visible(page);
  await page.locator("#legend-PERSON").uncheck();
  const { PERSON, ...others } = before;
  expect(PERSON).toBe(5);
  expect(await visible(page)).toEqual(others);
  await page.reload();
  await page.locator("#article mark").first().waitFor();
  expect(await visible(page)).toEqual(others);
  await page.locator("#legend-PERSON").check();
  expect(await visible(page)).toEqual(before);
});

test("references are hidden until asked for", async ({ staged: page }) => {
  await paste(page, FIXTURE.text);
  await page.locator("#article mark").first().waitFor();
  expect(await visible(page)).not.toHaveProperty("REFERENCE");
  await page.locator("#legend-REFERENCE").check();
  expect(await visible(page)).toHaveProperty("REFERENCE", 3);
});

test("one switch hides all marks, one their labels", async ({ staged: page }) => {
  await paste(page, FIXTURE.text);
  const label = () => page.locator("mark[data-kind='ORG']").first().evaluate((mark) => getComputedStyle(mark, "::after").content);
  await page.locator("#article mark").first().waitFor();
  expect(await label()).toContain("org");
  await page.locator("#legend-labels").uncheck();
  expect(await label()).toBe("none");
  await page.locator("#legend-marks").uncheck();
  expect(await visible(page)).toEqual({});
  await page.locator("#legend-marks").check();
  expect(await visible(page)).toHaveProperty("ORG", 2);
});

test("no two types look the same without colour", async ({ staged: page }) => {
  await paste(page, FIXTURE.text);
  await page.locator("#article mark").first().waitFor();
  const looks = await page.evaluate(() =>
    [...document.querySelectorAll("#legend .swatch")].map((swatch) => {
      const style = getComputedStyle(swatch);
      return `${swatch.textContent} ${style.textDecorationStyle} ${style.textDecorationThickness}`;
    }));
  expect(new Set(looks).size).toBe(looks.length);
});
