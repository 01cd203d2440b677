"""Forms filled as a board does, and a person to act upon."""

from datetime import date
from html import unescape

import pytest

from personnel.models import HandOver
from tests.factories import person, post
from tests.forms import fields_of, press_again
from tests.personnel.actions.careers import ELSEWHERE, keys


@pytest.fixture
def secretary(province):
    """The secretary of Xã Ba Điền, Ba Tơ, since 2015, with a seat on its committee."""
    who = person(name="Phạm Thị Hạnh", sex="female", cccd="051180001234", note="đã đối chiếu")
    post(who, "BT")
    post(who, "UVBCH", start=date(2015, 6, 1))
    return who


@pytest.fixture
def act(client_for):
    """Return a form that a user opens for an action; `send` fills it in and sends it."""

    class Page:
        def __init__(self, user, who, action):
            self.client, self.path = client_for(user), f"/nhan-su/{who.pk}/{action}/"
            self.response = self.client.get(self.path)
            self.data = fields_of(self.response, "action")
            form = self.response.context["form"]
            self.data |= {
                name: form[name].value() for name in ("posts", "ends") if name in form.fields
            }

        def send(self, **typed):
            data = self.data | keys(typed)
            self.response = self.client.post(self.path, data)
            self.response = press_again(self.client, self.path, data, self.response)
            return self

        @property
        def text(self):
            return unescape(self.response.content.decode())

        @property
        def errors(self):
            """What is said beside each field, or above the form."""
            assert self.response.status_code == 422
            errors = self.response.context["form"].errors
            for said in [text for found in errors.values() for text in found]:
                assert said in self.text
            return {name: " ".join(found) for name, found in errors.items()}

        def followed(self):
            """Return the text of the page that the user is sent on to."""
            assert self.response.status_code == 302, self.text
            return unescape(self.client.get(self.response["Location"]).content.decode())

    return Page


@pytest.fixture
def offer(secretary, editor_a, act):
    """The hand-over that waits once Ba Tơ offers its secretary to a commune of Đức Phổ."""
    act(editor_a, secretary, "chuyen").send(unit=ELSEWHERE, title="PBT", since="01/03/2024")
    return HandOver.objects.get()
