"""The page of set times: it counts what its commands delete, and has them do it."""

from datetime import datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.core.management import call_command, get_commands, load_command_class
from django.utils import timezone

from accounts.models import FailedSignIn, SignIn
from cadre_portal.terms.register import TERMS
from cadre_portal.terms.showing import shown
from personnel.models import Disclosure
from personnel.trail.forgetting import may_forget
from tests.factories import person

ADDRESS = "/du-lieu-ca-nhan/thoi-han/"
NOW = timezone.make_aware(datetime(2026, 11, 29, 10))
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def at_ten():
    with time_machine.travel(NOW, tick=False):
        yield


def counted(command):
    (found,) = [each for each in shown() if each.term.command == command]
    return [(each.what, each.number, each.soon) for each in found.counted]


def test_every_command_that_forgets_is_a_term():
    commands = {name for name in get_commands() if name.startswith("forget_")}
    assert {term.command for term in TERMS} == commands


def test_every_term_has_the_setting_of_its_command():
    for term in TERMS:
        command = load_command_class(get_commands()[term.command], term.command)
        assert command.setting == term.setting and term.days > 0


def gone_for(days):
    who = person(name="Võ Nhầm")
    number = who.pk
    with time_machine.travel(NOW - days * DAY, tick=False):
        who.delete()
    return number


def test_what_is_counted_is_what_the_command_deletes(province, editor_a, capsys):
    due, soon = gone_for(1826), gone_for(1800)
    assert counted("forget_deleted")[0] == ("hồ sơ", 1, 1)
    for days in (731, 730, 710):
        at = NOW - days * DAY
        FailedSignIn.objects.create(user=editor_a, key="a", at=at, kind="password")
        SignIn.objects.create(user=editor_a, started=at, last_seen=at)
    assert counted("forget_sign_ins") == [("lượt đăng nhập", 1, 1), ("lượt đăng nhập sai", 1, 2)]
    for term in TERMS:
        call_command(term.command)
    out = capsys.readouterr().out
    assert "Đã xóa hẳn 1 hồ sơ xóa quá 1825 ngày" in out
    assert "Đã xóa 1 lượt đăng nhập và 1 lượt đăng nhập sai trước ngày 29/11/2024." in out
    assert {due, soon} and counted("forget_deleted")[0] == ("hồ sơ", 0, 1)


def test_looks_go_in_whole_days(province, editor_a):
    for days in (1825, 1826):
        kept = Disclosure.objects.create(kind="open", user=editor_a)
        Disclosure.objects.filter(pk=kept.pk).update(at=NOW - days * DAY)
    assert counted("forget_disclosures") == [("lượt", 1, 1)]
    call_command("forget_disclosures")
    assert Disclosure.objects.count() == 1


def test_nothing_is_due_of_what_is_kept_for_ever(province, settings):
    settings.DELETED_KEPT_DAYS = 0
    gone_for(9999)
    assert counted("forget_deleted") == []


def test_the_page_lists_and_deletes(province, client_for, province_admin):
    number, client = gone_for(1826), client_for(province_admin)
    page = unescape(client.get(ADDRESS).content.decode())
    assert f"Hồ sơ số {number}, xóa ngày 29/11/2021" in page
    assert page.count("Xóa ngay") == 2  # the button and its label
    done = unescape(
        client.post(ADDRESS, {"command": "forget_deleted"}, follow=True).content.decode()
    )
    assert "Đã xóa hẳn 1 hồ sơ xóa quá 1825 ngày" in done
    assert f"Hồ sơ số {number}, xóa ngày" not in done and "Xóa ngay" not in done


def test_where_the_database_does_not_let_the_page_delete(
    province, client_for, province_admin, monkeypatch
):
    monkeypatch.setattr("cadre_portal.terms.views.may_forget", lambda: False)
    gone_for(1826)
    client = client_for(province_admin)
    page = unescape(client.get(ADDRESS).content.decode())
    assert "Trang này không xóa" in page and "Xóa ngay" not in page
    done = unescape(
        client.post(ADDRESS, {"command": "forget_deleted"}, follow=True).content.decode()
    )
    assert "việc xóa chạy ban đêm" in done and counted("forget_deleted")[0][1] == 1


def test_the_owner_may_forget(db):
    assert may_forget()
