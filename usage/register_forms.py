"""The full form of a use: its texts, its items with what was done with each, and a file that proves it."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.models import Collection

from accounts.permissions import Person
from catalogue.kinds import REFERENCE
from catalogue.models import CatalogueEntry
from files.models import RepositoryFile
from files.refusals import UnusableFile
from files.services import store_file

from .models import Use
from .services.uses import Decision, decide_use
from .use_codes import Relation, UseState
from .use_forms import UseForm

MOST_ITEMS = 50


class UseItemForm(forms.Form):
    """An item by its reference, and how it was used."""

    reference = forms.CharField(label=gettext_lazy("Reference"), required=False, max_length=40)
    relation = forms.ChoiceField(
        label=gettext_lazy("How it was used"), choices=Relation.choices, initial=Relation.DISCUSSES
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.item_id: int | None = None

    def clean_reference(self) -> str:
        """Find the item.

        Raises:
            ValidationError: there is none that the person sees.
        """
        reference = str(self.cleaned_data["reference"]).strip().upper()
        if not reference:
            return ""
        found = (
            CatalogueEntry.objects.visible_to(self.by).filter(reference=reference) if _is_reference(reference) else None
        )
        self.item_id = found.values_list("item_id", flat=True).first() if found is not None else None
        if self.item_id is None:
            raise ValidationError(
                _("There is no such item. References look like CS-2026-0001; they stand above each title.")
            )
        return reference


def _is_reference(text: str) -> bool:
    return re.fullmatch(REFERENCE, text) is not None


class UseEditor:
    """The forms of one use, shown and stored together."""

    def __init__(self, use: Use, *, by: Person, data: Any = None, files: Any = None) -> None:
        self.use, self.by, self._data = use, by, data
        self._new_evidence: RepositoryFile | None = None
        rows = dict(use.of_items.values_list("item", "relation")) if use.pk else {}
        entries = CatalogueEntry.objects.visible_to(by).filter(item__in=rows).order_by("pk")
        shown = [{"reference": entry.reference, "relation": rows.pop(entry.item_id)} for entry in entries]
        # Items that are withdrawn now: nobody is shown them, and they stay what they are.
        self.withdrawn: Mapping[int, str] = rows
        self.seen = use.changed_at.isoformat() if use.pk else ""
        self.form = UseForm(data, files, instance=use)
        formset = forms.formset_factory(UseItemForm, extra=2 if shown else 3, max_num=MOST_ITEMS)
        self.items = formset(data, initial=shown, prefix="items", form_kwargs={"by": by})

    def is_valid(self) -> bool:
        """Whether all of it can be stored; each item is named once, and one at least."""
        valid = self.form.is_valid() & self.items.is_valid()
        if valid and not (self.relations() or self.withdrawn):
            self.form.add_error(None, _("Name at least one case or publication by its reference."))
            return False
        return valid and self._take_file()

    def relations(self) -> dict[int, str]:
        """Return how each item was used, by their keys."""
        return {form.item_id: form.cleaned_data["relation"] for form in self.items if form.item_id is not None}

    def _take_file(self) -> bool:
        """Have a file read, cleaned and stored before the transaction; refuse it at its field."""
        upload = self.form.cleaned_data["evidence_upload"]
        if upload is None:
            return True
        try:
            self._new_evidence = self._stored(upload)
        except UnusableFile as refusal:
            self.form.add_error("evidence_upload", refusal)
            return False
        return True

    def _stored(self, upload: Any) -> RepositoryFile:
        root = Collection.get_first_root_node()
        return store_file(file=upload, title=_("Evidence"), language=self.use.language, collection=root, user=self.by)

    def store(self, state: UseState) -> None:
        """Store all of it, or nothing: the file was stored before the transaction, so the transaction does not take it back.

        Raises:
            ChangedMeanwhile: somebody else changed the use since the form was opened.
        """
        relations = {**self.withdrawn, **self.relations()}
        decision = Decision(state, relations, self._new_evidence)
        try:
            decide_use(use=self.use, decision=decision, by=self.by, seen=self._data.get("seen"))  # type: ignore[arg-type]
        except BaseException:
            if self._new_evidence is not None:
                self._new_evidence.delete()
            raise

    def say_that_it_changed(self) -> None:
        """Say so in the form; what was typed stays in it, to be sent again on top of the other change."""
        self.seen = Use.objects.values_list("changed_at", flat=True).get(pk=self.use.pk).isoformat()
        text = _(
            "Somebody else has changed this meanwhile. What you see is yours; send it again to put it in place of theirs."
        )
        self.form.add_error(None, text)
        if self._new_evidence is not None:
            self.form.add_error("evidence_upload", _("Choose the file again: it was not stored."))
