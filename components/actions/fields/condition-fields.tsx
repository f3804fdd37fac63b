"use client";

import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { conditionOperators, type ConditionRule } from "@/server/schemas/steps/step-condition";
import { hasRight, operatorNames } from "@/server/schemas/steps/step-condition";
import { newRule, readOperator, type ConditionForm, type RuleRow } from "./condition-form";
import { FormField } from "./form-field";
import { MatchChoice } from "./match-choice";
import { RowList, ownLine } from "./row-list";
import { Segmented } from "./segmented";
import { TemplateBox } from "../templates/template-box";
import type { VariableGroup } from "../templates/variable-group";

interface ConditionFieldsProps {
  condition: ConditionForm;
  /** The path of the step, such as "steps.0". */
  path: string;
  variables: VariableGroup[];
  onChange: (condition: ConditionForm) => void;
}

const modes = [
  { value: "always", label: "Always" },
  { value: "if", label: "Only if …" },
] as const;

/**
 * When a step runs: always, or only if its rules about arguments and earlier results are met. The parts are cells of a
 * grid with two columns; the rules take both.
 */
export function ConditionFields({ condition, path, variables, onChange }: ConditionFieldsProps) {
  const { isOn, match, rules } = condition;
  const change = (part: Partial<ConditionForm>) => onChange({ ...condition, ...part });
  return (
    <>
      <FormField
        path={`${path}.condition.match`}
        label="Run this step"
        hint={isOn ? "Otherwise it is skipped and the action continues with the next step." : undefined}
      >
        <Segmented
          label="Run this step"
          value={isOn ? "if" : "always"}
          options={modes}
          onChange={(mode) =>
            change({ isOn: mode === "if", rules: mode === "if" && rules.length === 0 ? [newRule()] : rules })
          }
        />
      </FormField>
      {isOn && (
        <div className="grid min-w-0 gap-3 md:col-span-2">
          <RowList
            title="Rules"
            hidesTitle
            what="rule"
            path={`${path}.condition.rules`}
            rows={rules}
            max={10}
            columns="md:grid-cols-[minmax(0,1fr)_minmax(0,10rem)_auto] 2xl:grid-cols-[minmax(0,1fr)_minmax(0,10rem)_minmax(0,1fr)_auto]"
            newRow={newRule}
            firstField="left"
            nameOf={({ left }) => left}
            onChange={(rules) => change({ rules })}
          >
            {(rule, index, changeRule) => (
              <RuleFields
                rule={rule}
                index={index}
                path={`${path}.condition.rules.${index}`}
                variables={variables}
                onChange={changeRule}
              />
            )}
          </RowList>
          {rules.length > 1 && <MatchChoice value={match} what="rules" onChange={(match) => change({ match })} />}
        </div>
      )}
    </>
  );
}

interface RuleFieldsProps {
  rule: RuleRow;
  index: number;
  path: string;
  variables: VariableGroup[];
  onChange: (part: Partial<RuleRow>) => void;
}

function RuleFields({ rule, index, path, variables, onChange }: RuleFieldsProps) {
  return (
    <>
      <FormField path={`${path}.left`} label={`Value of rule ${index + 1}`} hidesLabel className="max-md:col-span-2">
        <TemplateBox
          name={`the value of rule ${index + 1}`}
          value={rule.left}
          variables={variables}
          placeholder="{{args.total}}"
          onChange={(left) => onChange({ left })}
        />
      </FormField>
      <FormField path={`${path}.operator`} label="Comparison" hidesLabel className="max-md:col-span-2">
        <OperatorSelect value={rule.operator} onChange={(operator) => onChange({ operator })} />
      </FormField>
      {hasRight(rule.operator) ? (
        <FormField path={`${path}.right`} label="Compared with" hidesLabel className={ownLine}>
          <TemplateBox
            name={`what rule ${index + 1} compares with`}
            value={rule.right}
            variables={variables}
            placeholder="value"
            onChange={(right) => onChange({ right })}
          />
        </FormField>
      ) : (
        <span className={ownLine} />
      )}
    </>
  );
}

function OperatorSelect({
  value,
  onChange,
}: {
  value: ConditionRule["operator"];
  onChange: (operator: ConditionRule["operator"]) => void;
}) {
  return (
    <Select value={value} onValueChange={(chosen) => onChange(readOperator(chosen) ?? value)}>
      <SelectTrigger>
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {conditionOperators.map((operator) => (
          <SelectItem key={operator} value={operator}>
            {operatorNames[operator]}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}
