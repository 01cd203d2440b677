"""No English sentence is left in the admin: its pages, its refusals, its calendar."""

import ast
import gettext
import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings

from personnel.models import DossierCount, Ethnicity, Title, Unit
from tests.factories import MOUNTAIN, person, post
from tests.forms import fields_of

LISTS = {"unit": Unit, "title": Title, "ethnicity": Ethnicity, "dossiercount": DossierCount}
NOT_TEXT = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)
# What a person reads or hears of a tag; the values of buttons among it.
SAID = re.compile(
    r'(?:title|aria-label|placeholder|alt)="([^"]+)"|type="submit"[^>]*value="([^"]+)"'
)
SUBMIT = re.compile(r'value="([^"]+)"[^>]*type="submit"|<option[^>]*>([^<]+)')
ENGLISH = re.compile(
    r"\b(the|this|that|is|are|was|were|will|would|please|select|choose|change|changed|add|added|"
    r"delete|deleted|save|search|history|home|view|log|out|go|action|enter|valid|error|errors|by|"
    r"all|yes|no|true|false|none|unknown|filter|show|hide|site|django|object|objects|user|with|"
    r"your|you|of|and|or|not|be|to|from|today|now|new|back|help|sign|password|submit|export|"
    r"import|row|item|items|personnel|date|time|comment|reason|close|toggle|theme|skip|main)\b",
    re.IGNORECASE,
)


def words_of(html):
    """Yield every line that a person reads of a page, or hears."""
    for found in (*SAID.findall(html), *SUBMIT.findall(html)):
        yield from (unescape(text).strip() for text in found if text)
    yield from (line.strip() for line in unescape(NOT_TEXT.sub("\n", html)).splitlines())


def english_in(html):
    """Return the lines in which an English word stands."""
    return {line for line in words_of(html) if ENGLISH.search(line)}


@pytest.fixture
def pages(small_province):
    """Every page of the admin, and rows with something behind them."""
    unit = Unit.objects.get(code=MOUNTAIN)
    held = post(person(), "BT", MOUNTAIN)
    count = DossierCount.objects.create(unit=unit, year=2025, total=10, online=5)
    rows = {"unit": unit, "title": held.title, "dossiercount": count}
    rows["ethnicity"] = held.person.ethnicity
    found = ["/admin/", "/admin/personnel/", "/admin/jsi18n/"]
    for name, row in rows.items():
        base = f"/admin/personnel/{name}/"
        found += [base, f"{base}?q=khong-co", f"{base}add/", f"{base}99999999/change/"]
        found += [f"{base}{row.pk}/{page}/" for page in ("change", "history", "delete")]
    found += [f"/admin/personnel/{name}/{rows[name].pk}/holders/" for name in ("unit", "title")]
    return found


def test_every_page_speaks_vietnamese(pages, province_admin, client_for):
    client = client_for(province_admin)
    assert english_in("<p>Are you sure?</p>") and not english_in("<p>Xác nhận xóa</p>")
    for url in pages:
        response = client.get(url, follow=True)
        assert response.status_code == 200, url
        if response["Content-Type"].startswith("text/html"):
            assert not english_in(response.content.decode()), url


def test_what_has_happened_is_told_in_vietnamese(pages, province_admin, client_for):
    client, unit = client_for(province_admin), Unit.objects.get(code=MOUNTAIN)
    url = f"/admin/personnel/unit/{unit.pk}/"
    sent = fields_of(client.get(f"{url}change/"), "unit_form")
    client.post(f"{url}change/", sent | {"terrain_decision": "12/QĐ-UBND"})
    title = Title.objects.get(code="VPDU")
    sent = fields_of(client.get(f"/admin/personnel/title/{title.pk}/change/"), "title_form")
    client.post(f"/admin/personnel/title/{title.pk}/change/", sent | {"order": "99"})
    spare = Unit.objects.create(
        code="99999", name="Xã Thử", level="commune", kind="xã", parent=unit.parent
    )
    deleted = client.post(f"/admin/personnel/unit/{spare.pk}/delete/", {"post": "yes"}, follow=True)
    told = [str(message) for message in deleted.context["messages"]]
    assert told[-1] == "Đã xóa Đơn vị hành chính “Xã Thử”."
    for page in ("/admin/", f"{url}history/", f"/admin/personnel/title/{title.pk}/history/"):
        html = client.get(page).content.decode()
        assert not english_in(html), page
    assert re.search(r"<strong>Thứ tự:</strong> \d+ → 99", html)
    assert "12/QĐ-UBND" in client.get(f"{url}history/").content.decode()


