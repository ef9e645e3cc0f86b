import { beforeEach, expect, test } from "vitest";
import { anotherLike, firstWish, rememberChoices, requestOf, validate, type Wish, wishOf } from "../src/features/requests/wish.ts";
import { fileName } from "../src/features/worksheets/usePdf.ts";
import { matching } from "../src/design/useSuggestions.ts";
import { numbered } from "./questions.ts";

const WISH: Wish = {
  topic: "Дроби",
  subject: "mathematics",
  grade: 6,
  language: "ru",
  count: 12,
  types: ["numeric"],
  difficulty: "hard",
  notes: "only small numbers",
};

beforeEach(() => {
  localStorage.clear();
});

test("the next form starts with the last choices, but not with the last topic and notes", () => {
  rememberChoices(WISH);
  expect(firstWish("en")).toEqual({ ...WISH, topic: "", notes: "" });
});

test("stored choices that no longer exist are forgotten, the others kept", () => {
  localStorage.setItem("tetrad.choices", JSON.stringify({ grade: 13, subject: "alchemy", types: ["essay", "open"], count: 7 }));
  expect(firstWish("hi")).toMatchObject({ grade: 5, subject: null, types: ["open"], count: 7, language: "hi" });
  localStorage.setItem("tetrad.choices", "{");
  expect(firstWish("hi")).toMatchObject({ grade: 5, count: 10 });
});

test("a request turns back into the wish it was made of", () => {
  expect(wishOf(requestOf(WISH))).toEqual(WISH);
});

test("what cannot be sent is found before it is sent", () => {
  expect(validate({ ...WISH, topic: "  ", count: 41 })).toEqual({ topic: "empty", count: "refused" });
  expect(validate({ ...WISH, count: NaN, notes: "n".repeat(1001) })).toEqual({ count: "refused", notes: "refused" });
  expect(validate(WISH)).toEqual({});
});

test("another worksheet asks for as many new questions of the same kinds", () => {
  const { topic, subject, grade, language, difficulty } = WISH;
  const scope = { topic, subject, grade, language, difficulty };
  const request = anotherLike({
    ...scope,
    id: "w",
    title: "T",
    created_at: "",
    questions: [numbered(1), numbered(2)],
    provenance: { source: "model", match: "none", similarity: null, matched_topic: null, model: null, checked_by: [] },
  });
  expect(request).toMatchObject({ ...scope, cache: "refresh", questions: { count: 2, types: ["numeric"] } });
});

test("suggestions hold every typed word, in any order and case", () => {
  const topics = ["Сложение дробей", "Вычитание дробей", "Проценты"];
  expect(matching(topics, "ДРОБ слож")).toEqual(["Сложение дробей"]);
  expect(matching(topics, " ")).toEqual(topics);
});

test("a title becomes a file name that every system takes", () => {
  expect(fileName("Area: \\(a/b\\) of a <square>?")).toBe("Area a b of a square");
  expect(fileName("///")).toBe("worksheet");
  expect(fileName("भिन्नों का जोड़")).toBe("भिन्नों का जोड़");
});
