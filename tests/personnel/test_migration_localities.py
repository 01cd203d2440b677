"""Of which commune somebody was said to be local, where the history tells it of one."""

from datetime import UTC, date, datetime

import pytest

BEFORE, AFTER = "0037_seats_of_courses", "0039_localities_and_terms"


@pytest.fixture
def migrate(migrating):
    """Return a function that migrates the facts and returns its models as they then are."""
    return lambda name: migrating(("personnel", name)).get_model


def test_of_the_commune_led_when_it_was_said_and_of_none_that_is_guessed(migrate):
    model = migrate(BEFORE)

    def made(name, /, **facts):
        return model("personnel", name).objects.create(**facts)

    whole = made("Unit", code="90000", name="Tỉnh thử", level="province", kind="tỉnh")
    one, other = (
        made("Unit", code=code, name=f"Xã {code}", level="commune", kind="xã", parent=whole)
        for code in ("90001", "90002")
    )
    head = made("Title", code="X1", name="Đứng đầu thử", group="key", order=1, head=True)
    plain = made("Title", code="X2", name="Thành viên thử", group="committee", order=2)

    def told(name, posts, said=((2020, True),), now=True):
        facts = {"sex": "male", "birth_date": date(1980, 1, 1), "birth_precision": "day"}
        who = made("Person", full_name=name, is_local=now, **facts)
        for year, value in said:
            made("HistoricalPerson", id=who.pk, full_name=name, is_local=value, history_type="+",
                 history_date=datetime(year, 6, 1, tzinfo=UTC), **facts)  # fmt: skip
        for unit, title, start, end in posts:
            made("Post", person=who, unit=unit, title=title, start=date(start, 1, 1),
                 start_precision="day", end=end and date(end, 12, 31))  # fmt: skip
        return who.pk

    moved = [(one, head, 2015, 2021), (other, head, 2022, None)]
    expected = {
        told("Một xã", [(one, head, 2015, None)]): one.pk,
        told("Ghi trước khi chuyển", moved): one.pk,
        told("Ghi lại sau khi chuyển", moved, ((2020, True), (2021, None), (2023, True))): other.pk,
        told("Đứng đầu một nơi", [(one, head, 2015, None), (other, plain, 2015, None)]): one.pk,
        told("Hai nơi", [(one, plain, 2015, None), (other, plain, 2015, None)]): None,
        told("Không có lịch sử", [(one, head, 2015, None)], ()): None,
        told("Chưa giữ chức danh", [(one, head, 2024, None)]): None,
        told("Chưa rõ", [(one, head, 2015, None)], ((2020, None),), None): None,
    }
    model = migrate(AFTER)
    found = dict(model("personnel", "Person").objects.values_list("pk", "local_of"))
    assert found == expected
    kept = model("personnel", "HistoricalPerson").objects.filter(local_of__isnull=False)
    assert not kept.exists()
    migrate(BEFORE)
