import type { ApiFailure } from "../../api/failure.ts";

export type FailureName =
  | "offline"
  | "unreachable"
  | "invalid"
  | "notFound"
  | "tooLarge"
  | "limited"
  | "unavailable"
  | "writing"
  | "server";

/** What a failure is called in the catalogue: by its cause for the teacher, not by its number. */
export function nameOf(failure: ApiFailure): FailureName {
  if (failure.kind !== "problem") return failure.kind;
  switch (failure.status) {
    case 400:
    case 422:
      return "invalid";
    case 404:
    case 410:
      return "notFound";
    case 413:
      return "tooLarge";
    case 429:
      return "limited";
    case 503:
      return "unavailable";
    case 502:
    case 504:
      return "writing";
    default:
      return "server";
  }
}

export function nearestTopics(failure: ApiFailure): readonly string[] {
  return failure.problem?.nearest_topics ?? [];
}
