// The checks of a form without a server: the same reading, the same findings in the same words as
// actions/form_fields.py and core/checks.py, counted from the terms that came with the page.

import {
  NotAQuantity, add, isSame, mayEqual, mustExceed, parseQuantity, quantity, renderMilli,
  renderQuantity, squeeze, subtract, toNumber,
} from "./quantities.js";

// {fields: [{code, written, quantity, findings}], findings}; a finding is {code, severity, message, where}.
export function readForm(raw, terms) {
  const fields = [];
  for (const code of terms.fields) {
    const written = squeeze(raw[code] ?? "");
    if (written) fields.push(readField(code, written, terms));
  }
  const reading = { fields, findings: [] };
  const byCode = new Map(fields.map((field) => [field.code, field]));
  const figures = new Map(
    fields.filter((field) => field.quantity).map((field) => [field.code, field.quantity]),
  );
  for (const finding of checkFigures(figures, terms)) {
    if (!finding.severity || isWaived(finding, terms)) continue;
    (byCode.get(finding.where) ?? reading).findings.push(finding);
  }
  return reading;
}

// The same finding of the same figures, which somebody let pass with a reason.
function isWaived({ code, where, message }, terms) {
  return (terms.waived ?? []).some(
    ([figure, waived, said]) => figure === where && waived === code && said === message,
  );
}

function readField(code, written, terms) {
  const kept = [...written].slice(0, terms.limits.longest).join("");
  const blocked = (finding, figure, more) => ({
    code, written: kept, quantity: figure,
    findings: [say(finding, code, { name: nameOf(code, terms), written: kept, ...more }, terms)],
  });
  try {
    const found = parseQuantity(written, terms);
    const most = BigInt(terms.limits.most) * 1000n;
    if (found.milli >= most || found.milli <= -most) return blocked("field-too-large", null);
    if (found.milli < 0n && !terms.indicators[code].mayBeNegative) {
      return blocked("field-negative", found);
    }
    return { code, written: kept, quantity: found, findings: [] };
  } catch (error) {
    if (!(error instanceof NotAQuantity)) throw error;
    return blocked("field-not-a-number", null, { problem: error.message });
  }
}

function* checkFigures(figures, terms) {
  yield* checkParts(figures, terms);
  yield* checkAtMost(figures, terms);
  yield* checkFlowsAgainstStocks(figures, terms);
  if (terms.previous) {
    const previous = new Map(
      Object.entries(terms.previous).map(([code, pair]) => [code, quantity(pair)]),
    );
    yield* checkBalances(figures, previous, terms);
    yield* checkCopied(figures, previous, terms);
  }
  for (const [code, figure] of figures) yield* checkHistory(code, figure, terms);
}

function* checkParts(figures, terms) {
  for (const [code, whole] of figures) {
    const { parts } = terms.indicators[code];
    if (!parts.length || !parts.every((part) => figures.has(part))) continue;
    const total = sum(parts.map((part) => figures.get(part)));
    if (mayEqual(whole, total)) continue;
    const names = parts.map((part) => nameOf(part, terms)).join(", ");
    yield about("parts-differ", code, whole, { names, parts: total }, terms);
  }
}

function* checkAtMost(figures, terms) {
  for (const [partCode, wholeCode] of terms.relations) {
    const part = figures.get(partCode);
    const whole = figures.get(wholeCode);
    if (!part || !whole || !mustExceed(part, whole)) continue;
    const more = { whole, whole_name: nameOf(wholeCode, terms) };
    yield about("part-exceeds-whole", partCode, part, more, terms);
  }
}

function* checkFlowsAgainstStocks(figures, terms) {
  for (const [flowCode, stockCode] of terms.relations) {
    const flow = figures.get(flowCode);
    const stock = figures.get(stockCode);
    if (!flow || !stock || !isSame(flow, stock)) continue;
    if (flow.milli < BigInt(terms.limits.smallCount) * 1000n) continue;
    const kinds = [terms.indicators[flowCode].kind, terms.indicators[stockCode].kind];
    if (kinds[0] !== terms.flow || kinds[1] !== terms.stock) continue;
    const more = { whole_name: nameOf(stockCode, terms) };
    yield about("flow-equals-stock", flowCode, flow, more, terms);
  }
}

function* checkBalances(figures, previous, terms) {
  for (const balance of terms.balances) {
    const opening = previous.get(balance.stock);
    const closing = figures.get(balance.stock);
    const flows = [...balance.added, ...balance.ended];
    if (!opening || !closing || !flows.every((code) => figures.has(code))) continue;
    const added = sum(balance.added.map((code) => figures.get(code)));
    const ended = sum(balance.ended.map((code) => figures.get(code)));
    const due = subtract(add(opening, added), ended);
    if (mayEqual(closing, due)) continue;
    yield about("balance-off", balance.stock, closing, { opening, added, ended, due }, terms);
  }
}

