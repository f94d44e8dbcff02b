"""How people sign in, by a password and a second factor, and how often they may try."""

from . import environment as env
from .site import SITE_NAME

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.AddressBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.InvitedOnlyAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_FORMS = {"add_email": "accounts.forms.NewAddressForm", "reset_password": "accounts.forms.PasswordLinkForm"}
# Nobody signs in by an address whose mail they have not been seen to read; the link that sets a password shows it.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# One address an account: another takes its place once it is confirmed, after the password or a second factor.
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
# How many proxies in front of the application are our own; the address that the nearest of them saw is the client's.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0)
# "key" is an address of an account together with the client's (see accounts/adapter.py); it comes first, so that somebody who
# tries one account over and over does not use up what their whole office has.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "5/5m/key,60/5m/ip",
    "reset_password": "3/5m/key,30/5m/ip",
    "reset_password_from_key": "30/m/ip",
}
# Requests, and in how many seconds: see cms/limits.py.
LIMITS = {"search": (300, 60), "suggest": (1200, 60), "export": (30, 60), "upload": (200, 3600), "report": (20, 3600)}
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_SESSION_REMEMBER = None
# The account's own address is confirmed at sign-in; one that is only asked for must not hinder a second factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# A phone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
MFA_ADAPTER = "accounts.second_factor.SiteMFAAdapter"
MFA_FORMS = {
    "activate_totp": "accounts.app_codes.AddAppForm",
    "authenticate": "accounts.app_codes.CodeForm",
    "reauthenticate": "accounts.app_codes.CodeAgainForm",
    "add_webauthn": "accounts.passkey_forms.AddPasskeyForm",
    "authenticate_webauthn": "accounts.passkey_forms.PasskeyForm",
    "reauthenticate_webauthn": "accounts.passkey_forms.PasskeyAgainForm",
}
# A passkey is the second step here, never the only one: there is one way to a session.
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = SITE_NAME
# Whether reviewers, coordinators and administrators have to sign in with one.
SECOND_FACTOR_REQUIRED = env.flag("SECOND_FACTOR_REQUIRED")
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
