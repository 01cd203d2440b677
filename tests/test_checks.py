"""What the settings of a server must not leave open is said before it is started."""

import pytest

from cadre_portal.checks import is_open, mail_by_tls, warned_of

POSTGRES = "django.db.backends.postgresql"


@pytest.mark.parametrize("host", ["", "localhost", "127.0.0.1", "::1", "/var/run/postgresql"])
def test_on_the_machine_itself_nothing_is_read_on_the_way(host):
    assert not is_open({"ENGINE": POSTGRES, "HOST": host})


@pytest.mark.parametrize(
    ("mode", "is_read"),
    [
        (None, True), ("disable", True), ("allow", True), ("prefer", True),
        ("require", False), ("verify-ca", False), ("verify-full", False),
    ],
)  # fmt: skip
def test_over_a_network_only_what_insists_on_tls_is_closed(mode, is_read):
    options = {"sslmode": mode} if mode else {}
    assert is_open({"ENGINE": POSTGRES, "HOST": "10.1.2.3", "OPTIONS": options}) is is_read


def test_a_file_is_no_network():
    assert not is_open({"ENGINE": "django.db.backends.sqlite3", "HOST": "", "NAME": "portal"})


def test_the_warning_says_which_database_and_what_to_add():
    (warning,) = warned_of({"ENGINE": POSTGRES, "HOST": "10.1.2.3"})
    assert warning.id == "cadre_portal.W001" and "10.1.2.3" in warning.msg
    assert "sslmode=verify-full" in warning.hint


@pytest.mark.parametrize(
    ("mode", "numbers"), [("require", ["cadre_portal.W003"]), ("verify-full", [])]
)
def test_a_database_that_need_not_say_who_it_is_is_warned_of(mode, numbers):
    over = {"ENGINE": POSTGRES, "HOST": "10.1.2.3", "OPTIONS": {"sslmode": mode}}
    assert [warning.id for warning in warned_of(over)] == numbers
    assert warned_of(over | {"HOST": "localhost"}) == []


@pytest.mark.parametrize(
    ("host", "encrypted", "numbers"),
    [
        ("mail.example.vn", {}, ["cadre_portal.W002"]),
        ("mail.example.vn", {"EMAIL_USE_TLS": True}, []),
        ("mail.example.vn", {"EMAIL_USE_SSL": True}, []),
        ("localhost", {}, []),
    ],
)
def test_a_mail_server_over_a_network_without_tls_is_warned_of(settings, host, encrypted, numbers):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = host
    for name, value in encrypted.items():
        setattr(settings, name, value)
    assert [warning.id for warning in mail_by_tls(None)] == numbers


def test_mail_that_goes_nowhere_is_not_warned_of(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    settings.EMAIL_HOST = "mail.example.vn"
    assert mail_by_tls(None) == []
