"""The own words of a place: phrases that people there said the meaning of.

A phrase is a few words with "…" where the number stands: "… tổ tự quản", "vận động được …",
"thu … khẩu". Pure values: where phrases are kept, and whose are used, is decided above. The
words by which a figure stands are told here too, cut so that no name comes along.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bayen.intake.context import Context, strip_bound
from bayen.intake.found import Found
from bayen.intake.indicators import Named
from bayen.intake.scan import Scan, fold_case
from bayen.intake.values import Reason

GAP = "…"
LONGEST = 80
WEIGHT = 20.0
"""Above every rule of the shipped lexicon: a person of the place said so."""
_LEAST_WORDS = 2
_MOST_AFTER, _MOST_BEFORE = 8, 5


class PhraseError(ValueError):
    """Words that can be no phrase; the message is for people."""


@dataclass(frozen=True, slots=True)
class OwnPhrase:
    """A phrase in use.

    Attributes:
        words: as `parse_phrase` gives them.
        indicator: code of the catalogue.
        owner_vi: whose lexicon it is in: "xã Sốp Cộp".
    """

    words: str
    indicator: str
    owner_vi: str


def parse_phrase(words: str) -> str:
    """The words as they are kept: lower case, one space, "…" for the number.

    Raises:
        PhraseError: too short or long, a number or a name, or two places for the number.
    """
    plain = unicodedata.normalize("NFC", words).replace("...", GAP)
    if name := _name_in(plain.strip(f" {GAP}")):
        raise PhraseError(f"«{name}» giống tên riêng; chỉ ghi từ chung, không ghi tên.")
    plain = fold_case(" ".join(plain.replace(GAP, f" {GAP} ").split())).strip(" ,;.:–-")
    if GAP not in plain:
        plain = f"{GAP} {plain}"
    if plain.count(GAP) > 1:
        raise PhraseError(f"Chỉ đặt một dấu «{GAP}» ở chỗ của con số.")
    if any(char.isdigit() for char in plain):
        raise PhraseError(f"Cụm từ không có chữ số; đặt dấu «{GAP}» ở chỗ của con số.")
    if len(re.findall(r"\w+", plain)) < _LEAST_WORDS:
        raise PhraseError("Cụm từ phải có ít nhất hai tiếng, để không nhận nhầm số khác.")
    if len(plain) > LONGEST:
        raise PhraseError(f"Cụm từ dài quá {LONGEST} chữ; hãy ghi ngắn lại.")
    return plain


class Phrasebook:
    """The phrases of a place and of those above it; the nearest place is asked first."""

    def __init__(self, phrases: Iterable[OwnPhrase], titles: Mapping[str, str]) -> None:
        self._titles = titles
        self._phrases = [(*_halves(phrase.words), phrase) for phrase in phrases]

    def name(self, context: Context) -> Named | None:
        """The indicator that the words beside a figure have here; None when none is kept."""
        if not self._phrases:
            return None
        near, after = _plain_end(context.near), context.after.lstrip(_JOINTS)
        held = [
            phrase
            for before, behind, phrase in self._phrases
            if _ends_with(near, before) and _begins_with(after, behind)
        ]
        return self._named(held)

    def name_cell(self, labels: Sequence[str]) -> Named | None:
        """The same of a cell of a table, by the folded words of its headers."""
        said = {_plain_end(label) for label in labels}
        held = [p for before, behind, p in self._phrases if (before or behind) in said
                and not (before and behind)]  # fmt: skip
        return self._named(held)

    def _named(self, held: Sequence[OwnPhrase]) -> Named | None:
        """Of several the longest, then that of the nearest place, which stands first."""
        if not held:
            return None
        chosen = max(held, key=lambda phrase: len(phrase.words))
        title = self._titles.get(chosen.indicator, chosen.indicator)
        why = f"từ vựng của {chosen.owner_vi}: «{chosen.words}» → {title}"
        return Named(chosen.indicator, WEIGHT, Reason("indicator", why))


def find_phrase(scan: Scan, figure: Found, noun: str) -> str:
    """The words by which a figure of prose stands, kept free of names; "" when too few are left.

    The words after the number tell what is counted; where they are no more than the unit,
    those before it come along: "thu hút … lượt người".
    """
    start = figure.number.end
    length = len(noun) if not scan.odd_spaces else _MOST_AFTER * 8
    after = _common_words(scan.text[start : start + length])[:_MOST_AFTER]
    behind = " ".join(after)
    unit = figure.unit.text.split() if figure.unit else ()
    if len(after) >= max(_LEAST_WORDS, len(unit) + 1):
        return _kept(f"{GAP} {behind}")
    begins = max(0, figure.number.start - _SEEN_BEFORE)
    ends = begins + len(strip_bound(scan.lowered[begins : figure.number.start]))
    lead = scan.text[begins:ends].rstrip(_JOINTS)
    before = _common_words(" ".join(lead.split(" ")[-_MOST_BEFORE:]), from_end=True)
    return _kept(f"{' '.join(before)} {GAP} {behind}".strip())


def phrase_of_label(label: str) -> str:
    """The words of a header or label of a table, as a phrase; "" when they name something."""
    words = _common_words(label.strip())
    return _kept(f"{GAP} {' '.join(words)}") if len(words) == len(label.split()) else ""


_JOINTS = " \t\n\u00a0:–-"
_WORD = re.compile(r"[^\W\d_]+(?:[-/][^\W\d_]+)*")
_STOP = re.compile(r"[^\w\s/-]|\d|\n")
_SEEN_BEFORE = 60
# After these a capital begins a name of a place or a person, however it goes on.
_BEFORE_NAMES = frozenset((
    "xã", "phường", "huyện", "quận", "tỉnh", "tp", "thị", "trấn", "thôn", "bản", "ấp", "buôn",
    "làng", "xóm", "khóm", "bon", "plei", "tiểu", "khu", "ông", "bà", "anh", "chị", "em", "cháu",
    "cụ", "đồng", "chí", "đ/c", "tên", "họ",
))  # fmt: skip
_LOOSE_ENDS = frozenset((
    "của", "tại", "ở", "cho", "với", "và", "trên", "trong", "thuộc", "do", "từ", "về", "là", "có",
    "được", "bị", "các", "những", "xã", "phường", "huyện", "quận", "tỉnh", "thôn", "bản", "ấp",
    "buôn", "làng", "xóm", "khóm", "ông", "bà", "anh", "chị", "em", "cháu", "cụ", "chí", "tên",
    "họ", "đối",
))  # fmt: skip


def _common_words(text: str, *, from_end: bool = False) -> list[str]:
    """The words beside a number up to the first stop, number or name, in their order.

    "Mường Và", "Nguyễn Văn A" are names: capitals on every syllable. "an ninh Tổ quốc", "Công
    an" and "MTTQ" are not.
    """
    stops = list(_STOP.finditer(text))
    if from_end:
        found = list(_WORD.finditer(text, stops[-1].end() if stops else 0))
        names = [i for i in range(len(found)) if _is_name(text, found, i)]
        kept = found[names[-1] + 1 :] if names else found
    else:
        found = list(_WORD.finditer(text, 0, stops[0].start() if stops else len(text)))
        names = [i for i in range(len(found)) if _is_name(text, found, i)]
        kept = found[: names[0]] if names else found
    words = [fold_case(match.group()) for match in kept]
    loose = 0 if from_end else -1
    while words and words[loose] in _LOOSE_ENDS:
        words.pop(loose)
    return words


def _is_name(text: str, words: Sequence[re.Match[str]], at: int) -> bool:
    word = words[at].group()
    if not word[0].isupper() or (len(word) > 1 and word.isupper()):
        return False
    before = words[at - 1].group() if at else ""
    if fold_case(before) in _BEFORE_NAMES or before[:1].isupper():
        return True
    if at + 1 < len(words):
        follows = words[at + 1].group()
        return follows[0].isupper() or fold_case(follows) in {"văn", "thị"}
    return bool(at)


def _name_in(text: str) -> str:
    words = list(_WORD.finditer(text))
    return next((w.group() for i, w in enumerate(words) if _is_name(text, words, i)), "")


def _kept(words: str) -> str:
    try:
        return parse_phrase(words)
    except PhraseError:
        return ""


def _halves(words: str) -> tuple[str, str]:
    before, _, behind = words.partition(GAP)
    return before.strip(), behind.strip()


def _plain_end(text: str) -> str:
    return text.rstrip(_JOINTS)


def _ends_with(text: str, words: str) -> bool:
    if not words:
        return True
    at = len(text) - len(words)
    return text.endswith(words) and (at == 0 or not text[at - 1].isalnum())


def _begins_with(text: str, words: str) -> bool:
    if not words:
        return True
    return text.startswith(words) and not text[len(words) : len(words) + 1].isalnum()


def find_person_like(labels: Iterable[str]) -> Iterator[str]:
    """Labels, as written, that look like names of persons: capitals on two to five syllables."""
    for label in labels:
        words = label.split()
        if 2 <= len(words) <= 5 and all(w[0].isupper() and w[1:].islower() for w in words if w):
            yield label
