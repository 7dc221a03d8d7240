// What was chosen is kept in this browser before it is sent: a connection lost just then loses nothing.

import { findCopy, keepCopy } from "./form-copies.js";

const form = document.querySelector("[data-compare]");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const chosen = Object.fromEntries(new FormData(form));
  const copy = await findCopy(form.dataset.compare).catch(() => null);
  if (copy) {
    const typed = { ...copy.typed };
    for (const code of Object.keys(typed)) if (code in chosen) typed[code] = chosen[code];
    const known = { ...copy.known, seen: chosen.seen };
    await keepCopy({ ...copy, typed, known, state: "draft" }).catch(() => {});
  }
  const elsewhere = event.submitter?.getAttribute("formaction");
  if (elsewhere) form.action = elsewhere;
  form.submit();
});
