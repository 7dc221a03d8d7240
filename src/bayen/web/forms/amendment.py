"""Correcting a figure that stands in the ledger, or taking it back: always with a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bayen.core.quantities import Quantity, QuantityError, parse_quantity
from bayen.web.retelling import retell


class AmendmentForm(forms.Form):
    """A new number with the reason; without a number the figure is taken back."""

    quantity = forms.CharField(
        label=_("Số đúng"),
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=500,
        error_messages={
            "required": _("Ghi lý do đính chính"),
            "max_length": _("Lý do dài quá 500 chữ; ghi ngắn lại"),
        },
        widget=forms.TextInput(attrs={"class": "form-control", "maxlength": "500"}),
    )

    @property
    def takes_back(self) -> bool:
        return "take_back" in self.data

    def clean_quantity(self) -> Quantity | None:
        written: str = self.cleaned_data["quantity"].strip()
        if not written:
            return None
        try:
            return parse_quantity(written)
        except QuantityError as error:
            raise forms.ValidationError(retell(str(error))) from None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.takes_back and not self.errors.get("quantity") and not cleaned.get("quantity"):
            self.add_error("quantity", _("Nhập số đúng, hoặc bấm «Rút số liệu»"))
        return cleaned
