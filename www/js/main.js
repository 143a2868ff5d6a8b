// The page: what is on the desk, what is being read, and who is told when either changes.

import { createArticleView } from "./article-view.js";
import { BridgeError, createBridge } from "./bridge.js";
import { createCard, markOf, refersTo } from "./card.js";
import { byId, el } from "./dom.js";
import { countHidden, createInput, fitsSheet, problemOf } from "./input.js";
import { createKeys } from "./keys.js";
import { kindOf } from "./kinds.js";
import { createLegend } from "./legend.js";
import { notify, withdraw } from "./notices.js";
import { showPeople } from "./people.js";
import { goTo, goToText, leaveText } from "./places.js";
import { showQuotes } from "./quotes.js";
import { nextTask } from "./schedule.js";
import { createSidebar } from "./sidebar.js";
import { isSaid } from "./speech.js";
import { createStepper } from "./stepper.js";
import { pointsIn } from "./strip.js";
import { forget, keep, recall } from "./store.js";
import { fillIn, strings } from "./strings.js";
import { showSummary } from "./summary.js";
import { createTheme } from "./theme.js";

/**
 * @typedef {import("./article.d.ts").Article} Article
 * @typedef {{text: string, date: string | null, dateRead?: boolean, restored: number[]}} Draft what the reader gave: kept, and annotated; `dateRead`:
 *   the date came with the text
 * @typedef {{draft: Draft, article: Article}} Shown
 */

const SAMPLES = [
  { file: "ferry.txt", title: "A harbour reopens" },
  { file: "river.txt", title: "Talks on a river" },
  { file: "school.txt", title: "School meals (hard)" },
];
const WORDS_A_MINUTE = 230;
const PROGRESS_AFTER_MS = 300;

fillIn(document);
createTheme(byId("theme"));
const keys = createKeys(byId("keys"), byId("keys-open"));

const sheet = /** @type {HTMLTextAreaElement} */ (byId("text"));
const dateField = /** @type {HTMLInputElement} */ (byId("date"));
const articleRoot = byId("article");

/** @type {Draft} */
let draft = { text: "", date: null, restored: [] };
/** @type {Shown | null} */
let shown = null;
let drawing = new AbortController();
/** @type {HTMLElement | null} */
let cameFrom = null;
/** @type {(quote: number) => HTMLElement | null} */
let entryOf = () => null;
/** @type {(entity: number | null) => void} */
let markEntity = () => {};
/** @type {number | undefined} */
let progressTimer;

const bridge = createBridge({
  wasm: address("wasm"),
  glue: address("glue"),
  model: address("model"),
  worker: new URL("./worker.js", import.meta.url).href,
});
const input = createInput(sheet, {
  onText: takeText,
  onProblem: (message) => notify("input", message, { bad: true }),
  onCut: () => notify("cut", strings.fileCut),
});
const legend = createLegend(byId("legend"), articleRoot);
const sidebar = createSidebar(byId("tabs"));
const stepper = createStepper(byId("stepper"), { onClose: letGo });
const view = createArticleView(articleRoot, {
  onRestore: (offset) => change({ restored: [...draft.restored, offset] }),
  onDropAgain: (offset) => change({ restored: draft.restored.filter((other) => other !== offset) }),
  onSpeaker: (quote) => {
    const entity = shown?.article.quotes[quote].speaker?.entity;
    if (entity === null || entity === undefined) showQuote(quote);
    else showEntity(entity);
  },
});
const card = createCard(byId("card"), articleRoot, () => shown?.article ?? null);

byId("samples").append(...SAMPLES.map(({ file, title }) => el("button", { type: "button", onclick: () => void loadSample(file) }, title)));
byId("edit").addEventListener("click", () => openSheet(sheetIsClosed()));
byId("clear").addEventListener("click", clearAll);
byId("cancel").addEventListener("click", () => {
  drawing.abort();
  bridge.cancel();
  endProgress();
  say(strings.cancelled);
});
dateField.addEventListener("change", () => change({ date: dateField.value || null, dateRead: false }));
articleRoot.addEventListener("click", (event) => {
  const mark = markOf(event.target);
  if (mark && !window.getSelection()?.toString()) choose(mark);
});
articleRoot.addEventListener("keydown", walkMarks);
document.addEventListener("keydown", onKey);
window.addEventListener("pagehide", () => input.flush());
byId("build").textContent = strings.build(content("build") || "–");

