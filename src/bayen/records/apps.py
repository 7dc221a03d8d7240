"""The Django app that owns every table."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "bayen.records"
    label = "records"
    verbose_name = "Số liệu và hồ sơ"
