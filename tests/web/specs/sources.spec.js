// Who said what, as an editor audits it: the quotes, the citation to copy, the table of sources and its file.

import { readFileSync } from "node:fs";
import { AUDIT, FIXTURE } from "../fixture.js";
import { expect, openSample, paste, test } from "../site.js";

const TOTALS = "9 quotes from 7 sources; 2 unnamed; 1 unattributed";
const HEADLINE = "‘Solvik council delays “bridge” vote, 2026’";

/** @type {(page: import("@playwright/test").Page, name: string) => Promise<void>} */
async function audit(page, name) {
  await paste(page, AUDIT.text);
  await page.getByRole("tab", { name }).click();
}

/** @param {import("@playwright/test").Page} page */
const entries = (page) => page.locator("#panel-quotes .quotes > li");

test.describe("quotes", () => {
  test("stand by speaker, the wordiest first, those without a speaker last, quoted words apart", async ({ staged: page }) => {
    await audit(page, "Quotes");
    await expect(page.locator("#panel-quotes .totals")).toHaveText(TOTALS);
    await expect(page.locator("#panel-quotes h3 bdi")).toHaveText([
      "Jo Berg", "a senior harbour official", "Residents", "a report", "=cmd|' /C calc'!A0", "__proto__", "a second official", "No speaker found",
    ]);
    await expect(page.locator("#panel-quotes h3").last()).toHaveText("Quoted words without a speaker");
    await expect(page.locator("#panel-quotes .passage.scare")).toHaveText("vanity project");
  });

  test("stand in the order of the text, and the choice is remembered", async ({ staged: page }) => {
    await audit(page, "Quotes");
    await page.getByLabel("In order of the text").check();
    const order = () => entries(page).locator(".passage:not(.scare)").evaluateAll((all) => all.map((one) => one.getAttribute("data-quote")));
    expect(await order()).toEqual(["0", "1", "2", "3", "4", "5", "6", "7", "8"]);
    await page.reload();
    await expect(page.getByLabel("In order of the text")).toBeChecked();
    await expect.poll(order).toHaveLength(9);
  });

  test("show kind and cue, outlet and reason", async ({ staged: page }) => {
    await audit(page, "Quotes");
    const facts = (/** @type {number} */ quote) => page.locator(`li:has([data-quote="${quote}"]) .quote-facts p`);
    await expect(facts(0)).toHaveText("direct · 14 words · cue: “said”");
    await expect(facts(1)).toHaveText('direct · 4 words · cue: “told” · outlet: the Solvik, Post · reason for anonymity: “speaking on condition of anonymity because the "terms" are secret”');
    await expect(facts(3)).toHaveText("mixed · 6 words · cue: “said”");
    await expect(facts(4)).toHaveText("indirect · 2 words · cue: “warned”");
  });

  test("unnamed and missing speakers are told apart by words and by outline", async ({ staged: page }) => {
    await audit(page, "Quotes");
    await expect(page.locator("#panel-quotes .tag")).toHaveText(["unnamed source", "collective", "document", "unnamed source", "unattributed"]);
    await expect(page.locator("#panel-quotes .tag.unnamed").first()).toHaveCSS("border-top-style", "solid");
    await expect(page.locator("#panel-quotes .tag.unattributed")).toHaveCSS("border-top-style", "dashed");
    await expect(page.locator("#panel-quotes .tag.collective")).toHaveCSS("border-top-style", "none");
  });

  test("a click leads to the place, also when the list must grow to show the quote", async ({ glossator: page }) => {
    const name = (/** @type {number} */ n) => `Ada ${String.fromCharCode(65 + (n % 26))}${String.fromCharCode(97 + Math.floor(n / 26))}lind`;
    await paste(page, Array.from({ length: 150 }, (_, n) => `“The ferry number ${n} will sail at dawn,” ${name(n)} said.`).join("\n\n"));
    await page.getByRole("tab", { name: "Quotes" }).click();
    await expect(page.locator("#panel-quotes [data-quote='149']")).toHaveCount(0);
    await page.locator("mark[data-key='quote-149']").click({ position: { x: 4, y: 6 } });
    await expect(page.locator("#panel-quotes [data-quote='149']")).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.locator("mark[data-key='quote-149']")).toBeFocused();
  });
});

