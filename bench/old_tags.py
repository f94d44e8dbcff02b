"""The tags that the pages had as Django templates."""

from django import template

from cases.codes.languages import direction, language_name
from cms.templating import ld_json

register = template.Library()
register.simple_tag(ld_json, name="ld_json")
register.filter("language_name", language_name)
register.filter("text_direction", direction)
