"""``bayen invite``: a link that opens, for a new account and for one that lost its password."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

LINK = re.compile(r"http://127\.0\.0\.1:8000/duong-dan/([\w-]{43})/\n")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    home = tmp_path_factory.mktemp("office")

    def bayen(*arguments: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "bayen.cli.main", *arguments, "--home", str(home)]
        environment = {k: v for k, v in os.environ.items() if k != "BAYEN_HOME"}
        return subprocess.run(
            line, capture_output=True, text=True, encoding="utf-8", env=environment, check=False
        )

    return bayen


def test_the_first_administrator_and_a_forgotten_password(run, root_folder: Path):
    made = run("invite", "quan-tri", "--name", "Nguyễn Văn A", "--place", "tỉnh Sơn La")
    assert made.returncode == 0, made.stderr
    first = LINK.fullmatch(made.stdout)
    again = LINK.fullmatch(run("invite", "quan-tri").stdout)
    assert first
    assert again
    assert first[1] != again[1]


def test_what_is_missing_is_said(run):
    refused = run("invite", "ai-do")
    assert refused.returncode == 2
    assert "thêm --place" in refused.stderr
    wrong = run("invite", "Ai Đó", "--place", "tỉnh Sơn La")
    assert wrong.returncode == 2


def test_what_an_account_touched_becomes_a_record(run, tmp_path: Path):
    paper = tmp_path / "bien-ban.docx"
    found = run("breach", "quan-tri", "--since", "2026-01-01", "--out", str(paper))
    assert found.returncode == 0, found.stderr
    assert "hạn báo cơ quan chuyên trách (72 giờ)" in found.stdout
    assert paper.read_bytes().startswith(b"PK")
    nobody = run("breach", "ai-do", "--since", "2026-01-01")
    assert nobody.returncode == 4
    assert "không có tài khoản" in nobody.stderr
