"""How often a test tries what is left to chance: always the same, and more of it with `--long`."""

from hypothesis import settings

LONGER = 10
is_long = False  # `dev.py test --long`: set before any test is read


def begin(*, long: bool) -> None:
    """Every run tries the same, wherever it is: what fails once fails again."""
    global is_long
    is_long = long
    settings.register_profile("same", derandomize=True, database=None, deadline=None)
    settings.load_profile("same")


def often(count: int) -> int:
    """`count` examples, which are enough to find what matters; many more in a long run."""
    return count * LONGER if is_long else count
