import type { Problem, Question, Stage } from "../../api/model.ts";
import { isProblem } from "../../api/failure.ts";

/** What the service tells about a generation while it runs. */
export type GenerationEvent =
  | { kind: "stage"; stage: Stage }
  | { kind: "question"; question: Question; count: number }
  | { kind: "corrected"; dropped: number; kept: number }
  | { kind: "done"; worksheetId: string }
  | { kind: "failed"; problem: Problem }
  | { kind: "cancelled" };

/** The event that a name and its JSON mean; null for one this page does not know, so that the service may add events. */
export function readEvent(name: string | undefined, data: string): GenerationEvent | null {
  const said = parse(data);
  if (said === null) return null;
  switch (name) {
    case "stage":
      return typeof said.stage === "string" ? { kind: "stage", stage: said.stage as Stage } : null;
    case "question":
      return readQuestion(said);
    case "corrected":
      return { kind: "corrected", dropped: Number(said.dropped), kept: Number(said.kept) };
    case "done":
      return typeof said.worksheet_id === "string" ? { kind: "done", worksheetId: said.worksheet_id } : null;
    case "failed":
      return isProblem(said.problem) ? { kind: "failed", problem: said.problem } : null;
    case "cancelled":
      return { kind: "cancelled" };
    default:
      return null;
  }
}

function readQuestion(said: Record<string, unknown>): GenerationEvent | null {
  const question = said.question;
  if (typeof question !== "object" || question === null || !("stem" in question)) return null;
  return { kind: "question", question: question as Question, count: Number(said.count) };
}

function parse(data: string): Record<string, unknown> | null {
  try {
    const said: unknown = JSON.parse(data);
    return typeof said === "object" && said !== null ? (said as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
