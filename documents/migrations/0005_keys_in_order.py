from django.db import migrations

import documents.fields


class Migration(migrations.Migration):
    """Objects are read with their keys in order, on every database. The columns stay as they are."""

    dependencies = [
        ('documents', '0004_issues_in_order'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name=model,
                    name=name,
                    field=documents.fields.SortedJSONField(**arguments),
                )
                for model, name, arguments in (
                    ('source', 'names', {}),
                    ('source', 'publisher', {'default': dict}),
                    ('source', 'place', {'default': dict}),
                    ('source', 'notes', {'default': dict}),
                    ('article', 'notes', {'default': dict}),
                )
            ],
        ),
    ]
