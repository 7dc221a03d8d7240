"""Sending a document: a file or pasted text, and what it does not say itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from bayen.core.periods import Period
from bayen.web.period_menu import find_period
from bayen.web.upload_limit import LIMIT, too_large_words

PASTED_NAME = "van-ban-dan-vao.txt"


@dataclass(frozen=True, slots=True)
class Received:
    """The bytes to read and what to call them."""

    data: bytes
    name: str


class UploadForm(forms.Form):
    """Either a file or text; place, period and day only where the document names none."""

    file = forms.FileField(
        label=_("Tệp văn bản"),
        required=False,
        allow_empty_file=True,  # the reader of documents refuses it in its own words
        widget=forms.ClearableFileInput(
            attrs={
                "class": "form-control",
                "accept": ".docx,.doc,.pdf,.html,.htm,.txt,.xlsx,.xls,.ods",
            }
        ),
    )
    text = forms.CharField(
        label=_("Nội dung dán vào"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 6}),
    )
    place = forms.CharField(label=_("Địa bàn"), required=False)
    period = forms.CharField(label=_("Kỳ báo cáo"), required=False)
    day = forms.DateField(
        label=_("Ngày văn bản"),
        required=False,
        error_messages={"invalid": _("Ngày văn bản chưa đúng; chọn trên lịch hoặc viết 05/9/2026")},
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"class": "form-control", "type": "date"}),
    )

    def clean_file(self) -> UploadedFile[Any] | None:
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file is not None and (file.size or 0) > LIMIT:
            raise forms.ValidationError(too_large_words())
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        has_file = cleaned.get("file") is not None
        has_text = bool((cleaned.get("text") or "").strip())
        if not has_file and not has_text and "file" not in self.errors:
            self.add_error("file", _("Chọn một tệp, hoặc dán nội dung báo cáo vào ô bên dưới"))
        if has_file and has_text:
            self.add_error("text", _("Chỉ gửi tệp hoặc nội dung dán vào, không gửi cả hai"))
        return cleaned

    @property
    def received(self) -> Received:
        """What was sent; only of a valid form."""
        file = self.cleaned_data["file"]
        if file is not None:
            return Received(file.read(), file.name or "van-ban")
        return Received(self.cleaned_data["text"].encode(), PASTED_NAME)

    @property
    def source_field(self) -> str:
        """The field that what is sent came from: where a refusal belongs."""
        return "file" if self.cleaned_data.get("file") is not None else "text"

    @property
    def chosen_period(self) -> Period | None:
        return find_period(self.cleaned_data["period"])
