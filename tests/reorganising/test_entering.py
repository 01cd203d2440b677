"""Entering a decree: the page, the workbook, two people on one draft."""

import json
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from personnel.keeping.recording import Refused
from personnel.models import Decree, Unit
from personnel.places.decreed import Decreed
from personnel.reference import FIXTURES
from reorganising.entering.shipped import shipped
from reorganising.entering.writing import (
    Meanwhile,
    change_draft,
    delete_draft,
    enter_draft,
    without_numbers,
)
from reorganising.models import DecreeDraft
from reorganising.parts import (
    FATE,
    Fate,
    put_together,
    taken_apart,
    with_fates,
    with_unit,
    without_unit,
)
from reorganising.workbook import read_workbook, write_workbook
from tests import cast, maps
from tests.factories import MOUNTAIN, leave_few_units, person

HEAD = {"number": "1/NQ", "day": "2026-01-01", "source": "Nghị quyết"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def few(province):
    leave_few_units()


@pytest.fixture
def admin(few):
    return cast.province_admin()


@pytest.fixture
def draft(admin):
    return enter_draft(dict(HEAD), by=admin, at=timezone.now())


def told():
    return maps.decreed(maps.SECOND).as_told()


def ends(code, *new):
    return lambda parts: with_fates(parts, {code: Fate.by_codes(new)})


def change(draft, seen, make, by, **kwargs):
    return change_draft(draft.pk, seen, make, by=by, at=timezone.now(), **kwargs)


def commune(code, name="Xã Mới", **said):
    return {
        "code": code, "name": name, "level": "commune", "kind": "xã", "parent": None,
        "terrain": "lowland", "terrain_confirmed": True, "minority_area": False,
        "minority_area_confirmed": True, **said,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["nq-1279", "nq-1677"])
def test_a_decree_taken_apart_and_put_together_is_the_same(name):
    decreed = Decreed.read(FIXTURES / "decrees" / f"{name}.json").as_told()
    again = put_together(taken_apart(decreed))
    assert set(again["ends"]) == set(decreed["ends"])
    assert again["begins"] == decreed["begins"]
    assert again["past"] == decreed["past"]

    def sort(changes):
        return sorted(changes, key=lambda each: (each["old"], each["new"]))

    assert sort(again["changes"]) == sort(decreed["changes"])


def test_a_unit_that_begins_ends_what_it_comes_from():
    parts = taken_apart({**HEAD, "ends": [], "begins": [], "changes": []})
    parts = with_unit(parts, "", commune("A"), ["1", "2"])
    parts = with_unit(parts, "", commune("B"), ["2"])
    assert parts[FATE, "1"] == Fate(True, (("A", True),))
    assert parts[FATE, "2"] == Fate(True, (("A", True), ("B", False)))
    renamed = with_unit(parts, "A", commune("C"), ["2"])
    assert renamed[FATE, "1"] == Fate(True)
    assert renamed[FATE, "2"] == Fate(True, (("C", True), ("B", False)))
    assert without_unit(renamed, "B")[FATE, "2"] == Fate(True, (("C", True),))
    assert [entry["code"] for entry in put_together(renamed)["begins"]] == ["C", "B"]


def test_what_two_people_change_at_once_is_kept_of_both(draft, admin):
    other = cast.province_viewer()
    change(draft, 1, ends("21484", "X"), other)
    done = change(draft, 1, ends("21487", "X"), admin)
    assert done.others == ((FATE, "21484"),)
    assert done.draft.told["ends"] == ["21484", "21487"]
    assert (done.draft.version, done.who) == (3, str(other))


def test_the_same_part_changed_by_two_is_told_and_nothing_is_written(draft, admin):
    change(draft, 1, ends("21484", "X"), admin)
    with pytest.raises(Meanwhile) as met:
        change(draft, 1, ends("21484", "Y"), admin)
    assert met.value.conflicts == ((FATE, "21484"),)
    assert met.value.parts[FATE, "21484"].codes == ["Y"]
    assert met.value.theirs[FATE, "21484"].codes == ["X"]
    assert DecreeDraft.objects.get().decreed.changes == (("21484", "X", True),)
    # Whoever saw that and says so again writes over it; who saw an older state does not.
    with pytest.raises(Meanwhile):
        change(draft, 1, ends("21484", "Y"), admin, over=1)
    change(draft, 1, ends("21484", "Y"), admin, over=2)
    assert DecreeDraft.objects.get().decreed.changes == (("21484", "Y", True),)


def test_a_draft_that_is_due_or_applied_is_left_alone(draft, admin):
    DecreeDraft.objects.update(due_by=admin)
    with pytest.raises(Refused, match="thôi hẹn"):
        change(draft, 1, ends("21484"), admin)
    decree = Decree.objects.create(number="1/NQ", day=date(2026, 1, 1), source="")
    DecreeDraft.objects.update(due_by=None, decree=decree)
    with pytest.raises(Refused, match="đã được áp dụng"):
        delete_draft(draft.pk, 1, by=admin)


def test_a_draft_changed_since_it_was_seen_is_not_deleted(draft, admin):
    change(draft, 1, ends("21484"), admin)
    with pytest.raises(Refused, match="vừa sửa"):
        delete_draft(draft.pk, 1, by=admin)
    delete_draft(draft.pk, 2, by=admin)
    assert not DecreeDraft.objects.exists()
    assert DecreeDraft.history.count() == 3


def test_a_number_is_entered_once(draft, admin):
    with pytest.raises(Refused, match="1/NQ"):
        enter_draft(dict(HEAD), by=admin, at=timezone.now())


def test_no_number_of_a_person_is_kept(few):
    somebody = person(cccd="051088000001")
    splits = [{"person": who, "old": "1", "new": "2"} for who in ("051088000001", "051088000009")]
    kept, faults = without_numbers(
        {**HEAD, "ends": [], "begins": [], "changes": [], "splits": splits}
    )
    assert kept["splits"] == [{"person": str(somebody.pk), "old": "1", "new": "2"}]
    assert [fault.code for fault in faults] == ["split_unknown"]
    assert "051088" not in faults[0].told


def test_a_workbook_comes_back_as_it_was_given_out(few):
    before = {**told(), "splits": []}
    content = write_workbook(before, 7)
    found, faults = read_workbook(BytesIO(content))
    assert faults == []
    assert found.pop("version") == 7
    assert put_together(taken_apart(found)) == put_together(taken_apart(before))


def altered(content, change):
    book = load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    rows = {row[0].value: row[0].row for row in sheet.iter_rows() if row[0].value}
    change(sheet, rows)
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file


def test_every_fault_of_a_workbook_is_told_at_once(few):
    code = Unit.objects.get(code=MOUNTAIN).code

    def spoil(sheet, rows):
        sheet.cell(rows["Có hiệu lực từ ngày"], 2).value = "mai"
        sheet.cell(rows[code], 3).value = "tùy"
        sheet.cell(rows["535"], 4).value = "999"
        sheet.delete_rows(rows["51"])

    _, faults = read_workbook(altered(write_workbook({**HEAD, "ends": [], "begins": [],
                                                      "changes": []}), spoil))  # fmt: skip
    found = {fault.code for fault in faults}
    assert found >= {"wrong_day", "not_a_choice", "goes_on_to", "no_row", "no_above"}


def test_what_is_no_workbook_is_told():
    _, faults = read_workbook(BytesIO(b"x"))
    assert [fault.code for fault in faults] == ["not_a_workbook"]


def test_a_shipped_decree_is_offered_until_it_is_entered(client, admin):
    client.force_login(admin)
    assert {"nq-1279", "nq-1677"} <= shipped().keys()
    client.post(reverse("decree-shipped"), {"name": "nq-1677"})
    assert "nq-1677" not in shipped()
    page = client.get(reverse("decree-draft", args=[DecreeDraft.objects.get().pk]))
    assert "Phường Cẩm Thành" in page.content.decode()


def sent(page):
    """Return what a browser sends of the form of a draft's page."""
    context = page.context
    data = {"seen": context["draft"].version}
    data |= {field.name: field.value() or "" for field in context["head"]}
    data["day"] = "01/01/2026"
    for row in context["rows"]:
        data[f"new-{row.code}"] = row.shown
        if row.fate.ends:
            data[f"ends-{row.code}"] = "on"
    return data


def test_the_page_writes_what_becomes_of_each_unit(client, admin, draft):
    client.force_login(admin)
    url = reverse("decree-draft", args=[draft.pk])
    data = sent(client.get(url))
    assert len([name for name in data if name.startswith("new-")]) == Unit.objects.count()
    wrong = client.post(url, data | {f"new-{MOUNTAIN}": "99001"})
    assert wrong.status_code == 422
    assert "đánh dấu cả ô Kết thúc" in wrong.content.decode()
    mine = {f"new-{MOUNTAIN}": "99001; 99002", f"ends-{MOUNTAIN}": "on"}
    assert client.post(url, data | mine).status_code == 302
    assert DecreeDraft.objects.get().decreed.changes == (
        (MOUNTAIN, "99001", True), (MOUNTAIN, "99002", False),
    )  # fmt: skip
    # The same page sent by somebody who saw the draft before that, with another answer.
    theirs = {f"new-{MOUNTAIN}": "99003", f"ends-{MOUNTAIN}": "on"}
    met = client.post(url, data | theirs)
    assert met.status_code == 409
    assert "99001; 99002" in met.content.decode()
    assert client.post(url, sent(met)).status_code == 302
    assert DecreeDraft.objects.get().decreed.changes == ((MOUNTAIN, "99003", True),)


def test_a_unit_takes_its_facts_from_those_it_comes_from(client, admin, draft):
    client.force_login(admin)
    url = reverse("decree-unit-add", args=[draft.pk])
    assert client.get(url).status_code == 200
    data = {"seen": 1, "code": "99001", "name": "Xã  Mới", "kind": "xã", "old": [MOUNTAIN]}
    assert client.post(url, data).status_code == 302
    old, new = Unit.objects.get(code=MOUNTAIN), DecreeDraft.objects.get().decreed.begins[0]
    assert (new["name"], new["terrain"]) == ("Xã Mới", old.terrain)
    assert new["terrain_confirmed"] == old.terrain_confirmed
    page = reverse("decree-unit", args=[draft.pk, "99001"])
    assert 'value="99001"' in client.get(page).content.decode()
    alone = client.post(page, {**data, "seen": 2, "old": []})
    assert alone.status_code == 422
    assert client.post(page, {"seen": 2, "do": "remove"}).status_code == 302
    assert not DecreeDraft.objects.get().decreed.begins


def test_a_file_is_taken_in_beside_what_others_changed(client, admin, draft):
    client.force_login(admin)
    given = client.get(reverse("decree-file", args=[draft.pk, "xlsx"])).content
    change(draft, 1, ends("535"), admin)

    def edit(sheet, rows):
        for at, value in enumerate(("kết thúc", "99001", "Xã Mới", "xã", "tỉnh", "có", "miền núi",
                                    "có", "chưa"), 3):  # fmt: skip
            sheet.cell(rows[MOUNTAIN], at).value = value

    file = SimpleUploadedFile("a.xlsx", altered(given, edit).read())
    url = reverse("decree-file-in", args=[draft.pk])
    assert client.post(url, {"seen": 2, "file": file}).status_code == 302
    now = DecreeDraft.objects.get()
    assert set(now.decreed.ends) == {"535", MOUNTAIN}
    assert now.decreed.begins[0]["terrain_confirmed"] is False


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"begins": [{"code": ["a"]}]}', b"null"])
def test_a_bad_file_makes_no_draft(client, admin, content):
    client.force_login(admin)
    answer = client.post(
        reverse("decree-file-add"), {"file": SimpleUploadedFile("a.json", content)}
    )
    assert answer.status_code == 422
    assert not DecreeDraft.objects.exists()


