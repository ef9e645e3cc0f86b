"""Rules about text that was left over from drafting, or broken on its way to the sheet.

Numbers in parentheses are the guidelines of Haladyna, Downing and Rodriguez (2002); see `key_rules`. All rules here
serve their guideline 11, "edit and proof items".
"""

import re
import unicodedata

from questions.checks.curriculum import unknown_codes
from questions.checks.model import Ground
from questions.checks.reading import folded, options, plain, texts
from questions.model import ChoiceAnswer, OrderAnswer, PairsAnswer, Question

_UNFILLED = re.compile(
    r"\blorem ipsum\b|\b(?:TODO|TBD|FIXME)\b|\bplaceholder\b|\bsample (?:text|question|answer)\b"
    r"|\bto be (?:added|filled in|determined)\b"
    r"|[\[<{(](?:please )?(?:insert|your|add|enter|fill in|write|image|picture|diagram|figure|graph"
    r"|вставьте|вставить|впишите сюда|вписать|ваш\w*"
    r"|укажите здесь|добавить|рисунок|картинка|изображение|यहाँ|यहां|अपना|चित्र|उत्तर यहाँ"
    r"|प्रश्न यहाँ)(?![\w\u0900-\u097F])[^\])>}]{0,60}[\])>}]"
    r"|\[[^\]]*\b(?:here|здесь|сюда)\b[^\]]*\]|\[यहाँ[^\]]*\]"
    r"|\[(?:topic|name|number|answer|question|word|term|тема|имя|число|ответ|вопрос|слово|विषय|नाम"
    r"|संख्या|उत्तर|प्रश्न|शब्द)\]"
    r"|\{\{.*?\}\}|\$\{\w+\}|\{(?:topic|name|number|num|answer|question|text|term|option\w*|тема|имя"
    r"|число|ответ|विषय|नाम|संख्या|उत्तर)\}"
    r"|\b(?:дописать|доделать|заполнить позже)\b|\b(?:текст|вопрос|ответ)\w* (?:будет )?здесь\b"
    r"|(?:बाद में (?:जोड़|भर|लिख)\S*)|\bx{5,}\b|\bundefined undefined\b|\[object Object\]",
    re.IGNORECASE,
)
_IGNORES_CASE_WRONGLY = re.compile(r"\b(?:todo|tbd|fixme)\b")
_EMPTY_NAME = re.compile(
    r"(?:option|answer|choice|distractor|statement|item|вариант(?: ответа)?|ответ|дистрактор"
    r"|утверждение|विकल्प|उत्तर|भटकाने वाला विकल्प)"
    r"\s*[-#№]?\s*(?:[a-dа-гк-घ]|\d)"
    r"|(?:in)?correct (?:answer|option)(?: \w)?|(?:wrong|right) (?:answer|option)(?: \w)?|distractor"
    r"|placeholder|n/a|tbd|todo|…|\.{2,}|_{2,}|[-–—]+|\?+"
    r"|(?:не)?(?:верный|правильный) (?:ответ|вариант)(?: \w)?|дистрактор"
    r"|(?:गलत|ग़लत|सही) (?:उत्तर|विकल्प)(?: [\w\u0900-\u097F]+)?"
)
_EMPTY_STEM = re.compile(r"(?:question|вопрос|задание|प्रश्न|सवाल)\s*(?:№|#|no\.?)?\s*\d*")
_TALK = re.compile(
    r"\bas an? (?:ai|artificial intelligence|(?:large )?language model)\b|\bi(?:'m| am) (?:an ai|a language model)\b"
    r"|\bhere (?:is|are|'s) (?:the|your|a|an|some|\d+|ten|five)\b[^.?!]{0,40}\b(?:questions?"
    r"|worksheets?|quiz|items?|options?|json)\b"
    r"|(?:^|[.!?]\s)(?:sure|certainly|absolutely|of course)[!,]\s+(?:here|i|let|this|below)\b"
    r"|\bi hope (?:this|that|these) helps?\b|\blet me know if\b"
    r"|\bas (?:you )?requested\b|\b(?:note|message) (?:to|for) (?:the )?(?:teacher|editor|author"
    r"|user)\b|\bper your (?:request|instructions?)\b"
    r"|\bthe (?:prompt|user) (?:says|asks|asked|wants|requested)\b|\bsystem prompt\b|<\|\w+\|>"
    r"|\[/?INST\]|^\s*(?:user|assistant|system)\s*:"
    r"|\bкак (?:языковая модель|искусственный интеллект|ии[,-])|\bя (?:языковая модель|искусственный интеллект)\b"
    r"|\bвот (?:ваш\w*|\d+|несколько|десять|пять|готов\w+)\b[^.?!]{0,40}(?:вопрос|задани|лист"
    r"|тест)\w*|(?:^|[.!?]\s)(?:конечно|разумеется)[!,]\s+(?:вот|я|держите)"
    r"|\bнадеюсь, (?:это|что)\b|\bдайте знать, если\b|\b(?:примечание|заметка|комментарий) (?:для"
    r"|к) (?:учител|редактор|автор)\w*|\bпо вашему запросу\b|\bсогласно (?:запросу|промпту)\b"
    r"|(?:एक )?(?:भाषा मॉडल|कृत्रिम बुद्धिमत्ता|एआई)(?: मॉडल)? (?:के रूप में|होने के नाते)"
    r"|यहाँ[^।?!]{0,40}(?:\d+|दस|पाँच) प्रश्न|यहाँ (?:आपके|\d+|कुछ|दस|पाँच)[^।?!]{0,40}(?:प्रश्न|कार्यपत्रक|अभ्यास)"
    r"|(?:^|[।!?]\s)(?:ज़रूर|जरूर|अवश्य|बिल्कुल)[!,]\s+(?:यह|ये|मैं|नीचे)|आशा है (?:कि )?(?:यह|इससे)"
    r"|(?:शिक्षक|संपादक|लेखक) के लिए (?:टिप्पणी|नोट)|आपके अनुरोध (?:के अनुसार|पर)",
    re.IGNORECASE,
)
_MARKUP = {
    "Markdown": re.compile(
        r"\*\*[^*\s][^*]*\*\*|(?<![\w_])__[^\W_][^_]*__(?![\w_])|```|^\s{0,3}#{1,6}\s+\S"
        r"|^\s*[-*]\s\[[ x]\]|!?\[[^\]]+\]\([^)\s]+\)",
        re.MULTILINE,
    ),
    "a character reference": re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,5}|#x[0-9a-fA-F]{2,5});"),
    "a tag": re.compile(
        r"</?(?:b|i|u|p|br|hr|div|span|strong|em|sub|sup|li|ul|ol|table|tr|t[dh]|h[1-6]|a|img|font"
        r"|center)(?:\s[^<>]*)?/?>",
        re.IGNORECASE,
    ),
    "a formula without its delimiters": re.compile(
        r"\\(?:d?frac|sqrt|times|cdot|div|text|mathrm|begin|left|alpha|beta|pi|theta|angle|degree|circ|le"
        r"|ge|neq|pm)(?![A-Za-z])|\$\$|\$[^$\n]*[\\^_][^$\n]*\$"
    ),
    "an escape": re.compile(r"\\[nt](?![A-Za-z])|\\u[0-9a-fA-F]{4}|\\\""),
}
_LESSON_OF_MARKUP = re.compile(
    r"html|markdown|latex|\bxml\b|\btags?\b|\bтег|разметк|टैग|python|питон|пайтон|पायथन|program|программ|प्रोग्राम",
    re.IGNORECASE,
)
_ONE_WORD_EMPHASISED = re.compile(r"\*\*(?:not|except|never|cannot|не|нет|кроме|नहीं|न|छोड़कर|अलावा)\*\*", re.IGNORECASE)
_MOJIBAKE = re.compile(
    r"\ufffd|[ÃÂ][\u0080-\u00bf€‚„…†‡‰‹’“”•–—™›]|[ÐÑ][\u0080-\u00bf€‚„…†‡‰‹‘’“”•–—™›]|â€"
    r"|à[¤¥][\u0080-\u00bf€‚„…†‡‰‹‘’“”•–—™›Š-ž]?|ï»¿|ï¿½"
    r"|(?:[РС][\u0080-\u00bfЂЃѓЉЊЌЋЏђљњќћџІіґЁЄєїЅѕЇЈј\u2013-\u2026\u2030\u2039\u203a€№™]){2,}"
    r"|вЂ[^\sа-яё]|(?:\?{3,}\s+){1,}\?{3,}"
)
_SCRIPT_RUN = re.compile(r"[^\W\d_\u0900-\u097F]{3,}|[A-Za-zА-Яа-яЁё\u0900-\u097F]{3,}")
_MIXED = (re.compile(r"[A-Za-z]"), re.compile(r"[А-Яа-яЁё]"), re.compile(r"[\u0904-\u0939]"))
_ORDINARY_CONTROL = "\n\t\u200c\u200d\u200b\u2060\ufeff\u00ad"
_LETTER = r"[«\"“(]?(?:[A-HА-ЗΑ-Ω]|[a-hа-з](?=[).\s»\"”]|$)|[क-घ](?=[).\s”\"।]|$))[»\"”)]?"
_NAMES_A_LETTER = re.compile(
    r"\b(?:the )?(?:correct |right )?(?:answer|option|choice|option letter)(?: is|s? are"
    r"|s?:)?\s(?:option )?(?-i:\(?[A-H]\)?)(?=[\s.,;:)]|$)|\((?-i:[A-Ha-h])\) is (?:correct|right"
    r"|the)"
    r"|\b(?-i:[A-H]) is (?:the )?(?:correct|right)\b"
    r"|\b(?:правильн\w+ |верн\w+ )?(?:ответ|вариант)\w*(?:\s*[:—–-]\s*"
    r"|\s+(?:под буквой\s+)?)[«\"(]?(?-i:[А-ЗA-H])[»\")]?(?=[\s.,;:)]|$)"
    r"|\bпод буквой\s+[«\"(]?[а-зa-h][»\")]?(?=[\s.,;:)]|$)"
    r"|(?:विकल्प|उत्तर)(?: है|:)?\s*[(“\"]?(?-i:[क-घA-D])[)”\"]?(?=[\s.,;:)।]|$)",
    re.IGNORECASE,
)


