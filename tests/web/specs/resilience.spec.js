// A worker that dies, a text that is long, a reader who changes their mind: the text is kept and the page answers.

import { annotatorOf, distFile, drawnText, expect, expectDrawn, paste, test } from "../site.js";

const MEGABYTE = 1024 * 1024;

/** About a megabyte of our samples, each time with other numbers in it. */
function longText() {
  const sample = distFile("samples/ferry.txt").toString();
  let text = "";
  for (let copy = 0; text.length < MEGABYTE; copy += 1) text += `${sample.replaceAll("48 million", `${copy} million`)}\n\n`;
  return text;
}

/**
 * Watches the page's main thread. What it returns ends the watch and gives the milliseconds of each task, of processor
 * time: on a machine that is busy with other work the clock would count what others do.
 * @param {import("@playwright/test").Page} page
 * @returns {Promise<() => Promise<number[]>>}
 */
async function traceTasks(page) {
  const session = await page.context().newCDPSession(page);
  /** @type {any[]} */
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["toplevel", "devtools.timeline"] } });
  return async () => {
    const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
    await session.send("Tracing.end");
    await complete;
    const threads = events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(({ tid }) => tid);
    return events.filter(({ name, tid }) => name.endsWith("RunTask") && threads.includes(tid)).map(({ tdur = 0 }) => tdur / 1000);
  };
}

test.describe("when the annotator panics", () => {
  test.use({ expected: [/unreachable/] });
  test("a message says so, the text is kept, the next text is annotated", async ({ staged: page }) => {
    await paste(page, "Lind said: PANIC.");
    await expect(page.locator("#alerts")).toContainText("was started again");
    expect(await page.evaluate(() => localStorage.getItem("glossator:draft"))).toContain("Lind said: PANIC.");
    await page.locator("#edit").click();
    await expect(page.locator("#text")).toHaveValue("Lind said: PANIC.");
    await page.locator("#text").fill("Lind said: all is well.");
    await expectDrawn(page, "Lind said: all is well.");
    await expect(page.locator("#alerts")).toBeEmpty();
  });
});

test("an error of the annotator is told in its own words", async ({ staged: page }) => {
  await paste(page, "REFUSE this.");
  await expect(page.locator("#alerts")).toContainText("no such text");
});

test("a real trap in the module is survived", async ({ glossator: page }) => {
  await paste(page, "Ada Lind said yes.");
  await expectDrawn(page, "Ada Lind said yes.");
  const worker = await annotatorOf(page);
  await worker.evaluate(() => {
    // @ts-ignore: the worker's own.
    annotator.annotate = () => WebAssembly.instantiate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])) && trap();
    function trap() {
      // (module (func (export "f") unreachable))
      const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
      const { exports } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes)));
      return /** @type {() => unknown} */ (exports.f)();
    }
  });
  await paste(page, "Ada Lind said no.");
  await expect(page.locator("#alerts")).toContainText("was started again");
  await paste(page, "Ada Lind said perhaps.");
  await expectDrawn(page, "Ada Lind said perhaps.");
});

test("a worker that is gone is replaced, and the request sent again", async ({ glossator: page }) => {
  await paste(page, "Ada Lind said yes.");
  await expectDrawn(page, "Ada Lind said yes.");
  const worker = await annotatorOf(page);
  await worker.evaluate(() => self.close()).catch(() => {});
  await paste(page, "Ada Lind said no.");
  await expectDrawn(page, "Ada Lind said no.");
});

test("a long annotation shows its progress, can be cancelled, and leaves the earlier result", async ({ staged: page }) => {
  await paste(page, "The earlier text.");
  await expectDrawn(page, "The earlier text.");
  await paste(page, "SLOW text.");
  await expect(page.locator("#progress")).toBeVisible();
  await expect(page.locator("#progress-label")).toContainText("names");
  const took = await page.evaluate(async () => {
    const from = performance.now();
    document.getElementById("cancel")?.click();
    await new Promise((resolve) => setTimeout(resolve));
    return performance.now() - from;
  });
  expect(took).toBeLessThan(200);
  await expect(page.locator("#progress")).toBeHidden();
  await expect(page.locator("#status")).toContainText("Cancelled");
  expect(await drawnText(page)).toBe("The earlier text.");
  await paste(page, "The next text.");
  await expectDrawn(page, "The next text.");
});

test("a newer text ends the wait for an older one", async ({ staged: page }) => {
  await paste(page, "SLOW text.");
  await expect(page.locator("#progress")).toBeVisible();
  await paste(page, "A quick text.");
  await expectDrawn(page, "A quick text.");
  await expect(page.locator("#alerts")).toBeEmpty();
});

test("of many texts in a row the last one stands", async ({ glossator: page }) => {
  for (let number = 0; number < 12; number += 1) await paste(page, `Text ${number}: Lind said “no”.`);
  await expectDrawn(page, "Text 11: Lind said “no”.");
});

test("a megabyte is drawn without a long task", async ({ glossator: page }) => {
  test.setTimeout(150_000);
  const text = longText();
  // The text waits in the page, so that bringing it there is not counted.
  await page.evaluate((text) => { Object.assign(window, { waiting: text }); }, text);
  const stopTracing = await traceTasks(page);
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    Object.defineProperty(clipboardData, "getData", { value: (/** @type {string} */ type) => (type === "text/plain" ? Reflect.get(window, "waiting") : "") });
    setTimeout(() => document.getElementById("text")?.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true })));
  });
  // Not by `expect` on a locator, which reads the whole page's accessibility tree over and over as it waits.
  await page.waitForFunction(() => document.getElementById("progress")?.hidden === false, null, { polling: 50 });
  await page.waitForFunction(() => document.getElementById("status")?.textContent?.startsWith("Annotated"), null, { polling: 200, timeout: 120_000 });
  await page.evaluate(() => document.querySelectorAll("#article .para")[2000].scrollIntoView());
  const longest = Math.max(...(await stopTracing()));
  expect(longest).toBeGreaterThan(0);
  expect(longest).toBeLessThanOrEqual(200);
  expect((await drawnText(page)) === text).toBe(true);
});

test("a paragraph without end is drawn in pieces", async ({ glossator: page }) => {
  const text = "Ada Lind said “yes” to Bob Reed on Monday and ".repeat(2000);
  await paste(page, text);
  await expect.poll(async () => (await drawnText(page)) === text).toBe(true);
  expect(await page.locator("#article .block").count()).toBeGreaterThan(4);
});
