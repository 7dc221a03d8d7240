"""Reading documents: from a file to figures with their indicator, place and period.

`load_document` turns bytes into text with passages; `read_document` finds the figures and
names, places and dates each, with its reasons; `as_guide_json` writes one for exchange.
"""

from bayen.intake.document import Document, Passage, Refused
from bayen.intake.guide import as_guide_json
from bayen.intake.knowledge import Knowledge, load_knowledge, rules_alone
from bayen.intake.layouts import Layout, LayoutError, parse_layout, remember_layouts
from bayen.intake.loading import load_document
from bayen.intake.phrasebook import OwnPhrase, PhraseError, parse_phrase
from bayen.intake.reading import read_document
from bayen.intake.values import Alternative, Candidate, Proposal, Reading, Reason

__all__ = [
    "Alternative",
    "Candidate",
    "Document",
    "Knowledge",
    "Layout",
    "LayoutError",
    "OwnPhrase",
    "Passage",
    "PhraseError",
    "Proposal",
    "Reading",
    "Reason",
    "Refused",
    "as_guide_json",
    "load_document",
    "load_knowledge",
    "parse_layout",
    "parse_phrase",
    "read_document",
    "remember_layouts",
    "rules_alone",
]
