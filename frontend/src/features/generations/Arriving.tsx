import { useTranslation } from "react-i18next";
import type { Language, WorksheetRequest } from "../../api/model.ts";
import { isLanguage } from "../../i18n/language.ts";
import { QuestionItem } from "../questions/QuestionItem.tsx";
import type { Progress } from "./progress.ts";

interface Props {
  progress: Progress;
  wanted: number;
  request: WorksheetRequest | null;
}

const PLACES_SHOWN = 3;

/** The questions that are there, and empty places for some of those on their way. */
export function Arriving({ progress, wanted, request }: Props) {
  const { t } = useTranslation();
  const { questions, dropped, isCut } = progress;
  const places = Math.min(PLACES_SHOWN, Math.max(0, wanted - questions.length));
  const language = useContentLanguage(request);
  const ready =
    questions.length === 0 ? t("progress.starting") : t("progress.ready", { count: questions.length, wanted });
  return (
    <>
      <progress className="bar" max={Math.max(1, wanted)} value={questions.length} aria-label={t("progress.title")} />
      <div className="arrival" role="status">
        <p>{ready}</p>
        {dropped > 0 && <p>{t("progress.dropped", { count: dropped })}</p>}
        {isCut && <p className="arrival-cut">{t("progress.cut")}</p>}
      </div>
      <ol className="sheet questions" lang={language}>
        {questions.map((question) => (
          <QuestionItem key={question.number} question={question} language={language} showsKey={false} />
        ))}
        {Array.from({ length: places }, (_, index) => (
          <li key={`place-${index}`} className="place" aria-hidden="true" />
        ))}
      </ol>
    </>
  );
}

/** A generation opened by its address alone does not say its language; the page's is the likeliest. */
function useContentLanguage(request: WorksheetRequest | null): Language {
  const { i18n } = useTranslation();
  if (request) return request.language;
  return isLanguage(i18n.language) ? i18n.language : "en";
}
