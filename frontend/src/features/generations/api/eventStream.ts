import { EventSourceParserStream } from "eventsource-parser/stream";
import { failureOf, unreachable } from "../../../api/failure.ts";

export interface StreamedEvent {
  id: string | undefined;
  name: string | undefined;
  data: string;
}

/**
 * One connection to a generation's events, from the one after `lastId` on. The first thing it yields is an event without
 * data that says it is open; it ends when the connection does.
 */
export async function* openEvents(
  address: string,
  lastId: string | null,
  silenceLimit: number,
  signal: AbortSignal,
): AsyncGenerator<StreamedEvent> {
  const response = await connect(address, lastId, signal);
  const bytes = response.body?.pipeThrough(new TextDecoderStream());
  if (!bytes) return;
  yield { id: undefined, name: "open", data: "" };
  const reader = bytes.pipeThrough(alarm(silenceLimit)).pipeThrough(new EventSourceParserStream()).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield { id: value.id, name: value.event, data: value.data };
    }
  } finally {
    // The stream may be broken already; then there is nothing left to cancel.
    await reader.cancel().catch(() => undefined);
  }
}

async function connect(address: string, lastId: string | null, signal: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = { Accept: "text/event-stream" };
  if (lastId !== null) headers["Last-Event-ID"] = lastId;
  const response = await fetch(address, { headers, signal, cache: "no-store" }).catch(() => {
    throw unreachable();
  });
  if (!response.ok) throw await failureOf(response);
  return response;
}

/** Breaks a stream that stays silent longer than `limit` ms: the service pings, so silence is a dead connection. */
function alarm(limit: number): TransformStream<string, string> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const rewind = (controller: TransformStreamDefaultController<string>) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      controller.error(new Error("silent"));
    }, limit);
  };
  return new TransformStream({
    start: rewind,
    transform(chunk, controller) {
      rewind(controller);
      controller.enqueue(chunk);
    },
    flush: () => {
      clearTimeout(timer);
    },
  });
}
