"""Finished tables and text into docx, xlsx, pdf and html in official form; no Django."""
