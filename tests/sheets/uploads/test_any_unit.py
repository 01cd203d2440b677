"""Files of any board: what one may be for, what bounds it, and who sees it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Grant, User
from personnel.keeping.recording import Refused
from personnel.models import Person, Unit
from sheets.models import Upload
from sheets.uploads.forms import boards_of, units_with_a_template
from sheets.uploads.receiving import receive
from sheets.uploads.then import Picked
from tests.sheets.building import HEADERS, sheet_of, somebody
from tests.sheets.uploads.conftest import HandIn, file_of, workbook

TODAY = date(2025, 12, 31)
Board = Callable[..., User]


@pytest.fixture
def board(small_without_districts: Any) -> Board:
    """Return a function that makes the editor of these units."""

    def made(*units: Unit) -> User:
        user = User.objects.create(username="-".join(unit.code for unit in units))
        for unit in units:
            Grant.objects.create(user=user, role=Grant.Role.EDITOR, unit=unit)
        return user

    return made


def _unit(name: str) -> Unit:
    return Unit.objects.in_force(TODAY).get(name=name)


def _names(units: list[Unit]) -> list[str]:
    return [unit.name for unit in units]


def test_a_communes_board_has_its_commune_alone(board: Board) -> None:
    user = board(_unit("Xã Ba Vinh"))
    assert _names(boards_of(user, TODAY)) == ["Xã Ba Vinh"]
    assert _names(units_with_a_template(user, TODAY)) == ["Xã Ba Vinh"]


def test_the_board_of_a_district_that_ended_has_what_became_of_it(board: Board) -> None:
    user = board(Unit.objects.get(code="535", level="district"))
    assert _names(boards_of(user, TODAY)) == ["Xã Ba Tơ", "Xã Ba Vinh"]
    assert "Địa bàn huyện Ba Tơ (cũ)" in _names(units_with_a_template(user, TODAY))


def test_a_group_comes_before_its_communes(board: Board) -> None:
    user = board(Unit.objects.groups().get(code="DB535"))
    assert sorted(_names(boards_of(user, TODAY))) == [
        "Xã Ba Tơ", "Xã Ba Vinh", "Địa bàn huyện Ba Tơ (cũ)",
    ]  # fmt: skip


def test_an_upload_is_bound_by_what_it_is_for_and_seen_by_who_reaches_it(board: Board) -> None:
    old, vinh = Unit.objects.get(code="535", level="district"), _unit("Xã Ba Vinh")
    district, commune, other = board(old), board(vinh), board(_unit("Xã Ba Tơ"))
    (upload,) = receive([workbook(somebody())], by=district, at=timezone.now(), board=vinh)
    assert list(upload.districts.all()) == [vinh]
    (whole,) = receive([workbook(somebody())], by=district, at=timezone.now(), board=None)
    assert list(whole.districts.all()) == [old]
    seen = {user: set(Upload.objects.editable_by(user)) for user in (district, commune, other)}
    assert seen == {district: {upload, whole}, commune: {upload}, other: set()}
    with pytest.raises(Refused, match="không cập nhật hồ sơ của Xã Ba Tơ"):
        receive([workbook(somebody())], by=commune, at=timezone.now(), board=_unit("Xã Ba Tơ"))


def test_a_communes_list_is_read_shown_and_written(board: Board, hand_in: HandIn) -> None:
    headers = [h for h in HEADERS if h not in ("Huyện/Thị xã/Thành phố", "Đơn vị công tác")]
    rows = [somebody(cccd="051187001234", since="01/09/2025")]
    commune = board(_unit("Xã Ba Vinh"))
    upload = hand_in(file_of(sheet_of(*rows, headers=headers)), by=commune)
    assert upload.state == Upload.State.READ
    assert [(row.status, row.unit) for row in upload.rows.all()] == [("new", _unit("Xã Ba Vinh"))]
    assert upload.counts["questions"] == {"cells": 0, "layout": 0}
    assert {pk for pk, *_ in upload.effects["lines"]} == {_unit("Xã Ba Vinh").pk}
    assert not Person.objects.exists()


def test_a_code_that_was_picked_before_a_decree_is_the_unit_of_then(
    small_without_districts: Any,
) -> None:
    reused = _unit("Xã Ba Vinh").code
    picked = Picked([reused, "Chủ tịch"])
    assert picked.then(reused, datetime(2025, 3, 1, tzinfo=UTC)) == ("Xã Ba Vinh (đến 30/06/2025)")
    assert picked.then(reused, datetime(2025, 8, 1, tzinfo=UTC)) == reused
    assert picked.then("Chủ tịch", datetime(2025, 3, 1, tzinfo=UTC)) == "Chủ tịch"
