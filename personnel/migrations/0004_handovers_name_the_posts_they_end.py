from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("personnel", "0003_end_reasons_handovers_deletions_disclosures")]

    operations = [
        migrations.AddField(
            model_name=model,
            name="ends",
            field=models.JSONField(
                blank=True, default=list, verbose_name="Chức danh sẽ thôi giữ"
            ),
        )
        for model in ("handover", "historicalhandover")
    ] + [
        migrations.AlterField(
            model_name=model,
            name="asked_at",
            field=models.DateTimeField(verbose_name="Đề nghị lúc"),
        )
        for model in ("handover", "historicalhandover")
    ]
