import { useMutation } from "@tanstack/react-query";
import type { ApiFailure } from "../../api/failure.ts";
import type { Worksheet } from "../../api/model.ts";
import { sheetWords } from "../../i18n/sheetWords.ts";
import { fetchPdf } from "./api/fetchPdf.ts";

/** Downloads the worksheet as PDF. Fetched rather than linked to, so that a failure is told on this page. */
export function usePdf(worksheet: Worksheet, withKey: boolean) {
  return useMutation<Blob, ApiFailure>({
    mutationFn: () => fetchPdf(worksheet.id, withKey),
    onSuccess: (pdf) => {
      const suffix = withKey ? ` — ${sheetWords(worksheet.language)("answer")}` : "";
      save(pdf, `${fileName(worksheet.title)}${suffix}.pdf`);
    },
  });
}

function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // Safari reads the address after the click has returned.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 60_000);
}

/** A title as a file name that every system takes: no separators, control characters or LaTeX marks. */
export function fileName(title: string): string {
  // eslint-disable-next-line no-control-regex
  const plain = title.replaceAll(/[\\/:*?"<>|()\u0000-\u001f]+/gu, " ").replaceAll(/\s+/gu, " ").trim();
  return plain.slice(0, 80) || "worksheet";
}
