// A hand-made annotation, so that the page's behaviour is tested against a result that is known in full.
//
// The text below is written with its annotation inside: `⟦label words⟧`, which may nest. A line is a block, led by its
// kind and a bar; `~` after the kind says that the block is left out of the article. Labels: an entity type with the
// entity's number (`PERSON#0`), `ref#0` for a pronoun or noun phrase, `timex=VALUE` for a date and `dur=VALUE` for a duration,
// `num=VALUE` for a measure and `count=VALUE` for a bare number, and for quotes
// `q#0` content, `cue#0`, `src#0`, and without a mark of their own `via#0` the outlet told and `why#0` the reason for anonymity.

const MARKUP = `
headline|⟦ORG#2 Harbour Trust⟧ says ferry will run
byline|By ⟦PERSON Jo Reed⟧
body|⟦GPE#3 OSLO⟧ — ⟦src#0 ⟦PERSON#0 Ada Lind⟧⟧ ⟦cue#0 said⟧ on ⟦timex= Monday⟧ that ⟦q#0 the ⟦ORG#2 Harbour Trust⟧ would pay ⟦num=12 12 kroner⟧⟧. 😀
body|“⟦q#1 We were told that ⟦PERSON#0 Lind⟧ would come, and ⟦ref#0 she⟧ came.⟧” ⟦src#1 ⟦ref#1 a harbour official⟧⟧ ⟦cue#1 said⟧ in ⟦timex=2025-12 December 2025⟧.
body|“⟦q#2 It is a gift,⟧” ⟦cue#2 said⟧ ⟦src#2 ⟦PERSON#0 Lind⟧⟧. “⟦q#2 It is also a ferry.⟧” ⟦ref#0 She⟧ laughed at the “⟦q#3 free⟧” tickets.
body|שלום ⟦PERSON#0 Ada Lind⟧ said nothing more about <img src=x onerror=alert(1)> or <b>tags</b>.
boilerplate~|Read more: ⟦PERSON Zed Quill⟧ tells all
`.trim();

const ENTITIES = [
  { type: "PERSON", name: "Ada Lind", named: true, aliases: ["Lind"], title: "mayor", salience: 1 },
  { type: null, name: "a harbour official", named: false, aliases: [], title: null, salience: 0.2 },
  { type: "ORG", name: "Harbour Trust", named: true, aliases: [], title: null, salience: 0.8 },
  { type: "GPE", name: "OSLO", named: true, aliases: [], title: null, salience: 0.1 },
];

const QUOTES = [
  { kind: "indirect", speaker: { entity: 0, name: "Ada Lind", kind: "named" } },
  { kind: "direct", speaker: { entity: 1, name: "a harbour official", kind: "unnamed" } },
  { kind: "direct", speaker: { entity: 0, name: "Ada Lind", kind: "named" } },
  { kind: "scare", speaker: null },
];

const AUDIT_MARKUP = `
headline|Solvik council delays “bridge” vote, 2026
body|⟦GPE#5 SOLVIK⟧ — “⟦q#0 We will not vote on a bridge that nobody has priced,⟧” mayor ⟦src#0 ⟦PERSON#0 Jo Berg⟧⟧ ⟦cue#0 said⟧. “⟦q#0 Not this week.⟧”
body|“⟦q#1 The figures are wrong!⟧” ⟦src#1 ⟦ref#1 a senior harbour official⟧⟧ ⟦cue#1 told⟧ ⟦via#1 the Solvik, Post⟧, ⟦why#1 speaking on condition of anonymity because the "terms" are secret⟧. ⟦ref#1 The official⟧ ⟦cue#2 said⟧ ⟦q#2 that a second pier would cost more⟧.
body|⟦src#3 ⟦ref#2 Residents⟧⟧ ⟦cue#3 said⟧ ⟦q#3 they had “heard nothing” since autumn⟧, while ⟦src#4 ⟦ref#3 a report⟧⟧ ⟦cue#4 warned⟧ of ⟦q#4 worn spans⟧ and ⟦src#5 ⟦ref#6 a second official⟧⟧ ⟦cue#5 spoke⟧ of ⟦q#5 delays⟧.
body|“⟦q#6 It is our bridge.⟧”
body|“⟦q#7 Copy me,⟧” ⟦src#7 ⟦PERSON#4 =cmd|' /C calc'!A0⟧⟧ ⟦cue#7 said⟧. “⟦q#8 Me “too”,⟧” ⟦src#8 __proto__⟧ ⟦cue#8 said⟧ of the “⟦q#9 vanity project⟧”.
`.trim();

