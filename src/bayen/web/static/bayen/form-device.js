// Lists the forms that this browser holds for whoever is signed in.

import { copiesOf } from "./form-copies.js";
import { gettext } from "./words.js";

const list = document.getElementById("device-forms");
const STATES = {
  draft: gettext("đang soạn"), saved: gettext("đã lưu"), queued: gettext("chờ gửi"),
  conflict: gettext("máy khác đã ghi số khác"), sent: gettext("đã gửi"),
};

function line({ address, title, state }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = address;
  link.textContent = title;
  item.append(link, ` · ${STATES[state]}`);
  return item;
}

const copies = await copiesOf(list.dataset.account).catch(() => []);
copies.sort((one, other) => other.changedAt - one.changedAt);
if (copies.length) list.replaceChildren(...copies.map(line));
