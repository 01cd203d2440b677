from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

HELP = (
    "Theo Nghị định 135/2020/NĐ-CP. Không đánh dấu: người giữ chức danh này làm "
    "chức danh chính không bị coi là quá tuổi và không bị trừ khi dự báo."
)
FIELD = models.BooleanField(default=True, help_text=HELP, verbose_name="Áp dụng tuổi nghỉ hưu")


def let_off(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Titles whose holders are no cán bộ, công chức, and the one that was let off before."""
    beyond = models.Q(group__in=["nonspecialised", "committee"]) | models.Q(code="CTHCCB")
    for name in ("Title", "HistoricalTitle"):
        apps.get_model("personnel", name).objects.filter(beyond).update(age_bound=False)


class Migration(migrations.Migration):
    dependencies = [("personnel", "0032_from_when_the_resolution_is_about_a_group")]

    operations = [
        migrations.AddField(model, "age_bound", FIELD) for model in ("historicaltitle", "title")
    ] + [migrations.RunPython(let_off, migrations.RunPython.noop)]
