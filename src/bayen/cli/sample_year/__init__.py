"""An invented year of monthly forms from every commune of tỉnh Sơn La ("số liệu minh họa").

`load_sample_year()` gives what officers would have typed for 15/12/2024-14/9/2026,
across the change of 1 July 2025: the same seed, the same year. Nothing in it was ever
reported by anyone; whatever shows it shows `NOTICE_VI` too.
"""

from bayen.cli.sample_year.values import (
    NOTICE_VI,
    MistakeKind,
    PlantedError,
    SampleCorrection,
    SampleSubmission,
    SampleYear,
    Window,
)
from bayen.cli.sample_year.year import PROVINCE_ID, SEED, load_sample_year, sample_year

__all__ = [
    "NOTICE_VI",
    "PROVINCE_ID",
    "SEED",
    "MistakeKind",
    "PlantedError",
    "SampleCorrection",
    "SampleSubmission",
    "SampleYear",
    "Window",
    "load_sample_year",
    "sample_year",
]
