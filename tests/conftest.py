"""What holds for every test."""

from hypothesis import settings

settings.register_profile("tests", deadline=None)  # a busy machine is no reason for a test to fail
settings.load_profile("tests")