const AUDIT_ENTITIES = [
  { type: "PERSON", name: "Jo Berg", named: true, aliases: ["Berg"], title: "mayor", salience: 1 },
  { type: null, name: "a senior harbour official", named: false, aliases: [], title: null, salience: 0.2 },
  { type: null, name: "Residents", named: false, aliases: [], title: null, salience: 0.2 },
  { type: null, name: "a report", named: false, aliases: [], title: null, salience: 0.2 },
  { type: "PERSON", name: "=cmd|' /C calc'!A0", named: true, aliases: [], title: "-2+3 clerk", salience: 0.1 },
  { type: "GPE", name: "SOLVIK", named: true, aliases: [], title: null, salience: 0.1 },
  { type: null, name: "a second official", named: false, aliases: [], title: null, salience: 0.1 },
];

const AUDIT_QUOTES = [
  { kind: "direct", speaker: { entity: 0, name: "Jo Berg", kind: "named" } },
  { kind: "direct", speaker: { entity: 1, name: "a senior harbour official", kind: "unnamed" } },
  { kind: "indirect", speaker: { entity: 1, name: "a senior harbour official", kind: "unnamed" } },
  { kind: "mixed", speaker: { entity: 2, name: "Residents", kind: "collective" } },
  { kind: "indirect", speaker: { entity: 3, name: "a report", kind: "document" } },
  { kind: "indirect", speaker: { entity: 6, name: "a second official", kind: "unnamed" } },
  { kind: "direct", speaker: null },
  { kind: "direct", speaker: { entity: 4, name: "=cmd|' /C calc'!A0", kind: "named" } },
  { kind: "direct", speaker: { entity: null, name: "__proto__", kind: "named" } },
  { kind: "scare", speaker: null },
];

const CAST_MARKUP = `
headline|⟦PERSON#0 Åsa Vik⟧ leaves ⟦ORG#1 Fjord Line⟧
body|⟦PERSON#0 Åsa Vik⟧, chair of ⟦ORG#1 Fjord Line⟧, met ⟦PERSON#2 __proto__⟧ and ⟦PERSON#3 constructor⟧. ⟦ref#0 She⟧ left ⟦GPE#4 Solvik⟧.
body|⟦PERSON#5 Аdа Lind⟧ and ⟦PERSON#6 Bo Dahl⟧ stayed. ⟦ref#2 He⟧ wrote to ⟦PERSON#3 constructor⟧, and ⟦ref#0 the chair⟧ wrote to ⟦ref#3 him⟧.
caption|⟦PERSON#0 Vik⟧ on the quay at ⟦GPE#4 Solvik⟧.
`.trim();

const CAST_ENTITIES = [
  { type: "PERSON", name: "Åsa Vik", named: true, aliases: ["Vik"], title: "chair", salience: 1 },
  { type: "ORG", name: "Fjord Line", named: true, aliases: [], title: null, salience: 0.8 },
  { type: "PERSON", name: "__proto__", named: true, aliases: ["hasOwnProperty"], title: "toString", salience: 0.4 },
  { type: "PERSON", name: "constructor", named: true, aliases: [], title: null, salience: 0.4 },
  { type: "GPE", name: "Solvik", named: true, aliases: [], title: null, salience: 0.3 },
  { type: "PERSON", name: "Аdа Lind", named: true, aliases: [], title: null, salience: 0.2 },
  { type: "PERSON", name: "Bo Dahl", named: true, aliases: [], title: null, salience: 0.1 },
];

const BRIEF_MARKUP = `
headline|⟦PERSON#0 Lind⟧: ⟦q#1 pier of ⟦GPE#3 Solvik⟧ costs double⟧
byline|By ⟦PERSON#4 Jo Reed⟧
body|⟦PERSON#0 Ada Lind⟧ told ⟦ORG#1 Solvik Port⟧ that repairs of the long pier had cost ⟦num=48 48 million kroner⟧ (⟦num=5 $5 million⟧), twice the sum of ⟦timex=2024 2024⟧.
body|⟦ref#0 She⟧ ⟦cue#0 said⟧ ⟦q#0 the work took ⟦dur=P9W nine weeks⟧ of winter⟧ and ⟦count=300 300⟧ workers, ⟦dur=P1D a day⟧ more than planned.
body|⟦ref#0 Her⟧ deputy, ⟦PERSON#2 Bo Dahl⟧, ⟦count=51 51⟧, saw ⟦count=4 four⟧ ships go by.
body|“⟦ref#0 I⟧’d do it again,” ⟦PERSON#0 Lind⟧ told ⟦ORG#1 Solvik Port⟧.
body|⟦ref It⟧ rained for ⟦dur=P31D 31 days⟧.
caption|⟦PERSON#5 Kaja Moe⟧ on the pier.
`.trim();

