"""A browser without a connection finds what the server finds: the same words on generated forms."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import bayen.web
from bayen.actions.form_fields import read_fields
from bayen.actions.form_preview import FormPast
from bayen.catalogue.forms import Form, FormSection, load_form
from bayen.catalogue.indicators import load_indicators
from bayen.core.checks import Past
from bayen.core.quantities import Quantity, render_quantity
from bayen.reads.form_beside import Beside
from bayen.web.form_page import change_words
from bayen.web.offline_checks import check_terms

pytestmark = pytest.mark.e2e

CASES = 300
STATIC = Path(bayen.web.__file__).parent / "static" / "bayen"
READ = """async (written) => {
  const { readForm, cumulative, change } = await import("/form-checks.js");
  return JSON.stringify(JSON.parse(written).map(({ raw, terms }) => {
    const { fields, findings } = readForm(raw, terms);
    return {
      fields: fields.map((one) => ({
        code: one.code, written: one.written,
        quantity: one.quantity && [String(one.quantity.milli), one.quantity.bound],
        findings: one.findings.map(({ code, severity, message }) => [code, severity, message]),
        cumulative: cumulative(one.code, one.quantity, terms),
        change: change(one.code, one.quantity, terms),
      })),
      whole: findings.map(({ code, severity, message }) => [code, severity, message]),
    };
  }));
}"""
ODD = (
    *("", " ", "mười", "hơn", "1.20", "1,2345", "-3", "−3", "+7", "1e5", "٣", "12 34", "trên 5"),
    *("300 trở lên", "  gần\t50 ", "KHOẢNG 7", "không dưới 1.000", "4,5", "0", "-0", "0,25"),
    *("1" * 29, "1" * 30 + ",5", "9" * 13, "999.999.999.999", "1000000000000", "1" * 59 + "é"),
    "hơn 12345678901234567890123456789012345678901234567890123456789012345",
)


@pytest.fixture
def modules(browser: Browser):
    """A page that may load our scripts, and nothing else."""
    page = browser.new_page()

    def serve(route) -> None:
        name = route.request.url.rsplit("/", 1)[-1]
        if name.endswith(".js"):
            source = (STATIC / name).read_text(encoding="utf-8")
            route.fulfill(body=source, content_type="text/javascript")
        else:
            route.fulfill(body="<title>trang trắng</title>", content_type="text/html")

    page.route("http://localhost:1/**", serve)
    page.goto("http://localhost:1/")
    yield page
    page.close()


def whole_form() -> Form:
    """The monthly form with every indicator that some relation names."""
    form = load_form()
    more = [code for code in load_indicators() if code not in form.indicators]
    sections = (*form.sections, FormSection("other", "Khác", tuple(more)))
    return Form(**{name: getattr(form, name) for name in Form.__slots__} | {"sections": sections})


def case(dice: random.Random, form: Form) -> tuple[dict[str, str], FormPast, dict[str, Beside]]:
    """A form as tired people fill it in: plausible, copied, slipped by a digit, or nonsense."""
    usual = {code: dice.choice([0, 1, 3, 12, 40, 700, 12_345]) for code in form.indicators}
    periods = dice.choice([0, 1, 5, 6, 7, 13])
    history = {
        code: [_near(dice, middle) for _ in range(periods)]
        for code, middle in usual.items()
        if dice.random() < 0.8
    }
    previous = {code: figures[-1] for code, figures in history.items() if figures}
    raw = {
        code: _typed(dice, middle, previous.get(code))
        for code, middle in usual.items()
        if dice.random() < 0.8
    }
    if dice.random() < 0.1:
        raw["model.new"] = raw["model.count"] = "12"
    beside = {
        code: Beside(
            so_far=_near(dice, middle) if dice.random() < 0.7 else None,
            year_before=_near(dice, middle) if dice.random() < 0.7 else None,
        )
        for code, middle in usual.items()
    }
    year_before = {
        code: _near(dice, dice.choice([1, 10]) * middle)
        for code, middle in usual.items()
        if dice.random() < 0.3
    }
    told = Past(history, previous if dice.random() < 0.8 else None, year_before)
    return raw, FormPast(told), beside


def _near(dice: random.Random, middle: int) -> Quantity:
    milli = dice.choice([middle * 1000, middle * 1000 + dice.choice([0, 1000, 250, 500, 750])])
    return Quantity.from_milli(milli, dice.choice([0, 0, 0, 0, 1, 2, 3]))


def _typed(dice: random.Random, middle: int, last: Quantity | None) -> str:
    if last is not None and dice.random() < 0.6:
        return render_quantity(last)
    return dice.choice(
        [str(middle), str(middle * 10), str(middle // 10), "0", f"hơn {middle}", dice.choice(ODD)]
    )


def test_the_browser_finds_what_the_server_finds(modules) -> None:
    dice = random.Random(2026)  # noqa: S311  (cases, no secrets)
    form = whole_form()
    cases = [case(dice, form) for _ in range(CASES)]
    sent = [{"raw": raw, "terms": check_terms(form, past, beside)} for raw, past, beside in cases]
    found = json.loads(modules.evaluate(READ, json.dumps(sent)))
    seen: set[str] = set()
    for (raw, past, beside), browsers in zip(cases, found, strict=True):
        reading = read_fields(form, raw, past.told)
        seen |= {f.code for one in reading.fields for f in one.findings}
        seen |= {f.code for f in reading.findings}
        assert browsers["whole"] == [
            [f.code, f.severity.value, f.message_vi] for f in reading.findings
        ]
        assert browsers["fields"] == [
            {
                "code": one.code,
                "written": one.written,
                "quantity": one.quantity and [str(one.quantity.milli), int(one.quantity.bound)],
                "findings": [[f.code, f.severity.value, f.message_vi] for f in one.findings],
                "cumulative": _shown(beside[one.code].cumulative(one.quantity)),
                "change": change_words(beside[one.code].change_percent(one.quantity)),
            }
            for one in reading.fields
        ]
    spoken_by_a_form = sent[0]["terms"]["words"].keys() - {"exceeds-its-total"}
    assert seen == spoken_by_a_form, "every check is met by some case"


def _shown(quantity: Quantity | None) -> str:
    return "" if quantity is None else render_quantity(quantity)
