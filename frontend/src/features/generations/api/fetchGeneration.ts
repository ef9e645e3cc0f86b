import { bodyOf, client } from "../../../api/client.ts";
import type { Generation } from "../../../api/model.ts";

export function fetchGeneration(id: string, signal: AbortSignal): Promise<Generation> {
  return bodyOf(client.GET("/api/v1/generations/{generation_id}", { params: { path: { generation_id: id } }, signal }));
}
