"""Forms that are sent twice or late, what they refuse, and programs that send too much."""

from .mutant import Mutant

_STALE = ("tests/web/test_stale_forms.py",)
_LIMITS = ("tests/web/test_limits.py",)
_SITE_DAY, _OWN_DAY = "from ..days import today\n", "from django.utils.timezone import localdate as today\n"
_VALUES = ("tests/unit/cases/test_invalid_values.py",)

MUTANTS = (
    Mutant(
        "a form that is older than what is stored is taken",
        "cms/admin/editing.py", "if fresh or self._was_saved_from_this_form()", "if True or self._was_saved_from_this_form()",
        _STALE,
    ),
    Mutant(
        "what came after both texts were read is overwritten",
        "cms/admin/editing.py", 'self.state in {request.POST.get("opened_on"), request.POST.get("replace_newer")}',
        'self.state == request.POST.get("opened_on") or "replace_newer" in request.POST', _STALE,
    ),
    Mutant(
        "a form opened before a withdrawal publishes again",
        "cases/page_forms.py", '{published or 0}.{int(live)}"', '{published or 0}"', _STALE,
    ),
    Mutant(
        "an autosave is not told apart from what was there",
        "cases/page_forms.py", 'moment = f"{saved_at.timestamp():.6f}" if saved_at else ""', 'moment = ""', _STALE,
    ),
    Mutant(
        "a form for a new item sent twice makes two",
        "cms/admin/editing.py", "            TakenForm.objects.remember(self.form_key, self.page.pk)\n", "            pass\n", _STALE,
    ),
    Mutant(
        "programs fetch everything",
        "cms/limits.py", "<= limit.amount:", "<= limit.amount or True:", _LIMITS,
    ),
    Mutant(
        "processes do not share what they counted",
        "cms/limits.py", "return int(cache.incr(key, STEP))", "return 0", _LIMITS,
    ),
    Mutant(
        "everybody who is signed in is counted as one device",
        "cms/limits.py", 'return f"user:{request.user.pk}"', "pass", _LIMITS,
    ),
    Mutant(
        "who tries an account locks its owner out",
        "accounts/adapter.py", "return f\"{get_ip(request)}:{credentials.get('email', '').lower()}\"",
        "return str(credentials.get('email', '').lower())", _LIMITS,
    ),
    Mutant(
        "a decision may be of tomorrow where whoever writes has tomorrow already",
        "cases/models/court_case.py", _SITE_DAY, _OWN_DAY, _VALUES,
    ),
    Mutant(
        "a change may be of tomorrow where whoever writes has tomorrow already",
        "cases/models/advocacy_outcome.py", _SITE_DAY, _OWN_DAY, _VALUES,
    ),
    Mutant(
        "a decision may be an appeal from itself",
        "cases/models/court_case.py", "if self.appeal_from_id and self.appeal_from_id == self.pk:", "if False:", _VALUES,
    ),
    Mutant(
        "who signs in after sending a form is led to an address that only takes forms",
        "cms/views/site.py", 'return request.get_full_path() if request.method == "GET" else ""', "return request.get_full_path()",
        ("tests/web/test_error_pages.py",),
    ),
)  # fmt: skip
