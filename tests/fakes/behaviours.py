"""How the fake provider can misbehave."""

from enum import StrEnum


class Behaviour(StrEnum):
    GOOD = "good"
    SLOW = "slow"
    HANG_BEFORE = "hang_before"
    HANG_AFTER_HEADERS = "hang_after_headers"
    HANG_IN_STREAM = "hang_in_stream"
    CUT = "cut"
    CUT_CLEANLY = "cut_cleanly"
    TRUNCATED = "truncated"
    REFUSAL = "refusal"
    RATE_LIMITED = "429"
    RATE_LIMITED_LONG = "429_retry_after"
    QUOTA_SPENT = "insufficient_quota"
    UNAUTHORIZED = "401"
    REJECTED = "400"
    UNKNOWN_MODEL = "404"
    SERVER_ERROR = "500"
    ERROR_IN_STREAM = "error_in_stream"
    EMPTY_CHUNKS = "empty_chunks"
    HTML_PAGE = "html_page"
    WRONG_JSON = "wrong_json"
    FLAWED = "flawed"
    ALL_FLAWED = "all_flawed"
    WRONG_KEYS = "wrong_keys"
    OTHER_LANGUAGE = "other_language"
    ENDLESS = "endless"


ERRORS: dict[Behaviour, tuple[int, str, str]] = {
    Behaviour.RATE_LIMITED: (429, "rate_limit_exceeded", "Rate limit reached."),
    Behaviour.RATE_LIMITED_LONG: (429, "rate_limit_exceeded", "Rate limit reached."),
    Behaviour.QUOTA_SPENT: (429, "insufficient_quota", "You exceeded your current quota."),
    Behaviour.UNAUTHORIZED: (401, "invalid_api_key", "Incorrect API key provided."),
    Behaviour.REJECTED: (400, "invalid_request_error", "Invalid schema for response_format."),
    Behaviour.UNKNOWN_MODEL: (404, "model_not_found", "The model does not exist."),
    Behaviour.SERVER_ERROR: (500, "server_error", "The server had an error."),
}
UNFINISHED = {
    Behaviour.HANG_IN_STREAM,
    Behaviour.CUT,
    Behaviour.CUT_CLEANLY,
    Behaviour.TRUNCATED,
    Behaviour.ERROR_IN_STREAM,
}
