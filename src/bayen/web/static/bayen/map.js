// One selection in the map and in the table beside it: pointing at a place in either shows both.

const page = document.querySelector(".map-page");

function choose(place) {
  for (const element of page.querySelectorAll("[data-place]")) {
    element.classList.toggle("is-chosen", element.dataset.place === place);
  }
}

for (const name of ["pointerover", "focusin"]) {
  page?.addEventListener(name, (event) => {
    const place = event.target.closest("[data-place]");
    if (place) choose(place.dataset.place);
  });
}
