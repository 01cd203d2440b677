import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

ROLES = [
    ("province_admin", "Quản trị cấp tỉnh"),
    ("province_viewer", "Theo dõi cấp tỉnh"),
    ("district_editor", "Cập nhật cấp huyện"),
    ("district_viewer", "Theo dõi cấp huyện"),
]


def history_columns():
    """The columns that every history row has beside those of its record."""
    return [
        ("history_id", models.AutoField(primary_key=True, serialize=False)),
        ("history_date", models.DateTimeField(db_index=True)),
        ("history_change_reason", models.CharField(max_length=100, null=True)),
        (
            "history_type",
            models.CharField(
                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
            ),
        ),
        (
            "history_user",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]


def history_options(name):
    return {
        "verbose_name": name,
        "verbose_name_plural": name,
        "ordering": ("-history_date", "-history_id"),
        "get_latest_by": ("history_date", "history_id"),
    }


class Migration(migrations.Migration):
    """The tables that take over role, district and last sign-in; these stay until then.

    The role may be empty from here on, so that going back can add the column before it is
    filled.
    """

    dependencies = [("accounts", "0002_district_of_a_user")]

    operations = [
        migrations.RemoveConstraint(model_name="user", name="user_district_fits_role"),
        migrations.AlterField(
            model_name="user",
            name="role",
            field=models.CharField(
                choices=ROLES, max_length=15, null=True, verbose_name="Vai trò"
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="must_change_password",
            field=models.BooleanField(default=False, verbose_name="Phải đổi mật khẩu"),
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(choices=ROLES, max_length=15, verbose_name="Vai trò")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="Từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="Đến hết ngày")),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"level": "district"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="personnel.unit",
                        verbose_name="Huyện phụ trách",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grants",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Người dùng",
                    ),
                ),
            ],
            options={"verbose_name": "Quyền", "verbose_name_plural": "Quyền", "ordering": ("pk",)},
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("district__isnull", True),
                        ("role__in", ["province_admin", "province_viewer"]),
                    ),
                    models.Q(
                        ("district__isnull", False),
                        ("role__in", ["district_editor", "district_viewer"]),
                    ),
                    _connector="OR",
                ),
                name="grant_district_fits_role",
                violation_error_message="Vai trò cấp huyện phải có huyện phụ trách; vai trò cấp tỉnh thì không.",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from__isnull", True),
                    ("valid_to__isnull", True),
                    ("valid_to__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="grant_ends_after_it_starts",
                violation_error_message="Ngày hết quyền phải từ ngày bắt đầu trở đi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_to__isnull", True)),
                fields=("user", "role", "district"),
                name="grant_open_once_in_a_district",
                violation_error_message="Người dùng đã có quyền này tại huyện, không thời hạn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("district__isnull", True), ("valid_to__isnull", True)),
                fields=("user", "role"),
                name="grant_open_once_in_the_province",
                violation_error_message="Người dùng đã có quyền cấp tỉnh này, không thời hạn.",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalGrant",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(choices=ROLES, max_length=15, verbose_name="Vai trò")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="Từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="Đến hết ngày")),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        limit_choices_to={"level": "district"},
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="personnel.unit",
                        verbose_name="Huyện phụ trách",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Người dùng",
                    ),
                ),
                *history_columns(),
            ],
            options=history_options("Lịch sử quyền"),
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalUser",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        db_index=True,
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="email address"),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                (
                    "full_name",
                    models.CharField(
                        blank=True, default="", max_length=100, verbose_name="Họ và tên"
                    ),
                ),
                (
                    "must_change_password",
                    models.BooleanField(default=False, verbose_name="Phải đổi mật khẩu"),
                ),
                *history_columns(),
            ],
            options=history_options("Lịch sử tài khoản"),
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="SignIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "session_key",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        default="",
                        max_length=40,
                        verbose_name="Mã phiên",
                    ),
                ),
                ("started", models.DateTimeField(verbose_name="Đăng nhập lúc")),
                ("last_seen", models.DateTimeField(verbose_name="Hoạt động gần nhất")),
                (
                    "address",
                    models.GenericIPAddressField(
                        blank=True, null=True, verbose_name="Địa chỉ máy"
                    ),
                ),
                (
                    "agent",
                    models.CharField(
                        blank=True, default="", max_length=255, verbose_name="Trình duyệt"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sign_ins",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Người dùng",
                    ),
                ),
            ],
            options={
                "verbose_name": "Lượt đăng nhập",
                "verbose_name_plural": "Lượt đăng nhập",
                "ordering": ("-started", "-pk"),
            },
        ),
    ]