def nothing_is_left_of_drafting(question: Question, _: Ground) -> str | None:
    """No gap that was to be filled later, no word of a model to whoever asked it, no `Option A` for an option (11)."""
    if any(_is_unfilled(text) for text in texts(question)):
        return "a text was never filled in"
    if any(_TALK.search(text) for text in texts(question)):
        return "whoever wrote it speaks to somebody else"
    stem = folded(question.stem)
    empty = any(_EMPTY_NAME.fullmatch(said := _said(option.text)) and said not in stem for option in options(question))
    return "an option or the stem says nothing" if empty or _EMPTY_STEM.fullmatch(stem) else None


def _is_unfilled(text: str) -> bool:
    return any(not _IGNORES_CASE_WRONGLY.fullmatch(match[0]) for match in _UNFILLED.finditer(text))


def _said(text: str) -> str:
    return " ".join(text.casefold().split())


def no_markup(question: Question, _: Ground) -> str | None:
    """Markdown, HTML and bare LaTeX are printed as they stand (11); lessons about them may show them."""
    if _LESSON_OF_MARKUP.search(question.stem):
        return None
    for text in texts(question):
        bare = _ONE_WORD_EMPHASISED.sub(" ", plain(text))
        found = next((name for name, pattern in _MARKUP.items() if pattern.search(bare)), None)
        if found is not None:
            return f"{found} is printed as it stands"
    return None


