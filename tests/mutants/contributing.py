"""Sharing a case: who sees a draft, what is stored, and what is compulsory."""

from .mutant import Mutant

_WEB = "tests/web/contributions"
_SEEN = (f"{_WEB}/test_who_sees_what.py",)
_DRAFTS = (f"{_WEB}/test_drafts.py",)
_FILES = (f"{_WEB}/test_draft_files.py",)
_BROWSER = ("tests/browser/test_contributing.py",)
_KEPT = (f"{_WEB}/test_kept_forms.py",)
_SENDING = (f"{_WEB}/test_sending.py",)
_MAILS = (f"{_WEB}/test_notices.py",)
_EARLIER = (f"{_WEB}/test_told_already.py",)
_LOG = (f"{_WEB}/test_log.py",)
_GATE = (f"{_WEB}/test_gate.py",)
_QUEUE = (f"{_WEB}/test_queue.py",)
_REVIEW = (f"{_WEB}/test_review_page.py",)
_RIGHTS, _ACCESS = "contributions/permissions.py", "accounts/page_access.py"
_SAVE, _SEND = "contributions/services/drafts.py", "contributions/services/sending.py"

MUTANTS = (
    Mutant(
        "half a date vanishes without a word",
        "static/js/site.js", "if (unfinished.length) {", "if (false) {", _BROWSER,
    ),
    Mutant(
        "half a date empties what is stored while somebody types",
        "static/js/autosave.js", "(name) => !left.includes(name)", "() => true", _BROWSER,
    ),
    Mutant(
        "half a date is said to be saved",
        "static/js/autosave.js", "say(unfinished()[0]?.dataset.unfinished ?? ", "say(", _BROWSER,
    ),
    Mutant(
        "a date may be in the year 2",
        "contributions/forms/fields.py", "if day.year < EARLIEST_YEAR:", "if False:", _DRAFTS,
    ),
    Mutant(
        "who chose a file and goes on loses it",
        "contributions/views/files.py", 'if goes_on and "file" not in request.FILES:', "if goes_on:", _FILES,
    ),
    Mutant(
        "who goes on from the files stays there",
        "contributions/views/files.py", '"draft_check" if goes_on else "draft_files"', '"draft_files"', _FILES,
    ),
    Mutant(
        "what is wrong with a group of radio buttons leads nowhere",
        "templates/components/error_summary.html",
        "(field.subwidgets and field.subwidgets[0].id_for_label) or field.auto_id", '""', _DRAFTS,
    ),
    Mutant(
        "every contributor may open every draft",
        _RIGHTS, "user.pk == draft.owner_id and may_share_for", "may_share_for", _SEEN,
    ),
    Mutant(
        "contributors see what other organisations sent",
        _RIGHTS, "can_contribute(user) and contribution.organisation_id in organisations_of(user)", "can_contribute(user)", _SEEN,
    ),
    Mutant(
        "who has the role of a contributor and no organisation may share",
        _RIGHTS, "can_contribute(user) and bool(organisations_of(user))", "can_contribute(user)", _DRAFTS,
    ),
    Mutant(
        "a draft that was sent can still be changed",
        _RIGHTS, "    if draft.is_sent:\n        return False\n", "", _SENDING,
    ),
    Mutant(
        "forms of contributors are taken from other sites",
        _ACCESS, 'request.method == "POST" and _is_forged(request)', "False", _KEPT,
    ),
    Mutant(
        "what is sent after the session ended leads to the sign-in and is lost",
        _ACCESS, 'return _kept(request) if request.method == "POST" else redirect_to_login', "return redirect_to_login", _KEPT,
    ),
    Mutant(
        "an older text replaces a newer one",
        _SAVE, "    if lost:\n        raise Conflict(held, lost)\n", "", _DRAFTS,
    ),
    Mutant(
        "a save of one question stands in the way of another",
        _SAVE, "change[0] <= self.version or", "False or", _DRAFTS,
    ),
    Mutant(
        "a form that is sent twice begins two drafts",
        _SAVE, "Draft.objects.get_or_create(\n        key=key,", "Draft.objects.get_or_create(\n        pk=None,", _DRAFTS,
    ),
    Mutant(
        "a case is sent without saying who may read it",
        _SEND, 'if not values.get("audience"):', "if False:", _SENDING,
    ),
    Mutant(
        "a case is sent without a text",
        _SEND, "if not values.get(text) and main is not None:", "if False:", _SENDING,
    ),
    Mutant(
        "a double click sends a case twice or is refused",
        _SEND, "if held.is_sent and held.sent_as is not None and held.owner_id == by.pk:", "if False:", _SENDING,
    ),
    Mutant(
        "an organisation that was not asked is named",
        _SEND, '_UNANSWERED = {"organisation_naming": Naming.UNNAMED.value}', "_UNANSWERED: dict[str, str] = {}", _SENDING,
    ),
    Mutant(
        "the ECLI of a case that the contributor may not see is a wall",
        "contributions/services/double_ecli.py", '        page.ecli = ""\n', "        pass\n", _SENDING,
    ),
    Mutant(
        "what may be the same case is shown to who may not see it",
        "contributions/selectors/told_already.py", "CatalogueEntry.objects.seen_by(viewer).filter(item_id__in=keys)",
        "CatalogueEntry.objects.filter(item_id__in=keys)", _EARLIER,
    ),
    Mutant(
        "a reviewer is told to read what they wrote",
        "contributions/permissions.py", "reviewers().exclude(pk__in=authors_of(contribution))", "reviewers()", _MAILS,
    ),
    Mutant(
        "a text that is too long is said to be saved",
        "contributions/views/steps.py", "    if form.too_long:\n", "    if False:\n", _DRAFTS,
    ),
    Mutant(
        "a text that was sent again keeps the verification of the one before",
        _SEND, "    page.verification = Verification.NOT_CHECKED\n", "", ("tests/web/test_verification.py",),
    ),
    Mutant(
        "a draft that was opened again goes with the account of its owner",
        _SAVE, "owner=user, contribution__isnull=True", "owner=user", ("tests/web/contributions/test_deleted_accounts.py",),
    ),
    Mutant(
        "a decision is stored about a version that nobody read",
        "contributions/services/deciding.py", "if read != (page.latest_revision_id if page else None):", "if False:",
        ("tests/web/contributions/test_review_page.py",),
    ),
    Mutant(
        "a case is erased without being told to",
        "contributions/management/commands/apply_retention.py", 'if not options["erase"]:', "if False:",
        ("tests/web/contributions/test_retention.py",),
    ),
    Mutant(
        "the history names nobody who erased by the button",
        "contributions/services/erasing.py", "erase_item(item=item, by=by)", "erase_item(item=item)", _LOG,
    ),
    Mutant(
        "what is withdrawn or corrected in the admin was done by nobody",
        "contributions/receivers.py", "get_active_log_context().user", "None", (*_LOG, f"{_WEB}/test_in_step.py"),
    ),
    Mutant(
        "the log tells what was published or withdrawn twice",
        "contributions/selectors/log.py", "    return history.exclude(of_contributions, action__in=_TOLD_BY_EVENTS)\n",
        "    return history\n", _LOG,
    ),
    Mutant(
        "what is erased is among what was withdrawn",
        "contributions/transitions.py", "_step(_S.ERASED, Side.COORDINATOR)", "_step(_S.WITHDRAWN, Side.COORDINATOR)",
        _QUEUE,
    ),
    Mutant(
        "an answer reaches no reviewer who looks at what waits",
        "contributions/selectors/queue.py", " | Q(last_answer_at__isnull=False)", "", _QUEUE,
    ),
    Mutant(
        "an answer is hidden by what reviewers do among themselves",
        "contributions/models/contribution.py", ", action__in=(Action.ASK_FOR_CHANGES, Action.ANSWER)", "", _QUEUE,
    ),
    Mutant(
        "what was answered and then decided waits for ever",
        "contributions/models/contribution.py", "Case(When(state=State.CHANGES_ASKED, then=Subquery(answered)))",
        "Subquery(answered)", _QUEUE,
    ),
    Mutant(
        "an answer to an earlier question counts as one to the next",
        "contributions/models/contribution.py", "Case(When(action=Action.ANSWER, then=\"at\"))", "\"at\"", _QUEUE,
    ),
    Mutant(
        "an answer that came is awaited",
        "contributions/models/contribution.py", "Action.ANSWER.label if self.answered_at else FOR_REVIEWERS[State(self.state)]",
        "FOR_REVIEWERS[State(self.state)]", _QUEUE,
    ),
    Mutant(
        "who has answered is told that an answer is awaited",
        "contributions/models/contribution.py", "Action.ANSWER.label if self.answered_at else State(self.state).label",
        "State(self.state).label", _QUEUE,
    ),
    Mutant(
        "a contributor is promised that a case is published which lacks something",
        "contributions/services/gate.py", "next(_about_the_text(version), None) is not None", "False", _GATE,
    ),
    Mutant(
        "what contradicts itself is said when all else is right",
        _SEND, "[*found, *_contradictions(draft, values, unread)]", "found or _contradictions(draft, values, unread)", _SENDING,
    ),
    Mutant(
        "what cannot be read is said to contradict another answer",
        "contributions/services/contradictions.py", "if fields & unread", "if False", _SENDING,
    ),
    Mutant(
        "what cannot be read is said to be missing as well",
        "contributions/services/contradictions.py", "if texts and field not in unread", "if texts", _SENDING,
    ),
    Mutant(
        "what is published for a later day leads to a page that is not there",
        "contributions/selectors/shown.py", "if item.shared_from and item.shared_from > today():", "if False:", _REVIEW,
    ),
    Mutant(
        "a published item leads to a page that the person may not read",
        "contributions/selectors/shown.py", "CatalogueEntry.objects.seen_by(viewer_for(user)).filter(item=item.pk)",
        "CatalogueEntry.objects.filter(item=item.pk)", _REVIEW,
    ),
    Mutant(
        "what is missing is said in the words of a form that is not there",
        "contributions/services/gate.py", 'if fault.code in {"blank", "null"}:', "if False:", _GATE,
    ),
    Mutant(
        "a reviewer is told to choose above what is not there",
        "contributions/services/gate.py", "if fault.code == ELEMENTS_NOT_SHOWN:", "if False:", _GATE,
    ),
    Mutant(
        "what only somebody else can decide is said to be added to the text",
        "templates/contributions/review/missing.html", '{% if missing|selectattr("in_text")|list and held.page_id %}',
        "{% if held.page_id %}", _GATE,
    ),
    Mutant(
        "topics are to be typed with commas between them",
        "cases/admin/fields.py",
        '            "help_text": _("Type a word in any language and choose a topic from the list."),\n', "",
        ("tests/web/test_topic_admin.py",),
    ),
    Mutant(
        "nobody is told where whoever held a contribution has left",
        "contributions/services/notices.py", "possible.filter(pk=held.reviewer_id) or possible", "possible.filter(pk=held.reviewer_id)",
        _MAILS,
    ),
    Mutant(
        "a reviewer is not told which files nobody could read but a person",
        "contributions/services/gate.py", 'if not file.page_texts.exclude(text="").exists():', "if False:", _GATE,
    ),
    Mutant(
        "a file without text keeps a case from being published",
        "contributions/services/gate.py", 'yield Missing(text % {"title": file.title}, stops=False)',
        'yield Missing(text % {"title": file.title})', _GATE,
    ),
    Mutant(
        "a kind of case without a field for countries is asked for one",
        "contributions/services/gate.py", "if countries is not None and not countries:", "if not countries:", _GATE,
    ),
)  # fmt: skip
