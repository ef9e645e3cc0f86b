/** A quiet sign that something is on its way. */
export function Waiting({ words }: { words: string }) {
  return (
    <p className="waiting" role="status">
      {words}
    </p>
  );
}