def text_is_whole(question: Question, _: Ground) -> str | None:
    """No text in a wrong encoding, no letter of one script inside a word of another (11; Unicode TR 39, section 5)."""
    for text in texts(question):
        if _MOJIBAKE.search(text) or any(_is_broken(character) for character in text):
            return "a text was read in a wrong encoding"
        if any(sum(bool(script.search(run[0])) for script in _MIXED) > 1 for run in _SCRIPT_RUN.finditer(plain(text))):
            return "a word mixes letters of two scripts"
    return None


def _is_broken(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Co", "Cn", "Cs"} and character not in _ORDINARY_CONTROL


def solution_names_no_letter(question: Question, _: Ground) -> str | None:
    """Letters are given when the sheet is printed: "the answer is B" points at whatever stands there (11)."""
    if not isinstance(question.answer, ChoiceAnswer | PairsAnswer | OrderAnswer):
        return None
    if any(re.fullmatch(r"\W*\w\W*", option.text) for option in options(question)):
        return None
    return "the solution names an option by letter" if _NAMES_A_LETTER.search(plain(question.solution)) else None


def curriculum_codes_are_known(question: Question, _: Ground) -> str | None:
    """A code of a standard is checked by nobody who reads it: only those of our own table are printed (1)."""
    return "a code of a curriculum is not in the table" if any(map(unknown_codes, texts(question))) else None


RULES = (
    nothing_is_left_of_drafting,
    no_markup,
    text_is_whole,
    solution_names_no_letter,
    curriculum_codes_are_known,
)
