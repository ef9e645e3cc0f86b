import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { PageHeading } from "../../app/PageHeading.tsx";
import "../questions/questions.css";
import { recallRequest } from "../requests/pendingRequests.ts";
import { CancelButton } from "./CancelButton.tsx";
import { FailedGeneration } from "./FailedGeneration.tsx";
import "./generations.css";
import { Arriving } from "./Arriving.tsx";
import { Stages } from "./Stages.tsx";
import { useProgress } from "./useProgress.ts";

export default function GenerationPage() {
  const { id = "" } = useParams();
  return <RunningGeneration key={id} id={id} />;
}

function RunningGeneration({ id }: { id: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const progress = useProgress(id);
  const { outcome } = progress;
  useEffect(() => {
    if (outcome?.kind === "done") void navigate(`/worksheets/${outcome.worksheetId}`, { replace: true });
  }, [outcome, navigate]);
  if (outcome && outcome.kind !== "done") return <FailedGeneration id={id} outcome={outcome} />;
  const request = recallRequest(id);
  return (
    <section className="generation">
      <PageHeading title={t("progress.title")} windowTitle={t("progress.pageTitle")} />
      {request && (
        <p className="generation-topic" lang={request.language}>
          {request.topic}
        </p>
      )}
      <p className="lead">{t("progress.lead")}</p>
      <Stages stage={progress.stage} />
      {request && <CancelButton id={id} request={request} />}
      <Arriving progress={progress} wanted={progress.wanted || (request?.questions?.count ?? 0)} request={request} />
    </section>
  );
}
