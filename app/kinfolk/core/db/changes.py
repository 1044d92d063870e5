"""What a write really touched: who must redraw."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Changes:
    """Touched ids by table; `all` stands for "anything" (another process wrote)."""

    tables: Mapping[str, frozenset[str]] = field(default_factory=dict)
    all: bool = False

    @classmethod
    def everything(cls) -> "Changes":
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
        """The touched rows; none where `all` is set, which has to be looked at first."""
        return self.tables.get(table, frozenset())
