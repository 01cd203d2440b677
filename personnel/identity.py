"""What the digits of an identity number say of its bearer."""


def cccd_doubts(cccd: str, sex: str, birth_year: int | None) -> list[str]:
    """Return why a 12-digit number does not fit sex or birth year; blank facts never clash.

    Digit 4 is even for men and odd for women, one pair a century from 19xx on; digits 5
    and 6 are the year (Decree 137/2015/NĐ-CP, article 7).
    """
    doubts = []
    century, female = divmod(int(cccd[3]), 2)
    if sex and (sex == "female") != bool(female):
        doubts.append("chữ số thứ 4 không khớp với giới tính")
    if birth_year and birth_year != 1900 + 100 * century + int(cccd[4:6]):
        doubts.append("chữ số thứ 4 đến thứ 6 không khớp với năm sinh")
    return doubts
