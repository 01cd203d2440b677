"""Who is picked for something to be written of: nobody of another's, nobody twice."""

from datetime import date

from personnel.batches.gathering import gather
from personnel.models import Unit
from tests.factories import post


def names(people):
    return [who.full_name for who in people]


def test_gathered_in_name_order_each_once(cast, editor_a):
    ids = [str(cast[name].pk) for name in ("Đinh Văn Lía", "Phạm Thị Hạnh", "Đinh Văn Lía")]
    gathered = gather(editor_a, ids)
    assert names(gathered.people) == ["Phạm Thị Hạnh", "Đinh Văn Lía"]
    assert list(gathered.problems()) == []


def test_who_may_only_be_seen_is_named_others_only_counted(cast, editor_a):
    left = cast["Đinh Văn Lía"]
    elsewhere = Unit.objects.filter(parent__code="534").order_by("code")[0]
    left.posts.update(end=date(2024, 12, 31))
    post(left, "TCKT", elsewhere.code, start=date(2025, 1, 1))
    gathered = gather(editor_a, [str(left.pk), str(cast["Lê Văn Phổ"].pk), "0", "x", "9" * 40])
    assert gathered.people == [] and gathered.lost == ["Đinh Văn Lía"] and gathered.unknown == 4
    assert not any("Lê Văn Phổ" in problem for problem in gathered.problems())
