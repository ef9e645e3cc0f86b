/** What this browser keeps between visits. Storage may be forbidden or full; the page then works without memory. */
export function recall(place: string): string | null {
  try {
    return localStorage.getItem(place);
  } catch {
    return null;
  }
}

export function remember(place: string, value: string): void {
  try {
    localStorage.setItem(place, value);
  } catch {
    // Nothing depends on it.
  }
}

/** The JSON kept at a place; null when there is none or it is not JSON. */
export function recallJson(place: string): unknown {
  try {
    return JSON.parse(recall(place) ?? "null");
  } catch {
    return null;
  }
}
