import { z } from "zod";
import { fromZodError } from "@/server/http/errors/from-zod-error";
import {
  externalId,
  getApiSource,
  listApiSources,
  listApiSourcesQuery,
} from "@/server/knowledge/api-sources/api-source";
import { deleteApiSource } from "@/server/knowledge/api-sources/delete-api-source";
import { apiSourceInput, putApiSource } from "@/server/knowledge/api-sources/put-api-source";
import { apiEndpoint } from "./api-endpoint";
import { jsonResponse } from "./json-response";
import { schemaLink } from "./openapi/schema-link";
import { readBody } from "./read-body";

const PATH = "/knowledge/sources/{source_id}";
const params = { source_id: "Your id of the source, 1 to 200 letters." };
const noQuery = z.strictObject({});

/** An id that cannot exist is answered like an unknown one. */
const idOf = (given: Record<string, string>) => externalId.catch("?").parse(given["source_id"]);

/** @throws DomainError invalid for an id that a source may not have. */
function newIdOf(given: Record<string, string>): string {
  const parsed = z.object({ source_id: externalId }).safeParse(given);
  if (parsed.success) return parsed.data.source_id;
  throw fromZodError(parsed.error);
}

export const listKnowledgeSources = apiEndpoint({
  id: "listKnowledgeSources",
  method: "GET",
  path: "/knowledge/sources",
  scope: "knowledge:read",
  summary: "List sources of the knowledge base",
  description: "The sources that were sent by this API, newest first, without their texts.",
  params: {},
  query: listApiSourcesQuery,
  response: { description: "A page of sources.", schema: schemaLink("KnowledgeSourcePage") },
  refusals: [404],
  async answer({ caller, query }) {
    return jsonResponse(JSON.stringify(await listApiSources(caller.workspaceId, query)));
  },
});

export const getKnowledgeSource = apiEndpoint({
  id: "getKnowledgeSource",
  method: "GET",
  path: PATH,
  scope: "knowledge:read",
  summary: "Get a source of the knowledge base",
  description: "A source that was sent by this API, with its text and whether it has been read.",
  params,
  query: noQuery,
  response: { description: "The source.", schema: schemaLink("KnowledgeSource") },
  refusals: [404],
  async answer({ caller, params: given }) {
    return jsonResponse(JSON.stringify(await getApiSource(caller.workspaceId, idOf(given))));
  },
});

export const putKnowledgeSource = apiEndpoint({
  id: "putKnowledgeSource",
  method: "PUT",
  path: PATH,
  scope: "knowledge:write",
  summary: "Create or replace a source of the knowledge base",
  description:
    "The text is read and searched within seconds. You choose the id, so the same request again changes nothing.",
  params,
  query: noQuery,
  body: apiSourceInput,
  response: {
    description: "The source was replaced, or has not changed.",
    created: "The source was created.",
    schema: schemaLink("KnowledgeSource"),
  },
  refusals: [413, 415],
  async answer({ caller, params: given, request }) {
    const id = newIdOf(given);
    const { isNew } = await putApiSource(caller.workspaceId, id, await readBody(request, apiSourceInput));
    return jsonResponse(JSON.stringify(await getApiSource(caller.workspaceId, id)), isNew ? 201 : 200);
  },
});

export const deleteKnowledgeSource = apiEndpoint({
  id: "deleteKnowledgeSource",
  method: "DELETE",
  path: PATH,
  scope: "knowledge:write",
  summary: "Delete a source of the knowledge base",
  description: "Bots no longer find its text.",
  params,
  query: noQuery,
  response: { description: "The source was deleted.", schema: null },
  refusals: [404],
  async answer({ caller, params: given }) {
    await deleteApiSource(caller.workspaceId, idOf(given));
    return new Response(null, { status: 204 });
  },
});
