import type { ApiFailure } from "../../api/failure.ts";

export type FailureName =
  | "offline"
  | "unreachable"
  | "invalid"
  | "impossible"
  | "notFound"
  | "tooLarge"
  | "limited"
  | "tooMany"
  | "unavailable"
  | "authorAway"
  | "refused"
  | "unfit"
  | "writing"
  | "pdf"
  | "server";

/** Kinds of problems, the last part of their `type`, that say more than their status. */
const BY_KIND: Record<string, FailureName> = {
  "no-source": "unavailable",
  "no-model": "authorAway",
  deadline: "authorAway",
  "rate-limited": "authorAway",
  unavailable: "authorAway",
  "provider-down": "authorAway",
  "budget-spent": "authorAway",
  refused: "refused",
  rejected: "refused",
  "unfit-for-school": "unfit",
  unreadable: "writing",
  "no-good-questions": "writing",
  "specification-impossible": "impossible",
  "too-many-at-once": "tooMany",
  "pdf-failed": "pdf",
};

const BY_STATUS: Record<number, FailureName> = {
  400: "invalid",
  404: "notFound",
  410: "notFound",
  413: "tooLarge",
  422: "invalid",
  429: "limited",
  503: "unreachable",
};

/** What a failure is called in the catalogue: by its cause for the teacher, not by its number. */
export function nameOf(failure: ApiFailure): FailureName {
  const { kind, problem } = failure;
  if (kind !== "problem" || !problem) return kind === "offline" ? "offline" : "unreachable";
  const type = problem.type.slice(problem.type.lastIndexOf("/") + 1);
  if (nearestTopics(failure).length > 0) return "unavailable";
  return BY_KIND[type] ?? BY_STATUS[problem.status] ?? "server";
}

export function nearestTopics(failure: ApiFailure): readonly string[] {
  return failure.problem?.nearest_topics ?? [];
}
