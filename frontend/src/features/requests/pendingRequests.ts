import type { WorksheetRequest } from "../../api/model.ts";

/** The requests behind running generations, for this tab, so that a failed one can be repeated or changed. */
export function rememberRequest(generation: string, request: WorksheetRequest): void {
  try {
    sessionStorage.setItem(placeOf(generation), JSON.stringify(request));
  } catch {
    // The teacher then types the topic again.
  }
}

export function recallRequest(generation: string): WorksheetRequest | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(placeOf(generation)) ?? "null");
    return typeof kept === "object" ? (kept as WorksheetRequest | null) : null;
  } catch {
    return null;
  }
}

function placeOf(generation: string): string {
  return `tetrad.request.${generation}`;
}
