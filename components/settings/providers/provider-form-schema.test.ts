import { describe, expect, it } from "vitest";
import { providerForm, readModels } from "./provider-form-schema";
import { providerPresets } from "./provider-presets";

describe("readModels", () => {
  it("splits at line breaks and commas, without blanks and repeats", () => {
    expect(readModels(" gpt-5-mini\n\n gpt-5,openai/o4 ,\r\ngpt-5\n")).toEqual(["gpt-5-mini", "gpt-5", "openai/o4"]);
  });
});

const whole = {
  kind: "openai_compatible",
  name: "Ours",
  baseUrl: "http://localhost:11434/v1",
  apiKey: "k",
  models: ["a"],
  needsNoKey: false,
};
const pathsOf = (form: ReturnType<typeof providerForm>, values: object) =>
  form.safeParse(values).error?.issues.map((issue) => issue.path[0]);

describe("The form of a new provider", () => {
  const form = providerForm(null);

  it("produces the input of the server's procedure", () => {
    const { needsNoKey: _, ...provider } = whole;
    expect(form.parse(whole)).toEqual(provider);
  });

  it("needs no address for the gateway", () => {
    expect(form.parse({ ...whole, kind: "gateway", baseUrl: "" })).toMatchObject({ kind: "gateway", baseUrl: null });
  });

  it.each(["", "api.example.com/v1", "ftp://api.example.com", "javascript:alert(1)"])(
    "rejects %j as an address",
    (baseUrl) => expect(pathsOf(form, { ...whole, baseUrl })).toEqual(["baseUrl"]),
  );

  it("needs a key unless the server needs none", () => {
    expect(pathsOf(form, { ...whole, apiKey: " " })).toEqual(["apiKey"]);
    expect(form.parse({ ...whole, apiKey: "", needsNoKey: true }).apiKey).toBe("none");
    expect(form.parse({ ...whole, apiKey: "typed", needsNoKey: true }).apiKey).toBe("typed");
  });

  it("reports every fault of its fields", () => {
    expect(pathsOf(form, { ...whole, name: " ", models: [] })).toEqual(["name", "models"]);
  });
});

describe("The form of a saved provider", () => {
  const form = providerForm({ baseUrl: "https://api.example.com/v1" });

  it.each(["https://api.example.com/v1", "https://api.example.com/v1/", "https://api.example.com/v1/chat/completions"])(
    "keeps the stored key at %s",
    (baseUrl) => expect(form.parse({ ...whole, baseUrl, apiKey: "" }).apiKey).toBe(""),
  );

  it("asks for the key again when the address changes", () => {
    const moved = { ...whole, baseUrl: "https://api.example.org/v1" };
    expect(pathsOf(form, { ...moved, apiKey: "" })).toEqual(["apiKey"]);
    expect(form.parse(moved).apiKey).toBe("k");
  });
});

describe("The presets of providers", () => {
  it("have addresses that the form accepts, and different names", () => {
    const known = providerPresets.filter(({ id }) => id !== "custom");
    const refused = known.filter(({ kind, baseUrl }) => pathsOf(providerForm(null), { ...whole, kind, baseUrl }));
    expect(refused).toEqual([]);
    expect(new Set(providerPresets.map(({ name }) => name)).size).toBe(providerPresets.length);
  });
});
