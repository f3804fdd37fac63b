import { describe, expect, it } from "vitest";
import { addProviderForm, readModels } from "./add-provider-schema";

describe("readModels", () => {
  it("splits at line breaks and commas, without blanks and repeats", () => {
    expect(readModels(" gpt-5-mini\n\n gpt-5,openai/o4 ,\r\ngpt-5\n")).toEqual(["gpt-5-mini", "gpt-5", "openai/o4"]);
  });
});

describe("addProviderForm", () => {
  const whole = {
    kind: "openai_compatible",
    name: "Ours",
    baseUrl: "http://localhost:11434/v1",
    apiKey: "k",
    models: "a",
  };

  it("produces the input of the server's procedure", () => {
    expect(addProviderForm.parse(whole)).toEqual({ ...whole, models: ["a"] });
  });

  it("needs no address for the gateway", () => {
    const parsed = addProviderForm.parse({ ...whole, kind: "gateway", baseUrl: "" });
    expect(parsed).not.toHaveProperty("baseUrl");
  });

  it.each(["", "api.example.com/v1", "ftp://api.example.com", "javascript:alert(1)"])(
    "rejects %j as an address",
    (baseUrl) => {
      const parsed = addProviderForm.safeParse({ ...whole, baseUrl });
      expect(parsed.error?.issues.map((issue) => issue.path)).toEqual([["baseUrl"]]);
    },
  );

  it("reports every fault", () => {
    const parsed = addProviderForm.safeParse({ kind: "gateway", name: " ", apiKey: "", models: " , " });
    expect(parsed.error?.issues.map((issue) => issue.path[0])).toEqual(["name", "apiKey", "models"]);
  });
});
