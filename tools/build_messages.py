"""Bring the message catalogues up to date with the source, and compile them.

python tools/build_messages.py            add what is new, drop what is gone, compile
python tools/build_messages.py --check    say what is wrong (exit 1), change nothing

Vietnamese is the source. ``locale/en`` must translate every message; ``locale/vi`` holds the
Vietnamese that the libraries lack, each message put there by hand.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from bayen.web.retelling import CONTEXT
from tools.floor_messages import find_said

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "bayen"
LOCALES = PACKAGE / "web" / "locale"
FUNCTIONS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_RENAMED = re.compile(r"\b(\w*gettext\w*) as (\w+)")
_PLACES = re.compile(r"%\(\w+\)s|{\w*}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        wrong = list(find_faults())
        print("\n".join(wrong))
        return 1 if wrong else 0
    for domain, wanted in {"django": page_messages(), "djangojs": script_messages()}.items():
        kept = load(LOCALES / "en", domain)
        kept.update(wanted, no_fuzzy_matching=True)
        kept.obsolete.clear()
        dump(kept, LOCALES / "en", domain)
    dump(load(LOCALES / "vi", "django"), LOCALES / "vi", "django")
    return 0


def page_messages() -> Catalog:
    """Every message of templates and Python, and what the floors below may say."""
    found = Catalog(charset="utf-8")
    for path in sorted([*PACKAGE.glob("web/**/*.py"), *PACKAGE.glob("config/*.py")]):
        _add(found, path, path.read_text(encoding="utf-8"), "python")
    for path in sorted(PACKAGE.glob("web/templates/**/*.html")):
        marked = templatize(path.read_text(encoding="utf-8"))
        # Python's own tokens are read from it: what indents HTML must not indent there.
        _add(found, path, "\n".join(line.strip() for line in marked.splitlines()), "python")
    for said in find_said(PACKAGE):
        _put(found, said.words, said.path, CONTEXT)
    return found


def script_messages() -> Catalog:
    """Every message of the scripts."""
    found = Catalog(charset="utf-8")
    for path in sorted(PACKAGE.glob("web/static/bayen/*.js")):
        _add(found, path, path.read_text(encoding="utf-8"), "javascript")
    return found


def _add(found: Catalog, path: Path, source: str, kind: str) -> None:
    name = path.relative_to(PACKAGE).as_posix()
    called = {new: FUNCTIONS[old] for old, new in _RENAMED.findall(source) if old in FUNCTIONS}
    read = extract(kind, io.BytesIO(source.encode()), keywords=FUNCTIONS | called)
    for _, words, _, context in read:
        _put(found, words, name, context)


def _put(found: Catalog, words: str | tuple[str, ...], path: str, context: str | None) -> None:
    places = [(path, 0)]
    found.add(words, locations=places, context=context)  # vocabulary: Babel's own name


def load(folder: Path, domain: str) -> Catalog:
    """The catalogue as it is kept; an empty one where there is none."""
    path = folder / "LC_MESSAGES" / f"{domain}.po"
    if not path.is_file():
        return Catalog(locale=folder.name, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=folder.name, charset="utf-8")


def dump(catalogue: Catalog, folder: Path, domain: str) -> None:
    path = folder / "LC_MESSAGES" / f"{domain}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(rendered(catalogue))
    path.with_suffix(".mo").write_bytes(compiled(catalogue))


def rendered(catalogue: Catalog) -> bytes:
    """As a .po file: sorted, without dates or line numbers, so that only words make changes."""
    out = io.BytesIO()
    write_po(out, catalogue, width=99, sort_output=True, omit_header=True, include_lineno=False)
    head = "".join(
        f'"{name}: {value}\\n"\n' for name, value in _Dateless(catalogue.locale).mime_headers
    )
    return f'msgid ""\nmsgstr ""\n{head}\n'.encode() + out.getvalue()


class _Dateless(Catalog):
    """A catalogue whose head says what gettext needs, and neither when nor by what it was made."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Language", str(self.locale_identifier)),
            ("Plural-Forms", self.plural_forms),
        ]


def compiled(catalogue: Catalog) -> bytes:
    """As gettext reads it."""
    dateless = _Dateless(locale=catalogue.locale, charset="utf-8")
    for message in catalogue:
        if message.id:
            dateless.add(message.id, message.string, context=message.context)
    out = io.BytesIO()
    write_mo(out, dateless)
    return out.getvalue()


def find_faults() -> Iterator[str]:
    """What keeps a page from being whole in both languages."""
    for domain, wanted in {"django": page_messages(), "djangojs": script_messages()}.items():
        kept = load(LOCALES / "en", domain)
        yield from _differences(wanted, kept)
        yield from _faults_of(kept, domain)
    yield from _faults_of(load(LOCALES / "vi", "django"), "django")


def _differences(wanted: Catalog, kept: Catalog) -> Iterator[str]:
    in_source = {_key(message): message for message in wanted if message.id}
    in_catalogue = {_key(message) for message in kept if message.id}
    for key, message in in_source.items():
        if key not in in_catalogue:
            yield f"en: not in the catalogue: {key} ({message.locations[0][0]})"
    for key in sorted(in_catalogue - in_source.keys()):
        yield f"en: no longer said: {key}"


def _faults_of(kept: Catalog, domain: str) -> Iterator[str]:
    name = f"{kept.locale}/{domain}"
    for message in kept:
        if message.id:
            yield from (f"{name}: {fault}: {_key(message)}" for fault in _faults_in(message))
    path = LOCALES / str(kept.locale) / "LC_MESSAGES" / f"{domain}.mo"
    if not path.is_file() or path.read_bytes() != compiled(kept):
        yield f"{name}: the compiled catalogue is another: run tools/build_messages.py"


def _faults_in(message: Message) -> Iterator[str]:
    said = message.string if isinstance(message.string, list | tuple) else [message.string or ""]
    if message.fuzzy:
        yield "fuzzy"
    if not all(said):
        yield "not translated"
        return
    places = set(_PLACES.findall(_key(message)))
    if any(set(_PLACES.findall(one)) - places for one in said):
        yield "names a value that is not there"
    if places - set(_PLACES.findall(said[-1])):
        yield "leaves out a value"


def _key(message: Message) -> str:
    singular = message.id[0] if isinstance(message.id, tuple) else message.id
    return f"{message.context}: {singular}" if message.context else str(singular)


if __name__ == "__main__":
    sys.exit(main())
