import { useEffect, useRef, useState } from "react";

type Renderer = (latex: string, element: HTMLElement) => void;

/** A formula set by KaTeX, which is fetched with the first formula; its source stands there until then, or if it is broken. */
export function Formula({ latex }: { latex: string }) {
  const place = useRef<HTMLSpanElement>(null);
  const [isSet, setIsSet] = useState(false);
  useEffect(() => {
    let isGone = false;
    void loadRenderer().then((render) => {
      if (!isGone && place.current) setIsSet(tryRender(render, latex, place.current));
    });
    return () => {
      isGone = true;
    };
  }, [latex]);
  return (
    <span className="formula">
      <span ref={place} hidden={!isSet} />
      {!isSet && <code className="formula-source">{latex}</code>}
    </span>
  );
}

let renderer: Promise<Renderer> | null = null;

function loadRenderer(): Promise<Renderer> {
  renderer ??= import("./katexRenderer.ts").then(({ renderFormula }) => renderFormula, showSource);
  return renderer;
}

/** The network failed for KaTeX's chunk: sources stay, and the next formula tries again. */
function showSource(): Renderer {
  renderer = null;
  return () => {
    throw new Error("KaTeX is not loaded");
  };
}

function tryRender(render: Renderer, latex: string, element: HTMLElement): boolean {
  try {
    render(latex, element);
    return true;
  } catch {
    return false;
  }
}
