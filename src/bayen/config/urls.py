"""Addresses: the pages, and the log-in of allauth."""

from django.urls import include, path

urlpatterns = [
    path("tai-khoan/", include("allauth.account.urls")),
    path("tai-khoan/bao-mat/", include("allauth.mfa.urls")),
    path("", include("bayen.web.urls")),
]
