"""``{{ period.label_vi|retell }}``: what a lower floor says, in the reader's language."""

from django import template

from bayen.web.retelling import retell

register = template.Library()
register.filter("retell", retell)
