"""Django's settings; everything that differs between installations comes from the environment.

``BAYEN_HOME``          data folder; ``bayen-data`` where the program was started
``BAYEN_DATABASE_URL``  empty for SQLite in the data folder, or ``postgres://…``
``BAYEN_SECRET_KEY``    kept in the data folder when absent
``BAYEN_HOSTS``         names under which the pages are served, with commas
``BAYEN_HTTPS``         1 when served over HTTPS: cookies then never travel in the clear
``BAYEN_SECOND_FACTOR`` roles that must have a second factor, with commas:
                       ``administrator,province``; empty leaves it to each
``BAYEN_CLUSTER``       address of a Dask scheduler, ``tcp://host:8786``; empty: this process counts
``BAYEN_CLUSTER_FOLDER`` folder that this machine and the cluster's workers reach by one path;
                       ``cluster`` in the data folder
``BAYEN_CLUSTER_SHARDS`` into how many parts the ledger is dealt out for it, 8
``BAYEN_DEBUG``         1 for developers
``BAYEN_DEMO``          1 for the demonstration: pages say so
"""

from __future__ import annotations

import os
from pathlib import Path

from bayen import web
from bayen.config.databases import parse_database
from bayen.config.home import data_folder, load_secret_key


def _is_on(name: str) -> bool:
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes"}


BAYEN_HOME = data_folder()
BAYEN_DEMO = _is_on("BAYEN_DEMO")
DEBUG = _is_on("BAYEN_DEBUG")
SECRET_KEY = load_secret_key(BAYEN_HOME)
ALLOWED_HOSTS = os.environ.get("BAYEN_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

# --- parts -------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_cotton",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "bayen.records",
    "bayen.web",
    "bayen.config",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "bayen.web.content_security.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "bayen.web.lanes.Lanes",  # who waits there holds no connection to the database
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "bayen.web.overlays_followed.FollowOverlays",  # before anybody asks for a place or form
    "bayen.web.upload_limit.UploadLimit",  # before anything reads a form's body
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "bayen.web.chosen_language.ChosenLanguage",  # behind whoever knows the account
    "bayen.web.sign_in_required.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "bayen.web.second_factor_required.SecondFactorRequired",
    "django_htmx.middleware.HtmxMiddleware",
    "bayen.web.closed_doors.ClosedDoors",
    "axes.middleware.AxesMiddleware",  # last, as its documentation asks
]
ROOT_URLCONF = "bayen.config.urls"
WSGI_APPLICATION = "bayen.config.wsgi.application"
ASGI_APPLICATION = "bayen.config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bayen.web.frame.frame",
            ],
            "builtins": ["bayen.web.templatetags.retold"],
        },
    },
]

# --- storage -----------------------------------------------------------------------------

DATABASES = {"default": parse_database(os.environ.get("BAYEN_DATABASE_URL", ""), BAYEN_HOME)}
if "BAYEN_DESTINATION_URL" in os.environ:  # set by `bayen move` alone
    DATABASES["destination"] = parse_database(os.environ["BAYEN_DESTINATION_URL"], BAYEN_HOME)
# Where totals are worked out, see docs/how-to/cum-may.md.
BAYEN_CLUSTER = os.environ.get("BAYEN_CLUSTER", "").strip()
BAYEN_CLUSTER_FOLDER = os.environ.get("BAYEN_CLUSTER_FOLDER") or str(BAYEN_HOME / "cluster")
BAYEN_CLUSTER_SHARDS = int(os.environ.get("BAYEN_CLUSTER_SHARDS") or 8)
# Counts of wrong codes and codes used already, for every process of the server alike.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "bayen_cache",
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- language and time -------------------------------------------------------------------

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]  # each in its own words
LANGUAGE_COOKIE_NAME = "bayen_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LOCALE_PATHS = [Path(web.__file__).parent / "locale"]  # before those of the libraries
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# --- accounts ----------------------------------------------------------------------------

AUTH_USER_MODEL = "records.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: it locks out before a password is tried
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "bayen.web.password_rules.NotTheName",
        "OPTIONS": {"user_attributes": ("username", "bare_name")},
    },
    {
        "NAME": "bayen.web.password_rules.LongEnough",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "bayen.web.password_rules.NotCommon"},
    {"NAME": "bayen.web.password_rules.NotOnlyDigits"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "bayen.web.account_adapter.OfficeAccounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None  # no account holds a private address
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "bayen.web.forms.sign_in.SignInForm",
    "reauthenticate": "bayen.web.forms.sign_in.PasswordAgainForm",
}
# A province may stand behind one address: log-ins are counted by account (axes), not by it.
# What is left counts wrong codes of the second step.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "5/5m/key"}
MFA_ADAPTER = "bayen.web.second_factor_adapter.OfficeSecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Ba Yên"
MFA_TOTP_TOLERANCE = 1  # clocks of phones and of the office differ by some seconds
MFA_FORMS = {
    "authenticate": "bayen.web.forms.sign_in.CodeForm",
    "reauthenticate": "bayen.web.forms.sign_in.CodeAgainForm",
    "activate_totp": "bayen.web.forms.sign_in.FirstCodeForm",
    "add_webauthn": "bayen.web.forms.sign_in.NewKeyForm",
    "edit_webauthn": "bayen.web.forms.sign_in.KeyNameForm",
}
SECOND_FACTOR_ROLES = frozenset(
    role.strip() for role in os.environ.get("BAYEN_SECOND_FACTOR", "").split(",") if role.strip()
)
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_SENSITIVE_PARAMETERS = ["login", "username", "csrfmiddlewaretoken"]  # kept masked
AXES_LOCKOUT_CALLABLE = "bayen.web.views.locked.locked"

# --- what browsers are told --------------------------------------------------------------

HTTPS = _is_on("BAYEN_HTTPS")
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600  # a working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True  # an installed wheel serves its own files: nothing to collect
