// The editor's preview: reloads when an edition is published, shows what is wrong, and where each text stands.
"use strict";

/** Milliseconds between two questions to the program. */
const EVERY = 500;
/** So many questions without an answer say that it has stopped. */
const STOPPED = 4;

let edition;
let settings;
let shown;
let asking;
let failures = 0;
let report;
let warned;
let tip;
/** The text that the tip is of. */
let tipped;
let leaving;
let keyboard;
/** The problems of translations, each by the place of its text. */
let translations = new Map();

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

/** The address that opens the editor's program at `path:line:column`. */
const address = (place) => {
  const [, path, line, column] = place.match(/^(.*):(\d+):(\d+)$/);
  const file = encodeURI(`${settings.root}/${path}`);
  return settings.editor.replace("{path}", file).replace("{line}", line).replace("{column}", column);
};

const link = (place) =>
  element("a", { href: address(place), title: settings.words.open }, place);

/** The line with its mark, as the terminal shows it. */
const excerpt = ({ excerpt: line, before, length }) => {
  const characters = [...line];
  const at = (from, to) => characters.slice(from, to).join("");
  const end = before + length;
  return element("pre", { tabIndex: 0 }, element("code", {}, at(0, before), element("mark", {}, at(before, end) || " "), at(end)));
};

const problem = (one) =>
  element("li", {}, element("p", { className: "preview-message" }, one.message), element("p", {}, link(one.place)),
    ...(one.excerpt === null ? [] : [excerpt(one)]), element("p", { className: "preview-help" }, one.help));

const showReport = ({ summary, problems, lang }) => {
  if (problems.length === 0) {
    report?.remove();
    report = undefined;
    return;
  }
  const list = element("ol", {}, ...problems.map(problem));
  // The alert is in the page before its words are, or a screen reader may not speak them.
  if (!report) {
    report = element("section", { id: "preview-report", role: "alert" });
    document.body.prepend(report);
  }
  report.lang = lang;
  report.replaceChildren(element("p", { className: "preview-summary" }, summary), list);
};

/** A small bar that opens the list of warnings. */
const showWarnings = ({ warned: words, warnings, lang }) => {
  if (warnings.length === 0) {
    warned?.remove();
    warned = undefined;
    return;
  }
  if (!warned) {
    warned = element("details", { id: "preview-warnings" });
    document.body.append(warned);
  }
  warned.lang = lang;
  warned.replaceChildren(element("summary", {}, words), element("ol", {}, ...warnings.map(problem)));
};

/** Marks the texts whose translation has to be read again. */
const showTranslations = ({ translations: said }) => {
  translations = new Map(said.map((one) => [one.place, one]));
  for (const text of document.querySelectorAll("[data-place]")) {
    text.toggleAttribute("data-state", translations.has(text.dataset.place));
  }
};

/** Makes texts tab stops for an editor who asks for it: there are many. */
const setKeyboard = (on) => {
  keyboard.ariaPressed = String(on);
  sessionStorage.setItem("preview-keyboard", on ? "on" : "");
  for (const text of document.querySelectorAll("[data-place]")) {
    if (text.closest("a, summary")) continue;
    if (on) text.tabIndex = 0;
    else text.removeAttribute("tabindex");
  }
};

const offerKeyboard = ({ words, lang }) => {
  if (keyboard) return;
  keyboard = element("button", { id: "preview-keyboard", type: "button", lang }, words.keyboard);
  keyboard.addEventListener("click", () => setKeyboard(keyboard.ariaPressed !== "true"));
  document.body.append(keyboard);
  setKeyboard(sessionStorage.getItem("preview-keyboard") === "on");
};

const hideTip = () => {
  clearTimeout(leaving);
  tip?.remove();
  tip = tipped = undefined;
};

/** Copies the whole path of the file, for whom the link opens nothing: not every program takes such links. */
const copyButton = (place) => {
  const button = element("button", { type: "button" }, settings.words.copy);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(`${settings.root}/${place.replace(/:\d+:\d+$/, "")}`);
    button.textContent = settings.words.copied;
  });
  // A screen reader hears that it is done.
  return element("span", { role: "status" }, button);
};

