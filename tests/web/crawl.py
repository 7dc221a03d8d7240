"""Every page that an account can come to: by address, by link, and by sending empty forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from django.urls.exceptions import NoReverseMatch
from selectolax.lexbor import LexborHTMLParser, LexborNode

PER_PAGE = 2  # addresses of one page that are looked at; they differ in what they show
NUMBERS = range(1, 5)
VALUES = {"kind": "docx", "secret": "khong-co"}
LEFT_ALONE = {"language", "account_logout"}


class Seen(NamedTuple):
    """A page as it was answered."""

    address: str
    html: str


def every_page(client: Client) -> Iterator[Seen]:
    """All pages within the account's reach; what the forms write is taken back."""
    waiting = [*addresses(), "/khong-co-trang-nay/"]
    seen: set[str] = set()
    looked_at: Counter[str] = Counter()
    sent: set[tuple[str, str]] = set()
    while waiting:
        address = waiting.pop(0)
        name = _name_of(address)
        if address in seen or name in LEFT_ALONE or looked_at[name] >= PER_PAGE:
            continue
        seen.add(address)
        response = client.get(address, follow=True)
        if not _is_page(response):
            continue
        looked_at[name] += 1
        page = LexborHTMLParser(response.content.decode())
        yield Seen(address, response.content.decode())
        waiting += [urljoin(address, link) for link in _links(page)]
        for form in page.css("form[method=post]"):
            target = urljoin(address, form.attributes.get("action") or address)
            if (name, _name_of(target)) not in sent and _name_of(target) not in LEFT_ALONE:
                sent.add((name, _name_of(target)))
                yield from _answers(client, target, form)


def addresses() -> list[str]:
    """Every address of the URLconf, with small numbers where it wants one."""
    return [address for pattern in _patterns(get_resolver()) for address in _filled(pattern)]


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _patterns(one)
        else:
            yield one


def _filled(pattern: URLPattern) -> Iterator[str]:
    resolver = get_resolver()
    for number in NUMBERS:
        names = pattern.pattern.converters
        values = {name: VALUES.get(name, number) for name in names}
        try:
            yield "/" + resolver.reverse(pattern.name or "", **values).lstrip("/")
        except NoReverseMatch:
            return
        if not names:
            return


def _links(page: LexborHTMLParser) -> list[str]:
    hrefs = (link.attributes.get("href") or "" for link in page.css("a[href], [hx-get]"))
    return [href for href in hrefs if not href.startswith("#") and not urlsplit(href).netloc]


def _answers(client: Client, target: str, form: LexborNode) -> Iterator[Seen]:
    """What comes back for the form as it stands, and for it with every box emptied."""
    as_it_stands, emptied = (_fields(form, is_emptied=empty) for empty in (False, True))
    for fields in (as_it_stands, emptied) if emptied != as_it_stands else (emptied,):
        with transaction.atomic():
            response = client.post(target, fields, follow=True)
            html = response.content.decode() if _is_page(response) else ""
            transaction.set_rollback(True)
        if html:
            yield Seen(f"POST {target}", html)


def _fields(form: LexborNode, *, is_emptied: bool) -> dict[str, str]:
    found: dict[str, str] = {}
    for field in form.css("input[name], textarea[name], button[name], select[name]"):
        kind, name = field.attributes.get("type"), field.attributes["name"] or ""
        if name in found or kind == "file":
            continue
        keeps = kind == "hidden" or field.tag == "button" or not is_emptied
        found[name] = (field.attributes.get("value") or "") if keeps else ""
    return found


def _is_page(response: HttpResponseBase) -> bool:
    kind = response.headers.get("Content-Type", "")
    return kind.startswith("text/html") and not response.streaming


def _name_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""
