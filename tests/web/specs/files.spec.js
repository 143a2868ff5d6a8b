// HTML from the clipboard, and files of every kind: what becomes of their structure, and of such as do harm.

import { drawnText, expect, expectDrawn, paste, test } from "../site.js";
import { docx, zip } from "../zip.js";

/** @typedef {import("@playwright/test").Page} Page */

/** @type {(page: Page, name: string, content: string | Buffer, type?: string) => Promise<void>} */
const drop = (page, name, content, type = "") =>
  page.evaluate(({ name, type, bytes }) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0))], name, { type }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, { name, type, bytes: Buffer.from(content).toString("base64") });

/** @type {(...lines: string[]) => string} */
const text = (...lines) => lines.join("\n\n");

const word = (/** @type {string} */ words) => `<w:p><w:r><w:t>${words}</w:t></w:r></w:p>`;

test.describe("HTML", () => {
  const PASTED = `<html><head><title>Pier | The Solvik Post</title><style>p { color: red }</style></head><body>
    <!--StartFragment--><nav><a href="#">Home</a> <a href="#">Sport</a></nav>
    <header><h1>Pier opens <em>at
      last</em></h1><div>By <span>Jo</span> <span>Reed</span></div><time datetime="2026-03-12T09:30:00Z">2 hours ago</time></header>
    <figure><img src="pier.jpg" alt="The pier"><figcaption>The pier on <time>Monday</time>.</figcaption></figure>
    <p>The pier opens on <time datetime="2026-03-16">Monday</time>,&nbsp;said <a href="https://example.org/lind"><b>Ada</b> Lind</a>.<span hidden>Nobody sees this.</span></p>
    <aside><p>Sign up for our letter</p></aside>
    <ul><li>First, <b>paint</b></li><li><p>Then, light</p></li></ul>
    <blockquote>“It is a gift.”<br>“It is also a pier.”</blockquote>
    <p style="display: none">Hidden by style.</p><p aria-hidden="true">Hidden from readers.</p><span class="sr-only">Skip to content</span>
    <table><tr><th>Year</th><th>Cost</th></tr><tr><td>2025</td><td>48 million</td></tr></table>
    <button>Share</button><script>document.title = "owned"</script><noscript>Turn on scripts.</noscript><p> </p><p>&nbsp;</p><!--EndFragment--></body></html>`;
  const EXPECTED = text(
    "Pier opens at last",
    "By Jo Reed",
    "2 hours ago",
    "The pier on Monday.",
    "The pier opens on Monday,\u00a0said Ada Lind.",
    "First, paint",
    "Then, light",
    "“It is a gift.”\n“It is also a pier.”",
    "Year Cost",
    "2025 48 million",
  );

  test("pasted, keeps headings, paragraphs, captions, items and time stamps as lines, and nothing that is not seen", async ({ glossator: page }) => {
    await paste(page, "plain words", PASTED);
    await expectDrawn(page, EXPECTED);
    await expect(page.locator("#article h2.b-headline")).toHaveText("Pier opens at last");
    await expect(page.locator("#date")).toHaveValue("2026-03-12");
    await expect(page.locator("#date-note")).toHaveText("came with the text");
    expect(await page.title()).toContain("Glossator");
  });

  test("pasted where the page has its article, takes the other text’s place, which can be put back", async ({ glossator: page }) => {
    await paste(page, "An earlier text.");
    await expectDrawn(page, "An earlier text.");
    await paste(page, "plain words", PASTED);
    await expectDrawn(page, EXPECTED);
    await page.getByRole("button", { name: "Put back" }).click();
    await expectDrawn(page, "An earlier text.");
  });

  test("without structure, or without text, gives way to the plain text beside it", async ({ glossator: page }) => {
    await paste(page, "One line.\r\nAnother.", "<span style='color: red'>One line.</span><br><span>Another.</span>");
    await expectDrawn(page, "One line.\r\nAnother.");
    await paste(page, "Only this.", "<p hidden>Not that.</p>");
    await expectDrawn(page, "Only this.");
  });

  test("pasted into a text that is being written, is left to the text area", async ({ glossator: page, context, site }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: site.origin });
    await page.evaluate(() => navigator.clipboard.write([new ClipboardItem({
      "text/plain": new Blob([" and more"], { type: "text/plain" }),
      "text/html": new Blob(["<p>and more</p>"], { type: "text/html" }),
    })]));
    await page.locator("#text").pressSequentially("Words");
    await page.keyboard.press("Control+V");
    await expect(page.locator("#text")).toHaveValue("Words and more");
  });

  test("really pasted keeps its structure", async ({ glossator: page, context, site }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: site.origin });
    await page.evaluate(() => navigator.clipboard.write([new ClipboardItem({
      "text/plain": new Blob(["Pier opens It opens on Monday."], { type: "text/plain" }),
      "text/html": new Blob(["<h1>Pier opens</h1><p>It opens on Monday.</p>"], { type: "text/html" }),
    })]));
    await page.locator("#text").focus();
    await page.keyboard.press("Control+V");
    await expectDrawn(page, "Pier opens\n\nIt opens on Monday.");
  });

  test("dropped as a page, gives its one article, and the day on which it appeared", async ({ glossator: page }) => {
    await drop(page, "page.html", `<!doctype html><meta charset="utf-8"><meta property="article:published_time" content="2026-02-03T10:00:00Z"><title>t</title>
      <div>Solvik Post – subscribe</div><main><article><h1>Pier opens</h1><p>“Yes,” said Ada Lind.</p></article></main><div>© 2026</div>`);
    await expectDrawn(page, text("Pier opens", "“Yes,” said Ada Lind."));
    await expect(page.locator("#date")).toHaveValue("2026-02-03");
  });

  test("takes no date of its sentences for its own", async ({ staged: page }) => {
    await paste(page, "plain words", '<h1>Pier opens</h1><p>It burned on <time datetime="2015-02-01">1 February 2015</time>.</p>');
    await expectDrawn(page, text("Pier opens", "It burned on 1 February 2015."));
    await expect(page.locator("#date")).toHaveValue("");
  });

  test("dropped in an older encoding is read by the name that it gives", async ({ glossator: page }) => {
    await drop(page, "old.htm", Buffer.from('<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252"></head><body><p>\x93Caf\xe9,\x94 she said.</p></body></html>', "latin1"));
    await expectDrawn(page, "“Café,” she said.");
  });

  test("10,000 levels deep, and 100,000 breaks wide, is read all the same", async ({ glossator: page }) => {
    await paste(page, "plain words", `<article>${"<div>".repeat(10_000)}<p>Deep down, Ada Lind said no.</p>${"</div>".repeat(10_000)}</article>`);
    await expectDrawn(page, "Deep down, Ada Lind said no.");
    await paste(page, "plain words", `<p>Up</p>${"<b><i>".repeat(50_000)}wide${"<br>".repeat(100_000)}<p>down</p>`);
    await expect.poll(() => drawnText(page)).toContain("down");
    await paste(page, "plain words", `<article><h1>Up</h1>${"<div><span>level ".repeat(50_000)}</article>`);
    await expect.poll(async () => (await drawnText(page))?.match(/level/g)?.length).toBe(50_000);
  });

  test("of fifty thousand open tags of any kind is read in a moment", async ({ glossator: page }) => {
    for (const tag of ["span", "div", "table><tr><td", "ul><li", "p", "form><fieldset", "template", "b><i", "svg", "button"]) {
      const took = await page.evaluate(async (html) => {
        const reader = (document.querySelector("script[type='module']")?.getAttribute("src") ?? "").replace("main.js", "readers/html.js");
        const { readHtml } = await import(new URL(reader, document.baseURI).href);
        const from = performance.now();
        await readHtml(html);
        return performance.now() - from;
      }, `<p>Words</p>${`<${tag}>x`.repeat(50_000)}`);
      // A browser alone takes most of a minute over some of these.
      expect(took, tag).toBeLessThan(8_000);
    }
  });

  test("with words that look like tags of another kind keeps them", async ({ glossator: page }) => {
    await paste(page, "plain words", `<p title="a > b">Use &lt;b style="x"&gt; where 1 < 2 style=3 and onclick=4.</p><!-- <style> --><p>Then<!-- <b> --> on.</p>
      <script>"<style> <!-- </p>"</script><style>"<!-- <p>"</style><p>Not <a href="#" class="sr-only">this</a>but <a href="#" style="color: red">that</a>.</p>`);
    await expectDrawn(page, text('Use <b style="x"> where 1 < 2 style=3 and onclick=4.', "Then on.", "Not but that."));
  });

  test.describe("that is hostile", () => {
    // A listener that no pattern takes away is kept from running by the page's policy, which is logged.
    test.use({ expected: [/inline event handler violates/] });

    test("runs nothing, loads nothing and stays out of the page", async ({ glossator: page, watch }) => {
      page.on("dialog", () => { throw new Error("a dialog opened"); });
      const html = `<p title=">" onclick="alert(1)">One<img src="https://example.org/x.png" onerror="alert(2)"><svg onload="alert(3)"><text>no</text></svg></p>
        <script src="https://example.org/x.js"></script><iframe srcdoc="<script>alert(4)</script>"></iframe><object data="https://example.org/y"></object>
        <link rel="stylesheet" href="https://example.org/z.css"><style>@import "https://example.org/w.css"; #article { display: none }</style>
        <template><p>Template</p></template><base href="https://example.org/"><meta http-equiv="refresh" content="0; url=https://example.org/">
        <form action="https://example.org/"><p>Two &lt;img src=x onerror=alert(5)&gt;</p></form><math><mtext><p>Three</p></mtext></math><p id="__proto__" name="constructor">Four</p>`;
      await paste(page, "plain words", html);
      await expectDrawn(page, text("One", "Two <img src=x onerror=alert(5)>", "Three", "Four"));
      await expect(page.locator("#article")).toBeVisible();
      expect(await page.locator("main img, main script, main iframe, main [onclick], main style, main link").count()).toBe(0);
      expect(watch.outside).toEqual([]);
      expect(page.url()).toContain("/sub/path/");
    });
  });
});

