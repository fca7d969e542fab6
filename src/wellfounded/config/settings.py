"""Settings. What an office may change comes from the environment; each variable is in docs/reference/settings.md."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

from csp.constants import SELF

from wellfounded.config.environment import choice, flag, number, text

PACKAGE = Path(__file__).resolve().parents[1]

HOME = Path(text("WELLFOUNDED_HOME", default="office")).absolute()
DEBUG = False
# Drawn anew at each start unless it is given: sessions then end with the process, which is what we want.
SECRET_KEY = text("WELLFOUNDED_SECRET_KEY", default="") or token_urlsafe(50)
LISTEN = text("WELLFOUNDED_LISTEN", default="127.0.0.1")  # another computer reaches the office only if this is changed
PORT = number("WELLFOUNDED_PORT", default=8000)
ALLOWED_HOSTS = text("WELLFOUNDED_HOSTS", default="127.0.0.1 localhost").split()
HTTPS = flag("WELLFOUNDED_HTTPS", default=False)
PROCESSES = max(1, number("WELLFOUNDED_PROCESSES", default=min(8, 2 * (os.cpu_count() or 1))))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "ninja",
    "wellfounded.accounts",
    "wellfounded.audit",
    "wellfounded.persons",
    "wellfounded.library",
    "wellfounded.cases",
    "wellfounded.web",
    "wellfounded.config",
]

MIDDLEWARE = [
    "wellfounded.audit.middleware.RefusalsAreLogged",
    "wellfounded.config.head_requests.HeadMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "wellfounded.config.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "wellfounded.accounts.device.DeviceMiddleware",  # before anything asks who is there
    "wellfounded.accounts.row_security.RowSecurityMiddleware",  # before anything asks for a row of a case
    "wellfounded.accounts.unlocking.KeysMiddleware",  # before a late form is kept
    "wellfounded.web.languages.OwnLanguage",
    "wellfounded.web.late_forms.LateForms",
    "wellfounded.accounts.idle.IdleLockMiddleware",  # before the form's token is checked: a late form keeps its words
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",  # a page is open to strangers only if it says so
    "wellfounded.accounts.first_steps.FirstStepsMiddleware",
    "wellfounded.accounts.unlocking.UnlockMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "wellfounded.web.middleware.Refusals",
]

ROOT_URLCONF = "wellfounded.config.urls"
OPENING = "wellfounded.config.opening"  # what opens the store, for commands: they stand below and go by this name
RUNNING = "wellfounded.config.running"  # what ends the office in an emergency: reached by this name for the same reason
WSGI_APPLICATION = "wellfounded.config.wsgi.application"
FORM_RENDERER = "wellfounded.web.forms.rendering.FieldRenderer"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["wellfounded.web.templatetags.punctuation"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wellfounded.web.context.frame",
            ],
        },
    }
]

# ── the store ────────────────────────────────────────────────────────────────────────────────────────────────────────
SQLITE: dict[str, Any] = {
    "ENGINE": "wellfounded.vault.sqlcipher",
    "NAME": HOME / "office.db",
    "CONN_MAX_AGE": None,  # a thread of the server keeps its connection, and with it decrypted pages
}
POSTGRES: dict[str, Any] = {
    "ENGINE": "django.db.backends.postgresql",
    "NAME": text("WELLFOUNDED_DB_NAME", default="wellfounded"),
    "USER": text("WELLFOUNDED_DB_USER", default=""),
    "PASSWORD": text("WELLFOUNDED_DB_PASSWORD", default=""),
    "HOST": text("WELLFOUNDED_DB_HOST", default=""),
    "PORT": text("WELLFOUNDED_DB_PORT", default=""),
    "CONN_MAX_AGE": 60,
    "CONN_HEALTH_CHECKS": True,
}
# Who makes the tables, when that is somebody else than the office's own user, which then cannot change the log.
DB_OWNER = text("WELLFOUNDED_DB_OWNER", default="")
DB = choice("WELLFOUNDED_DB", of=("sqlcipher", "postgres"))
DATABASES = {"default": POSTGRES if DB == "postgres" else SQLITE}
# The key store of an office on PostgreSQL, a folder of its own: with one, what the office writes is sealed.
KEYS = Path(text("WELLFOUNDED_KEYS", default="")).absolute() if text("WELLFOUNDED_KEYS", default="") else None
# In the store, since all processes have to know it: that a code of a second factor was used, and how often one tried.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_shared_memory",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # with few, what still counts would be thrown out
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ── sign-in ──────────────────────────────────────────────────────────────────────────────────────────────────────────
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Wellfounded"
MFA_ADAPTER = "wellfounded.accounts.adapter.SecondFactorAdapter"
ACCOUNT_ADAPTER = "wellfounded.accounts.adapter.ClosedAdapter"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "wellfounded.web.forms.sign_in.SignInForm",
    "change_password": "wellfounded.web.forms.sign_in.ChangePassphraseForm",
    "reauthenticate": "wellfounded.web.forms.sign_in.ProveForm",
}
MFA_FORMS = {
    "authenticate": "wellfounded.web.forms.sign_in.CodeForm",
    "reauthenticate": "wellfounded.web.forms.sign_in.ProveCodeForm",
    "activate_totp": "wellfounded.web.forms.sign_in.AuthenticatorForm",
    "add_webauthn": "wellfounded.web.forms.sign_in.AddPasskeyForm",
    "edit_webauthn": "wellfounded.web.forms.sign_in.RenamePasskeyForm",
}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username"]
# At an office's own address every visitor may come from the same one: only the name is counted.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # whoever goes on guessing does not keep a colleague out
AXES_DISABLE_ACCESS_LOG = True  # the office has a log of its own
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "web/refused/locked_out.html"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "wellfounded.web.views.errors.token_refused"
# Of one account in a day: searches by name, and hints while a name is typed.
NAME_SEARCHES_A_DAY = number("WELLFOUNDED_NAME_SEARCHES", default=40)
NAME_HINTS_A_DAY = number("WELLFOUNDED_NAME_HINTS", default=400)
# How many cases one account may open in a day, and one device whoever sits at it. Pairs and log pages count apart.
CASES_A_DAY = number("WELLFOUNDED_CASES_A_DAY", default=60)
CASES_A_DAY_ON_A_DEVICE = number("WELLFOUNDED_CASES_A_DAY_ON_A_DEVICE", default=120)
# Within how many days the people that somebody lets out are counted together, and those that go to one recipient.
PEOPLE_LET_OUT_DAYS = number("WELLFOUNDED_PEOPLE_LET_OUT_DAYS", default=30)
PAIRS_A_DAY = number("WELLFOUNDED_PAIRS_A_DAY", default=200)
LISTS_A_DAY = number("WELLFOUNDED_LISTS_A_DAY", default=10)
LOG_PAGES_A_DAY = number("WELLFOUNDED_LOG_PAGES_A_DAY", default=500)
IDLE_LOCK_SECONDS = number("WELLFOUNDED_IDLE_SECONDS", default=900)
# A process of a sealed office that nobody asked for so long gives its memory back; 0 for never.
REST_SECONDS = number("WELLFOUNDED_REST_SECONDS", default=30)

# ── what a page may do ───────────────────────────────────────────────────────────────────────────────────────────────
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "base-uri": ["'none'"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
        "img-src": [SELF],
        "media-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
# Not "no-referrer": browsers then send forms with the origin "null", which the check of a form's token refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_SSL_REDIRECT = HTTPS

# ── languages ────────────────────────────────────────────────────────────────────────────────────────────────────────
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ko", "한국어"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = text("WELLFOUNDED_TIME_ZONE", default="UTC")
FORMAT_MODULE_PATH = ["wellfounded.web.formats"]

# ── style sheets and pictures ────────────────────────────────────────────────────────────────────────────────────────
STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
WHITENOISE_USE_FINDERS = True

# Nothing of a case reaches a log file: only warnings of the machinery, without request bodies.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Below an error these name addresses, and an address names a case; failed sign-ins stand in the office's log.
    "loggers": {name: {"level": "ERROR"} for name in ("django.request", "django.security.csrf", "axes")},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 60_000_000  # an upload never becomes a temporary file in clear
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # the office sends no mail
