import { bodyOf, client } from "../../../api/client.ts";
import type { GenerationStarted, Worksheet, WorksheetRequest } from "../../../api/model.ts";

export type Made = { worksheet: Worksheet } | GenerationStarted;

/** A worksheet that was ready, or the generation that is making it. */
export async function makeWorksheet(request: WorksheetRequest): Promise<Made> {
  const body = await bodyOf(client.POST("/api/v1/worksheets", { body: request }));
  return "generation" in body ? body : { worksheet: body };
}