const BRIEF_ENTITIES = [
  { type: "PERSON", name: "Ada Lind", named: true, aliases: ["Lind"], title: "mayor", salience: 1 },
  { type: "ORG", name: "Solvik Port", named: true, aliases: [], title: null, salience: 0.8 },
  { type: "PERSON", name: "Bo Dahl", named: true, aliases: [], title: "deputy", salience: 0.4 },
  { type: "GPE", name: "Solvik", named: true, aliases: [], title: null, salience: 0.3 },
  { type: "PERSON", name: "Jo Reed", named: true, aliases: [], title: null, salience: 0.1 },
  { type: "PERSON", name: "Kaja Moe", named: true, aliases: [], title: null, salience: 0.1 },
];

const BRIEF_QUOTES = [
  { kind: "indirect", speaker: { entity: 0, name: "Ada Lind", kind: "named" } },
  { kind: "indirect", speaker: { entity: 0, name: "Ada Lind", kind: "named" } },
];

const CHRONICLE_MARKUP = `
timestamp|⟦timex=2026-03-12 12 March 2026⟧
headline|Pier opens ⟦timex=2026-03-16 Monday⟧
body|The pier stood from ⟦timex=18XX the 19th century⟧ until it burned in ⟦timex=196X the 1960s⟧. It lay in ruins for ⟦dur=P30Y 30 years⟧.
body|Work began in ⟦timex=2024 2024⟧, and in ⟦timex=2024-Q3 the third quarter of 2024⟧ it stopped.
body|On ⟦timex=2024-06-05TNI the night of 5 June 2024⟧ the crane fell, at ⟦timex=2024-06-05T23:10 11:10 p.m.⟧ exactly.
body|In ⟦timex=2025-SU summer 2025⟧ and in ⟦timex=2025-H2 the second half of 2025⟧ they built, and in ⟦timex=2026-W10 last week⟧ they painted; ⟦timex=2026-W10-WE last weekend⟧ too.
body|The trial ran in ⟦timex=2026-02 February⟧, and the rest in ⟦timex=2019/2021 2019-2021⟧. ⟦timex=PRESENT_REF Now⟧ it is done.
body|It opens ⟦timex=2026-03-16 on Monday⟧. “⟦timex=2026-03-16 Monday⟧ it is,” she said.
body|They met on ⟦timex= Wednesday⟧ at ⟦timex=T03:00 3 a.m.⟧, and on ⟦timex= wednesday⟧ they parted.
boilerplate~|Read more: what happened in ⟦timex=1999 1999⟧
`.trim();

/**
 * @param {string} markup
 * @param {object[]} entities
 * @param {object[]} quotes
 * @param {number[]} [best] sentences of the summary, best first
 * @returns {{text: string, article: Record<string, any>}}
 */
