import type { ComponentProps } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ProviderPreset } from "./provider-presets";

interface KeyFieldProps extends ComponentProps<"input"> {
  label: string;
  preset: ProviderPreset;
  /** The end of the stored key; null without one. */
  storedHint: string | null;
  error?: string | undefined;
}

/** The API key, which can be typed but never read. */
export function KeyField({ label, preset, storedHint, error, ...input }: KeyFieldProps) {
  return (
    <Field label={label} hint={<KeyHint preset={preset} storedHint={storedHint} />} error={error}>
      <Input
        type="password"
        autoComplete="off"
        spellCheck={false}
        placeholder={storedHint === null ? undefined : `Stored: ${storedHint}`}
        {...input}
      />
    </Field>
  );
}

function KeyHint({ preset, storedHint }: Pick<KeyFieldProps, "preset" | "storedHint">) {
  if (storedHint !== null) return "Leave it empty to keep the stored key. A new address needs the key again.";
  if (preset.isLocal) return `${preset.name} needs no key; leave it empty unless you have set one.`;
  if (!preset.keyPage) return "Stored encrypted. If the server needs no key, type any word.";
  return (
    <>
      Create one at{" "}
      <a
        href={preset.keyPage}
        target="_blank"
        rel="noreferrer"
        className="text-primary underline underline-offset-4 focus-ring"
      >
        {new URL(preset.keyPage).host}
      </a>
      . It is stored encrypted.
    </>
  );
}