WRONG = {
    "unit": [
        {},
        {
            "code": "x" * 11,
            "name": "x" * 101,
            "level": "town",
            "kind": "city",
            "parent": "99999999",
        },
        {"code": MOUNTAIN, "level": "commune", "kind": "huyện", "valid_from": "07/25/2025"},
    ],
    "title": [
        {},
        {"code": "BT", "name": "Bí thư Đảng ủy", "group": "king", "order": "-1", "unit_kinds": "x"},
        {"order": "99999999999", "valid_to": "31/02/2025"},
    ],
    "ethnicity": [{}, {"name": "Kinh", "order": "một"}, {"name": "x" * 51, "order": "1.5"}],
    "dossiercount": [
        {},
        {"unit": "99999999", "year": "hai", "total": "-5", "online": "5"},
        {"year": "1999", "total": "1", "online": "5"},
        {"year": "20250", "total": "99999999999", "online": "5"},
    ],
}


@pytest.mark.parametrize("name", WRONG)
def test_every_refusal_speaks_vietnamese(pages, province_admin, client_for, name):
    client = client_for(province_admin)
    pk = LISTS[name].objects.order_by("pk").last().pk
    for sent in WRONG[name]:
        for url in (f"/admin/personnel/{name}/add/", f"/admin/personnel/{name}/{pk}/change/"):
            response = client.post(url, sent)
            form = response.context["adminform"].form
            assert response.status_code == 200 and form.errors, sent
            assert not english_in(response.content.decode()), sent


def test_an_earlier_state_is_not_brought_back_by_a_button(pages, province_admin, client_for):
    unit = Unit.objects.get(code=MOUNTAIN)
    unit.name = "Xã Ba Điền Mới"
    unit.save()
    row, client = unit.history.latest(), client_for(province_admin)
    url = f"/admin/personnel/unit/{unit.pk}/history/{row.pk}/"
    for response in (
        client.get(url, follow=True),
        client.post(url, {"name": "Xã Cũ"}, follow=True),
    ):
        assert [str(told) for told in response.context["messages"]] == [
            f"Không có Đơn vị hành chính số “{unit.pk}/history/{row.pk}”. Có thể đã bị xóa."
        ]
    unit.refresh_from_db()
    assert unit.name == "Xã Ba Điền Mới"


LOCALE = Path(settings.LOCALE_PATHS[0])
ENTRY = re.compile(
    r'^(?:msgctxt (?P<context>".*")\n)?msgid (?P<one>".+")\n(?:msgid_plural (?P<many>".*")\n)?'
    r'msgstr(?:\[0\])? (?P<told>".*")$',
    re.MULTILINE,
)


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_what_is_compiled_is_what_is_written(domain):
    compiled = gettext.translation(domain, LOCALE, ["vi"])
    written = (LOCALE / "vi" / "LC_MESSAGES" / f"{domain}.po").read_text(encoding="utf-8")
    entries = [
        {name: ast.literal_eval(text) if text else "" for name, text in found.groupdict().items()}
        for found in ENTRY.finditer(written)
    ]
    assert len(entries) == written.count("\nmsgstr") - 1 > 10
    for entry in entries:
        if entry["many"]:
            told = compiled.ngettext(entry["one"], entry["many"], 2)
        elif entry["context"]:
            told = compiled.pgettext(entry["context"], entry["one"])
        else:
            told = compiled.gettext(entry["one"])
        assert told == entry["told"]


def test_the_calendar_counts_days_in_vietnamese(pages, province_admin, client_for):
    script = client_for(province_admin).get("/admin/jsi18n/").content.decode()
    assert '"Monday": "Th\\u1ee9 hai"' in script
    assert re.search(r'"DATE_INPUT_FORMATS": \[\s*"%d/%m/%Y"', script)
