from django.db import migrations


class Migration(migrations.Migration):
    operations = [migrations.RunSQL(["CREATE TABLE first_table ()", "CREATE TABLE second_table ()"])]