test.describe("Markdown", () => {
  const READ = /** @type {[string, string, string][]} */ ([
    ["headings", "# Pier opens #\n\nIt does.\n\nWhen\n----\nOn Monday.\n\nWhy\n===\n## C#\n", text("Pier opens", "It does.", "When", "On Monday.", "Why", "C#")],
    ["wrapped lines", "Ada Lind\nsaid no.  \nShe left.\\\nFor good.\n", "Ada Lind said no.\nShe left.\nFor good."],
    ["emphasis", "**Ada** *Lind* of __the__ _harbour_ said ***no***, ~~yes~~; 3 * 4, a_b_c, ~5", "Ada Lind of the harbour said no, yes; 3 * 4, a_b_c, ~5"],
    ["links and pictures", '[Ada **Lind**](https://example.org/a_b "T") ![The pier](p.jpg) [read][1] <https://example.org/c_d> and[^1] [x]\n\n[1]: https://example.org "T"\n', "Ada Lind The pier read https://example.org/c_d and [x]"],
    ["lists, quotes and rules", "- one\n- [x] two\n  more\n1. three\n\n> quoted\n> words\n\n* * *\n\nend", text("one", "two more", "three", "quoted words", "end")],
    ["code and escapes", "Use `a*b*c` and \\*stars\\*.\n\n```js\nlet *a*;\n```\n", text("Use a*b*c and *stars*.", "let *a*;")],
    ["tables", "| Year | Cost |\n|:--|--:|\n| 2025 | **48** |\n", text("Year\tCost", "2025\t48")],
    ["tags and comments", "A <b>bold</b> word<!-- not\nthis --> stays, 1 < 2.<br/>\n\n<!-- open", "A bold word stays, 1 < 2."],
  ]);
  for (const [name, source, expected] of READ) {
    test(`${name} lose their marks`, async ({ staged: page }) => {
      await drop(page, "note.md", source);
      await expectDrawn(page, expected);
    });
  }

  test("its front matter gives title and date", async ({ glossator: page }) => {
    await drop(page, "note.markdown", '---\ntitle: "Pier opens"\ndate: 2026-03-12\ntags: [pier]\n---\nIt opened on Monday.\n');
    await expectDrawn(page, text("Pier opens", "It opened on Monday."));
    await expect(page.locator("#date")).toHaveValue("2026-03-12");
  });

  test("a megabyte of open marks is read in a moment", async ({ staged: page }) => {
    for (const mark of ["**a ", "[a](", "![", "`", "``a", "<b ", "<!--", "# #", "- - ", "|", "\\", "> ", "a  "]) {
      const started = Date.now();
      await drop(page, "hostile.md", `Words ${mark} ${mark.repeat(1_000_000 / mark.length)}`);
      await expect.poll(() => drawnText(page)).toContain("Words");
      expect(Date.now() - started, mark).toBeLessThan(15_000);
      await page.locator("#clear").click();
    }
  });
});

