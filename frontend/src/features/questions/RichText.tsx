import { Fragment } from "react";
import { Formula } from "./Formula.tsx";
import { type Piece, pieces } from "./text.ts";

/** Text of a question with its formulas, blanks and line breaks. */
export function RichText({ source }: { source: string }) {
  return pieces(source).map((piece, index) => <Fragment key={index}>{show(piece)}</Fragment>);
}

function show(piece: Piece) {
  switch (piece.kind) {
    case "text":
      return piece.text;
    case "formula":
      return <Formula latex={piece.latex} />;
    case "blank":
      return <span className="blank" role="img" aria-label="___" />;
    case "break":
      return <br />;
  }
}
