"""Passwords that are made of what everybody would try are refused, others are not."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.own.common import is_made_of


@pytest.mark.parametrize(
    "password",
    [
        "matkhau123456",
        "Mật khẩu 2025",
        "M@tKh4u2025!!",
        "anhyeuem1990",
        "ILOVEYOU2025",
        "QuangNgai@2026",
        "Huyện Ba Tơ 123",
        "bato-ducpho-2026",
        "Ba Động 2026!!",
        "HuyenUyBaTo2025",
        "BanToChuc#2026",
        "Vietnam vô địch",
        "qwertyasdfgh",
        "1234567matkhau89",
        "Sunshine#2025!",
        "!!trustno1!!2026",
    ],
)
def test_common_words_places_and_boards_are_refused(province, password):
    with pytest.raises(ValidationError, match="dễ đoán"):
        validate_password(password)


@pytest.mark.parametrize(
    "password",
    ["Nang-tren-dong-lua-26", "cà phê thứ bảy mưa", "matkhau-Zukunft-9", "q92g-7myv-yrw9"],
)
def test_others_are_not(province, password):
    validate_password(password)


def test_a_word_more_is_another_password():
    assert is_made_of({"ba", "bato", "to"}, "batoba")
    assert not is_made_of({"ba", "bato"}, "batox")
    assert not is_made_of({"ba"}, "")
