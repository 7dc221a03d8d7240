"""What the form's own reading finds of the mistakes in the invented year, and what it spares."""

from collections import Counter

from bayen.actions.form_fields import read_fields
from bayen.catalogue.forms import MONTHLY, load_form
from bayen.cli.sample_year import MistakeKind, load_sample_year
from bayen.core.findings import Severity

FORM = load_form(MONTHLY)
YEAR = load_sample_year()
CODES = {
    MistakeKind.TEXT_FOR_NUMBER: "field-not-a-number",
    MistakeKind.NEGATIVE: "field-negative",
    MistakeKind.UNKNOWN_INDICATOR: "field-unknown",
}


def findings(figures):
    """Code and field of all findings of a form read by itself."""
    reading = read_fields(FORM, figures)
    found = [*reading.findings, *(f for field in reading.fields for f in field.findings)]
    return {(finding.code, finding.where): finding for finding in found}


def test_what_one_field_shows_is_found():
    figures = {(s.place_id, s.window): s.figures for s in YEAR.submissions}
    found = Counter(
        error.kind
        for error in YEAR.errors
        if (CODES.get(error.kind, ""), error.indicator)
        in findings(figures[error.place_id, error.window])
    )
    assert found == dict.fromkeys(CODES, 5)


def test_forms_without_a_mistake_are_never_stopped():
    wrong = {(error.place_id, error.window) for error in YEAR.errors}
    for submission in YEAR.submissions:
        if (submission.place_id, submission.window) not in wrong:
            stopping = [
                finding
                for finding in findings(submission.figures).values()
                if finding.severity is Severity.BLOCK
            ]
            assert stopping == []
