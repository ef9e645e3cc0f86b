import type { Answer, Option, Question, QuestionType } from "../src/api/model.ts";

/** A question with what a test is about; the rest is plain. */
export function question(type: QuestionType, answer: Answer, options?: Option[], number = 1): Question {
  return {
    number,
    type,
    stem: "What?",
    answer,
    solution: "",
    points: 1,
    bloom_level: "apply",
    difficulty: "medium",
    checked_by: ["computed"],
    ...(options && { options }),
  };
}

export function option(id: string, text: string, side: Option["side"] = null): Option {
  return { id, text, side };
}

export function numbered(number: number): Question {
  return question("numeric", { kind: "number", value: "1", tolerance: "0", unit: null }, undefined, number);
}
