import { useTranslation } from "react-i18next";
import { MAX_NOTES, MAX_QUESTIONS, MAX_TOPIC } from "../../api/model.ts";
import type { Field, FieldErrors } from "./wish.ts";

const LIMITS: Partial<Record<Field, number>> = { topic: MAX_TOPIC, count: MAX_QUESTIONS, notes: MAX_NOTES };

export type WordsFor = (field: Field) => string | null;

/** What stands at each field that is wrong; null for those that are not. */
export function useFieldWords(errors: FieldErrors): WordsFor {
  const { t } = useTranslation();
  return (field) => {
    const error = errors[field];
    if (!error) return null;
    return error === "empty" ? t("invalid.topicEmpty") : t(`invalid.${field}`, { limit: LIMITS[field] ?? 0 });
  };
}
