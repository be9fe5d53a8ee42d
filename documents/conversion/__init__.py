"""Conversion: tables, JSON, Word files and other collections to seeds of the layout ``document``.

A reader for each form yields records, one mapping gives their fields the names of the layout, one
folder of seeds takes them, one report says what became of every column and record.
"""
