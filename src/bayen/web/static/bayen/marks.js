// Keeps the document and its figures together: choosing one side shows the other.

export function figures() {
  return [...document.querySelectorAll(".found")];
}

export function here() {
  return document.querySelector(".found.is-here");
}

function markOf(number) {
  return document.querySelector(`.fig[data-figures~="${number}"]`);
}

export function choose(figure, { focus = true, scrollText = true } = {}) {
  if (!figure) return;
  for (const one of document.querySelectorAll(".is-here")) one.classList.remove("is-here");
  figure.classList.add("is-here");
  figure.scrollIntoView({ block: "nearest" });
  if (focus) figure.focus({ preventScroll: true });
  const mark = markOf(figure.dataset.number);
  if (!mark) return;
  mark.classList.add("is-here");
  if (scrollText) mark.scrollIntoView({ block: "center" });
}

document.addEventListener("click", (event) => {
  const mark = event.target.closest(".fig[data-figures]");
  if (mark) {
    event.preventDefault();
    const [first] = mark.dataset.figures.split(" ");
    document.dispatchEvent(new CustomEvent("show-pane", { detail: "figures" }));
    choose(document.getElementById(`p${first}`), { scrollText: false });
    return;
  }
  const place = event.target.closest("a.figure-value");
  if (place) {
    event.preventDefault();
    document.dispatchEvent(new CustomEvent("show-pane", { detail: "text" }));
  }
  const figure = event.target.closest(".found");
  if (figure) choose(figure, { focus: false });
});

document.addEventListener("focusin", (event) => {
  const figure = event.target.closest(".found");
  if (figure && figure !== here()) choose(figure, { focus: false });
});

// An address that names a figure (…#p12, …#m12) opens with it chosen.
const named = /^#[pm](\d+)$/.exec(location.hash);
if (named) choose(document.getElementById(`p${named[1]}`), { focus: false });
