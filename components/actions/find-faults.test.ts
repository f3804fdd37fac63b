import { describe, expect, it } from "vitest";
import { emptyForm, newArgument, newConstant, newPair, newStep, type ActionForm, type StepForm } from "./action-form";
import { findFaults, inOrder } from "./find-faults";

const none = new Map<string, string>();

function form(part: Partial<ActionForm>, ...steps: Partial<StepForm>[]): ActionForm {
  const base = emptyForm();
  const url = "https://shop.example/orders";
  const given = steps.length === 0 ? [{}] : steps;
  return {
    ...base,
    name: "Look up",
    functionName: "look_up",
    steps: given.map((step, index) => ({ ...newStep(base.steps.slice(0, index)), name: `s${index}`, url, ...step })),
    ...part,
  };
}

const pathsOf = (faulty: ActionForm, taken = none) => findFaults(faulty, taken).map(({ path }) => path);
const messageAt = (faulty: ActionForm, path: string) =>
  findFaults(faulty, none).find((fault) => fault.path === path)?.message;

describe("faults found while typing", () => {
  it("are none in a sound action", () => {
    const sound = form(
      { arguments: [{ ...newArgument(), name: "id" }] },
      { url: "https://shop.example/{{args.id}}" },
      {
        bodyType: "json",
        bodyText: '{"a": "{{steps.s0.body.x[0]}}", "b": "{{ steps.s0.headers.etag }}"}',
        isFiltered: false,
      },
    );
    expect(findFaults(sound, none)).toEqual([]);
  });

  it("tell what is missing in an empty one, from top to end", () => {
    expect(inOrder(findFaults(emptyForm(), none)).map(({ path }) => path)).toEqual([
      "name",
      "functionName",
      "steps.0.url",
    ]);
    expect(pathsOf({ ...form({}), steps: [] })).toEqual(["steps"]);
  });

  it("name the action that has the function name", () => {
    const taken = new Map([["look_up", "Find an order"]]);
    expect(findFaults(form({}), taken)).toEqual([
      { path: "functionName", message: "The action “Find an order” has this function name. Choose another." },
    ]);
    expect(pathsOf(form({ functionName: "look up" }))).toEqual(["functionName"]);
  });

  it("name every template that leads nowhere", () => {
    const faulty = form(
      {},
      { url: "https://shop.example/{{args.nr}}", headers: [{ ...newPair(), name: "x", value: "{{steps.s1.body}}" }] },
      { query: [{ ...newPair(), name: "q", value: "{{constants.key" }] },
    );
    expect(pathsOf(faulty)).toEqual(["steps.0.url", "steps.0.headers.0.value", "steps.1.query.0.value"]);
    expect(messageAt(faulty, "steps.0.headers.0.value")).toContain("earlier steps");
  });

  it("give line and column of a slip in JSON", () => {
    const text = '{\n  "a": {{args.id}}\n}';
    const rows = [{ ...newArgument(), name: "id" }];
    const bare = form({ arguments: rows }, { bodyType: "json", bodyText: text });
    expect(messageAt(bare, "steps.0.body.text")).toMatch(/^Line 2, column 8: put \{\{args.id\}\} in double quotes/);
    expect(findFaults(form({ arguments: rows }, { bodyType: "text", bodyText: text }), none)).toEqual([]);
  });

  it("speak of codes and seconds once, in plain words", () => {
    const faulty = form({}, { statusCodes: "200, 2000, ok", timeout: "0.5" });
    expect(findFaults(faulty, none)).toHaveLength(2);
    expect(messageAt(faulty, "steps.0.acceptedStatusCodes")).toContain("100 to 599");
    expect(messageAt(faulty, "steps.0.timeoutSeconds")).toContain("1 to 120");
    expect(messageAt(form({}, { statusCodes: " " }), "steps.0.acceptedStatusCodes")).toContain("any status");
    expect(pathsOf(form({}, { statusCodes: "", isFiltered: false }))).toEqual([]);
  });

  it("tell apart a secret without a value and one under a new name", () => {
    const secret = { ...newConstant(), name: "key", secret: true };
    expect(messageAt(form({ constants: [secret] }), "constants.0.value")).toBe("Enter the secret's value.");
    expect(pathsOf(form({ constants: [{ ...secret, storedAs: "key" }] }))).toEqual([]);
    expect(messageAt(form({ constants: [{ ...secret, storedAs: "old" }] }), "constants.0.value")).toContain("“old”");
  });

  it("find two of a name", () => {
    const rows = [newArgument(), newArgument()].map((row) => ({ ...row, name: "id" }));
    expect(pathsOf(form({ arguments: rows }, { name: "x" }, { name: "x" }))).toEqual([
      "arguments.1.name",
      "steps.1.name",
    ]);
  });
});

it("the tenth step comes after the second", () => {
  const faults = ["steps.9.url", "errorMessage", "steps.1.body.text", "name"].map((path) => ({ path, message: "" }));
  expect(inOrder(faults).map(({ path }) => path)).toEqual(["name", "steps.1.body.text", "steps.9.url", "errorMessage"]);
});
