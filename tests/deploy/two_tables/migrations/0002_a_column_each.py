from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("two_tables", "0001_two_tables")]

    operations = [
        migrations.RunSQL(
            ["ALTER TABLE first_table ADD said text", "ALTER TABLE second_table ADD said text"]
        )
    ]
