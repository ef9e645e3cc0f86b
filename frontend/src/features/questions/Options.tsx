import type { Language, Option, Question } from "../../api/model.ts";
import { sheetWords } from "../../i18n/sheetWords.ts";
import { column } from "./answers.ts";
import { optionLetter } from "./letters.ts";
import { RichText } from "./RichText.tsx";

interface Props {
  question: Question;
  language: Language;
}

/** What a pupil chooses from, pairs, orders or writes on. */
export function Options({ question, language }: Props) {
  const options = question.options ?? [];
  switch (question.type) {
    case "single_choice":
      return <Lettered options={options} language={language} />;
    case "multiple_choice":
      return <Lettered options={options} language={language} hint="chooseSeveral" />;
    case "ordering":
      return <Lettered options={options} language={language} hint="order" />;
    case "matching":
      return <Columns options={options} language={language} />;
    case "true_false":
      return <TrueFalse language={language} />;
    case "fill_blank":
      return null;
    case "short_answer":
    case "numeric":
      return <Lines count={1} />;
    case "open":
      return <Lines count={3} />;
  }
}

interface ListProps {
  options: readonly Option[];
  language: Language;
  hint?: "chooseSeveral" | "order";
}

function Lettered({ options, language, hint }: ListProps) {
  return (
    <>
      {hint && <p className="option-hint">{sheetWords(language)(hint)}</p>}
      <ul className="options">
        {options.map((option, index) => (
          <Item key={option.id} label={optionLetter(language, index)} option={option} />
        ))}
      </ul>
    </>
  );
}

function Columns({ options, language }: ListProps) {
  return (
    <>
    <p className="option-hint">{sheetWords(language)("match")}</p>
    <div className="columns">
      <ul className="options options-column">
        {column(options, "left").map((option, index) => (
          <Item key={option.id} label={String(index + 1)} option={option} />
        ))}
      </ul>
      <ul className="options options-column">
        {column(options, "right").map((option, index) => (
          <Item key={option.id} label={optionLetter(language, index)} option={option} />
        ))}
      </ul>
    </div>
    </>
  );
}

function Item({ label, option }: { label: string; option: Option }) {
  return (
    <li>
      <span className="option-label">{label})</span>
      <span>
        <RichText source={option.text} />
      </span>
    </li>
  );
}

function TrueFalse({ language }: { language: Language }) {
  const words = sheetWords(language);
  return (
    <p className="true-false">
      <span>{words("true")}</span>
      <span>{words("false")}</span>
    </p>
  );
}

function Lines({ count }: { count: number }) {
  return (
    <div className="lines" aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="line" />
      ))}
    </div>
  );
}
