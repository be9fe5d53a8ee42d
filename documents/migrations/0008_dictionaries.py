from django.db import migrations, models


class Migration(migrations.Migration):
    """An edition knows by which dictionaries of the collection its rows were made."""

    dependencies = [
        ('documents', '0007_changes_in_order'),
    ]

    operations = [
        migrations.AddField(
            model_name='edition',
            name='dictionaries',
            field=models.CharField(default='', max_length=64),
        ),
    ]
