"""Cues of Hindi grammar: का, की, के or an adjective before the gap that agrees with one option only.

No dictionary of ours knows the gender of a noun; school nouns are listed, endings decide where they are safe, and what
neither tells is left alone.
"""

import re
from collections.abc import Sequence
from enum import StrEnum


class Form(StrEnum):
    MASCULINE = "m"
    FEMININE = "f"
    PLURAL = "mp"
    UNKNOWN = "?"


_FEMININE_WORDS = (
    "जड़ पत्ती नदी झील घाटी चोटी पृथ्वी धरती भूमि मिट्टी हवा वायु ऊर्जा शक्ति गति चाल ऊष्मा आँख नाक "
    "जीभ त्वचा हड्डी पेशी धमनी शिरा नस"
    " गाय भैंस बकरी बिल्ली मछली मक्खी चींटी तितली चिड़िया मधुमक्खी छिपकली कोयल मैना गिलहरी लोमड़ी "
    "किताब पुस्तक कविता कहानी भाषा हिंदी"
    " संज्ञा क्रिया मात्रा लिपि रेखा भुजा परिधि त्रिज्या संख्या भिन्न इकाई दहाई सारणी वर्षा बारिश "
    "बाढ़ आँधी बिजली आग बर्फ़ बर्फ भाप ओस"
    " गंगा यमुना गोदावरी कावेरी नर्मदा ब्रह्मपुत्री दिल्ली मुंबई संसद सभा सरकार जनता संधि क्रांति "
    "लड़ाई सेना फ़सल फसल दाल रोटी चाय शाखा कली"
    " टहनी कोशिका जाति सब्ज़ी सब्जी गाजर मूली गोभी पेंसिल कलम कुर्सी मेज़ मेज घड़ी गाड़ी रेल बस "
    "सड़क नाव आँत ग्रंथि श्वासनली छाल सूँड़ पूँछ"
)
_FEMININE = frozenset(_FEMININE_WORDS.split())
_MASCULINE_WORDS = (
    "फूल फल बीज तना पौधा पेड़ वृक्ष पत्ता पर्वत पहाड़ पठार मैदान रेगिस्तान महासागर सागर समुद्र "
    "द्वीप महाद्वीप देश राज्य शहर गाँव नगर"
    " सूर्य सूरज चंद्रमा चाँद तारा ग्रह उपग्रह मंगल बुध शुक्र शनि बृहस्पति हृदय दिल मस्तिष्क फेफड़ा "
    "गुर्दा यकृत पेट कान हाथ पैर दाँत रक्त खून"
    " शेर बाघ हाथी घोड़ा कुत्ता बैल ऊँट हिरण चूहा खरगोश बंदर मोर तोता कौआ कबूतर साँप मेंढक मगरमच्छ "
    "पानी जल दूध तेल नमक लोहा सोना ताँबा"
    " कोयला पत्थर लकड़ा काग़ज़ कागज धन बल कार्य द्रव्यमान भार ताप तापमान प्रकाश परमाणु अणु "
    "इलेक्ट्रॉन प्रोटॉन सर्वनाम विशेषण वचन लिंग कारक काल"
    " त्रिभुज वर्ग वृत्त आयत कोण बिंदु व्यास क्षेत्रफल परिमाप आयतन योग अंतर गुणनफल भागफल शतक दशमलव "
    "घन घनाभ बेलन शंकु गोला"
    " राजा मंत्री सैनिक किसान लेखक कवि राष्ट्रपति प्रधानमंत्री राज्यपाल युद्ध आंदोलन संविधान आलू "
    "टमाटर आम केला सेब अंगूर अख़बार अखबार पत्र लेख गीत चित्र नाटक उपन्यास कमल गुलाब अंग भाग घी मोती "
    "दही आदमी विद्यार्थी सिपाही पक्षी यात्री माली दर्ज़ी धोबी मोची "
    "गेहूँ चावल मक्का बाजरा"
)
_MASCULINE = frozenset(_MASCULINE_WORDS.split())
_FEMININE_ENDING = re.compile(r"(?:[^\s]{2,}(?:ी|िया|ता|ावट|ाहट|ाई|ति))$")
_MASCULINE_ENDING = re.compile(r"(?:[^\s]{1,}(?:ा|पन|त्व|ाव|स्थल|मंडल|यंत्र|तंत्र|शास्त्र|कार))$")
_PLURAL_ENDING = re.compile(r"(?:याँ|यां|एँ|एं|ें|ाओं|ओं)$")
_BEFORE_GAP = re.compile(r"(\S+)\s*(?:_{2,}|…|\.{3})|(\S+)\s*[:—–-]?\s*$")
_OBJECT_AFTER_GAP = re.compile(r"ने\s(?:\S+\s)*?(?:_{2,}|…)\s*(\S*(?:ाई|ी|ाया|ा))(?:\s(?:है|थी|था|थीं))?\s*[।.]?\s*$")
_WHO_FEMININE = re.compile(r"कौन(?:[- ]?सी)?\s(?:\S+\s){0,3}\S+ती (?:है|हैं)\s*\?|कौन[- ]?सी (?:है|हैं)\s*\?")
_ADJECTIVES = (
    "बड",
    "छोट",
    "लंब",
    "लम्ब",
    "ऊँच",
    "गहर",
    "चौड",
    "मोट",
    "पतल",
    "नय",
    "पुरान",
    "अच्छ",
    "हर",
    "पील",
    "नील",
    "काल",
    "मीठ",
    "कड़व",
    "ठंड",
    "पहल",
    "दूसर",
    "तीसर",
    "ताज",
    "सूख",
    "कच्च",
    "पक्क",
    "सच्च",
    "घन",
    "मुख्य",
    "वाल",
    "कौन-स",
    "कौनस",
)


def cue(stem: str, key: str, wrong: Sequence[str]) -> str | None:
    """Whether the word before the gap agrees with the key alone, all genders being known."""
    wanted = _wanted(stem)
    if wanted is Form.UNKNOWN:
        return None
    found = [form_of(text) for text in (key, *wrong)]
    if Form.UNKNOWN in found or found[0] is not wanted or wanted in found[1:]:
        return None
    return "only the key agrees in gender or number"


def _wanted(stem: str) -> Form:
    if _WHO_FEMININE.search(stem) and not re.search(r"कौन[- ]?सी (?!है)\S+(?<!ती) ", stem):
        return Form.FEMININE
    done = _OBJECT_AFTER_GAP.search(stem.strip())
    if done is not None:
        return Form.FEMININE if done[1].endswith(("ी", "ई")) else Form.MASCULINE
    match = _BEFORE_GAP.search(stem.strip())
    word = "" if match is None else (match[1] or match[2])
    is_agreeing = word in {"का", "की"} or (word.startswith(_ADJECTIVES) and len(word) > 2)
    if not is_agreeing:
        return Form.UNKNOWN
    if word.endswith("ी"):
        return Form.FEMININE
    return Form.MASCULINE if word.endswith("ा") else Form.UNKNOWN


def form_of(text: str) -> Form:
    """Gender and number of an option's last word, its head."""
    words = re.findall(r"[\u0900-\u097F]+", text)
    head = words[-1] if words else ""
    if _PLURAL_ENDING.search(head):
        return Form.PLURAL
    if head in _FEMININE:
        return Form.FEMININE
    if head in _MASCULINE:
        return Form.MASCULINE
    if _FEMININE_ENDING.search(head):
        return Form.FEMININE
    return Form.MASCULINE if _MASCULINE_ENDING.search(head) else Form.UNKNOWN
