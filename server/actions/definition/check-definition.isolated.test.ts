import { beforeAll, describe, expect, it, vi } from "vitest";
import { botTemplates } from "@/server/bots/templates/catalogue";
import { DomainError } from "@/server/errors";
import { openSecret } from "@/server/secrets/secret-box";
import { checkDefinition } from "./check-definition";
import type { ActionDefinition } from "@/server/schemas/action-definition";
import { showDefinition } from "./seal-constants";

beforeAll(() => {
  for (const [name, value] of Object.entries({
    DATABASE_URL: "postgres://localhost/none",
    PARLEY_SECRET: "test-secret-test-secret-test-secret-test",
    PARLEY_URL: "http://localhost:3000",
    INNGEST_DEV: "1",
    PARLEY_ALLOWED_PRIVATE_HOSTS: "",
  })) {
    vi.stubEnv(name, value);
  }
  return () => vi.unstubAllEnvs();
});

const step = {
  kind: "webhook",
  name: "order",
  method: "GET",
  url: "https://shop.example.com/orders/{{args.order}}",
  query: [],
  headers: [],
  body: { type: "none" },
  acceptedStatusCodes: [200],
  timeoutSeconds: 30,
};
const valid = {
  name: "Look up",
  functionName: "look_up",
  description: "",
  arguments: [{ name: "order", description: "", type: "string", required: true }],
  constants: [{ secret: false, name: "base", value: "https://api.example.com/v1" }],
  steps: [step],
  returnMode: "last",
  errorMessage: "",
};

/** The faults of an input as "path: message". */
function faultsOf(input: unknown, stored?: ActionDefinition): string[] {
  try {
    checkDefinition(input, stored);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "invalid") throw error;
    return error.details.map(({ path, message }) => `${path.join(".")}: ${message}`);
  }
}
const withStep = (...changes: object[]) => ({ ...valid, steps: changes.map((change) => ({ ...step, ...change })) });
const json = (text: string) => ({ method: "POST", body: { type: "json", text } });

