import type { ReactNode } from "react";

interface Props {
  id: string;
  label: string;
  aside?: string;
  error?: string | null;
  className?: string;
  children: ReactNode;
}

/** A labelled control with its error below; the control names `errorIdOf(id)` in aria-describedby. */
export function Field({ id, label, aside, error, className = "", children }: Props) {
  return (
    <div className={`field ${className}`}>
      <label className="label" htmlFor={id}>
        {label}
        {aside !== undefined && <span className="label-aside">{aside}</span>}
      </label>
      {children}
      <FieldError id={id} error={error} />
    </div>
  );
}

export function FieldError({ id, error }: { id: string; error: string | null | undefined }) {
  if (!error) return null;
  return (
    <p className="field-error" id={errorIdOf(id)}>
      {error}
    </p>
  );
}

export function errorIdOf(id: string): string {
  return `${id}-error`;
}
