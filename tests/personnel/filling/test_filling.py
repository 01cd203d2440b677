"""One value for many picked people: shown before, written once, kept as a batch, taken back."""

from datetime import date

import pytest
from django.utils import timezone

from personnel.batches.standing import entries_of
from personnel.batches.undoing import take_back
from personnel.joining.joining import join
from personnel.joining.plan import Plan
from personnel.keeping.recording import Refused, recording
from personnel.models import Batch, Confirmation, Credential, Ethnicity, Person, Unit
from tests.factories import MOUNTAIN, TOWNSHIP, credential, person, post
from tests.racing import overtaken

URL = "/nhan-su/ghi-cho-nhieu-nguoi/"
FOUND = {
    "field": "finding", "value-kind": "theory", "value-verification": "verified",
    "value-verified_on": "01/06/2025", "value-verified_by_document": "CV số 7",
}  # fmt: skip


@pytest.fixture
def three(small_province):
    """Three people of Ba Tơ: of no recorded ethnicity, a Kinh, a Hrê."""
    named = [("An", None), ("Ba", "Kinh"), ("Cang", "Hrê")]
    people = []
    for name, group in named:
        who = post(person(name=f"Đinh Văn {name}"), "VPDU").person
        who.ethnicity = Ethnicity.objects.filter(name=group).first()
        who.save()
        people.append(who)
    return people


@pytest.fixture
def hre(small_province):
    return {"field": "ethnicity", "value-ethnicity": Ethnicity.objects.get(name="Hrê").pk}


@pytest.fixture
def send(editor_a, client_for):
    """Return a function that presses a button of the page."""
    client = client_for(editor_a)

    def press(do, people, follow=False, **more):
        data = {"do": do, "person": [who.pk for who in people]} | more
        return client.post(URL, data, follow=follow)

    return press


def lines(response):
    return response.context["plan"].lines


def tokens(response, *wanted):
    return [line.token for line in lines(response) if not wanted or line.person in wanted]


def groups(people):
    return [str(Person.objects.get(pk=who.pk).ethnicity) for who in people]


def test_ticked_people_arrive_and_the_field_is_chosen(three, editor_a, client_for, send):
    client = client_for(editor_a)
    query = "&".join(f"person={who.pk}" for who in three)
    assert f'formaction="{URL}"' in client.get("/nhan-su/").content.decode()
    opened = client.get(f"{URL}?{query}")
    assert opened.context["gathered"].people == three and opened.context["form"] is None
    chosen = send("field", three, field="ethnicity")
    assert 'name="value-ethnicity"' in chosen.content.decode()
    left = send("", three, field="ethnicity", remove=three[0].pk)
    assert left.context["gathered"].people == three[1:]


def test_each_is_told_what_it_was_and_nothing_is_replaced_unasked(three, hre, send):
    response = send("preview", three, **hre)
    told = [(line.was, line.open, line.proposed) for line in lines(response)]
    assert told == [("", True, True), ("Kinh", True, False), ("Hrê", False, False)]
    text = response.content.decode()
    assert text.count("checked") == 1 and "đã có, bỏ qua" in text
    assert groups(three) == ["None", "Kinh", "Hrê"] and not Batch.objects.exists()


def test_written_it_is_a_batch_and_is_taken_back(three, hre, send, editor_a):
    chosen = tokens(send("preview", three, **hre), *three[:2])
    done = send("confirm", three, follow=True, chosen=chosen, **hre)
    assert [str(m) for m in done.context["messages"]] == ["Đã ghi “Dân tộc: Hrê” cho 2 người."]
    assert groups(three) == ["Hrê", "Hrê", "Hrê"]
    batch = Batch.objects.get()
    assert (batch.kind, batch.by, batch.name) == ("fact", editor_a, "Dân tộc: Hrê")
    assert Person.history.filter(history_date=batch.at).count() == 2
    take_back(batch, by=editor_a, at=timezone.now())
    assert groups(three) == ["None", "Kinh", "Hrê"]


@pytest.mark.parametrize(
    ("sent", "column", "value"),
    [
        ({"field": "religion", "value-religion": "Công giáo"}, "religion", "Công giáo"),
        ({"field": "home_place", "value-home_place": "Ba Tơ"}, "home_place", "Ba Tơ"),
        ({"field": "is_local", "value-is_local": "0"}, "is_local", False),
        ({"field": "sex", "value-sex": "female"}, "sex", "female"),
        ({"field": "minority", "value-minority": "05/2020"},
         "minority_area_since", date(2020, 5, 1)),
    ],
)  # fmt: skip
def test_every_fact_that_many_may_share(three, send, editor_a, sent, column, value):
    before = getattr(three[0], column)
    chosen = tokens(send("preview", three[:1], **sent))
    assert send("confirm", three[:1], chosen=chosen, **sent).status_code == 302
    assert getattr(Person.objects.get(pk=three[0].pk), column) == value
    take_back(Batch.objects.get(), by=editor_a, at=timezone.now())
    assert getattr(Person.objects.get(pk=three[0].pk), column) == before


