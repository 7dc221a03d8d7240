"""Setting one figure right: number, unit, indicator, place and days."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bayen.catalogue.indicators import load_indicators
from bayen.catalogue.places import load_atlas
from bayen.core.quantities import Quantity, QuantityError, parse_quantity
from bayen.core.spans import Span
from bayen.web.period_menu import find_period
from bayen.web.retelling import retell

_DAY = {"class": "form-control", "type": "date"}
_DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]
_BAD_DAY = {"invalid": _("Ngày chưa đúng; chọn trên lịch hoặc viết 14/9/2026")}


class CorrectionForm(forms.Form):
    """The whole figure as it should be; what is left as it was counts as unchanged."""

    quantity = forms.CharField(
        label=pgettext_lazy("số liệu", "Số"),
        error_messages={"required": _("Nhập số")},
        widget=forms.TextInput(attrs={"class": "form-control", "inputmode": "text"}),
    )
    unit = forms.CharField(
        label=_("Đơn vị tính"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    indicator = forms.CharField(
        label=_("Chỉ tiêu"), error_messages={"required": _("Chọn chỉ tiêu trong danh sách hiện ra")}
    )
    place = forms.CharField(
        label=_("Địa bàn"), error_messages={"required": _("Chọn địa bàn trong danh sách hiện ra")}
    )
    period = forms.CharField(label=_("Kỳ"), required=False)
    first_day = forms.DateField(
        label=_("Từ ngày"),
        required=False,
        input_formats=_DAY_FORMATS,
        error_messages=_BAD_DAY,
        widget=forms.DateInput(format="%Y-%m-%d", attrs=_DAY),
    )
    last_day = forms.DateField(
        label=_("Đến ngày"),
        required=False,
        input_formats=_DAY_FORMATS,
        error_messages=_BAD_DAY,
        widget=forms.DateInput(format="%Y-%m-%d", attrs=_DAY),
    )

    def clean_quantity(self) -> Quantity:
        try:
            return parse_quantity(self.cleaned_data["quantity"])
        except QuantityError as error:
            raise forms.ValidationError(retell(str(error))) from None

    def clean_indicator(self) -> str:
        code: str = self.cleaned_data["indicator"]
        if code not in load_indicators():
            raise forms.ValidationError(_("Chọn chỉ tiêu trong danh sách hiện ra"))
        return code

    def clean_place(self) -> str:
        place_id: str = self.cleaned_data["place"]
        if place_id not in load_atlas():
            raise forms.ValidationError(_("Chọn địa bàn trong danh sách hiện ra"))
        return place_id

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("period"):
            self._take_period(cleaned)
        first_day: date | None = cleaned.get("first_day")
        last_day: date | None = cleaned.get("last_day")
        if last_day is None and not self.errors.keys() & {"last_day", "period"}:
            self.add_error("last_day", _("Chọn kỳ, hoặc ghi ngày cuối của số liệu"))
        elif first_day and last_day and first_day > last_day:
            self.add_error("first_day", _("Từ ngày phải trước hoặc bằng đến ngày"))
        return cleaned

    def _take_period(self, cleaned: dict[str, Any]) -> None:
        period = find_period(cleaned["period"])
        if period is None:
            self.add_error("period", _("Chọn kỳ trong danh sách"))
            return
        cleaned["first_day"], cleaned["last_day"] = period.first_day, period.last_day

    @property
    def span(self) -> Span:
        """The days; only of a valid form."""
        return Span(self.cleaned_data["first_day"], self.cleaned_data["last_day"])
