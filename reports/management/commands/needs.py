from reports.needs import told, written
from reports.needs.command import StudyCommand


class Command(StudyCommand):
    help = (
        "Nhu cầu đào tạo, bồi dưỡng đến hạn của một mốc: mỗi người một khóa cho mỗi loại trình độ "
        "còn thiếu, theo khóa và đơn vị (cần học, cần xác minh, không kịp, nghỉ hưu trước hạn) và "
        "số lượt tối thiểu của từng chỉ tiêu."
    )

    written, told = staticmethod(written.needs), staticmethod(told.needs)
