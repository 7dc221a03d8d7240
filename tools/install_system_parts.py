"""Install what tests need and pip cannot bring: a browser, an office suite, PDF tools, fonts.

Needs only the standard library. Fast and silent when everything is there. Where it may not install
(not root, or no apt-get), it names what is missing in one line and exits 0: the tests that need
those parts then skip, and pytest's summary says so again.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

APT_SECONDS = 900
"""An apt-get that takes longer than this has hung; a slow line fetches 350 MiB well within it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing tests need from the system.

    Attributes:
        purpose: What goes untested without it.
        packages: Debian packages that bring it, the smallest set that works.
        programs: Any one of these on PATH means that the part is there.
        files: All of these present means that the part is there, when it has no program.
    """

    purpose: str
    packages: tuple[str, ...]
    programs: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    def is_present(self) -> bool:
        if self.programs and not any(shutil.which(program) for program in self.programs):
            return False
        return all(Path(file).exists() for file in self.files)


OFFICE = "/usr/lib/libreoffice/program"

PARTS = (
    Part(
        "pages in a real browser",
        ("chromium-headless-shell",),  # opens a page three times faster than one with windows
        programs=("chromium-headless-shell", "chromium", "google-chrome"),
    ),
    Part(
        "documents turned to PDF",
        ("libreoffice-writer-nogui",),
        programs=("soffice",),
        files=(f"{OFFICE}/libswlo.so",),
    ),
    Part(
        "workbooks turned to PDF",
        ("libreoffice-calc-nogui",),
        programs=("soffice",),
        files=(f"{OFFICE}/libsclo.so",),
    ),
    Part("pages of a PDF as pictures", ("poppler-utils",), programs=("pdftoppm",)),
    Part(
        "documents in a face as wide as Times New Roman",
        ("fonts-croscore",),
        files=("/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf",),
    ),
)


def main() -> int:
    missing = [part for part in PARTS if not part.is_present()]
    if not missing:
        return 0
    packages = [package for part in missing for package in part.packages]
    if shutil.which("apt-get") is None or not _is_root():
        _warn(missing, f"As root on Debian or Ubuntu: apt-get install {' '.join(packages)}")
        return 0
    print(f"Installing system parts for the tests: {' '.join(packages)}", flush=True)
    _install(packages)
    still = [part for part in PARTS if not part.is_present()]
    if still:
        _warn(still, "apt-get could not install it; see its messages above.")
    return 0


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _install(packages: list[str]) -> None:
    """Try with the package lists at hand, then once more with fresh ones.

    A package that cannot be had must not keep out the others, so the last resort is one at a time.
    """
    if _apt("install", *packages):
        return
    _apt("update")
    if not _apt("install", *packages):
        for package in packages:
            _apt("install", package)


def _apt(*words: str) -> bool:
    """Run apt-get without questions, waiting for its lock; True when it succeeded."""
    command = [
        "apt-get",
        "-qq",
        "-y",
        "--no-install-recommends",
        "-o",
        "DPkg::Lock::Timeout=300",
        *words,
    ]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        finished = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            timeout=APT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return finished.returncode == 0


def _warn(missing: list[Part], remedy: str) -> None:
    print(
        f"WARNING: tests will be skipped ({'; '.join(p.purpose for p in missing)}). {remedy}",
        file=sys.stderr,
    )


if __name__ == "__main__":
    sys.exit(main())
