"""Users and their rights, in the hands of the province's administrators."""
