"use client";

import { Field } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import {
  standardFunctionWords,
  type StandardFunctionKey,
  type StandardFunctions,
} from "@/server/schemas/standard-functions";
import { ListField } from "./list-field";

interface StandardFunctionCardProps {
  functionKey: StandardFunctionKey;
  value: StandardFunctions;
  /** A fault in its settings. */
  fault: string | undefined;
  readOnly: boolean;
  onToggle: (on: boolean) => void;
  onChange: (functions: StandardFunctions) => void;
  onBlur: () => void;
}

/** One standard function: its switch, and the description that the bot gets. */
export function StandardFunctionCard(props: StandardFunctionCardProps) {
  const { functionKey, value, fault, readOnly, onToggle, onChange, onBlur } = props;
  const { title, about, description, functionName } = standardFunctionWords[functionKey];
  const settings = value[functionKey];
  return (
    <>
      <Field
        layout="split"
        label={title}
        hint={about}
        aside={<code className="font-mono max-sm:hidden">{functionName}</code>}
      >
        <Switch
          checked={settings !== undefined}
          disabled={readOnly}
          onCheckedChange={(on) => {
            onToggle(on);
            onBlur();
          }}
        />
      </Field>
      {settings && (
        <>
          <Field label="When the bot uses it" hint="If empty, the bot gets the text shown in grey.">
            <Textarea
              value={settings.description}
              placeholder={description}
              maxLength={2000}
              readOnly={readOnly}
              onBlur={onBlur}
              onChange={(e) => onChange({ ...value, [functionKey]: { ...settings, description: e.target.value } })}
            />
          </Field>
          <Choices {...props} fault={fault} />
        </>
      )}
    </>
  );
}

/** The tags or the variables that the bot can choose from. */
function Choices({ functionKey, value, fault, readOnly, onChange, onBlur }: StandardFunctionCardProps) {
  const { tagDialogue, rememberVariable } = value;
  const box = { error: fault, readOnly, onBlur };
  if (functionKey === "tagDialogue" && tagDialogue) {
    return (
      <ListField
        {...box}
        label="Tags"
        hint="Separated by commas. If empty, the bot makes up its own tags."
        placeholder="order, complaint, feedback"
        value={tagDialogue.tags}
        onChange={(tags) => onChange({ ...value, tagDialogue: { ...tagDialogue, tags } })}
      />
    );
  }
  if (functionKey === "rememberVariable" && rememberVariable) {
    return (
      <ListField
        {...box}
        label="Variables"
        hint="Names separated by commas: letters, digits and _ only. If empty, the bot chooses the names."
        placeholder="city, shoe_size"
        value={rememberVariable.names}
        onChange={(names) => onChange({ ...value, rememberVariable: { ...rememberVariable, names } })}
      />
    );
  }
  return null;
}
