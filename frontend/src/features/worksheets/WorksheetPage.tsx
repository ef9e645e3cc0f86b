import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { ApiFailure } from "../../api/failure.ts";
import type { Worksheet } from "../../api/model.ts";
import { PageHeading } from "../../app/PageHeading.tsx";
import { Waiting } from "../../app/Waiting.tsx";
import { nameOf } from "../problems/describe.ts";
import { ProblemNotice } from "../problems/ProblemNotice.tsx";
import "../questions/questions.css";
import { fetchWorksheet } from "./api/fetchWorksheet.ts";
import { ProvenanceNote } from "./ProvenanceNote.tsx";
import { Sheet } from "./Sheet.tsx";
import { Toolbar } from "./Toolbar.tsx";
import "./worksheets.css";

export default function WorksheetPage() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const { data, error, refetch } = useQuery<Worksheet, ApiFailure>({
    queryKey: ["worksheet", id],
    queryFn: ({ signal }) => fetchWorksheet(id, signal),
    staleTime: Infinity,
  });
  if (data) return <Opened key={data.id} worksheet={data} />;
  if (error) return <NotOpened failure={error} onRetry={() => void refetch()} />;
  return <Waiting words={t("worksheet.loading")} />;
}

function Opened({ worksheet }: { worksheet: Worksheet }) {
  const [showsKey, setShowsKey] = useState(false);
  return (
    <div className="worksheet">
      <Toolbar worksheet={worksheet} showsKey={showsKey} onShowKey={setShowsKey} />
      <Sheet worksheet={worksheet} showsKey={showsKey} />
      <ProvenanceNote worksheet={worksheet} />
    </div>
  );
}

function NotOpened({ failure, onRetry }: { failure: ApiFailure; onRetry: () => void }) {
  const { t } = useTranslation();
  const isGone = nameOf(failure) === "notFound" || nameOf(failure) === "invalid";
  return (
    <section className="narrow">
      <PageHeading title={t(`failure.${nameOf(failure)}.title`)} className="visually-hidden" />
      <ProblemNotice failure={failure} onRetry={isGone ? undefined : onRetry} />
      <p className="row">
        <Link className="button" to="/">
          {t("failure.fresh")}
        </Link>
      </p>
    </section>
  );
}
