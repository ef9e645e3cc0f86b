import type { Language, Question } from "../../api/model.ts";
import { sheetWords } from "../../i18n/sheetWords.ts";
import { answerLines, mistakeLines } from "./answers.ts";
import { RichText } from "./RichText.tsx";

/** The right answer, the solution, what wrong options show, and for open questions what the marker looks for. */
export function AnswerKey({ question, language }: { question: Question; language: Language }) {
  const words = sheetWords(language);
  const { lines, criteria } = answerLines(question, language, {
    yes: words("true"),
    no: words("false"),
    also: words("also"),
  });
  const mistakes = mistakeLines(question, language);
  return (
    <dl className="key">
      <div>
        <dt>{words("answer")}</dt>
        <dd>
          {lines.map((line, index) => (
            <span key={index} className="key-line">
              <RichText source={line} />
            </span>
          ))}
        </dd>
      </div>
      {question.solution !== "" && (
        <div>
          <dt>{words("solution")}</dt>
          <dd>
            <RichText source={question.solution} />
          </dd>
        </div>
      )}
      {mistakes.length > 0 && (
        <div>
          <dt>{words("mistakes")}</dt>
          <dd>
            {mistakes.map((line) => (
              <span key={line} className="key-line">
                <RichText source={line} />
              </span>
            ))}
          </dd>
        </div>
      )}
      {criteria.length > 0 && (
        <div>
          <dt>{words("criteria")}</dt>
          <dd>
            <ul>
              {criteria.map((criterion) => (
                <li key={criterion}>
                  <RichText source={criterion} />
                </li>
              ))}
            </ul>
          </dd>
        </div>
      )}
    </dl>
  );
}
