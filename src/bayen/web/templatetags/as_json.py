"""Values for scripts, written into an attribute: no script stands in a page."""

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    """JSON as text; the template escapes it for the attribute."""
    return json.dumps(value, cls=DjangoJSONEncoder)
