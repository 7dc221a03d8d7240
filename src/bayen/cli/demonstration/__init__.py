"""The stages of ``bayen demo``: an office that is made, used for a year, and left in order."""
