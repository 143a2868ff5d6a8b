// From a text to its annotation: samples, paste, typing, files, date, left-out lines, messages.

import { FIXTURE } from "../fixture.js";
import { distFile, drawnText, expect, expectDrawn, openSample, paste, test } from "../site.js";

for (const [number, file] of ["ferry", "river", "school"].entries()) {
  test(`the sample ${file} shows marks, a summary and quotes without another click`, async ({ glossator: page }) => {
    await openSample(page, number);
    await expectDrawn(page, distFile(`samples/${file}.txt`).toString());
    expect(await page.locator("#article mark[data-kind='QUOTE']").count()).toBeGreaterThan(5);
    expect(await page.locator("#panel-summary .passage").count()).toBe(3);
    expect(await page.locator("#article .gloss-name").count()).toBeGreaterThan(3);
    await page.getByRole("tab", { name: "Quotes" }).click();
    expect(await page.locator("#panel-quotes .passage").count()).toBeGreaterThan(5);
    await expect(page.locator("#article .dropped").first()).toBeVisible();
  });
}

test("a real paste annotates without a button and moves the sheet out of the way", async ({ glossator: page, context, site }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: site.origin });
  const text = distFile("samples/river.txt").toString();
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.locator("#text").focus();
  await page.keyboard.press("Control+V");
  await expectDrawn(page, text);
  await expect(page.locator("#sheet")).toBeHidden();
  await expect(page.locator("#sidebar")).toBeVisible();
});

test("typing annotates too, and the sheet stays", async ({ glossator: page }) => {
  await page.locator("#text").pressSequentially("“It rains,” said Ada Lind.");
  await expectDrawn(page, "“It rains,” said Ada Lind.");
  await expect(page.locator("#text")).toBeFocused();
});

test("the known article is drawn with nested marks, margins and counts", async ({ staged: page }) => {
  await paste(page, FIXTURE.text);
  await expectDrawn(page, FIXTURE.text);
  await expect(page.locator("mark[data-key='quote-0'] mark[data-kind='ORG']")).toHaveText("Harbour Trust");
  await expect(page.locator("mark[data-key='quote-0'] mark[data-kind='QUANTITY']")).toHaveText("12 kroner");
  await expect(page.locator("mark[data-key='quote-2']")).toHaveText(["It is a gift,", "It is also a ferry."]);
  await expect(page.locator(".gloss-name bdi")).toHaveText(["Ada Lind", "a harbour official", "Ada Lind"]);
  await expect(page.locator(".gloss-name.flagged")).toContainText("unnamed");
  await expect(page.locator("h2.b-headline")).toHaveCount(1);

  await page.getByRole("tab", { name: "Names" }).click();
  await expect(page.locator(".name[data-entity='0']")).toContainText("mayor");
  await expect(page.locator(".name[data-entity='0']")).toContainText("also Lind");
  await expect(page.locator(".name[data-entity='0'] .tally")).toHaveText("6");
  await expect(page.locator("#panel-people")).not.toContainText("Zed Quill");

  await page.getByRole("tab", { name: "Quotes" }).click();
  await expect(page.locator("#panel-quotes")).toContainText("unnamed source");
  await expect(page.locator("#panel-quotes")).toContainText("check each against the text");
  await page.getByLabel("In order of the text").check();
  await expect(page.locator("ol.quotes > li")).toHaveCount(3);
  await expect(page.locator("ol.quotes > li h3").nth(1)).toContainText("a harbour official");
});

test("a line left out is counted in with one click, and left out again", async ({ staged: page }) => {
  await paste(page, FIXTURE.text);
  await expect(page.locator(".dropped")).toContainText("Zed Quill");
  await expect(page.locator(".dropped mark")).toHaveCount(0);
  const people = page.locator("label[class='chip']", { hasText: "People" }).locator("b");
  await expect(people).toHaveText("5");
  await page.getByRole("button", { name: /^Count it in: Read more/ }).click();
  await expect(page.locator(".dropped")).toHaveCount(0);
  await expect(people).toHaveText("6");
  await page.getByRole("button", { name: "Leave it out again" }).click();
  await expect(people).toHaveText("5");
});

test("the real core counts a restored line's names", async ({ glossator: page }) => {
  await openSample(page, 0);
  const before = await page.locator(".dropped").count();
  expect(before).toBeGreaterThan(0);
  await page.locator(".dropped button").last().click();
  await expect(page.locator(".dropped")).toHaveCount(before - 1);
  await expectDrawn(page, distFile("samples/ferry.txt").toString());
});

test("open relative dates ask for the article's date, and a date re-annotates", async ({ staged: page }) => {
  await paste(page, FIXTURE.text);
  await expect(page.locator("#date")).toHaveValue("");
  await expect(page.locator("#date-note")).toContainText("set the article’s date");
  await page.locator("#date").fill("2026-03-12");
  await page.locator("#date").dispatchEvent("change");
  await expect(page.locator("#date-note")).not.toContainText("set the article’s date");
  await expect(page.locator("#date")).toHaveValue("2026-03-12");
  await paste(page, "Another text.");
  await expect(page.locator("#date")).toHaveValue("");
});

test("a draft survives a reload, and Clear clears it", async ({ glossator: page }) => {
  await openSample(page, 0);
  await page.reload();
  await expectDrawn(page, distFile("samples/ferry.txt").toString());
  await page.locator("#clear").click();
  await expect(page.locator("#article")).toBeHidden();
  await expect(page.locator("#text")).toHaveValue("");
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("ferr");
  await page.reload();
  await expect(page.locator("#text")).toHaveValue("");
  expect(await page.evaluate(() => Object.keys(localStorage).every((key) => key.startsWith("glossator:")))).toBe(true);
});

test("a text that took another's place can be put back", async ({ glossator: page }) => {
  await page.locator("#text").fill("Something typed by hand.");
  await expectDrawn(page, "Something typed by hand.");
  await openSample(page, 0);
  await page.getByRole("button", { name: "Put back" }).click();
  await expectDrawn(page, "Something typed by hand.");
});

test("a draft that cannot be kept is said", async ({ page, site, watch }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
  });
  await page.goto(site.url);
  await page.locator("#text").fill("Ada Lind said no.");
  await expect(page.locator("#alerts")).toContainText("draft could not be saved");
  await expectDrawn(page, "Ada Lind said no.");
});

test("empty, one word, too long and binary each have their message", async ({ glossator: page }) => {
  await paste(page, "  \n ");
  await expect(page.locator("#article")).toBeHidden();
  await paste(page, "Harbour");
  await expect(page.locator("#notices")).toContainText("single word");
  await paste(page, "\u0000\u0001\u0002PNG\u0003\u0004\u0000".repeat(20));
  await expect(page.locator("#alerts")).toContainText("does not look like text");
  await paste(page, "word ".repeat((17 * 1024 * 1024) / 5));
  await expect(page.locator("#alerts")).toContainText("the limit is 16 MB");
  expect(await drawnText(page)).toBe("Harbour");
});

test("another language is named", async ({ staged: page }) => {
  await paste(page, "Das ist eine andere Sprache, eine sprache.");
  await expect(page.locator("#notices")).toContainText("This looks like German");
});

test("the real core tells German from English", async ({ glossator: page }) => {
  await paste(page, "Die Fähre nach Tarva wird am Montag wieder fahren, sagte der Bürgermeister der Insel am Donnerstag vor der Presse. „Wir haben lange gewartet“, sagte er. Die Reparatur hat 48 Millionen Kronen gekostet und ist nun abgeschlossen.");
  await expect(page.locator("#notices")).toContainText("This looks like German");
});