def test_local_is_said_of_where_each_serves(three, send, editor_a):
    moved = Unit.objects.get(code=TOWNSHIP)
    three[1].posts.update(unit=moved)
    sent = {"field": "is_local", "value-is_local": "1"}
    chosen = tokens(send("preview", three[:2], **sent))
    assert send("confirm", three[:2], chosen=chosen, **sent).status_code == 302
    said = dict(Person.objects.values_list("pk", "local_of__code"))
    assert said == {three[0].pk: MOUNTAIN, three[1].pk: TOWNSHIP, three[2].pk: None}
    take_back(Batch.objects.get(), by=editor_a, at=timezone.now())
    assert not Person.objects.filter(local_of__isnull=False).exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"field": "ethnicity", "value-ethnicity": ""},
        {"field": "ethnicity", "value-ethnicity": "x"},
        {"field": "religion", "value-religion": " "},
        {"field": "is_local", "value-is_local": ""},
        {"field": "sex", "value-sex": "?"},
        {"field": "minority", "value-minority": "31/12/2099"},
        {"field": "minority", "value-minority": "30/02/2020"},
        FOUND | {"value-kind": ""},
        FOUND | {"value-verification": ""},
        FOUND | {"value-verified_on": ""},
        FOUND | {"value-verified_on": "31/12/2099"},
        FOUND | {"value-verification": "withdrawn", "value-verified_by_document": ""},
    ],
)
@pytest.mark.parametrize("do", ["preview", "confirm"])
def test_what_cannot_be_a_value_is_said_on_its_field(three, send, do, sent):
    response = send(do, three, **sent)
    assert response.status_code == 422 and "field-error" in response.content.decode()
    assert not Batch.objects.exists()


@pytest.mark.parametrize("field", ["", "full_name", "cccd", "note", "party", "x"])
def test_no_other_field_is_given_at_once(three, send, field):
    response = send("confirm", three, **{"field": field, f"value-{field}": "Nguyễn Văn A"})
    assert response.status_code == 200 and response.context["form"] is None
    assert not Batch.objects.exists()


def test_nobody_chosen_is_said(three, hre, send):
    response = send("confirm", three, **hre)
    assert response.status_code == 409 and "chưa đánh dấu ai" in response.content.decode()


def test_a_day_before_birth_is_refused_by_name(three, send):
    sent = {"field": "minority", "value-minority": "1979"}
    response = send("preview", three[:1], **sent)
    assert "không ghi được: sinh 01/05/1980" in response.content.decode()
    response = send("confirm", three[:1], chosen=[lines(response)[0].token], **sent)
    assert response.status_code == 409 and not Batch.objects.exists()


def test_what_others_changed_meanwhile_is_shown_again(three, hre, send, province_admin):
    chosen = tokens(send("preview", three, **hre), *three[:2])
    with recording(by=province_admin, at=timezone.now(), reason="Sửa") as scribe:
        cor = Ethnicity.objects.get(name="Cor")
        scribe.change(scribe.hold(three[0]), ethnicity_id=cor.pk)
    response = send("confirm", three, chosen=chosen, **hre)
    assert response.status_code == 409
    assert "hồ sơ Đinh Văn An vừa được người khác sửa" in response.content.decode()
    assert [line.was for line in lines(response)] == ["Cor", "Kinh", "Hrê"]
    assert groups(three) == ["Cor", "Kinh", "Hrê"]


def test_foreign_people_are_refused_whole_and_not_named(three, hre, send):
    elsewhere = Unit.objects.filter(parent__code="534").order_by("code")[0]
    foreign = post(person(name="Lê Văn Phổ"), "TCKT", elsewhere.code).person
    for do in ("preview", "confirm"):
        response = send(do, [*three, foreign], chosen=["person-1:x"], **hre)
        assert response.status_code == 409
        assert "Lê Văn Phổ" not in response.content.decode()
    assert groups([foreign]) == ["Kinh"]


