import pytest

from tests.forms import fields_of

URL = "/chat-luong-du-lieu/bo-sung/"


class ListPage:
    """A list that a user fills in; `save` sends it with what they typed."""

    def __init__(self, client, quality, **asked):
        self.client, self.asked = client, {"quality": quality, **asked}
        self.response = client.get(URL, self.asked)
        self.data = fields_of(self.response)

    def save(self, typed=None, **more):
        self.data |= (typed or {}) | more
        query = "&".join(f"{name}={value}" for name, value in self.asked.items())
        self.response = self.client.post(f"{URL}?{query}", self.data, follow=True)
        self.data = fields_of(self.response)
        return self.response

    @property
    def names(self):
        return [entry.row.name for entry in self.response.context["listing"].entries]

    @property
    def told(self):
        return [str(message) for message in self.response.context["messages"]]

    def errors(self):
        """Return what is said on the lines, by name."""
        return {
            entry.row.name: [*entry.line.problems, *(e for c in entry.line.cells for e in c.errors)]
            for entry in self.response.context["listing"].entries
            if entry.line.problems or any(cell.errors for cell in entry.line.cells)
        }


@pytest.fixture
def fill(client_for):
    """Return a function that opens the list of a check as a user."""
    return lambda user, quality, **asked: ListPage(client_for(user), quality, **asked)