restoreDraft();

/** @param {string} name */
function content(name) {
  return document.querySelector(`meta[name="glossator-${name}"]`)?.getAttribute("content") ?? "";
}

/** @param {string} name */
function address(name) {
  return new URL(content(name), document.baseURI).href;
}

/** @type {(text: string, how: import("./input.js").How) => void} */
function takeText(text, { fresh, date = null }) {
  if (!fresh) {
    draft = { ...draft, text, restored: [] };
    renew();
    return;
  }
  const earlier = draft;
  draft = { text, date, dateRead: date !== null, restored: [] };
  openSheet(false);
  renew();
  if (earlier.text.trim() && earlier.text !== text) {
    notify("replaced", strings.replaced, { action: { label: strings.putBack, run: () => putBack(earlier) } });
  }
}

/** @param {Draft} earlier */
function putBack(earlier) {
  draft = earlier;
  openSheet(false);
  renew();
}

/** @param {Partial<Draft>} part */
function change(part) {
  draft = { ...draft, ...part };
  renew();
}

/** Keeps the draft and annotates it. */
function renew() {
  withdraw("input", "cut", "failed", "language", "hidden", "word", "replaced", "cleared", "copied");
  if (!keep("draft", draft)) notify("draft", strings.draftFailed, { bad: true });
  else withdraw("draft");
  byId("slip").hidden = draft.text === "";
  byId("promise").hidden = draft.text !== "";
  if (!draft.text.trim()) {
    bridge.cancel();
    showNothing();
    return;
  }
  const problem = problemOf(draft.text);
  if (problem) {
    bridge.cancel();
    notify("input", problem, { bad: true });
    return;
  }
  void annotate(draft);
}

/** @param {Draft} wanted */
async function annotate(wanted) {
  drawing.abort();
  drawing = new AbortController();
  const { signal } = drawing;
  beginProgress();
  later().catch(() => {});
  try {
    const { article, times } = await bridge.annotate(wanted.text, { date: wanted.date, restored: wanted.restored }, ({ done, total, stage }) => {
      if (!signal.aborted) progress(done / (total + 1), strings.progress(strings.stages[stage] ?? stage));
    });
    if (signal.aborted) return;
    const onProgress = (/** @type {number} */ done, /** @type {number} */ total) => progress(done / total, strings.drawing);
    if (!(await view.draw({ ...wanted, article }, { signal, onProgress }))) return;
    // The earlier panels speak of the earlier article until each is made anew, a few tasks from here.
    shown = { draft: wanted, article };
    endProgress();
    await showArticle(shown, times);
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error;
    if (error.code === "superseded" || error.code === "cancelled") return;
    endProgress();
    notify("failed", failureText(error), { bad: true });
  }
}

/** @param {BridgeError} error */
function failureText({ code, message }) {
  switch (code) {
    case "no-wasm":
      return strings.noWasm;
    case "no-worker":
      return strings.noWorker;
    case "model":
      return strings.wrongModel(message);
    case "load":
      return strings.loadFailed(message);
    case "crashed":
      return strings.crashed;
    default:
      return strings.failed(message);
  }
}

/** Parts that the empty page does not need: they come while the first text is read. */
async function later() {
  try {
    const [{ showAudit }, { showTimeline }] = await Promise.all([import("./audit.js"), import("./timeline.js")]);
    return { showAudit, showTimeline };
  } catch {
    throw new BridgeError("load", "js");
  }
}

/**
 * Everything beside the article itself, each part in a task of its own.
 * @param {Shown} now
 * @param {Record<string, number>} times
 */
