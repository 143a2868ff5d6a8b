// Opening the page: whole, quiet, on odd hosts, and plain about what is missing.

import { built, distFile, expect, openSample, test } from "../site.js";

test("a cold load under a sub path has no error and misses nothing", async ({ glossator: page, watch }) => {
  await expect(page.locator("#text")).toBeVisible();
  await expect(page.locator("#samples button")).toHaveCount(3);
  await openSample(page, 0);
  expect(watch.missing).toEqual([]);
});

test("the page's policy stands first in its head", async () => {
  const head = /<head>([^]*)<\/head>/.exec(distFile("index.html").toString())?.[1] ?? "";
  const [charset, policy] = head.match(/<[^>]+>/g) ?? [];
  expect(charset).toContain("charset");
  expect(policy).toContain("Content-Security-Policy");
  for (const rule of ["default-src 'none'", "connect-src 'self'", "require-trusted-types-for 'script'"]) expect(policy).toContain(rule);
});

test("every string of the page is filled in", async ({ glossator: page }) => {
  await openSample(page, 0);
  await expect(page.locator("body")).not.toContainText("undefined");
  for (const element of await page.locator("[data-t]").all()) expect(await element.textContent()).not.toBe("");
});

test("a module served under the wrong type is compiled all the same", async ({ page, site, watch }) => {
  await page.route(`**/${built("wasm")}`, (route) => route.fulfill({ contentType: "text/plain", body: distFile(built("wasm")) }));
  await page.goto(site.url);
  await openSample(page, 0);
  await expect(page.locator("#status")).toContainText("Annotated");
});

test("a model for other code is refused with a message, and the text kept", async ({ page, site, watch }) => {
  await page.route(`**/${built("model")}`, (route) => route.fulfill({ body: Buffer.from("not a model at all") }));
  await page.goto(site.url);
  await page.locator("#text").fill("Ada Lind said no.");
  await expect(page.locator("#alerts")).toContainText("model file does not fit");
  await page.reload();
  await expect(page.locator("#text")).toHaveValue("Ada Lind said no.");
});

test.describe("with a module that is missing", () => {
  test.use({ expected: [/404|Failed to load resource/] });
  test("the page says what could not be loaded", async ({ page, site, watch }) => {
    await page.route(`**/${built("wasm")}`, (route) => route.fulfill({ status: 404, body: "" }));
    await page.goto(site.url);
    await page.locator("#text").fill("Ada Lind said no.");
    await expect(page.locator("#alerts")).toContainText("could not be loaded");
    await expect(page.locator("#alerts")).toContainText(built("wasm"));
  });
});

test("without WebAssembly the page says so", async ({ page, site, watch }) => {
  await page.addInitScript(() => { Reflect.deleteProperty(globalThis, "WebAssembly"); });
  await page.goto(site.url);
  await page.locator("#text").fill("Ada Lind said no.");
  await expect(page.locator("#alerts")).toContainText("no WebAssembly");
});

test.describe("on a host whose own policy forbids the worker", () => {
  test.use({ expected: [/Content Security Policy/i] });
  test("the message names the missing source", async ({ page, site, watch }) => {
    await page.route(site.url, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": "worker-src 'self'" } });
    });
    await page.goto(site.url);
    await page.locator("#text").fill("Ada Lind said no.");
    await expect(page.locator("#alerts")).toContainText("worker-src blob:");
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("the page says what is missing and why", async ({ page, site }) => {
    await page.goto(site.url);
    await expect(page.locator("noscript p")).toContainText("needs JavaScript");
  });
});
