import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Worksheet } from "../../api/model.ts";
import { ProblemNotice } from "../problems/ProblemNotice.tsx";
import { useMaking } from "../requests/useMaking.ts";
import { anotherLike } from "../requests/wish.ts";
import { usePdf } from "./usePdf.ts";

interface Props {
  worksheet: Worksheet;
  showsKey: boolean;
  onShowKey: (shows: boolean) => void;
}

export function Toolbar({ worksheet, showsKey, onShowKey }: Props) {
  const { t } = useTranslation();
  const making = useMaking();
  const plain = usePdf(worksheet, false);
  const key = usePdf(worksheet, true);
  const failure = plain.error ?? key.error ?? making.error;
  return (
    <div className="toolbar" role="group" aria-label={t("worksheet.actions")}>
      <div className="toolbar-row">
        <PdfButton words={t("worksheet.pdfPlain")} pdf={plain} isMain />
        <PdfButton words={t("worksheet.pdfKey")} pdf={key} />
        <label className="switch">
          <input
            type="checkbox"
            role="switch"
            checked={showsKey}
            onChange={(event) => {
              onShowKey(event.target.checked);
            }}
          />
          <span>{t("worksheet.showKey")}</span>
        </label>
        <span className="toolbar-gap" />
        <button
          type="button"
          className="button"
          title={t("worksheet.anotherHint")}
          aria-disabled={making.isPending}
          onClick={() => {
            if (!making.isPending) making.mutate(anotherLike(worksheet));
          }}
        >
          {making.isPending ? t("worksheet.making") : t("worksheet.another")}
        </button>
        <Link className="button" to="/">
          {t("worksheet.new")}
        </Link>
      </div>
      {failure && <ProblemNotice failure={failure} />}
    </div>
  );
}

interface PdfButtonProps {
  words: string;
  pdf: ReturnType<typeof usePdf>;
  isMain?: boolean;
}

function PdfButton({ words, pdf, isMain = false }: PdfButtonProps) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className={isMain ? "button button-main" : "button"}
      aria-disabled={pdf.isPending}
      onClick={() => {
        if (!pdf.isPending) pdf.mutate();
      }}
    >
      {pdf.isPending ? t("worksheet.pdfPreparing") : words}
    </button>
  );
}
