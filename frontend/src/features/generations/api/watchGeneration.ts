import { ApiFailure } from "../../../api/failure.ts";
import { type GenerationEvent, readEvent } from "../events.ts";
import { openEvents } from "./eventStream.ts";

export type Sighting = GenerationEvent | { kind: "connected" } | { kind: "cut" };

export interface Patience {
  /** ms before the first new attempt; doubles with each failure in a row. */
  first: number;
  /** ms between attempts at most. */
  longest: number;
  /** ms of silence after which a connection counts as dead. The service pings every 15 s. */
  silence: number;
}

const PATIENCE: Patience = { first: 500, longest: 10_000, silence: 40_000 };

/**
 * Everything a generation tells, once and in order, over as many connections as it takes.
 *
 * A cut connection is opened again after the last event seen. Ends after `done`, `failed` or `cancelled`, or when `isOver` says
 * that nothing more will come. Throws ApiFailure when the service refuses for good (any 4xx but 429).
 */
export async function* watchGeneration(
  id: string,
  signal: AbortSignal,
  isOver: () => Promise<boolean>,
  patience: Patience = PATIENCE,
): AsyncGenerator<Sighting> {
  const address = `/api/v1/generations/${encodeURIComponent(id)}/events`;
  let lastId: string | null = null;
  let failures = 0;
  let isCut = false;
  while (!signal.aborted) {
    let wait: number | null = null;
    try {
      for await (const { id: eventId, name, data } of openEvents(address, lastId, patience.silence, signal)) {
        if (isCut) yield { kind: "connected" };
        isCut = false;
        lastId = eventId ?? lastId;
        const event = readEvent(name, data);
        if (!event) continue;
        failures = 0;
        yield event;
        if (event.kind === "done" || event.kind === "failed" || event.kind === "cancelled") return;
      }
    } catch (error) {
      if (isAborted(signal)) return;
      if (isFinal(error)) throw error;
      isCut = true;
      if (error instanceof ApiFailure && error.retryAfter !== null) wait = error.retryAfter * 1000;
    }
    if (await isOver().catch(() => false)) return;
    // A stream that ends in good order has only lived its time.
    if (isCut) yield { kind: "cut" };
    await pause(wait ?? Math.min(patience.first * 2 ** failures, patience.longest), signal);
    failures += 1;
  }
}

// The signal changes while we wait; a direct second read would be narrowed away by the type checker.
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

function isFinal(error: unknown): boolean {
  if (!(error instanceof ApiFailure)) return false;
  return error.status >= 400 && error.status < 500 && error.status !== 429;
}

/** Waits, but no longer than until the network comes back or the watcher leaves. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      globalThis.removeEventListener("online", end);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    globalThis.addEventListener("online", end);
    signal.addEventListener("abort", end);
  });
}
