import type { LucideIcon } from "lucide-react";
import type { ComponentType } from "react";
import { stepKindLabels } from "@/components/trace/step-kind-label";
import type { ActionStep } from "@/server/schemas/action-definition";
import type { Fault } from "../faults/fault";
import type { OwnForm, OwnForms, OwnStep, OwnSteps, StepForm } from "./step-form";
import type { TemplatePlace } from "../templates/template-place";
import type { VariableGroup, VariableItem } from "../templates/variable-group";

export type StepKindName = ActionStep["kind"];

/** What the fields of one kind of step get. */
export interface FieldsProps<F> {
  step: F;
  /** "steps.0". */
  path: string;
  variables: VariableGroup[];
  onChange: (part: Partial<F>) => void;
}

/** Names of what steps point at, for people; undefined while they load, or when it is gone. */
export interface ChoiceNames {
  botName(id: string): string | undefined;
  tableName(id: string): string | undefined;
  raffleName(id: string): string | undefined;
  pollName(id: string): string | undefined;
}

/** What is known about what a step returns. */
export interface ReturnsContext {
  /** "steps.order". */
  start: string;
  /** A table's columns, as far as they are known. */
  columnsOf(tableId: string): { key: string; name: string }[];
  /** What the step returned in the last run that was seen. */
  lastBody: unknown;
}

interface Looks {
  icon: LucideIcon;
  /** One line for the menu of kinds. */
  description: string;
  /** Its texts are seen by people or kept as data, so they must not contain a secret constant. */
  isSeen?: boolean;
}

/** How the editor shows, reads and writes one kind of step. Paths of faults and templates start at the step. */
export interface KindDefinition<K extends StepKindName, F = OwnForms[K]> extends Looks {
  kind: K;
  empty(): F;
  toForm(step: OwnSteps[K]): F;
  toStep(form: F): OwnStep;
  /** One line on the closed card. */
  summary(form: F, names: ChoiceNames): string;
  templates(form: F): TemplatePlace[];
  /** Faults that neither the schema nor the check of templates finds, or that need better words. */
  localFaults(form: F): Fault[];
  /** Rows in which nothing was typed are not sent. */
  withoutEmptyRows?(form: F): F;
  /** What later steps may use of its result. */
  returns?(form: F, context: ReturnsContext): VariableItem[];
  /** The conversation variables that it sets. */
  sets?(form: F): string[];
  Fields: ComponentType<FieldsProps<F>>;
}

/** A kind of step for the rest of the editor, which knows no kind in particular. */
export interface StepKindForm extends Looks {
  kind: StepKindName;
  /** "Webhook". */
  label: string;
  empty(): OwnForm;
  toForm(step: ActionStep): OwnForm;
  toStep(form: StepForm): OwnStep;
  summary(form: StepForm, names: ChoiceNames): string;
  templates(form: StepForm): TemplatePlace[];
  localFaults(form: StepForm): Fault[];
  withoutEmptyRows(form: StepForm): StepForm;
  returns(form: StepForm, context: ReturnsContext): VariableItem[];
  sets(form: StepForm): string[];
  Fields: ComponentType<AnyFieldsProps>;
}

export interface AnyFieldsProps extends Omit<FieldsProps<StepForm>, "onChange"> {
  onChange: (change: (step: StepForm) => StepForm) => void;
}

/** Makes a kind for the registry out of functions that take forms and steps of this kind only. */
export function defineStepForm<K extends StepKindName>(definition: KindDefinition<K>): StepKindForm {
  const { kind, icon, description, isSeen = false } = definition;
  const own = (form: StepForm) => (isForm(form, kind) ? form : mismatch(form.kind, kind));

  function Fields({ step, onChange, ...props }: AnyFieldsProps) {
    return (
      <definition.Fields
        {...props}
        step={own(step)}
        onChange={(part) => onChange((current) => (isForm(current, kind) ? { ...current, ...part } : current))}
      />
    );
  }

  return {
    kind,
    label: stepKindLabels[kind],
    icon,
    description,
    isSeen,
    empty: () => definition.empty(),
    toForm: (step) => definition.toForm(isStep(step, kind) ? step : mismatch(step.kind, kind)),
    toStep: (form) => definition.toStep(own(form)),
    summary: (form, names) => definition.summary(own(form), names),
    templates: (form) => definition.templates(own(form)),
    localFaults: (form) => definition.localFaults(own(form)),
    withoutEmptyRows(form) {
      const ownForm = own(form);
      return definition.withoutEmptyRows ? { ...ownForm, ...definition.withoutEmptyRows(ownForm) } : form;
    },
    returns: (form, context) => definition.returns?.(own(form), context) ?? [],
    sets: (form) => definition.sets?.(own(form)) ?? [],
    Fields,
  };
}

function isForm<K extends StepKindName>(form: StepForm, kind: K): form is StepForm & OwnForms[K] {
  return form.kind === kind;
}

function isStep<K extends StepKindName>(step: ActionStep, kind: K): step is ActionStep & OwnSteps[K] {
  return step.kind === kind;
}

function mismatch(given: StepKindName, wanted: StepKindName): never {
  throw new TypeError(`A step of the kind ${given} came to the form of ${wanted}.`);
}
