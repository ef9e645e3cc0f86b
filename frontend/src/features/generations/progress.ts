import { ApiFailure } from "../../api/failure.ts";
import type { Generation, Problem, Question, Stage } from "../../api/model.ts";
import type { Sighting } from "./api/watchGeneration.ts";

/** What is known of a running generation. `wanted` is 0 until the service has named it. */
export interface Progress {
  stage: Stage | null;
  questions: readonly Question[];
  wanted: number;
  dropped: number;
  isCut: boolean;
  outcome: Outcome | null;
}

export type Outcome =
  | { kind: "done"; worksheetId: string }
  | { kind: "failed"; failure: ApiFailure }
  | { kind: "cancelled" };

export const NOTHING_YET: Progress = {
  stage: null,
  questions: [],
  wanted: 0,
  dropped: 0,
  isCut: false,
  outcome: null,
};

/** The progress after one more sighting. A question told again under its number, since it was mended, replaces itself. */
export function advance(progress: Progress, sighting: Sighting): Progress {
  switch (sighting.kind) {
    case "connected":
      return { ...progress, isCut: false };
    case "cut":
      return { ...progress, isCut: true };
    case "stage":
      return { ...progress, stage: sighting.stage };
    case "question":
      return { ...progress, questions: withQuestion(progress.questions, sighting.question), wanted: sighting.count };
    case "corrected":
      return { ...progress, dropped: sighting.dropped };
    case "done":
      return { ...progress, outcome: { kind: "done", worksheetId: sighting.worksheetId } };
    case "failed":
      return failedWith(progress, sighting.problem);
    case "cancelled":
      return { ...progress, outcome: { kind: "cancelled" } };
  }
}

/** The progress once the service has said how the generation stands; it settles what the events did not. */
export function settle(progress: Progress, generation: Generation): Progress {
  if (progress.outcome) return progress;
  if (generation.status === "cancelled") return { ...progress, outcome: { kind: "cancelled" } };
  if (generation.status === "done" && generation.worksheet_id)
    return { ...progress, outcome: { kind: "done", worksheetId: generation.worksheet_id } };
  if (generation.status === "failed" && generation.problem) return failedWith(progress, generation.problem);
  return progress;
}

export function isSettled(generation: Generation): boolean {
  return generation.status === "done" || generation.status === "failed" || generation.status === "cancelled";
}

function failedWith(progress: Progress, problem: Problem): Progress {
  return { ...progress, outcome: { kind: "failed", failure: new ApiFailure("problem", problem) } };
}

function withQuestion(questions: readonly Question[], arrived: Question): readonly Question[] {
  const others = questions.filter((question) => question.number !== arrived.number);
  return [...others, arrived].sort((one, other) => one.number - other.number);
}
