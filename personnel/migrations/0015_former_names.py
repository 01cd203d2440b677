import personnel.basics.fields
import personnel.words.vietnamese
from django.db import migrations, models

from personnel.words.vietnamese import fold


def keep_those_in_the_history(apps, schema_editor):
    """Take the names that people had from the history; whoever is deleted has none to be found."""
    person, history = (
        apps.get_model("personnel", name) for name in ("Person", "HistoricalPerson")
    )
    former = apps.get_model("personnel", "FormerName")
    now = dict(person.objects.values_list("pk", "full_name"))
    had = history.objects.order_by().values_list("id", "full_name").distinct()
    former.objects.bulk_create(
        (
            former(record=pk, name=name, search_name=fold(name))
            for pk, name in had.iterator(chunk_size=5000)
            if pk in now and now[pk] != name
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("personnel", "0014_records_that_became_one")]

    operations = [
        migrations.CreateModel(
            name="FormerName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("record", models.BigIntegerField(db_index=True, verbose_name="Số hồ sơ")),
                ("name", models.CharField(max_length=100, verbose_name="Họ và tên trước đây")),
                (
                    "search_name",
                    personnel.basics.fields.DerivedCharField(
                        derive=personnel.words.vietnamese.fold, max_length=100, source="name"
                    ),
                ),
            ],
            options={
                "verbose_name": "Họ tên trước đây",
                "verbose_name_plural": "Họ tên trước đây",
                "indexes": [models.Index(fields=["search_name"], name="former_name_search")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "name"),
                        name="former_name_once",
                        violation_error_message="Họ tên này đã được giữ.",
                    )
                ],
            },
        ),
        migrations.RunPython(keep_those_in_the_history, migrations.RunPython.noop),
    ]