test.describe("citations", () => {
  const copyOf = (/** @type {import("@playwright/test").Page} */ page, /** @type {number} */ quote) => page.locator(`li:has(> [data-quote="${quote}"]) .copy`);

  test("hold words, speaker, headline and date, and a notice says so", async ({ staged: page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await audit(page, "Quotes");
    const cases = /** @type {[number, string][]} */ ([
      [0, `“We will not vote on a bridge that nobody has priced, … Not this week,” Jo Berg said (${HEADLINE}).`],
      [1, `“The figures are wrong!” a senior harbour official said (${HEADLINE}).`],
      [2, `a senior harbour official, as reported: that a second pier would cost more (${HEADLINE}).`],
      [6, `“It is our bridge.” – no speaker found (${HEADLINE}).`],
      [8, `‘Me “too”,’ __proto__ said (${HEADLINE}).`],
    ]);
    for (const [quote, citation] of cases) {
      await copyOf(page, quote).focus();
      await page.keyboard.press("Enter");
      await expect(page.locator("#notices .notice.brief p")).toHaveText(`Copied: ${citation}`);
      await expect(copyOf(page, quote)).toBeFocused();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(citation);
    }
    await expect(page.locator("#notices .notice.brief")).toBeInViewport();
    await page.locator("#date").fill("2026-03-03");
    await expect(page.locator("#notices .notice.brief")).toHaveCount(0);
    await copyOf(page, 7).click();
    await expect(page.locator("#notices .notice.brief p")).toHaveText(`Copied: “Copy me,” =cmd|' /C calc'!A0 said (${HEADLINE}, 3 March 2026).`);
  });

  test("are copied through the selection where the browser gives no clipboard, and shown where it refuses that too", async ({ staged: page }) => {
    await page.evaluate(() => {
      Object.defineProperty(navigator, "clipboard", { value: undefined });
      document.addEventListener("copy", () => { document.title = /** @type {HTMLTextAreaElement} */ (document.activeElement).value; });
    });
    await audit(page, "Quotes");
    await copyOf(page, 1).click();
    await expect(page.locator("#notices .notice.brief")).toContainText("Copied");
    expect(await page.title()).toBe(`“The figures are wrong!” a senior harbour official said (${HEADLINE}).`);
    await expect(copyOf(page, 1)).toBeFocused();
    await page.evaluate(() => { document.execCommand = () => false; });
    await copyOf(page, 0).click();
    await expect(page.locator("#alerts .notice.brief")).toContainText("To copy by hand: “We will not vote");
  });
});

test.describe("the source audit", () => {
  const rows = (/** @type {import("@playwright/test").Page} */ page) => page.locator(".sources tbody tr");
  const names = (/** @type {import("@playwright/test").Page} */ page) => page.locator(".sources .s-source").allTextContents();

  test("has a row a source with all that an editor asks for", async ({ staged: page }) => {
    await audit(page, "Sources");
    await page.getByRole("button", { name: "Full table" }).click();
    await expect(page.locator(".audit .totals")).toHaveText(TOTALS);
    await expect(page.locator(".sources thead th")).toHaveText([
      "Source", "Named or not", "Role in the article", "Quotes", "Words", "Share of voice", "Reason for anonymity", "Outlet told or quoted", "First place",
    ]);
    /** @param {number} row */
    const seen = (row) => rows(page).nth(row).locator("th, td").evaluateAll((cells) => cells.map((cell) => /** @type {HTMLElement} */ (cell).innerText.trim()));
    expect(await seen(0)).toEqual(["Jo Berg", "named", "mayor", "1", "14", "33 %", "", "", "paragraph 1"]);
    expect(await seen(1)).toEqual([
      "a senior harbour official", "unnamed source", "", "2", "11", "26 %", 'speaking on condition of anonymity because the "terms" are secret', "the Solvik, Post", "paragraph 2",
    ]);
    expect(await seen(2)).toEqual(["Residents", "collective", "", "1", "6", "14 %", "", "", "paragraph 3"]);
    expect(await seen(3)).toEqual(["a report", "document", "", "1", "2", "5 %", "", "", "paragraph 3"]);
    expect(await seen(4)).toEqual(["=cmd|' /C calc'!A0", "named", "-2+3 clerk", "1", "2", "5 %", "", "", "paragraph 5"]);
    expect(await seen(5)).toEqual(["__proto__", "named", "", "1", "2", "5 %", "", "", "paragraph 5"]);
    expect(await seen(6)).toEqual(["a second official", "unnamed source", "", "1", "1", "2 %", "none given", "", "paragraph 3"]);
    expect(await seen(7)).toEqual(["No speaker found", "unattributed", "", "1", "4", "10 %", "", "", "paragraph 4"]);
    await expect(rows(page)).toHaveCount(8);
    const widths = await page.locator(".sources .voice-bar").evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().width));
    expect(widths[1] / widths[0]).toBeCloseTo(11 / 14, 2);
  });

  test("sorts by a click or a key on a heading, and says by which", async ({ staged: page }) => {
    await audit(page, "Sources");
    const heading = (/** @type {string} */ name) => page.locator(".sources thead th", { hasText: name });
    await expect(heading("Words")).toHaveAttribute("aria-sort", "descending");
    await page.getByRole("button", { name: "Quotes", exact: true }).press("Enter");
    await expect(heading("Quotes")).toHaveAttribute("aria-sort", "descending");
    await expect(page.locator("[aria-sort]")).toHaveCount(1);
    expect((await names(page))[0]).toBe("a senior harbour official");
    await page.getByRole("button", { name: "Named or not" }).click();
    expect((await names(page)).slice(0, 3)).toEqual(["No speaker found", "a senior harbour official", "a second official"]);
    await page.getByRole("button", { name: "First place", exact: true }).click();
    expect(await names(page)).toEqual(["Jo Berg", "a senior harbour official", "Residents", "a report", "a second official", "No speaker found", "=cmd|' /C calc'!A0", "__proto__"]);
    await page.getByRole("button", { name: "First place", exact: true }).click();
    expect((await names(page))[0]).toBe("__proto__");
  });

  test("leads from the wide table to the place and the quotes, and Esc returns to the table's button", async ({ staged: page }) => {
    await audit(page, "Sources");
    await page.getByRole("button", { name: "Full table" }).click();
    await page.keyboard.press("Escape");
    await expect(page.locator("#audit-dialog")).toBeHidden();
    await expect(page.getByRole("button", { name: "Full table" })).toBeFocused();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "paragraph 3, first place of a second official" }).click();
    await expect(page.locator("mark[data-key='quote-5']")).toBeFocused();
    await expect(page.locator("#panel-sources .sources")).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: "Full table" })).toBeFocused();
    await page.getByRole("button", { name: "2 quotes of a senior harbour official" }).click();
    await expect(page.locator("#panel-quotes [data-quote='1']")).toBeFocused();
  });

  test("is saved as a file to the byte, with nothing that a spreadsheet would run", async ({ staged: page, watch }) => {
    await audit(page, "Sources");
    const waiting = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save as CSV" }).click();
    const file = await waiting;
    expect(file.suggestedFilename()).toBe("solvik-council-delays-bridge-vote-2026-sources.csv");
    expect(file.url()).toMatch(/^blob:/);
    const bytes = readFileSync(await file.path());
    const lines = [
      "Source,Named or not,Role in the article,Quotes,Words,Reason for anonymity,Outlet told or quoted,First place,First quote",
      'Jo Berg,named,mayor,1,14,,,paragraph 1,"We will not vote on a bridge that nobody has priced, … Not this week."',
      'a senior harbour official,unnamed source,,2,11,"speaking on condition of anonymity because the ""terms"" are secret","the Solvik, Post",paragraph 2,The figures are wrong!',
      "Residents,collective,,1,6,,,paragraph 3,they had “heard nothing” since autumn",
      "a report,document,,1,2,,,paragraph 3,worn spans",
      `'=cmd|' /C calc'!A0,named,'-2+3 clerk,1,2,,,paragraph 5,"Copy me,"`,
      '__proto__,named,,1,2,,,paragraph 5,"Me “too”,"',
      "a second official,unnamed source,,1,1,none given,,paragraph 3,delays",
      "No speaker found,unattributed,,1,4,,,paragraph 4,It is our bridge.",
    ];
    expect(bytes.equals(Buffer.from(`\uFEFF${lines.map((line) => `${line}\r\n`).join("")}`, "utf8")), bytes.toString()).toBe(true);
    await expect(page.locator(".audit-tools [role='status']")).toHaveText("Saved as solvik-council-delays-bridge-vote-2026-sources.csv");
    expect(watch.outside).toEqual([]);
  });

  test("goes with the article: another text, another table, an open one closed", async ({ staged: page }) => {
    await audit(page, "Sources");
    await page.getByRole("button", { name: "Full table" }).click();
    await paste(page, FIXTURE.text);
    await expect(rows(page)).toHaveCount(2);
    await expect(page.locator("#audit-dialog")).toBeHidden();
    await expect(page.locator("#panel-sources .totals")).toHaveText("3 quotes from 2 sources; 1 unnamed; 0 unattributed");
    await paste(page, "Nobody speaks.");
    await expect(page.locator("#panel-sources")).toHaveText("No quotes found.");
  });

  test("agrees with the quotes on a sample of the real annotator", async ({ glossator: page }) => {
    await openSample(page, 1);
    await page.getByRole("tab", { name: "Sources" }).click();
    const sum = (/** @type {string} */ selector) => page.locator(selector).evaluateAll((cells) => cells.reduce((sum, cell) => sum + Number.parseInt(cell.textContent ?? "", 10), 0));
    const quotes = await sum(".sources .s-quotes");
    expect(quotes).toBeGreaterThan(5);
    await page.getByRole("tab", { name: "Quotes" }).click();
    await expect(page.locator("#panel-quotes .copy")).toHaveCount(quotes);
  });
});