const showTip = (text) => {
  if (!settings || text === tipped) return;
  hideTip();
  tipped = text;
  const { place } = text.dataset;
  const said = translations.get(place);
  tip = element("div", { id: "preview-place", lang: settings.lang }, link(place), copyButton(place),
    ...(said ? [element("p", {}, said.message), element("p", {}, said.help)] : []));
  document.body.append(tip);
  const box = text.getClientRects()[0] ?? text.getBoundingClientRect();
  const own = tip.getBoundingClientRect();
  const above = box.top - own.height;
  tip.style.insetInlineStart = "auto";
  tip.style.left = `${Math.max(0, Math.min(box.left, innerWidth - own.width))}px`;
  tip.style.top = `${above < 0 ? box.bottom : above}px`;
};

const found = (target) =>
  target.closest?.("[data-place]") ?? (target.matches?.("a, summary") ? target.querySelector("[data-place]") : null);

/** Back to the text that the tip is of, if the focus is in the tip. */
const leaveTip = () => {
  if (tip?.contains(document.activeElement)) focusable(tipped)?.focus();
  hideTip();
};

const focusable = (text) => text.closest("a, summary, [tabindex]");

/** Leads the Tab key from a text into its tip and on, although the tip stands at the end of the page. */
const walk = (event) => {
  const { activeElement: at } = document;
  const stops = [...tip.querySelectorAll("a, button")];
  const text = focusable(tipped);
  if (at === text && !event.shiftKey && keyboard?.ariaPressed === "true") {
    event.preventDefault();
    stops[0].focus();
  } else if (at === stops[0] && event.shiftKey) {
    event.preventDefault();
    text?.focus();
  } else if (at === stops.at(-1) && !event.shiftKey) {
    // The browser goes on from there.
    text?.focus();
  }
};

// The tip stays while the pointer is on it, and goes with Escape (WCAG 2.2, 1.4.13).
document.addEventListener("pointerover", ({ target }) => {
  if (tip?.contains(target)) return clearTimeout(leaving);
  const text = found(target);
  clearTimeout(leaving);
  if (text) showTip(text);
  else if (!tip?.contains(document.activeElement)) leaving = setTimeout(hideTip, 400);
});
document.addEventListener("focusin", ({ target }) => {
  if (tip?.contains(target)) return;
  const text = found(target);
  if (text) showTip(text);
  else hideTip();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") leaveTip();
  else if (event.key === "Tab" && tip) walk(event);
});
document.addEventListener("scroll", hideTip, { passive: true });

/** Says that the program has stopped, in the language that it spoke. */
const showStopped = () => {
  if (!settings || document.getElementById("preview-stopped")) return;
  document.body.prepend(element("p", { id: "preview-stopped", role: "alert", lang: settings.lang }, settings.words.stopped));
};

const show = (data) => {
  // A page that has missed something while the program was away may be of another program.
  const isBack = failures >= STOPPED;
  failures = 0;
  if (data === shown && !isBack) return;
  shown = data;
  settings = JSON.parse(data);
  if (isBack || (edition !== undefined && edition !== settings.edition)) {
    location.reload();
    return;
  }
  edition = settings.edition;
  showReport(settings);
  showWarnings(settings);
  showTranslations(settings);
  offerKeyboard(settings);
};

/** Asks what there is, and again in a while: as long as it can be seen. */
const ask = async () => {
  clearTimeout(asking);
  if (document.hidden) return;
  try {
    const answer = await fetch("/_preview/state", { signal: AbortSignal.timeout(5000) });
    if (!answer.ok) throw new Error(answer.statusText);
    show(await answer.text());
  } catch {
    failures += 1;
    if (failures === STOPPED) showStopped();
  }
  clearTimeout(asking);
  asking = setTimeout(ask, EVERY);
};

document.addEventListener("visibilitychange", ask);
ask();
