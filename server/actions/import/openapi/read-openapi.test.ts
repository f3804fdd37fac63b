import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { actionArgument } from "@/server/schemas/action-definition";
import { readArguments } from "../../definition/argument-schema";
import { findJsonFault, renderJson } from "../../templates/render-json";
import type { ImportedOperation } from "../imported-request";
import { composeOperation } from "./openapi-operation";
import { readOpenApi, type OpenApiDocument } from "./read-openapi";

const shop = read(readFileSync(join(import.meta.dirname, "../testing/shop.openapi.yaml"), "utf8"));
const clinic = read(readFileSync(join(import.meta.dirname, "../testing/clinic.swagger.json"), "utf8"));

function read(text: string): OpenApiDocument {
  const reading = readOpenApi(text);
  if (!reading.ok) throw new Error(reading.fault);
  return reading.document;
}

function faultOf(text: string): string {
  const reading = readOpenApi(text);
  return reading.ok ? "" : reading.fault;
}

function operation({ root, operations }: OpenApiDocument, id: string, leftOut: string[] = []): ImportedOperation {
  const choice = operations.find((known) => known.id === id);
  if (!choice) throw new Error(`no operation ${id}`);
  const composed = composeOperation(root, choice, new Set(leftOut)).operation;
  for (const argument of composed.arguments) expect(actionArgument.safeParse(argument).error).toBeUndefined();
  return composed;
}

const bodyOf = ({ request }: ImportedOperation): unknown =>
  request.body.type === "json" ? JSON.parse(request.body.text) : request.body;

