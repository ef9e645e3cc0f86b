import type { ApiFailure } from "../../api/failure.ts";
import type { Field, FieldErrors } from "./wish.ts";

const FIELDS: Record<string, Field> = {
  topic: "topic",
  subject: "subject",
  grade: "grade",
  language: "language",
  "questions.count": "count",
  "questions.types": "types",
  questions: "types",
  difficulty: "difficulty",
  notes: "notes",
};

/** The form's fields that the service refused. Its paths may be dotted, rooted at `$`, or JSON pointers. */
export function refusedFields(failure: ApiFailure | null): FieldErrors {
  const errors: FieldErrors = {};
  for (const { field } of failure?.problem?.errors ?? []) {
    const name = fieldOf(field);
    if (name) errors[name] = "refused";
  }
  return errors;
}

function fieldOf(path: string): Field | undefined {
  const dotted = path
    .replace(/^[$#/.]+/u, "")
    .replaceAll("/", ".")
    .replace(/^(body|data)\./u, "")
    .replace(/\[.*$|\.\d.*$/u, "");
  return FIELDS[dotted];
}
