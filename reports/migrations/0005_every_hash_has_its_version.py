from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0004_rules_and_versions_of_hashes'),
    ]

    operations = [
        migrations.AlterField(
            model_name='submission',
            name='hash_version',
            field=models.PositiveSmallIntegerField(verbose_name='Phiên bản của mã xác thực'),
        ),
        migrations.AlterField(
            model_name='submission',
            name='rules',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.rulebook', verbose_name='Bộ quy tắc khi nộp'),
        ),
        migrations.AddConstraint(
            model_name='period',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('hash_version__isnull', True), ('rules__isnull', True), ('sealed_at__isnull', True)), models.Q(('hash_version__isnull', False), ('rules__isnull', False), ('sealed_at__isnull', False)), _connector='OR'), name='period_sealed_with_its_rules', violation_error_message='Kỳ báo cáo đã khóa phải có bộ quy tắc khi khóa.'),
        ),
    ]
