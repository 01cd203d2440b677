from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_roles_become_grants")]

    operations = [
        migrations.RemoveField(model_name="user", name="role"),
        migrations.RemoveField(model_name="user", name="district"),
        migrations.RemoveField(model_name="user", name="last_login"),
    ]
