"""Addresses of the pages: in Vietnamese without diacritics, since people read and send them."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from bayen.web.views.privacy import privacy
from bayen.web.views.sign_in import sign_in

urlpatterns = [
    path("dang-nhap/", sign_in, name="account_login"),
    path("dang-xuat/", LogoutView.as_view(), name="account_logout"),
    path("du-lieu-duoc-nhap/", privacy, name="privacy"),
]
