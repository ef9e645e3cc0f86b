"""Questions whose answer is an explanation: show the steps, find the mistake, judge a claim, make up an exercise."""

from questions.generators import statements
from questions.generators.desk import Desk, Form, Made
from questions.generators.forms import task, true_statement, wrong_slips
from questions.generators.model import Fact, Slip
from questions.model import BloomLevel, OpenAnswer, QuestionType


def _made(fact: Fact, stem: str, answer: str, criteria: tuple[str, ...]) -> Made:
    return Made(frozenset({fact.identity}), stem, OpenAnswer(answer, criteria), answer)


def _explanation(desk: Desk) -> Made | None:
    fact = desk.fact()
    if fact is None:
        return None
    stem = desk.draw.say("explain", task=task(desk, fact))
    return _made(fact, stem, fact.solution, (desk.draw.say("every_step"), desk.draw.say("right_answer")))


def _claim(desk: Desk, fact: Fact) -> tuple[Slip, str]:
    slip = desk.draw.random.choice(wrong_slips(desk, fact)[:3])
    return slip, statements.fill(fact.statement, slip.value.text)


def _corrected(desk: Desk, fact: Fact, slip: Slip) -> str:
    mistake = desk.draw.phrases.mistake(slip.mistake)
    return desk.draw.say("corrected", mistake=mistake, solution=fact.solution)


def _find_mistake(desk: Desk) -> Made | None:
    fact = desk.fact(lambda fact: bool(fact.slips and wrong_slips(desk, fact)))
    if fact is None:
        return None
    slip, claim = _claim(desk, fact)
    criteria = (desk.draw.say("names_mistake"), desk.draw.say("right_answer"))
    return _made(fact, desk.draw.say("find_mistake", claim=claim), _corrected(desk, fact, slip), criteria)


def _judge(desk: Desk) -> Made | None:
    fact = desk.fact(lambda fact: bool(fact.slips and wrong_slips(desk, fact)))
    if fact is None:
        return None
    is_true = desk.least_used("judged", (False, True))
    desk.settle("judged", is_true)
    slip, wrong = _claim(desk, fact)
    claim = true_statement(fact) if is_true else wrong
    verdict = (
        desk.draw.say("yes_because", solution=fact.solution)
        if is_true
        else desk.draw.say("no_because", reason=_corrected(desk, fact, slip))
    )
    criteria = (desk.draw.say("right_verdict"), desk.draw.say("gives_reason"))
    return _made(fact, desk.draw.say("do_you_agree", claim=claim), verdict, criteria)


def _invention(desk: Desk) -> Made | None:
    fact = desk.fact(lambda fact: bool(fact.subject) or statements.subject(fact.statement) is not None)
    if fact is None:
        return None
    stem = desk.draw.say("make_up", title=desk.title, value=fact.value.text)
    answer = desk.draw.say("for_example", statement=true_statement(fact))
    return _made(fact, stem, answer, (desk.draw.say("own_exercise"), desk.draw.say("right_answer")))


OPEN_FORMS = (
    Form("explanation", QuestionType.OPEN, (BloomLevel.UNDERSTAND,), _explanation, 2),
    Form("find mistake", QuestionType.OPEN, (BloomLevel.ANALYZE,), _find_mistake, 2, range(2, 13)),
    Form("judge", QuestionType.OPEN, (BloomLevel.EVALUATE,), _judge, 2, range(2, 13)),
    Form("invention", QuestionType.OPEN, (BloomLevel.CREATE,), _invention, 1, range(2, 13)),
)
