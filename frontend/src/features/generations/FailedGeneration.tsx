import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { ApiFailure } from "../../api/failure.ts";
import { PageHeading } from "../../app/PageHeading.tsx";
import { nameOf } from "../problems/describe.ts";
import { ProblemNotice } from "../problems/ProblemNotice.tsx";
import { recallRequest } from "../requests/pendingRequests.ts";
import { useMaking } from "../requests/useMaking.ts";
import { wishOf } from "../requests/wish.ts";

interface Props {
  id: string;
  outcome: { kind: "failed"; failure: ApiFailure } | { kind: "cancelled" };
}

/** Why there is no worksheet, and the ways on: again, changed, or another topic. */
export function FailedGeneration({ id, outcome }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const making = useMaking();
  const request = recallRequest(id);
  const failure = making.error ?? (outcome.kind === "failed" ? outcome.failure : null);
  const name = failure ? nameOf(failure) : "cancelled";
  const again = request
    ? () => {
        making.mutate(request);
      }
    : undefined;
  const change = (topic?: string) => {
    const wish = request ? { ...wishOf(request), ...(topic !== undefined && { topic }) } : { topic };
    void navigate("/", { state: { wish } });
  };
  return (
    <section className="narrow">
      <PageHeading title={t(`failure.${name}.title`)} className="visually-hidden" />
      {failure ? (
        <ProblemNotice failure={failure} onRetry={again} onTopic={change} topicLanguage={request?.language} />
      ) : (
        <CancelledNotice onRetry={again} />
      )}
      <p className="row">
        <button
          type="button"
          className="button"
          onClick={() => {
            change();
          }}
        >
          {request ? t("failure.change") : t("failure.fresh")}
        </button>
      </p>
    </section>
  );
}

function CancelledNotice({ onRetry }: { onRetry: (() => void) | undefined }) {
  const { t } = useTranslation();
  return (
    <div className="problem">
      <div role="alert">
        <p className="problem-title">{t("failure.cancelled.title")}</p>
        <p>{t("failure.cancelled.advice")}</p>
      </div>
      {onRetry && (
        <button type="button" className="button" onClick={onRetry}>
          {t("failure.again")}
        </button>
      )}
    </div>
  );
}
