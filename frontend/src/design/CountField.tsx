import { errorIdOf, Field } from "./Field.tsx";

interface Props {
  id: string;
  label: string;
  fewer: string;
  more: string;
  value: number;
  most: number;
  error: string | null;
  onChange: (value: number) => void;
}

/** A whole number from 1 to `most`, typed or stepped. An emptied field is NaN until a number is typed. */
export function CountField({ id, label, fewer, more, value, most, error, onChange }: Props) {
  const step = (by: number) => {
    onChange(Math.min(most, Math.max(1, (Number.isNaN(value) ? 0 : value) + by)));
  };
  return (
    <Field id={id} label={label} error={error}>
      <div className="stepper">
        <StepButton label={fewer} sign="−" disabled={value <= 1} onPress={() => { step(-1); }} />
        <input
          id={id}
          className="input"
          type="number"
          inputMode="numeric"
          min={1}
          max={most}
          step={1}
          value={Number.isNaN(value) ? "" : value}
          aria-invalid={error !== null}
          aria-describedby={error === null ? undefined : errorIdOf(id)}
          onChange={(event) => {
            onChange(event.target.valueAsNumber);
          }}
        />
        <StepButton label={more} sign="+" disabled={value >= most} onPress={() => { step(1); }} />
      </div>
    </Field>
  );
}

interface StepButtonProps {
  label: string;
  sign: string;
  disabled: boolean;
  onPress: () => void;
}

function StepButton({ label, sign, disabled, onPress }: StepButtonProps) {
  return (
    <button type="button" aria-label={label} disabled={disabled} onClick={onPress}>
      {sign}
    </button>
  );
}
