import { bodyOf, client } from "../../../api/client.ts";
import type { Generation } from "../../../api/model.ts";

/** The generation as it stands then: it goes on when others wait for it, and stays as it is when it has ended. */
export function cancelGeneration(id: string): Promise<Generation> {
  return bodyOf(client.DELETE("/api/v1/generations/{generation_id}", { params: { path: { generation_id: id } } }));
}
