"""Finished tables and text in, official documents out: docx, xlsx and html.

Holds the form that Decree 30/2020/NĐ-CP prescribes and the Vietnamese in which figures are
stated. Refuses to look anything up: every word and number arrives in a ``Publication``.
"""
