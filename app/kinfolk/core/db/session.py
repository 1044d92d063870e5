"""The session that every command and query takes as its first argument.

A surface imports it from here and hands it on, so that it need not know SQLAlchemy.
"""

from sqlmodel import Session

__all__ = ["Session"]
