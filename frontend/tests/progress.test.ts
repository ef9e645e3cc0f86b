import { expect, test } from "vitest";
import type { Sighting } from "../src/features/generations/api/watchGeneration.ts";
import { advance, NOTHING_YET, settle } from "../src/features/generations/progress.ts";
import { numbered } from "./questions.ts";

const after = (...sightings: Sighting[]) => sightings.reduce(advance, NOTHING_YET);
const arrived = (number: number): Sighting => ({ kind: "question", question: numbered(number), count: 3 });
const problem = { type: "x", title: "", status: 503, detail: "", request_id: "" };

test("questions stand in their own order and a repeated one stands once", () => {
  const { questions, wanted } = after(arrived(2), arrived(1), arrived(2));
  expect(questions.map(({ number }) => number)).toEqual([1, 2]);
  expect(wanted).toBe(3);
});

test("a question that was mended takes the place of what it was", () => {
  const mended: Sighting = { kind: "question", question: { ...numbered(1), stem: "Mended" }, count: 3 };
  expect(after(arrived(1), arrived(2), mended).questions.map(({ stem }) => stem)).toEqual([
    "Mended",
    numbered(2).stem,
  ]);
});

test("a generation that was cancelled is over", () => {
  expect(after(arrived(1), { kind: "cancelled" }).outcome).toEqual({ kind: "cancelled" });
});

test("a cut is shown until the connection is back, and loses nothing", () => {
  const cut = after(arrived(1), { kind: "cut" });
  expect(cut.isCut).toBe(true);
  expect(advance(cut, { kind: "connected" })).toMatchObject({ isCut: false, questions: [{ number: 1 }] });
});

test("the state of the generation settles what no event told", () => {
  const state = { id: "g", events: "", stage: "writing" } as const;
  expect(settle(NOTHING_YET, { ...state, status: "cancelled" }).outcome).toEqual({ kind: "cancelled" });
  expect(settle(NOTHING_YET, { ...state, status: "done", worksheet_id: "w" }).outcome).toEqual({
    kind: "done",
    worksheetId: "w",
  });
  expect(settle(NOTHING_YET, { ...state, status: "failed", problem }).outcome).toMatchObject({
    kind: "failed",
    failure: { problem },
  });
  expect(settle(NOTHING_YET, { ...state, status: "running" }).outcome).toBeNull();
});
