"""Editing a phrase of a place's own lexicon."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from bayen.catalogue.indicators import load_indicators


class PhraseForm(forms.Form):
    """The words, with "…" where the number stands, and what they count."""

    words = forms.CharField(
        label=_("Cụm từ"),
        max_length=80,
        error_messages={"required": _("Ghi cụm từ, đặt dấu … ở chỗ của con số")},
        widget=forms.TextInput(attrs={"class": "form-control", "maxlength": "80"}),
    )
    indicator = forms.CharField(
        label=_("Chỉ tiêu"),
        error_messages={"required": _("Chọn chỉ tiêu trong danh sách hiện ra")},
    )

    def clean_indicator(self) -> str:
        code: str = self.cleaned_data["indicator"]
        if code not in load_indicators():
            raise forms.ValidationError(_("Chọn chỉ tiêu trong danh sách hiện ra"))
        return code
