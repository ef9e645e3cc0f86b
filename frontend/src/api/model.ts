/** The API's shapes under the names of the field; generated, so that a change on the server fails the type check here. */
import type { Readable } from "openapi-typescript-helpers";
import type { components } from "./generated/schema.ts";

type Schemas = components["schemas"];

export type Worksheet = Readable<Schemas["Worksheet"]>;
export type WorksheetRequest = Schemas["WorksheetRequest"];
export type Question = Readable<Schemas["Question"]>;
export type Option = Readable<Schemas["Option"]>;
export type Answer = Question["answer"];
export type QuestionType = Schemas["QuestionType"];
export type Difficulty = Schemas["Difficulty"];
export type Subject = Schemas["Subject"];
export type Language = Schemas["Language"];
export type Provenance = Readable<Schemas["Provenance"]>;
export type Checker = Schemas["Checker"];
export type Problem = Readable<Schemas["Problem"]>;
export type Generation = Readable<Schemas["GenerationState"]>;
export type GenerationStarted = Readable<Schemas["GenerationStarted"]>;
export type Stage = "planning" | "writing" | "translating" | "checking" | "repairing" | "storing";

export const LANGUAGES = ["en", "ru", "hi"] as const satisfies readonly Language[];
export const DIFFICULTIES = ["easy", "medium", "hard"] as const satisfies readonly Difficulty[];
export const QUESTION_TYPES = [
  "single_choice",
  "multiple_choice",
  "true_false",
  "short_answer",
  "numeric",
  "fill_blank",
  "matching",
  "ordering",
  "open",
] as const satisfies readonly QuestionType[];
export const SUBJECTS = [
  "mathematics",
  "physics",
  "chemistry",
  "biology",
  "science",
  "environment",
  "geography",
  "history",
  "civics",
  "social_studies",
  "economics",
  "language",
  "literature",
  "foreign_language",
  "computing",
  "technology",
  "music",
  "art",
  "physical_education",
  "health",
] as const satisfies readonly Subject[];
export const GRADES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
export const MAX_QUESTIONS = 40;
export const MAX_TOPIC = 300;
export const MAX_NOTES = 1000;