test.describe("A Word document", () => {
  test("gives its paragraphs, without what is deleted, hidden or said twice", async ({ glossator: page }) => {
    const body = [
      '<w:p><w:pPr><w:pStyle w:val="Title"/><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr><w:r><w:t>Pier opens</w:t></w:r></w:p>',
      "<w:p/>",
      '<w:p><w:r><w:t xml:space="preserve">“Yes &amp; no,” said </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>Ada</w:t></w:r><w:r><w:t xml:space="preserve"> Lind &#8211; &#x1F600;.</w:t></w:r></w:p>',
      '<w:p><w:r><w:t>Kept</w:t></w:r><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:tab/><w:t>tabbed</w:t><w:br/><w:t>broken</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>',
      `<w:p><w:r><w:t>Before</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>${word("In a box.")}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>${word("In a box.")}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t> and after.</w:t></w:r></w:p>`,
      `<w:tbl><w:tr><w:tc>${word("2025")}</w:tc><w:tc>${word("48 million")}</w:tc></w:tr></w:tbl>`,
    ].join("");
    await drop(page, "pier.docx", docx(body));
    await expectDrawn(page, text("Pier opens", "“Yes & no,” said Ada Lind – 😀.", "Kept\ttabbed\nbroken", "In a box.", "Before and after.", "2025", "48 million"));
  });

  test("that is long is read whole, packed or not", async ({ staged: page }) => {
    const lines = Array.from({ length: 3000 }, (_, number) => `Paragraph ${number} of the harbour report, with ${number * 7} tons.`);
    for (const stored of [false, true]) {
      await drop(page, "long.docx", docx(lines.map(word).join(""), { stored }));
      await expectDrawn(page, text(...lines));
      await page.locator("#clear").click();
    }
  });

  const HARMFUL = /** @type {[string, () => Buffer, RegExp][]} */ ([
    ["no zip archive", () => Buffer.from("PK, but then words and nothing else"), /not a Word document/],
    ["empty", () => Buffer.alloc(0), /not a Word document/],
    ["cut short", () => docx(word("Cut.")).subarray(0, 2200), /not a Word document/],
    ["an archive of something else", () => zip([{ name: "readme.txt", content: "no" }]), /not a Word document/],
    ["without text", () => docx("<w:p/>"), /No text was found/],
    ["locked", () => docx(word("Secret."), { flags: 1 }), /protected by a password/],
    ["damaged inside", () => { const file = docx(word("Words to damage. ".repeat(50))); file.fill(0xff, 2200, 2260); return file; }, /could not be read|not a Word document|No text was found/],
    ["of lies about its entries", () => zip([{ name: "a", content: "" }], { count: 65_535 }), /unpacks to far more/],
    ["a decompression bomb", () => docx("", { content: Buffer.alloc(40_000_000, "<w:p></w:p>") }), /unpacks to far more/],
    ["one tag without an end", () => docx("", { content: Buffer.from(`<w:p ${"x".repeat(3_000_000)}`), stored: true }), /not a Word document/],
  ]);
  for (const [name, make, message] of HARMFUL) {
    test(`${name}: a clear message, and the text is kept`, async ({ staged: page }) => {
      await paste(page, "The text already there.");
      await expectDrawn(page, "The text already there.");
      await drop(page, "odd.docx", make());
      await expect(page.locator("#alerts")).toContainText(message);
      await expect(page.locator("#alerts")).toContainText("odd.docx");
      expect(await drawnText(page)).toBe("The text already there.");
    });
  }
});

