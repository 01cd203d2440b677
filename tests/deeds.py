"""What tests write as the portal does: by somebody, at a moment, with a row of history."""


def save(scribe, record):
    """Write a record as a test has it: a new one whole, else what the test changed of it."""
    if record._state.adding:
        scribe.add(record)
        return
    columns = [field.attname for field in record._meta.concrete_fields if field.editable]
    scribe.change(scribe.hold(record), **{name: getattr(record, name) for name in columns})
