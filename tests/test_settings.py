"""Production refuses to start half configured."""

import os
import subprocess
import sys
from pathlib import Path

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


def test_production_settings_pass_the_deployment_check():
    key = "k" * 20 + "0123456789abcdefghijklmnopqrstuvwxyz"
    result = check(SECRET_KEY=key, HTTPS="true", ALLOWED_HOSTS="portal.example")
    assert result.returncode == 0, result.stderr
