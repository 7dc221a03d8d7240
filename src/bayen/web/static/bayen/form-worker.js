// Keeps the pages of forms and their parts for the time without a connection. The server is always
// asked first; only when it does not answer in time the kept copy serves. Figures that wait to be
// sent are not here but in the page's own store.

const PAGES = "bayen-pages"; // emptied on leaving (sign-out.js)
const PARTS = "bayen-parts";
const ANY = { ignoreVary: true }; // cookies differ from visit to visit
const PATIENCE = 4000;
const FRESH_FOR = 15 * 60 * 1000;
const DEVICE_PAGE = new URL("tren-may/", self.registration.scope).href;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => event.waitUntil(keepAll(event.data)));

async function keepAll({ pages, parts }) {
  const kept = await caches.open(PARTS);
  for (const part of parts) if (!(await kept.match(part))) await kept.add(part).catch(() => {});
  const opened = await caches.open(PAGES);
  for (const page of pages) {
    const old = await opened.match(page, ANY);
    const isFresh = old && Date.now() - Date.parse(old.headers.get("Date")) < FRESH_FOR;
    if (!isFresh) await keepPage(opened, page).catch(() => {});
  }
}

async function keepPage(opened, page) {
  // What a page tells once ("sent") is for whoever looks at it, not for the copy.
  const headers = { Purpose: "keep" };
  const answer = await fetch(page, { credentials: "same-origin", headers });
  if (answer.ok && !answer.redirected) await opened.put(page, answer);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/static/")) event.respondWith(serve(request, PARTS));
  else if (request.mode === "navigate") event.respondWith(serve(request, PAGES, DEVICE_PAGE));
});

async function serve(request, name, instead) {
  const kept = await caches.open(name);
  const asked = fetch(request).then((answer) => {
    if (answer.ok && !answer.redirected) kept.put(request, answer.clone());
    return answer;
  });
  const found = (await kept.match(request, ANY)) ?? (instead && (await kept.match(instead, ANY)));
  if (!found) return asked;
  asked.catch(() => {});
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE, found); });
  return Promise.race([asked, late]).catch(() => found);
}
