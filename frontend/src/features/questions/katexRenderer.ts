import katex from "katex";
import "katex/dist/katex.min.css";

/**
 * Sets LaTeX into an element; throws on LaTeX that KaTeX cannot read.
 *
 * In display style, as in a schoolbook: pupils must be able to read the parts of a fraction. `katex.render` builds nodes and sets styles through the object model, which `style-src 'self'` allows; writing its
 * markup as HTML would need 'unsafe-inline'.
 */
export function renderFormula(latex: string, element: HTMLElement): void {
  katex.render(`\\displaystyle ${latex}`, element, {
    throwOnError: true,
    strict: "ignore",
    trust: false,
    maxSize: 20,
    maxExpand: 200,
    output: "htmlAndMathml",
  });
}
