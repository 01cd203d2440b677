from django.db import migrations

import personnel.basics.fields
from personnel.words.vietnamese import fold


def fill(apps, schema_editor):
    """Names deleted so far become searchable too."""
    for deletion in apps.get_model("personnel", "Deletion").objects.iterator():
        deletion.save(update_fields=["search_name"])


class Migration(migrations.Migration):
    dependencies = [("personnel", "0004_handovers_name_the_posts_they_end")]

    operations = [
        migrations.AddField(
            model_name="deletion",
            name="search_name",
            field=personnel.basics.fields.DerivedCharField(
                default="", derive=fold, max_length=100, source="name"
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
