"""Forms of the admin, sent as a browser does."""

import pytest

from tests.forms import fields_of


@pytest.fixture
def save(province_admin, client_for):
    """Return a function that changes fields of a record's form in the admin.

    It returns what was told, and the errors by field, links to their addresses included.
    """
    client = client_for(province_admin)

    def change(record, **typed):
        name = record._meta.model_name
        place = f"{record.pk}/change" if record.pk else "add"
        url = f"/admin/personnel/{name}/{place}/"
        response = client.post(url, fields_of(client.get(url), f"{name}_form") | typed, follow=True)
        assert response.status_code == 200
        told = [str(message) for message in response.context["messages"]]
        page = response.context.get("adminform")
        errors = page.form.errors.items() if page else ()
        return told, {field: list(messages) for field, messages in errors}

    return change