test.describe("the table as a file", () => {
  /** @type {(page: import("@playwright/test").Page, act: "toCsv" | "fileName", calls: unknown[][]) => Promise<string[]>} */
  const call = (page, act, calls) =>
    page.evaluate(async ({ act, calls }) => {
      const module = await import(new URL("csv.js", /** @type {HTMLScriptElement} */ (document.querySelector("script[type='module']")).src).href);
      return calls.map((given) => module[act](...given));
    }, { act, calls });

  test("has no cell that a spreadsheet would run", async ({ glossator: page }) => {
    const signs = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"];
    const files = await call(page, "toCsv", signs.map((sign) => [[[`${sign}1`, 1]]]));
    expect(files).toEqual(signs.map((sign) => (/[\r\n]/.test(sign) ? `\uFEFF"'${sign}1",1\r\n` : `\uFEFF'${sign}1,1\r\n`)));
  });

  test("keeps quotes, commas and line ends inside their cell", async ({ glossator: page }) => {
    expect(await call(page, "toCsv", [[[['a "b", c\r\nd', 1], ["e = f", ""]]]])).toEqual(['\uFEFF"a ""b"", c\r\nd",1\r\ne = f,\r\n']);
  });

  test("has a name of letters and digits, not too long", async ({ glossator: page }) => {
    const titles = ["../../Été: “Où?”\u202e <CON>.exe", null, "ten chars ".repeat(20)];
    expect(await call(page, "fileName", titles.map((title) => [title, "sources", "csv"]))).toEqual([
      "été-où-con-exe-sources.csv", "sources.csv", `${"ten-chars-".repeat(6)}sources.csv`,
    ]);
  });
});

