import { describe, expect, it } from "vitest";
import { eventJsonSchema, samplePayload } from "@/server/schemas/events/event-catalogue";
import { eventNames } from "@/server/schemas/events/event-names";
import { schemaFields } from "./schema-fields";

describe("The fields of an event in the catalogue", () => {
  it.each(eventNames)("are those of the sample of %s, each with a type and a description", (name) => {
    const fields = schemaFields(eventJsonSchema(name));
    const paths = fields.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        "event",
        "payload",
        "payload.sequence",
        ...Object.keys(samplePayload(name)).map((key) => `payload.${key}`),
      ]),
    );
    expect(new Set(paths).size).toBe(paths.length);
    expect(fields.filter(({ type }) => type === "" || type.includes("undefined"))).toEqual([]);
    expect(fields.filter(({ path, description }) => path.startsWith("payload.") && description === "")).toEqual([]);
  });

  it("say which values they take, and what is inside lists", () => {
    const item = {
      type: "object",
      properties: { size: { type: "integer", description: "Bytes." } },
      required: ["size"],
    };
    const schema = {
      type: "object",
      properties: {
        event: { const: "x" },
        files: { type: "array", items: item },
        at: { anyOf: [{ type: "string", format: "date-time" }, { type: "null" }] },
        state: { type: "string", enum: ["a", "b"] },
      },
      required: ["event"],
    };
    expect(schemaFields(schema).map(({ path, type, isRequired }) => [path, type, isRequired])).toEqual([
      ["event", '"x"', true],
      ["files", "list of object", false],
      ["files[].size", "whole number", true],
      ["at", "time (ISO 8601) or null", false],
      ["state", '"a", "b"', false],
    ]);
  });
});
