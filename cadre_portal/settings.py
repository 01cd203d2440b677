"""Settings, read from the environment (see .env.example)."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from cadre_portal.files import DATABASE, KINDS, S3, storages_of
from cadre_portal.log_lines import FORMS
from cadre_portal.replicas.reached import replica_of

BASE_DIR = Path(__file__).resolve().parent.parent
TESTING = Path(sys.argv[0]).stem in ("pytest", "py.test") or "pytest" in sys.modules

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="only-for-tests" if TESTING else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is not set: see .env.example, or start with make run.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'portal.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # A writer takes its lock at the start, so that two imports wait instead of failing.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    # A server that does not answer is given up soon, one that fell silent within a minute. To
    # compile the long statements of figures takes it longer than to run them as they are.
    _patience = {
        "options": "-c jit=off",
        "connect_timeout": 5,
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "keepalives_count": 3,
    }
    DATABASES["default"]["OPTIONS"] = _patience | DATABASES["default"].get("OPTIONS", {})
    if not TESTING:
        # A worker keeps its connection for the next pages: opening one takes as long as ten
        # queries.
        DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
# A streaming replica of it, from which whoever only reads is shown figures and lists, as long as
# it lacks nothing older than so many seconds and nothing that they wrote themselves.
REPLICA_URL = env("REPLICA_URL", default="")
REPLICA_LAG_SECONDS = env.int("REPLICA_LAG_SECONDS", default=5)
if REPLICA_URL:
    DATABASES["replica"] = replica_of(DATABASES["default"], env.db("REPLICA_URL"))
    DATABASE_ROUTERS = ["cadre_portal.replicas.routing.Router"]

# How many values of roll-ups a process keeps while no fact changes; 0: it reads each page anew.
ROWS_KEPT = env.int("ROWS_KEPT", default=500_000)

INSTALLED_APPS = [
    "cadre_portal.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "import_export",
    "simple_history",
    "django_filters",
    "django_htmx",
    "axes",
    "csp",
    "accounts",
    "personnel",
    "targets",
    "sheets",
    "reports",
    "reorganising",
    "training",
    "api",
]
MIDDLEWARE = [
    # Around all else: what is told of every request has its id and how long it took.
    "cadre_portal.each_request.EachRequest",
    # These two write what every answer carries, files and refusals too.
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "cadre_portal.health.Health",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cadre_portal.middleware.ReadAndSent",
    "cadre_portal.middleware.KeptNowhere",
    # Before whatever needs the database, as it is asked when that fails.
    "django_htmx.middleware.HtmxMiddleware",
    "api.middleware.WithoutCookies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.own.middleware.in_use",
    "accounts.own.middleware.SignInFirst",
    "cadre_portal.teaching_alone.TeachingAlone",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
    "cadre_portal.middleware.NoNullCharacters",
    "cadre_portal.password_again.PasswordAgain",
    # It answers in place of the view too, where that is only looked at.
    "cadre_portal.replicas.middleware.FromReplica",
    # The last: it answers in place of the view, once all others have let the request through.
    "accounts.once.middleware.OncePerForm",
]
# What Prometheus is told: to whoever brings the token, without one to this machine alone.
METRICS = env.bool("METRICS", default=False)
METRICS_TOKEN = env("METRICS_TOKEN", default="")
# Where deploy/backup.sh puts its files, to be told how old the last is.
BACKUP_DIR = env("BACKUP_DIR", default="")
if METRICS:
    MIDDLEWARE.insert(1, "cadre_portal.metrics.Measured")
    MIDDLEWARE.insert(MIDDLEWARE.index("cadre_portal.health.Health"), "cadre_portal.metrics.Given")
ROOT_URLCONF = "cadre_portal.urls"
WSGI_APPLICATION = "cadre_portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cadre_portal.navigation.navigation",
            ],
            # Beside every csrf_token, which needs no loading either.
            "builtins": ["accounts.templatetags.once"],
        },
    }
]

# Fields are written without a template each; what else forms show, by the project's templates.
FORM_RENDERER = "cadre_portal.form_renderer.WrittenFields"

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "overview"
LOGOUT_REDIRECT_URL = "sign-in"
CSRF_FAILURE_VIEW = "accounts.own.views.csrf_failure"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name", "email")},
    },
    {"NAME": "accounts.own.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "accounts.own.common.NotMadeOfCommonWords"},
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# How failures are counted, and how long they lock.
AXES_HANDLER = "accounts.guarding.handler.Handler"
# A lock ends when its page says, whoever tries meanwhile.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "accounts.own.views.locked_out"
AXES_CLIENT_IP_CALLABLE = "accounts.guarding.addresses.client_address"
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True  # accounts.SignIn keeps who came in
# A session ends when no request came for so long; it is written at most once a minute, so it
# is given that minute too.
IDLE_MINUTES = env.int("IDLE_MINUTES", default=30)
SESSION_COOKIE_AGE = (IDLE_MINUTES + 1) * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# It ends after so many hours however it is used.
SESSION_HOURS = env.int("SESSION_HOURS", default=12)
# Whoever administers the province signs in with a code of their phone too, or everybody does.
TWO_FACTORS_REQUIRED = env.bool("TWO_FACTORS_REQUIRED", default=False)
TWO_FACTORS_OF_EVERYBODY = env.bool("TWO_FACTORS_OF_EVERYBODY", default=False)
# Planning lists can be secret: nothing of them is there before the province turns it on, and then
# for whoever has the right to planning alone.
PLANNING = env.bool("PLANNING", default=False)
# How slow it is to try a recovery code against what is kept of it (PBKDF2, SHA-256).
RECOVERY_CODE_ROUNDS = 1 if TESTING else 600_000

HTTPS = env.bool("HTTPS", default=False)
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# Probes come to the portal itself, past what speaks HTTPS before it.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
if HTTPS:
    # By these names a browser takes them over HTTPS and from this host alone.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
CSRF_COOKIE_HTTPONLY = True  # forms carry the token, scripts read it there
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
# Names below the portal's, and lists in browsers, bind others too: the province's to decide.
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS and env.bool("HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = HTTPS and env.bool("HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
# Messages name people: they stay on the server, not in a cookie.
MESSAGE_STORAGE = "accounts.once.told.EachOnce"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Notices about periods; on the console until a mail server is named.
vars().update(env.email("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env("EMAIL_FROM", default="cong-thong-tin@localhost")

LANGUAGE_CODE = "vi"
# What Django and the libraries lack in Vietnamese, and days written day first.
LOCALE_PATHS = [BASE_DIR / "cadre_portal" / "locale"]
FORMAT_MODULE_PATH = "cadre_portal.formats"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "static/"
WHITENOISE_ALLOW_ALL_ORIGINS = False  # nobody else's page has use for them
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Where uploaded workbooks and scans are kept: in the database, in two folders, or in a bucket.
FILES = env("FILES", default=DATABASE)
if FILES not in KINDS:
    raise ImproperlyConfigured(f"FILES is none of {', '.join(KINDS)}: see .env.example.")
# Uploaded workbooks hold personal data: outside everything that is served.
UPLOADS_DIR = BASE_DIR / env("UPLOADS_DIR", default="var/uploads")
# Scans of diplomas and decisions are kept as long as the record they belong to; beside it those
# taken back, for so many days until `forget_scans` deletes them.
SCANS_DIR = BASE_DIR / env("SCANS_DIR", default="var/scans")
SCANS_TAKEN_BACK_DAYS = env.int("SCANS_TAKEN_BACK_DAYS", default=90)
SCANS_APART = not TESTING
if TESTING:
    _of_this_run = TemporaryDirectory()
    UPLOADS_DIR = Path(_of_this_run.name)
    SCANS_DIR = Path(_of_this_run.name) / "scans"
# They are read and written in processes of their own, so many at once, each within so many
# seconds and megabytes.
UPLOADS_APART = not TESTING
UPLOADS_AT_ONCE = env.int("UPLOADS_AT_ONCE", default=2)
UPLOADS_SECONDS = env.int("UPLOADS_SECONDS", default=300)
# How long the workbooks handed in are kept; `forget_uploads` deletes them after it, 0 is for ever.
UPLOADS_KEPT_DAYS = env.int("UPLOADS_KEPT_DAYS", default=365)
# How long it is kept who was shown what; `forget_disclosures` deletes it after, 0 is for ever.
DISCLOSURES_KEPT_DAYS = env.int("DISCLOSURES_KEPT_DAYS", default=5 * 365)
# How long deleted records are kept, to be put back; `forget_deleted` erases them after it.
DELETED_KEPT_DAYS = env.int("DELETED_KEPT_DAYS", default=5 * 365)
# How long it is kept who signed in; `forget_sign_ins` deletes it after it.
SIGN_INS_KEPT_DAYS = env.int("SIGN_INS_KEPT_DAYS", default=2 * 365)
# How long what was handed in keeps its names; `forget_names` erases them, the figures stay.
NAMES_KEPT_DAYS = env.int("NAMES_KEPT_DAYS", default=10 * 365)
UPLOADS_MEGABYTES = env.int("UPLOADS_MEGABYTES", default=1024)
# The largest form is the grid of a commune's yearly evaluations: five fields for each person.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# What one request may bring; the rest is read past and not kept.
FILE_UPLOAD_HANDLERS = [
    "sheets.uploads.bounded.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
_S3 = {
    "bucket_name": env("S3_BUCKET", default=""),
    "endpoint_url": env("S3_ENDPOINT", default=""),
    "region_name": env("S3_REGION", default=""),
    "access_key": env("S3_ACCESS_KEY", default=""),
    "secret_key": env("S3_SECRET_KEY", default=""),
}
if FILES == S3 and not _S3["bucket_name"]:
    raise ImproperlyConfigured("FILES is s3, and S3_BUCKET is not set: see .env.example.")
# Every kind, for files to be moved from one to another; no address serves any of them.
STORAGES_OF_KIND = storages_of({"uploads": UPLOADS_DIR, "scans": SCANS_DIR}, _S3)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    **STORAGES_OF_KIND[FILES],
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if TESTING or DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
# On the error output, where whoever starts the server keeps it: lines for people, or JSON.
LOG_FORMAT = env("LOG_FORMAT", default="lines")
if LOG_FORMAT not in FORMS:
    raise ImproperlyConfigured(f"LOG_FORMAT is one of {', '.join(FORMS)}, not {LOG_FORMAT}.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        name: {"()": f"cadre_portal.logs.{form.__name__}"} for name, form in FORMS.items()
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Not by the handlers of Django's own, which would say it twice or send it away by mail.
        "django": {"handlers": [], "level": "WARNING"},
        # A line for each answer.
        "cadre_portal.requests": {"level": "INFO"},
    },
}
