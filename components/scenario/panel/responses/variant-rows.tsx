"use client";

import { Plus } from "lucide-react";
import { FormField, fieldId } from "@/components/actions/fields/form-field";
import { RemoveButton } from "@/components/actions/fields/row-buttons";
import { Button } from "@/components/ui/button";
import { ScenarioTextBox } from "../fields/scenario-text-box";
import { toTextRows } from "../fields/keyed-rows";
import { usePanel } from "../panel-context";

const MAX_VARIANTS = 20;

interface VariantRowsProps {
  path: string;
  variants: string[];
  onChange: (variants: string[]) => void;
}

/** The variants of a text, of which one is sent. */
export function VariantRows({ path, variants, onChange }: VariantRowsProps) {
  const { readOnly } = usePanel();
  const isOne = variants.length === 1;

  function add() {
    onChange([...variants, ""]);
    requestAnimationFrame(() => document.getElementById(fieldId(`${path}.${variants.length}`))?.focus());
  }

  function remove(index: number) {
    onChange(variants.toSpliced(index, 1));
    requestAnimationFrame(() => document.getElementById(fieldId(`${path}.${Math.max(0, index - 1)}`))?.focus());
  }

  return (
    <div className="grid min-w-0 gap-2">
      {toTextRows(variants).map(({ key, text }, index) => (
        <div key={key} className="flex min-w-0 items-start gap-1">
          <FormField
            path={`${path}.${index}`}
            label={isOne ? "Text" : `Variant ${index + 1}`}
            className="flex-1"
            required
          >
            <ScenarioTextBox
              value={text}
              placeholder="Hello {{client_name}}, how can we help?"
              onChange={(next) => onChange(variants.with(index, next))}
            />
          </FormField>
          {!isOne && !readOnly && (
            <RemoveButton what={`variant ${index + 1}`} className="mt-6.5" onClick={() => remove(index)} />
          )}
        </div>
      ))}
      {!readOnly && variants.length < MAX_VARIANTS && (
        <Button variant="link" className="w-fit text-13" onClick={add}>
          <Plus className="size-3.5" /> {isOne ? "Add a variant; one of them is sent" : "Add a variant"}
        </Button>
      )}
    </div>
  );
}
