"""Set how many examples random tests try: always the same ones, and more of them with `--long`."""

from hypothesis import settings

LONGER = 10
is_long = False  # of `dev.py test --long`; set before any test is imported


def begin(*, long: bool) -> None:
    """Make every run try the same examples, on any machine, so that what fails once fails again."""
    global is_long
    is_long = long
    settings.register_profile("same", derandomize=True, database=None, deadline=None)
    settings.load_profile("same")


def often(count: int) -> int:
    """Return `count`, which should suffice to find what matters, or many more in a long run."""
    return count * LONGER if is_long else count
