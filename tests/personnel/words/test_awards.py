import pytest

from personnel.words.awards import split_award
from personnel.words.partial_dates import PartialDate
from personnel.words.values import BadCell


@pytest.mark.parametrize(
    ("text", "rest", "date"),
    [
        ("Đại học Luật, 2015", "Đại học Luật", PartialDate(2015)),
        ("Trung cấp (2015)", "Trung cấp", PartialDate(2015)),
        ("ĐH Luật năm 2015", "ĐH Luật", PartialDate(2015)),
        ("ĐH Luật (tốt nghiệp năm 2015)", "ĐH Luật", PartialDate(2015)),
        ("TC 05/2015", "TC", PartialDate(2015, 5)),
        ("TC-2015", "TC", PartialDate(2015)),
        ("Trung cấp/2015", "Trung cấp", PartialDate(2015)),
        ("Cao cấp cấp ngày 3/5/2015", "Cao cấp", PartialDate(2015, 5, 3)),
        ("Trung cấp năm 2015", "Trung cấp", PartialDate(2015)),
        ("CĐ tháng 5 năm 2015", "CĐ", PartialDate(2015, 5)),
        ("2015 - ĐH Luật", "ĐH Luật", PartialDate(2015)),
        ("ĐH Luật (Huế, 2015)", "ĐH Luật (Huế)", PartialDate(2015)),
        ("Đại học, 2001", "Đại học", PartialDate(2001)),
    ],
)
def test_a_date_beside_a_level_is_its_award(text: str, rest: str, date: PartialDate) -> None:
    assert split_award(text) == (rest, date)


@pytest.mark.parametrize("text", ["2015", "05/2015", "ĐH Luật", "12/12", "Anh bậc 3/6", "x"])
def test_a_date_alone_and_other_numbers_stay(text: str) -> None:
    assert split_award(text) == (text, None)


def test_the_year_of_a_circular_is_none_of_an_award() -> None:
    assert split_award("CNTT cơ bản (theo TT 03/2014/TT-BTTTT)") == ("CNTT cơ bản", None)
    assert split_award("CNTT cơ bản TT 03/2014, 2017") == ("CNTT cơ bản", PartialDate(2017))


@pytest.mark.parametrize(
    "text", ["ĐH Luật từ 2015", "ĐH Luật khóa 2015", "ĐH K2015", "ĐH Luật 2011, ThS 2015"]
)
def test_a_date_that_may_be_another_is_not_guessed_at(text: str) -> None:
    with pytest.raises(BadCell):
        split_award(text)