async function showArticle({ draft: { text, date, dateRead }, article }, times) {
  stepper.close();
  card.close();
  leaveText();
  byId("reading").hidden = false;
  document.body.classList.add("has-article");
  dateField.value = date ?? article.date ?? "";
  byId("date-note").textContent = dateNote(article, date, dateRead);
  byId("timing").textContent = timing(times);
  await nextTask();
  legend.show(article);
  await nextTask();
  showSummary(byId("panel-summary"), { text, article }, {
    onEntity: showEntity,
    onMark: showMark,
    onText: (start, end) => lead(() => goToText(view, start, end)),
    onQuote: showQuote,
  });
  await nextTask();
  markEntity = showPeople(byId("panel-people"), article, {
    onEntity: (entity, mention) => showEntity(entity, mention === undefined ? undefined : view.elements(`mention-${mention}`)[0]),
  }).choose;
  await nextTask();
  entryOf = showQuotes(byId("panel-quotes"), { text, article }, { onQuote: showQuote });
  const { showAudit, showTimeline } = await later();
  if (shown?.article !== article) return;
  showAudit(byId("panel-sources"), { text, article }, { onQuote: showQuote, onQuotes: openEntry });
  await nextTask();
  showTimeline(byId("panel-dates"), { text, article }, { onMark: showMark, onDate: () => dateField.focus() });
  await nextTask();
  tell(text, article);
}

/**
 * What the article is, in a line, and what a reader should know of it.
 * @type {(text: string, article: Article) => void}
 */
function tell(text, article) {
  const words = text.match(/\S+/g)?.length ?? 0;
  const minutes = Math.max(1, Math.round(words / WORDS_A_MINUTE));
  byId("facts").textContent = strings.facts({ words, minutes, language: languageName(article.language) });
  const hidden = countHidden(text);
  if (hidden > 0) notify("hidden", strings.hidden(hidden));
  if (words === 1) {
    notify("word", strings.oneWord);
    say("");
    return;
  }
  const named = (/** @type {string} */ type) => article.entities.filter((entity) => entity.named && entity.type === type && entity.mentions.length > 0).length;
  const quotes = article.quotes.filter(isSaid).length;
  say(strings.ready({ people: named("PERSON"), organisations: named("ORG"), quotes }));
  if (article.language === "und") notify("language", strings.unknownLanguage);
  else if (!article.language.startsWith("en")) notify("language", strings.otherLanguage(languageName(article.language)));
}

function showNothing() {
  drawing.abort();
  endProgress();
  shown = null;
  stepper.close();
  card.close();
  leaveText();
  view.clear();
  say("");
  byId("facts").textContent = "";
  byId("reading").hidden = true;
  byId("timing").textContent = "";
  document.body.classList.remove("has-article");
  dateField.value = "";
}

/** @type {(article: Article, given: string | null, isRead: boolean | undefined) => string} */
function dateNote(article, given, isRead) {
  const open = article.timexes.filter((timex) => timex.value === "" && (timex.type === "DATE" || timex.type === "TIME")).length;
  if (article.date === null && open > 0) return strings.dateMissing(open);
  if (isRead) return strings.dateFromFile;
  return article.date !== null && given === null ? strings.dateFromText : "";
}

