// On a narrow screen the document and its figures are two tabs; on a wide one they stand side by side.

const buttons = [...document.querySelectorAll(".reading-tabs button")];

function open(name) {
  for (const button of buttons) {
    button.setAttribute("aria-selected", String(button.dataset.pane === name));
    button.tabIndex = button.dataset.pane === name ? 0 : -1;
    const pane = document.getElementById(`pane-${button.dataset.pane}`);
    pane.classList.toggle("is-open", button.dataset.pane === name);
  }
}

for (const button of buttons) {
  button.addEventListener("click", () => open(button.dataset.pane));
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = buttons[(buttons.indexOf(button) + 1) % buttons.length];
    open(other.dataset.pane);
    other.focus();
  });
}

document.addEventListener("show-pane", (event) => open(event.detail));
if (buttons.length) open(/^#[p]\d+$/.test(location.hash) ? "figures" : "text");
