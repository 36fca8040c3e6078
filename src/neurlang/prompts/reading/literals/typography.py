"""The signs of print and of copied text, with the plain ones that they stand for."""

from __future__ import annotations

import unicodedata

QUOTES = dict.fromkeys("“”„‟″‴⁗‶‷＂", '"') | dict.fromkeys("‘’‚‛′‵´＇", "'")
SIGNS = dict.fromkeys("‐‑‒–—―−﹘﹣－", "-") | dict.fromkeys("×·⋅∙∗✕✖⨯", "*") | dict.fromkeys("÷∕⁄", "/")
FRACTIONS = {sign: unicodedata.normalize("NFKC", sign).replace("⁄", "/") for sign in "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"}
RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
# C0 and C1 controls that are not white space, and the invisible format characters that come with copied text.
INVISIBLE = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
