"use client";

import { Field } from "@/components/ui/field";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";

type ProviderKind = "gateway" | "openai_compatible";

interface ProviderKindFieldProps {
  label: string;
  value: ProviderKind;
  onChange: (kind: ProviderKind) => void;
}

/** Chooses the kind of the new provider. */
export function ProviderKindField({ label, value, onChange }: ProviderKindFieldProps) {
  return (
    <Field label={label}>
      <Select value={value} onValueChange={(kind) => onChange(kind === "gateway" ? "gateway" : "openai_compatible")}>
        <SelectTrigger>
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          <SelectItem value="openai_compatible" hint="OpenAI, Mistral, Groq, vLLM, Ollama and many more">
            OpenAI-compatible address
          </SelectItem>
          <SelectItem value="gateway" hint="One key for the models of many providers">
            Vercel AI Gateway
          </SelectItem>
        </SelectContent>
      </Select>
    </Field>
  );
}
