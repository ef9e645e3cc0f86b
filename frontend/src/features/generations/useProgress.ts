import { useEffect, useState } from "react";
import { ApiFailure } from "../../api/failure.ts";
import type { Generation } from "../../api/model.ts";
import { fetchGeneration } from "./api/fetchGeneration.ts";
import { watchGeneration } from "./api/watchGeneration.ts";
import { advance, isSettled, NOTHING_YET, type Progress, settle } from "./progress.ts";

/**
 * Follows a generation to its end; joining in the middle or after the end works the same.
 *
 * One component follows one generation: give the component the id as its key.
 */
export function useProgress(id: string): Progress {
  const [progress, setProgress] = useState(NOTHING_YET);
  useEffect(() => {
    const leaving = new AbortController();
    follow(id, leaving.signal, setProgress).catch((error: unknown) => {
      if (leaving.signal.aborted) return;
      const failure = error instanceof ApiFailure ? error : new ApiFailure("unreachable");
      setProgress((before) => ({ ...before, outcome: { kind: "failed", failure } }));
    });
    return () => {
      leaving.abort();
    };
  }, [id]);
  return progress;
}

type Update = (change: (before: Progress) => Progress) => void;

async function follow(id: string, signal: AbortSignal, update: Update): Promise<void> {
  const isOver = async () => {
    const generation: Generation = await fetchGeneration(id, signal);
    update((before) => settle(before, generation));
    return isSettled(generation);
  };
  for await (const sighting of watchGeneration(id, signal, isOver)) {
    update((before) => advance(before, sighting));
  }
}
