import i18next, { type TFunction } from "i18next";
import { LANGUAGES } from "../api/model.ts";
import type { Language } from "../api/model.ts";
import en from "./catalogues/sheet.en.json";
import hi from "./catalogues/sheet.hi.json";
import ru from "./catalogues/sheet.ru.json";

const WORDS: Record<Language, object> = { en, ru, hi };

/** The words printed on a worksheet, in the language of the worksheet, whatever language the page speaks. */
export function sheetWords(language: Language): TFunction<"sheet"> {
  for (const each of LANGUAGES) {
    if (!i18next.hasResourceBundle(each, "sheet")) i18next.addResourceBundle(each, "sheet", WORDS[each]);
  }
  return i18next.getFixedT(language, "sheet");
}
