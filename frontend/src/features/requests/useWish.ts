import { useState } from "react";
import { type Field, type FieldErrors, type Wish, validate } from "./wish.ts";

/** The form's values, and the errors of those that have not been touched since they were found wrong. */
export function useWish(initial: Wish) {
  const [wish, setWish] = useState(initial);
  const [errors, setErrors] = useState<FieldErrors>({});
  const change = <Name extends Field>(field: Name, value: Wish[Name]) => {
    setWish((before) => ({ ...before, [field]: value }));
    setErrors((before) => without(before, field));
  };
  /** True when the wish may be sent. */
  const check = (): boolean => {
    const found = validate(wish);
    setErrors(found);
    return Object.keys(found).length === 0;
  };
  return { wish, errors, change, check, setErrors };
}

function without(errors: FieldErrors, field: Field): FieldErrors {
  return Object.fromEntries(Object.entries(errors).filter(([name]) => name !== field));
}
