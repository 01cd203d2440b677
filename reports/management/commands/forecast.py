from reports.needs import told, written
from reports.needs.command import StudyCommand


class Command(StudyCommand):
    help = (
        "Dự báo từng chỉ tiêu vào cuối mỗi năm đến hạn: (a) theo hồ sơ, trừ người nghỉ hưu; (b) "
        "thêm người đang học; (c) người thay thế đạt chuẩn; (d) người thay thế như ba năm qua."
    )

    written, told = staticmethod(written.forecasts), staticmethod(told.forecasts)
