// Whoever leaves takes along the pages that this browser kept; figures that still wait to be sent
// stay, under their account.
document.querySelector("[data-sign-out]")?.addEventListener("submit", () => {
  if ("caches" in window) caches.delete("bayen-pages");
});
