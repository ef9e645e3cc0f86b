import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { NavigationType, useNavigationType } from "react-router";

interface Props {
  title: string;
  /** The title of the window, where it differs. */
  windowTitle?: string;
  className?: string;
  lang?: string;
}

/** The page's heading. After a step inside the app it takes the focus, so that a screen reader reads the new page. */
export function PageHeading({ title, windowTitle = title, className, lang }: Props) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const isFirstPage = useNavigationType() === NavigationType.Pop;
  useEffect(() => {
    if (isFirstPage) return;
    heading.current?.focus({ preventScroll: true });
    globalThis.scrollTo(0, 0);
  }, [isFirstPage]);
  return (
    <>
      <title>{`${windowTitle} · ${t("app.name")}`}</title>
      <h1 ref={heading} tabIndex={-1} className={className} lang={lang}>
        {title}
      </h1>
    </>
  );
}
