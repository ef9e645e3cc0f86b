// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Patience, type Sighting, watchGeneration } from "../src/features/generations/api/watchGeneration.ts";
import { event, type EventServer, events, eventsThenCut, problem, serve } from "./eventServer.ts";
import { numbered } from "./questions.ts";

const QUICK: Patience = { first: 1, longest: 5, silence: 5_000 };
const running = () => Promise.resolve(false);
const planning = event(1, "stage", { stage: "planning" });
const first = event(2, "question", { question: numbered(1), count: 2 });
const second = event(3, "question", { question: numbered(2), count: 2 });
const done = event(4, "done", { worksheet_id: "w" });

let server: EventServer | null = null;
beforeEach(() => {
  Object.defineProperty(globalThis.navigator, "onLine", { value: true, configurable: true });
  // Node has no window to hear of the network from.
  Object.assign(globalThis, { addEventListener: () => undefined, removeEventListener: () => undefined });
});
afterEach(async () => {
  await server?.close();
});

async function watch(isOver = running, patience = QUICK): Promise<Sighting[]> {
  const seen: Sighting[] = [];
  for await (const sighting of watchGeneration("g", new AbortController().signal, isOver, patience)) seen.push(sighting);
  return seen;
}

const kinds = (seen: Sighting[]) => seen.map(({ kind }) => kind);

describe("watching a generation", () => {
  test("tells every event in order and ends with the last", async () => {
    server = await serve([events(planning, ": ping\n\n", first, second, done)]);
    expect(kinds(await watch())).toEqual(["stage", "question", "question", "done"]);
    expect(server.resumedAfter).toEqual([null]);
  });

  test("ends when it was cancelled, and asks nobody whether it is over", async () => {
    server = await serve([events(planning, event(2, "cancelled", {}))]);
    expect(kinds(await watch(() => Promise.reject(new Error("asked"))))).toEqual(["stage", "cancelled"]);
    expect(server.resumedAfter).toEqual([null]);
  });

  test("resumes after the last event seen when the connection is cut", async () => {
    server = await serve([eventsThenCut(planning, first), eventsThenCut(second), events(done)]);
    const seen = await watch();
    expect(kinds(seen).filter((kind) => kind !== "cut" && kind !== "connected")).toEqual(
      ["stage", "question", "question", "done"],
    );
    expect(server.resumedAfter).toEqual([null, "2", "3"]);
    expect(kinds(seen).filter((kind) => kind === "cut")).toHaveLength(2);
  });

  test("takes an event that was cut in the middle from the next connection", async () => {
    server = await serve([eventsThenCut(planning, first.slice(0, 40)), events(first, second, done)]);
    expect(kinds(await watch()).filter((kind) => kind === "question")).toHaveLength(2);
    expect(server.resumedAfter).toEqual([null, "1"]);
  });

  test("does not speak of a lost connection when a stream has only lived its time", async () => {
    server = await serve([events(planning), events(first, done)]);
    expect(kinds(await watch())).toEqual(["stage", "question", "done"]);
    expect(server.resumedAfter).toEqual([null, "1"]);
  });

  test("tries again when the service is away for a moment or asks to wait", async () => {
    server = await serve([problem(503, "x"), problem(429, "x", { "Retry-After": "0" }), events(done)]);
    expect(kinds(await watch())).toEqual(["cut", "cut", "connected", "done"]);
  });

  test("gives up at once on a generation that does not exist", async () => {
    server = await serve([problem(404, "not-found")]);
    await expect(watch()).rejects.toMatchObject({ kind: "problem", problem: { status: 404 } });
    expect(server.resumedAfter).toHaveLength(1);
  });

  test("ends when the service says that the generation is over though no event said so", async () => {
    server = await serve([eventsThenCut(planning)]);
    expect(kinds(await watch(() => Promise.resolve(true)))).toEqual(["stage"]);
  });

  test("takes a silent connection for a dead one", async () => {
    const silent: Parameters<typeof serve>[0][number] = (_, response) => {
      response.writeHead(200, { "Content-Type": "text/event-stream" });
      response.write(planning);
    };
    server = await serve([silent, events(done)]);
    expect(kinds(await watch(running, { ...QUICK, silence: 50 }))).toEqual(["stage", "cut", "connected", "done"]);
  });

  test("passes over events it does not know and data that is no JSON", async () => {
    server = await serve([events(event(1, "weather", {}), "id: 2\nevent: stage\ndata: {\n\n", done)]);
    expect(kinds(await watch())).toEqual(["done"]);
  });
});
