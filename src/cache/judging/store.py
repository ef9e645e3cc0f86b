"""What the judge cost and brought, scope by scope."""

from typing import Final

from msgspec import Struct

from cache.model import Language, Scope
from database.pool import Connection
from database.statement import Command, Statement

_DAYS_OFF: Final = 1
_DAYS_OF_A_WINDOW: Final = 7


class ScopeRow(Struct, frozen=True, forbid_unknown_fields=True):
    """`subject` is '' where the asker named none."""

    language: Language
    subject: str
    grade: int
    visibility: str


class WindowRow(Struct, frozen=True, forbid_unknown_fields=True):
    """Questions put in the running window, and those in which both votes named one topic."""

    window_questions: int
    window_served: int


class TotalsRow(Struct, frozen=True, forbid_unknown_fields=True):
    """All scopes together."""

    questions: int
    votes: int
    served: int
    saved: int
    prompt_tokens: int
    completion_tokens: int
    scopes_off: int


FIND_OFF = Statement(
    """
    select language, subject, grade, visibility
    from cache_judge_scopes
    where off_until > now()
    """,
    ScopeRow,
)

# A window of an older week begins anew, so that what was learned long ago decides nothing.
RECORD = Statement(
    """
    insert into cache_judge_scopes as scopes (
        language, subject, grade, visibility,
        questions, votes, served, saved, prompt_tokens, completion_tokens, window_questions, window_served
    )
    values (
        %(language)s, %(subject)s, %(grade)s, %(visibility)s,
        1, %(votes)s, %(served)s, %(saved)s, %(prompt_tokens)s, %(completion_tokens)s, 1, %(served)s
    )
    on conflict (language, subject, grade, visibility) do update
    set questions         = scopes.questions + 1,
        votes             = scopes.votes + excluded.votes,
        served            = scopes.served + excluded.served,
        saved             = scopes.saved + excluded.saved,
        prompt_tokens     = scopes.prompt_tokens + excluded.prompt_tokens,
        completion_tokens = scopes.completion_tokens + excluded.completion_tokens,
        window_questions  = case when scopes.window_started_at > now() - make_interval(days => %(days)s)
                                 then scopes.window_questions else 0 end + 1,
        window_served     = case when scopes.window_started_at > now() - make_interval(days => %(days)s)
                                 then scopes.window_served else 0 end + excluded.served,
        window_started_at = case when scopes.window_started_at > now() - make_interval(days => %(days)s)
                                 then scopes.window_started_at else now() end
    returning window_questions, window_served
    """,
    WindowRow,
)

SWITCH_OFF = Command(
    """
    update cache_judge_scopes
    set off_until         = now() + make_interval(days => %(days)s),
        window_questions  = 0,
        window_served     = 0,
        window_started_at = now() + make_interval(days => %(days)s)
    where language = %(language)s
      and subject = %(subject)s
      and grade = %(grade)s
      and visibility = %(visibility)s
    """
)

TOTAL = Statement(
    """
    select coalesce(sum(questions), 0)::bigint         as questions,
           coalesce(sum(votes), 0)::bigint             as votes,
           coalesce(sum(served), 0)::bigint            as served,
           coalesce(sum(saved), 0)::bigint             as saved,
           coalesce(sum(prompt_tokens), 0)::bigint     as prompt_tokens,
           coalesce(sum(completion_tokens), 0)::bigint as completion_tokens,
           count(*) filter (where off_until > now())   as scopes_off
    from cache_judge_scopes
    """,
    TotalsRow,
)


def _in(scope: Scope) -> dict[str, object]:
    return {
        "language": scope.language,
        "subject": scope.subject or "",
        "grade": scope.grade,
        "visibility": scope.visibility,
    }


async def find_off(connection: Connection) -> list[ScopeRow]:
    """Scopes in which the judge is switched off now."""
    return await FIND_OFF.fetch_all(connection)


async def record(
    connection: Connection,
    scope: Scope,
    *,
    votes: int,
    is_served: bool,
    is_saved: bool,
    prompt_tokens: int,
    completion_tokens: int,
) -> WindowRow:
    """Count one question; the window with it in."""
    counted = {
        "votes": votes,
        "served": int(is_served),
        "saved": int(is_saved),
        "prompt_tokens": prompt_tokens,
        "completion_tokens": completion_tokens,
        "days": _DAYS_OF_A_WINDOW,
    }
    return await RECORD.fetch_one(connection, _in(scope) | counted)


async def switch_off(connection: Connection, scope: Scope) -> None:
    """Ask no question of this scope for a day; then a new window begins."""
    await SWITCH_OFF.execute(connection, _in(scope) | {"days": _DAYS_OFF})


async def total(connection: Connection) -> TotalsRow:
    """What the judge cost and brought in all scopes together."""
    return await TOTAL.fetch_one(connection)