describe("an OpenAPI 3.1 document in YAML", () => {
  it("lists the success statuses of the document, with 2XX for all of them", () => {
    const responses = { "201": {}, "2XX": {}, "404": {}, default: {} };
    const document = {
      openapi: "3.1.0",
      servers: [{ url: "https://x.example" }],
      paths: { "/a": { post: { responses } } },
    };
    expect(operation(read(JSON.stringify(document)), "POST /a").request.acceptedStatusCodes).toEqual([201, "2xx"]);
  });

  it("lists its operations", () => {
    expect(shop.title).toBe("Shop");
    expect(shop.operations.map(({ id }) => id)).toEqual([
      "GET /orders",
      "POST /orders",
      "GET /orders/{orderId}",
      "PATCH /orders/{orderId}",
      "POST /orders/{orderId}/returns",
      "PUT /categories",
      "POST /labels/{label-id}/print",
    ]);
    expect(shop.operations[3]).toMatchObject({
      isDeprecated: true,
      summary: "Changes an order that was not sent yet.",
    });
  });

  it("converts query parameters to arguments with types, choices and descriptions", () => {
    const { request, notes, ...list } = operation(shop, "GET /orders");
    expect(list).toMatchObject({ name: "List orders", functionName: "list_orders", description: "List orders." });
    expect(list.arguments).toEqual([
      {
        name: "status",
        description: "Only orders in one of these states.",
        type: "list",
        required: false,
        enum: ["open", "paid", "sent", "returned"],
      },
      { name: "created_after", description: "", type: "datetime", required: false },
      {
        name: "limit",
        description: "At least 1. At most 100. When left out: 20.",
        type: "number",
        required: false,
      },
      { name: "session", description: "", type: "string", required: false },
    ]);
    expect(request).toMatchObject({
      method: "GET",
      url: "https://eu.api.shop.example/v2/orders",
      query: [
        { name: "status", value: "{{args.status[*]}}" },
        { name: "created-after", value: "{{args.created_after}}" },
        { name: "limit", value: "{{args.limit}}" },
      ],
      headers: [
        { name: "authorization", value: "Bearer {{constants.api_token}}" },
        { name: "X-Shop", value: "main" },
        { name: "cookie", value: "session={{args.session}}" },
      ],
      body: { type: "none" },
      acceptedStatusCodes: [200],
      constants: [{ name: "api_token", value: "", secret: true }],
    });
    expect(notes).toEqual(["filter (query) is an object or has an unknown type; add what you need of it by hand."]);
  });

  it("adds references to the path", () => {
    const get = operation(shop, "GET /orders/{orderId}");
    expect(get.request.url).toBe("https://eu.api.shop.example/v2/orders/{{args.orderId}}");
    expect(get.arguments).toEqual([
      {
        name: "orderId",
        description: "The number on the invoice. For example A-1042.",
        type: "string",
        required: true,
      },
    ]);
  });

  it("becomes a body with references to arguments", () => {
    const create = operation(shop, "POST /orders");
    expect(bodyOf(create)).toEqual({
      channel: "chat",
      customer: { email: "{{args.customer_email}}", name: "{{args.customer_name}}" },
      items: [{ sku: "{{args.items_sku}}", quantity: "{{args.items_quantity}}" }],
      gift: "{{args.gift}}",
      total: { amount: "{{args.total_amount}}", currency: "{{args.total_currency}}" },
      coupons: "{{args.coupons}}",
      delivery: { date: "{{args.delivery_date}}", method: "{{args.delivery_method}}" },
    });
    expect(create.arguments.filter(({ required }) => required).map(({ name }) => name)).toEqual([
      "customer_email",
      "items_sku",
      "items_quantity",
      "total_amount",
      "total_currency",
    ]);
    expect(create.request.acceptedStatusCodes).toEqual([201, 202]);
    expect(create.notes).toEqual([
      "items takes a list; the body sends one entry.",
      "Where the document allows several forms of a value, the first was taken.",
    ]);
  });

  it("omits the arguments that are left out, except for required ones", () => {
    const small = operation(shop, "POST /orders", [
      "body customer.name",
      "body customer.email",
      "body gift",
      "body coupons",
      "body delivery.date",
      "body delivery.method",
    ]);
    expect(bodyOf(small)).toEqual({
      channel: "chat",
      customer: { email: "{{args.customer_email}}" },
      items: [{ sku: "{{args.items_sku}}", quantity: "{{args.items_quantity}}" }],
      total: { amount: "{{args.total_amount}}", currency: "{{args.total_currency}}" },
    });
    expect(operation(shop, "GET /orders", ["query limit"]).arguments.map(({ name }) => name)).not.toContain("limit");
  });

  it("merges allOf and supports other JSON content types", () => {
    const patch = operation(shop, "PATCH /orders/{orderId}");
    expect(patch).toMatchObject({ name: "Patch orders order id", functionName: "patch_orders_order_id" });
    expect(bodyOf(patch)).toEqual({
      date: "{{args.date}}",
      method: "{{args.method}}",
      reason: "{{args.reason}}",
    });
    expect(patch.request.headers).toContainEqual({ name: "content-type", value: "application/merge-patch+json" });
    expect(patch.arguments.find(({ name }) => name === "reason")?.required).toBe(true);
  });

  it("becomes a form, a server to be filled in, and several keys", () => {
    const form = operation(shop, "POST /orders/{orderId}/returns");
    expect(form.request).toMatchObject({
      url: "{{constants.base_url}}/returns/orders/{{args.orderId}}/returns",
      body: { type: "text", text: "item%20id={{args.item_id}}&note={{args.note}}" },
      headers: [
        { name: "x-api-key", value: "{{constants.api_key}}" },
        { name: "content-type", value: "application/x-www-form-urlencoded" },
      ],
      constants: [
        { name: "base_url", value: "", secret: false },
        { name: "api_key", value: "", secret: true },
      ],
    });
    expect(form.notes).toEqual([
      "The document names no server. Enter its address in the constant base_url.",
      "Parley does not support the authentication “mutualTLS”; add what is needed by hand.",
      "address (body) is an object or has an unknown type; add what you need of it by hand.",
    ]);
  });

  it("may contain circular references", () => {
    const save = operation(shop, "PUT /categories");
    expect(bodyOf(save)).toEqual({ name: "{{args.name}}", parent: {}, loop: "{{args.loop}}" });
    expect(save.request.headers).toEqual([]);
    expect(save.notes.join(" ")).toContain("parent contains itself");
  });

  it("notes references to other documents, and content that cannot be sent", () => {
    const print = operation(shop, "POST /labels/{label-id}/print");
    expect(print.request.url).toBe("https://eu.api.shop.example/v2/labels/{{args.label_id}}/print");
    expect(print.notes).toEqual([
      "The operation takes files (multipart), which webhook steps cannot send.",
      "labels.yaml#/Id is in another document; it was left out.",
    ]);
  });
});

