// Checks a form while it is typed and keeps it: on the server as a draft, and in this browser
// until the server has it, so that a closed tab, a lost connection or an ended log-in loses nothing.
// What is sent without a connection waits here and goes when there is one.

import { dropCopy, findCopy, keepCopy } from "./form-copies.js";
import { deliver, deliverOthers } from "./form-delivery.js";
import { showChecks } from "./form-rows.js";
import { squeeze } from "./quantities.js";
import { fill, gettext } from "./words.js";

const CHECK_AFTER = 120;
const SAVE_AFTER = 1200;
const RETRY_AFTER = 10_000;

const form = document.querySelector("[data-fill]");
const fields = [...form.querySelectorAll(".form-now input")];
const terms = JSON.parse(form.dataset.terms);
const { fill: name, account } = form.dataset;
const page = { seen: form.elements.seen.value, base: read(), at: Number(form.dataset.at) };

let known = page;
let state = "saved";
let keptAs = state; // what the copy in this browser says
let isKept = true; // a full or closed store keeps none
let isReached = navigator.onLine;
let isSaving = false;
let isSending = false;
let checkTimer = 0;
let saveTimer = 0;

function read() {
  return Object.fromEntries(fields.map((field) => [field.name, squeeze(field.value)]));
}

// Answers to what came back, words about warnings, what came from a register: all go with the figures.
function said() {
  const texts = form.querySelectorAll('[name^="answer:"], [name^="word:"], [name^="from:"]');
  return Object.fromEntries([...texts].map((text) => [text.name, text.value]));
}

function isSame(one, other) {
  return fields.every(({ name: code }) => (one[code] ?? "") === (other[code] ?? ""));
}

function write(typed) {
  for (const field of fields) {
    if (squeeze(field.value) !== (typed[field.name] ?? "")) field.value = typed[field.name] ?? "";
  }
  showChecks(fields, terms);
}

// --- the copy in this browser ----------------------------------------------------------------

function copyNow() {
  return {
    name, account, state, known, typed: read(), said: said(), changedAt: Date.now(),
    title: form.dataset.title, address: location.href, deliverTo: form.dataset.deliver,
    ...JSON.parse(form.dataset.about),
  };
}

// Nobody is told that something waits before it would outlast the page.
async function keep(next = state) {
  state = next;
  const copy = copyNow();
  isKept = await keepCopy(copy).then(() => true, () => false);
  keptAs = copy.state;
  showLink();
}

// A page that this browser kept may be older than the copy beside it; one from the server is newer.
async function restore() {
  const copy = await findCopy(name).catch(() => null);
  if (!copy) return;
  if (copy.known.at > page.at) known = copy.known;
  if (isSame(copy.typed, known.base)) {
    if (known === page) await dropCopy(name);
    else tellKept(copy);
    return;
  }
  const count = fields.filter(({ name: code, value }) => squeeze(value) !== (copy.typed[code] ?? "")).length;
  write(copy.typed);
  if (copy.known.seen !== known.seen) {
    known = copy.known;
    await clash();
  } else if (copy.state === "queued") {
    await send();
  } else {
    changed(fill(gettext("Đã khôi phục %(count)s ô chưa kịp lưu"), { count }));
  }
}

