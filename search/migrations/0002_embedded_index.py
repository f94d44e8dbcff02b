from django.conf import settings
from django.db import migrations

from search.engines.shape import Shape
from search.engines.sqlite import schema


def create(apps, editor):
    """The embedded index lives in SQLite only."""
    if editor.connection.vendor == "sqlite":
        with editor.connection.cursor() as cursor:
            schema.create_tables(cursor)
            schema.create_codes(cursor)
            # There is nothing in it yet, so it is by whatever rules are in force.
            schema.keep_shape(cursor, Shape(schema.shape_digest(), settings.CASEBOOK_VERSION))


def drop(apps, editor):
    if editor.connection.vendor == "sqlite":
        with editor.connection.cursor() as cursor:
            schema.drop_tables(cursor)
            cursor.execute(f"DROP TABLE IF EXISTS {schema.CODE}")
            cursor.execute(f"DROP TABLE IF EXISTS {schema.SHAPE}")


class Migration(migrations.Migration):

    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
