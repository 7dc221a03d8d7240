"""Addresses: those of the pages."""

from django.urls import include, path

urlpatterns = [path("", include("bayen.web.urls"))]
