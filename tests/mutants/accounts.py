"""The one door, and who may do what with an account."""

from .mutant import Mutant

_DOOR = ("tests/web/test_one_door.py",)
_PEOPLE = ("tests/web/test_people_admin.py",)
_FACTOR = ("tests/web/test_second_factor.py",)
_ADDRESS = ("tests/web/test_account_address.py",)

MUTANTS = (
    Mutant(
        "Wagtail's own sign-in is a second door",
        "accounts/doors.py", '    path("admin/login/", to_sign_in),\n', "", _DOOR,
    ),
    Mutant(
        "the sign-in of private pages is a third door",
        "accounts/doors.py", 'site_urlpatterns = [path("_util/login/", to_sign_in)]', "site_urlpatterns: list = []", _DOOR,
    ),
    Mutant(
        "signing in leads to another site",
        "accounts/doors.py", "if wanted and safe else", "if wanted else", _DOOR,
    ),
    Mutant(
        "an address that was only asked for signs in",
        "accounts/backends.py", "User.objects.filter(email__iexact=email).first()",
        "User.objects.filter(emailaddress__email__iexact=email).first()", _ADDRESS,
    ),
    Mutant(
        "the address of another member is taken",
        "accounts/addresses.py", "return User.objects.filter(email__iexact=address).exclude(pk=by_others_than.pk).exists()",
        "return False", _ADDRESS,
    ),
    Mutant(
        "an account has several addresses that wait",
        "accounts/addresses.py", "    EmailAddress.objects.filter(user=user, primary=False).delete()\n", "", _ADDRESS,
    ),
    Mutant(
        "strangers sign up",
        "accounts/adapter.py", "        return False\n\n    def pre_authenticate", "        return True\n\n    def pre_authenticate",
        ("tests/web/test_sign_in.py", *_DOOR),
    ),
    Mutant(
        "a coordinator changes the account of an administrator",
        "accounts/standing.py", "if not person.is_superuser and own.cover(held[person.pk])}", "if own.cover(held[person.pk])}", _PEOPLE,
    ),
    Mutant(
        "a coordinator changes who may do more",
        "accounts/standing.py", "if not person.is_superuser and own.cover(held[person.pk])}", "if not person.is_superuser}", _PEOPLE,
    ),
    Mutant(
        "rights on a part of the tree are not compared",
        "accounts/standing.py", " and all(self._cover_place(*place) for place in other.places)", "", _PEOPLE,
    ),
    Mutant(
        "a coordinator gives a role that may do more",
        "accounts/standing.py", "for group, held in grants.items() if own.cover(held)",
        "for group in grants", _PEOPLE,
    ),
    Mutant(
        "a coordinator makes an administrator",
        "accounts/admin_forms.py", '            self.fields["is_superuser"].disabled = True\n', "", _PEOPLE,
    ),
    Mutant(
        "a coordinator sends the link of an administrator's account",
        "accounts/admin_views.py", "if not may_manage(request.user, self.get_object()):", "if False:", _PEOPLE,
    ),
    Mutant(
        "a changed factor leaves other sessions open",
        "accounts/sessions.py", 'update(session_series=F("session_series") + 1)', 'update(session_series=F("session_series"))',
        _FACTOR,
    ),
    Mutant(
        "readers are let into the admin",
        "cms/middleware.py", "if match.url_name in self.open_to_all or request.user.has_perm(\"wagtailadmin.access_admin\"):",
        "if True:", ("tests/web/test_error_pages.py",),
    ),
    Mutant(
        "pages of who is signed in stay in caches",
        "cms/middleware.py", '            response["Cache-Control"] = "no-store"\n', "            pass\n",
        ("tests/web/test_site.py", "tests/web/test_sign_in.py", "tests/web/test_visibility_matrix.py"),
    ),
    Mutant(
        "staff go on without a second factor",
        "accounts/second_factor.py", "    return staff and not has_second_factor(user)\n", "    return False\n", _FACTOR,
    ),
    Mutant(
        "recovery codes alone are a second factor",
        "accounts/second_factor.py", "filter(user=user, type__in=FACTORS)", "filter(user=user)", _FACTOR,
    ),
    Mutant(
        "a form is done before the second factor is set up",
        "accounts/second_factor.py", "        if (match and match.url_name in OPEN) or ",
        "        if request.method == \"POST\" or (match and match.url_name in OPEN) or ", _FACTOR,
    ),
    Mutant(
        "an address to return to that cannot be read fails the page",
        "accounts/adapter.py", "        except ValueError:\n            return False\n",
        "        except KeyError:\n            return False\n",
        ("tests/web/test_one_door.py",),
    ),
    Mutant(
        "the code that added the app signs in",
        "cms/settings/people.py", '    "activate_totp": "accounts.app_codes.AddAppForm",\n', "", _FACTOR,
    ),
    Mutant(
        "a code is taken again as soon as the library has forgotten it",
        "accounts/app_codes.py", "* (2 * app_settings.TOTP_TOLERANCE + 1)", "", _FACTOR,
    ),
    Mutant(
        "a passkey that is made up fails the page",
        "accounts/passkey_forms.py", "_UNREADABLE = (KeyError, TypeError, ", "_UNREADABLE = (TypeError, ", _FACTOR,
    ),
)  # fmt: skip
