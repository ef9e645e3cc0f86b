import { bodyOf, client } from "../../../api/client.ts";
import type { Language } from "../../../api/model.ts";

/** Topics that are ready at once for this language and grade, computed without a language model. */
export async function fetchTopics(language: Language, grade: number, signal: AbortSignal): Promise<readonly string[]> {
  const { topics } = await bodyOf(client.GET("/api/v1/topics", { params: { query: { language, grade } }, signal }));
  return topics;
}
