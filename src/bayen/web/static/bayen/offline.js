// Makes the forms open without a connection: a worker keeps the pages and whatever they are built
// of. Browsers allow workers only over HTTPS or on the machine itself; elsewhere nothing changes.

const about = document.querySelector("[data-offline]");

async function keepForms() {
  await navigator.serviceWorker.register(about.dataset.worker);
  const { active } = await navigator.serviceWorker.ready;
  const more = about.dataset.parts.split(" ").map((part) => new URL(part, location.href).href);
  const parts = performance.getEntriesByType("resource").map((entry) => entry.name)
    .filter((address) => address.startsWith(`${location.origin}/static/`));
  const pages = [location.href, ...about.dataset.offline.split(" ")]
    .map((address) => new URL(address, location.href).href);
  active.postMessage({ pages: [...new Set(pages)], parts: [...new Set([...parts, ...more])] });
}

if (about && "serviceWorker" in navigator) {
  addEventListener("load", () => keepForms().catch(() => { /* as before, with a connection only */ }));
}
