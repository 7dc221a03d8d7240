"""Opening an office's data folder: the one place where a command starts Django."""

import argparse
import os
from pathlib import Path

from bayen.cli.exit_codes import CommandError, ExitCode

DEFAULT_HOME = Path("bayen-data")
DEMO_HOME = Path("out") / "data"
DATABASE = "bayen.sqlite3"


def find_home(arguments: argparse.Namespace) -> Path:
    """The data folder a command means: --home, BAYEN_HOME, ./bayen-data, then the demo's.

    Raises:
        CommandError: there is none yet.
    """
    if arguments.home is not None:
        return Path(arguments.home)
    if named := os.environ.get("BAYEN_HOME"):
        return Path(named)
    for home in (DEFAULT_HOME, DEMO_HOME):
        if (home / DATABASE).is_file():
            return home
    raise CommandError(
        "chưa có dữ liệu; chạy «bayen demo» để tạo bản thử, hoặc chỉ thư mục bằng --home DIR",
        ExitCode.NOT_FOUND,
    )


def open_office(home: Path, *, is_demo: bool = False) -> None:
    """Start Django on a data folder, made when it is not there, its tables brought up to date."""
    home.mkdir(parents=True, exist_ok=True)
    os.environ["BAYEN_HOME"] = str(home.resolve())
    if is_demo or (home / "demo").exists():
        os.environ["BAYEN_DEMO"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bayen.config.settings")

    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)

    from bayen.access.overlays import follow_overlays

    follow_overlays()


def open_existing(arguments: argparse.Namespace) -> Path:
    """Start Django on the data folder a command means, and say which."""
    home = find_home(arguments)
    if not os.environ.get("BAYEN_DATABASE_URL") and not (home / DATABASE).is_file():
        raise CommandError(
            f"chưa có dữ liệu ở «{home}»; chạy «bayen demo», hoặc chỉ thư mục khác bằng --home DIR",
            ExitCode.NOT_FOUND,
        )
    open_office(home)
    return home