test("in the margin several speakers of a paragraph stand one below the other, unnamed ones told apart", async ({ staged: page }) => {
  await paste(page, AUDIT.text);
  const glosses = page.locator(".para", { hasText: "heard nothing" }).locator(".gloss-name");
  await expect(glosses.locator("bdi")).toHaveText(["Residents", "a report", "a second official"]);
  await expect(glosses.nth(2)).toContainText("unnamed");
  await expect(glosses.nth(2)).toHaveCSS("border-inline-end-style", "dashed");
  await expect(glosses.nth(0)).toHaveCSS("border-inline-end-style", "solid");
  const boxes = await glosses.evaluateAll((all) => all.map((one) => one.getBoundingClientRect()));
  for (let at = 1; at < boxes.length; at += 1) expect(boxes[at].top).toBeGreaterThanOrEqual(boxes[at - 1].bottom);
  await expect(page.locator(".gloss-name", { hasText: "no speaker found" })).toHaveClass(/flagged/);
});

test("on a narrow screen each speaker of a paragraph begins with a dash on the same line", async ({ staged: page }) => {
  await page.setViewportSize({ width: 320, height: 900 });
  await paste(page, AUDIT.text);
  const gloss = page.locator(".gloss-name", { hasText: "Jo Berg" }).first();
  await expect(gloss).toBeVisible();
  expect(await gloss.evaluate((one) => getComputedStyle(one, "::before").content)).toBe('"— "');
  expect(await gloss.locator("bdi").evaluate((name) => getComputedStyle(name).display)).toBe("inline");
});
