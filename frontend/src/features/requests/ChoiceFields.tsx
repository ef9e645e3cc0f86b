import { useTranslation } from "react-i18next";
import { DIFFICULTIES, GRADES, LANGUAGES, MAX_QUESTIONS, QUESTION_TYPES, SUBJECTS } from "../../api/model.ts";
import { Choices } from "../../design/Choices.tsx";
import { CountField } from "../../design/CountField.tsx";
import { SelectField } from "../../design/SelectField.tsx";
import { isLanguage, OWN_NAMES } from "../../i18n/language.ts";
import type { WordsFor } from "./useFieldWords.ts";
import type { Field, Wish } from "./wish.ts";

interface Props {
  wish: Wish;
  change: <Name extends Field>(field: Name, value: Wish[Name]) => void;
  wordsFor: WordsFor;
}

/** For whom: grade, subject, language. */
export function FirstChoices({ wish, change, wordsFor }: Props) {
  const { t } = useTranslation();
  const subjects = SUBJECTS.map((subject) => ({ value: subject, words: t(`subjects.${subject}`) }));
  return (
    <div className="request-row">
      <SelectField
        id="grade"
        label={t("form.grade")}
        value={String(wish.grade)}
        options={GRADES.map((grade) => ({ value: String(grade), words: t("form.gradeOption", { grade }) }))}
        error={wordsFor("grade")}
        onChange={(value) => {
          change("grade", Number(value));
        }}
      />
      <SelectField
        id="subject"
        label={t("form.subject")}
        value={wish.subject ?? ""}
        options={[{ value: "", words: t("form.anySubject") }, ...subjects]}
        error={wordsFor("subject")}
        onChange={(value) => {
          change("subject", SUBJECTS.find((subject) => subject === value) ?? null);
        }}
      />
      <SelectField
        id="language"
        label={t("form.language")}
        value={wish.language}
        options={LANGUAGES.map((language) => ({ value: language, words: OWN_NAMES[language], lang: language }))}
        error={wordsFor("language")}
        onChange={(value) => {
          if (isLanguage(value)) change("language", value);
        }}
      />
    </div>
  );
}

/** Of what: how many questions, how hard, which kinds. */
export function QuestionChoices({ wish, change, wordsFor }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <div className="request-row request-row-two">
        <CountField
          id="count"
          label={t("form.count")}
          fewer={t("form.fewer")}
          more={t("form.more")}
          value={wish.count}
          most={MAX_QUESTIONS}
          error={wordsFor("count")}
          onChange={(count) => {
            change("count", count);
          }}
        />
        <Choices
          id="difficulty"
          label={t("form.difficulty")}
          kind="radio"
          look="segments"
          values={DIFFICULTIES}
          chosen={[wish.difficulty]}
          words={(difficulty) => t(`difficulty.${difficulty}`)}
          error={wordsFor("difficulty")}
          onChange={(difficulty) => {
            change("difficulty", difficulty);
          }}
        />
      </div>
      <Choices
        id="types"
        label={t("form.types")}
        aside={t("form.optional")}
        kind="checkbox"
        look="chips"
        values={QUESTION_TYPES}
        chosen={wish.types}
        words={(type) => t(`types.${type}`)}
        error={wordsFor("types")}
        hint={<p className="hint">{t("form.typesHint")}</p>}
        onChange={(type, isChosen) => {
          const others = wish.types.filter((each) => each !== type);
          change("types", isChosen ? [...others, type] : others);
        }}
      />
    </>
  );
}
