import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "../api/model.ts";
import { preferredLanguage, rememberLanguage } from "./language.ts";

const CATALOGUES: Record<Language, () => Promise<{ default: object }>> = {
  en: () => import("./catalogues/en.json"),
  ru: () => import("./catalogues/ru.json"),
  hi: () => import("./catalogues/hi.json"),
};

/** Starts with the preferred language only; the others are fetched when somebody asks for them. */
export async function startI18n(): Promise<void> {
  const language = preferredLanguage();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    ns: ["page", "sheet"],
    defaultNS: "page",
    resources: { [language]: { page: await fetchCatalogue(language) } },
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = language;
}

export async function speak(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, "page"))
    i18next.addResourceBundle(language, "page", await fetchCatalogue(language));
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  rememberLanguage(language);
}

async function fetchCatalogue(language: Language): Promise<object> {
  return (await CATALOGUES[language]()).default;
}
