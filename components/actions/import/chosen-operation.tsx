"use client";

import { ArrowLeft } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import type { ImportedOperation } from "@/server/actions/import/imported-request";
import { composeOperation, type OperationInput } from "@/server/actions/import/openapi/openapi-operation";
import type { OpenApiDocument, OperationChoice } from "@/server/actions/import/openapi/read-openapi";
import { focusOnMount } from "./focus-on-mount";
import { ImportNotes, RequestPreview } from "./request-preview";

interface ChosenOperationProps {
  document: OpenApiDocument;
  choice: OperationChoice;
  onBack: () => void;
  onUse: (operation: ImportedOperation) => void;
}

/** With more inputs than this, only the required ones are selected as arguments by default. */
const FEW = 10;

/** Previews an operation before the import and lets the user select which inputs become arguments. */
export function ChosenOperation({ document, choice, onBack, onUse }: ChosenOperationProps) {
  const { inputs } = useMemo(() => composeOperation(document.root, choice, new Set()), [document, choice]);
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(() => optionalOf(inputs, inputs.length > FEW));
  const { operation } = useMemo(() => composeOperation(document.root, choice, leftOut), [document, choice, leftOut]);

  function toggle(key: string, isWanted: boolean) {
    setLeftOut((current) => (isWanted ? current.difference(new Set([key])) : current.union(new Set([key]))));
  }

  return (
    <>
      <RequestPreview request={operation.request} hidesSecrets={false} />
      <fieldset className="grid min-w-0 gap-2">
        <legend className="mb-1.5 text-14 leading-5 font-medium">Arguments</legend>
        {inputs.length === 0 && <p className="text-13 text-muted-foreground">This operation has no inputs.</p>}
        <ul className="grid max-h-60 gap-2 overflow-y-auto">
          {inputs.map((input) => (
            <li key={input.key}>
              <InputChoice
                input={input}
                isWanted={!leftOut.has(input.key)}
                onChange={(isWanted) => toggle(input.key, isWanted)}
              />
            </li>
          ))}
        </ul>
      </fieldset>
      <ImportNotes notes={operation.notes} />
      <DialogFooter>
        <Button variant="outline" className="sm:mr-auto" onClick={onBack}>
          <ArrowLeft /> Another operation
        </Button>
        <Button ref={focusOnMount} onClick={() => onUse(operation)}>
          Use this operation
        </Button>
      </DialogFooter>
    </>
  );
}

interface InputChoiceProps {
  input: OperationInput;
  isWanted: boolean;
  onChange: (isWanted: boolean) => void;
}

function InputChoice({ input: { place, argument }, isWanted, onChange }: InputChoiceProps) {
  const { name, type, required, description } = argument;
  return (
    <Field
      layout="inline"
      label={
        <>
          <code className="font-mono text-13">{name}</code>{" "}
          <span className="text-12 font-normal text-muted-foreground">
            {place}, {type}
            {required && ", required"}
          </span>
        </>
      }
      hint={description ? <span className="line-clamp-2 text-12">{description}</span> : undefined}
    >
      <Checkbox
        checked={required || isWanted}
        disabled={required}
        onCheckedChange={(checked) => onChange(checked === true)}
      />
    </Field>
  );
}

function optionalOf(inputs: OperationInput[], isWanted: boolean): ReadonlySet<string> {
  return new Set(isWanted ? inputs.filter(({ argument }) => !argument.required).map(({ key }) => key) : []);
}
