"""Names in a sentence."""

from collections.abc import Iterable


def listed(names: Iterable[str], word: str = "and") -> str:
    """``Cainiao, Alipay and Taobao``; "" for none."""
    *others, last = tuple(names) or ("",)
    return f"{', '.join(others)} {word} {last}" if others else last
