import { bearer, chatUrl } from "./chat-client";

type Handle = (request: Request, publicId: string) => Promise<Response>;

export interface VisitorRequest {
  token?: string | null;
  body?: BodyInit | null;
  /** With its question mark. */
  query?: string;
  headers?: Record<string, string>;
}

/** Calls the function behind a visitor's POST route. */
export function postAs(
  handle: Handle,
  publicId: string,
  { token, body = null, query = "", headers }: VisitorRequest = {},
): Promise<Response> {
  const init = { method: "POST", body, headers: { ...bearer(token), ...headers } };
  return handle(new Request(chatUrl(publicId, query), init), publicId);
}

/** A message's body with files that were uploaded before. */
export function bodyWithFiles(id: string, handles: readonly unknown[], text?: string): string {
  const parts = [
    ...(text === undefined ? [] : [{ type: "text", text }]),
    ...handles.map((file) => ({ type: "data-upload", data: { file } })),
  ];
  return JSON.stringify({ message: { id, role: "user", parts } });
}
