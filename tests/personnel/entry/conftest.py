import pytest

from personnel.models import Title, Unit
from tests.forms import fields_of, press_again


@pytest.fixture
def pk():
    """Return functions that give the keys which the form's choices send."""

    class Keys:
        @staticmethod
        def unit(code):
            return str(Unit.objects.get(code=code).pk)

        @staticmethod
        def title(code):
            return str(Title.objects.get(code=code).pk)

    return Keys


@pytest.fixture
def add(client_for):
    """Return a function by which a user fills the form for a new record and saves it."""

    def fill(user, **typed):
        client = client_for(user)
        data = fields_of(client.get(path := "/nhan-su/them/")) | _named(typed)
        return press_again(client, path, data, client.post(path, data))

    return fill


@pytest.fixture
def edit(client_for):
    """Return a function by which a user opens a record; `save` sends what they typed."""

    class Page:
        def __init__(self, user, who):
            self.client, self.path = client_for(user), f"/nhan-su/{who.pk}/sua/"
            self.response = self.client.get(self.path)
            self.data = fields_of(self.response)

        def save(self, **typed):
            data = self.data | _named(typed)
            self.response = self.client.post(self.path, data)
            self.response = press_again(self.client, self.path, data, self.response)
            return self.response

        def answer(self, chosen):
            """Choose "mine" or "theirs" for the fields that the page asks about; save again."""
            self.data = fields_of(self.response)
            self.data |= {f"choose-{name}": value for name, value in chosen.items()}
            return self.save()

    return Page


def _named(typed):
    """Let tests write posts_0_unit for posts-0-unit."""
    return {
        (name.replace("_", "-", 2) if name.startswith(("posts_", "credentials_")) else name): value
        for name, value in typed.items()
    }
