"""The pages as a Django app: templates, static files, addresses."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "bayen.web"
    label = "web"
    verbose_name = "trang web"
