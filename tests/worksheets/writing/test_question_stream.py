import json

from hypothesis import given, settings
from hypothesis import strategies as st

from worksheets.writing.question_stream import LONGEST_ELEMENT, QuestionStream, mend_backslashes

texts = st.text(st.sampled_from('{}[]"\\,: aЖक\n'), max_size=12)
elements = st.dictionaries(texts, texts | st.lists(texts, max_size=3) | st.integers() | st.none(), max_size=4)


@settings(deadline=None)
@given(st.lists(elements, max_size=6), texts, st.integers(1, 40), st.booleans())
def test_every_element_comes_whole_however_the_text_is_cut(
    written: list[dict[str, object]], title: str, size: int, keeps_script: bool
) -> None:
    text = "```json\n" + json.dumps({"title": title, "questions": written}, ensure_ascii=not keeps_script) + "\n```"
    stream, found = QuestionStream(), list[str]()

    for at in range(0, len(text), size):
        found += stream.feed(text[at : at + size])

    assert [json.loads(element) for element in found] == written
    assert json.loads(stream.head) == {"title": title, "questions": []}
    assert stream.is_over


def test_an_element_comes_with_its_last_brace() -> None:
    stream = QuestionStream()

    assert stream.feed('{"title": "a", "questions": [{"b": {"c": 1}') == []
    assert stream.has_begun_another
    assert stream.feed("}") == ['{"b": {"c": 1}}']
    assert not stream.has_begun_another


def test_an_element_without_end_is_given_up() -> None:
    stream = QuestionStream()
    stream.feed('{"questions": [{"stem": "')

    assert stream.feed("a" * (LONGEST_ELEMENT + 1)) == []
    assert stream.is_over


@settings(deadline=None)
@given(st.text(st.sampled_from('\\"/bfnrtu09aeqxйक {}()'), max_size=20))
def test_well_formed_json_is_left_as_it_is_unless_it_spells_a_command(text: str) -> None:
    written = json.dumps(text, ensure_ascii=False)

    assert json.loads(mend_backslashes(written)) == text


def test_backslashes_of_formulas_are_mended() -> None:
    assert json.loads(mend_backslashes(r'"\(\frac{1}{2} \times \theta \neq \underline{x}\)"')) == (
        r"\(\frac{1}{2} \times \theta \neq \underline{x}\)"
    )
    assert json.loads(mend_backslashes(r'"a\nb \\(x\\) \"q\" \u0416"')) == 'a\nb \\(x\\) "q" Ж'
