// A form carried by hand: a file signed with a key that this browser keeps and nobody can take out.
// The key is made and made known to the server while there is a connection.

import { findCopy, findKey, keepKey } from "./form-copies.js";
import { fill, gettext } from "./words.js";

const KIND = { name: "ECDSA", namedCurve: "P-256" };
const SIGNING = { name: "ECDSA", hash: "SHA-256" };

const form = document.querySelector("[data-parcel-key]");
const button = form?.querySelector("[data-parcel]");

function toBase64(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}

async function ownKey() {
  const { account } = form.dataset;
  const kept = await findKey(account);
  if (kept) return kept;
  const pair = await crypto.subtle.generateKey(KIND, false, ["sign", "verify"]);
  const body = new FormData();
  body.set("public_key", toBase64(await crypto.subtle.exportKey("spki", pair.publicKey)));
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const answer = await fetch(form.dataset.parcelKey, {
    method: "POST", body, headers: { "HX-Request": "true" },
  });
  if (!answer.ok || answer.headers.get("HX-Redirect")) throw new Error(String(answer.status));
  const { number } = await answer.json();
  const key = { account, number, pair };
  await keepKey(key);
  return key;
}

async function sealed(copy, key) {
  const body = JSON.stringify({
    form: copy.form, version: copy.version, place: copy.place, period: copy.period,
    title: copy.title, figures: copy.typed, said: copy.said, seen: copy.known.seen, base: copy.known.base,
    made_at: new Date().toISOString(),
  });
  const bytes = new TextEncoder().encode(body);
  const signature = toBase64(await crypto.subtle.sign(SIGNING, key.pair.privateKey, bytes));
  return JSON.stringify({ parcel: "bayen-1", key: key.number, signature, body });
}

function handOver(text, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(URL.revokeObjectURL, 10_000, link.href);
}

async function pack() {
  const copy = await findCopy(form.dataset.fill);
  const key = await findKey(form.dataset.account);
  const name = `${copy.place}-${copy.period}.bayen`.replace(/[^\w.-]+/g, "-");
  handOver(await sealed(copy, key), name);
  const line = document.getElementById("form-saved");
  line.className = "";
  line.textContent = fill(gettext("Đã ghi gói %(name)s. Chép vào USB hoặc gửi qua ứng dụng nhắn tin."), { name });
}

if (button && globalThis.crypto?.subtle) {
  ownKey().then(() => { button.hidden = false; }, () => { /* no key yet: no parcel yet */ });
  button.addEventListener("click", () => {
    form.dispatchEvent(new CustomEvent("keep", { detail: pack }));
  });
}
