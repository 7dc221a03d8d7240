"""Composition at start-up: hands the floors below what this installation runs on."""

from django.apps import AppConfig

from bayen.engine.serving import install_engine


class CompositionConfig(AppConfig):
    name = "bayen.config"
    label = "composition"

    def ready(self) -> None:
        from bayen.config.composition import engine  # noqa: PLC0415 (models are ready only now)

        install_engine(engine)
