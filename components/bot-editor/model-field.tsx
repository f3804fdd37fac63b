import Link from "next/link";
import { Field } from "@/components/ui/field";
import type { Bot, ModelOption } from "./bot-types";
import { goneModel, ModelSelect } from "./model-select";

interface ModelFieldProps {
  models: ModelOption[];
  value: Bot["model"];
  readOnly: boolean;
  onChange: (model: Bot["model"]) => void;
}

/** Chooses the bot's model, and says so if the chosen one is gone. */
export function ModelField({ models, value, readOnly, onChange }: ModelFieldProps) {
  return (
    <Field
      label="Model"
      error={goneModel(models, value)}
      hint={
        <>
          {value.providerId === null
            ? "The offline model follows fixed rules: good for trying everything without a key. "
            : "Your provider bills its calls. "}
          <Link href="/settings/models" className="text-primary underline underline-offset-4">
            Add a model provider
          </Link>
        </>
      }
    >
      <ModelSelect models={models} value={value} disabled={readOnly} onChange={(model) => model && onChange(model)} />
    </Field>
  );
}
