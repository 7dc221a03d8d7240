"""Opening an account, giving and ending a posting."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from bayen.catalogue.places import load_atlas
from bayen.core.days import ONE_DAY
from bayen.web.account_words import role_choices

_DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]
_BAD_DAY = {
    "invalid": lazy("Ngày chưa đúng; chọn trên lịch hoặc viết 14/9/2026"),
    "required": lazy("Chọn ngày"),
}


def _day_field(label: Any, *, required: bool) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        input_formats=_DAY_FORMATS,
        error_messages=_BAD_DAY,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"class": "form-control", "type": "date"}),
    )


class PostingForm(forms.Form):
    """A role at a place, from one day to another; both days count."""

    role = forms.ChoiceField(
        label=lazy("Vai trò"),
        error_messages={"required": lazy("Chọn vai trò"), "invalid_choice": lazy("Chọn vai trò")},
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    place = forms.CharField(
        label=lazy("Địa bàn"),
        error_messages={"required": lazy("Chọn địa bàn trong danh sách hiện ra")},
    )
    first_day = _day_field(lazy("Từ ngày"), required=True)
    last_day = _day_field(lazy("Đến hết ngày"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = self.fields["role"]
        if isinstance(role, forms.ChoiceField):
            role.choices = role_choices(_("Chọn vai trò"))

    def clean_place(self) -> str:
        place_id: str = self.cleaned_data["place"]
        if place_id not in load_atlas():
            raise forms.ValidationError(_("Chọn địa bàn trong danh sách hiện ra"))
        return place_id

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first_day, last_day = cleaned.get("first_day"), cleaned.get("last_day")
        if first_day and last_day and last_day < first_day:
            self.add_error("last_day", _("Ngày cuối phải sau ngày bắt đầu"))
        return cleaned

    @property
    def valid_until(self) -> date | None:
        """The day after the last; only of a valid form."""
        last_day: date | None = self.cleaned_data["last_day"]
        return last_day + ONE_DAY if last_day else None


class InvitationForm(PostingForm):
    """A new account with its first posting; there is no field for a password."""

    display_name = forms.CharField(
        label=lazy("Tên hiển thị"),
        max_length=120,
        error_messages={"required": lazy("Nhập tên hiển thị")},
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    username = forms.CharField(
        label=lazy("Tên đăng nhập"),
        max_length=64,
        validators=[
            RegexValidator(
                r"\A[a-z0-9][a-z0-9._-]*\Z",
                lazy("Tên đăng nhập chỉ gồm chữ thường không dấu, số, dấu chấm và gạch"),
            )
        ],
        error_messages={"required": lazy("Nhập tên đăng nhập")},
        widget=forms.TextInput(
            attrs={"class": "form-control", "autocapitalize": "none", "autocomplete": "off"}
        ),
    )
    field_order = ("display_name", "username", "role", "place", "first_day", "last_day")


class EndPostingForm(forms.Form):
    """The last day of a posting."""

    last_day = _day_field(lazy("Ngày cuối"), required=True)
