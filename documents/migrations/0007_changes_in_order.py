from django.db import migrations, models


class Migration(migrations.Migration):
    """What an edition brought is listed from the index, by time and accession."""

    dependencies = [
        ('documents', '0006_recorded_order'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='seedfile', name='recorded_order'),
        migrations.AddIndex(
            model_name='seedfile',
            index=models.Index(
                fields=['kind', 'recorded_at', 'accession', 'version'], name='recorded_order'
            ),
        ),
    ]
