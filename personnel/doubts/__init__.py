"""What is worth a second look in a record: each doubt once, for forms, sheets, classes and figures.

A doubt never stands in the way. It is told before anything is written, confirmed by whoever
knows better, and not asked again as long as the facts that it rests on stay (`confirming`).
"""