function read(markup, entities, quotes, best = [2, 3, 0, 4]) {
  let text = "";
  const article = /** @type {Record<string, any>} */ ({
    schema: "glossator/1", offsets: "utf16", id: null, language: "en", date: null, blocks: [], sentences: [], mentions: [],
    entities: entities.map((entity) => ({ ...entity, mentions: [] })),
    timexes: [], quantities: [],
    quotes: quotes.map((quote) => ({ ...quote, act: "speech", content: [], cue: null, source: null, via: null, reason: null, confidence: 1 })),
    summary: [], marks: [],
  });
  for (const line of markup.split("\n")) {
    const bar = line.indexOf("|");
    const kind = line.slice(0, bar).replace("~", "");
    const counts = !line.slice(0, bar).endsWith("~");
    const start = text.length;
    /** @type {{label: string, start: number, mark: Record<string, any>}[]} */
    const open = [];
    for (const [piece] of line.slice(bar + 1).matchAll(/⟦[^ ]* |⟧|[^⟦⟧]+/g)) {
      if (piece === "⟧") close(open.pop());
      else if (piece.startsWith("⟦")) {
        const mark = { start: text.length, end: 0, kind: "", index: 0 };
        article.marks.push(mark);
        open.push({ label: piece.slice(1, -1), start: text.length, mark });
      } else text += piece;
    }
    article.blocks.push({ start, end: text.length, kind, article: counts });
    if (counts) article.sentences.push({ start, end: text.length, block: article.blocks.length - 1 });
    text += "\r\n\r\n";

    /** @param {{label: string, start: number, mark: Record<string, any>} | undefined} opened */
    function close(opened) {
      if (!opened) throw new Error("⟧ without ⟦");
      const { label, mark } = opened;
      const range = { start: opened.start, end: text.length };
      const [, name, id] = /^([A-Za-z_]+)(?:[#=](.*))?$/.exec(label) ?? [];
      const put = (/** @type {string} */ markKind, /** @type {string} */ list, /** @type {object} */ item) => {
        Object.assign(mark, range, { kind: markKind, index: article[list].length });
        article[list].push(item);
      };
      const slot = { q: "quote", cue: "cue", src: "source" }[name];
      const unmarked = { via: "via", why: "reason" }[name];
      if (slot) {
        Object.assign(mark, range, { kind: slot, index: Number(id) });
        const quote = article.quotes[Number(id)];
        if (slot === "quote") quote.content.push([range.start, range.end]);
        else quote[slot] = [range.start, range.end];
      } else if (unmarked) {
        article.marks.splice(article.marks.indexOf(mark), 1);
        article.quotes[Number(id)][unmarked] = [range.start, range.end];
      } else if (name === "timex") put("timex", "timexes", { ...range, type: "DATE", value: id ?? "" });
      else if (name === "dur") put("timex", "timexes", { ...range, type: "DURATION", value: id ?? "" });
      else if (name === "count") put("quantity", "quantities", { ...range, type: "CARDINAL", value: Number(id), unit: null });
      else if (name === "num") put("quantity", "quantities", { ...range, type: "QUANTITY", value: Number(id), unit: null });
      else {
        const entity = counts && id !== undefined ? Number(id) : null;
        put("mention", "mentions", { ...range, kind: name === "ref" ? "pronoun" : "name", type: name === "ref" ? null : name, entity });
        if (entity !== null) article.entities[entity].mentions.push(article.mentions.length - 1);
      }
    }
  }
  article.summary = best.filter((sentence) => sentence < article.sentences.length).map((sentence, rank) => ({ sentence, rank: rank + 1 }));
  return { text, article };
}

export const FIXTURE = read(MARKUP, ENTITIES, QUOTES);

/** Sources of every kind, two of them with names that would do harm in a careless table. */
export const AUDIT = read(AUDIT_MARKUP, AUDIT_ENTITIES, AUDIT_QUOTES);

/** Names that are properties of every object, and one whose А and а are Cyrillic. */
export const CAST = read(CAST_MARKUP, CAST_ENTITIES, []);

/** Sentences that open with pronouns, and numbers that are worth telling or not. */
export const BRIEF = read(BRIEF_MARKUP, BRIEF_ENTITIES, BRIEF_QUOTES, [2, 3, 4, 5, 6, 7]);

/** Dates of every precision, some that the text alone does not tell. */
export const CHRONICLE = read(CHRONICLE_MARKUP, [], [], []);

/**
 * What stands in for wasm-bindgen's glue: it knows these texts, and a few words that make it misbehave.
 */
export const STAND_IN = `
const fixtures = ${JSON.stringify([FIXTURE, AUDIT, CAST, BRIEF, CHRONICLE]).replace(/</g, "\\u003c")};
const wasm_bindgen = {
  initSync() {},
  Annotator: class {
    annotate(text, options) {
      if (text.includes("PANIC")) throw new WebAssembly.RuntimeError("unreachable");
      if (text.includes("REFUSE")) throw new Error("no such text");
      if (text.includes("SLOW")) { options.onStage(3, 8, "mentions"); for (const end = Date.now() + 20000; Date.now() < end;); }
      const block = { start: 0, end: text.length, kind: "body", article: true };
      const other = { ...structuredClone(fixtures[0].article), blocks: [block], sentences: [], mentions: [], entities: [], timexes: [], quantities: [], quotes: [], summary: [], marks: [], language: text.includes("sprache") ? "de" : "en" };
      const article = structuredClone(fixtures.find((fixture) => fixture.text === text)?.article ?? other);
      article.date = options.date ?? null;
      for (const found of article.blocks) if (options.restored.some((at) => at >= found.start && at < found.end)) found.article = true;
      return article;
    }
    stageTimes() { return { structure: 1.25, names: 2 }; }
  },
};
`;
