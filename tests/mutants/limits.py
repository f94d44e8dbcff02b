"""Who is counted by the limits, what is kept of them, and the answers that tell nothing."""

from .mutant import Mutant

_LIMITS = "tests/web/test_limits.py"
_SIGN_IN = "tests/web/test_sign_in.py"
_ADDRESS = "tests/web/test_account_address.py"

MUTANTS = (
    Mutant(
        "whoever tries an account locks its owner out",
        "accounts/adapter.py", "return f\"{get_ip(request)}:{credentials.get('email', '').lower()}\"",
        "return str(credentials.get('email', '')).lower()",
        (f"{_LIMITS}::test_neither_the_owner_elsewhere_nor_the_office_is_locked_out",),
    ),
    Mutant(
        "the proxy is counted",
        "cms/limits.py", 'return f"client:{get_ip(request)}"', "return f\"client:{request.META['REMOTE_ADDR']}\"",
        (f"{_LIMITS}::test_who_is_counted_behind_a_proxy",),
    ),
    Mutant(
        "an office is counted as one person",
        "cms/limits.py", '        return f"user:{request.user.pk}"\n', "        pass\n",
        (f"{_LIMITS}::test_people_who_are_signed_in_are_counted_by_account",),
    ),
    Mutant(
        "uploads are not limited",
        "cms/limits.py", '        return "upload"\n', "        return None\n",
        (f"{_LIMITS}::test_uploads_and_exports_of_the_admin_are_counted",),
    ),
    Mutant(
        "each process counts for itself",
        "cms/limits.py", "return int(cache.incr(key, STEP))", "return 0",
        (f"{_LIMITS}::test_processes_share_what_they_counted",),
    ),
    Mutant(
        "the cache names people and devices",
        "cms/cache_keys.py", "{salted_hmac('cms.caching', f'{key_prefix}:{key}', algorithm='sha256').hexdigest()}", "{key}",
        (f"{_LIMITS}::test_what_is_shared_names_neither_people_nor_devices",),
    ),
    Mutant(
        "the time of the answer tells who has an account",
        "accounts/mailing.py", "    transaction.on_commit(partial(_start, work, language))\n", "    work()\n",
        (f"{_SIGN_IN}::test_asking_for_a_new_password_is_answered_before_the_address_is_looked_up",),
    ),
    Mutant(
        "closed accounts get a link",
        "accounts/addresses.py", ", is_active=True).first()", ").first()",
        (f"{_SIGN_IN}::test_only_people_with_an_open_account_get_a_mail_and_none_offers_to_sign_up",),
    ),
    Mutant(
        "an address that was replaced is still known",
        "accounts/receivers.py", "        rows.delete()\n", "",
        (f"{_ADDRESS}::test_an_address_that_a_coordinator_replaced_is_worth_nothing",),
    ),
    Mutant(
        "a new address leaves other sessions open",
        "accounts/models.py", "{self.password}|{self.email}|", "{self.password}|",
        (f"{_ADDRESS}::test_it_takes_the_place_of_the_old_one_when_its_reader_confirms",),
    ),
    Mutant(
        "the own address is changed in the admin without the password",
        "accounts/admin_forms.py", '            self.fields["email"].disabled = True\n', "",
        (f"{_ADDRESS}::test_nor_does_the_form_about_oneself",),
    ),
    Mutant(
        "the refusal of a wrong host may be framed",
        "cms/middleware.py", '        response.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)\n', "",
        ("tests/web/test_site.py::test_every_answer_carries_the_headers_that_protect_it",),
    ),
    Mutant(
        "a search that is sent by a form is not counted",
        "cms/limits.py", 'if request.method == "POST" and request.FILES:\n        return "upload"\n',
        'if request.method == "POST":\n        return "upload" if request.FILES else None\n',
        (f"{_LIMITS}::test_a_search_counts_whatever_the_method_is",),
    ),
    Mutant(
        "a search is made for a form",
        "cms/urls.py", 'path("search/", require_safe(results.results)', 'path("search/", results.results', (_LIMITS,),
    ),
)  # fmt: skip
