import type { ReactNode } from "react";
import { errorIdOf, FieldError } from "./Field.tsx";

interface Props<Value extends string> {
  id: string;
  label: string;
  aside?: string;
  kind: "checkbox" | "radio";
  look: "chips" | "segments";
  values: readonly Value[];
  chosen: readonly Value[];
  words: (value: Value) => string;
  onChange: (value: Value, isChosen: boolean) => void;
  error?: string | null;
  hint?: ReactNode;
}

/** Native checkboxes or radio buttons that look like chips or segments; the browser brings the keyboard and the roles. */
export function Choices<Value extends string>(props: Props<Value>) {
  const { id, kind, chosen } = props;
  return (
    <fieldset className="field" aria-describedby={props.error ? errorIdOf(id) : undefined}>
      <legend className="label">
        {props.label}
        {props.aside !== undefined && <span className="label-aside">{props.aside}</span>}
      </legend>
      <div className={props.look}>
        {props.values.map((value) => (
          <label key={value} className={`choice choice-${kind}`}>
            <input
              type={kind}
              name={id}
              value={value}
              checked={chosen.includes(value)}
              onChange={(event) => {
                props.onChange(value, event.target.checked);
              }}
            />
            <span>{props.words(value)}</span>
          </label>
        ))}
      </div>
      {props.hint}
      <FieldError id={id} error={props.error} />
    </fieldset>
  );
}
