import type { Answer, Language, Option, Question } from "../../api/model.ts";
import { optionLetter } from "./letters.ts";

/** The answer of a question in printable form: short lines in the question model's own text format. */
export interface AnswerLines {
  lines: readonly string[];
  criteria: readonly string[];
}

interface Words {
  yes: string;
  no: string;
  also: string;
}

export function answerLines(question: Question, language: Language, words: Words): AnswerLines {
  const { answer } = question;
  const criteria = answer.kind === "open" ? answer.criteria : [];
  return { lines: linesOf(answer, question.options ?? [], language, words), criteria };
}

/** For each wrong option that says so, its letter and the mistake of a pupil who chooses it. */
export function mistakeLines(question: Question, language: Language): readonly string[] {
  const options = question.options ?? [];
  return options.flatMap(({ id, misconception }) =>
    misconception ? [`${letterOf(id, options, language)}) ${misconception}`] : [],
  );
}

function linesOf(answer: Answer, options: readonly Option[], language: Language, words: Words): readonly string[] {
  switch (answer.kind) {
    case "choice":
      return answer.correct.map((id) => labelled(id, options, language));
    case "true_false":
      return [answer.value ? words.yes : words.no];
    case "number":
      return [numberText(answer.value, answer.tolerance, answer.unit, language)];
    case "text":
      return [spellings(answer.accepted, words)];
    case "blanks":
      return [answer.blanks.map((accepted) => spellings(accepted, words)).join("; ")];
    case "pairs":
      return [pairsText(answer.pairs, options, language)];
    case "order":
      return [answer.order.map((id) => letterOf(id, options, language)).join(" → ")];
    case "open":
      return [answer.model_answer];
  }
}

function letterOf(id: string, options: readonly Option[], language: Language): string {
  return optionLetter(
    language,
    options.findIndex((option) => option.id === id),
  );
}

function labelled(id: string, options: readonly Option[], language: Language): string {
  const text = options.find((option) => option.id === id)?.text ?? "";
  return `${letterOf(id, options, language)}) ${text}`;
}

function spellings([first = "", ...others]: readonly string[], words: Words): string {
  return others.length === 0 ? first : `${first} (${words.also} ${others.join(", ")})`;
}

function pairsText(pairs: readonly (readonly string[])[], options: readonly Option[], language: Language): string {
  const right = column(options, "right");
  return column(options, "left")
    .map((option, index) => {
      const [, match = ""] = pairs.find(([left]) => left === option.id) ?? [];
      return `${index + 1}\u00a0–\u00a0${letterOf(match, right, language)}`;
    })
    .join(", ");
}

/** The options of one column of a matching question, as printed. */
export function column(options: readonly Option[], side: "left" | "right"): readonly Option[] {
  return options.filter((option) => (option.side === "left") === (side === "left"));
}

/** A number as the language writes it: fractions as formulas, a decimal comma in Russian. */
export function numberText(value: string, tolerance: string, unit: string | null | undefined, language: Language): string {
  const spread = Number(tolerance) === 0 ? "" : ` ± ${decimal(tolerance, language)}`;
  return `${figure(value, language)}${spread}${unitText(unit)}`;
}

function unitText(unit: string | null | undefined): string {
  if (!unit) return "";
  return /^[%°′″]/u.test(unit) ? unit : `\u00a0${unit}`;
}

function figure(value: string, language: Language): string {
  const fraction = /^(-?)(\d+)\/(\d+)$/u.exec(value);
  if (!fraction) return decimal(value, language);
  const [, sign = "", over = "", under = ""] = fraction;
  return `\\(${sign}\\frac{${over}}{${under}}\\)`;
}

function decimal(value: string, language: Language): string {
  const written = value.replace("-", "−");
  return language === "ru" ? written.replace(".", ",") : written;
}
