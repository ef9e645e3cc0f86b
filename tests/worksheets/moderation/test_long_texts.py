"""Source texts: a curse in a novel is not what it is about."""

from worksheets.moderation.long_texts import category_of_long
from worksheets.moderation.model import Category

CHAPTER = "The war went on for years. Many people had to leave their homes. The harvest failed again. " * 10


def test_a_chapter_with_one_cruel_sentence_is_fit() -> None:
    assert category_of_long(f"{CHAPTER} Someone shouted how to make a bomb. {CHAPTER}") is None


def test_a_text_full_of_what_is_refused_is_not() -> None:
    manual = "How to make a bomb at home. How to build a pipe bomb. How to make explosives. Mix it well."
    assert category_of_long(f"{CHAPTER} {manual}") is Category.WEAPONS


def test_a_short_text_needs_one_sentence() -> None:
    assert category_of_long("How to make a bomb at home. Then wait.") is Category.WEAPONS


def test_nothing_is_fit() -> None:
    assert category_of_long("") is None
    assert category_of_long("...\n\n") is None