describe("a Swagger 2 document in JSON", () => {
  it("has parameters without a schema, and a key in the query", () => {
    const slots = operation(clinic, "GET /slots");
    expect(slots).toMatchObject({ name: "Find free slots", functionName: "slots_find_free" });
    expect(slots.arguments).toEqual([
      { name: "page", description: "When left out: 1.", type: "number", required: false },
      { name: "doctor_ids", description: "", type: "list", itemType: "number", required: true },
      { name: "urgent", description: "", type: "boolean", required: false },
      { name: "kind", description: "", type: "string", required: true, enum: ["visit", "video"] },
    ]);
    expect(slots.request.url).toBe("https://clinic.example/api/slots");
    expect(slots.request.query.at(-1)).toEqual({ name: "api_key", value: "{{constants.api_key}}" });
  });

  it("becomes a body of its definitions, with a unique name for each argument", () => {
    const register = operation(clinic, "POST /patients");
    expect(bodyOf(register)).toEqual({
      firstName: "{{args.firstName}}",
      birthday: "{{args.birthday}}",
      contact: { phone: "{{args.contact_phone}}", firstName: "{{args.contact_firstName}}" },
    });
    expect(register.arguments.map(({ name, required }) => [name, required])).toEqual([
      ["firstName", true],
      ["birthday", true],
      ["contact_phone", false],
      ["contact_firstName", false],
    ]);
    expect(register.request.headers).toEqual([
      { name: "authorization", value: "Basic {{constants.basic_credentials}}" },
    ]);
    const body = register.request.body.type === "json" ? register.request.body.text : "";
    expect(findJsonFault(body)).toBeNull();
  });

  it("becomes a form without its files", () => {
    const consent = operation(clinic, "POST /patients/{id}/consent");
    expect(consent.request.body).toEqual({ type: "text", text: "given={{args.given}}&comment={{args.comment}}" });
    expect(consent).toMatchObject({
      functionName: "post_patients_id_consent",
      request: { acceptedStatusCodes: undefined },
    });
    expect(consent.notes[0]).toContain("OAuth");
    expect(operation(clinic, "POST /patients/{id}/documents").notes.join(" ")).toContain("multipart");
  });
});

