// The text stays on the machine, and nothing in it becomes markup.

import { annotatorOf, distFile, expect, expectDrawn, openSample, paste, test } from "../site.js";

test("from load to annotation no request leaves the origin", async ({ glossator: page, watch }) => {
  await openSample(page, 0);
  await paste(page, distFile("samples/river.txt").toString());
  await expectDrawn(page, distFile("samples/river.txt").toString());
  for (const name of ["Names", "Quotes", "Sources", "Dates", "Summary"]) await page.getByRole("tab", { name }).click();
  expect(watch.outside).toEqual([]);
});

test.describe("with an attempt to leave", () => {
  test.use({ expected: [/Content Security Policy|TrustedHTML|TrustedScript|violates/i] });

  test("a fetch from inside the worker to another origin is rejected by the policy", async ({ glossator: page, site, watch }) => {
    await openSample(page, 0);
    const worker = await annotatorOf(page);
    const attempt = (/** @type {string} */ url) =>
      worker.evaluate(async (url) => {
        const blocked = new Promise((resolve) => {
          addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
          setTimeout(() => resolve("none"), 3000);
        });
        const answer = await fetch(url).then(() => "sent", () => "rejected");
        return { answer, directive: await blocked };
      }, url);
    // Another port is another origin, and one that would answer nobody: the policy must be what stops it.
    const other = site.origin.replace("127.0.0.1", "localhost");
    expect(await attempt(`${other}/leak`)).toEqual({ answer: "rejected", directive: "connect-src" });
    expect(watch.outside).toEqual([]);
  });

  test("a fetch from the page to another origin is rejected too", async ({ glossator: page, site }) => {
    const other = site.origin.replace("127.0.0.1", "localhost");
    expect(await page.evaluate((url) => fetch(url).then(() => "sent", () => "rejected"), other)).toBe("rejected");
  });

  test("no script can be made from a string", async ({ glossator: page }) => {
    // In a task of its own, since the protocol that the test speaks may evaluate what the policy forbids the page.
    const tried = await page.evaluate(() => new Promise((resolve) => {
      const outcome = (/** @type {() => void} */ act) => {
        try {
          act();
          return "done";
        } catch (error) {
          return /** @type {Error} */ (error).name;
        }
      };
      setTimeout(() => resolve([
        outcome(() => { document.createElement("div").innerHTML = "<img>"; }),
        outcome(() => { new Worker("data:text/javascript,1"); }),
        outcome(() => { new Function("return 1"); }),
      ]));
    }));
    expect(tried).toEqual(["TypeError", "TypeError", "EvalError"]);
  });
});

const HOSTILE = [
  `<img src=x onerror="document.title='owned'">`,
  `<script>document.title='owned'</script>`,
  `"><svg onload=alert(1)>`,
  `javascript:alert(1) &lt;b&gt; {{7*7}} \${7*7}`,
  `</mark></article><iframe srcdoc="<p>hi">`,
];

test("hostile markup stays text, in the article and in the sidebar", async ({ glossator: page }) => {
  const text = HOSTILE.map((markup) => `“We saw ${markup} today,” Ada ${markup} Lind said.`).join("\n\n");
  page.on("dialog", () => { throw new Error("a dialog opened"); });
  await paste(page, text);
  await expectDrawn(page, text);
  for (const name of ["Names", "Quotes", "Sources", "Dates", "Summary"]) await page.getByRole("tab", { name }).click();
  expect(await page.locator("main img, main script, main svg:not(.strip), main [onload], main iframe").count()).toBe(0);
  expect(await page.title()).toContain("Glossator");
});
