// Numbers with a bound, as core/quantities.py has them: whole thousandths and two bits. Values are
// BigInt, since thousandths of what the server keeps outgrow a browser's numbers.

const OVER = 1;
const UNDER = 2;
const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
const NUMBER = /^[-+−]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d{1,3})?$/;
const LIMIT = 10n ** 18n;
const LONGEST_NUMBER = 28; // digits that Python's decimals keep

export class NotAQuantity extends Error {}

export function quantity([milli, bound]) {
  return { milli: BigInt(milli), bound };
}

export function squeeze(text) {
  return text.normalize("NFC").split(SPACES).filter(Boolean).join(" ");
}

// Reads "hơn 17.000", "khoảng 4,5" or "300 trở lên"; throws NotAQuantity with what is wrong.
export function parseQuantity(text, { boundWords, problems }) {
  let rest = squeeze(text);
  let bound = 0;
  if (rest.toLowerCase().endsWith("trở lên")) [rest, bound] = [rest.slice(0, -"trở lên".length), OVER];
  const lowered = rest.toLowerCase();
  const found = boundWords.find(([word]) => lowered.startsWith(`${word} `));
  if (found) [rest, bound] = [rest.slice(found[0].length), found[1]];
  return { milli: parseMilli(rest.trim(), problems), bound };
}

function parseMilli(written, problems) {
  if (!NUMBER.test(written)) throw new NotAQuantity(problems.notANumber);
  const [whole, decimals = ""] = written.replace(/[-+−.]/g, "").split(",");
  const milli = BigInt(whole) * 1000n + BigInt(decimals.padEnd(3, "0"));
  if (milli % 1000n === 0n && String(milli / 1000n).length > LONGEST_NUMBER) {
    throw new NotAQuantity(problems.notANumber);
  }
  if (milli >= LIMIT) throw new NotAQuantity(problems.tooLarge);
  return /^[-−]/.test(written) ? -milli : milli;
}

export function renderMilli(milli) {
  const size = milli < 0n ? -milli : milli;
  const whole = String(size / 1000n).replace(/\B(?=(\d{3})+$)/g, ".");
  const decimals = String(size % 1000n).padStart(3, "0").replace(/0+$/, "");
  return (milli < 0n ? "-" : "") + whole + (decimals && `,${decimals}`);
}

export function renderQuantity({ milli, bound }, { boundNames }) {
  return `${boundNames[bound]} ${renderMilli(milli)}`.trim();
}

// The nearest number of the browser; read from its digits, since a division would round twice.
export function toNumber(milli) {
  const size = milli < 0n ? -milli : milli;
  const number = Number(`${size / 1000n}.${String(size % 1000n).padStart(3, "0")}`);
  return milli < 0n ? -number : number;
}

export function add(one, other) {
  return { milli: one.milli + other.milli, bound: one.bound | other.bound };
}

export function subtract(one, other) {
  const swapped = ((other.bound & OVER) << 1) | (other.bound >> 1);
  return { milli: one.milli - other.milli, bound: one.bound | swapped };
}

export function isSame(one, other) {
  return one.milli === other.milli && one.bound === other.bound;
}

function reaches({ bound }, up) {
  return Boolean(bound & (up ? OVER : UNDER));
}

export function mayEqual(one, other) {
  const gap = one.milli - other.milli;
  return gap === 0n || reaches(one, gap < 0n) || reaches(other, gap > 0n);
}

function mayExceed(one, other) {
  return one.milli > other.milli || reaches(one, true) || reaches(other, false);
}

export function mustExceed(one, other) {
  return !mayExceed(other, one) && !mayEqual(one, other);
}