function tellKept(copy) {
  write(copy.typed);
  state = copy.state;
  const at = new Date(known.at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
  const words = state === "sent" ? gettext("Đã gửi %(at)s") : gettext("Đã lưu %(at)s");
  say(fill(words, { at }));
}

// --- what the page says ----------------------------------------------------------------------

function say(words, isWrong = false) {
  const line = document.getElementById("form-saved");
  line.className = isWrong ? "form-unsaved" : "";
  line.textContent = words;
  return line;
}

function whereKept() {
  if (isKept) return gettext("Số đã ghi còn trên máy này.");
  return gettext("Máy này không giữ được số: đừng đóng trang.");
}

function sayUnsaved() {
  const words = gettext("Chưa lưu được, sẽ tự lưu lại.");
  say(`${words} ${whereKept()}`, true);
}

function sayLoggedOut() {
  const link = document.createElement("a");
  link.href = form.dataset.login;
  link.textContent = gettext("Đăng nhập lại");
  const words = gettext("Phiên đăng nhập đã hết.");
  say(`${words} ${whereKept()} `, true).append(link);
}

function showLink() {
  const badge = document.getElementById("form-link");
  const waits = keptAs === "queued" ? gettext("Chờ gửi") : "";
  const link = isReached ? gettext("Đang có mạng") : gettext("Không có mạng");
  badge.dataset.link = waits ? "waiting" : isReached ? "on" : "off";
  badge.textContent = waits ? (isReached ? waits : `${link} · ${waits}`) : link;
}

function reached(yes) {
  isReached = yes;
  showLink();
}

// Somebody wrote newer figures: nothing more is saved from here until a person has compared.
async function clash() {
  await keep("conflict");
  const line = say(`${gettext("Máy khác đã ghi số khác vào biểu mẫu này.")} `, true);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-quiet btn-small";
  button.textContent = gettext("So từng số");
  button.addEventListener("click", () => {
    putKnown();
    form.action = form.dataset.compare;
    form.submit();
  });
  line.append(button);
}

// --- saving: one request at a time, the last words win -----------------------------------------

function putKnown() {
  form.elements.seen.value = known.seen;
  form.elements.base.value = JSON.stringify(known.base);
}

async function save() {
  if (isSaving) return;
  if (!navigator.onLine) { // once there is a connection, "online" saves
    reached(false);
    sayUnsaved();
    return;
  }
  isSaving = true;
  const typed = read();
  putKnown();
  try {
    const answer = await fetch(form.dataset.save, {
      method: "POST", body: new FormData(form), headers: { "HX-Request": "true" },
    });
    reached(true);
    if (answer.headers.get("HX-Redirect") || answer.status === 403) sayLoggedOut();
    else if (!answer.ok) throw new Error(String(answer.status));
    else await take(typed, await answer.text());
  } catch (error) {
    if (error instanceof TypeError) reached(false);
    sayUnsaved();
    saveTimer = setTimeout(save, RETRY_AFTER);
  }
  isSaving = false;
  if (state === "draft" && !isSame(typed, read())) saveSoon();
}

async function take(typed, html) {
  const answer = new DOMParser().parseFromString(html, "text/html");
  const line = answer.getElementById("form-saved");
  if (line.dataset.conflict !== undefined) {
    await clash();
    return;
  }
  document.getElementById("form-saved").replaceWith(line);
  if (line.className) return;
  const seen = answer.getElementById("form-seen");
  known = { seen: seen.value, base: typed, at: Number(seen.dataset.at) };
  if (state === "draft") await keep(isSame(typed, read()) ? "saved" : "draft");
}

function saveSoon() {
  clearTimeout(saveTimer);
  saveTimer = setTimeout(save, SAVE_AFTER);
}

function changed(words = "") {
  clearTimeout(checkTimer);
  checkTimer = setTimeout(showChecks, CHECK_AFTER, fields, terms);
  if (state === "conflict") {
    keep("conflict");
    return;
  }
  keep("draft");
  if (form.dataset.save) {
    say(words || gettext("Đang lưu…"));
    saveSoon();
  } else {
    say(words || gettext("Chưa gửi lại: cấp trên vẫn thấy số cũ"), true);
  }
}

// --- sending -------------------------------------------------------------------------------------

async function send() {
  if (isSending) return; // a connection that comes back and a page that opens may both ask
  isSending = true;
  try {
    await sendOnce();
  } finally {
    isSending = false;
  }
}

async function sendOnce() {
  clearTimeout(saveTimer);
  await keep("queued");
  const came = await deliver(copyNow());
  reached(came.state !== "offline");
  if (came.state === "sent") {
    known = came.known;
    await keep("sent");
    location.assign(came.address);
  } else if (came.state === "conflict") {
    await clash();
  } else if (came.state === "signed-out") {
    sayLoggedOut();
  } else if (came.state === "asks") { // the page itself says what is to be set right or said
    await keep("draft");
    putKnown();
    form.submit();
  } else if (came.state === "refused") {
    await keep("draft");
    say(came.message ?? gettext("Chưa gửi được. Mở lại trang rồi gửi."), true);
  } else {
    const words = gettext("Chờ gửi: khi có mạng sẽ tự gửi.");
    const leaving = isKept ? gettext("Có thể đóng trang này.") : whereKept();
    say(`${words} ${leaving}`, true);
    saveTimer = setTimeout(() => { if (state === "queued") send(); }, RETRY_AFTER);
  }
}

form.addEventListener("input", () => changed());
form.addEventListener("filled", (event) => changed(event.detail));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (state === "conflict") clash();
  else send();
});
form.addEventListener("keep", async (event) => { // what is carried by hand is what stands here now
  await keep(state === "saved" ? "draft" : state);
  await event.detail();
});
window.addEventListener("online", () => {
  reached(true);
  if (state === "queued") send();
  else if (state === "draft" && form.dataset.save) save();
  deliverOthers(account, name);
});
window.addEventListener("offline", () => reached(false));
window.addEventListener("pagehide", () => { // without a connection the copy on the device is enough
  if (navigator.onLine && isReached && form.dataset.save && state === "draft" && !isSame(known.base, read())) {
    putKnown();
    navigator.sendBeacon(form.dataset.save, new FormData(form));
  }
});

showLink();
restore().then(() => deliverOthers(account, name));
