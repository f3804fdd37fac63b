import { describe, expect, it } from "vitest";
import type { DefinitionInput } from "@/server/actions/definition-input";
import { orderStatus } from "@/server/bots/templates/order-status";
import { emptyForm, newPair, newStep, toDefinition, toForm, withoutEmptyRows, withSecretsStored } from "./action-form";

const definition: DefinitionInput = {
  name: "Book",
  functionName: "book",
  description: "Books a room.",
  arguments: [
    { name: "size", description: "", type: "string", required: true, enum: ["small", "very, very large"] },
    { name: "at", description: "When", type: "datetime", required: false },
  ],
  constants: [
    { secret: false, name: "base", value: "https://rooms.example" },
    { secret: true, name: "key", value: null },
  ],
  steps: [
    {
      kind: "webhook",
      name: "book",
      method: "POST",
      url: "{{constants.base}}/rooms",
      query: [{ name: "size", value: "{{args.size}}" }],
      headers: [{ name: "authorization", value: "Bearer {{constants.key}}" }],
      body: { type: "json", text: '{"at": "{{args.at}}"}' },
      acceptedStatusCodes: null,
      timeoutSeconds: 10,
    },
  ],
  returnMode: "all",
  errorMessage: "No room.",
};

describe("the form of an action", () => {
  it("gives back what it was made of", () => {
    expect(toDefinition(toForm(definition))).toEqual(definition);
    for (const template of orderStatus.actions("https://shop.example")) {
      const input = { ...template, constants: [] };
      expect(toDefinition(toForm(input))).toEqual(input);
    }
  });

  it("sends what cannot be read as numbers in a form that the server refuses", () => {
    const form = emptyForm();
    const steps = form.steps.map((step) => ({ ...step, statusCodes: "200, fine", timeout: "" }));
    const [step] = toDefinition({ ...form, steps }).steps;
    expect(step?.acceptedStatusCodes).toEqual([200, Number.NaN]);
    expect(step?.timeoutSeconds).toBeNaN();
  });

  it("leaves out rows without a word in them, and keeps stored secrets", () => {
    const form = toForm(definition);
    const steps = form.steps.map((step) => ({ ...step, query: [newPair(), ...step.query] }));
    expect(toDefinition(withoutEmptyRows({ ...form, steps }))).toEqual(definition);
  });

  it("names a new step as no other is named", () => {
    const first = newStep([]);
    const renamed = { ...first, name: "step_2" };
    expect([first.name, newStep([first]).name, newStep([renamed]).name]).toEqual(["step_1", "step_2", "step_3"]);
  });
});

describe("secrets in the form", () => {
  const typed = (value: string, isReplacing = true) => {
    const form = toForm(definition);
    return {
      ...form,
      constants: form.constants.map((row) => (row.secret ? { ...row, value, isReplacing } : row)),
    };
  };
  const sentSecret = (form: ReturnType<typeof typed>) => toDefinition(form).constants.find(({ secret }) => secret);

  it("are sent only when they are typed anew", () => {
    expect(sentSecret(typed("", false))).toEqual({ secret: true, name: "key", value: null });
    expect(sentSecret(typed("new value"))).toEqual({ secret: true, name: "key", value: "new value" });
    expect(sentSecret(typed("put aside", false))?.value).toBeNull();
  });

  it("leave the browser when they are saved", () => {
    const sent = typed("new value");
    const [, saved] = withSecretsStored(sent, sent).constants;
    expect(saved).toMatchObject({ storedAs: "key", value: "", isReplacing: false });
  });

  it("that were typed during a save stay to be saved", () => {
    const sent = typed("new value", false);
    const changed = sent.constants.map((row) => (row.secret ? { ...row, value: "newer" } : row));
    const kept = withSecretsStored({ ...sent, constants: changed }, sent);
    expect(kept.constants[1]).toMatchObject({ storedAs: "key", value: "newer", isReplacing: true });
  });
});
