"""What a browser would send of the form on a page, for tests that fill it as a person does."""

from html.parser import HTMLParser

from accounts.once.keys import FIELD


class _Fields(HTMLParser):
    def __init__(self, form_id):
        super().__init__()
        self.form_id, self.inside, self.data = form_id, False, {}
        self.select = self.textarea = None
        self.within_template = False

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "form":
            self.inside = found.get("id") == self.form_id
        if tag == "template":
            self.within_template = True
        if not self.inside or self.within_template:
            return
        name, value = found.get("name"), found.get("value") or ""
        if tag == "input" and name:
            self._input(name, value, found)
        elif tag == "select":
            self.select = name
            self.data[name] = ""
        elif tag == "option" and self.select and "selected" in found:
            self.data[self.select] = value
        elif tag == "textarea":
            self.textarea = name
            self.data[name] = ""

    def _input(self, name, value, found):
        if found.get("type") in ("radio", "checkbox"):
            if "checked" in found:
                self.data[name] = value or "on"
        elif found.get("type") != "submit":
            self.data[name] = value

    def handle_data(self, text):
        if self.textarea:
            self.data[self.textarea] += text

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        elif tag == "textarea" and self.textarea:
            self.data[self.textarea] = self.data[self.textarea].removeprefix("\n")
            self.textarea = None
        elif tag == "template":
            self.within_template = False
        elif tag == "form":
            self.inside = False


def fields_of(response, form_id="entry"):
    """Return name and value of every field of the page's form, as they stand in it.

    Without its key: tests send what they read of one page more than once.
    """
    parser = _Fields(form_id)
    parser.feed(response.content.decode())
    return {name: value for name, value in parser.data.items() if name != FIELD}


def press_again(client, path, data, response):
    """Send a form once more where it was told what to look at again, as an officer does.

    Nothing is confirmed; returns the answer there was where nothing was told.
    """
    told = response.status_code == 422 and response.context.get("doubts")
    if not told:
        return response
    return client.post(path, data | {"told": [one.key for one in told]})
