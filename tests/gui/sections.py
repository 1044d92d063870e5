"""The sections of the settings, as tests choose them."""

from PySide6.QtWidgets import QWidget

from kinfolk.gui.settings.sheet import SettingsSheet


def show_part(sheet: SettingsSheet, part: QWidget) -> None:
    """Choose the section in which a part of the settings is."""
    pages = [sheet.pages.widget(number) for number in range(sheet.pages.count())]
    (row,) = [row for row, page in enumerate(pages) if page and page.isAncestorOf(part)]
    sheet.sections.setCurrentRow(row)
