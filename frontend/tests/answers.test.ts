import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Language } from "../src/api/model.ts";
import { answerLines, mistakeLines } from "../src/features/questions/answers.ts";
import { optionLetter } from "../src/features/questions/letters.ts";
import { pieces } from "../src/features/questions/text.ts";
import { option, question } from "./questions.ts";

const WORDS = { yes: "True", no: "False", also: "also" };

test("the letters are those of the printer", () => {
  const source = readFileSync(path.join(import.meta.dirname, "../../src/questions/labels.py"), "utf8");
  const printed = [...source.matchAll(/Language\.(ENGLISH|RUSSIAN|HINDI): "([^"]+)"/gu)];
  const codes: Record<string, Language> = { ENGLISH: "en", RUSSIAN: "ru", HINDI: "hi" };
  expect(printed).toHaveLength(3);
  for (const [, name = "", letters = ""] of printed) {
    const ours = Array.from(letters, (_, position) => optionLetter(codes[name] ?? "en", position));
    expect(ours.join("")).toBe(letters);
  }
});

describe("the printed answer", () => {
  const lines = (...[asked, language = "en"]: [ReturnType<typeof question>, Language?]) =>
    answerLines(asked, language, WORDS).lines;

  test("names the options by the letters of the language", () => {
    const options = [option("a", "one"), option("b", "two"), option("c", "three")];
    const asked = question("multiple_choice", { kind: "choice", correct: ["b", "c"] }, options);
    expect(lines(asked, "ru")).toEqual(["Б) two", "В) three"]);
    expect(lines(question("ordering", { kind: "order", order: ["c", "a", "b"] }, options), "hi")).toEqual(["ग → क → ख"]);
  });

  test("says of a wrong option which mistake leads to it", () => {
    const options = [option("a", "5"), { ...option("b", "6"), misconception: "multiplied" }];
    const asked = question("single_choice", { kind: "choice", correct: ["a"] }, options);
    expect(mistakeLines(asked, "hi")).toEqual(["ख) multiplied"]);
    expect(mistakeLines(question("single_choice", asked.answer, options.slice(0, 1)), "en")).toEqual([]);
  });

  test("pairs the numbers of the left column with the letters of the right one, in order", () => {
    const options = [option("x", "", "left"), option("p", "", "right"), option("y", "", "left"), option("q", "", "right")];
    const asked = question("matching", { kind: "pairs", pairs: [["y", "p"], ["x", "q"]] }, options);
    expect(lines(asked)).toEqual(["1\u00a0–\u00a0B, 2\u00a0–\u00a0A"]);
  });

  test.each([
    ["2.5", "0", null, "ru", "2,5"],
    ["-2.5", "0.1", "m", "en", "−2.5 ± 0.1\u00a0m"],
    ["40", "0", "%", "en", "40%"],
    ["-7/8", "0", null, "en", "\\(-\\frac{7}{8}\\)"],
  ] as const)("writes the number %s as the language does", (value, tolerance, unit, language, written) => {
    expect(lines(question("numeric", { kind: "number", value, tolerance, unit }), language)).toEqual([written]);
  });

  test("shows further accepted spellings behind the first", () => {
    const asked = question("fill_blank", { kind: "blanks", blanks: [["24"], ["13/24", "0.54"]] });
    expect(lines(asked)).toEqual(["24; 13/24 (also 0.54)"]);
  });

  test("keeps what the marker looks for apart", () => {
    const asked = question("open", { kind: "open", model_answer: "So.", criteria: ["Why"] });
    expect(answerLines(asked, "en", WORDS)).toEqual({ lines: ["So."], criteria: ["Why"] });
  });
});

test("text is split into words, formulas, blanks and lines", () => {
  expect(pieces("Find \\(x_1\\): ___\nnow \\(y")).toEqual([
    { kind: "text", text: "Find " },
    { kind: "formula", latex: "x_1" },
    { kind: "text", text: ": " },
    { kind: "blank" },
    { kind: "break" },
    { kind: "text", text: "now \\(y" },
  ]);
  expect(pieces("\\(a___b\\)")).toEqual([{ kind: "formula", latex: "a___b" }]);
});
