import { useTranslation } from "react-i18next";
import type { Stage } from "../../api/model.ts";

const STAGES = ["planning", "writing", "checking", "storing"] as const satisfies readonly Stage[];

/** What is a part of another step to whoever waits. */
const PART_OF = { repairing: "checking", translating: "writing" } as const;

/** The steps on the way to a worksheet: those behind, the one under way, those ahead. */
export function Stages({ stage }: { stage: Stage | null }) {
  const { t } = useTranslation();
  const shown = stage === "repairing" || stage === "translating" ? PART_OF[stage] : stage;
  const current = shown === null ? -1 : STAGES.indexOf(shown);
  return (
    <ol className="stages" aria-label={t("progress.stages")}>
      {STAGES.map((each, index) => (
        <li
          key={each}
          className={index < current ? "stage stage-done" : "stage"}
          aria-current={index === current ? "step" : undefined}
        >
          {t(`progress.stage.${each}`)}
          {index <= current && (
            <span className="visually-hidden">
              {` (${index < current ? t("progress.finished") : t("progress.current")})`}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
