"""The server's settings: gunicorn takes them, make run and the guide to operating say the same."""

import gc
import re
import runpy
from pathlib import Path

import pytest
from gunicorn.app.base import Application
from gunicorn.config import Config

ROOT = Path(__file__).parent.parent
FILE = ROOT / "gunicorn.conf.py"
GUIDE = (ROOT / "docs" / "operating.md").read_text()


@pytest.fixture
def config(monkeypatch):
    """What gunicorn makes of the file where PORT is set."""
    monkeypatch.setenv("PORT", "8123")
    monkeypatch.setattr("sys.argv", ["gunicorn"])
    monkeypatch.chdir(ROOT)

    class Server(Application):
        def __init__(self):
            self.cfg = Config()
            self.load_config_from_file(str(FILE))

        def load(self):
            return None

    return Server().cfg


def test_gunicorn_takes_the_file(config):
    assert config.wsgi_app == "cadre_portal.wsgi"
    assert config.address == [("127.0.0.1", 8123)]
    assert config.worker_class_str == "gthread"
    assert config.keepalive > 60
    assert config.accesslog is None
    assert "%(r)s" not in config.access_log_format and "%(q)s" not in config.access_log_format


def test_without_a_port_it_is_8000(monkeypatch):
    monkeypatch.delenv("PORT", raising=False)
    assert runpy.run_path(str(FILE))["bind"] == "127.0.0.1:8000"


@pytest.mark.parametrize("name", ["workers", "threads", "keepalive", "timeout", "graceful_timeout"])
def test_the_guide_to_operating_says_the_same(config, name):
    (said,) = re.findall(rf"`{name}` \((\d+)", GUIDE)
    assert int(said) == getattr(config, name)


def test_make_run_uses_it():
    makefile = (ROOT / "Makefile").read_text()
    (line,) = (line for line in makefile.splitlines() if "bin/gunicorn" in line)
    assert line == "\tPORT=$(PORT) .venv/bin/gunicorn"


def test_a_worker_does_not_look_for_dead_cycles_among_what_stays(config):
    before = gc.get_threshold()
    try:
        config.post_worker_init(None)
        assert gc.get_freeze_count() > 100_000
        assert gc.isenabled() and gc.get_threshold() > before
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
