from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.once.keys import FIELD, new_key

register = template.Library()


@register.simple_tag
def once() -> SafeString:
    """Give a form that writes its key: sent twice, it writes once."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_key())
