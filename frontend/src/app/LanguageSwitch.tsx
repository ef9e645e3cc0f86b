import { useTranslation } from "react-i18next";
import { LANGUAGES } from "../api/model.ts";
import { speak } from "../i18n/i18n.ts";
import { OWN_NAMES } from "../i18n/language.ts";

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <div className="languages" role="group" aria-label={t("app.language")}>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={i18n.language === language}
          onClick={() => void speak(language)}
        >
          {OWN_NAMES[language]}
        </button>
      ))}
    </div>
  );
}
