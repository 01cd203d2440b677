"""The portal's settings with one more app."""

from cadre_portal.settings import *  # noqa: F403
from cadre_portal.settings import INSTALLED_APPS as OF_THE_PORTAL

INSTALLED_APPS = [*OF_THE_PORTAL, "tests.deploy.two_tables"]
