"""How forms are drawn: our own field template (label, hint, error) from templates/forms/."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Uses the project's templates before Django's."""

    field_template_name = "forms/field.html"
