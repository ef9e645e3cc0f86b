import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { PageHeading } from "./PageHeading.tsx";

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <section className="narrow">
      <PageHeading title={t("notFound.title")} />
      <p className="lead">{t("notFound.text")}</p>
      <Link to="/" className="button button-main">
        {t("failure.fresh")}
      </Link>
    </section>
  );
}
