import { type ApiCaller, authenticateApiKey } from "@/server/accounts/api-keys/authenticate-api-key";
import { clientAddress } from "@/server/accounts/limits/client-address";
import { enforceRateLimit } from "@/server/accounts/limits/rate-limit";
import { recordChange } from "@/server/audit/record-change";
import { DomainError } from "@/server/errors";
import { errorResponse, methodNotAllowed } from "@/server/http/errors/error-response";
import type { Later } from "@/server/later";
import { requestIdHere } from "@/server/log/request-scope";
import type { ApiEndpoint } from "./api-endpoint";
import { apiEndpoints } from "./api-endpoints";
import { jsonResponse } from "./json-response";
import { matchPath } from "./match-path";
import { openApiDocument } from "./openapi/open-api-document";

const BASE = "/api/v1";
const DOCUMENT = "/openapi.json";
/** Ten in a second. A reader of events that has caught up waits in one request instead of sending many. */
const REQUESTS_PER_MINUTE = 600;

/** Handles every request to `/api/v1` (CONTRACTS §8). Each failure has the body `{error: …}` and the id of the request. */
export async function answerApiRequest(request: Request, later: Later): Promise<Response> {
  const requestId = requestIdHere();
  const response = await answer(request, requestId, later).catch((error: unknown) => refusal(error, requestId));
  response.headers.set("x-request-id", requestId);
  if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
  return response;
}

async function answer(request: Request, requestId: string, later: Later): Promise<Response> {
  const path = new URL(request.url).pathname.slice(BASE.length);
  const matches = apiEndpoints.flatMap((endpoint) => {
    const params = matchPath(endpoint.path, path);
    return params ? [{ endpoint, params }] : [];
  });
  const isDocument = path === DOCUMENT;
  if (matches.length === 0 && !isDocument) throw unknownAddress(path);
  const method = request.method === "HEAD" ? "GET" : request.method;
  if (isDocument && method === "GET") return documentResponse();
  const match = matches.find(({ endpoint }) => endpoint.method === method);
  if (!match) return methodNotAllowed([...new Set(["GET", ...matches.map((m) => m.endpoint.method)])], requestId);
  const caller = await admit(request, match.endpoint);
  const answerIt = () => match.endpoint.answer({ caller, request, params: match.params, later });
  if (method === "GET") return answerIt();
  const author = {
    workspaceId: caller.workspaceId,
    type: "api_key" as const,
    id: caller.keyId,
    address: clientAddress(request.headers),
    requestId,
  };
  return recordChange(author, `${method} ${BASE}${match.endpoint.path}`, match.params, answerIt);
}

async function admit(request: Request, { scope }: ApiEndpoint): Promise<ApiCaller> {
  const caller = await authenticateApiKey(request.headers.get("authorization"), scope);
  const limit = { key: `api:${caller.keyId}`, limit: REQUESTS_PER_MINUTE, windowSeconds: 60 };
  await enforceRateLimit(
    limit,
    (seconds) =>
      `This API key has sent more than ${REQUESTS_PER_MINUTE} requests in a minute. Try again in ${seconds} s.`,
  );
  return caller;
}

function documentResponse(): Response {
  const response = jsonResponse(JSON.stringify(openApiDocument(apiEndpoints)));
  response.headers.set("cache-control", "public, max-age=300");
  return response;
}

function unknownAddress(path: string): DomainError {
  const message = `The API has no address ${BASE}${path}. All addresses are in ${BASE}${DOCUMENT}.`;
  return new DomainError("not_found", message);
}

function refusal(error: unknown, requestId: string): Response {
  const response = errorResponse(error, requestId);
  if (response.status === 401) response.headers.set("www-authenticate", "Bearer");
  return response;
}
