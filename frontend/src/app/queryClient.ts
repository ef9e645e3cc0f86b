import { QueryClient } from "@tanstack/react-query";
import { ApiFailure } from "../api/failure.ts";

/** Reads are tried again only when nobody answered; a problem is an answer. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (attempts, error) => error instanceof ApiFailure && error.kind === "unreachable" && attempts < 2,
        refetchOnWindowFocus: false,
        // We report being offline ourselves instead of waiting silently for the network.
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
}