describe("checkDefinition", () => {
  it("returns a valid definition", () => {
    expect(checkDefinition(valid)).toEqual(valid);
    expect(showDefinition(checkDefinition(valid))).toEqual(valid);
  });

  it.each(botTemplates.flatMap((template) => template.actions("http://localhost:3000/api/demo")))(
    "accepts the action $functionName of the bot templates unchanged",
    (definition) => expect(checkDefinition(definition)).toEqual(definition),
  );

  it.each(["show_options", "call_person", "remember_variable"])(
    "refuses the name %s of a standard function, and says which other name is free",
    (functionName) => {
      const [fault, ...more] = faultsOf({ ...valid, functionName });
      expect(more).toEqual([]);
      expect(fault).toMatch(/^functionName: .* is the name of the standard function/);
      expect(fault).toContain(`${functionName}_action`);
      expect(faultsOf({ ...valid, functionName: `${functionName}_action` })).toEqual([]);
    },
  );

  it("lists all faults of every kind with their paths", () => {
    const faults = faultsOf({
      ...valid,
      name: "",
      functionName: "no spaces",
      arguments: [...valid.arguments, { ...valid.arguments[0], type: "number" }],
      constants: [
        { secret: true, name: "key", value: null },
        { secret: true, name: "pin", value: "12" },
      ],
      steps: [
        { ...step, url: "ftp://a.example/{{args.ordr}}", timeoutSeconds: 500 },
        {
          ...step,
          ...json('{"a": }'),
          url: "ftp://a.example/",
          headers: [{ name: "x y", value: "{{steps.zz.body}}" }],
        },
      ],
    });
    expect(faults).toEqual([
      "name: Give the action a name.",
      expect.stringMatching(/^functionName: Use letters/),
      expect.stringMatching(/^steps\.0\.timeoutSeconds: /),
      expect.stringMatching(/^arguments\.1\.name: There is another argument named "order"/),
      expect.stringMatching(/^steps\.1\.name: There is another step named "order"/),
      'constants.0.value: Enter the value of the secret "key".',
      expect.stringMatching(/^constants\.1\.value: A secret has at least 4 characters/),
      expect.stringMatching(/^steps\.1\.headers\.0\.value: There is no earlier step "zz"/),
      expect.stringMatching(/^steps\.1\.url: Parley calls http and https/),
      expect.stringMatching(/^steps\.1\.headers\.0\.name: "x y" is not a header name/),
      expect.stringMatching(/^steps\.1\.body\.text: Line 1, column 7: a value must stand here/),
    ]);
  });

  it.each([null, 5, "x", [], {}, { steps: 5, arguments: null }, { steps: [null, 5] }])(
    "rejects %j without another error",
    (input) => {
      expect(faultsOf(input).length).toBeGreaterThan(0);
    },
  );

  it("names the fault and its place in its message", () => {
    const check = () => checkDefinition(withStep({ url: "https://a.example/{{args.ordr}}" }));
    expect(check).toThrow(
      'The action cannot be saved. There is no argument "ordr". Did you mean {{args.order}}? (steps.0.url)',
    );
  });

  it("lets a step use only earlier steps", () => {
    const second = { name: "second", url: "https://a.example/{{steps.order.body.id}}" };
    expect(faultsOf(withStep({}, second))).toEqual([]);
    expect(faultsOf(withStep(second, {}))).toEqual([
      expect.stringMatching(/^steps\.0\.url: .*needs the step "order" to have run/),
    ]);
    expect(faultsOf(withStep({ url: "https://a.example/{{steps.order.status}}" }))).toHaveLength(1);
  });

  it.each([
    ["not an address", "complete web address"],
    ["https://{{args.order}}.example.com/", "which server to call"],
    ["https://{{variables.host}}/", "which server to call"],
    ["{{constants.base}}{{args.order}}", null],
    ["{{constants.base}}/{{args.order}}?q={{args.order}}", null],
    ["https://user:password@a.example/", "user name or password"],
    ["http://127.0.0.1/x", "Parley only calls public addresses"],
    ["http://169.254.169.254/{{args.order}}", "Parley only calls public addresses"],
    ["https://a.example:22/", "Port 22"],
    ["javascript:alert(1)", "http and https addresses only"],
  ])("checks the address %s", (url, message) => {
    const faults = faultsOf(withStep({ url }));
    expect(faults).toHaveLength(message === null ? 0 : 1);
    expect(faults[0] ?? "").toContain(message ?? "");
  });

  it("checks headers, parameters and bodies", () => {
    expect(faultsOf(withStep({ headers: [{ name: "Host", value: "x" }] }))).toEqual([
      expect.stringContaining("Parley sets the header Host itself"),
    ]);
    const twice = [
      { name: "X-A", value: "1" },
      { name: "x-a", value: "2\r\nX-B: 3" },
    ];
    expect(faultsOf(withStep({ headers: twice }))).toEqual([
      "steps.0.headers.1.name: The header x-a is given twice. Keep one of them.",
      "steps.0.headers.1.value: A header is one line; remove the line break.",
    ]);
    expect(faultsOf(withStep({ query: [{ name: "{{args.order}}", value: "" }] }))).toHaveLength(1);
    expect(faultsOf(withStep({ method: "HEAD", body: { type: "text", text: "x" } }))).toHaveLength(1);
    expect(faultsOf(withStep(json('{"n": {{args.order}}}')))).toEqual([
      expect.stringMatching(/^steps\.0\.body\.text: Line 1, column 7: put \{\{args\.order\}\} in double quotes/),
    ]);
  });

  it("checks the templates of conditions, but only the sides that are used", () => {
    const rule = (left: string, operator: string, right: string) => ({ left, operator, right });
    const condition = (...rules: object[]) => withStep({ condition: { match: "all", rules } });
    expect(faultsOf(condition(rule("{{args.order}}", "equals", "{{constants.base}}")))).toEqual([]);
    expect(faultsOf(condition(rule("{{args.order}}", "is_empty", "{{args.nope}}")))).toEqual([]);
    const faults = faultsOf(
      condition(rule("1", "equals", "1"), rule("{{args.ordr}}", "less", "{{steps.order.status}}")),
    );
    expect(faults).toEqual([
      expect.stringMatching(/^steps\.0\.condition\.rules\.1\.left: There is no argument "ordr"/),
      expect.stringMatching(/^steps\.0\.condition\.rules\.1\.right: .*needs the step "order" to have run/),
    ]);
    expect(faultsOf(condition())).toEqual([expect.stringContaining("Add a rule")]);
  });

  it("requires a step that sends the address of each callback step", () => {
    const give = { ...step, name: "give", headers: [{ name: "X-Callback", value: "{{ callback.url }}" }] };
    const wait = (name: string) => ({ kind: "callback", name, timeoutSeconds: 60 });
    const of = (...steps: object[]) => faultsOf({ ...valid, steps });
    expect(of(give, wait("paid"))).toEqual([]);
    expect(of(give, wait("paid"), { ...give, name: "again" }, wait("shipped"))).toEqual([]);
    expect(of(step, wait("paid"))).toEqual([
      "steps.1: No earlier step sends {{callback.url}}, so no callback could arrive. Send it in a webhook before this step.",
    ]);
    expect(of(give, wait("paid"), wait("shipped"))).toEqual([expect.stringMatching(/^steps\.2: No earlier step/)]);
    expect(of(give)).toEqual([
      expect.stringMatching(/^steps\.0\.headers\.0\.value: .*needs a later step that waits for a callback/),
    ]);
    expect(of(wait("paid"), give)).toHaveLength(2);
  });

  it("checks which values of an answer are saved", () => {
    const save = (...saveVariables: object[]) => faultsOf(withStep({ saveVariables }));
    const at = (path: string, variable = "v") => ({ path, variable });
    for (const path of ["body", " body.a[0].b ", "status", "headers.X-Next"]) expect(save(at(path))).toEqual([]);
    for (const path of ["order.id", "headers", "status.code", "body..a", "{{body}}"]) {
      expect(save(at(path))).toEqual([
        expect.stringMatching(/^steps\.0\.saveVariables\.0\.path: .*is not a part of an answer/),
      ]);
    }
    expect(save(at("body.a"), at("body.b"))).toEqual([
      "steps.0.saveVariables.1.variable: v is set twice. Keep one of them.",
    ]);
  });

  it("rejects lists that are too long without checking their entries", () => {
    const names = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ secret: false, name: `c_${i}`, value: "" }));
    expect(faultsOf({ ...valid, constants: names(100_000) })).toEqual([
      "constants: There are 100000 entries here, and no list of an action has more than 200. Leave some out.",
    ]);
    expect(faultsOf(withStep({ headers: names(300) }))).toEqual([
      expect.stringMatching(/^steps\.0\.headers: There are 300/),
    ]);
    expect(faultsOf({ ...valid, constants: names(51) })).toEqual([expect.stringMatching(/^constants: /)]);
    expect(faultsOf({ ...valid, constants: names(50) })).toEqual([]);
  });

  it("rejects values that are nested thousands of levels deep in any place", () => {
    let deep: unknown = [];
    for (let i = 0; i < 100_000; i += 1) deep = { inner: deep };
    for (const input of [{ ...valid, extra: deep }, withStep({ extra: deep }), deep]) {
      expect(faultsOf(input)).toEqual([expect.stringMatching(/: An action is at most 50 levels deep/)]);
    }
    expect(faultsOf(withStep(json("[".repeat(100_000))))).toEqual([
      "steps.0.body.text: Line 1, column 101: lists and objects are nested more than 100 levels deep.",
    ]);
  });

  it("lists up to 100 faults, reports the total, and quotes only short excerpts", () => {
    const bad = Array.from({ length: 100 }, (_, i) => ({ name: `n${i}`, value: `{{args.a${i}}}{{args.b${i}}}` }));
    const check = () => checkDefinition(withStep({ query: bad, body: { type: "text", text: "{{x}}".repeat(40_000) } }));
    expect(check).toThrow("And 200 more.");
    expect(faultsOf(withStep({ query: bad }))).toHaveLength(100);
    const many = Array.from({ length: 20_000 }, (_, i) => `{{args.x${i}}}`)
      .join("")
      .slice(0, 199_990);
    expect(faultsOf(withStep({ body: { type: "text", text: many } }))).toHaveLength(20);
    const [long] = faultsOf(withStep({ body: { type: "text", text: `{{${"y".repeat(100_000)}}}` } }));
    expect(long?.length).toBeLessThan(300);
  });

  it("checks lists of allowed values", () => {
    const argument = (type: string, choices: string[]) => ({
      ...valid,
      arguments: [{ name: "order", description: "", type, required: true, enum: choices }],
    });
    expect(faultsOf(argument("number", ["1", "two"]))).toEqual(['arguments.0.enum.1: "two" is not a number.']);
    expect(faultsOf(argument("boolean", ["yes"]))).toHaveLength(1);
    expect(faultsOf(argument("list", ["a"]))).toEqual([]);
  });
});

