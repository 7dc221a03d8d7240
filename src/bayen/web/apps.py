"""The pages as a Django app: templates, static files, addresses."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "bayen.web"
    label = "web"
    verbose_name = "trang web"

    def ready(self) -> None:
        from bayen.web.sign_in_signals import connect  # noqa: PLC0415 (models are ready only now)

        connect()
