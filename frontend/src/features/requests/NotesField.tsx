import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Language } from "../../api/model.ts";
import { errorIdOf, FieldError } from "../../design/Field.tsx";

interface Props {
  value: string;
  language: Language;
  error: string | null;
  onChange: (notes: string) => void;
}

/** Wishes in free words, folded away until somebody has one. */
export function NotesField({ value, language, error, onChange }: Props) {
  const { t } = useTranslation();
  const [startsOpen] = useState(value !== "");
  return (
    <details className="notes" open={startsOpen || error !== null}>
      <summary>{t("form.notesSummary")}</summary>
      <div className="field">
        <label className="label" htmlFor="notes">
          {t("form.notes")}
          <span className="label-aside">{t("form.optional")}</span>
        </label>
        <textarea
          id="notes"
          className="input"
          rows={3}
          lang={language}
          value={value}
          aria-invalid={error !== null}
          aria-describedby={`notes-hint ${errorIdOf("notes")}`}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
        <p className="hint" id="notes-hint">
          {t("form.notesHint")}
        </p>
        <FieldError id="notes" error={error} />
      </div>
    </details>
  );
}
