"""The catalogues: every message of the source is translated, and compiled as it is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tools import build_messages
from tools.floor_messages import find_said


def test_every_message_is_translated_whole_and_compiled():
    assert list(build_messages.find_faults()) == []


def test_messages_are_found_in_templates_python_and_scripts():
    pages = build_messages.page_messages()
    assert pages.get("Việc hôm nay") is not None
    assert pages.get("Số", "số liệu") is not None
    assert pages.get("{sent}/{expected} xã đã gửi, {accepted} đã duyệt") is not None
    assert build_messages.script_messages().get("Đang lưu…") is not None


def test_what_lower_floors_say_is_found_with_its_values(tmp_path: Path):
    folder = tmp_path / "actions"
    folder.mkdir()
    source = (
        '"""Nói gì."""\ndef say(n):\n    """Một số."""\n    return f"Báo cáo số {n} đã gửi rồi."\n'
    )
    (folder / "saying.py").write_text(source, encoding="utf-8")
    found = [said.words for said in find_said(tmp_path) if said.path == "actions/saying.py"]
    assert found == ["Báo cáo số {0} đã gửi rồi."]


@pytest.mark.parametrize(
    ("said", "told", "fault"),
    [
        ("Gửi {count} số", "", "not translated"),
        ("Gửi {count} số", "Send {number} figures", "names a value that is not there"),
        ("Gửi {count} số", "Send figures", "leaves out a value"),
        ("Gửi {count} số", "Send {count} figures", None),
    ],
)
def test_a_faulty_translation_is_named(said: str, told: str, fault: str | None):
    catalogue = Catalog(locale="en")
    message = catalogue.add(said, told)
    found = list(build_messages._faults_in(message))
    assert (found[0] if found else None) == fault
