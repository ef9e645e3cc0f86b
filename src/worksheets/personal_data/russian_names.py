"""Names of private people in Russian: with a patronymic, with initials, in pairs, and single ones that a cue tells."""

import re
from collections.abc import Iterator, Sequence

from cache.morphology import is_russian, name_readings
from worksheets.personal_data.cues import has_cue, is_about
from worksheets.personal_data.model import Finding, Kind
from worksheets.personal_data.name_lists import known_in_russian, russian_stem, words_like_russian_names
from worksheets.personal_data.words import Word

_CYRILLIC = re.compile("[а-яё]")
_PATRONYMIC = re.compile("(?:вич|[ьн]ич|мич|кич)(?:а|у|е|ем)?$|(?:вн|ичн)(?:а|ы|е|у|ой|ою)$")
_SURNAME = re.compile(
    r"(?:[ое]в|[иы]н)(?:а|у|ым|е|ой)?$|(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую)$|(?:енко|швили|дзе|янц?|ук|юк|чук)(?:а|у|ом|е)?$"
)
_PUPIL = re.compile(
    r"учени(?:к[аиуе]?|ком|ков|ц[аыуе]|цей)|школьни(?:к[ау]?|ц[аыуе])|сын(?:а|у|е|ом)?|доч(?:ь|ери|ерью|ка|ки|ке|ку|кой)|"
    r"реб[её]н(?:ок|ка|ку)|внук[ау]?|внучк[аиуе]|брат[ау]?|сестр[аыуе]|сестр[её]нк[аиуе]|племянни(?:к[ау]?|ц[аыуе])|"
    r"студент(?:к[аиуе]|[ау])?|воспитанни(?:к[ау]?|ц[аыуе])|зовут|имени|учител(?:ь|я|ю|ьниц[аыуе])|мам[аыуе]|пап[аыуе]|"
    r"родител(?:ь|я|ей|ям)|педагог[ау]?|репетитор[ау]?|классн\w+|преподавател\w+|одноклассни\w+|фамилия|фио"
)
_CHILD = re.compile(r"мальчик[ау]?|девочк[аиуе]|детей|реб[ея]т\w*")
_FOR = re.compile("для|у|с|к|от|про|помочь|помогите|подготовить")
_FOR_TOPIC = re.compile("для")
_ABOUT = re.compile(
    r"(?:писател|поэт|драматург|художни|композитор|творчеств|биографи|роман|рассказ|повест|поэм|стих|пьес|комеди|сказк|басн|"
    r"баллад|картин|правлени|реформ|открыти|теори|закон|подвиг|геро|маршал|полковод|генерал|императ|цар|княз|космонавт|"
    r"летчик|изобрета|физик|химик|математик|биолог|географ|историк|литератур|сочинени|образ|характеристик|анализ|портрет|"
    r"лирик|произведени|отрыв|текст|книг|учебни|умк|программ|пособ|сборник|решебни|редакц|задачник|методик|систем|"
    r"экспедиц|путешеств|восстани|полити|президент|учен(?:ый|ого|ые|ых)|академик|теорем|опыт|опер|балет|симфони|музык|"
    r"жизн|судьб|войн|цитат|тетрад|прописи|персонаж|лидер|полет)\w*|фгос|по|ред"
)
_SHORTEST = 2
_SCHOOLED = re.compile(r"[\s,(—-]*(?:из |ученик\w* )?\d{1,2}[\s-]?[«\"]?[а-е]?[»\"]?(?:\s*кл|\b)", re.IGNORECASE)


def russian_names(words: Sequence[Word], is_topic: bool) -> Iterator[Finding]:
    """Full names; what a schoolbook knows stays."""
    place = 0
    while place < len(words):
        taken = _name_at(words, place, is_topic) if _CYRILLIC.search(words[place].lower[:1]) else 0
        if taken > 0:
            yield Finding(words[place].start, words[place + taken - 1].end, Kind.NAME)
        place += abs(taken) or 1


def _name_at(words: Sequence[Word], place: int, is_topic: bool) -> int:
    """How many words from `place` on are a name; less than none when it is that of somebody known."""
    return (
        _with_patronymic(words, place, is_topic)
        or _with_initials(words, place, is_topic)
        or _pair(words, place, is_topic)
        or _single(words, place, is_topic)
    )


def _with_patronymic(words: Sequence[Word], place: int, is_topic: bool) -> int:
    """Name and patronymic, a surname before or behind them or none."""
    if _are_name_and_patronymic(words, place):
        given, patronymic = words[place], words[place + 1]
        if place + 2 < len(words) and words[place + 2].follows and _is_surname(words[place + 2], patronymic):
            return _judged(words, place, 3, given, words[place + 2], is_topic)
        return _judged(words, place, 2, given, patronymic, is_topic)
    if not _are_name_and_patronymic(words, place + 1) or not words[place + 1].follows:
        return 0
    is_full = _is_surname(words[place], words[place + 2])
    return _judged(words, place, 3, words[place + 1], words[place], is_topic) if is_full else 0


def _are_name_and_patronymic(words: Sequence[Word], place: int) -> bool:
    if place + 1 >= len(words) or not words[place + 1].follows or not _is_patronymic(words[place + 1]):
        return False
    return _is(words[place], "Name") or words[place].is_initial


