"""Draw the README's picture: a report with its figures, beside the table that they feed.

    bayen demo --no-serve --out out
    python tools/build_picture.py out/data

Needs Chromium; takes both pages as the program shows them, and puts them side by side.
"""

import argparse
import io
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from bayen.cli.office import open_office

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "picture.png"
ADDRESS = "http://127.0.0.1:8765"
CHROMIUM = "/usr/bin/chromium"
OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
NAME, PASSWORD = "nguoi-ve", "chi-dung-de-ve-hinh-1"
TABLE = "/tong-hop/?place=d127.2004&period=calendar:2018-A1&section=group"
WIDTH, HEIGHT, GAP = 1180, 820, 24


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path, help="data folder of a demonstration")
    home = parser.parse_args().home.resolve()
    number = prepare(home)
    with serving(home), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(OPTIONS))
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        sign_in(page)
        left = shot(page, f"/bao-cao/{number}/", middle="127")
        right = shot(page, TABLE)
        browser.close()
    beside(left, right).save(PICTURE, optimize=True)
    return 0


def prepare(home: Path) -> int:
    """An account to look with; the number of the document to show."""
    open_office(home)

    from bayen.actions.accounts import create_account, office_operator
    from bayen.actions.refused import ActionRefused
    from bayen.reads.submissions import SubmissionFilters, submissions_page

    operator = office_operator()
    with suppress(ActionRefused):  # drawn before with this folder
        create_account(
            actor=operator,
            username=NAME,
            display_name="Cán bộ tổng hợp",
            role="province",
            place_id="vn",
            password=PASSWORD,
        )
    page = submissions_page(operator, SubmissionFilters(place_id="d127.2004", kind="document"))
    return page.rows[0].number


@contextmanager
def serving(home: Path) -> Iterator[None]:
    command = [sys.executable, "-m", "bayen.cli.main", "serve", "--home", str(home)]
    server = subprocess.Popen([*command, "--port", ADDRESS.rpartition(":")[2]])
    try:
        for _ in range(100):
            time.sleep(0.3)
            try:
                urllib.request.urlopen(ADDRESS, timeout=2).close()
                break
            except OSError:
                continue
        yield
    finally:
        server.terminate()
        server.wait()


def sign_in(page: Page) -> None:
    page.goto(ADDRESS)
    page.fill("input[name=username]", NAME)
    page.fill("input[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")


def shot(page: Page, address: str, *, middle: str = "") -> Image.Image:
    """The page as it opens, or with the highlighted figure ``middle`` in its middle."""
    page.goto(ADDRESS + address)
    page.wait_for_load_state("networkidle")
    if middle:
        figure = page.locator("a.fig", has_text=middle).first
        figure.evaluate("mark => mark.scrollIntoView({block: 'center'})")
    return Image.open(io.BytesIO(page.screenshot()))


def beside(left: Image.Image, right: Image.Image) -> Image.Image:
    whole = Image.new("RGB", (left.width + GAP + right.width, HEIGHT), "white")
    whole.paste(left, (0, 0))
    whole.paste(right, (left.width + GAP, 0))
    return whole.quantize(128)


if __name__ == "__main__":
    sys.exit(main())
