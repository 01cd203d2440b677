import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_role_and_district_leave_the_user")]

    operations = [
        migrations.CreateModel(
            name="Sending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=22, verbose_name="Mã của biểu mẫu")),
                ("path", models.CharField(max_length=500, verbose_name="Trang")),
                ("content", models.CharField(max_length=64, verbose_name="Dấu của nội dung")),
                ("at", models.DateTimeField(db_index=True, verbose_name="Gửi lúc")),
                ("status", models.PositiveSmallIntegerField(default=0, verbose_name="Mã trả lời")),
                ("address", models.TextField(blank=True, default="", verbose_name="Dẫn tới")),
                ("told", models.JSONField(blank=True, default=list, verbose_name="Đã báo")),
                ("session_key", models.CharField(blank=True, default="", max_length=40, verbose_name="Phiên sau đó")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sendings",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Người dùng",
                    ),
                ),
            ],
            options={
                "verbose_name": "Biểu mẫu đã gửi",
                "verbose_name_plural": "Biểu mẫu đã gửi",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "path", "key"),
                        name="sending_once",
                        violation_error_message="Biểu mẫu này đã được gửi.",
                    )
                ],
            },
        )
    ]