test("a dropped text file is annotated, another kind of file is named in a message", async ({ glossator: page }) => {
  await drop(page, "note.txt", "Lind said: “Yes.”\r\nShe left.", "text/plain");
  await expectDrawn(page, "Lind said: “Yes.”\r\nShe left.");
  await drop(page, "<b>photo</b>.png", "x", "image/png");
  await expect(page.locator("#alerts")).toContainText("“<b>photo</b>.png” is of a kind that cannot be read here");
  await expectDrawn(page, "Lind said: “Yes.”\r\nShe left.");
});

test("a file of bytes that are no text is refused in plain words", async ({ glossator: page }) => {
  await page.locator("#file").setInputFiles({ name: "noise.txt", mimeType: "text/plain", buffer: Buffer.from([0xff, 0xd8, 0x80, 0xc3, 0x28]) });
  await expect(page.locator("#alerts")).toContainText("does not look like text");
});

test("the file picker takes the same kinds", async ({ glossator: page }) => {
  await expect(page.locator("#file")).toHaveAttribute("accept", /\.txt,\.html,\.htm,\.docx,\.md/);
  await page.locator("#file").setInputFiles({ name: "pier.docx", mimeType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", buffer: docx(word("Ada Lind said no.")) });
  await expectDrawn(page, "Ada Lind said no.");
});

test("what came in later is not overwritten by what was slow", async ({ staged: page }) => {
  await page.route("**/readers/files.js", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await route.continue();
  });
  const loaded = page.waitForResponse("**/readers/files.js");
  await drop(page, "slow.txt", "The slow one.");
  await paste(page, "The quick one.");
  await loaded;
  await expectDrawn(page, "The quick one.");
  await page.waitForTimeout(200);
  expect(await drawnText(page)).toBe("The quick one.");
});

test("none of the readers is loaded before it is wanted", async ({ page, site, watch }) => {
  /** @type {string[]} */
  const asked = [];
  page.on("request", (request) => { asked.push(request.url()); });
  await page.goto(site.url, { waitUntil: "networkidle" });
  expect(asked.filter((url) => /readers|audit|timeline/.test(url))).toEqual([]);
  await drop(page, "note.md", "# Pier");
  await expectDrawn(page, "Pier");
  expect(asked.some((url) => url.endsWith("/readers/markdown.js"))).toBe(true);
});

test.describe("when a reader cannot be loaded", () => {
  test.use({ expected: [/Failed to load resource|404|Failed to fetch/] });

  test("a pasted page comes in as plain text, and a file is named in a message", async ({ staged: page }) => {
    await page.route("**/readers/*.js", (route) => route.fulfill({ status: 404, body: "" }));
    await paste(page, "Plain words.", "<h1>Plain</h1><p>words.</p>");
    await expectDrawn(page, "Plain words.");
    await drop(page, "note.md", "# Pier");
    await expect(page.locator("#alerts")).toContainText("could not be loaded");
    expect(await drawnText(page)).toBe("Plain words.");
  });
});
