from django.db import migrations, models
from django.db.migrations.exceptions import IrreversibleError

VERSION = 3


def only_what_the_release_can_verify(apps, schema_editor):
    """Refuse to forget a column that hashes cover."""
    submissions = apps.get_model("reports", "Submission").objects
    if found := submissions.filter(hash_version__gt=VERSION).count():
        raise IrreversibleError(
            f"{found} reports were handed in by a later release. Restore the backup made before "
            "the upgrade instead."
        )


class Migration(migrations.Migration):
    dependencies = [("reports", "0013_units_that_hand_in")]

    operations = [
        migrations.AddField(
            "frozenstanding",
            "group_unconfirmed",
            models.PositiveSmallIntegerField(
                default=0, verbose_name="Nhóm chức danh chưa xác nhận"
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, only_what_the_release_can_verify),
    ]
