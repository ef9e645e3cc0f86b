import type { Language } from "../../api/model.ts";

/** The letters the printer uses; a test holds them equal to `src/questions/labels.py`. */
const LETTERS: Record<Language, string> = {
  en: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  ru: "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ",
  hi: "कखगघङचछजझञटठडढणतथदधनपफबभमयरल",
};

export function optionLetter(language: Language, position: number): string {
  return LETTERS[language][position] ?? String(position + 1);
}
