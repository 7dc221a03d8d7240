// Copies the words of a reminder, and chooses every place at once.

import { gettext } from "./words.js";

document.querySelector("[data-copy]")?.addEventListener("click", async (event) => {
  const text = document.getElementById(event.currentTarget.dataset.copy);
  text.select();
  try { await navigator.clipboard.writeText(text.value); } catch { document.execCommand("copy"); }
  document.getElementById("copied").textContent = gettext("Đã chép");
});

document.querySelector("[data-choose-all]")?.addEventListener("click", () => {
  const boxes = [...document.querySelectorAll('input[name="to"]')];
  const all = boxes.every((box) => box.checked);
  for (const box of boxes) box.checked = !all;
});
