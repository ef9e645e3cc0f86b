import { bodyOf, client } from "../../../api/client.ts";
import type { Worksheet } from "../../../api/model.ts";

export function fetchWorksheet(id: string, signal: AbortSignal): Promise<Worksheet> {
  return bodyOf(client.GET("/api/v1/worksheets/{worksheet_id}", { params: { path: { worksheet_id: id } }, signal }));
}
