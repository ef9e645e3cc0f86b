import type { Difficulty, Language, QuestionType, Subject, Worksheet, WorksheetRequest } from "../../api/model.ts";
import { DIFFICULTIES, MAX_NOTES, MAX_QUESTIONS, MAX_TOPIC, QUESTION_TYPES, SUBJECTS } from "../../api/model.ts";
import { recallJson, remember } from "../../app/memory.ts";
import { isLanguage } from "../../i18n/language.ts";

/** What the form holds. An empty `types` means a mix, a null `subject` that none is named. */
export interface Wish {
  topic: string;
  subject: Subject | null;
  grade: number;
  language: Language;
  count: number;
  types: readonly QuestionType[];
  difficulty: Difficulty;
  notes: string;
}

export type Field = keyof Wish;

const PLACE = "tetrad.choices";

export function firstWish(language: Language): Wish {
  const plain: Wish = {
    topic: "",
    subject: null,
    grade: 5,
    language,
    count: 10,
    types: [],
    difficulty: "medium",
    notes: "",
  };
  return { ...plain, ...choicesOf(recallJson(PLACE)) };
}

/** Keeps the choices for the next worksheet; topic and notes belong to this one only. */
export function rememberChoices({ subject, grade, language, count, types, difficulty }: Wish): void {
  remember(PLACE, JSON.stringify({ subject, grade, language, count, types, difficulty }));
}

/** The part of a stored or linked value that still is a valid choice. */
export function choicesOf(value: unknown): Partial<Wish> {
  if (typeof value !== "object" || value === null) return {};
  const said = value as Record<string, unknown>;
  const found: Partial<Wish> = {};
  if (isLanguage(said.language)) found.language = said.language;
  if (isWhole(said.grade, 12)) found.grade = said.grade;
  if (isWhole(said.count, MAX_QUESTIONS)) found.count = said.count;
  const subject = SUBJECTS.find((each) => each === said.subject);
  if (subject) found.subject = subject;
  const difficulty = DIFFICULTIES.find((each) => each === said.difficulty);
  if (difficulty) found.difficulty = difficulty;
  const types: unknown = said.types;
  if (Array.isArray(types)) found.types = QUESTION_TYPES.filter((each) => types.includes(each));
  return found;
}

function isWhole(value: unknown, most: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= most;
}

export function requestOf(wish: Wish): WorksheetRequest {
  return {
    topic: wish.topic.trim(),
    subject: wish.subject,
    grade: wish.grade,
    language: wish.language,
    questions: { count: wish.count, types: [...wish.types] },
    difficulty: wish.difficulty,
    bloom_levels: [],
    notes: wish.notes.trim(),
    source_text: "",
    cache: "prefer",
  };
}

export function wishOf(request: WorksheetRequest): Wish {
  const { topic, grade, language, subject = null, difficulty = "medium", notes, questions } = request;
  const types = QUESTION_TYPES.filter((type) => questions?.types.includes(type));
  return { topic, subject, grade, language, difficulty, notes, types, count: questions?.count ?? 10 };
}

/** A request for new questions of the same making: as many, of the kinds that the worksheet has. */
export function anotherLike(worksheet: Worksheet): WorksheetRequest {
  const { topic, subject, grade, language, difficulty, questions } = worksheet;
  const types = QUESTION_TYPES.filter((type) => questions.some((question) => question.type === type));
  const wish: Wish = { topic, subject, grade, language, difficulty, types, count: questions.length, notes: "" };
  return { ...requestOf(wish), cache: "refresh" };
}

export type FieldErrors = Partial<Record<Field, "empty" | "refused">>;

/** What the form can see by itself before it asks the service. */
export function validate(wish: Wish): FieldErrors {
  const errors: FieldErrors = {};
  if (wish.topic.trim() === "") errors.topic = "empty";
  if (wish.topic.trim().length > MAX_TOPIC) errors.topic = "refused";
  if (!isWhole(wish.count, MAX_QUESTIONS)) errors.count = "refused";
  if (wish.notes.length > MAX_NOTES) errors.notes = "refused";
  return errors;
}
