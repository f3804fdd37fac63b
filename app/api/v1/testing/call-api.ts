import { errorBody } from "@/server/api/openapi/error-schema";
import { DELETE, GET, OPTIONS, PATCH, POST, PUT } from "../[[...path]]/route";

const handlers = { DELETE, GET, OPTIONS, PATCH, POST, PUT };

/** Sends a request to the route handler of the management API. */
export function callApi(path: string, init: RequestInit & { method?: keyof typeof handlers } = {}): Promise<Response> {
  return handlers[init.method ?? "GET"](new Request(`http://localhost:3000/api/v1${path}`, init));
}

/** Reads a refusal, which must have the form that CONTRACTS §8 defines. */
export async function errorOf(response: Response) {
  const { error } = errorBody.parse(await response.json());
  return { status: response.status, ...error };
}
