"""The program as a WSGI application; the engine warms up while the first page is asked for."""

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bayen.config.settings")
application = get_wsgi_application()


def _warm_up() -> None:
    """Build what every question needs, so that nobody's first table waits for it."""
    from django.db import connection  # noqa: PLC0415 (settings are there only now)

    from bayen.access.overlays import follow_overlays  # noqa: PLC0415 (models are there only now)
    from bayen.config.composition import engine  # noqa: PLC0415 (models are there only now)

    try:
        follow_overlays()
        engine()
    finally:
        connection.close()


threading.Thread(target=_warm_up, name="warm-up", daemon=True).start()
