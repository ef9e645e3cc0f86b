import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { PageHeading } from "../../app/PageHeading.tsx";
import { isLanguage } from "../../i18n/language.ts";
import { RequestForm } from "./RequestForm.tsx";
import { choicesOf, firstWish, type Wish } from "./wish.ts";

export function MakePage() {
  const { t, i18n } = useTranslation();
  const location = useLocation();
  const handed: unknown = location.state;
  const language = isLanguage(i18n.language) ? i18n.language : "en";
  return (
    <section className="make">
      <PageHeading title={t("make.title")} windowTitle={t("make.pageTitle")} />
      <p className="lead">{t("make.lead")}</p>
      <RequestForm key={location.key} initial={{ ...firstWish(language), ...handedOver(handed) }} />
    </section>
  );
}

/** The wish that another page handed over, to be changed here. It comes from the browser's history: check it. */
function handedOver(state: unknown): Partial<Wish> {
  if (typeof state !== "object" || state === null || !("wish" in state)) return {};
  const said = state.wish as Partial<Record<keyof Wish, unknown>> | null;
  return {
    ...choicesOf(said),
    ...(typeof said?.topic === "string" && { topic: said.topic }),
    ...(typeof said?.notes === "string" && { notes: said.notes }),
  };
}
