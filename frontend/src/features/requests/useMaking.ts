import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import type { ApiFailure } from "../../api/failure.ts";
import type { WorksheetRequest } from "../../api/model.ts";
import { type Made, makeWorksheet } from "./api/makeWorksheet.ts";
import { rememberRequest } from "./pendingRequests.ts";

/** Asks for a worksheet and goes to where it is, or where it is being made. */
export function useMaking() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation<Made, ApiFailure, WorksheetRequest>({
    mutationFn: makeWorksheet,
    onSuccess: (made, request) => {
      if ("worksheet" in made) {
        queries.setQueryData(["worksheet", made.worksheet.id], made.worksheet);
        return navigate(`/worksheets/${made.worksheet.id}`);
      }
      rememberRequest(made.generation.id, request);
      return navigate(`/generations/${made.generation.id}`);
    },
  });
}
