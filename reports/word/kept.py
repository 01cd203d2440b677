"""The template and the form in use, and changing them: each change is a state more."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction

from personnel.basics.constraints import violated
from personnel.keeping.recording import Refused
from personnel.scope import Editor
from reports.models import DocumentForm, DocumentTemplate
from reports.models.documents import Kept

from .checking import check_template
from .form import Form
from .shipped import shipped_template


def form_in_use() -> Form:
    """Return the form as the province has set it; one query."""
    kept = DocumentForm.in_use()
    return Form.read(kept.values) if kept else Form()


def template_in_use(form: Form) -> bytes:
    """Return the province's own template, or the shipped one in a form; one query."""
    kept = DocumentTemplate.in_use()
    return bytes(kept.content) if kept and kept.name else shipped_template(form)


def keep_form(form: Form, *, seen: int, by: Editor, at: datetime) -> None:
    """Set the form, which was the one of the number `seen`; raises Refused if it no longer is."""
    _keep(DocumentForm(values=form.written()), seen, by, at)


def keep_template(name: str, content: bytes, *, seen: int, by: Editor, at: datetime) -> None:
    """Use an uploaded template from now on.

    Raises Refused when it cannot be used (see `check_template`), and when another was set since.
    """
    check_template(content)
    digest = sha256(content).hexdigest()
    _keep(DocumentTemplate(name=_short(name), content=content, sha256=digest), seen, by, at)


def use_shipped_template(*, seen: int, by: Editor, at: datetime) -> None:
    """Use the shipped template again; raises Refused when another was set since."""
    _keep(DocumentTemplate(), seen, by, at)


def number_in_use(kept: Kept | None) -> int:
    """Return the number of a state; 0 where nothing was set."""
    return kept.number if kept else 0


def _keep(state: Kept, seen: int, by: Editor, at: datetime) -> None:
    if seen != number_in_use(type(state).in_use()):
        raise Refused("Chưa ghi gì: người khác vừa thay đổi. Mở lại trang để xem rồi sửa tiếp.")
    person: Any = by
    state.number, state.by, state.author, state.at = seen + 1, person, str(by), at
    try:
        with transaction.atomic():
            state.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(f"Chưa ghi gì: {violated(error)}") from error


def _short(name: str) -> str:
    """Return a file's name, printable and within its column, its end kept."""
    longest = DocumentTemplate._meta.get_field("name").max_length or 0
    printable = "".join(char for char in name if char.isprintable()).strip()
    return printable[-longest:] or "mau.docx"
