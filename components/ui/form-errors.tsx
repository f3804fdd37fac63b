import type { FieldErrors, FieldValues } from "react-hook-form";
import { Alert } from "./alert";

interface FormErrorsProps<T extends FieldValues> {
  errors: FieldErrors<T>;
  /** The label of each field. */
  labels: Partial<Record<string, string>>;
}

/** Above a form: the fault of the whole form and, for screen readers, every field's fault in one announcement. */
export function FormErrors<T extends FieldValues>({ errors, labels }: FormErrorsProps<T>) {
  const whole = errors.root?.["server"]?.message ?? errors.root?.message;
  const faults = Object.entries(errors).flatMap(([name, error]) =>
    name !== "root" && typeof error?.message === "string" ? [`${labels[name] ?? name}: ${error.message}`] : [],
  );
  return (
    <>
      {whole && <Alert tone="danger">{whole}</Alert>}
      <p role="alert" className="sr-only">
        {faults.length > 0 && `Please check ${faults.length === 1 ? "one field" : `${faults.length} fields`}. `}
        {faults.join(" ")}
      </p>
    </>
  );
}
