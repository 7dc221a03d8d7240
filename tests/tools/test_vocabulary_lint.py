"""Every rule of the vocabulary catches its bad samples, spares its good ones, can be excused."""

from pathlib import Path

import pytest

from tools import vocabulary_lint as lint


def _codes(rule: lint.Rule, sample: str) -> set[str]:
    if rule.subject is lint.Subject.MODULE:
        found = lint.check_names(f"src/bayen/{sample}.py")
    else:
        found = lint.check_text("src/bayen/sample.py", sample + "\n")
    return {breach.rule.code for breach in found}


BAD = [
    pytest.param(rule, line, id=f"{rule.code}:{line}") for rule in lint.RULES for line in rule.bad
]
GOOD = [
    pytest.param(rule, line, id=f"{rule.code}:{line}") for rule in lint.RULES for line in rule.good
]


@pytest.mark.parametrize(("rule", "sample"), BAD)
def test_bad_samples_are_caught(rule: lint.Rule, sample: str) -> None:
    if rule.subject is lint.Subject.LINE:
        # Not every bad line is Python, so it is shown as prose is.
        found = lint.check_text("docs/sample.md", sample)
        assert {breach.rule.code for breach in found} == {rule.code}
    else:
        assert _codes(rule, sample) == {rule.code}


@pytest.mark.parametrize(("rule", "sample"), GOOD)
def test_good_samples_are_spared(rule: lint.Rule, sample: str) -> None:
    if rule.subject is lint.Subject.LINE:
        assert lint.check_text("docs/sample.md", sample) == []
    else:
        assert _codes(rule, sample) == set()


def test_every_rule_has_samples_of_both_kinds() -> None:
    assert all(rule.good and rule.bad for rule in lint.RULES)


def test_an_excuse_needs_a_reason() -> None:
    assert lint.check_text("a.py", "report = 1  # vocabulary: the hook's own name\n") == []
    assert len(lint.check_text("a.py", "report = 1  # vocabulary:\n")) == 1


def test_a_breach_says_where_what_and_what_instead(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    module = tmp_path / "src" / "utils.py"
    module.parent.mkdir()
    module.write_text("x = 1\nend_date = 2\n", encoding="utf-8")
    assert lint.main(tmp_path) == 1
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "src/utils.py:0: no-junk-drawer: 'utils': name a module for what it holds, "
        "or for what it extends",
        "src/utils.py:2: dates-say-their-end: 'end_date': first_day/last_day are inclusive; "
        "valid_from/valid_until are half-open",
        "Vocabulary: 2 to mend.",
    ]


def test_a_clean_tree_passes(tmp_path: Path) -> None:
    assert lint.main(tmp_path) == 0
