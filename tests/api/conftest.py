from tests.cast import an, binh, cuong, operator

__all__ = ["an", "binh", "cuong", "operator"]
