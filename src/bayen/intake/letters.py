"""The letters of Vietnamese, for the classes of patterns.

A range such as "À-Ỹ" will not do: small and capital letters with marks take turns in Unicode.
"""

UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
"""The capital letters."""
LOWER = UPPER.lower()
"""The small letters."""
