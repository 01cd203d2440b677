from django.db import migrations

from personnel.words.vietnamese import fold, name_sort_key

NAMED = (("Person", "full_name", ["search_name", "sort_key"]), ("Deletion", "name", ["search_name"]))


def derive(apps, schema_editor):
    """What names are found and sorted by takes Ð for Đ, one apostrophe for all, marks in order."""
    for model, source, derived in NAMED:
        for row in apps.get_model("personnel", model).objects.iterator():
            name = getattr(row, source)
            sorted_so = "sort_key" not in derived or bytes(row.sort_key) == name_sort_key(name)
            if fold(name) != row.search_name or not sorted_so:
                row.save(update_fields=derived)


class Migration(migrations.Migration):
    dependencies = [("personnel", "0009_uploads_go_to_sheets")]

    operations = [migrations.RunPython(derive, migrations.RunPython.noop, elidable=True)]
