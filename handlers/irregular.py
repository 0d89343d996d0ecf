"""What people type about when that no subscription does: dates, and what is oftener or rarer than days of the week."""

import re

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|thirty)"
_OFTENER = rf"(?:twice|thrice|several times|{_NUMBER} ?(?:x|times))"
_OFTEN = re.compile(
    rf"\bevery (?:other|second|third|few|couple of|{_NUMBER}(?= (?:min|hour|day|week|month|year)))\b"
    r"(?: (?:minutes?|mins?|hours?|days?|weeks?|months?|years?)\b)?"
    rf"|\b(?:once|{_OFTENER}) (?:an?|per|every) (?:minute|hour|day|month|year)\b|\b{_OFTENER} (?:a|per|every) week\b"
    r"|\b(?:every|each) (?:minute|hour)\b|\bhourly\b|\bfortnight(?:ly)?\b|\bbi-?weekly\b|\b24/7\b"
)
_DATE = re.compile(
    rf"\b\d{{4}}-\d\d?-\d\d?\b|\b\d\d?/\d\d?(?:/\d+)?\b|\b\d\d?\.\d\d?\.\d{{2,4}}\b|\b{_MONTH} \d+(?:st|nd|rd|th)?\b"
    rf"|\b\d+(?:st|nd|rd|th)?(?: of)? {_MONTH}|\b\d+(?:st|nd|rd|th)\b(?: of (?:the|each|every) month\b)?"
    r"|\b(?:first|second|third|fourth|last) (?=\w+day)|\b(?:of|in) (?:the|each|every) month\b|\b(?:every|each) month\b"
    r"|\b(?:bi-?)?monthly\b|\byearly\b|\b(?:to(?:day|night|morrow))\b"
)
_REFUSED = (
    (_OFTEN, "A subscription comes once on each of its days, every week; not oftener or more rarely."),
    (_DATE, "A subscription comes on days of the week, not on dates."),
)


def irregular(text: str) -> tuple[str, str]:
    """Why what a text in small letters wants cannot be, "" where it can; and the text with a bar in place of that."""
    found = next(((why, pattern) for pattern, why in _REFUSED if pattern.search(text)), None)
    return (found[0], found[1].sub("|", text)) if found else ("", text)