describe("an operation of an incomplete document", () => {
  const made = (path: string, item: object, rest: object = {}) =>
    operation(read(JSON.stringify({ openapi: "3.0.3", paths: { [path]: item }, ...rest })), `GET ${path}`);

  it.each([
    [{ schema: { type: "array" } }, "{{args.tags[*]}}", 0],
    [{ style: "form", explode: true, schema: { type: "array" } }, "{{args.tags[*]}}", 0],
    [{ explode: false, schema: { type: "array" } }, "{{args.tags}}", 0],
    [{ style: "pipeDelimited", explode: false, schema: { type: "array" } }, "{{args.tags}}", 1],
    [{ schema: { type: "string" } }, "{{args.tags}}", 0],
    [{ type: "array", collectionFormat: "multi" }, "{{args.tags[*]}}", 0],
    [{ type: "array", collectionFormat: "csv" }, "{{args.tags}}", 0],
    [{ type: "array", collectionFormat: "pipes" }, "{{args.tags}}", 1],
  ])("sends a list in the query described by %j as %s", (parameter, value, notes) => {
    const { request, notes: noted } = made("/a", {
      get: { parameters: [{ name: "tags", in: "query", ...parameter }] },
    });
    expect(request.query).toEqual([{ name: "tags", value }]);
    expect(noted.filter((note) => note.includes("commas"))).toHaveLength(notes);
  });

  it("sends a list of integers as numbers", () => {
    const schema = {
      type: "object",
      properties: { ids: { type: "array", items: { $ref: "#/components/schemas/Id" } } },
    };
    const content = { "application/json": { schema } };
    const { arguments: args, request } = made(
      "/a",
      { get: { requestBody: { content } } },
      { components: { schemas: { Id: { type: "integer" } } } },
    );
    expect(args).toEqual([{ name: "ids", description: "", type: "list", itemType: "number", required: false }]);
    const given = readArguments({ arguments: args }, { ids: ["1", 2] });
    expect(given).toEqual({ values: { ids: [1, 2] }, faults: [] });
    const body = request.body.type === "json" ? request.body.text : "";
    const values = { args: given.values, constants: {}, secrets: {}, variables: {}, steps: {}, callback: {} };
    expect(JSON.parse(renderJson(body, values))).toEqual({ ids: [1, 2] });
    expect(readArguments({ arguments: args }, { ids: ["one"] }).faults).toHaveLength(1);
  });

  it("has a required argument for a part of the path that is not declared", () => {
    const { request, arguments: args } = made("/a/{id}/b/{id}/{номер}", { get: {} });
    expect(request.url).toBe("{{constants.base_url}}/a/{{args.id}}/b/{{args.id}}/{{args.value}}");
    expect(args).toEqual([
      { name: "id", description: "", type: "string", required: true },
      { name: "value", description: "номер", type: "string", required: true },
    ]);
  });

  it.each([
    ["更新订单", "/orders/{id}", "get_orders_id", "更新订单"],
    ["обновитьЗаказ", "/заказы", "get", "обновитьЗаказ"],
    ["订单get", "/orders", "get_orders", "订单get"],
    ["überprüfen", "/orders", "uberprufen", "Uberprufen"],
    ["", "/orders", "get_orders", "Get orders"],
    ["showOptions", "/options", "show_options_action", "Show options"],
  ])('with the id "%s" gets a name that a model can call', (operationId, path, functionName, name) => {
    expect(made(path, { get: { operationId } })).toMatchObject({ functionName, name });
  });

  it("is found through a reference of its path item", () => {
    const item = { get: { operationId: "listOrders", parameters: [{ name: "q", in: "query", schema: {} }] } };
    const made = read(
      JSON.stringify({
        openapi: "3.1.0",
        paths: { "/orders": { $ref: "#/components/pathItems/Orders" }, "/lost": { $ref: "#/components/none" } },
        components: { pathItems: { Orders: item } },
      }),
    );
    expect(made.operations.map(({ id }) => id)).toEqual(["GET /orders"]);
    expect(operation(made, "GET /orders").functionName).toBe("list_orders");
  });

  it("may be in a YAML document with merge keys", () => {
    const made = read(`
openapi: 3.0.0
common: &common
  tags: [orders]
  responses: { "201": { description: Done } }
paths:
  /a:
    get:
      <<: *common
      operationId: getA
  /b:
    get:
      <<: [*common, { summary: B }]
      responses: { "204": { description: Done } }
`);
    expect(made.operations.map(({ tags, summary }) => [tags, summary])).toEqual([
      [["orders"], ""],
      [["orders"], "B"],
    ]);
    expect(operation(made, "GET /a").request.acceptedStatusCodes).toEqual([201]);
    expect(operation(made, "GET /b").request.acceptedStatusCodes).toEqual([204]);
  });
});