def _judged(words: Sequence[Word], place: int, length: int, given: Word, surname: Word, is_topic: bool) -> int:
    if _is_known(given, surname):
        return -length
    is_pupils = has_cue(words, place, _PUPIL)
    return -length if not is_pupils and is_about(words, place, _ABOUT, is_topic=is_topic) else length


def _with_initials(words: Sequence[Word], place: int, is_topic: bool) -> int:
    """`Иванов И. И.` and `И. И. Иванов`."""
    initials = _initials(words, place)
    if initials:
        end = place + initials
        is_followed = end < len(words) and words[end].follows and words[end].is_capitalised
        if is_followed and _is_surname(words[end], words[end]):
            return _judged(words, place, initials + 1, words[place], words[end], is_topic)
        return 0
    initials = _initials(words, place + 1) if words[place].is_capitalised else 0
    if not initials or not words[place + 1].follows or not _is_surname(words[place], words[place]):
        return 0
    return _judged(words, place, initials + 1, words[place + 1], words[place], is_topic)


def _initials(words: Sequence[Word], place: int) -> int:
    """How many initials stand here, two at most."""
    count = 0
    for word in words[place : place + 2]:
        if not _is_dotted(word) or (count and not word.follows):
            break
        count += 1
    return count


def _pair(words: Sequence[Word], place: int, is_topic: bool) -> int:
    """A first name and a surname in either order."""
    named = _named(words, place)
    if named is None:
        return 0
    if _is_known(*named) or not _is_private_pair(words, place, is_topic):
        return -2
    return 2


def _named(words: Sequence[Word], place: int) -> tuple[Word, Word] | None:
    """The first name and the surname that stand here side by side, both with a capital letter."""
    if place + 1 >= len(words) or not words[place + 1].before or words[place + 1].before.strip():
        return None
    first, second = words[place], words[place + 1]
    if not (first.is_capitalised and second.is_capitalised):
        return None
    if _is(first, "Name") and _is_surname(second, second):
        return first, second
    return (second, first) if _is(second, "Name") and _is_surname(first, first) else None


def _is_private_pair(words: Sequence[Word], place: int, is_topic: bool) -> bool:
    if has_cue(words, place, _PUPIL) or _SCHOOLED.match(words[place + 1].after + _next(words, place + 2)):
        return True
    if is_about(words, place, _ABOUT, is_topic=is_topic):
        return False
    return not is_topic or has_cue(words, place, _FOR_TOPIC, reach=1)


def _single(words: Sequence[Word], place: int, is_topic: bool) -> int:
    """A first name or surname that a word before it says is a pupil's."""
    word = words[place]
    is_childs = not is_topic and has_cue(words, place, _CHILD, reach=1)
    if word.follows and (is_childs or has_cue(words, place, _PUPIL, reach=2)):
        if _is_known(None, word):
            return 0
        if _is(word, "Name"):
            return int(word.is_capitalised or not _is_ambiguous(word))
        is_surname = word.is_capitalised and _is_surname(word, word)
        return int(is_surname and has_cue(words, place, _PUPIL, reach=1))
    return int(_is_meant(words, place, is_topic) and _is_somebodys(word))


def _is_meant(words: Sequence[Word], place: int, is_topic: bool) -> bool:
    """Whether something is wanted for the one so called; `у Маши 5 яблок` is a task."""
    word = words[place]
    if any(character.isdigit() for character in word.after):
        return False
    if has_cue(words, place, _FOR_TOPIC, reach=1):
        return True
    return not is_topic and word.is_capitalised and has_cue(words, place, _FOR, reach=1)


def _is_somebodys(word: Word) -> bool:
    """Whether the word is a first name and nothing else."""
    if not _is(word, "Name") or _is(word, "Geox") or _is_known(None, word):
        return False
    return word.is_capitalised or not _is_ambiguous(word)


def _next(words: Sequence[Word], place: int) -> str:
    return words[place].typed if place < len(words) else ""


def _is_dotted(word: Word) -> bool:
    return word.is_initial and word.after[:1] == "."


def _is(word: Word, kind: str) -> bool:
    return any(reading == kind for reading, _ in name_readings(word.typed.casefold()))


def _is_ambiguous(word: Word) -> bool:
    """In lower case, what may be a word as well: `вера`, `роман`, `роза`."""
    return word.lower in words_like_russian_names() or _is(word, "Geox")


def _is_patronymic(word: Word) -> bool:
    return _PATRONYMIC.search(word.lower) is not None and _is(word, "Patr")


def _is_surname(word: Word, beside: Word) -> bool:
    """Written like a surname; in lower case only beside a patronymic in lower case that the dictionary confirms."""
    if not word.is_capitalised:
        return not beside.is_capitalised and _is(word, "Surn")
    if len(word.typed) <= _SHORTEST:
        return False
    if _is(word, "Surn"):
        return True
    is_likely = _is_patronymic(beside) or not is_russian(word.typed.casefold())
    return is_likely and _SURNAME.search(word.lower) is not None


def _is_known(given: Word | None, surname: Word) -> bool:
    return known_in_russian().has(None if given is None else _given(given), russian_stem(surname.typed))


def _given(word: Word) -> str:
    return word.lower if word.is_initial else russian_stem(word.typed)
