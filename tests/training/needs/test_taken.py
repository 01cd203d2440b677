"""A list of needs taken away."""

from io import BytesIO

from django.urls import reverse
from openpyxl import load_workbook

from personnel.models import Disclosure

FILE = reverse("training-needs-file")


def sheet_of(response):
    return load_workbook(BytesIO(b"".join(response.streaming_content))).active


def test_the_workbook_has_the_list_without_numbers_and_births(staff, viewer_a, client_for):
    staff[2].cccd = "051088012345"
    staff[2].save()
    client = client_for(viewer_a)
    response = client.get(FILE, {"show": "wanted"})
    assert (
        'filename="nhu-cau-can-hoc-huyen-ba-to-2027-01-01-muc-tieu-2030.xlsx"'
        in (response["Content-Disposition"])
    )
    rows = list(sheet_of(response).values)
    assert rows[0][0] == "CẦN HỌC"
    assert rows[1][0].startswith("Huyện Ba Tơ; đến hạn 31/12/2030; khai giảng 01/01/2027")
    headings = list(rows[2])
    assert headings[:4] == ["STT", "Họ và tên", "Chức danh", "Đơn vị"] and len(headings) == 10
    people = rows[3:]
    listed = client.get(reverse("training-needs-list"), {"show": "wanted"}).context
    assert [row[1] for row in people] == [row.name for row in listed["rows"]]
    told = "".join(str(cell) for row in rows for cell in row)
    assert "12345" not in told and "1988" not in told
    kept = Disclosure.objects.get(user=viewer_a, kind=Disclosure.Kind.LIST)
    assert kept.people == len(people) > 5
    assert "Nhu cầu đào tạo; Cần học; Huyện Ba Tơ" in kept.detail and "Excel" in kept.detail


def test_an_order_goes_with_its_reasons(staff, viewer_a, client_for):
    asked = {"show": "minimum", "column": "2030.staff.state_management"}
    rows = list(sheet_of(client_for(viewer_a).get(FILE, asked)).values)
    assert rows[0][0].startswith("THỨ TỰ CỬ ĐI HỌC: CHUNG: ")
    assert rows[2][-1] == "Lý do xếp thứ tự"
    left = list(sheet_of(client_for(viewer_a).get(FILE, asked | {"left": "unrecorded"})).values)
    assert "CẦN XÁC MINH" in left[0][0] and len(left[2]) == 10 and len(left) > 5


def test_the_school_takes_away_its_own(staff, school, client_for):
    rows = list(sheet_of(client_for(school).get(FILE)).values)
    assert len(rows) > 5 and not any("Chuyên môn:" in str(row[5]) for row in rows[3:])
    assert Disclosure.objects.filter(user=school, kind=Disclosure.Kind.LIST).count() == 1
