"""Addresses: those of the pages, and of the interface for programs."""

from django.urls import include, path

from bayen.api.interface import api

urlpatterns = [path("", include("bayen.web.urls")), path("api/v1/", api.urls)]
