import { useTranslation } from "react-i18next";
import type { Provenance, Worksheet } from "../../api/model.ts";

/** Where the worksheet came from and what has checked it, so that a teacher knows how far to trust it. */
export function ProvenanceNote({ worksheet }: { worksheet: Worksheet }) {
  const { t } = useTranslation();
  const { provenance, language } = worksheet;
  return (
    <aside className="provenance" aria-label={t("worksheet.about")}>
      <h2>{t("provenance.title")}</h2>
      <p className="provenance-source">
        <Source provenance={provenance} />
      </p>
      <p>
        <Story provenance={provenance} language={language} total={worksheet.questions.length} />
      </p>
      <h2>{t("provenance.checks")}</h2>
      <ul className="provenance-checks">
        {provenance.checked_by.map((checker) => (
          <li key={checker}>{t(`checks.${checker}`)}</li>
        ))}
      </ul>
    </aside>
  );
}

function Source({ provenance: { source, model } }: { provenance: Provenance }) {
  const { t } = useTranslation();
  switch (source) {
    case "cache":
      return t("provenance.library");
    case "bank":
      return t("provenance.bank");
    case "generator":
      return t("provenance.generator");
    case "model":
      return model ? t("provenance.model", { model }) : t("provenance.modelUnnamed");
  }
}

function Story({ provenance, language, total }: { provenance: Provenance; language: string; total: number }) {
  const { t } = useTranslation();
  switch (provenance.source) {
    case "cache":
      return <LibraryStory provenance={provenance} language={language} />;
    case "bank":
      return <BankStory provenance={provenance} total={total} />;
    case "generator":
      return t("provenance.generatorText");
    case "model":
      return t("provenance.modelText");
  }
}

function BankStory({ provenance: { from_bank: taken = 0, model }, total }: { provenance: Provenance; total: number }) {
  const { t } = useTranslation();
  return taken < total ? t("provenance.bankSome", { taken, total, model }) : t("provenance.bankText");
}

function LibraryStory({ provenance, language }: { provenance: Provenance; language: string }) {
  const { t, i18n } = useTranslation();
  const { match, similarity, matched_topic: topic } = provenance;
  if (match === "exact" || match === "none" || !topic) return t("provenance.libraryExact");
  const percent = new Intl.NumberFormat(i18n.language, { style: "percent" }).format(similarity ?? 1);
  return (
    <>
      {t("provenance.libraryNear")} <q lang={language}>{topic}</q>
      {match === "near" && <span className="provenance-similarity">{t("provenance.similarity", { percent })}</span>}
    </>
  );
}