/** @param {string} tag */
function languageName(tag) {
  if (tag === "und") return "?";
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** @param {Record<string, number>} times */
function timing(times) {
  const stages = Object.entries(times);
  const total = stages.reduce((sum, [, ms]) => sum + ms, 0);
  return strings.timing(total.toFixed(1), stages.map(([stage, ms]) => strings.stageTime(strings.stages[stage] ?? stage, ms.toFixed(1))));
}

// The reader's way through the article.

/** @param {() => void} go */
function lead(go) {
  if (document.activeElement instanceof HTMLElement && !articleRoot.contains(document.activeElement)) cameFrom = document.activeElement;
  leaveText();
  go();
}

/** @type {(entity: number, from?: HTMLElement) => void} */
function showEntity(entity, from) {
  if (!shown) return;
  const { name, mentions } = shown.article.entities[entity];
  const pointOf = pointsIn(shown.article);
  const places = mentions.flatMap((mention) => view.elements(`mention-${mention}`).slice(0, 1).map((element) => ({ element, point: pointOf(mention) })));
  markEntity(entity);
  lead(() => stepper.open(name, places, { from }));
}

/** @param {number} quote */
function showQuote(quote) {
  showMark(`quote-${quote}`);
}

/** @param {string} key */
function showMark(key) {
  const [first] = view.elements(key);
  if (first) lead(() => goTo(first));
}

/**
 * What a click or Enter on a mark does.
 * @param {HTMLElement} mark
 */
function choose(mark) {
  const { kind, index } = refersTo(mark);
  const entity = kind === "mention" ? shown?.article.mentions[index].entity : null;
  if (entity !== null && entity !== undefined) {
    showEntity(entity, mark);
  } else if (kind === "mention" || kind === "timex" || kind === "quantity") {
    mark.focus();
  } else {
    openEntry(index);
  }
}

/**
 * Leads to a quote's entry in the sidebar.
 * @param {number} quote
 */
function openEntry(quote) {
  sidebar.open("quotes");
  const entry = entryOf(quote);
  if (entry) goTo(entry);
}

function letGo() {
  const open = stepper.isOpen();
  stepper.close();
  markEntity(null);
  leaveText();
  if (open || cameFrom) cameFrom?.focus();
  cameFrom = null;
}

/** Marks that are painted now, in order. */
function visibleMarks() {
  const marks = /** @type {HTMLElement[]} */ ([...articleRoot.querySelectorAll("mark[data-kind]")]);
  const article = shown?.article;
  if (!article) return [];
  return marks.filter((mark) => {
    const kind = kindOf(article, refersTo(mark));
    return kind !== null && legend.isShown(kind);
  });
}

/** @param {KeyboardEvent} event */
function walkMarks(event) {
  const mark = markOf(event.target);
  if (!mark || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    choose(mark);
    return;
  }
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  stepMarks(by, mark);
}

/** @type {(by: number, from: HTMLElement | null) => void} */
function stepMarks(by, from) {
  const marks = visibleMarks();
  if (marks.length === 0) return;
  const at = from ? marks.indexOf(from) : -1;
  const next = marks[at < 0 ? (by > 0 ? 0 : marks.length - 1) : (at + by + marks.length) % marks.length];
  articleRoot.querySelector('mark[tabindex="0"]')?.setAttribute("tabindex", "-1");
  next.tabIndex = 0;
  goTo(next);
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.key === "Escape") {
    if (card.isOpen()) card.close();
    else letGo();
    return;
  }
  const by = { n: 1, p: -1 }[event.key];
  const target = /** @type {HTMLElement} */ (event.target);
  if (!by || !keys.single() || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName)) return;
  event.preventDefault();
  if (stepper.isOpen()) stepper.step(by);
  else stepMarks(by, markOf(document.activeElement));
}

// The desk.

function sheetIsClosed() {
  return byId("sheet").hasAttribute("hidden");
}

/** @param {boolean} open */
function openSheet(open) {
  const closed = !open && draft.text !== "";
  byId("sheet").hidden = closed;
  byId("edit").textContent = closed ? strings.edit : strings.editDone;
  byId("edit").setAttribute("aria-expanded", String(!closed));
  // An area out of sight lays nothing out, but a long text would still be copied into it.
  if (!closed || fitsSheet(draft.text)) input.fill(draft.text);
  else input.fill("");
  if (open) sheet.focus();
}

function clearAll() {
  const earlier = draft;
  draft = { text: "", date: null, restored: [] };
  openSheet(true);
  renew();
  forget("draft");
  notify("cleared", strings.cleared, { action: { label: strings.putBack, run: () => putBack(earlier) } });
  sheet.focus();
}

/** @param {string} file */
async function loadSample(file) {
  const response = await fetch(new URL(`./samples/${file}`, document.baseURI)).catch(() => undefined);
  if (!response?.ok) notify("input", strings.sampleFailed, { bad: true });
  else takeText(await response.text(), { fresh: true });
}

function restoreDraft() {
  const kept = /** @type {Partial<Draft> | undefined} */ (recall("draft"));
  if (typeof kept?.text !== "string" || kept.text === "") return;
  const restored = Array.isArray(kept.restored) ? kept.restored.filter(Number.isSafeInteger) : [];
  draft = { text: kept.text.toWellFormed(), date: typeof kept.date === "string" ? kept.date : null, dateRead: kept.dateRead === true, restored };
  openSheet(false);
  renew();
}

// Progress and plain words.

function beginProgress() {
  clearTimeout(progressTimer);
  progress(0, strings.starting);
  progressTimer = window.setTimeout(() => {
    byId("progress").hidden = false;
  }, PROGRESS_AFTER_MS);
}

/** @type {(share: number, label: string) => void} */
function progress(share, label) {
  /** @type {HTMLProgressElement} */ (byId("progress-bar")).value = share;
  byId("progress-label").textContent = label;
}

function endProgress() {
  clearTimeout(progressTimer);
  byId("progress").hidden = true;
}

/** @param {string} message */
function say(message) {
  byId("status").textContent = message;
}
