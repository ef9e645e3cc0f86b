export type Piece =
  | { kind: "text"; text: string }
  | { kind: "formula"; latex: string }
  | { kind: "blank" }
  | { kind: "break" };

const MARKS = /\\\((.+?)\\\)|(_{3,})|(\n)/gsu;

/** Text as the question model defines it: LaTeX between `\(` and `\)`, `___` for a blank, new lines kept. */
export function pieces(source: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of source.matchAll(MARKS)) {
    if (match.index > end) found.push({ kind: "text", text: source.slice(end, match.index) });
    found.push(pieceOf(match));
    end = match.index + match[0].length;
  }
  if (end < source.length) found.push({ kind: "text", text: source.slice(end) });
  return found;
}

function pieceOf([, latex, blank]: RegExpExecArray): Piece {
  if (latex !== undefined) return { kind: "formula", latex };
  return blank === undefined ? { kind: "break" } : { kind: "blank" };
}
