"""The forms of what people write of a report: each text with what its writer saw of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from reports.models import Period
from reports.parts import LONGEST as LONGEST_PART
from reports.parts import PARTS

from .checklist import Item
from .drafting import LONGEST as LONGEST_NOTE
from .drafting import Explained
from .forms import area
from .typed import Changes, lines

# What a field of a text is called by its prefix, for whoever hears the page.
KINDS = {"note-": "Ghi chú: ", "why-": "Giải trình: ", "part-": ""}


@dataclass(frozen=True)
class Text:
    """A text in a form: its field, what was seen, what somebody else wrote."""

    field: Any
    seen: Any
    kept: str
    meanwhile: bool = False


class LinesField(forms.CharField):
    """A text of several lines, measured as it is kept: a line end is one character."""

    def to_python(self, value: Any) -> str:
        """Return the text as it is kept."""
        return lines(super().to_python(value) or "")


class TextsForm(forms.Form):
    """Texts by name, as they are kept, that several may write.

    Beside each stands what its writer saw, so that nobody writes over another unseen. A name is
    a prefix of `KINDS` and a code.
    """

    def __init__(
        self, kept: Mapping[str, str], labels: Mapping[str, str], data: QueryDict | None = None
    ) -> None:
        super().__init__(data, label_suffix="")
        self.kept = kept
        self.meanwhile: set[str] = set()
        for name, text in kept.items():
            self.fields[name] = _field(name, labels[name])
            self.fields[f"seen-{name}"] = forms.CharField(
                required=False, widget=forms.HiddenInput, strip=False
            )
            self.initial[name] = self.initial[f"seen-{name}"] = text

    def changes(self, prefix: str) -> Changes:
        """Return the texts sent under a prefix of `KINDS`, by code."""
        return {
            name.removeprefix(prefix): (self.cleaned_data[f"seen-{name}"], given)
            for name, given in self.cleaned_data.items()
            if name.startswith(prefix) and name in self.data
        }

    def text(self, name: str) -> Text:
        """Return a text as the page shows it."""
        changed = name in self.meanwhile
        return Text(self[name], self[f"seen-{name}"], self.kept[name], changed)

    def show_meanwhile(self) -> None:
        """Let the page show what others wrote since it was opened, as seen from now on."""
        data = dict(self.data.items())
        for name, kept in self.kept.items():
            seen, given = data.get(f"seen-{name}"), data.get(name, "")
            if seen is not None and lines(kept) not in (lines(seen), lines(given)):
                self.meanwhile.add(name)
                data[f"seen-{name}"] = kept
        self.data = data


def _field(name: str, label: str) -> LinesField:
    prefix = next(each for each in KINDS if name.startswith(each))
    longest, rows = (LONGEST_PART, 6) if prefix == "part-" else (LONGEST_NOTE, 2)
    field = LinesField(label=label, **area(longest, rows))
    field.widget.attrs["aria-label"] = f"{KINDS[prefix]}{label}"
    return field


class PartsForm(TextsForm):
    """The parts of a report that its writer writes (`PARTS`)."""

    def __init__(self, texts: Mapping[str, str], data: QueryDict | None = None) -> None:
        kept, labels = _parts(texts)
        super().__init__(kept, labels, data)


class DraftForm(TextsForm):
    """What a district writes: notes by criterion, explanations by check, parts of its report."""

    def __init__(
        self, period: Period, items: Iterable[Item], notes: Mapping[str, str],
        texts: Mapping[str, str], data: QueryDict | None = None,
    ) -> None:  # fmt: skip
        self.items = list(items)
        kept, labels = _parts(texts)
        kept |= {f"note-{c.code}": notes.get(c.code, "") for c in period.criteria}
        kept |= {f"why-{item.code}": item.explanation for item in self.items}
        labels |= {f"note-{c.code}": f"{c.cover.label}: {c.label}" for c in period.criteria}
        labels |= {f"why-{item.code}": item.label for item in self.items}
        super().__init__(kept, labels, data)
        for item in self.items:
            self.fields[f"number-{item.code}"] = _number(item)
            self.fields[f"still-{item.code}"] = _still(item)

    def explained(self) -> Explained:
        """Return for how many the explanations sent were written, and which still hold.

        Never for more than there are by now, whatever is sent.
        """
        seen = {item: self.cleaned_data[f"number-{item.code}"] for item in self.items}
        numbers = {item.code: min(n, item.count) for item, n in seen.items() if n is not None}
        still = [item.code for item in self.items if self.cleaned_data[f"still-{item.code}"]]
        return Explained(numbers, still)


def _number(item: Item) -> forms.IntegerField:
    """Return the field that carries how many the page showed of an item."""
    return forms.IntegerField(
        label=item.label, required=False, min_value=0, initial=item.count, widget=forms.HiddenInput
    )


def _still(item: Item) -> forms.BooleanField:
    label = f"Giải trình vẫn đúng cho {item.count} {item.of_what}"
    return forms.BooleanField(label=label, required=False)


def _parts(texts: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the texts of the parts and their labels, by the names of their fields."""
    kept = {f"part-{code}": texts.get(code, "") for code in PARTS}
    return kept, {f"part-{code}": part.label for code, part in PARTS.items()}


def errors_of(form: forms.Form) -> Iterator[str]:
    """Yield the errors of a form with the label of their field."""
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        yield from (f"{label}: {error}" if label else str(error) for error in errors)