function* checkCopied(figures, previous, terms) {
  const shared = [...figures].filter(([code, figure]) =>
    previous.has(code) && terms.indicators[code].kind === terms.flow
      && (figure.milli || previous.get(code).milli));
  const equal = shared.filter(([code, figure]) => isSame(figure, previous.get(code))).length;
  const { copiedFigures, copiedShare } = terms.limits;
  if (equal < copiedFigures || equal < copiedShare * shared.length) return;
  yield say("copied-from-last", "", { equal: String(equal), shared: String(shared.length) }, terms);
}

function* checkHistory(code, figure, terms) {
  const history = terms.history[code] ?? [];
  if (history.length < terms.limits.enoughHistory) return;
  const usual = history.map(([milli]) => toNumber(BigInt(milli)));
  const value = toNumber(figure.milli);
  const middle = median(usual);
  const season = terms.yearBefore[code];
  const isLike = (expected) => !isUnusual(value, expected, usual, terms.limits);
  let found = "unusual-jump";
  if (value === 0 && Math.min(...usual) > 0 && middle >= terms.limits.smallCount && !figure.bound) {
    found = "sudden-zero";
  } else if (isLike(middle) || (season && isLike(toNumber(BigInt(season[0]))))) {
    return;
  } else if (isSlip(value, usual, terms.limits)) {
    found = "times-ten";
  }
  yield about(found, code, figure, { median: renderMilli(tenths(middle)) }, terms);
}

function isUnusual(value, expected, usual, { unusual, madToDeviation }) {
  const middle = median(usual);
  const spread = madToDeviation * median(usual.map((other) => Math.abs(other - middle)));
  return Math.abs(value - expected) > unusual * Math.max(spread, Math.sqrt(Math.abs(expected)), 1);
}

function isSlip(value, usual, limits) {
  const middle = median(usual);
  const tens = 10 * value * value;
  let meant;
  if (value * value > 10 * middle * middle) meant = value / 10;
  else if (tens > 0 && tens < middle * middle) meant = value * 10;
  else return false;
  return !isUnusual(meant, middle, usual, limits);
}

function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

// To one decimal as Python rounds: what lies half-way goes to the even tenth.
function tenths(number) {
  const size = Math.abs(number);
  const isHalfWay = Number.isInteger(size * 4) && (size * 4) % 4 === 1; // …,25 goes down to …,2
  const written = isHalfWay ? (size - 0.05).toFixed(1) : size.toFixed(1);
  const milli = BigInt(written.replace(".", "")) * 100n;
  return number < 0 ? -milli : milli;
}

function sum(quantities) {
  return quantities.reduce(add, { milli: 0n, bound: 0 });
}

function nameOf(code, terms) {
  return terms.indicators[code]?.name ?? code;
}

function about(finding, where, figure, more, terms) {
  return say(finding, where, { name: nameOf(where, terms), figure, ...more }, terms);
}

function say(code, where, params, terms) {
  const written = Object.fromEntries(Object.entries(params).map(([name, value]) =>
    [name, typeof value === "string" ? value : renderQuantity(value, terms)]));
  const message = terms.words[code].replace(/\{(\w+)\}/g, (_, name) => written[name]);
  return { code, severity: terms.stricter[code]?.[where] ?? terms.levels[code], message, where };
}

// --- what stands beside a field ---------------------------------------------------------------

// The reporting year with this figure in it; null while nothing is typed.
export function cumulative(code, now, terms) {
  const soFar = terms.beside[code]?.soFar;
  return now && soFar ? renderQuantity(add(quantity(soFar), now), terms) : "";
}

// "tăng 8,3%" against an exact figure of a year ago; "" when there is nothing to compare.
export function change(code, now, terms) {
  const pair = terms.beside[code]?.yearBefore;
  if (!now || !pair) return "";
  const then = quantity(pair);
  if (then.milli <= 0n || now.bound || then.bound) return "";
  const tenthsOfPercent = halfUp(now.milli * 1000n, then.milli) - 1000n;
  if (tenthsOfPercent === 0n) return terms.changeWords.same;
  const size = tenthsOfPercent < 0n ? -tenthsOfPercent : tenthsOfPercent;
  const phrase = tenthsOfPercent > 0n ? terms.changeWords.up : terms.changeWords.down;
  return phrase.replace("{percent}", renderMilli(size * 100n));
}

export function yearBefore(code, terms) {
  const pair = terms.beside[code]?.yearBefore;
  return pair ? renderQuantity(quantity(pair), terms) : "";
}

function halfUp(part, whole) {
  const size = part < 0n ? -part : part;
  const rounded = (2n * size + whole) / (2n * whole);
  return part < 0n ? -rounded : rounded;
}
