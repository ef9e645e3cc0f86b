import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface EventServer {
  /** Header Last-Event-ID of each connection so far; null where there was none. */
  resumedAfter: (string | null)[];
  close: () => Promise<void>;
}

/** A real HTTP server on loopback: the first connection gets the first answer, and so on; the last one repeats. */
export async function serve(answers: readonly Answer[]): Promise<EventServer> {
  const resumedAfter: (string | null)[] = [];
  const server = createServer((request, response) => {
    const answer = answers[Math.min(resumedAfter.length, answers.length - 1)];
    const header = request.headers["last-event-id"];
    resumedAfter.push(typeof header === "string" ? header : null);
    answer?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const restore = pointFetchAt((server.address() as AddressInfo).port);
  const close = async () => {
    restore();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { resumedAfter, close };
}

/** The page asks its own origin; under test that is this server. */
function pointFetchAt(port: number): () => void {
  const real = globalThis.fetch;
  globalThis.fetch = (input, init) => real(new URL(input as string, `http://127.0.0.1:${port}`), init);
  return () => {
    globalThis.fetch = real;
  };
}

/** Sends events as the service writes them, then ends in good order. */
export function events(...blocks: string[]): Answer {
  return (_, response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.end(blocks.join(""));
  };
}

/** Sends events, then breaks the connection. */
export function eventsThenCut(...blocks: string[]): Answer {
  return (_, response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.write(blocks.join(""), () => {
      setImmediate(() => response.destroy());
    });
  };
}

export function problem(status: number, kind: string, headers: Record<string, string> = {}): Answer {
  return (_, response) => {
    response.writeHead(status, { "Content-Type": "application/problem+json", ...headers });
    response.end(JSON.stringify({ type: `https://tetrad.example/problems/${kind}`, title: kind, status, detail: "" }));
  };
}

export function event(id: number, name: string, data: unknown): string {
  return `id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