describe("a document that expands to a large size", () => {
  const schemaRef = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const posting = (schemas: object) => {
    const content = { "application/json": { schema: schemaRef("a0") } };
    const paths = { "/a": { post: { requestBody: { content } } } };
    return operation(read(JSON.stringify({ openapi: "3.0.0", paths, components: { schemas } })), "POST /a");
  };

  it.each([
    ["allOf", { a0: { allOf: Array.from({ length: 20 }, () => schemaRef("a0")) } }],
    ["oneOf", { a0: { oneOf: Array.from({ length: 20 }, () => schemaRef("a0")) } }],
    [
      "properties",
      Object.fromEntries(
        Array.from({ length: 8 }, (_, i) => [
          `a${i}`,
          {
            type: "object",
            properties: Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`p${n}`, schemaRef(`a${i + 1}`)])),
          },
        ]),
      ),
    ],
    ["items", { a0: { type: "array", items: { allOf: [schemaRef("a0"), schemaRef("a0")] } } }],
  ])("through %s is read up to the limits of an action", (_, schemas) => {
    const { arguments: args, notes } = posting(schemas);
    expect(args.length).toBeLessThanOrEqual(50);
    expect(notes.length).toBeLessThanOrEqual(21);
  });

  it("through its number of operations is listed completely", () => {
    const paths = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`/p${i}`, { get: {} }]));
    expect(read(JSON.stringify({ openapi: "3.0.0", paths })).operations).toHaveLength(50_000);
  });

  it("through merge keys that multiply is rejected", () => {
    const maps = Array.from({ length: 40 }, (_, i) =>
      i === 0 ? "a0: &a0\n  x: 1" : `a${i}: &a${i}\n  <<: [*a${i - 1}, *a${i - 1}]`,
    );
    expect(faultOf(`openapi: 3.0.0\n${maps.join("\n")}`)).toContain("cannot be followed. Excessive alias count");
  });

  it("through its depth is rejected", () => {
    expect(faultOf(`openapi: 3.0.0\npaths: ${"[".repeat(20_000)}`)).toContain("nested too deeply");
  });
});

describe("a text that is not an OpenAPI document", () => {
  it.each([
    ["", "nothing here yet"],
    ["<!doctype html><html></html>", "a web page"],
    ['{\n  "openapi": "3.0.0",\n  "paths": {,}\n}', "The JSON is broken. Line 3, column 13"],
    ["openapi: 3.0.0\npaths:\n  /a:\n   get: [\n", "The YAML is broken. Line "],
    ["openapi: 3.0.0\npaths: &a [*b]", "cannot be followed. Unresolved alias"],
    ["a: 1", 'neither "openapi" nor "swagger"'],
    ["just words", 'neither "openapi" nor "swagger"'],
    ["openapi: 4.0.0\npaths: {}", "This is version 4.0.0"],
    ["swagger: 1.2", "This is version 1.2"],
    ["openapi: 3.0.3\ninfo: {}", "no operation"],
    ["x".repeat(5 * 1024 * 1024 + 1), "larger than 5 MB"],
  ])("is rejected with an explanation (case %#)", (text, words) => expect(faultOf(text)).toContain(words));

  it("is rejected when its aliases multiply", () => {
    const lines = Array.from({ length: 40 }, (_, i) => `a${i}: &a${i} [${i === 0 ? "1" : `*a${i - 1}, *a${i - 1}`}]`);
    expect(faultOf(`openapi: 3.0.0\n${lines.join("\n")}`)).toContain("cannot be followed. Excessive alias count");
  });
});

it("An operation with more inputs than an action has arguments keeps the first 50", () => {
  const properties = Object.fromEntries(Array.from({ length: 70 }, (_, i) => [`p${i}`, { type: "string" }]));
  const content = { "application/json": { schema: { type: "object", properties } } };
  const document = read(JSON.stringify({ openapi: "3.0.1", paths: { "/x": { post: { requestBody: { content } } } } }));
  const { arguments: args, notes } = operation(document, "POST /x");
  expect(args).toHaveLength(50);
  expect(notes).toContain("An action has at most 50 arguments; the rest was left out.");
});
