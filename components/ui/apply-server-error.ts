import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import { z } from "zod";

const serverError = z.object({
  message: z.string().min(1),
  data: z
    .object({
      details: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() })).default([]),
    })
    .nullish(),
});

/** Shown when the server can't be reached. */
export const NO_ANSWER =
  "We could not reach Parley. Check your connection and try again; what you typed is still here.";

/** The message of a failed call, for display. */
export function messageOf(error: unknown): string {
  const parsed = serverError.safeParse(error);
  if (!parsed.success || !parsed.data.data) return NO_ANSWER;
  return parsed.data.message;
}

/** The faults that the server found in a failed call's input; empty for other failures. */
export function faultsOfError(error: unknown): { path: (string | number)[]; message: string }[] {
  const parsed = serverError.safeParse(error);
  return (parsed.success && parsed.data.data?.details) || [];
}

/**
 * Puts the faults of a failed call beside their fields, and the rest above the form (see FormErrors).
 * @param fields The form's fields that can show an error.
 */
export function applyServerError<T extends FieldValues>(
  form: Pick<UseFormReturn<T>, "setError">,
  error: unknown,
  fields: readonly Path<T>[],
): void {
  const details = faultsOfError(error);
  const placed = details.flatMap(({ path, message }) => {
    const at = path.join(".");
    const field = fields.find((name) => at === name || at.startsWith(`${name}.`));
    return field ? [{ field, message }] : [];
  });
  placed.forEach(({ field, message }, index) =>
    form.setError(field, { type: "server", message }, { shouldFocus: index === 0 }),
  );
  if (placed.length === 0 || placed.length < details.length) {
    form.setError("root.server", { type: "server", message: messageOf(error) });
  }
}
