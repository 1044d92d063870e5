"""All forms of names beside photos, in the order in which they count."""

from collections.abc import Collection

from kinfolk.metadata import sidecars
from kinfolk.metadata.name_forms.form import NameForm
from kinfolk.metadata.name_forms.iphoto import IPhoto
from kinfolk.metadata.name_forms.picasa import Picasa
from kinfolk.metadata.name_forms.takeout import Takeout

FORMS: tuple[type[NameForm], ...] = (Picasa, IPhoto, Takeout)


def says_names(file: str) -> bool:
    """Return whether a file of that name may say who is in photos."""
    return sidecars.is_sidecar(file) or any(
        file in form.LISTS or form.says_names(file) for form in FORMS
    )


def beside(photo: str, files: Collection[str]) -> list[str]:
    """Return those of a folder's files that are about the photo: its sidecars, then all others."""
    others = (file for form in FORMS for file in form.beside(photo, files))
    return [*sidecars.beside(photo, files), *others]
