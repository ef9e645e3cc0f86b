import type { Problem } from "./model.ts";

export type FailureKind = "offline" | "unreachable" | "problem";

/** A call that brought no result: no network, no answer, or an answer that is a problem. */
export class ApiFailure extends Error {
  override readonly name = "ApiFailure";

  constructor(
    readonly kind: FailureKind,
    readonly problem: Problem | null = null,
    /** Seconds the server asks us to wait; null when it does not say. */
    readonly retryAfter: number | null = null,
  ) {
    super(problem ? `${problem.status} ${problem.title}` : kind);
  }

  get status(): number {
    return this.problem?.status ?? 0;
  }
}

/** The failure that a thrown fetch means: the browser knows whether it is offline. */
export function unreachable(): ApiFailure {
  return new ApiFailure(navigator.onLine ? "unreachable" : "offline");
}

/** The failure that an answer with an error status means; an answer that is no problem+json still becomes one. */
export async function failureOf(response: Response, body?: unknown): Promise<ApiFailure> {
  const said = body ?? (await readJson(response));
  const problem = isProblem(said) ? said : unnamedProblem(response);
  return new ApiFailure("problem", problem, secondsToWait(response.headers.get("Retry-After")));
}

export function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "status" in value && typeof value.status === "number";
}

/** Retry-After is seconds or a date (RFC 9110, 10.2.3). */
export function secondsToWait(header: string | null, now = Date.now()): number | null {
  if (header === null || header.trim() === "") return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds));
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now) / 1000));
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

function unnamedProblem(response: Response): Problem {
  return { type: "about:blank", title: response.statusText, status: response.status, detail: "", request_id: "" };
}
