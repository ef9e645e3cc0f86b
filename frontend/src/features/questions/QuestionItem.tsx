import { useTranslation } from "react-i18next";
import type { Language, Question } from "../../api/model.ts";
import { sheetWords } from "../../i18n/sheetWords.ts";
import { AnswerKey } from "./AnswerKey.tsx";
import { Options } from "./Options.tsx";
import { RichText } from "./RichText.tsx";

interface Props {
  question: Question;
  language: Language;
  showsKey: boolean;
}

/** A question as it is printed, and under it, when asked for, its answer. */
export function QuestionItem({ question, language, showsKey }: Props) {
  const words = sheetWords(language);
  return (
    <li className="question">
      <div className="question-head">
        <span className="question-number">{question.number}.</span>
        <div className="question-stem">
          <RichText source={question.stem} />
        </div>
        <span className="question-points">{words("points", { count: question.points })}</span>
      </div>
      <div className="question-body">
        <Options question={question} language={language} />
        {showsKey && <AnswerKey question={question} language={language} />}
        <Checks question={question} />
      </div>
    </li>
  );
}

function Checks({ question }: { question: Question }) {
  const { t, i18n } = useTranslation();
  const checks = question.checked_by.map((checker) => t(`checks.${checker}`)).join(" · ");
  if (checks === "") return null;
  return (
    <p className="question-checks" lang={i18n.language}>
      {t("checks.question", { checks })}
    </p>
  );
}
