// A text box that finds places or indicators as one types, by keyboard or by hand.
// Without script the typed words are sent as they are and the server finds what they mean.

import { gettext } from "./words.js";

function openPicker(root) {
  const box = root.querySelector("input[role=combobox]");
  const kept = root.querySelector("input[type=hidden]");
  const list = root.querySelector("[role=listbox]");
  let chosen = -1;
  let asked = 0;
  let timer = 0;

  const close = () => {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
    chosen = -1;
  };

  const mark = (index) => {
    const items = [...list.querySelectorAll("[role=option]")];
    if (!items.length) return;
    chosen = (index + items.length) % items.length;
    items.forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
    items[chosen].scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", items[chosen].id);
  };

  const take = (item) => {
    box.value = item.dataset.label;
    kept.value = item.dataset.value;
    kept.dataset.for = box.value;
    close();
    root.dispatchEvent(new CustomEvent("picked", { bubbles: true }));
    if ("submits" in root.dataset) box.form.requestSubmit();
  };

  const show = (found) => {
    list.replaceChildren(...found.map((one, at) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${at}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.value = one.value;
      item.dataset.label = one.label;
      item.textContent = one.label;
      if (one.note) {
        const note = document.createElement("span");
        note.className = "soft small";
        note.textContent = ` ${one.note}`;
        item.append(note);
      }
      return item;
    }));
    if (!found.length) {
      const none = document.createElement("li");
      none.className = "pick-none";
      none.textContent = gettext("Không tìm thấy; thử gõ ít chữ hơn");
      list.append(none);
    }
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    if (found.length) mark(0);
  };

  const search = async () => {
    const words = box.value.trim();
    const mine = ++asked;
    if (!words) return close();
    const url = new URL(root.dataset.pick, location.origin);
    url.searchParams.set("q", words);
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    if (mine !== asked || !answer.ok) return undefined;
    return show((await answer.json()).found);
  };

  box.addEventListener("input", () => {
    kept.value = box.value.trim() === kept.dataset.for ? kept.value : "";
    clearTimeout(timer);
    timer = setTimeout(search, 120);
  });
  box.addEventListener("focus", () => box.select());
  box.addEventListener("blur", () => setTimeout(close, 150));
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) { event.stopPropagation(); close(); }
    if (list.hidden) return;
    if (event.key === "ArrowDown") { event.preventDefault(); mark(chosen + 1); }
    if (event.key === "ArrowUp") { event.preventDefault(); mark(chosen - 1); }
    const item = list.querySelectorAll("[role=option]")[chosen];
    if (event.key === "Enter" && item) { event.preventDefault(); take(item); }
  });
  list.addEventListener("mousedown", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) { event.preventDefault(); take(item); }
  });
}

function openPickers(within) {
  for (const root of within.querySelectorAll("[data-pick]:not([data-ready])")) {
    root.dataset.ready = "";
    openPicker(root);
  }
}

openPickers(document);
document.addEventListener("htmx:after:swap", () => openPickers(document));
