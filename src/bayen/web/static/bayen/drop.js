// Lets a file be dropped on the field, and says at once when it is too large to send.

import { fill, gettext } from "./words.js";

for (const area of document.querySelectorAll("[data-drop]")) {
  const field = area.querySelector("input[type=file]");
  const says = area.querySelector("[data-says]");
  const limit = Number(area.dataset.limit);

  const tell = () => {
    const [file] = field.files;
    if (!file) return;
    const size = (file.size / 1048576).toLocaleString("vi-VN", { maximumFractionDigits: 1 });
    const fits = file.size <= limit;
    field.setCustomValidity(fits ? "" : area.dataset.tooLarge);
    says.textContent = fits
      ? fill(gettext("Đã chọn «%(name)s», %(size)s MB"), { name: file.name, size })
      : `✕ ${area.dataset.tooLarge}`;
    says.className = fits ? "" : "field-message";
  };

  field.addEventListener("change", tell);
  area.addEventListener("dragover", (event) => {
    event.preventDefault();
    area.classList.add("drop-over");
  });
  area.addEventListener("dragleave", () => area.classList.remove("drop-over"));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    area.classList.remove("drop-over");
    if (event.dataTransfer.files.length) {
      field.files = event.dataTransfer.files;
      tell();
    }
  });
}
