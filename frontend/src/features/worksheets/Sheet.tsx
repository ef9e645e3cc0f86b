import { useTranslation } from "react-i18next";
import type { Worksheet } from "../../api/model.ts";
import { PageHeading } from "../../app/PageHeading.tsx";
import { sheetWords } from "../../i18n/sheetWords.ts";
import { QuestionItem } from "../questions/QuestionItem.tsx";

/** The worksheet as paper: what a pupil will hold, and the answers when the teacher asks for them. */
export function Sheet({ worksheet, showsKey }: { worksheet: Worksheet; showsKey: boolean }) {
  const { language, questions } = worksheet;
  return (
    <article className="sheet">
      <div lang={language}>
        <Blanks worksheet={worksheet} />
        <PageHeading title={worksheet.title} className="sheet-title" lang={language} />
      </div>
      <Facts worksheet={worksheet} />
      {worksheet.notice && <p className="sheet-notice">{worksheet.notice}</p>}
      <ol className="questions" lang={language}>
        {questions.map((question) => (
          <QuestionItem key={question.number} question={question} language={language} showsKey={showsKey} />
        ))}
      </ol>
    </article>
  );
}

function Blanks({ worksheet }: { worksheet: Worksheet }) {
  const words = sheetWords(worksheet.language);
  return (
    <p className="sheet-blanks" aria-hidden="true">
      <span>{words("name")}</span>
      <span>{words("class")}</span>
      <span>{words("date")}</span>
    </p>
  );
}

function Facts({ worksheet }: { worksheet: Worksheet }) {
  const { t } = useTranslation();
  const { subject, grade, difficulty, questions } = worksheet;
  const points = questions.reduce((sum, question) => sum + question.points, 0);
  const facts = [
    subject && t(`subjects.${subject}`),
    t("form.gradeOption", { grade }),
    t(`difficulty.${difficulty}`),
    t("worksheet.questions", { count: questions.length }),
    t("worksheet.points", { count: points }),
  ].filter(Boolean);
  return <p className="sheet-facts">{facts.join(" · ")}</p>;
}
