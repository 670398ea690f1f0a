"""All configuration, read once from the environment, typed, with safe defaults."""

import secrets
from pathlib import Path
from typing import Any

import dj_database_url
from django.conf import global_settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from environs import Env, validate

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = Env()
env.read_env(str(BASE_DIR / ".env"), recurse=False)

PRODUCTION = env.bool("PRODUCTION", False)
DEBUG = env.bool("DEBUG", False)


def local_secret_key() -> str:
    """A key for this machine alone, made on first use and kept in var/."""
    path = VAR_DIR / "secret-key"
    if not path.exists():
        VAR_DIR.mkdir(exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


def required_in_production(name: str, value: Any) -> Any:
    """The value, which production must not leave to a default.

    Raises:
        ImproperlyConfigured: in production, when the variable is not set.
    """
    if PRODUCTION and not value:
        raise ImproperlyConfigured(
            f"{name} is not set. Production needs it: see the settings in README.md."
        )
    return value


def languages_named(given: list[str]) -> list[tuple[str, str]]:
    """The languages with these codes, each with its name.

    Raises:
        ImproperlyConfigured: for a code that Django has no language for.
    """
    names = dict(global_settings.LANGUAGES)
    codes = [code.strip().lower() for code in given if code.strip()]
    for code in codes:
        if code not in names:
            raise ImproperlyConfigured(
                f"LANGUAGES has “{code}”, which is no language that Django knows. "
                "Write codes such as en, es or pt-br, the main language first."
            )
    return [(code, names[code]) for code in dict.fromkeys(codes)]


SECRET_KEY = required_in_production("SECRET_KEY", env.str("SECRET_KEY", ""))
SECRET_KEY = SECRET_KEY or local_secret_key()
ALLOWED_HOSTS: list[str] = required_in_production(
    "ALLOWED_HOSTS", env.list("ALLOWED_HOSTS", [])
) or ["localhost", "127.0.0.1"]

HOST = env.str("HOST", "127.0.0.1")
PORT = env.int("PORT", 8000, validate=validate.Range(1, 65535))
WEB_WORKERS = env.int("WEB_WORKERS", 1, validate=validate.Range(1, 64))
PUBLIC_URL = env.str("PUBLIC_URL", f"http://localhost:{PORT}").rstrip("/")

INSTALLED_APPS = [
    "home",
    "blog",
    "people",
    "cms",
    "cms.serving",
    "django_tasks_db",
    "ninja",
    "wagtail.api.v2",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "cms.serving.public.PublicContentMiddleware",
    "cms.addresses.CanonicalHostMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "cms.request_cache.RequestCacheMiddleware",
    "cms.languages.LanguageMiddleware",
    "cms.security.PublicContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.api.http.ContentApiMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.addresses.SlashMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cms.gone.GoneMiddleware",
    "cms.redirects.PublicRedirectMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.context_processors.site_frame",
            ],
        },
    },
]