def test_the_json_of_a_draft_makes_the_same_draft(client, admin):
    client.force_login(admin)
    first = enter_draft(told(), by=admin, at=timezone.now())
    content = client.get(reverse("decree-file", args=[first.pk, "json"])).content
    delete_draft(first.pk, 1, by=admin)
    answer = client.post(
        reverse("decree-file-add"), {"file": SimpleUploadedFile("a.json", content)}
    )
    assert answer.status_code == 302
    assert DecreeDraft.objects.get().as_told() == json.loads(content)
    assert DecreeDraft.objects.get().as_told()["number"] == first.number


def test_a_draft_is_begun_by_number_day_and_source_and_a_number_is_taken_once(few, client_for):
    admin = client_for(cast.province_admin())
    sent = {"number": "7/NQ", "day": "01/03/2026", "source": "Báo Quảng Ngãi"}
    answer = admin.post(reverse("decree-add"), sent)
    draft = DecreeDraft.objects.get()
    assert answer["Location"] == reverse("decree-draft", args=[draft.pk])
    assert (draft.number, draft.day, draft.source) == ("7/NQ", date(2026, 3, 1), sent["source"])
    again = admin.post(reverse("decree-add"), sent)
    assert again.status_code == 409 and DecreeDraft.objects.count() == 1
