from django.db import migrations

# What the release before loaded as other names of the titles ("A | B"), and what comes to them.
BEFORE = {
    "BT": "BT Đảng ủy | Bí thư | Bí thư Đảng bộ | Bí thư Đảng uỷ",
    "PBT": (
        "PBT Đảng ủy | Phó Bí thư | Phó Bí thư TT Đảng ủy | Phó Bí thư Thường trực Đảng ủy"
    ),
    "PCTHDND": "PCT HĐND | Phó Chủ tịch HĐND",
    "PCTUBND": "PCT UBND | Phó Chủ tịch UBND",
    "CTMTTQ": (
        "CT UBMTTQ | CT UBMTTQVN | Chủ tịch MTTQ | Chủ tịch Mặt trận | Chủ tịch UBMTTQ | Chủ "
        "tịch UBMTTQVN"
    ),
    "BTDOAN": (
        "BT Đoàn TN | Bí thư Đoàn | Bí thư Đoàn TN | Bí thư Đoàn TNCS HCM | Bí thư Đoàn Thanh "
        "niên"
    ),
    "CTHPN": "CT Hội LHPN | Chủ tịch Hội LHPN | Chủ tịch Hội Phụ nữ",
    "CTHND": "CT Hội ND | Chủ tịch HND | Chủ tịch Hội Nông dân",
    "CTHCCB": "CT Hội CCB | Chủ tịch Hội CCB | Chủ tịch Hội Cựu chiến binh",
    "CHT": "CHT BCHQS | CHT Quân sự | Chỉ huy trưởng BCH Quân sự | Chỉ huy trưởng Quân sự",
    "VPTK": "VP - TK | VP-TK | Văn phòng thống kê",
    "DCXD-P": "ĐC-XD | ĐC-XD-ĐT-MT | Địa chính - xây dựng",
    "DCXD-X": "ĐC-NN-XD-MT | ĐC-XD | Địa chính - xây dựng",
    "TCKT": "TC - KT | TC-KT | Tài chính kế toán",
    "TPHT": "TP - HT | TP-HT | Tư pháp hộ tịch",
    "VHXH": "VH - XH | VH-XH | Văn hoá - xã hội | Văn hóa xã hội",
    "TCA": "Trưởng CA",
    "VPDU": "",
    "TGDV": "",
    "PCTMTTQ": "PCT UBMTTQ | Phó Chủ tịch MTTQ | Phó Chủ tịch UBMTTQ",
    "PBTDOAN": "Phó Bí thư Đoàn | Phó Bí thư Đoàn TN",
    "PCTHPN": "PCT Hội LHPN | Phó Chủ tịch Hội LHPN",
    "PCTHND": "PCT Hội ND",
    "PCTHCCB": "PCT Hội CCB | Phó Chủ tịch Hội CCB",
    "CTHNCT": "Chủ tịch Hội NCT",
    "CTHCTD": "Chủ tịch Hội CTĐ",
    "PCHT": "PCHT BCHQS | Phó Chỉ huy trưởng Quân sự",
    "VTLT": "Văn thư - Lưu trữ",
    "UVBCH": "Cấp ủy viên | UVBCH Đảng bộ | Đảng ủy viên",
}
ADDED = {
    "BT": "BTĐU | BT Đảng bộ | BTĐ | BT",
    "PBT": (
        "PBTĐU | PBT | PBT TT | PBT TT ĐU | PBT TT Đảng ủy | Phó BT | Phó BT Đảng ủy | Phó BT "
        "TT | Phó BT TT Đảng ủy | Phó Bí thư TT | Phó Bí thư Thường trực | Phó Bí thư Đảng bộ"
    ),
    "PCTHDND": "Phó CT HĐND | Phó Chủ tịch TT HĐND",
    "PCTUBND": "Phó CT UBND",
    "CTMTTQ": (
        "CT MTTQ | CT MTTQVN | CT MT | CT Mặt trận | CT UBMT | CT UBMTTQ Việt Nam | Chủ tịch "
        "MT | Chủ tịch UBMT | Chủ tịch MTTQVN | Chủ tịch Mặt trận Tổ quốc | Chủ tịch UB MTTQ "
        "Việt Nam | Chủ tịch Ủy ban Mặt trận | Chủ tịch Ủy ban MTTQ | Chủ tịch Ủy ban MTTQ "
        "Việt Nam | Chủ tịch UBMT Tổ quốc Việt Nam"
    ),
    "BTDOAN": (
        "BTĐ | BT Đoàn | BT ĐTN | BT Đoàn Thanh niên | BT Đoàn TNCS HCM | Bí thư ĐTN | Bí thư "
        "Đoàn TNCS | Bí thư Đoàn TNCS Hồ Chí Minh"
    ),
    "CTHPN": (
        "CT LHPN | CT HPN | CT HLHPN | CT PN | CT Hội PN | CT Phụ nữ | Chủ tịch LHPN | Chủ "
        "tịch HPN | Chủ tịch HLHPN | Chủ tịch Phụ nữ | Chủ tịch Hội PN | Chủ tịch Hội LHPN "
        "Việt Nam | Chủ tịch Hội Liên hiệp Phụ nữ"
    ),
    "CTHND": (
        "CT HND | CT ND | CT Nông dân | CT Hội Nông dân | Chủ tịch Hội ND | Chủ tịch Nông dân"
    ),
    "CTHCCB": (
        "CT CCB | CT HCCB | CT Cựu chiến binh | CT Hội Cựu chiến binh | Chủ tịch CCB | Chủ "
        "tịch HCCB | Chủ tịch Cựu chiến binh"
    ),
    "CHT": (
        "CHT | CHT QS | CHT BCH QS | CHT Ban CHQS | CHT Ban CH Quân sự | Chỉ huy trưởng | Chỉ "
        "huy trưởng QS | Chỉ huy trưởng BCHQS | Chỉ huy trưởng Ban CHQS | Chỉ huy trưởng Ban "
        "CH Quân sự | Xã đội trưởng"
    ),
    "VPTK": "VPTK | Văn phòng TK | VP Thống kê | Văn phòng HĐND - UBND - Thống kê",
    "DCXD-P": "ĐCXD | Địa chính - XD - ĐT và MT | Địa chính - XD | Địa chính",
    "DCXD-X": (
        "ĐCXD | ĐC-NN-XD | ĐC-XD-NN-MT | Địa chính | Địa chính - NN - XD và MT | Địa chính - "
        "XD | Địa chính - xây dựng - nông nghiệp và môi trường | Địa chính - nông nghiệp - "
        "xây dựng"
    ),
    "TCKT": "Kế toán | TC Kế toán | Tài chính KT | Tài chính",
    "TPHT": "Tư pháp | Hộ tịch | Tư pháp HT | TP Hộ tịch",
    "VHXH": "VHXH | Văn hóa XH | VH Xã hội",
    "TCA": "TCA",
    "VPDU": "VP Đảng ủy | VPĐU | Văn phòng ĐU",
    "TGDV": "TGDV",
    "PCTMTTQ": (
        "PCT MTTQ | PCT MT | PCT Mặt trận | PCT UBMT | PCT UBMTTQVN | Phó CT MTTQ | Phó CT "
        "UBMTTQ | Phó Chủ tịch Mặt trận | Phó Chủ tịch UBMTTQVN | Phó Chủ tịch Ủy ban MTTQ | "
        "Phó Chủ tịch Ủy ban MTTQ Việt Nam"
    ),
    "PBTDOAN": (
        "PBT Đoàn | PBT ĐTN | PBT Đoàn TN | PBT Đoàn Thanh niên | Phó BT Đoàn | Phó BT Đoàn "
        "TN | Phó Bí thư ĐTN | Phó Bí thư Đoàn Thanh niên | Phó Bí thư Đoàn TNCS HCM | Phó Bí "
        "thư Đoàn TNCS Hồ Chí Minh"
    ),
    "PCTHPN": (
        "PCT LHPN | PCT Phụ nữ | PCT Hội Phụ nữ | Phó CT Hội Phụ nữ | PCT HPN | PCT HLHPN | "
        "PCT Hội PN | Phó CT Hội LHPN | Phó CT LHPN | Phó Chủ tịch LHPN | Phó Chủ tịch Hội "
        "Phụ nữ | Phó Chủ tịch Hội LHPN Việt Nam | Phó Chủ tịch Hội Liên hiệp Phụ nữ Việt Nam"
    ),
    "PCTHND": (
        "PCT HND | PCT Nông dân | PCT Hội Nông dân | Phó CT Hội Nông dân | Phó CT Nông dân | "
        "Phó CT Hội ND | Phó CT HND | Phó Chủ tịch HND | Phó Chủ tịch Hội ND | Phó Chủ tịch "
        "Hội Nông dân Việt Nam"
    ),
    "PCTHCCB": (
        "PCT CCB | PCT Hội Cựu chiến binh | Phó CT Hội Cựu chiến binh | PCT HCCB | Phó CT Hội "
        "CCB | Phó CT CCB | Phó Chủ tịch CCB | Phó Chủ tịch Hội Cựu chiến binh Việt Nam"
    ),
    "CTHNCT": "CT NCT | CT HNCT | CT Hội NCT | CT Hội Người cao tuổi | Chủ tịch HNCT",
    "CTHCTD": "CT CTĐ | CT HCTĐ | CT Hội CTĐ | CT Hội Chữ thập đỏ | Chủ tịch HCTĐ",
    "PCHT": (
        "PCHT | PCHT QS | PCHT BCH QS | PCHT Quân sự | PCHT Ban CHQS | Phó CHT | Phó CHT QS | "
        "Phó CHT BCH QS | Phó CHT Quân sự | Phó Chỉ huy trưởng | Phó Chỉ huy trưởng QS | Phó "
        "Chỉ huy trưởng BCHQS | Phó Chỉ huy trưởng BCH Quân sự | Phó Chỉ huy trưởng Ban CHQS "
        "| Xã đội phó"
    ),
    "VTLT": "VT-LT | VT-LT-TQ",
    "UVBCH": (
        "ĐUV | UV BCH | UVBCH ĐU | UVBCH Đảng ủy | UV BCH Đảng ủy | UV Đảng ủy | UV ĐU | Ủy "
        "viên BCH | Ủy viên BCH Đảng bộ | Ủy viên BCH Đảng ủy | Ủy viên Đảng ủy | UV BTV | "
        "UVBTV ĐU | UVBTV Đảng ủy | UVTV | UVTV Đảng ủy | Ủy viên BTV | Ủy viên BTV Đảng ủy | "
        "Ủy viên Ban Thường vụ | Ủy viên Ban Thường vụ Đảng ủy | Ủy viên Thường vụ Đảng ủy"
    ),
}


def _apart(names):
    return names.split(" | ") if names else []


def add_short_forms(apps, schema_editor):
    """Add them where the names stand as they were loaded; a province's own are left alone."""
    _change(apps, lambda before, added: (before, [*before, *added]))


def take_short_forms_away(apps, schema_editor):
    """Go back to the names of before where nobody has changed them."""
    _change(apps, lambda before, added: ([*before, *added], before))


def _change(apps, ways):
    title_model = apps.get_model("personnel", "Title")
    for title in title_model.objects.filter(code__in=ADDED):
        known, names = ways(_apart(BEFORE[title.code]), _apart(ADDED[title.code]))
        if sorted(title.aliases) == sorted(known):
            title_model.objects.filter(pk=title.pk).update(aliases=names)


class Migration(migrations.Migration):
    """The short forms by which boards write titles in their lists."""

    dependencies = [("personnel", "0010_names_derived_anew")]

    operations = [migrations.RunPython(add_short_forms, take_short_forms_away)]
