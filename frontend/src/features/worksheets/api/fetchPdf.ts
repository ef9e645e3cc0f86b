import { failureOf, unreachable } from "../../../api/failure.ts";

/** The printed worksheet, with or without the answer key. Throws ApiFailure. */
export async function fetchPdf(id: string, withKey: boolean): Promise<Blob> {
  const response = await fetch(pdfAddress(id, withKey)).catch(() => {
    throw unreachable();
  });
  if (!response.ok) throw await failureOf(response);
  return response.blob();
}

export function pdfAddress(id: string, withKey: boolean): string {
  return `/api/v1/worksheets/${encodeURIComponent(id)}/pdf?key=${String(withKey)}`;
}
