"""Codes of curriculum standards as they are written, and those that are known to exist.

The table is empty until a school's curriculum is imported: models invent such codes.
"""

import re

KNOWN_CODES: frozenset[str] = frozenset()

_CODE = re.compile(
    r"\bCCSS(?:[.\s:-]+[A-Z0-9][\w.-]*)*|\b(?:HS|MS|[K1-5])-(?:PS|LS|ESS|ETS)\d-\d\b|\bNGSS[\s:]+[A-Z0-9][\w.-]*"
    r"|\b(?:K|[1-8]|HS[A-Z]?)\.(?:OA|NBT|NF|MD|G|RP|NS|EE|F|SP|CC|RL|RI|RF|W|SL"
    r"|L)\.[A-Z]?\.?\d+[a-z]?(?:\.\w+)?\b|\b(?:RL|RI|RF|SL|WHST|RH|RST)\.\d{1,2}(?:-\d{1,2})?\.\d+\b"
    r"|\bTEKS[\s:]*[§\d(][\w.()§-]*|\bNCERT\s+(?:LO|CO|SLO)?\s*-?\s*[A-Z]{0,3}\d[\w.]*"
    r"|\bCBSE[\s:-]+[A-Z]{1,4}[-.]?\d[\w.-]*|\b(?:LO|SLO)[\s:-]*[A-Z]{1,3}-?\d{2,}[\w.]*"
    r"|\bACARA?\s*[A-Z]{2,}\d+|\bAC9?[A-Z]{2,}\d[\w]*\b|\bKS[1-4][\s-]*[A-Z]{1,3}\d[\w.]*"
    r"|\bФГОС(?:\s+(?:НОО|ООО|СОО))?[\s,:]*(?:№|п(?:ункт)?\.?\s*)?\s*\d+(?:\.\d+)*|\b(?:КЭС"
    r"|КПУ)[\s:№]*\d+(?:\.\d+)*|\b(?:УУД|ПР|ЛР|МР)[\s-]*\d+(?:\.\d+)+"
    r"|\b(?:код|кодификатор)\w*[\s:№]+\d+(?:\.\d+)+"
    r"|एनसीईआरटी\s+(?:एलओ|LO|अधिगम (?:प्रतिफल|परिणाम))?\s*[-:]?\s*[A-Zए-ह]{0,3}-?\d[\w.]*"
    r"|(?:अधिगम (?:प्रतिफल|परिणाम)|सीखने के प्रतिफल)\s*(?:कोड)?\s*[-:]?\s*[A-Z]{1,3}-?\d[\w.]*"
)


def unknown_codes(text: str) -> list[str]:
    """Codes of standards in the text that are not in the table."""
    return [code[0] for code in _CODE.finditer(text) if code[0] not in KNOWN_CODES]
