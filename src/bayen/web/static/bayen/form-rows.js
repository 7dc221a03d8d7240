// Shows beside each field what the checks of this browser say, as the server's page would.

import { change, cumulative, readForm, yearBefore } from "./form-checks.js";
import { fill, gettext } from "./words.js";

export function showChecks(fields, terms) {
  const typed = Object.fromEntries(fields.map((field) => [field.name, field.value]));
  const reading = readForm(typed, terms);
  const byCode = new Map(reading.fields.map((one) => [one.code, one]));
  for (const field of fields) showRow(field, byCode.get(field.name), terms);
  put("form-whole", ...reading.findings.map((one) => notice(one, terms)));
  const values = { filled: reading.fields.length, asked: fields.length };
  put("form-filled", fill(gettext("%(filled)s/%(asked)s ô đã ghi"), values));
  return reading;
}

function showRow(field, read, terms) {
  const number = field.id.slice(1);
  const findings = read?.findings ?? [];
  const looks = findings.map((one) => terms.looks[one.severity][0]);
  const look = ["stop", "doubt", "info"].find((one) => looks.includes(one)) ?? "";
  const remarks = document.getElementById(`loi-${number}`);
  remarks.dataset.look = look;
  remarks.replaceChildren(...findings.map((one) => remark(one, terms)));
  if (look === "stop") field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
  const kind = terms.indicators[field.name].kind;
  if (kind === terms.flow) put(`luy-ke-${number}`, cumulative(field.name, read?.quantity, terms));
  put(`cung-ky-${number}`, change(field.name, read?.quantity, terms), ...before(field.name, terms));
}

function before(code, terms) {
  const then = yearBefore(code, terms);
  if (!then) return [];
  const soft = document.createElement("span");
  soft.className = "soft";
  soft.textContent = fill(gettext("(năm trước %(then)s)"), { then });
  return [" ", soft];
}

function remark({ severity, message }, terms) {
  const [look, mark] = terms.looks[severity];
  const line = document.createElement("p");
  line.className = `form-remark form-remark-${look}`;
  line.textContent = `${mark} ${message}`;
  return line;
}

function notice({ severity, message }, terms) {
  const [look, mark] = terms.looks[severity];
  const box = document.createElement("div");
  box.className = `notice notice-${look}`;
  box.textContent = `${mark} ${message}`;
  return box;
}

function put(id, ...content) {
  document.getElementById(id)?.replaceChildren(...content);
}
