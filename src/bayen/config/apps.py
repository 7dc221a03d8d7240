"""Composition at start-up: hands the floors below what this installation runs on."""

from django.apps import AppConfig


class CompositionConfig(AppConfig):
    name = "bayen.config"
    label = "composition"
