"""The refusal of a tool: what was wrong with the arguments, for the assistant to correct."""

from __future__ import annotations


class ToolRefused(Exception):
    """The exception for arguments that cannot be answered; its text says what to write instead."""
