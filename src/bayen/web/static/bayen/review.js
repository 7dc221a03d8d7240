// Review by keyboard: j k move, a e x u act on the chosen figure, A takes all the sure ones.

import { choose, figures, here } from "./marks.js";

const keys = document.getElementById("keys");

function move(step) {
  const all = figures();
  const at = all.indexOf(here());
  choose(all[at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1)]);
}

function press(figure, name) {
  figure?.querySelector(`[data-act="${name}"]`)?.click();
}

function isTyping(target) {
  return target.matches("input, select, textarea, [contenteditable]") || target.closest("dialog");
}

const acts = {
  j: () => move(1),
  k: () => move(-1),
  a: () => press(here(), "accept"),
  e: () => press(here(), "edit"),
  x: () => press(here(), "reject"),
  u: () => press(here(), "undo"),
  A: () => document.querySelector('[data-act="accept-sure"]')?.click(),
  "?": () => keys?.showModal(),
  "/": () => {
    const box = here()?.querySelector('[name="indicator_text"]');
    if (box) box.focus();
    else press(here(), "edit");
  },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-show-keys]")) keys?.showModal();
  if (event.target.closest("[data-hide-keys]")) keys?.close();
});

// A figure that was just decided is replaced by its new self: stay on it, then go on.
document.addEventListener("htmx:after:swap", (event) => {
  const target = event.detail?.ctx?.target ?? event.target;
  const number = target?.dataset?.number ?? target?.closest?.(".found")?.dataset.number;
  const figure = number && document.getElementById(`p${number}`);
  if (!figure) return;
  const box = figure.querySelector('.figure-edit input:not([type="hidden"])');
  if (box) {
    choose(figure, { focus: false });
    box.focus();
    return;
  }
  const all = figures();
  const next = all.slice(all.indexOf(figure) + 1).find((one) => "pending" in one.dataset);
  choose(figure.dataset.decided === "undone" ? figure : next ?? figure);
});
