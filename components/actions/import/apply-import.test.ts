import { describe, expect, it } from "vitest";
import type { ImportedOperation } from "@/server/actions/import/imported-request";
import { parseCurl } from "@/server/actions/import/curl/parse-curl";
import { emptyForm, newArgument, newConstant, toDefinition } from "../editor/action-form";
import { newStep } from "../step-list/edit-steps";
import { insertRequestStep, withOperation, withRequest } from "./apply-import";

function read(command: string) {
  const reading = parseCurl(command);
  if (!reading.ok) throw new Error(reading.fault);
  return reading.request;
}

const request = read(`curl -m 9 https://x.example/a?b=1 -H 'Authorization: Bearer abcd1234' --json '{"c": 2}'`);

describe("an imported request", () => {
  const form = emptyForm();
  const [step] = form.steps;
  if (!step) throw new Error("no step");

  it("fills a webhook step and keeps the step's name", () => {
    const named = { ...step, name: "pay" };
    const filled = { ...form, ...withRequest({ ...form, steps: [named] }, step.key, request, { hideSecrets: true }) };
    expect(toDefinition(filled).steps).toEqual([
      {
        kind: "webhook",
        name: "pay",
        method: "POST",
        url: "https://x.example/a",
        query: [{ name: "b", value: "1" }],
        headers: [
          { name: "Authorization", value: "Bearer {{constants.api_token}}" },
          { name: "content-type", value: "application/json" },
          { name: "accept", value: "application/json" },
        ],
        body: { type: "json", text: '{\n  "c": 2\n}' },
        acceptedStatusCodes: ["2xx"],
        timeoutSeconds: 9,
      },
    ]);
    expect(toDefinition(filled).constants).toEqual([{ secret: true, name: "api_token", value: "abcd1234" }]);
  });

  it("keeps its secrets in place if the user wants that", () => {
    const { constants, steps } = withRequest(form, step.key, request, { hideSecrets: false });
    expect(constants).toEqual([]);
    expect(JSON.stringify(steps)).toContain("Bearer abcd1234");
  });

  it("stores a new secret under a free name and reuses the constant of a shell variable", () => {
    const api = { ...newConstant(), name: "api_token", secret: true, storedAs: "api_token" };
    const first = { ...form, constants: [api] };
    const { constants } = withRequest(first, step.key, request, { hideSecrets: true });
    expect(constants.map(({ name }) => name)).toEqual(["api_token", "api_token_2"]);
    const shell = read('curl https://x.example -H "X-Key: $API_TOKEN"');
    expect(withRequest(first, step.key, shell, { hideSecrets: true }).constants).toEqual([api]);
  });

  it("uses an untouched step before it creates a new one", () => {
    expect(insertRequestStep([step], 1)).toEqual({ steps: [step], step, at: 0 });
    const used = { ...newStep([step], "wait") };
    const inserted = insertRequestStep([used], 1);
    expect(inserted.at).toBe(1);
    expect(inserted.steps.map(({ kind }) => kind)).toEqual(["wait", "webhook"]);
    expect(insertRequestStep([], 0).steps).toHaveLength(1);
  });
});

describe("an imported operation", () => {
  const operation: ImportedOperation = {
    name: "Get order",
    functionName: "get_order",
    description: "Finds an order.",
    arguments: [
      { name: "id", description: "Its number", type: "string", required: true },
      { name: "kind", description: "", type: "string", required: false, enum: ["a", "b"] },
    ],
    request,
    notes: [],
  };

  it("adds its arguments, and its texts if the action has none", () => {
    const form = emptyForm();
    const filled = { ...form, ...withOperation(form, form.steps[0]?.key ?? "", operation) };
    expect(toDefinition(filled)).toMatchObject({
      name: "Get order",
      functionName: "get_order",
      description: "Finds an order.",
      arguments: operation.arguments,
    });
  });

  it("keeps the texts and arguments that the action already has", () => {
    const own = { ...newArgument(), name: "id", description: "Ours" };
    const form = { ...emptyForm(), name: "Ours", arguments: [own] };
    const filled = withOperation(form, "", operation);
    expect(filled.name).toBe("Ours");
    expect(filled.arguments?.map(({ name, description }) => [name, description])).toEqual([
      ["id", "Ours"],
      ["kind", ""],
    ]);
  });
});
