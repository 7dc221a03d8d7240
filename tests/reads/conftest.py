from tests.cast import an, auditor, binh, cuong, keeper, operator

__all__ = ["an", "auditor", "binh", "cuong", "keeper", "operator"]