describe("secret constants", () => {
  const secret = (name: string, value: string | null) => ({ secret: true, name, value });
  const withConstants = (...constants: object[]) => ({ ...valid, constants });

  it("are sealed, hidden from the client, and kept when no value is sent", () => {
    const stored = checkDefinition(withConstants(secret("key", "k-12345")));
    expect(JSON.stringify(stored)).not.toContain("k-12345");
    const [constant] = stored.constants;
    expect(constant?.secret && openSecret(constant.sealed)).toBe("k-12345");
    expect(showDefinition(stored).constants).toEqual([secret("key", null)]);
    expect(checkDefinition(showDefinition(stored), stored)).toEqual(stored);
    const changed = checkDefinition(withConstants(secret("key", "k-67890")), stored).constants[0];
    expect(changed?.secret && openSecret(changed.sealed)).toBe("k-67890");
  });

  it("are limited to 20, and to 20,000 characters together", () => {
    const many = (count: number, length: number) =>
      withConstants(...Array.from({ length: count }, (_, i) => secret(`key_${i}`, "x".repeat(length))));
    expect(faultsOf(many(20, 1000))).toEqual([]);
    expect(faultsOf(many(21, 10))).toEqual([
      "constants: An action has at most 20 secrets; these are 21. Leave some out.",
    ]);
    const stored = checkDefinition(many(2, 9999));
    const more = [secret("key_0", null), secret("key_1", null), secret("new", "1234")];
    expect(faultsOf(withConstants(...more), stored)).toEqual([
      "constants: The secrets of an action have at most 20000 characters together; these have 20002. Shorten them, or leave some out.",
    ]);
  });

  it("keep their value under a new name if it says where it is stored, and are not sealed by a client", () => {
    const stored = checkDefinition(withConstants(secret("key", "k-12345")));
    const [renamed] = checkDefinition(withConstants({ ...secret("other", null), storedAs: "key" }), stored).constants;
    expect(renamed).toEqual({ ...stored.constants[0], name: "other" });
    expect(faultsOf(withConstants({ ...secret("other", null), storedAs: "base" }), stored)).toHaveLength(1);
    expect(faultsOf(withConstants(secret("other", null)), stored)).toEqual([
      'constants.0.value: Enter the value of the secret "other".',
    ]);
    const forged = { secret: true, name: "key", sealed: "v1.a.b.c" };
    expect(faultsOf(withConstants(forged), stored)).not.toEqual([]);
  });

  it("are checked in place, and not shown in a fault", () => {
    const input = {
      ...withStep({ url: "{{constants.base}}/x" }),
      constants: [secret("base", "https://10.1.2.3:8080")],
    };
    const [fault] = faultsOf(input);
    expect(fault).toContain("is private");
    const whole = { ...input, constants: [secret("base", "10.1.2.3:8080")] };
    expect(faultsOf({ ...whole, steps: [{ ...step, url: "http://{{constants.base}}/x" }] })[0]).not.toContain(
      "10.1.2.3:8080",
    );
  });

  it("must be entered again when they cannot be opened", () => {
    const stored = checkDefinition(withConstants(secret("key", "k-12345")));
    const broken = { ...stored, constants: [{ secret: true as const, name: "key", sealed: "v1.AAAA.AAAA.AAAA" }] };
    expect(faultsOf(showDefinition(broken), broken)).toEqual([
      'constants: The secret constant "key" cannot be read any more. Enter its value again.',
    ]);
  });
});
