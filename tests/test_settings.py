"""Production refuses to start half configured."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import global_settings
from django.utils.module_loading import import_string

ROOT = Path(__file__).parent.parent


# What the tests themselves, or whoever runs them, may have set.
OURS = ("SECRET_KEY", "DEBUG", "HTTPS", "DJANGO_ALLOW_ASYNC_UNSAFE")


def check(**environment):
    """Run Django's deployment check in a copy of the environment without an .env file."""
    code = (
        "import environ; environ.Env.read_env = classmethod(lambda *a, **k: None);"
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'cadre_portal.settings';"
        "import django; django.setup();"
        "from django.core.management import call_command;"
        "call_command('check', deploy=True, fail_level='WARNING')"
    )
    bare = {k: v for k, v in os.environ.items() if k not in OURS}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=bare | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_secret_key_no_start():
    result = check()
    assert result.returncode != 0
    assert "SECRET_KEY is not set" in result.stderr


def printed(expression, **environment):
    """Return what the settings say in a process of its own."""
    code = (
        "import environ; environ.Env.read_env = classmethod(lambda *a, **k: None);"
        f"from cadre_portal import settings; print({expression})"
    )
    bare = {k: v for k, v in os.environ.items() if k not in OURS} | {"SECRET_KEY": "k"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=bare | environment, capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()


def test_postgresql_compiles_no_statement_unless_the_province_says_so():
    asked = "[each['OPTIONS']['options'] for each in settings.DATABASES.values()]"
    servers = {"DATABASE_URL": "postgres://a@127.0.0.1/p", "REPLICA_URL": "postgres://a@[::1]/p"}
    assert printed(asked, **servers).count("-c jit=off") == 2
    own = servers | {"DATABASE_URL": "postgres://a@127.0.0.1/p?options=-c%20jit%3Don"}
    assert printed(asked, **own).count("-c jit=off") == 1


def test_https_binds_the_portal_alone_unless_the_province_says_more():
    asked = "settings.SECURE_HSTS_INCLUDE_SUBDOMAINS, settings.SECURE_HSTS_PRELOAD"
    assert printed(asked, HTTPS="true") == "False False"
    more = {"HSTS_SUBDOMAINS": "true", "HSTS_PRELOAD": "true"}
    assert printed(asked, HTTPS="true", **more) == "True True"
    assert printed(asked, **more) == "False False"
    assert printed("settings.SECURE_HSTS_SECONDS > 0", HTTPS="true") == "True"


def test_cookies_are_the_host_s_own_over_https():
    asked = "[getattr(settings, name) for name in ('SESSION_COOKIE_NAME', 'CSRF_COOKIE_NAME')]"
    assert printed(asked, HTTPS="true") == "['__Host-sessionid', '__Host-csrftoken']"


def test_passwords_are_kept_by_a_slow_hash():
    """The settings leave it to Django, whose first is PBKDF2."""
    assert printed("hasattr(settings, 'PASSWORD_HASHERS')", HTTPS="true") == "False"
    first = import_string(global_settings.PASSWORD_HASHERS[0])
    assert first.algorithm == "pbkdf2_sha256" and first.iterations >= 600_000


def test_a_recovery_code_is_slow_to_try():
    assert int(printed("settings.RECOVERY_CODE_ROUNDS", HTTPS="true")) >= 600_000


def test_a_mail_server_over_a_network_without_tls_is_warned_of():
    """As the settings read the address."""
    key = "k" * 20 + "0123456789abcdefghijklmnopqrstuvwxyz"
    said = {"SECRET_KEY": key, "HTTPS": "true", "ALLOWED_HOSTS": "portal.example"}
    assert "cadre_portal.W002" in check(**said, EMAIL_URL="smtp://mail.example:25").stderr
    assert "cadre_portal.W002" not in check(**said, EMAIL_URL="smtp+tls://mail.example:587").stderr


def test_a_database_over_a_network_without_tls_is_warned_of():
    """As the settings read the address, not as a test writes it down."""
    key = "k" * 20 + "0123456789abcdefghijklmnopqrstuvwxyz"
    said = {"SECRET_KEY": key, "HTTPS": "true", "ALLOWED_HOSTS": "portal.example"}
    url = "postgres://portal@192.0.2.1/portal"
    assert "cadre_portal.W001" in check(**said, DATABASE_URL=url).stderr
    assert "cadre_portal.W001" not in check(**said, DATABASE_URL=f"{url}?sslmode=require").stderr


def test_production_settings_pass_the_deployment_check():
    key = "k" * 20 + "0123456789abcdefghijklmnopqrstuvwxyz"
    result = check(SECRET_KEY=key, HTTPS="true", ALLOWED_HOSTS="portal.example")
    assert result.returncode == 0, result.stderr


def test_where_files_are_kept_is_known_or_nothing_starts():
    backends = "[settings.STORAGES[area]['BACKEND'] for area in ('uploads', 'scans')]"
    kept = {
        "database": "personnel.models.kept_files.KeptInDatabase",
        "folder": "personnel.basics.whole_files.WholeFiles",
        "s3": "personnel.basics.s3_files.KeptInS3",
    }
    for kind, backend in kept.items():
        assert printed(backends, FILES=kind, S3_BUCKET="portal") == str([backend] * 2)
    assert printed(backends) == str([kept["database"]] * 2)
    assert "FILES is none of database, folder, s3" in check(SECRET_KEY="k", FILES="disk").stderr
    assert "S3_BUCKET is not set" in check(SECRET_KEY="k", FILES="s3").stderr
