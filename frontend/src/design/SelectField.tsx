import { Field } from "./Field.tsx";

interface Props {
  id: string;
  label: string;
  aside?: string;
  value: string;
  options: readonly { value: string; words: string; lang?: string }[];
  error: string | null;
  onChange: (value: string) => void;
}

/** A native select: on a phone nothing is quicker. */
export function SelectField({ id, label, aside, value, options, error, onChange }: Props) {
  return (
    <Field id={id} label={label} error={error} {...(aside === undefined ? {} : { aside })}>
      <select
        id={id}
        className="input select"
        value={value}
        aria-invalid={error !== null}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} lang={option.lang}>
            {option.words}
          </option>
        ))}
      </select>
    </Field>
  );
}
