// Hands forms that wait over to the server: one that cannot be reached leaves them waiting.

import { copiesOf, keepCopy } from "./form-copies.js";

// What came of it: {state: "sent" | "conflict" | "asks" | "refused" | "signed-out" | "offline", …}.
export async function deliver(copy) {
  if (!navigator.onLine) return { state: "offline" };
  let answer;
  try {
    answer = await fetch(copy.deliverTo, {
      method: "POST", body: bodyOf(copy), headers: { "HX-Request": "true" },
    });
  } catch {
    return { state: "offline" };
  }
  if (answer.headers.get("HX-Redirect") || answer.status === 403) return { state: "signed-out" };
  if (answer.status >= 500) return { state: "offline" };
  if (!answer.headers.get("Content-Type")?.startsWith("application/json")) return { state: "refused" };
  return answer.json();
}

export async function deliverOthers(account, exceptName) {
  for (const copy of await copiesOf(account)) {
    if (copy.state !== "queued" || copy.name === exceptName) continue;
    const came = await deliver(copy);
    if (came.state === "sent" || came.state === "conflict") {
      await keepCopy({ ...copy, state: came.state, known: came.known ?? copy.known });
    }
    if (came.state === "offline" || came.state === "signed-out") return;
  }
}

function bodyOf({ typed, known, said }) {
  const body = new URLSearchParams({ ...typed, ...said });
  body.set("seen", known.seen);
  body.set("base", JSON.stringify(known.base));
  body.set("csrfmiddlewaretoken", token());
  return body;
}

// The one of now: the page may be older than the log-in.
function token() {
  const kept = document.cookie.split("; ").find((cookie) => cookie.startsWith("csrftoken="));
  return kept?.split("=")[1] ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}
