"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { contrast, onColor } from "@/widget/color/contrast";
import { contrastText } from "./contrast-text";

const COLOR = /^#[0-9a-f]{6}$/iu;

interface ColorFieldProps {
  value: string;
  error: string | undefined;
  onChange: (color: string) => void;
}

/** The colour of the brand, with the contrast of what is written on it. */
export function ColorField({ value, error, onChange }: ColorFieldProps) {
  const isColor = COLOR.test(value);
  return (
    <div className="grid gap-2.5">
      <Field
        label="Colour"
        hint="Of the launcher, the visitor’s messages and the buttons. Texts on it become black or white, and links a shade that can be read."
        error={error}
      >
        <span className="flex items-center gap-2">
          <input
            type="color"
            aria-label="Choose a colour"
            value={isColor ? value : "#000000"}
            onChange={(event) => onChange(event.target.value)}
            className="h-9 w-11 shrink-0 cursor-pointer rounded-md border border-input bg-card p-1 focus-ring"
          />
          <Input
            value={value}
            maxLength={7}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => onChange(event.target.value.trim())}
            className="w-32 font-mono text-13"
          />
        </span>
      </Field>
      {isColor && <Contrast color={value} />}
    </div>
  );
}

function Contrast({ color }: { color: string }) {
  const text = onColor(color);
  const ratio = contrast(color, text);
  return (
    <output className="flex items-center gap-3 text-13 leading-5 text-muted-foreground">
      <span
        aria-hidden
        className="flex h-9 shrink-0 items-center rounded-lg px-3 text-14 font-medium"
        style={{ backgroundColor: color, color: text }}
      >
        Hello
      </span>
      <span>{contrastText(ratio, text === "#ffffff" ? "White" : "Black")}</span>
    </output>
  );
}
