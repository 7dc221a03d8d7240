"""Ba Yên: the information system of Viet Nam's grassroots community-safety movement."""

__version__ = "0.1.0"
