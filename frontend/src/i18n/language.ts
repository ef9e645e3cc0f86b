import { LANGUAGES } from "../api/model.ts";
import type { Language } from "../api/model.ts";
import { recall, remember } from "../app/memory.ts";

const PLACE = "tetrad.language";

/** Each language by its own name, so that nobody must read another to find theirs. */
export const OWN_NAMES: Record<Language, string> = { en: "English", ru: "Русский", hi: "हिन्दी" };

/** The language chosen before, else the first of the browser's that we speak, else English. */
export function preferredLanguage(): Language {
  const chosen = recall(PLACE);
  if (isLanguage(chosen)) return chosen;
  const spoken = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return spoken.find(isLanguage) ?? "en";
}

export function rememberLanguage(language: Language): void {
  remember(PLACE, language);
}

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}
