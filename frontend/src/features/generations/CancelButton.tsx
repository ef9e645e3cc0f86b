import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { ApiFailure } from "../../api/failure.ts";
import type { Generation, WorksheetRequest } from "../../api/model.ts";
import { ProblemNotice } from "../problems/ProblemNotice.tsx";
import { wishOf } from "../requests/wish.ts";
import { cancelGeneration } from "./api/cancelGeneration.ts";
import { isSettled } from "./progress.ts";

/** Stops the work. How it ended is told by its events; what others wait for goes on without this page. */
export function CancelButton({ id, request }: { id: string; request: WorksheetRequest }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const cancelling = useMutation<Generation, ApiFailure>({
    mutationFn: () => cancelGeneration(id),
    onSuccess: (generation) => {
      if (!isSettled(generation)) void navigate("/", { state: { wish: wishOf(request) } });
    },
  });
  return (
    <>
      <p className="row">
        <button
          type="button"
          className="button"
          disabled={cancelling.isPending || cancelling.isSuccess}
          onClick={() => {
            cancelling.mutate();
          }}
        >
          {t("progress.cancel")}
        </button>
      </p>
      {cancelling.error && <ProblemNotice failure={cancelling.error} />}
    </>
  );
}
