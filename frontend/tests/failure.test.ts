import { delay, http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { ApiFailure, secondsToWait } from "../src/api/failure.ts";
import { nameOf } from "../src/features/problems/describe.ts";
import { makeWorksheet } from "../src/features/requests/api/makeWorksheet.ts";
import { refusedFields } from "../src/features/requests/fieldErrors.ts";
import { firstWish, requestOf } from "../src/features/requests/wish.ts";

const server = setupServer();
beforeAll(() => {
  server.listen();
});
afterEach(() => {
  server.resetHandlers();
});
afterAll(() => {
  server.close();
});

const request = requestOf({ ...firstWish("en"), topic: "Fractions" });

async function failureFrom(status: number, body: object, headers: Record<string, string> = {}): Promise<ApiFailure> {
  server.use(
    http.post("*/api/v1/worksheets", async () => {
      await delay(0);
      return HttpResponse.json(body, { status, headers: { "Content-Type": "application/problem+json", ...headers } });
    }),
  );
  const failure: unknown = await makeWorksheet(request).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ApiFailure);
  return failure as ApiFailure;
}

const problem = (status: number, kind: string, more: object = {}) => ({
  type: `https://tetrad.example/problems/${kind}`,
  title: kind,
  status,
  detail: "",
  request_id: "r",
  ...more,
});

test.each([
  [400, "invalid-request", "invalid"],
  [404, "not-found", "notFound"],
  [413, "request-entity-too-large", "tooLarge"],
  [422, "specification-impossible", "impossible"],
  [429, "rate-limited-address", "limited"],
  [429, "too-many-at-once", "tooMany"],
  [500, "internal", "server"],
  [503, "no-source", "unavailable"],
  [503, "provider-down", "authorAway"],
  [503, "no-good-questions", "writing"],
  [503, "refused", "refused"],
  [503, "pdf-failed", "pdf"],
  [503, "anything-else", "unreachable"],
])("%i %s is told as %s", async (status, kind, name) => {
  expect(nameOf(await failureFrom(status, problem(status, kind)))).toBe(name);
});

test("a limit says how many seconds to wait", async () => {
  const failure = await failureFrom(429, problem(429, "rate-limited"), { "Retry-After": "23" });
  expect(failure.retryAfter).toBe(23);
});

test("the nearest topics make a problem one about the topic", async () => {
  const failure = await failureFrom(503, problem(503, "no-source", { nearest_topics: ["Adding fractions"] }));
  expect(nameOf(failure)).toBe("unavailable");
  expect(failure.problem?.nearest_topics).toEqual(["Adding fractions"]);
});

test("the errors of fields reach their fields, however their path is written", async () => {
  const errors = ["topic", "$.questions.count", "/questions/types/0", "body.notes", "bloom_levels"].map((field) => ({
    field,
    message: "no",
  }));
  const failure = await failureFrom(400, problem(400, "invalid-request", { errors }));
  expect(refusedFields(failure)).toEqual({ topic: "refused", count: "refused", types: "refused", notes: "refused" });
});

test("an answer that is no problem document still says its status", async () => {
  server.use(http.post("*/api/v1/worksheets", () => new HttpResponse("<h1>Bad gateway</h1>", { status: 502 })));
  await expect(makeWorksheet(request)).rejects.toMatchObject({ kind: "problem", problem: { status: 502 } });
});

test("no answer is told apart from no network", async () => {
  server.use(http.post("*/api/v1/worksheets", () => HttpResponse.error()));
  await expect(makeWorksheet(request)).rejects.toMatchObject({ kind: "unreachable" });
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  await expect(makeWorksheet(request)).rejects.toMatchObject({ kind: "offline" });
});

test("Retry-After may be a date", () => {
  const now = Date.parse("2026-11-22T10:00:00Z");
  expect(secondsToWait("Sun, 22 Nov 2026 10:00:30 GMT", now)).toBe(30);
  expect(secondsToWait("Sun, 22 Nov 2026 09:00:00 GMT", now)).toBe(0);
  expect(secondsToWait("soon", now)).toBeNull();
});
