import { useTranslation } from "react-i18next";
import type { ApiFailure } from "../../api/failure.ts";
import { nameOf, nearestTopics } from "./describe.ts";
import "./problems.css";
import { useCountdown } from "./useCountdown.ts";

interface Props {
  failure: ApiFailure;
  onRetry?: (() => void) | undefined;
  onTopic?: ((topic: string) => void) | undefined;
  topicLanguage?: string | undefined;
}

/** What happened, in a teacher's words, and what to do about it. Each failure is a notice of its own: it counts from its start. */
export function ProblemNotice(props: Props) {
  return <Notice key={numberOf(props.failure)} {...props} />;
}

function Notice({ failure, onRetry, onTopic, topicLanguage }: Props) {
  const { t } = useTranslation();
  const left = useCountdown(failure.retryAfter ?? 0);
  const name = nameOf(failure);
  const topics = nearestTopics(failure);
  return (
    <div className="problem">
      <div role="alert">
        <p className="problem-title">{t(`failure.${name}.title`)}</p>
        <p>{t(`failure.${name}.advice`)}</p>
      </div>
      {failure.retryAfter !== null && (
        <p className="problem-wait">
          {left > 0 ? t("failure.limited.countdown", { count: left }) : t("failure.limited.over")}
        </p>
      )}
      {onTopic && topics.length > 0 && (
        <>
          <p>{t("failure.unavailable.nearest")}</p>
          <TopicButtons topics={topics} language={topicLanguage} onTopic={onTopic} />
        </>
      )}
      {onRetry && (
        <button type="button" className="button" disabled={left > 0} onClick={onRetry}>
          {t("failure.again")}
        </button>
      )}
      {failure.problem?.request_id && (
        <p className="problem-reference">{t("failure.reference", { id: failure.problem.request_id })}</p>
      )}
    </div>
  );
}

interface TopicButtonsProps {
  topics: readonly string[];
  language: string | undefined;
  onTopic: (topic: string) => void;
}

function TopicButtons({ topics, language, onTopic }: TopicButtonsProps) {
  return (
    <ul className="topic-buttons" lang={language}>
      {topics.map((topic) => (
        <li key={topic}>
          <button
            type="button"
            className="chip-button"
            onClick={() => {
              onTopic(topic);
            }}
          >
            {topic}
          </button>
        </li>
      ))}
    </ul>
  );
}

const numbers = new WeakMap<ApiFailure, number>();
let last = 0;

function numberOf(failure: ApiFailure): number {
  const number = numbers.get(failure) ?? (last += 1);
  numbers.set(failure, number);
  return number;
}
