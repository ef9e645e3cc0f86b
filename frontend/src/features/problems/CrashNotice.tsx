import { useTranslation } from "react-i18next";
import "./problems.css";

/** Stands in for a page that broke; a plain reload also picks up a newer version of the page. */
export function CrashNotice() {
  const { t } = useTranslation();
  return (
    <section className="narrow">
      <div className="problem">
        <div role="alert">
          <p className="problem-title">{t("failure.crash.title")}</p>
          <p>{t("failure.crash.advice")}</p>
        </div>
        <div className="row">
          <button
            type="button"
            className="button"
            onClick={() => {
              globalThis.location.reload();
            }}
          >
            {t("failure.reload")}
          </button>
          <a className="button" href="/">
            {t("failure.fresh")}
          </a>
        </div>
      </div>
    </section>
  );
}
