// Checks a form while it is typed and keeps it: on the server as a draft, and in this browser
// until the server has it, so that a closed tab, a lost connection or an ended log-in loses nothing.

import { fill, gettext } from "./words.js";

const PREVIEW_AFTER = 350;
const SAVE_AFTER = 1200;
const RETRY_AFTER = 10_000;

const form = document.querySelector("[data-fill]");
const fields = [...form.querySelectorAll(".form-now input")];
const copyName = `bayen-form:${form.dataset.fill}`;
const onServer = read();
let previewTimer = 0;
let saveTimer = 0;
let running = false;
let wanted = "";
let sending = null; // what a save that has no answer yet carries

function read() {
  return Object.fromEntries(fields.map((field) => [field.name, field.value]));
}

function isSame(one, other) {
  return fields.every(({ name }) => one[name] === other[name]);
}

// --- the copy in this browser ----------------------------------------------------------------

function keepCopy() {
  const copy = JSON.stringify({ base: onServer, sending, typed: read() });
  try { localStorage.setItem(copyName, copy); } catch { /* a full or closed store: the server keeps it */ }
}

function dropCopy() {
  try { localStorage.removeItem(copyName); } catch { /* nothing was kept */ }
}

// Only fields that nobody changed elsewhere since are put back; of the others the page tells.
function restoreCopy() {
  let copy = null;
  try { copy = JSON.parse(localStorage.getItem(copyName) ?? "null"); } catch { dropCopy(); }
  if (!copy?.typed || !copy.base) return;
  const differing = fields.filter(({ name, value }) => (copy.typed[name] ?? value) !== value);
  const lost = differing.filter(({ name, value }) =>
    copy.base[name] === value || copy.sending?.[name] === value);
  dropCopy();
  for (const field of lost) field.value = copy.typed[field.name];
  const newer = differing.length - lost.length;
  const kept = fill(gettext("%(count)s ô giữ số mới từ máy khác"), { count: newer });
  const restored = fill(gettext("Đã khôi phục %(count)s ô chưa kịp lưu"), { count: lost.length });
  if (lost.length) changed(newer ? `${restored}, ${kept}` : restored);
  else if (newer) say(kept, true);
}

// --- what the page says ----------------------------------------------------------------------

function say(words, isWrong = false) {
  const line = document.getElementById("form-saved");
  line.className = isWrong ? "form-unsaved" : "";
  line.textContent = words;
}

function sayLoggedOut() {
  say(`${gettext("Phiên đăng nhập đã hết, số đã ghi còn trên máy này.")} `, true);
  const link = document.createElement("a");
  link.href = form.dataset.login;
  link.textContent = gettext("Đăng nhập lại");
  document.getElementById("form-saved").append(link);
}

// Each part of the answer stands in for the part of the page with its name.
function show(html, { keepsWords }) {
  const answer = new DOMParser().parseFromString(html, "text/html");
  for (const part of answer.querySelectorAll("[id]")) {
    if (keepsWords && part.id === "form-saved") continue;
    const old = document.getElementById(part.id);
    if (old && old.outerHTML !== part.outerHTML) old.replaceWith(part);
  }
  for (const field of fields) {
    const look = document.getElementById(field.getAttribute("aria-describedby")).dataset.look;
    if (look === "stop") field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
}

// --- talking to the server: one request at a time, the last words win --------------------------

async function ask(kind) {
  if (running) {
    wanted = wanted === "save" ? "save" : kind;
    return;
  }
  running = true;
  const typed = read();
  sending = kind === "save" ? typed : null;
  try {
    const answer = await fetch(form.dataset[kind], {
      method: "POST", body: new FormData(form), headers: { "HX-Request": "true" },
    });
    if (answer.headers.get("HX-Redirect") || answer.status === 403) sayLoggedOut();
    else if (!answer.ok) throw new Error(String(answer.status));
    else take(kind, typed, await answer.text());
  } catch {
    if (kind === "save") {
      say(gettext("Chưa lưu được, sẽ tự lưu lại. Số đã ghi còn trên máy này."), true);
      saveTimer = setTimeout(ask, RETRY_AFTER, "save");
    }
  }
  running = false;
  const next = wanted;
  wanted = "";
  if (next) ask(next);
}

function take(kind, typed, html) {
  const isStale = !isSame(typed, read());
  if (!isStale || kind === "save") show(html, { keepsWords: kind === "preview" || isStale });
  if (kind !== "save" || html.includes("form-unsaved")) return;
  Object.assign(onServer, typed);
  sending = null;
  if (isStale) keepCopy();
  else dropCopy();
}

function changed(words = "") {
  keepCopy();
  clearTimeout(previewTimer);
  clearTimeout(saveTimer);
  previewTimer = setTimeout(ask, PREVIEW_AFTER, "preview");
  if (form.dataset.save) {
    say(words || gettext("Đang lưu…"));
    saveTimer = setTimeout(ask, SAVE_AFTER, "save");
  } else {
    say(words || gettext("Chưa gửi lại: cấp trên vẫn thấy số cũ"), true);
  }
}

form.addEventListener("input", () => changed());
form.addEventListener("filled", (event) => changed(event.detail));
form.addEventListener("submit", () => {
  clearTimeout(saveTimer);
  clearTimeout(previewTimer);
});
window.addEventListener("online", () => {
  if (form.dataset.save && !isSame(onServer, read())) ask("save");
});
window.addEventListener("pagehide", () => {
  if (form.dataset.save && !isSame(onServer, read())) {
    navigator.sendBeacon(form.dataset.save, new FormData(form));
  }
});

restoreCopy();
