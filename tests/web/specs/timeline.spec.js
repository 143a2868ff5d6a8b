// The dates in order of time: how precise, worked out from what, and which are unresolved.

import { CHRONICLE } from "../fixture.js";
import { distFile, expect, expectDrawn, openSample, paste, test } from "../site.js";

/** @type {(page: import("@playwright/test").Page, text: string) => Promise<void>} */
async function openDates(page, text) {
  await paste(page, text);
  await expectDrawn(page, text);
  await page.getByRole("tab", { name: "Dates" }).click();
}

/** @param {import("@playwright/test").Page} page */
const moments = (page) => page.locator("ol.timeline > li");
/** @param {import("@playwright/test").Page} page */
const unresolved = (page) => page.locator("ul.timeline > li");

test("dates of every precision stand in order of time, the wider before the narrower", async ({ staged: page }) => {
  await openDates(page, CHRONICLE.text);
  await expect(moments(page).locator("h3")).toHaveText([
    "The 19th century century",
    "The 1960s decade",
    "2019 to 2021 span",
    "2024 year",
    "5 June 2024, night part of a day",
    "5 June 2024 at 23:10 time",
    "Third quarter of 2024 quarter",
    "Summer 2025 season",
    "Second half of 2025 half-year",
    "February 2026 month",
    "Week of 2 March 2026 week",
    "Weekend of 7 March 2026 weekend",
    "16 March 2026 day",
  ]);
  await expect(page.locator("#panel-dates")).not.toContainText("12 March 2026");
  await expect(page.locator("#panel-dates")).not.toContainText("1999");
});

test("each has its sentence, the text’s own, and its place", async ({ staged: page }) => {
  await openDates(page, CHRONICLE.text);
  for (const passage of await page.locator("#panel-dates .passage").all()) {
    const [start, end] = [Number(await passage.getAttribute("data-start")), Number(await passage.getAttribute("data-end"))];
    expect(await passage.textContent()).toBe(CHRONICLE.text.slice(start, end));
  }
  const last = moments(page).last();
  await expect(last.locator(".entry-facts")).toHaveText(["headline · worked out from “Monday”", "paragraph 6 · worked out from “on Monday” and “Monday”"]);
  await expect(last.locator(".passage").nth(1).locator("b")).toHaveText(["on Monday", "Monday"]);
  await last.locator(".passage").first().click();
  await expect(page.locator("#article mark[data-key='timex-1']")).toBeFocused();
});

test("what the text tells itself is not called worked out", async ({ staged: page }) => {
  await openDates(page, CHRONICLE.text);
  const resolved = await moments(page).filter({ hasText: "worked out" }).locator("h3 time").allTextContents();
  expect(resolved).toEqual(["5 June 2024 at 23:10", "February 2026", "Week of 2 March 2026", "Weekend of 7 March 2026", "16 March 2026"]);
});

test("what cannot be placed is listed under its words", async ({ staged: page }) => {
  await openDates(page, CHRONICLE.text);
  await expect(unresolved(page).locator("h3")).toHaveText(["“Wednesday” unresolved", "“3 a.m.” unresolved"]);
  await expect(unresolved(page).first().locator(".passage")).toHaveCount(1);
  await expect(unresolved(page).first().locator("b")).toHaveText(["Wednesday", "wednesday"]);
  await page.getByRole("button", { name: "Set the article’s date" }).click();
  await expect(page.locator("#date")).toBeFocused();
});

test("the timeline follows the date field", async ({ glossator: page }) => {
  const text = "Ministers to meet\n\nThe ministers met on Wednesday in Solvik. The pier burned in 2015. They will meet again next week.";
  await openDates(page, text);
  await expect(moments(page).locator("time")).toHaveText(["2015"]);
  await expect(unresolved(page).locator("h3").first()).toContainText("“Wednesday”");
  await page.locator("#date").fill("2026-03-12");
  await page.locator("#date").dispatchEvent("change");
  await expect(moments(page).locator("time")).toHaveText(["2015", "11 March 2026", "Week of 16 March 2026"]);
  await expect(moments(page).nth(1)).toContainText("worked out from “Wednesday”");
  await expect(unresolved(page)).toHaveCount(0);
  await expect(page.locator("#panel-dates")).toContainText("Relative dates are counted from 12 March 2026");
  await page.locator("#date").fill("");
  await page.locator("#date").dispatchEvent("change");
  await expect(unresolved(page).locator("h3").first()).toContainText("“Wednesday”");
});

test("a text without dates says so", async ({ staged: page }) => {
  await openDates(page, "Nothing here.");
  await expect(page.locator("#panel-dates")).toContainText("No dates found");
});

test("of a sample every date of the core’s that is placed is shown", async ({ glossator: page }) => {
  await openSample(page, 0);
  await page.getByRole("tab", { name: "Dates" }).click();
  const text = distFile("samples/ferry.txt").toString();
  expect(await moments(page).count()).toBeGreaterThan(8);
  const starts = await moments(page).locator("time").evaluateAll((times) => times.map((time) => time.getAttribute("datetime") ?? ""));
  expect(starts.toSorted()).toEqual(starts);
  for (const passage of await page.locator("#panel-dates .passage").all()) expect(text).toContain(await passage.textContent());
});
