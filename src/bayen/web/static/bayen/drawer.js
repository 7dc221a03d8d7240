// Opens the trail of a number over the page; without script the link leads to its own page.

import { gettext } from "./words.js";

const drawer = document.getElementById("drawer");
const inside = document.getElementById("drawer-body");
const address = document.getElementById("drawer-address");

function openTrail(url) {
  address.href = url;
  inside.textContent = gettext("Đang mở…");
  if (!drawer.open) drawer.showModal();
  drawer.scrollTop = 0;
  htmx.ajax("GET", url, { target: inside, swap: "innerHTML" }).catch(() => {
    inside.textContent = gettext("Mất kết nối. Thử lại sau ít phút.");
  });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-trail], a.pub-figure[href]");
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
  if (link && plain) {
    event.preventDefault();
    openTrail(link.href);
  } else if (event.target === drawer || event.target.closest(".drawer-close")) {
    drawer.close();
  }
});
