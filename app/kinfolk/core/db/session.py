"""The session that every command and query takes first.

A surface takes it from here and hands it on; what it is made of is core's business.
"""

from sqlmodel import Session

__all__ = ["Session"]
