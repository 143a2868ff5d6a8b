// Every sentence that the page shows, in one place, ready to translate.
// A value is a string or a function of what stands in it; plurals are decided here and nowhere else.

/** @type {(n: number) => string} */
const count = (n) => n.toLocaleString("en");

/** @type {(n: number, one: string, many: string) => string} */
const plural = (n, one, many) => `${count(n)} ${n === 1 ? one : many}`;

/** @type {(words: string) => string} */
const inMarks = (words) => (/[“”"]/.test(words) ? `‘${words}’` : `“${words}”`);

/** @type {(n: number) => string} */
const ordinal = (n) => `${n}${/** @type {Record<string, string>} */ ({ one: "st", two: "nd", few: "rd" })[new Intl.PluralRules("en", { type: "ordinal" }).select(n)] ?? "th"}`;

export const strings = {
  skip: "Skip to the article",
  tagline: "Who is named, who is quoted, and what it says",
  keysOpen: "Keys",

  deskLabel: "Your text",
  textLabel: "Paste a news article",
  textPlaceholder: "Paste, type, or drop a file here: .txt, .html, .docx or .md. The annotation appears by itself.",
  textHelp: "English news works best: headline, captions, “Read more” lines and all. You need not clean it up.",
  samplesLabel: "Or try one of ours:",
  openFile: "Open a file",
  edit: "Edit the text",
  editDone: "Close the text",
  clear: "Clear",
  cancel: "Cancel",

  dateLabel: "Date of the article",
  dateMissing: (/** @type {number} */ n) => `${plural(n, "relative date is", "relative dates are")} open: set the article’s date`,
  dateFromText: "read from the text",
  dateFromFile: "came with the text",
  facts: (/** @type {{words: number, minutes: number, language: string}} */ f) =>
    `${plural(f.words, "word", "words")} · ${plural(f.minutes, "minute", "minutes")} to read · ${f.language}`,

  legendLabel: "What is marked",
  legendAll: "Marks",
  legendNotes: "Labels",
  types: {
    PERSON: { name: "People", one: "person", sign: "per" },
    ORG: { name: "Organisations", one: "organisation", sign: "org" },
    GPE: { name: "Countries, cities", one: "country or city", sign: "geo" },
    LOC: { name: "Regions, rivers", one: "region", sign: "loc" },
    FAC: { name: "Buildings, sites", one: "building or site", sign: "site" },
    NORP: { name: "Nationalities, groups", one: "nationality or group", sign: "grp" },
    EVENT: { name: "Events", one: "event", sign: "evt" },
    LAW: { name: "Laws", one: "law", sign: "law" },
    PRODUCT: { name: "Products", one: "product", sign: "prod" },
    WORK_OF_ART: { name: "Works", one: "work", sign: "work" },
    LANGUAGE: { name: "Languages", one: "language", sign: "lang" },
    OTHER: { name: "Other names", one: "name", sign: "name" },
    TIMEX: { name: "Dates, times", one: "date or time", sign: "d" },
    QUANTITY: { name: "Numbers", one: "number", sign: "n" },
    QUOTE: { name: "Quotes", one: "quote", sign: "quote" },
    REFERENCE: { name: "He, she, the minister", one: "reference", sign: "ref" },
  },

  articleLabel: "The annotated article",
  blockKinds: /** @type {Record<string, string>} */ ({
    headline: "headline",
    standfirst: "standfirst",
    byline: "byline",
    timestamp: "time stamp",
    dateline: "dateline",
    caption: "caption",
    subhead: "sub-heading",
    body: "body",
    pullquote: "pull quote",
    interruption: "interruption",
    boilerplate: "not the article",
    comment: "comment",
  }),
  leftOut: (/** @type {string} */ kind) => `${kind}, left out`,
  restore: "Count it in",
  restoreLabel: (/** @type {string} */ start) => `Count it in: ${start}`,
  dropAgain: "Leave it out again",
  glossUnnamed: "unnamed",
  glossNobody: "no speaker found",

  sidebarLabel: "Summary, names, quotes, sources and dates",
  tabs: { summary: "Summary", people: "Names", quotes: "Quotes", sources: "Sources", dates: "Dates" },
  more: (/** @type {number} */ n) => `Show ${count(n)} more`,

  summaryTitle: "In short",
  summaryLengthIn: "Length in",
  summaryLength: "Length of the summary",
  summaryUnits: { sentences: "sentences", words: "words" },
  summaryShown: (/** @type {number} */ sentences, /** @type {number} */ words) => `${plural(sentences, "sentence", "sentences")}, ${plural(words, "word", "words")}`,
  summaryNone: "There is no sentence here that could stand for the article.",
  summaryNote: "These sentences are the article’s own. Click one to read it in its place.",
  summaryNoteOurs: "Names in [brackets] are ours: whom the pronoun stands for.",
  oursTitle: "Not in the article: whom the pronoun stands for",
  oursLabel: "added: ",
  possessive: (/** @type {string} */ name) => `${name}’s`,
  firstSaid: (/** @type {string | null} */ cue) => `${cue !== null && /\p{L}/u.test(cue) ? cue : "said"}:`,
  keyPeople: "People",
  keyOrganisations: "Organisations",
  keyPlaces: "Places",
  keyNumbers: "Numbers",

  namesNone: "No names found.",
  namesFilter: "Filter names",
  namesFilterNone: "No name matches.",
  groups: {
    people: "People",
    organisations: "Organisations",
    places: "Places",
    others: "Other names",
    sources: "Sources without a name",
  },
  alsoCalled: (/** @type {string[]} */ names) => `also ${names.join(", ")}`,
  mentions: (/** @type {number} */ n) => plural(n, "mention", "mentions"),
  namesFound: (/** @type {number} */ n, /** @type {number} */ of) => `${count(n)} of ${count(of)}`,
  stripLabel: (/** @type {string[]} */ places, /** @type {number} */ all) =>
    `Where: ${places.join(", ")}${all > places.length ? `, and ${plural(all - places.length, "more place", "more places")}` : ""}`,
  scripts: { latin: "Latin", cyrillic: "Cyrillic", greek: "Greek", armenian: "Armenian", cherokee: "Cherokee", coptic: "Coptic" },
  mixedScriptsTag: "mixed alphabets",
  mixedScripts: (/** @type {string[]} */ scripts) => `Letters of ${scripts.join(" and ")} in one name: it may not be the name that it looks like.`,

  quotesNone: "No quotes found.",
  quotesNote: "Found by a program, not by a reader: check each against the text. A click leads to its place.",
  quotesKindsNote: "Direct: between quotation marks. Mixed: reported, with quoted words in it. Indirect: reported.",
  quotesBySpeaker: "By speaker",
  quotesInOrder: "In order of the text",
  quotesOrderLabel: "Arrange the quotes",
  quoteWords: (/** @type {number} */ n) => plural(n, "word", "words"),
  quoteKinds: /** @type {Record<string, string>} */ ({
    direct: "direct",
    mixed: "mixed",
    indirect: "indirect",
    scare: "quoted words",
  }),
  quoteCue: (/** @type {string} */ cue) => `cue: “${cue}”`,
  quoteVia: (/** @type {string} */ via) => `outlet: ${via}`,
  quoteReason: (/** @type {string} */ reason) => `reason for anonymity: “${reason}”`,
  speakerKinds: /** @type {Record<string, string>} */ ({
    named: "named",
    unnamed: "unnamed source",
    collective: "collective",
    document: "document",
  }),
  speakerNone: "No speaker found",
  speakerNoneTag: "unattributed",
  scareTitle: "Quoted words without a speaker",
  scareNote: "Names, titles and words held at arm’s length; they are in no count.",

  datesNone: "No dates found.",
  datesNoneDated: "None of the dates here can be worked out.",
  datesFrom: (/** @type {string} */ date) => `Relative dates are counted from ${date}, the article’s date.`,
  datesOpenTitle: "Unresolved",
  datesOpenSet: "The article’s date is not known: these are open until it is set.",
  datesOpenStay: "No date could be worked out for these.",
  datesSet: "Set the article’s date",
  datesOpen: "unresolved",
  datesResolved: (/** @type {string[]} */ words) => `worked out from ${words.map(inMarks).join(" and ")}`,
  inMarks,
  precisions: {
    time: "time",
    part: "part of a day",
    day: "day",
    weekend: "weekend",
    week: "week",
    month: "month",
    season: "season",
    quarter: "quarter",
    half: "half-year",
    year: "year",
    decade: "decade",
    century: "century",
    span: "span",
  },
  dayParts: /** @type {Record<string, string>} */ ({ MO: "morning", MI: "midday", AF: "afternoon", EV: "evening", NI: "night", DT: "daytime" }),
  dayPart: (/** @type {string} */ day, /** @type {string} */ part) => `${day}, ${part}`,
  weekOf: (/** @type {string} */ monday) => `Week of ${monday}`,
  weekendOf: (/** @type {string} */ saturday) => `Weekend of ${saturday}`,
  seasons: /** @type {Record<string, string>} */ ({ SP: "Spring", SU: "Summer", FA: "Autumn", WI: "Winter" }),
  seasonOf: (/** @type {string} */ season, /** @type {string} */ year) => `${season} ${year}`,
  quarterOf: (/** @type {number} */ n, /** @type {string} */ year) => `${["First", "Second", "Third", "Fourth"][n - 1]} quarter of ${year}`,
  halfOf: (/** @type {number} */ n, /** @type {string} */ year) => `${n === 1 ? "First" : "Second"} half of ${year}`,
  decadeOf: (/** @type {string} */ year) => `The ${year}s`,
  centuryOf: (/** @type {number} */ n) => `The ${ordinal(n)} century`,
  spanOf: (/** @type {string} */ from, /** @type {string} */ to) => `${from} to ${to}`,

  copy: "Copy citation",
  copyLabel: (/** @type {string} */ start) => `Copy citation: “${start}”`,
  copied: (/** @type {string} */ citation) => `Copied: ${citation}`,
  copyFailed: (/** @type {string} */ citation) => `This browser did not let the page copy. To copy by hand: ${citation}`,
  citeArticle: (/** @type {string | null} */ headline, /** @type {string | null} */ date) => {
    const known = [headline && inMarks(headline), date].filter(Boolean).join(", ");
    return known && ` (${known})`;
  },
  citeDirect: (/** @type {string} */ words, /** @type {string | null} */ name, /** @type {string} */ where) => {
    if (name === null) return `${inMarks(words)} – no speaker found${where}.`;
    return `${inMarks(words.replace(/[.,;:]$/, "").replace(/[^?!…–—]$/u, "$&,"))} ${name} said${where}.`;
  },
  citeReported: (/** @type {string} */ words, /** @type {string | null} */ name, /** @type {string} */ where) =>
    `${name ?? "No speaker found"}, as reported: ${words.replace(/[.,;:]$/, "")}${where}.`,

  auditTitle: "Source audit",
  auditTitleOf: (/** @type {string | null} */ headline) => (headline === null ? "Source audit" : `Source audit: “${headline}”`),
  auditTotals: (/** @type {{quotes: number, sources: number, unnamed: number, unattributed: number}} */ t) =>
    `${plural(t.quotes, "quote", "quotes")} from ${plural(t.sources, "source", "sources")}; ${count(t.unnamed)}\u00a0unnamed; ${count(t.unattributed)}\u00a0unattributed`,
  auditNote: "Who speaks, whether the article names them and as what, and their share of voice: how much of the quoted and reported words is theirs.",
  auditWiden: "Full table",
  auditSave: "Save as CSV",
  auditSaved: (/** @type {string} */ name) => `Saved as ${name}`,
  auditFile: "sources",
  auditColumns: {
    source: "Source",
    kind: "Named or not",
    role: "Role in the article",
    quotes: "Quotes",
    words: "Words",
    share: "Share of voice",
    reason: "Reason for anonymity",
    outlet: "Outlet told or quoted",
    place: "First place",
    first: "First quote",
  },
  auditReasonNone: "none given",
  auditQuotes: (/** @type {number} */ n) => plural(n, "quote", "quotes"),
  auditQuotesLabel: (/** @type {number} */ n, /** @type {string} */ name) => `${plural(n, "quote", "quotes")} of ${name}: show`,
  auditShare: (/** @type {number} */ share) => (share > 0 && share < 0.005 ? "< 1 %" : `${Math.round(share * 100)} %`),
  auditShareUnit: " of the words",
  auditPlace: (/** @type {string} */ kind, /** @type {number | null} */ number) => (number === null ? kind : `paragraph ${count(number)}`),
  auditPlaceLabel: (/** @type {string} */ place, /** @type {string} */ name) => `${place}, first place of ${name}: go there`,

  stepperLabel: "Mentions",
  stepperPlace: (/** @type {number} */ at, /** @type {number} */ of) => `${count(at)} of ${count(of)}`,
  stepperPrevious: "Previous mention",
  stepperNext: "Next mention",
  stepperClose: "Let go",

  cardUngrounded: "Relative date: set the article’s date.",
  cardOpenDate: "No date could be worked out.",
  cardSpeaker: (/** @type {string} */ name) => `Said by ${name}`,

  keysTitle: "Keys",
  keysRows: [
    ["n", "p", "Next and previous mention of the name you chose, or of any mark"],
    ["Tab", "", "Into the article: one stop; then"],
    ["→", "←", "from mark to mark"],
    ["Enter", "", "Choose the name or the quote under the focus"],
    ["Esc", "", "Close the card, let go of the name, go back"],
  ],
  keysSingle: "Single-letter keys (n, p)",
  close: "Close",
  theme: { auto: "Light or dark: as the system", light: "Light", dark: "Dark" },

  promiseTitle: "Your text stays here",
  promise:
    "The annotator is a program that your browser runs. There is no server behind this page and no account; the page’s security policy forbids it, and the worker that reads your text, to connect to any other site. A draft is kept in this browser’s storage until you press Clear.",
  promiseLimits:
    "What such a policy cannot stop: extensions that you have installed can read every page you open, and following a link leaves this one. For text that must not leak, use a browser profile without extensions.",

  ready: (/** @type {{people: number, organisations: number, quotes: number}} */ f) =>
    `Annotated: ${plural(f.people, "person", "people")}, ${plural(f.organisations, "organisation", "organisations")}, ${plural(f.quotes, "quote", "quotes")}.`,
  cleared: "Cleared: the text and its draft are gone from this browser.",
  replaced: "The text was replaced.",
  putBack: "Put back the earlier text",
  dismiss: "Dismiss",
  starting: "Loading the annotator …",
  progress: (/** @type {string} */ stage) => `Reading: ${stage}`,
  drawing: "Drawing the page",
  stages: /** @type {Record<string, string>} */ ({
    structure: "structure",
    tokens: "words and sentences",
    tags: "parts of speech",
    mentions: "names",
    timexes: "dates and numbers",
    quotes: "quotes",
    coreference: "who is who",
    summary: "summary",
  }),
  cancelled: "Cancelled. The text is kept.",

  oneWord: "That is a single word. Paste a whole article to see it annotated.",
  otherLanguage: (/** @type {string} */ name) =>
    `This looks like ${name}. Only English is fully annotated so far: for other languages structure, quotation marks and numbers are marked, nothing else.`,
  unknownLanguage: "The language of this text could not be told, so only structure, quotation marks and numbers are marked. English news works best.",
  tooLong: (/** @type {string} */ size, /** @type {string} */ limit) =>
    `The text has ${size} MB; the limit is ${limit} MB. It was not annotated. Paste a part of it.`,
  binary: "This does not look like text but like the bytes of another kind of file. Save the article as plain text and try again.",
  fileKind: (/** @type {string} */ name) => `“${name}” is of a kind that cannot be read here. Files of .txt, .html, .docx and .md can; from others, copy and paste the text.`,
  fileEmpty: (/** @type {string} */ name) => `No text was found in “${name}”.`,
  fileNotWord: (/** @type {string} */ name) => `“${name}” is not a Word document in .docx form, or it is damaged.`,
  fileLocked: (/** @type {string} */ name) => `“${name}” is protected by a password. Save it without one, or copy and paste its text.`,
  fileBomb: (/** @type {string} */ name) => `“${name}” unpacks to far more than any document holds. It was not read further.`,
  fileCut: "This was too much to read to its end: what you see is the beginning.",
  fileUnreadable: (/** @type {string} */ name) => `“${name}” could not be read.`,
  hidden: (/** @type {number} */ n) =>
    `${plural(n, "character in this text is", "characters in this text are")} invisible or change the direction of writing. They are kept; what you see may not be what is stored.`,
  sampleFailed: "The sample could not be loaded.",
  draftFailed: "The draft could not be saved in this browser (its storage is full or switched off). Keep a copy of your text elsewhere.",
  crashed: "The annotator stopped on this text and was started again. Your text is kept.",
  failed: (/** @type {string} */ message) => `The text could not be annotated: ${message}. It is kept.`,
  noWasm: "This browser has no WebAssembly, which the annotator is made of. A current Firefox, Safari, Chrome or Edge has it.",
  noWorker:
    "The browser did not start the annotator’s worker. If you host this page: the policy that your server sends must allow “worker-src blob:” and “script-src 'wasm-unsafe-eval'”.",
  loadFailed: (/** @type {string} */ what) => `The annotator could not be loaded (${what}). Reload the page; your text is kept.`,
  wrongModel: (/** @type {string} */ message) =>
    `The model file does not fit this version of the page: ${message}. Reload the page without its cache.`,

  build: (/** @type {string} */ id) => `Build ${id}`,
  timing: (/** @type {string} */ total, /** @type {string[]} */ stages) => `${total} ms · ${stages.join(" · ")}`,
  stageTime: (/** @type {string} */ stage, /** @type {string} */ ms) => `${stage} ${ms}`,
};

/**
 * Fills the elements of the page that carry `data-t`, `data-t-label` or `data-t-placeholder` with their strings.
 * @param {ParentNode} root
 */
export function fillIn(root) {
  const table = /** @type {Record<string, unknown>} */ (strings);
  /** @type {(name: string, put: (element: HTMLElement, text: string) => void) => void} */
  const fill = (name, put) => {
    for (const element of root.querySelectorAll(`[${name}]`)) {
      put(/** @type {HTMLElement} */ (element), String(table[element.getAttribute(name) ?? ""]));
    }
  };
  fill("data-t", (element, text) => { element.textContent = text; });
  fill("data-t-label", (element, text) => { element.setAttribute("aria-label", text); });
  fill("data-t-placeholder", (element, text) => { element.setAttribute("placeholder", text); });
}
