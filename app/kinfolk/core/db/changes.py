"""What a write has touched, so that listeners know what to read again."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Changes:
    """Hold touched ids by table; `all` means "anything", because another process wrote."""

    tables: Mapping[str, frozenset[str]] = field(default_factory=dict)
    all: bool = False

    @classmethod
    def everything(cls) -> "Changes":
        """Return the changes that stand for anything."""
        return cls(all=True)

    def __contains__(self, table: str) -> bool:
        return self.all or table in self.tables

    def __bool__(self) -> bool:
        return self.all or bool(self.tables)

    def __or__(self, other: "Changes") -> "Changes":
        tables = {
            table: self.ids(table) | other.ids(table) for table in {*self.tables, *other.tables}
        }
        return Changes(tables, self.all or other.all)

    def ids(self, table: str) -> frozenset[str]:
        """Return the touched rows of a table; check `all` first, with which nothing is listed."""
        return self.tables.get(table, frozenset())
