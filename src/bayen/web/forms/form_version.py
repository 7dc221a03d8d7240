"""A new version of a form, as an administrator writes it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bayen.actions.form_versions import VersionText, content_of
from bayen.catalogue.forms import Form


class FormVersionForm(forms.Form):
    """Everything that a version says; the level and the kind of period stay the form's."""

    title = forms.CharField(
        label=_("Tên biểu mẫu"),
        max_length=300,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    valid_from = forms.DateField(
        label=_("Dùng từ kỳ bắt đầu ngày"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"class": "form-control", "type": "date"}),
    )
    legal_basis = forms.CharField(
        label=_("Căn cứ của biểu mẫu"),
        max_length=300,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    working_days = forms.IntegerField(
        label=_("Hạn gửi: số ngày làm việc sau ngày chốt"),
        min_value=1,
        max_value=60,
        widget=forms.NumberInput(attrs={"class": "form-control"}),
    )
    deadline_basis = forms.CharField(
        label=_("Căn cứ của hạn gửi"),
        max_length=300,
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    content = forms.CharField(
        label=_("Các mục và chỉ tiêu, theo thứ tự"),
        widget=forms.Textarea(
            attrs={"class": "form-control", "rows": 24, "spellcheck": "false", "lang": "vi"}
        ),
    )

    def text(self, code: str) -> VersionText:
        """What was written, once it is valid."""
        return VersionText(code=code, **self.cleaned_data)


def initial_of(form: Form) -> dict[str, Any]:
    """A new version begins as a copy of the last one."""
    return {
        "title": form.title_vi,
        "legal_basis": form.legal_basis,
        "working_days": form.deadline.working_days,
        "deadline_basis": form.deadline.legal_basis,
        "content": content_of(form),
    }
