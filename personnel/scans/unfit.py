"""What is raised for a file that is not kept."""


class Unfit(Exception):
    """The file cannot be taken; says why and what to do, in Vietnamese, after the file's name."""
