"""What the libraries may say on our pages, they say in Vietnamese to who reads Vietnamese."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from allauth.account.adapter import get_adapter as account_adapter
from allauth.mfa.adapter import get_adapter as second_factor_adapter
from django import forms
from django.contrib.auth.password_validation import get_default_password_validators
from django.core import validators
from django.core.exceptions import ValidationError
from django.utils import translation

from tests.web.page_words import VIETNAMESE


def every_field() -> Iterator[type[forms.Field]]:
    waiting: list[type[forms.Field]] = [forms.Field]
    while waiting:
        kind = waiting.pop()
        if kind.__module__ == "django.forms.fields":
            yield kind
            waiting += kind.__subclasses__()


def said_by_fields() -> set[str]:
    return {
        str(message)
        for kind in every_field()
        for message in getattr(kind, "default_error_messages", {}).values()
    }


def said_by_validators() -> set[str]:
    kinds = [one for one in vars(validators).values() if isinstance(one, type)]
    return {str(kind.message) for kind in kinds if hasattr(kind, "message")}


def said_by_allauth() -> set[str]:
    adapters = (account_adapter(), second_factor_adapter())
    return {str(message) for one in adapters for message in one.error_messages.values()}


@pytest.mark.parametrize("said_by", [said_by_fields, said_by_validators, said_by_allauth])
def test_every_error_of_a_library_has_its_vietnamese(said_by):
    with translation.override("vi"):
        said = said_by()
    assert len(said) > 10
    assert {words for words in said if words and not VIETNAMESE.search(words)} == set()


@pytest.mark.parametrize("password", ["abc", "1234567890123", "password12"])
def test_what_is_wrong_with_a_password_is_said_in_vietnamese(password: str):
    found: list[str] = []
    with translation.override("vi"):
        for validator in get_default_password_validators():
            try:
                validator.validate(password, None)
            except ValidationError as error:
                found += error.messages
    assert found
    assert all(VIETNAMESE.search(message) for message in found)
