import type { ErrorDetail } from "@/server/errors";
import { failedOutput, plainOutput } from "@/server/schemas/step-output";
import { isAbsent, renderText, resolve, toText, wholeReference, type TemplateValues } from "../../templates/template";
import { openTemplateFaults } from "../open-template";
import { defineStepKind, type StepContext, type StepResult, type StepScope } from "../step-kind";
import { setVariablesStep, type SetVariablesStep } from "@/server/schemas/steps/set-variables";
import { excerpt } from "@/server/text/excerpt";

/** Every later turn loads the variables, so the JSON of a value is limited to this length. */
const LONGEST_VALUE = 20_000;

/** Sets conversation variables. The caller masks secrets in the output and then stores the variables. */
export const setVariables = defineStepKind<SetVariablesStep>(setVariablesStep, { check, run });

function check({ values }: SetVariablesStep, scope: StepScope): ErrorDetail[] {
  return values.flatMap(({ name, value }, i) => {
    const again = values.findIndex((other) => other.name === name) < i;
    const twice = `The variable "${name}" is set twice in this step. Keep one of them.`;
    return [
      ...(again ? [{ path: ["values", i, "name"], message: twice }] : []),
      ...openTemplateFaults(value, scope).map((message) => ({ path: ["values", i, "value"], message })),
    ];
  });
}

function run(step: SetVariablesStep, context: StepContext): Promise<StepResult> {
  const given = step.values.filter(({ value }) => !isAbsent(value, context.values));
  const absent = step.values.filter((entry) => !given.includes(entry));
  const entries = given.map(({ name, value }) => ({ name, value: valueOf(value, context.values) }));
  const tooLong = entries.find(({ value }) => JSON.stringify(value).length > LONGEST_VALUE);
  if (tooLong) {
    const error = `The value of "${tooLong.name}" is longer than ${LONGEST_VALUE} characters. Keep a part of it instead.`;
    return Promise.resolve({ status: "failed", output: failedOutput(error) });
  }
  const variables = Object.fromEntries(entries.map(({ name, value }) => [name, value]));
  const words = inWords(entries, absent, context.conversationId !== null);
  return Promise.resolve({ status: "succeeded", output: { ...plainOutput({ ...words, body: variables }), variables } });
}

/** The texts for people and the bot. A variable whose value was left out is unchanged. */
function inWords(entries: { name: string; value: unknown }[], absent: { name: string }[], isKept: boolean) {
  const set = entries.map(({ name, value }) => `${name} = ${inShort(toText(value))}`).join(", ");
  const unchanged = absent.map(({ name }) => `${name} stays as it was: its value was left out.`);
  const parts = (did: string) => [...(set === "" ? [] : [`${did} ${set}.`]), ...unchanged].join(" ");
  return { summary: parts(isKept ? "Set" : "Would set"), forBot: parts("Kept for this conversation:") };
}

/** A value that is a single reference keeps its type. */
function valueOf(template: string, values: TemplateValues): unknown {
  const whole = wholeReference(template);
  return whole ? (resolve(whole, values) ?? null) : renderText(template, values);
}

function inShort(text: string): string {
  return text === "" ? "nothing" : excerpt(text, 200);
}
