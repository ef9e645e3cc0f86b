import { useEffect, useState } from "react";

/** Whole seconds left of `seconds`. Give the component a new key to count anew. */
export function useCountdown(seconds: number): number {
  const [end] = useState(() => Date.now() + seconds * 1000);
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    if (left <= 0) return;
    // By the clock, not by counting ticks: a sleeping laptop ticks late.
    const timer = setTimeout(() => {
      setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)));
    }, 1000);
    return () => {
      clearTimeout(timer);
    };
  }, [left, end]);
  return left;
}
