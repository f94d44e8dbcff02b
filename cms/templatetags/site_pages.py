"""For Django templates: the site's own layout and components, so that there is one of each."""

from typing import Any

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_block_tag(takes_context=True)
def part(context: template.Context, content: SafeString, name: str) -> str:
    """Keep what is inside as a part of the page that {% page %} makes."""
    _parts(context)[name] = mark_safe(content.strip())  # noqa: S308  as it came
    return ""


@register.simple_block_tag(takes_context=True)
def page(context: template.Context, content: SafeString, layout: str) -> str:
    """Fill one of the layouts in templates/layouts/ with the parts inside; what is outside of the parts is not shown."""
    made = get_template(f"layouts/{layout}.html").render(_parts(context), context["request"])
    return mark_safe(made)  # noqa: S308  escaped there


def _parts(context: Any) -> dict[str, SafeString]:
    found: dict[str, SafeString] = context.render_context.setdefault("parts", {})
    return found


@register.simple_tag
def component(name: str, **arguments: Any) -> str:
    """Show a component of templates/components/."""
    macros: Any = get_template(f"components/{name}.html").template.module  # type: ignore[attr-defined]  # Jinja2's
    return mark_safe(getattr(macros, name)(**arguments))  # noqa: S308  escaped there
