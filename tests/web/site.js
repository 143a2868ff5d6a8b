// What every test starts from: the built page on a server of its own, watched for console errors and outside requests.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test as base, expect } from "@playwright/test";
import { STAND_IN } from "./fixture.js";
import { serve } from "./server.js";

export { expect };

const dist = process.env.GLOSSATOR_DIST;
if (!dist) throw new Error("GLOSSATOR_DIST must name the folder of the built page");

/**
 * A file of the built page.
 * @param {string} path
 */
export function distFile(path) {
  return readFileSync(join(/** @type {string} */ (dist), path));
}

/**
 * The path of what the build named in `<meta name="glossator-…">`.
 * @param {string} name
 */
export function built(name) {
  const [, path] = new RegExp(`name="glossator-${name}" content="(?:\\./)?([^"]*)"`).exec(distFile("index.html").toString()) ?? [];
  if (!path) throw new Error(`index.html names no ${name}`);
  return path;
}

/**
 * @typedef {{errors: string[], outside: string[], missing: string[]}} Watch
 */

export const test = /** @type {import("@playwright/test").TestType<any, any>} */ (
  base.extend({
    site: [
      async ({}, use) => {
        const site = await serve(/** @type {string} */ (dist));
        await use(site);
        await site.close();
      },
      { scope: "worker" },
    ],
    /** Problems that a test means to cause: patterns of console errors. */
    expected: [[], { option: true }],
    watch: async ({ page, site, expected }, use) => {
      /** @type {Watch} */
      const watch = { errors: [], outside: [], missing: [] };
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") watch.errors.push(message.text());
      });
      page.on("pageerror", (error) => watch.errors.push(error.message));
      page.context().on("request", (request) => {
        const url = request.url();
        if (!url.startsWith(site.origin) && !url.startsWith("blob:") && !url.startsWith("data:")) watch.outside.push(url);
      });
      page.on("response", (response) => {
        if (response.status() >= 400) watch.missing.push(response.url());
      });
      await use(watch);
      expect(watch.errors.filter((error) => !expected.some((pattern) => pattern.test(error)))).toEqual([]);
      expect(watch.outside).toEqual([]);
    },
    /** The page, open. */
    glossator: async ({ page, site, watch }, use) => {
      await page.goto(site.url);
      await use(page);
    },
    /** The page, open, with a result that is known in full. */
    staged: async ({ page, site, watch }, use) => {
      await page.route(`**/${built("glue")}`, (route) => route.fulfill({ contentType: "text/javascript", body: STAND_IN }));
      await page.goto(site.url);
      await use(page);
    },
  })
);

/**
 * Pastes as the clipboard gives it: through a paste event on the text area.
 * @param {import("@playwright/test").Page} page
 * @param {string} text
 * @param {string} [html] the same with its structure, as browsers and word processors copy it
 */
export async function paste(page, text, html = "") {
  await page.evaluate(({ text, html }) => {
    const clipboardData = new DataTransfer();
    // Some platforms change line ends or lone surrogates on the way; the page must be given the very text.
    Object.defineProperty(clipboardData, "getData", { value: (/** @type {string} */ type) => ({ "text/plain": text, "text/html": html })[type] ?? "" });
    const target = document.querySelector("#sheet:not([hidden]) #text") ?? document.body;
    target.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, { text, html });
}

/**
 * The text of the article as it is drawn, without the page's own words in it.
 * @param {import("@playwright/test").Page} page
 */
export function drawnText(page) {
  return page.evaluate(() => {
    const copy = /** @type {HTMLElement} */ (document.querySelector("#article")?.cloneNode(true));
    for (const own of copy.querySelectorAll("[data-ui]")) own.remove();
    return copy.textContent;
  });
}

/**
 * Waits until the article stands drawn for this text.
 * @param {import("@playwright/test").Page} page
 * @param {string} text
 */
export async function expectDrawn(page, text) {
  await expect.poll(() => drawnText(page)).toBe(text);
}

/**
 * Opens a sample by its place among the buttons.
 * @param {import("@playwright/test").Page} page
 * @param {number} number
 */
export async function openSample(page, number) {
  await page.locator("#samples button").nth(number).click();
  await page.locator("#article .block").first().waitFor();
}

/** The worker that holds the annotator. */
export async function annotatorOf(/** @type {import("@playwright/test").Page} */ page) {
  await expect.poll(() => page.workers().length).toBe(1);
  return page.workers()[0];
}
