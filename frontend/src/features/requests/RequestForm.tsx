import { type SyntheticEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ApiFailure } from "../../api/failure.ts";
import { ProblemNotice } from "../problems/ProblemNotice.tsx";
import { nameOf } from "../problems/describe.ts";
import { TopicField } from "../topics/TopicField.tsx";
import { refusedFields } from "./fieldErrors.ts";
import { FirstChoices, QuestionChoices } from "./ChoiceFields.tsx";
import { NotesField } from "./NotesField.tsx";
import "./requests.css";
import { useFieldWords } from "./useFieldWords.ts";
import { useMaking } from "./useMaking.ts";
import { useWish } from "./useWish.ts";
import { rememberChoices, requestOf, type Wish } from "./wish.ts";

export function RequestForm({ initial }: { initial: Wish }) {
  const { t } = useTranslation();
  const form = useRef<HTMLFormElement>(null);
  const making = useMaking();
  const { wish, errors, change, check, setErrors } = useWish(initial);
  const wordsFor = useFieldWords(errors);

  const send = (wanted: Wish) => {
    rememberChoices(wanted);
    making.mutate(requestOf(wanted), {
      onError: (failure) => {
        setErrors(refusedFields(failure));
        focusFirstError(form.current);
      },
    });
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (making.isPending) return;
    making.reset();
    if (check()) send(wish);
    else focusFirstError(form.current);
  };
  const take = (topic: string) => {
    making.reset();
    change("topic", topic);
    document.getElementById("topic")?.focus();
  };
  const failure = making.error;
  const errorCount = Object.keys(errors).length;
  return (
    <form ref={form} className="card request" onSubmit={submit} noValidate aria-label={t("form.label")}>
      <TopicField
        value={wish.topic}
        language={wish.language}
        grade={wish.grade}
        error={wordsFor("topic")}
        onChange={(topic) => {
          change("topic", topic);
        }}
      />
      <FirstChoices wish={wish} change={change} wordsFor={wordsFor} />
      <QuestionChoices wish={wish} change={change} wordsFor={wordsFor} />
      <NotesField
        value={wish.notes}
        language={wish.language}
        error={wordsFor("notes")}
        onChange={(notes) => {
          change("notes", notes);
        }}
      />
      <div className="request-end">
        {errorCount > 0 && failure === null && (
          <p className="field-error" role="alert">
            {t("invalid.summary", { count: errorCount })}
          </p>
        )}
        {failure && (
          <ProblemNotice
            failure={failure}
            topicLanguage={wish.language}
            onTopic={take}
            onRetry={isWorthRepeating(failure) ? () => { send(wish); } : undefined}
          />
        )}
        <button type="submit" className="button button-main" aria-disabled={making.isPending}>
          {making.isPending ? t("form.submitting") : t("form.submit")}
        </button>
      </div>
    </form>
  );
}

/** The same request again cannot help where the request itself is at fault, or no source has the topic. */
function isWorthRepeating(failure: ApiFailure): boolean {
  return !["invalid", "impossible", "tooLarge", "unavailable"].includes(nameOf(failure));
}

/** After the errors have been drawn. */
function focusFirstError(form: HTMLFormElement | null): void {
  requestAnimationFrame(() => {
    form?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  });
}
