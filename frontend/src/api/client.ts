import createClient from "openapi-fetch";
import { failureOf, unreachable } from "./failure.ts";
import type { paths } from "./generated/schema.ts";

export const client = createClient<paths>({
  baseUrl: globalThis.location.origin,
  // Read at call time, so that a test's interceptor set up later is used.
  fetch: (request) => globalThis.fetch(request),
});

interface Outcome<Body> {
  data?: Body;
  error?: unknown;
  response: Response;
}

/** The body of a successful call. Throws ApiFailure for everything else, and AbortError as it is. */
export async function bodyOf<Body>(call: Promise<Outcome<Body>>): Promise<Body> {
  const { data, error, response } = await reach(call);
  if (!response.ok || data === undefined) throw await failureOf(response, error);
  return data;
}

async function reach<Value>(call: Promise<Value>): Promise<Value> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw unreachable();
  }
}
