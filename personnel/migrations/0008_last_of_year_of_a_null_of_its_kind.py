from django.db import migrations, models
from django.db.models.functions import Cast, ExtractDay, ExtractMonth
from django.db.models.lookups import Exact

NAME = "credential_year_counts_from_its_end"


class Migration(migrations.Migration):
    """The same condition, in words that PostgreSQL also takes when the day is not known."""

    dependencies = [("personnel", "0007_uploads")]

    operations = [
        migrations.RemoveConstraint(model_name="credential", name=NAME),
        migrations.AddConstraint(
            model_name="credential",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("awarded_precision", "year"), _negated=True),
                    models.Q(
                        Exact(ExtractMonth(Cast("awarded", models.DateField())), 12),
                        Exact(ExtractDay(Cast("awarded", models.DateField())), 31),
                    ),
                    _connector="OR",
                ),
                name=NAME,
                violation_error_message="Chỉ biết năm cấp thì tính từ ngày 31/12 của năm đó.",
            ),
        ),
    ]
