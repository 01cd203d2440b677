"""The parts of a report: each a function of the facts that returns paragraphs and tables."""
