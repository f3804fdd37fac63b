import type { z } from "zod";
import type { ApiCaller } from "@/server/accounts/api-keys/authenticate-api-key";
import type { Later } from "@/server/later";
import type { ApiScope } from "@/server/schemas/api-scopes";
import { readQuery } from "./read-query";

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** A request whose key was accepted. */
export interface ApiCall {
  caller: ApiCaller;
  request: Request;
  /** The parts of the path that the endpoint's path names. */
  params: Record<string, string>;
  /** For work that the answer does not wait for. */
  later: Later;
}

/** A successful answer. */
interface SuccessResponse {
  description: string;
  /** Of an answer with the status 201, if there is one. */
  created?: string;
  /** The schema of its body; null if it has none. */
  schema: JsonSchema | null;
}

/** An address of the management API (CONTRACTS §8): how it is answered, and how the OpenAPI document describes it. */
export interface ApiEndpoint {
  id: string;
  method: "GET" | "PUT" | "DELETE";
  /** Behind `/api/v1`, in the syntax of OpenAPI: `/events/{event_id}`. */
  path: string;
  scope: ApiScope;
  summary: string;
  description: string;
  /** The meaning of each part that the path names. */
  params: Record<string, string>;
  query: z.ZodObject;
  /** The JSON body of a request that has one. */
  body?: z.ZodObject;
  response: SuccessResponse;
  /** The statuses of refusals besides those that every endpoint has. */
  refusals: readonly number[];
  /** @throws DomainError. */
  answer(call: ApiCall): Promise<Response>;
}

interface Definition<Q extends z.ZodObject> extends Omit<ApiEndpoint, "query" | "answer"> {
  query: Q;
  answer(call: ApiCall & { query: z.output<Q> }): Promise<Response>;
}

/** Defines an endpoint whose query is parsed before it is answered. */
export function apiEndpoint<Q extends z.ZodObject>({ answer, ...definition }: Definition<Q>): ApiEndpoint {
  return {
    ...definition,
    answer: (call) => answer({ ...call, query: readQuery(call.request.url, definition.query) }),
  };
}