DATABASE: dict[str, Any] = dict(
    dj_database_url.parse(
        env.str("DATABASE_URL", "postgresql://localhost/counsel"),
        engine="cms.serving.postgresql",
        conn_max_age=600,
        conn_health_checks=True,
    )
)
# A server that has vanished is noticed in seconds, not in minutes.
DATABASE["OPTIONS"] = {
    "connect_timeout": 3,
    "tcp_user_timeout": 5_000,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    **DATABASE.get("OPTIONS", {}),
}
DATABASES = {"default": DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# The languages that pages are written in, the main one first; else one, LANGUAGE_CODE.
CHOSEN_LANGUAGES = languages_named(env.list("LANGUAGES", []))
LANGUAGE_CODE = env.str("LANGUAGE_CODE", "en-us")
if CHOSEN_LANGUAGES:
    LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = CHOSEN_LANGUAGES
    LANGUAGE_CODE = CHOSEN_LANGUAGES[0][0]
WAGTAIL_I18N_ENABLED = len(CHOSEN_LANGUAGES) > 1
TIME_ZONE = env.str("TIME_ZONE", "America/New_York")
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_MAX_AGE = 3600

MEDIA_ROOT = env.path("MEDIA_ROOT", VAR_DIR / "media")
# Exports and files on their way in: not media, for nobody may read them.
IMPORT_ROOT = env.path("IMPORT_ROOT", VAR_DIR / "imports")
MEDIA_S3_BUCKET = env.str("MEDIA_S3_BUCKET", "")
MEDIA_URL = env.str("MEDIA_URL", "/media/").rstrip("/") + "/"
SERVES_MEDIA = not MEDIA_S3_BUCKET
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "cms.static_files.SiteStaticFilesStorage",
    },
}
if MEDIA_S3_BUCKET:
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": MEDIA_S3_BUCKET,
            "endpoint_url": env.str("MEDIA_S3_ENDPOINT_URL", "") or None,
            "region_name": env.str("MEDIA_S3_REGION", "") or None,
            "access_key": env.str("MEDIA_S3_ACCESS_KEY", "") or None,
            "secret_key": env.str("MEDIA_S3_SECRET_KEY", "") or None,
            "file_overwrite": False,
        },
    }

DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Counsel <counsel@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
SMTP_HOST = env.str("SMTP_HOST", "")
MAILERS: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": str(VAR_DIR / "mail")},
    }
}
if SMTP_HOST:
    MAILERS["default"] = {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": SMTP_HOST,
            "port": env.int("SMTP_PORT", 587),
            "username": env.str("SMTP_USER", ""),
            "password": env.str("SMTP_PASSWORD", ""),
            "use_tls": env.bool("SMTP_STARTTLS", True),
            "timeout": 20,
        },
    }

# Finished public pages that each web worker keeps in memory; 0 turns that off.
PAGE_CACHE_MB = env.int("PAGE_CACHE_MB", 100, validate=validate.Range(0, 100_000))
# Where they outlive a restart, so that a new process knows them at once.
PAGE_CACHE_FILE = env.path("PAGE_CACHE_FILE", VAR_DIR / "page-cache.jsonl")
# Seconds for which a CDN may answer without asking: 0 keeps it exact to the moment.
CDN_MAX_AGE = env.int("CDN_MAX_AGE", 0, validate=validate.Range(0, 31_536_000))
# Whoever reads /metrics sends it as `Authorization: Bearer ...`; unset, there is none.
METRICS_TOKEN = env.str("METRICS_TOKEN", "")

CACHES = {"default": {"BACKEND": "cms.request_cache.RequestCache"}}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

WAGTAIL_SITE_NAME = "Counsel"
# The admin asks no other server: not for avatars, nor for news of releases.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAILIMAGES_IMAGE_MODEL = "cms.FirmImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.library_forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.library_forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "rtf", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "modelsearch.backends.database", "SEARCH_CONFIG": "english"},
}
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.approval.publish_approved"

WAGTAILAPI_RICH_TEXT_FORMAT = "html"
WAGTAILAPI_LIMIT_MAX = 100

LOG_LEVEL = env.str("LOG_LEVEL", "WARNING")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}
    },
    # Django's loggers have levels of their own, so the handler needs it too.
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "level": LOG_LEVEL,
        }
    },
    "root": {"handlers": ["stdout"], "level": LOG_LEVEL},
    # Django's own default is to tell of each task that starts and ends.
    "loggers": {"django.tasks": {"level": "WARNING"}},
}

CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
SESSION_COOKIE_NAME = "counsel_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the editor's preview is a frame
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # asks for DENY, which breaks the preview
TRUST_PROXY = env.bool("TRUST_PROXY", False)
if TRUST_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

VIDEO_PLAYERS = ["https://www.youtube-nocookie.com", "https://player.vimeo.com"]
SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", *([MEDIA_URL] if MEDIA_S3_BUCKET else [])],
    "frame-src": [CSP.SELF, *VIDEO_PLAYERS],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
}
