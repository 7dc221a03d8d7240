// The keyboard of a form: Enter and arrows go from field to field, a pasted column fills down.

import { fill, gettext } from "./words.js";

const form = document.querySelector("[data-fill]");
const fields = [...form.querySelectorAll(".form-now input")];

function go(from, step) {
  const next = fields[fields.indexOf(from) + step];
  if (!next) return;
  next.focus();
  next.select();
}

form.addEventListener("keydown", (event) => {
  const at = fields.indexOf(event.target);
  if (at < 0 || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const isEnter = event.key === "Enter";
  if (!isEnter && event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  go(event.target, event.key === "ArrowUp" || (isEnter && event.shiftKey) ? -1 : 1);
});

// Excel puts rows on lines and cells between tabs; of several columns the first is taken.
form.addEventListener("paste", (event) => {
  const at = fields.indexOf(event.target);
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const cells = text.replace(/\r?\n$/, "").split(/\r?\n/).map((line) => line.split("\t")[0].trim());
  if (at < 0 || cells.length < 2) return;
  event.preventDefault();
  const filled = fields.slice(at, at + cells.length);
  filled.forEach((field, index) => { field.value = cells[index]; });
  go(filled[filled.length - 1], 0);
  const left = cells.length - filled.length;
  const pasted = fill(gettext("Đã dán %(count)s ô"), { count: filled.length });
  const over = fill(gettext("thừa %(count)s dòng không có ô"), { count: left });
  const detail = left ? `${pasted}, ${over}` : pasted;
  form.dispatchEvent(new CustomEvent("filled", { detail }));
});

// Of several sources the officer takes one: it is typed for them, the others stay in the record.
form.addEventListener("click", (event) => {
  const taken = event.target.closest("[data-take]");
  const field = taken && fields.find((one) => one.name === taken.dataset.field);
  if (!field) return;
  field.value = taken.dataset.take;
  if (taken.dataset.from) noteRegister(field);
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

// The server believes it of a figure that is what the register says.
function noteRegister(field) {
  const name = `from:${field.name}`;
  if (form.elements[name]) return;
  const note = Object.assign(document.createElement("input"), { type: "hidden", name, value: "1" });
  field.after(note);
}

// Phones open the keypad; whoever needs «hơn 300» asks for letters.
const letters = form.querySelector("[data-letters]");
letters?.addEventListener("click", () => {
  const wantsLetters = letters.getAttribute("aria-pressed") !== "true";
  letters.setAttribute("aria-pressed", String(wantsLetters));
  for (const field of fields) field.inputMode = wantsLetters ? "text" : "numeric";
});
