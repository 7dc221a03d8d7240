"""Signing in and the second step: allauth's views, with our pages and addresses."""

from __future__ import annotations

from allauth.account.views import LoginView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.urls import path, reverse_lazy

_SECURITY = reverse_lazy("mfa_index")

sign_in = LoginView.as_view(template_name="web/sign_in.html")

# allauth finds its own way among these by their names; what is not listed is not served.
SECOND_STEP = [
    path(
        "dang-nhap/buoc-hai/",
        AuthenticateView.as_view(template_name="web/second_factor/authenticate.html"),
        name="mfa_authenticate",
    ),
    path("dang-nhap/khoa/", LoginWebAuthnView.as_view(), name="mfa_login_webauthn"),
    path(
        "bao-mat/xac-nhan/",
        ReauthenticateView.as_view(template_name="web/second_factor/again.html"),
        name="account_reauthenticate",
    ),
    path(
        "bao-mat/xac-nhan/ma/",
        CodeAgainView.as_view(template_name="web/second_factor/again.html"),
        name="mfa_reauthenticate",
    ),
    path(
        "bao-mat/xac-nhan/khoa/",
        ReauthenticateWebAuthnView.as_view(template_name="web/second_factor/again.html"),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "bao-mat/",
        IndexView.as_view(template_name="web/second_factor/index.html"),
        name="mfa_index",
    ),
    path(
        "bao-mat/ung-dung/bat/",
        ActivateTOTPView.as_view(template_name="web/second_factor/totp_on.html"),
        name="mfa_activate_totp",
    ),
    path(
        "bao-mat/ung-dung/tat/",
        DeactivateTOTPView.as_view(template_name="web/second_factor/totp_off.html"),
        name="mfa_deactivate_totp",
    ),
    path(
        "bao-mat/ma-du-phong/",
        ViewRecoveryCodesView.as_view(template_name="web/second_factor/codes.html"),
        name="mfa_view_recovery_codes",
    ),
    path(
        "bao-mat/ma-du-phong/moi/",
        GenerateRecoveryCodesView.as_view(template_name="web/second_factor/codes_new.html"),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "bao-mat/khoa/them/",
        AddWebAuthnView.as_view(template_name="web/second_factor/key_new.html"),
        name="mfa_add_webauthn",
    ),
    path(
        "bao-mat/khoa/<int:pk>/ten/",
        EditWebAuthnView.as_view(
            template_name="web/second_factor/key_name.html", success_url=_SECURITY
        ),
        name="mfa_edit_webauthn",
    ),
    path(
        "bao-mat/khoa/<int:pk>/bo/",
        RemoveWebAuthnView.as_view(
            template_name="web/second_factor/key_off.html", success_url=_SECURITY
        ),
        name="mfa_remove_webauthn",
    ),
]
