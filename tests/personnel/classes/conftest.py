from tests.personnel.gathered import cast  # noqa: F401  # a fixture
