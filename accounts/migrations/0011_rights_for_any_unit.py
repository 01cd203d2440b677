from django.db import migrations, models
from django.db.models import Q
from django.db.models.deletion import DO_NOTHING, PROTECT

ROLES = [
    ("province_admin", "Quản trị cấp tỉnh"),
    ("province_viewer", "Theo dõi cấp tỉnh"),
    ("district_editor", "Cập nhật hồ sơ"),
    ("district_viewer", "Theo dõi hồ sơ"),
]
HELD_IN_PART = Q(level__in=("district", "group", "commune"))
UNIT = {
    "blank": True,
    "null": True,
    "limit_choices_to": HELD_IN_PART,
    "related_name": "+",
    "to": "personnel.unit",
    "verbose_name": "Đơn vị phụ trách",
}


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0010_names_without_markup"),
        ("personnel", "0042_where_holders_came_from_and_went"),
        # A release before asks every page for rights by the name that goes here: it is taken away
        # when all that takes long is done, and gunicorn is started again right after.
        ("reorganising", "0003_rights_confirmed_in_a_draft"),
        ("reports", "0018_what_a_year_tells_handed_in"),
        ("sheets", "0007_rows_ask_of_posts_in_what_ended"),
    ]

    operations = [
        migrations.RemoveConstraint("grant", "grant_district_fits_role"),
        migrations.RemoveConstraint("grant", "grant_open_once_in_a_district"),
        migrations.RemoveConstraint("grant", "grant_open_once_in_the_province"),
        migrations.RenameField("grant", "district", "unit"),
        migrations.RenameField("historicalgrant", "district", "unit"),
        migrations.AlterField("grant", "unit", models.ForeignKey(on_delete=PROTECT, **UNIT)),
        migrations.AlterField(
            "historicalgrant",
            "unit",
            models.ForeignKey(on_delete=DO_NOTHING, db_constraint=False, **UNIT),
        ),
        migrations.AlterField(
            "grant", "role", models.CharField(choices=ROLES, max_length=15, verbose_name="Vai trò")
        ),
        migrations.AlterField(
            "historicalgrant",
            "role",
            models.CharField(choices=ROLES, max_length=15, verbose_name="Vai trò"),
        ),
        migrations.AddConstraint(
            "grant",
            models.CheckConstraint(
                condition=Q(role__in=["province_admin", "province_viewer"], unit__isnull=True)
                | Q(role__in=["district_editor", "district_viewer"], unit__isnull=False),
                name="grant_unit_fits_role",
                violation_error_message=(
                    "Vai trò cập nhật, theo dõi hồ sơ phải có đơn vị phụ trách; vai trò cấp tỉnh "
                    "thì không."
                ),
            ),
        ),
        migrations.AddConstraint(
            "grant",
            models.UniqueConstraint(
                fields=["user", "role", "unit"],
                condition=Q(valid_to__isnull=True),
                name="grant_open_once_in_a_unit",
                violation_error_message="Người dùng đã có quyền này tại đơn vị, không thời hạn.",
            ),
        ),
        migrations.AddConstraint(
            "grant",
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(valid_to__isnull=True, unit__isnull=True),
                name="grant_open_once_in_the_province",
                violation_error_message="Người dùng đã có quyền cấp tỉnh này, không thời hạn.",
            ),
        ),
    ]
