import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Language } from "../../api/model.ts";
import { MAX_TOPIC } from "../../api/model.ts";
import { ComboBox } from "../../design/ComboBox.tsx";
import { errorIdOf, Field, FieldError } from "../../design/Field.tsx";
import { fetchTopics } from "./api/fetchTopics.ts";
import "./topics.css";

interface Props {
  value: string;
  language: Language;
  grade: number;
  error: string | null;
  onChange: (topic: string) => void;
}

const SHOWN_BELOW = 4;

/** The topic: free text, with those that need no author suggested. Without suggestions it is a plain text field. */
export function TopicField({ value, language, grade, error, onChange }: Props) {
  const { t } = useTranslation();
  const { data: topics = [] } = useQuery({
    queryKey: ["topics", language, grade],
    queryFn: ({ signal }) => fetchTopics(language, grade, signal),
    staleTime: Infinity,
    retry: false,
  });
  return (
    <Field id="topic" label={t("form.topic")} className="field-topic">
      <ComboBox
        id="topic"
        value={value}
        onChange={onChange}
        options={topics}
        placeholder={t("form.topicPlaceholder")}
        showLabel={t("form.showTopics")}
        describeCount={(count) => t("form.topicsFound", { count })}
        contentLanguage={language}
        maxLength={MAX_TOPIC}
        describedBy={error === null ? undefined : errorIdOf("topic")}
        isInvalid={error !== null}
      />
      <FieldError id="topic" error={error} />
      <Ready topics={spread(topics)} language={language} onChoose={onChange} />
    </Field>
  );
}

interface ReadyProps {
  topics: readonly string[];
  language: Language;
  onChoose: (topic: string) => void;
}

/** A few ready topics in sight. The place is kept while they load, so that nothing jumps. */
function Ready({ topics, language, onChoose }: ReadyProps) {
  const { t } = useTranslation();
  return (
    <div className="ready">
      {topics.length > 0 && <span className="ready-label">{t("form.readyNow")}</span>}
      {topics.map((topic) => (
        <button key={topic} type="button" className="chip-button" lang={language} onClick={() => { onChoose(topic); }}>
          {topic}
        </button>
      ))}
    </div>
  );
}

/** A few of the topics from all over the list, since neighbours are alike. */
function spread(topics: readonly string[]): readonly string[] {
  const step = Math.max(1, Math.floor(topics.length / SHOWN_BELOW));
  return topics.filter((_, index) => index % step === 0).slice(0, SHOWN_BELOW);
}
