"""The server's settings: gunicorn takes them, make run and the guide to operating say the same."""

import gc
import os
import re
import runpy
from pathlib import Path

import pytest
from gunicorn.app.base import Application
from gunicorn.config import Config

from cadre_portal.log_lines import Json, Lines

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


@pytest.mark.parametrize(("said", "form"), [({}, Lines), ({"LOG_FORMAT": "json"}, Json)])
def test_its_own_lines_have_the_form_of_the_portal_s(monkeypatch, said, form):
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    of_file = runpy.run_path(str(FILE))
    own = of_file["Logger"](Config())
    try:
        assert {type(handler.formatter) for handler in own.error_log.handlers} == {form}
    finally:
        own.error_log.handlers.clear()


def test_workers_count_together_as_long_as_the_server_is_there(monkeypatch, tmp_path):
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "")
    of_file = runpy.run_path(str(FILE))
    of_file["_metrics"].__globals__["worker_tmp_dir"] = str(tmp_path)
    folder = of_file["_metrics"]()
    folder.mkdir()
    (folder / "counter_1.db").write_text("of an earlier server")
    of_file["on_starting"](None)
    assert os.environ["PROMETHEUS_MULTIPROC_DIR"] == str(folder) and not list(folder.iterdir())
    assert folder.stat().st_mode & 0o777 == 0o700 and folder.parent == tmp_path
    of_file["on_exit"](None)
    assert list(tmp_path.iterdir()) == []


def test_make_run_uses_it():
    makefile = (ROOT / "Makefile").read_text()
    (line,) = (line for line in makefile.splitlines() if "bin/gunicorn" in line)
    assert line == "\tPORT=$(PORT) .venv/bin/gunicorn"


def test_a_worker_does_not_look_for_dead_cycles_among_what_stays(config):
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)  # Python's own, which the tests set higher for themselves
    try:
        config.post_worker_init(None)
        assert gc.get_freeze_count() > 100_000
        assert gc.isenabled() and gc.get_threshold() > (700, 10, 10)
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
