from django.db import migrations
from django.db.models import Q

# Eth and the African D, typed for Đ: names that bear them were found by nobody who types "d".
LIKE_D = "ÐƉðɖ"


def find(apps, schema_editor):
    """Only the columns by which names are found and sorted change; names stay as typed."""
    for model, source, derived in (
        ("Person", "full_name", ["search_name", "sort_key"]),
        ("Deletion", "name", ["search_name"]),
    ):
        like = Q()
        for letter in LIKE_D:
            like |= Q(**{f"{source}__contains": letter})
        for record in apps.get_model("personnel", model).objects.filter(like).iterator():
            record.save(update_fields=derived)


class Migration(migrations.Migration):
    dependencies = [("personnel", "0009_uploads_go_to_sheets")]

    operations = [migrations.RunPython(find, migrations.RunPython.noop)]
