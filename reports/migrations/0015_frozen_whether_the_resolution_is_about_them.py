from django.db import migrations, models
from django.db.migrations.exceptions import IrreversibleError

VERSION = 4


def only_what_the_release_can_verify(apps, schema_editor):
    """Refuse to forget a column that hashes cover."""
    submissions = apps.get_model("reports", "Submission").objects
    if found := submissions.filter(hash_version__gt=VERSION).count():
        raise IrreversibleError(
            f"{found} reports were handed in by a later release. Restore the backup made before "
            "the upgrade instead."
        )


class Migration(migrations.Migration):
    dependencies = [("reports", "0014_frozen_groups_that_nobody_confirmed")]

    operations = [
        migrations.AddField(
            "frozenstanding",
            "in_scope",
            models.PositiveSmallIntegerField(default=1, verbose_name="Thuộc phạm vi Nghị quyết"),
        ),
        migrations.RunPython(migrations.RunPython.noop, only_what_the_release_can_verify),
    ]
