from django.db import migrations

from personnel.words.vietnamese import fold

NAMED = (("Person", "full_name", ["search_name", "sort_key"]), ("Deletion", "name", ["search_name"]))


def derive(apps, schema_editor):
    """What names are found and sorted by takes Ð for Đ, and one apostrophe for all."""
    for model, source, derived in NAMED:
        for row in apps.get_model("personnel", model).objects.iterator():
            if fold(getattr(row, source)) != row.search_name:
                row.save(update_fields=derived)


class Migration(migrations.Migration):
    dependencies = [("personnel", "0009_uploads_go_to_sheets")]

    operations = [migrations.RunPython(derive, migrations.RunPython.noop, elidable=True)]