def test_a_person_changed_since_or_joined_stays_when_taken_back(three, hre, send, editor_a):
    other = post(person(name="Đinh Văn An"), "TCKT").person
    Person.objects.filter(pk=other.pk).update(ethnicity=None)
    everybody = [other, *three[:2]]
    chosen = tokens(send("preview", everybody, **hre))
    send("confirm", everybody, chosen=chosen, **hre)
    with recording(by=editor_a, at=timezone.now(), reason="Sửa") as scribe:
        kinh = Ethnicity.objects.get(name="Kinh")
        scribe.change(scribe.hold(three[1]), ethnicity_id=kinh.pk)
    seen = Plan(other, Person.objects.get(pk=three[0].pk)).seen
    join(other, Person.objects.get(pk=three[0].pk), {}, seen=seen, by=editor_a, at=timezone.now())
    batch = Batch.objects.get()
    told = {entry.told for entry in entries_of(batch, editor_a).rows}
    assert told == {"đã được sửa sau khi ghi", "hồ sơ đã gộp sau khi ghi"}
    with pytest.raises(Refused, match="hồ sơ đã gộp sau khi ghi"):
        take_back(batch, by=editor_a, at=timezone.now())
    assert groups([other, three[1]]) == ["Hrê", "Kinh"]


def test_a_doubt_that_the_value_makes_is_asked_and_kept(three, send, editor_a):
    Person.objects.filter(pk=three[0].pk).update(cccd="051080001234")
    sent = {"field": "sex", "value-sex": "female"}
    shown = send("preview", three[:1], **sent)
    ((key, told),) = lines(shown)[0].asked
    assert "Số CCCD" in told.text and told.text in shown.content.decode()
    done = send("confirm", three[:1], chosen=tokens(shown), confirmed=[key], **sent)
    assert done.status_code == 302
    assert Confirmation.objects.get().doubt == "cccd-clash"
    assert Batch.objects.get().rows.get().confirmed == ["cccd-clash"]


class TestFindings:
    @pytest.fixture
    def papers(self, three):
        """One paper of the first, two of the second, none of the third."""
        first = credential(three[0], "theory", 2, awarded=date(2020, 5, 30))
        second = [credential(three[1], "theory", level) for level in (1, 2)]
        credential(three[2], "theory", 0)
        return [first, *second]

    def test_of_several_papers_none_is_guessed(self, papers, three, send):
        response = send("preview", three, **FOUND)
        told = [(line.credential.pk, line.proposed) for line in lines(response)]
        first, low, high = (paper.pk for paper in papers)
        assert told == [(first, True), (high, False), (low, False)]
        assert response.context["plan"].without == [three[2]]

    def test_a_mark_is_given_and_taken_back(self, papers, three, send, editor_a):
        chosen = tokens(send("preview", three, **FOUND), *three[:1])
        assert send("confirm", three, chosen=chosen, **FOUND).status_code == 302
        paper = Credential.objects.get(pk=papers[0].pk)
        assert paper.verification_told == "Đã xác minh ngày 01/06/2025, CV số 7"
        assert [p.verification for p in Credential.objects.exclude(pk=paper.pk)] == [""] * 3
        batch = Batch.objects.get()
        assert batch.kind == "finding"
        take_back(batch, by=editor_a, at=timezone.now())
        paper.refresh_from_db()
        assert (paper.verification, paper.verified_on) == ("", None)

    def test_not_before_the_award(self, papers, three, send):
        sent = FOUND | {"value-verified_on": "01/06/2019"}
        assert "cấp 30/05/2020" in send("preview", three[:1], **sent).content.decode()

    def test_a_paper_deleted_meanwhile_is_told(self, papers, three, send):
        chosen = tokens(send("preview", three, **FOUND), *three[:1])
        papers[0].delete()
        response = send("confirm", three, chosen=chosen, **FOUND)
        assert response.status_code == 409 and "vừa bị xóa" in response.content.decode()


@pytest.mark.usefixtures("reachable")
def test_whoever_comes_second_replaces_nothing_unseen(reachable, editor_a, client_for):
    who = post(person(name="Đinh Văn An"), "VPDU").person
    client = client_for(editor_a)
    data = {"field": "religion", "value-religion": "Công giáo", "person": who.pk}
    shown = client.post(URL, data | {"do": "preview"})
    sent = data | {"do": "confirm", "chosen": tokens(shown)}

    def other():
        with recording(by=editor_a, at=timezone.now(), reason="Sửa") as scribe:
            scribe.change(scribe.hold(who), religion="Tin lành")

    with overtaken(other):
        assert client.post(URL, sent).status_code == 409
    assert Person.objects.get(pk=who.pk).religion == "Tin lành"
