import katex from "katex";
import "katex/dist/katex.min.css";

/**
 * Sets LaTeX into an element; throws on LaTeX that KaTeX cannot read.
 *
 * `katex.render` builds nodes and sets styles through the object model, which `style-src 'self'` allows; writing its
 * markup as HTML would need 'unsafe-inline'.
 */
export function renderFormula(latex: string, element: HTMLElement): void {
  katex.render(latex, element, {
    throwOnError: true,
    strict: "ignore",
    trust: false,
    maxSize: 20,
    maxExpand: 200,
    output: "htmlAndMathml",
  });
}
