from django.db import migrations, models


class Migration(migrations.Migration):
    """Texts are kept as what their seed does not hold. The columns stay as they are.

    What an earlier release wrote is read as before, since its frames refer to nothing.
    """

    dependencies = [
        ('documents', '0002_code_point_order'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name=model,
                    name='stored_blocks',
                    field=models.BinaryField(default=b''),
                )
                for model in ('article', 'translation')
            ],
        ),
    ]
