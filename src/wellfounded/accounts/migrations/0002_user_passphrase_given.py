from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="passphrase_given",
            field=models.BooleanField(
                default=False, verbose_name="the passphrase was given by somebody else, and is to be changed"
            ),
        ),
    ]
