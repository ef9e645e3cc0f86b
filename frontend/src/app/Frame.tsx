import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link, Outlet, useLocation } from "react-router";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { LanguageSwitch } from "./LanguageSwitch.tsx";
import { Waiting } from "./Waiting.tsx";

/** What stands around every page. A page that throws or loads leaves the frame standing. */
export function Frame() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  return (
    <>
      <a className="skip" href="#content">
        {t("app.skip")}
      </a>
      <header className="masthead">
        <Link to="/" className="brand">
          <Mark />
          {t("app.name")}
        </Link>
        <LanguageSwitch />
      </header>
      <main id="content" tabIndex={-1}>
        <ErrorBoundary key={pathname}>
          <Suspense fallback={<Waiting words={t("app.loading")} />}>
            <Outlet />
          </Suspense>
        </ErrorBoundary>
      </main>
    </>
  );
}

function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
      <rect className="mark-cover" x="4" y="2" width="24" height="28" rx="4" />
      <path className="mark-margin" d="M10 2v28" />
      <path className="mark-lines" d="M14 10h9M14 16h9M14 22h5" />
    </svg>
  );
}
