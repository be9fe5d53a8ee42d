"""How numbers are written, where Django knows no better; read by name from the settings."""

from __future__ import annotations
