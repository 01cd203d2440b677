import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Exists, OuterRef


def forget_deleted_records(apps, schema_editor):
    """The constraint comes back only when every number names a record."""
    present = apps.get_model("personnel", "Person").objects.filter(pk=OuterRef("person_id"))
    disclosures = apps.get_model("personnel", "Disclosure").objects
    disclosures.filter(~Exists(present)).update(person_id=None)


class Migration(migrations.Migration):
    dependencies = [("personnel", "0005_deletions_found_by_name")]

    operations = [
        migrations.AlterField(
            model_name="disclosure",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="personnel.person",
                verbose_name="Hồ sơ",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, forget_deleted_records),
    ]
