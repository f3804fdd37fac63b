import { validate } from "@scalar/openapi-parser";
import { beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { env } from "@/server/env";
import { eventNames } from "@/server/schemas/events/event-names";
import { callApi } from "./testing/call-api";

const parameters = z.array(z.looseObject({ name: z.string(), schema: z.looseObject({}) }));
const documentShape = z.looseObject({
  openapi: z.string(),
  servers: z.array(z.object({ url: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ parameters, responses: z.looseObject({}) }))),
  webhooks: z.record(z.string(), z.looseObject({})),
  components: z.looseObject({ schemas: z.record(z.string(), z.looseObject({})) }),
});

let text: string;
let document: z.infer<typeof documentShape>;
beforeAll(async () => {
  text = await (await callApi("/openapi.json")).text();
  document = documentShape.parse(JSON.parse(text));
});

it("The OpenAPI document is a valid one of version 3.1, needs no key, and names this server", async () => {
  const { valid, errors } = await validate(text);
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
  expect(document.openapi).toMatch(/^3\.1\./);
  expect(document.servers).toEqual([{ url: `${env().PARLEY_URL.replace(/\/$/, "")}/api/v1` }]);
});

it("The OpenAPI document describes the parameters by the schemas that requests are checked by", () => {
  const list = document.paths["/events"]?.["get"];
  expect(Object.keys(document.paths)).toEqual([
    "/events",
    "/events/{event_id}",
    "/knowledge/sources",
    "/knowledge/sources/{source_id}",
  ]);
  expect(list?.parameters.map(({ name }) => name)).toEqual(["after", "limit", "event", "wait"]);
  expect(list?.parameters[1]?.schema).toMatchObject({ type: "integer", minimum: 1, maximum: 1000, default: 100 });
  expect(list?.parameters[2]?.schema).toMatchObject({ type: "array", items: { enum: [...eventNames] } });
  expect(Object.keys(list?.responses ?? {})).toEqual(["200", "401", "403", "404", "410", "422", "429", "500"]);
});

it("The OpenAPI document describes a webhook and a payload for each event", () => {
  expect(Object.keys(document.webhooks)).toEqual([...eventNames]);
  const { schemas } = document.components;
  for (const name of eventNames) {
    expect(schemas[`Payload_${name}`]).toMatchObject({ type: "object", properties: { sequence: { type: "integer" } } });
  }
  const links = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name ?? "");
  expect(links.length).toBeGreaterThan(eventNames.length * 3);
  expect(links.filter((name) => !Object.hasOwn(schemas, name))).toEqual([]);
  // Answers may get more fields later.
  expect(JSON.stringify(schemas)).not.toContain('"additionalProperties":false');
});
