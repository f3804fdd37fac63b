"use client";

import { FormField } from "@/components/actions/fields/form-field";
import { MoreOptions } from "@/components/actions/fields/more-options";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import type { Attribute, AttributeKind } from "@/server/schemas/scenario/attribute";
import { ChoiceBox } from "../fields/choice-box";
import { NumberBox } from "../fields/number-box";
import { PhrasesField } from "../fields/phrases-field";
import { RedirectFields } from "../fields/redirect-fields";
import { ScenarioTextBox } from "../fields/scenario-text-box";
import { usePanel } from "../panel-context";

const kinds: readonly { value: AttributeKind; label: string }[] = [
  { value: "text", label: "Text" },
  { value: "number", label: "Number" },
  { value: "email", label: "E-mail address" },
  { value: "phone", label: "Phone number" },
  { value: "date", label: "Date" },
  { value: "choice", label: "Choice" },
];

interface AttributeFieldsProps {
  attribute: Attribute;
  path: string;
  onChange: (part: Partial<Attribute>) => void;
}

/** A value that the customer is asked for. */
export function AttributeFields(props: AttributeFieldsProps) {
  const { attribute, path, onChange } = props;
  const { readOnly } = usePanel();
  return (
    <>
      <div className="grid min-w-0 gap-2 @sm:grid-cols-2">
        <FormField path={`${path}.name`} label="Name" required>
          <Input
            value={attribute.name}
            readOnly={readOnly}
            maxLength={64}
            placeholder="first_name"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            className="font-mono md:text-13"
            onChange={(event) => onChange({ name: event.target.value })}
          />
        </FormField>
        <FormField path={`${path}.kind`} label="Kind">
          <ChoiceBox value={attribute.kind} options={kinds} onChange={(kind) => onChange({ kind })} />
        </FormField>
      </div>
      <FormField path={`${path}.question`} label="Question" required>
        <ScenarioTextBox
          value={attribute.question}
          placeholder="What is your first name?"
          onChange={(question) => onChange({ question })}
        />
      </FormField>
      {attribute.kind === "choice" && (
        <PhrasesField
          path={`${path}.choices`}
          label="Choices"
          hint="One per line; at most 13."
          what="choice"
          placeholder={"Morning\nAfternoon"}
          value={attribute.choices}
          readOnly={readOnly}
          onChange={(choices) => onChange({ choices })}
        />
      )}
      {(attribute.kind === "number" || attribute.kind === "text") && <Limits {...props} />}
      <InvalidAnswers {...props} />
    </>
  );
}

function Limits({ attribute, path, onChange }: AttributeFieldsProps) {
  const isNumber = attribute.kind === "number";
  const unit = isNumber ? {} : { unit: "characters" };
  return (
    <div className="grid min-w-0 grid-cols-2 gap-2">
      <FormField path={`${path}.min`} label={isNumber ? "Smallest" : "Shortest"}>
        <NumberBox value={attribute.min} placeholder="No limit" {...unit} onChange={(min) => onChange({ min })} />
      </FormField>
      <FormField path={`${path}.max`} label={isNumber ? "Largest" : "Longest"}>
        <NumberBox value={attribute.max} placeholder="No limit" {...unit} onChange={(max) => onChange({ max })} />
      </FormField>
    </div>
  );
}

const afterTries = [
  { value: "skip", label: "Go on without the value" },
  { value: "redirect", label: "Continue elsewhere" },
] as const;

/** What happens after answers that are not valid, and whether a known value is asked for again. */
function InvalidAnswers({ attribute, path, onChange }: AttributeFieldsProps) {
  const after = attribute.afterTries;
  const set = [attribute.invalidText !== "", attribute.tries !== 3, after.type !== "skip", attribute.asksAgain];
  const paths = ["invalidText", "tries", "afterTries", "asksAgain"].map((field) => `${path}.${field}`);
  return (
    <MoreOptions setCount={set.filter(Boolean).length} paths={paths}>
      <FormField path={`${path}.invalidText`} label="When the answer is not valid" aside="Optional">
        <ScenarioTextBox
          value={attribute.invalidText}
          placeholder="By default: a text that says what is expected."
          onChange={(invalidText) => onChange({ invalidText })}
        />
      </FormField>
      <div className="grid min-w-0 gap-2 @sm:grid-cols-2">
        <FormField path={`${path}.tries`} label="Ask at most">
          <NumberBox
            value={attribute.tries}
            unit={attribute.tries === 1 ? "time" : "times"}
            onChange={(tries) => onChange({ tries: tries ?? Number.NaN })}
          />
        </FormField>
        <FormField path={`${path}.afterTries.way`} label="After the last try">
          <ChoiceBox
            value={after.type === "skip" ? "skip" : "redirect"}
            options={afterTries}
            onChange={(way) =>
              onChange({ afterTries: way === "skip" ? { type: "skip" } : { type: "interaction", interactionId: "" } })
            }
          />
        </FormField>
      </div>
      {after.type !== "skip" && (
        <RedirectFields
          path={`${path}.afterTries`}
          value={after}
          types={["interaction", "campaign", "person", "return"]}
          newName={`Without ${attribute.name || "the value"}`}
          onChange={(redirect) => redirect.type !== "webhook" && onChange({ afterTries: redirect })}
        />
      )}
      <FormField path={`${path}.asksAgain`} label="Ask even if the value is known" layout="inline">
        <Checkbox
          checked={attribute.asksAgain}
          onCheckedChange={(checked) => onChange({ asksAgain: checked === true })}
        />
      </FormField>
    </MoreOptions>
  );
}
