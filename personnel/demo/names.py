"""Words that names, homes and studies are made of; none belongs to anybody."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


KINH_FAMILIES = _words(
    "Nguyễn Trần Lê Phạm Võ Huỳnh Đỗ Bùi Đặng Ngô Phan Trương Hồ Cao Tạ Lương Mai Dương Đoàn "
    "Tiêu Kiều Thái Từ Bạch Lý Châu Tôn Hà Trịnh Vũ"
)
KINH_FAMILY_WEIGHTS = [
    *(30, 12, 11, 9, 9, 7, 5, 6, 4, 3, 4, 4, 3, 2, 2, 2, 2, 2, 2),
    *(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
]
# Families of the peoples of the province's mountains.
FAMILIES = {
    "Hrê": (("Phạm", "Đinh"), (6, 4)),
    "Cor": (("Hồ", "Đinh"), (9, 1)),
    "Ca Dong": (("Đinh", "Hồ"), (9, 1)),
    "Xơ Đăng": (("A", "Y", "Đinh"), (1, 1, 4)),
}
MEN_MIDDLE = _words("Văn Minh Quang Hữu Đức Công Thanh Tấn Xuân Ngọc Quốc Trung Đình Anh Hoài Duy")
WOMEN_MIDDLE = _words("Thị Thị Thị Thị Ngọc Thanh Kim Bích Thu Mỹ Hồng Phương Thùy Như Kiều")
MEN_GIVEN = _words(
    "An Ân Ánh Bảo Bình Cảnh Châu Chiến Chính Cường Danh Đạt Dũng Dương Đông Đức Giang Hà Hải "
    "Hậu Hiền Hiếu Hòa Hoàng Hùng Hưng Huy Khánh Khoa Kiên Lâm Liêm Linh Lộc Lợi Long Luân Lực "
    "Mạnh Minh Nam Nghĩa Nguyên Nhân Nhật Phong Phú Phúc Phước Quân Quang Quý Sang Sơn Tài Tâm "
    "Tân Thái Thắng Thành Thạnh Thiện Thịnh Thọ Thông Thuận Tiến Tín Toàn Trí Triều Trọng Trung "
    "Trường Tú Tuấn Tùng Ước Vân Vinh Vĩnh Vũ Vương Xuân Ý Út"
)
WOMEN_GIVEN = _words(
    "An Ánh Bích Châu Chi Diễm Diệp Diệu Dung Duyên Đào Giang Hà Hạnh Hằng Hiền Hiệp Hoa Hòa "
    "Hoài Hồng Huệ Hương Hường Huyền Kiều Lan Lệ Liên Liễu Linh Loan Lý Mai Mận Mỹ Nga Ngân "
    "Ngọc Nguyệt Nhàn Nhung Oanh Phương Phượng Quyên Sen Sương Tâm Thảo Thắm Thu Thúy Thùy Thủy "
    "Thương Tiên Trâm Trang Trinh Trúc Tuyết Uyên Vân Vi Việt Xuân Yến Ái Út"
)
HIGHLAND_MEN_GIVEN = _words("Bút Dế Lía Réo Rin Thum Trỗi Un Vin Xiêng Chói Nôi Tiếp Xước")
HIGHLAND_WOMEN_GIVEN = _words("Rếu Xuyên Lía Chói Nê Vui Hré Thìa Biên Rê Sa Nghép")

# Peoples of each district's communes and their weights; elsewhere nearly all are Kinh.
PEOPLES_IN_COMMUNES = {
    "525": (("Cor", "Kinh", "Ca Dong", "Hrê"), (60, 30, 6, 4)),
    "529": (("Hrê", "Kinh", "Ca Dong"), (68, 27, 5)),
    "530": (("Ca Dong", "Kinh", "Hrê", "Xơ Đăng"), (65, 25, 7, 3)),
    "531": (("Hrê", "Kinh"), (68, 32)),
    "535": (("Hrê", "Kinh"), (70, 30)),
}
PEOPLES_IN_TOWNS = {
    "525": (("Cor", "Kinh"), (35, 65)),
    "529": (("Hrê", "Kinh", "Ca Dong"), (38, 58, 4)),
    "535": (("Hrê", "Kinh"), (40, 60)),
}
PEOPLES_ELSEWHERE = (("Kinh", "Hrê", "Cor", "Hoa", "Tày"), (988, 7, 2, 2, 1))

RELIGIONS = (("", "Phật giáo", "Công giáo", "Tin Lành", "Cao Đài"), (915, 50, 15, 12, 8))
PROVINCE_NAME = "Quảng Ngãi"
FIELDS = {
    "CHT": ("Quân sự cơ sở", "Luật"),
    "TCA": ("Luật", "An ninh trật tự"),
    "DCXD-P": ("Quản lý đất đai", "Xây dựng", "Kỹ thuật môi trường"),
    "DCXD-X": ("Quản lý đất đai", "Nông nghiệp", "Xây dựng"),
    "TCKT": ("Kế toán", "Tài chính - Ngân hàng"),
    "TPHT": ("Luật",),
    "VHXH": ("Quản lý văn hóa", "Công tác xã hội", "Xã hội học"),
    "VPTK": ("Luật", "Quản trị văn phòng", "Quản lý nhà nước"),
    "TY": ("Thú y", "Chăn nuôi"),
    "CNTT": ("Công nghệ thông tin",),
}
FIELDS_ELSEWHERE = (
    "Luật",
    "Quản lý nhà nước",
    "Kinh tế",
    "Nông nghiệp",
    "Sư phạm",
    "Công tác xã hội",
    "Xây dựng Đảng và Chính quyền nhà nước",
    "Quản trị kinh doanh",
)
SCHOOLS = {
    "professional": ("Trường Đại học Phạm Văn Đồng", "Đại học Huế", "Đại học Đà Nẵng"),
    "college": ("Trường Cao đẳng Quảng Ngãi", "Trường Cao đẳng Kinh tế - Kỹ thuật"),
    "theory": ("Trường Chính trị tỉnh Quảng Ngãi",),
    "state_management": ("Trường Chính trị tỉnh Quảng Ngãi",),
    "local": ("Trung tâm Chính trị cấp huyện",),
    "mass_work": ("Trường Chính trị tỉnh Quảng Ngãi", "Trung tâm Chính trị cấp huyện"),
    "position_update": ("Trường Chính trị tỉnh Quảng Ngãi",),
    "ethnic_language": ("Trường Cao đẳng Quảng Ngãi", "Trung tâm Chính trị cấp huyện"),
    "general_education": ("",),
    "it": ("Trường Đại học Phạm Văn Đồng", "Trung tâm tin học"),
    "foreign_language": ("Trường Đại học Phạm Văn Đồng", "Trung tâm ngoại ngữ"),
}
SCHOOLS_ELSEWHERE = ("Trường Chính trị tỉnh Quảng Ngãi",)
LANGUAGES = (("Anh", "Pháp", "Trung Quốc", "Nhật"), (94, 2, 3, 1))
